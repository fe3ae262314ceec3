"""The index: every way a unit's name is printed, looked up in one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import OSA

from parindex.cycle.units import spelling
from parindex.cycle.units.facts import Kind, Unit
from parindex.engine.values import vietnamese

_PROVINCES = ("thanh pho ", "tinh ")
_AREAS = {
    "phuong": "p",
    "xa": "x",
    "thi tran": "tt",
    "dac khu": "dk",
    "quan": "q",
    "huyen": "h",
    "thi xa": "tx",
    "thanh pho": "tp",
}
_WITH_INITIALS = ("so", "phong")
_FRONT = (
    "mat tran to quoc",
    "mat tran to quoc viet nam",
    "uy ban mat tran to quoc viet nam",
    "uy ban mat tran to quoc",
)
_WARD = (" phuong", " xa", " dac khu")
_NEAREST = 5
_RIVALS = 20
_SLIPS = (8, 16, 30)  # a key this long may hold one slip, two, three
_DISTINCT = 5  # so many words name one body of the province even without the province's name
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Index:
    """Look-up keys of all units. ``places`` are the ways to print the province, longest first."""

    units: tuple[Unit, ...]
    names: dict[str, tuple[Unit, ...]]
    bare: dict[str, tuple[Unit, ...]]
    canonical: dict[str, tuple[Unit, ...]]
    places: tuple[str, ...]
    keys: tuple[str, ...]
    sorts: dict[str, tuple[str, ...]]
    longest: int

    @classmethod
    def of(cls, units: tuple[Unit, ...]) -> Index:
        """The index of ``units``."""
        places = _places(units)
        names: dict[str, dict[str, Unit]] = {}
        short: dict[str, dict[str, Unit]] = {}
        bare: dict[str, dict[str, Unit]] = {}
        canonical: dict[str, dict[str, Unit]] = {}
        for unit in units:
            canonical.setdefault(unit.name, {})[unit.code] = unit
            for name in (unit.name, *unit.aliases):
                for key in _keys(unit, name, places):
                    names.setdefault(key, {})[unit.code] = unit
                for key in _initials(name):
                    short.setdefault(key, {})[unit.code] = unit
            proper = _proper(unit)
            if proper:
                bare.setdefault(proper, {})[unit.code] = unit
        whole = tuple(names)
        names = (
            short | names
        )  # a stated alias outranks initials: SNV is Sở Nội vụ though Sở Ngoại vụ begins alike
        return cls(
            units=units,
            names=_frozen(names),
            bare=_frozen(bare),
            canonical=_frozen(canonical),
            places=places,
            keys=whole,
            sorts=_by_first_word(whole),
            longest=max((len(key.split()) for key in names), default=0),
        )

    def named(self, name: str, *, on: date) -> Unit:
        """The unit whose canonical name is ``name``: the one existing on the day, else the first."""
        listed = self.canonical[name]
        return next((unit for unit in listed if on in unit.period), listed[0])

    def slip(self, key: str, accented: str) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        """The units of the one name that ``key`` is a slip of, or else the near names to choose from.

        The first word says what kind of unit it is: a ministry is no slip of a department. Short names
        allow no slip, long ones up to three; a second name as near, diacritics counted, is a rival.
        """
        allowed = sum(len(key) >= least for least in _SLIPS)
        keys = self.sorts.get(key.split()[0], ()) if allowed else ()
        near = process.extract(key, keys, scorer=OSA.distance, score_cutoff=allowed + 1, limit=_RIVALS)
        if not near or near[0][1] > allowed:
            return (), ()
        best = self.names[near[0][0]]
        margin = min(_apart(unit, accented) for unit in best) + 1
        others = [unit for name, edits, _ in near if edits <= near[0][1] + 1 for unit in self.names[name]]
        own = {unit.name for unit in best}
        if any(unit.name not in own and _apart(unit, accented) <= margin for unit in others):
            return (), (*best, *others)
        return best, ()

    def alike(self, key: str) -> tuple[Unit, ...]:
        """The few units whose names look most like ``key``: what a person may have meant."""
        found = process.extract(
            key, self.keys, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=_NEAREST
        )
        whole = [f"{key} {place}" for place in self.places]
        names = (*(name for name in whole if name in self.names), *(name for name, _, _ in found))
        units = {unit.code: unit for name in names for unit in self.names[name]}
        return tuple(units.values())[:_NEAREST]


def _frozen(found: dict[str, dict[str, Unit]]) -> dict[str, tuple[Unit, ...]]:
    return {key: tuple(units.values()) for key, units in found.items()}


def _by_first_word(keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(key.split(" ", 1)[0], []).append(key)
    return {word: tuple(begun) for word, begun in found.items()}


def _places(units: tuple[Unit, ...]) -> tuple[str, ...]:
    for unit in units:
        key = spelling.key_of(unit.name)
        for level in _PROVINCES:
            if unit.kind is Kind.CITY and key.startswith(level):
                return (key, key.removeprefix(level), level.strip())
        if unit.kind is Kind.CITY:
            return (f"thanh pho {key}", f"tinh {key}", key, "thanh pho", "tinh")
    return ("thanh pho", "tinh")


def _keys(unit: Unit, name: str, places: tuple[str, ...]) -> Iterator[str]:
    spelled = spelling.words(name)
    key = spelling.key(spelled)
    yield key
    if unit.kind in {Kind.COMMUNE, Kind.DISTRICT}:
        yield from _area_keys(key)
    elif unit.kind is Kind.DIVISION:
        yield from _division_keys(unit, key)
    elif unit.kind is not Kind.CITY:
        yield from _city_keys(unit, key, places)


def _initials(name: str) -> Iterator[str]:
    spelled = spelling.words(name)
    if spelled[0].text in _WITH_INITIALS and len(spelled) > 1:
        for short in spelling.initials(_without_gap(spelled[1:])):
            yield spelling.key_of(f"{spelled[0].text} {short}")
            if spelled[0].text == "so":
                yield f"s{short}"


def _without_gap(spelled: tuple[spelling.Word, ...]) -> tuple[spelling.Word, ...]:
    return (spelling.Word(spelled[0].text), *spelled[1:])


def _area_keys(key: str) -> Iterator[str]:
    yield f"ubnd {key}"
    yield f"dang uy hdnd ubnd {key}"
    for level, short in _AREAS.items():
        if key.startswith(level + " "):
            proper = key.removeprefix(level + " ")
            yield f"{short} {proper}"
            yield f"ubnd {short} {proper}"


def _division_keys(unit: Unit, key: str) -> Iterator[str]:
    core = key
    for level in _WARD:
        core = core.removesuffix(level)
    yield core
    if core.startswith("phong "):
        yield "p " + core.removeprefix("phong ")
    for level in _WARD:
        yield core + level
    if unit.parent:
        yield f"{core} {spelling.key_of(unit.parent)}"


def _city_keys(unit: Unit, key: str, places: tuple[str, ...]) -> Iterator[str]:
    core = next((key.removesuffix(" " + place) for place in places if key.endswith(" " + place)), key)
    cores = (core, *_FRONT) if unit.kind is Kind.FRONT else (core,)
    for each in cores:
        for place in places:
            yield f"{each} {place}"
    if unit.kind is not Kind.FRONT and len(core.split()) >= _DISTINCT:
        yield core
    if unit.kind is Kind.CITY_BODY:
        yield f"{core} cap tinh"


def _proper(unit: Unit) -> str | None:
    key = spelling.key_of(unit.name)
    if unit.kind in {Kind.COMMUNE, Kind.DISTRICT}:
        for level in _AREAS:
            if key.startswith(level + " "):
                return key.removeprefix(level + " ")
    return None


def exact(units: tuple[Unit, ...], printed: str) -> tuple[Unit, ...]:
    """Those of ``units`` whose own name stands letter by letter in ``printed``, where any does."""
    plain = vietnamese.squeeze(printed).casefold()
    spelled = tuple(unit for unit in units if unit.name.casefold() in plain)
    return spelled or units


def _apart(unit: Unit, accented: str) -> int:
    """How many edits part a printed name from the unit's own, diacritics counted."""
    return int(OSA.distance(spelling.accented(spelling.words(unit.name)), accented))
