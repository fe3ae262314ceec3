"""Whether a cycle may be frozen: facts in, findings out; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parindex.cycle.results import findings
from parindex.engine.values.findings import Finding


@dataclass(frozen=True, slots=True)
class Open:
    """What is open of one unit: how many cells, and the first of them."""

    unit: str
    cells: int
    path: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a cycle that is to be frozen; ``opens`` is set while its stage has not come."""

    units: int
    opens: str | None = None
    undecided: tuple[Open, ...] = ()
    asked: tuple[Open, ...] = ()
    explained: tuple[Open, ...] = ()
    missed: tuple[str, ...] = ()
    figures_missing: int = 0
    council_blank: int = 0


def ready_to_freeze(facts: Facts) -> tuple[Finding, ...]:
    """Errors first, then what to look at."""
    if not facts.units:
        return (findings.no_sheets(),)
    found = [] if facts.opens is None else [findings.too_early(opens=facts.opens)]
    found.extend(_each(facts.asked, findings.questions_open))
    found.extend(_each(facts.explained, findings.explanations_open))
    found.extend(_each(facts.undecided, findings.undecided))
    if facts.missed:
        found.append(findings.sheets_missed(units=len(facts.missed), first=facts.missed[0]))
    if facts.figures_missing:
        found.append(findings.figures_missing(cells=facts.figures_missing))
    if facts.council_blank:
        found.append(findings.council_blank(cells=facts.council_blank))
    return tuple(found)


def _each(rows: Sequence[Open], finding: Callable[..., Finding]) -> list[Finding]:
    return [finding(unit=row.unit, cells=row.cells, path=row.path) for row in rows]
