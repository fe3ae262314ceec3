"""How much one document may hold, so that reading any file stays within the memory of a small server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parindex.cycle.documents.blocks import Block, Table, Unusable

# an official annex of 10,000 rows and 30 columns still fits
MAX_PLACES = 400_000
MAX_BLOCKS = 200_000
MAX_LETTERS = 20_000_000


def too_long() -> Unusable:
    """The refusal of a document with more rows, cells or paragraphs than are read at once."""
    return Unusable(
        vi="Văn bản có quá nhiều đoạn, dòng hoặc ô bảng để đọc một lần; "
        "hãy xóa các dòng, cột trống hoặc chia thành nhiều tệp rồi gửi lại.",
        en="The document has too many paragraphs, rows or cells to be read at once; "
        "delete blank rows and columns, or split it into several files, and send them.",
    )


def within(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks one by one. Raises Unusable at the one that is too many."""
    places = 0
    for count, block in enumerate(blocks, start=1):
        if isinstance(block, Table) and block.rows:
            places += len(block.rows) * len(block.rows[0].cells)
        if count > MAX_BLOCKS or places > MAX_PLACES:
            raise too_long()
        yield block
