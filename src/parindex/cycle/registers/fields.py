"""The fields of a register and the values that stand in them; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from parindex.cycle.measures import figures
from parindex.cycle.measures.figures import Untyped, WrongFigure
from parindex.engine.values.findings import Words
from parindex.engine.values.vietnamese import fold, nfc, squeeze

LONGEST = 2000
MOST_FIELDS = 40
YES, NO = "yes", "no"
_YES = frozenset({"yes", "y", "co", "x", "da", "1", "true", "roi", "dung"})
_NO = frozenset({"no", "n", "khong", "chua", "0", "false", "sai"})
_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ T]00:00(?::00)?)?")
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Kind(StrEnum):
    """What may stand in a field."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a register; ``choices`` are the words one of which stands in a field of choice."""

    key: str
    label: Words
    kind: Kind
    is_required: bool = False
    choices: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "key": self.key,
            "label": {"vi": self.label.vi, "en": self.label.en},
            "kind": self.kind.value,
            "required": self.is_required,
            "choices": list(self.choices),
        }


class WrongText(ValueError):
    """The text cannot stand in the field; the text of the fault names what was wanted."""


def stored(data: Iterable[Mapping[str, Any]]) -> tuple[Field, ...]:
    """Fields as they were stored by ``as_json``, or written in a file of the same shape."""
    return tuple(
        Field(
            key=str(each["key"]),
            label=Words(str(each["label"]["vi"]), str(each["label"]["en"])),
            kind=Kind(each["kind"]),
            is_required=bool(each.get("required", False)),
            choices=tuple(str(choice) for choice in each.get("choices", ())),
        )
        for each in data
    )


def value(field: Field, text: str) -> str:
    """The canonical value that ``text`` means in ``field``; blank stays blank. Raises WrongText."""
    said = squeeze(nfc(text.replace("\x00", " ")))
    if not said:
        return ""
    if len(said) > LONGEST:
        raise WrongText("long")
    return _READERS[field.kind](field, said)


def day(text: str) -> date:
    """The day in ``text`` as officials or machines write it. Raises WrongText."""
    found = _ISO.fullmatch(text.strip()) or _DAY.fullmatch(text.strip())
    try:
        return (
            date(**{name: int(number) for name, number in found.groupdict().items()}) if found else _no_day()
        )
    except ValueError:
        raise WrongText("date") from None


def _no_day() -> date:
    raise WrongText("date")


def _text(_field: Field, said: str) -> str:
    return said


def _date(_field: Field, said: str) -> str:
    return day(said).isoformat()


def _number(_field: Field, said: str) -> str:
    try:
        return figures.single(figures.typed(said)).value
    except (Untyped, WrongFigure):
        raise WrongText("number") from None


def _choice(field: Field, said: str) -> str:
    by_words = {fold(choice): choice for choice in field.choices}
    if fold(said) not in by_words:
        raise WrongText("choice")
    return by_words[fold(said)]


def _yes_no(_field: Field, said: str) -> str:
    plain = fold(said)
    if plain in _YES:
        return YES
    if plain in _NO:
        return NO
    raise WrongText("yes_no")


_READERS = {
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
}
