"""The directory: the units of a province through time, and the look-up of a printed name at a date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib import resources

from parindex.cycle.units import reading
from parindex.cycle.units.facts import DirectoryError, Kind, Unit
from parindex.cycle.units.index import Index
from parindex.cycle.units.resolution import Resolution
from parindex.cycle.units.walk import Walk

__all__ = ["Directory", "DirectoryError", "Kind", "Resolution", "Unit"]

_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Directory:
    """Every unit, past and present. Built once, asked often: answers are remembered."""

    units: tuple[Unit, ...]
    _index: Index = field(init=False, repr=False, compare=False)
    _answers: dict[tuple[str, date], Resolution] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the names."""
        object.__setattr__(self, "_index", Index.of(self.units))
        object.__setattr__(self, "_answers", {})

    @classmethod
    def load(cls, yaml_text: str) -> Directory:
        """The directory written in ``yaml_text``; DirectoryError names the key at fault and its remedy."""
        return cls(reading.units(yaml_text))

    @classmethod
    def packaged(cls) -> Directory:
        """The directory of Hanoi that comes with the software."""
        return cls.load(resources.files(__package__).joinpath("data/hanoi.yaml").read_text("utf-8"))

    def resolve(self, printed: str, *, on: date) -> Resolution:
        """The units and groups that one item of a lead or partner cell names on the day ``on``.

        Nothing is guessed: where two units are near, ``units`` stays empty and ``candidates`` lists them.
        """
        asked = (printed, on)
        known = self._answers.get(asked)
        if known is None:
            known = Walk.over(self._index, printed, on=on)
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            self._answers[asked] = known
        return known

    def at(self, day: date) -> tuple[Unit, ...]:
        """The units that exist on ``day``, in the directory's order."""
        return tuple(unit for unit in self.units if day in unit.period)

    def find(self, printed: str, *, on: date) -> tuple[Unit, ...]:
        """The units of ``resolve`` themselves."""
        return tuple(self._index.named(name, on=on) for name in self.resolve(printed, on=on).units)
