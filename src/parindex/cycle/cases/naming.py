"""Which unit the text in a case file means: by code, by name, by name without diacritics; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parindex.engine.values.vietnamese import fold, squeeze


@dataclass(frozen=True, slots=True)
class Known:
    """A unit as a file may name it."""

    key: int
    code: str
    name: str


def named(texts: Iterable[str], known: Iterable[Known], called: Mapping[str, int]) -> dict[str, int]:
    """The units by the texts that mean one; ``called`` are further names they bore on the day."""
    codes: dict[str, int] = {}
    names: dict[str, set[int]] = {}
    folded: dict[str, set[int]] = {}
    for each in known:
        codes[each.code.casefold()] = each.key
        names.setdefault(squeeze(each.name), set()).add(each.key)
        folded.setdefault(fold(each.name), set()).add(each.key)
    for name, key in called.items():
        names.setdefault(squeeze(name), set()).add(key)
    found = {}
    for text in texts:
        meant = names.get(squeeze(text)) or folded.get(fold(text)) or set()
        if text.casefold() in codes:
            found[text] = codes[text.casefold()]
        elif len(meant) == 1:
            (found[text],) = meant
    return found
