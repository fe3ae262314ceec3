"""What is still to be done before a cycle may open or a sheet may go on; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from parindex.cycle.assessments import findings
from parindex.engine.values.findings import Finding

Span = tuple[datetime, datetime]


def ready_to_open(*, units: int, windows: Sequence[Span]) -> tuple[Finding, ...]:
    """What keeps a cycle from opening: nobody in it, or stages that begin before the one before."""
    found = [] if units else [findings.no_units()]
    if any(later[0] < earlier[0] for earlier, later in pairwise(windows)):
        found.append(findings.calendar_out_of_order())
    return tuple(found)
