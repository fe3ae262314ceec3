"""How much one document may hold, so that reading any file stays within the memory of a small server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parindex.cycle.documents.blocks import Block, Table, Unusable

# an official annex of 10,000 rows and 30 columns still fits
MAX_PLACES = 400_000
MAX_BLOCKS = 200_000
MAX_LETTERS = 20_000_000
MAX_SIGNS = 600_000
# a thousand full pages of a PDF, whose letters are placed one by one
MAX_GLYPHS = 3_000_000
_PARTING = "\n\t|<\f\v*_["


@dataclass(slots=True)
class Tally:
    """How many cells and letters have been read so far."""

    cells: int = 0
    letters: int = 0

    def count(self, texts: Sequence[str]) -> None:
        """Count the texts of cells. Raises Unusable once they are more than are read at once."""
        self.cells += len(texts)
        self.letters += sum(len(text) for text in texts)
        if self.cells > MAX_PLACES or self.letters > MAX_LETTERS:
            raise too_long()

    def count_glyphs(self, count: int) -> None:
        """Count the glyphs of a page. Raises Unusable once they are more than are placed at once."""
        self.letters += count
        if self.letters > MAX_GLYPHS:
            raise too_long()


def too_long() -> Unusable:
    """The refusal of a document with more rows, cells or paragraphs than are read at once."""
    return Unusable(
        vi="Văn bản có quá nhiều đoạn, dòng hoặc ô bảng để đọc một lần; "
        "hãy xóa các dòng, cột trống hoặc chia thành nhiều tệp rồi gửi lại.",
        en="The document has too many paragraphs, rows or cells to be read at once; "
        "delete blank rows and columns, or split it into several files, and send them.",
    )


def too_deep() -> Unusable:
    """The refusal of a document nested deeper, or with longer single texts, than any program writes."""
    return Unusable(
        vi="Văn bản có bảng lồng nhau quá sâu hoặc một đoạn chữ quá dài; "
        "hãy tách các bảng, các đoạn ra rồi gửi lại.",
        en="The document has tables nested too deep or one text that is too long; "
        "part the tables or the text and send it again.",
    )


def text_within(text: str) -> str:
    """``text`` itself. Raises Unusable for one of too many letters, lines, cells or tags."""
    if len(text) > MAX_LETTERS or sum(text.count(sign) for sign in _PARTING) > MAX_SIGNS:
        raise too_long()
    return text


def within(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks one by one. Raises Unusable at the one that is too many."""
    places = 0
    for count, block in enumerate(blocks, start=1):
        if isinstance(block, Table) and block.rows:
            places += len(block.rows) * len(block.rows[0].cells)
        if count > MAX_BLOCKS or places > MAX_PLACES:
            raise too_long()
        yield block
