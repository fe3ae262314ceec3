"""Phrases of real documents: what a program that understands them must not have learnt by heart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.architecture.sweeps.house import Module

RUN = 9
"""So many words in the same order are no coincidence."""
FORMULAS = (
    "cộng hòa xã hội chủ nghĩa việt nam độc lập - tự do - hạnh phúc",
    "căn cứ luật tổ chức chính quyền địa phương ngày",
)
"""What Decree 30/2020 and the laws prescribe word for word."""

GENERAL = frozenset({"thủ tục hành chính"})
"""Criterion names that are also terms of the law, as general as the word for a document."""

_TAG = re.compile(r"<[^>]+>|\*+|`+")
_CODE = re.compile(r"(?:[IVX]+|[A-Z]|\d+(?:\.\d+)*|-)\.?")
_FIGURE = re.compile(r"(?<![\d.,])\d+[.,]\d+(?![\d.,]*\d)")
_QUOTE = re.compile(r"[\"'\n]")
_WORD = re.compile(r"[^\W_]+")


def squeezed(text: str) -> str:
    """Lower case, without tags and emphasis marks, every run of blanks one blank."""
    return " ".join(_TAG.sub(" ", text).casefold().split())


def names(document: str) -> set[str]:
    """Criterion names and task texts: the cell after the code in every table row, at least four words."""
    found = set()
    for line in document.splitlines():
        cells = [squeezed(cell) for cell in re.split(r"\t|\|", line) if cell.strip()]
        if len(cells) > 1 and _CODE.fullmatch(cells[0].upper()):
            found.add(cells[1])
    return {name for name in found - GENERAL if len(_WORD.findall(name)) >= 4}


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of nine words."""
    words = _WORD.findall(squeezed(text))
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def figures(text: str) -> set[str]:
    """Every figure of at least four digits with decimals, such as a total; written with a point."""
    found = {figure.replace(",", ".") for figure in _FIGURE.findall(text)}
    return {figure for figure in found if len(figure.replace(".", "").lstrip("0")) >= 4}


def strings(data: Any) -> Iterator[str]:
    """Every text and number of nested mappings and lists, keys too."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from strings(key)
            yield from strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings(value)
    elif data is not None:
        yield str(data)


def learnt(found: Iterable[Module], *, known: set[str], documents: Iterable[str]) -> Iterator[str]:
    """Every module that holds a known name, a run of words or a figure of the documents."""
    texts = list(documents)
    prescribed = {run for formula in FORMULAS for run in runs(formula)}
    told = {run for text in texts for run in runs(text)} - prescribed
    counted = {figure for text in texts for figure in figures(text)}
    for each in found:
        source = squeezed(each.text)
        yield from (f"{each.path}: name: {name}" for name in sorted(known) if name in source)
        spoken = {run for piece in _QUOTE.split(each.text) for run in runs(piece)}
        yield from (f"{each.path}: words: {' '.join(run)}" for run in sorted(told & spoken))
        yield from (f"{each.path}: figure: {figure}" for figure in sorted(counted & figures(each.text)))
