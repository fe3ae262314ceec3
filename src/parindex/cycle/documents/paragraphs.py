"""Paragraphs as their author meant them: lines that only continue the one above are joined to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from parindex.cycle.documents.blocks import Block, Blocks, Paragraph, Style
from parindex.cycle.documents.outline import Passage

_ENDED = re.compile(r"[.;:!?…”\"](?:\[?\(?\d{1,3}\)?\]?)?$|/\.$")
_ITEM = re.compile(r"[-–+•*]\s|[a-zđ]\)|\(?\d{1,2}[.)]\s|[a-zđ]\.\s")
_LETTERHEAD = re.compile(
    r"(?P<body>\S.{0,120}?)\s+(?P<motto>CỘNG H[ÒO][AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    r"|Độc lập\s*[-–—]\s*Tự do\s*[-–—]\s*Hạnh phúc)\W*"
)
_SIGNED = re.compile(r"(?:Số|SỐ)\s*:|Nơi nhận|Kính gửi")


def whole(blocks: Blocks) -> Blocks:
    """``blocks`` with every paragraph that was cut at a line or page end in one piece."""
    joined: list[Block] = []
    for block in chain.from_iterable(map(_sides, blocks.blocks)):
        last = joined[-1] if joined else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph) and _goes_on(last, block):
            joined[-1] = replace(last, text=f"{last.text} {block.text}")
        else:
            joined.append(block)
    return replace(blocks, blocks=tuple(joined))


def with_phrases(
    passages: Sequence[Passage], phrases: Iterable[str | None], *, breaks: Sequence[int]
) -> tuple[Passage, ...]:
    """``passages`` with the lines of each title or caption as one; a table stands at each of ``breaks``."""
    known = tuple(filter(None, phrases))
    stretches = (passages[start:end] for start, end in pairwise((0, *breaks, len(passages))))
    return tuple(passage for stretch in stretches for passage in _merged(stretch, known))


def _merged(passages: Sequence[Passage], phrases: Iterable[str]) -> list[Passage]:
    merged = list(passages)
    for phrase in phrases:
        place = 0
        while place < len(merged):
            count = _run(merged, place, phrase)
            if count > 1:
                merged[place : place + count] = [Passage(phrase, merged[place].at)]
            place += 1
    return merged


def _sides(block: Block) -> tuple[Block, ...]:
    """A line of a letterhead set with tabs: the body to the left, the motto to the right."""
    if not isinstance(block, Paragraph):
        return (block,)
    match = _LETTERHEAD.fullmatch(block.text)
    if match is None or not match["body"].isupper():
        return (block,)
    return tuple(replace(block, text=match[side]) for side in ("body", "motto"))


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Whether ``below`` is no paragraph of its own."""
    if Style.FOOTNOTE in (above.style, below.style) or _ITEM.match(below.text):
        return False
    if _ENDED.search(above.text) or _SIGNED.match(above.text):
        return False
    return below.text[:1].islower() or above.text.endswith(",")


def _run(passages: Sequence[Passage], start: int, phrase: str) -> int:
    """How many passages from ``start`` on make up the phrase; 0 if they do not."""
    text = ""
    for count, passage in enumerate(passages[start : start + 8], start=1):
        text = f"{text} {passage.text}".strip()
        if text == phrase:
            return count
        if not phrase.startswith(text):
            return 0
    return 0
