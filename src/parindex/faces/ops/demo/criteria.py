"""The set of criteria by which the communes and wards of the demonstration city are scored."""

from __future__ import annotations

from typing import Any

from parindex.cycle.frameworks import actions as frameworks
from parindex.cycle.frameworks import packs, queries, states
from parindex.engine.scoring.specs import FrameworkSpec
from parindex.faces.ops.demo import city
from parindex.faces.ops.telling import now

PACK = "hanoi-commune-2025"


def spec() -> FrameworkSpec:
    """The set as it is shipped."""
    return packs.spec(PACK)


def in_force() -> Any:
    """The version of the set that is in force, put in force now if none is.

    It is the city's own; what was read from the plan of a ward stays beside it as the ward's.
    """
    by = city.office()
    known = queries.visible(by).filter(identifier=PACK, state=states.PUBLISHED).first()
    if known is not None:
        return known
    version = frameworks.import_file(packs.text(PACK), owner=city.unit(city.NAME), by=by, at=now())
    frameworks.check(version, by=by, at=now())
    frameworks.publish(version, by=by, at=now())
    return version
