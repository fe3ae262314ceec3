"""Packs: the frameworks that come with the product as files, ready to be taken over and corrected."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from importlib import resources

from parindex.cycle.frameworks import reading
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import FrameworkSpec, Source, Status
from parindex.engine.values.findings import Words

FOLDER = "packs"
# As a person looks for them: the city's own set, the ministry's, published indexes, a blank start.
IDS = (
    "hanoi-commune-2025",
    "par-index-province-2025",
    "par-index-province-2023",
    "sipas-2023",
    "papi-2023",
    "empty-starter",
)


class UnknownPack(LookupError):
    """No pack has this id."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One shipped framework: what it scores, and how sure its rules are.

    ``leaves`` and ``rules`` count the leaves of each source and the leaf rules of each status.
    """

    id: str
    title: Words
    index: str
    level: str
    year: int
    basis: str
    note: str
    leaves: tuple[tuple[Source, int], ...]
    rules: tuple[tuple[Status, int], ...]

    @property
    def size(self) -> int:
        """How many leaves it scores."""
        return sum(count for _, count in self.leaves)


def listed() -> tuple[Pack, ...]:
    """Every pack, in the order a list shows them."""
    return tuple(_pack(each) for each in IDS)


def pack(pack_id: str) -> Pack:
    """The pack of this id. Raises UnknownPack."""
    return _pack(_known(pack_id))


def spec(pack_id: str) -> FrameworkSpec:
    """The framework of a pack as a spec. Raises UnknownPack."""
    return _spec(_known(pack_id))


def text(pack_id: str) -> str:
    """The framework file of a pack as it is shipped. Raises UnknownPack."""
    return data(pack_id).decode()


def data(pack_id: str) -> bytes:
    """The bytes of a pack's framework file. Raises UnknownPack."""
    name = f"{_known(pack_id)}.yaml"
    return resources.files(__package__ or "").joinpath(FOLDER, name).read_bytes()


def _known(pack_id: str) -> str:
    if pack_id not in IDS:
        raise UnknownPack(pack_id)
    return pack_id


@functools.cache
def _spec(pack_id: str) -> FrameworkSpec:
    return reading.read(data(pack_id)).spec


@functools.cache
def _pack(pack_id: str) -> Pack:
    framework = _spec(pack_id)
    leaves = [step.node for step in specs.walk(framework) if step.node.is_leaf]
    sources = Counter(leaf.source for leaf in leaves)
    statuses = Counter(leaf.rule.status for leaf in leaves if leaf.rule is not None)
    return Pack(
        id=pack_id,
        title=Words(framework.title_vi or "", framework.title_en or ""),
        index=framework.index or "",
        level=framework.level or "",
        year=framework.year or 0,
        basis=framework.basis or "",
        note=framework.note or "",
        leaves=tuple((source, sources[source]) for source in Source if sources[source]),
        rules=tuple((status, statuses[status.value]) for status in Status if statuses[status.value]),
    )
