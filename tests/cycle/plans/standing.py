"""Plans of the cast as tests need them: the city's, taken over."""

from __future__ import annotations

from parindex.cycle.documents.outline import TaskTable
from parindex.cycle.plans.actions import taking
from parindex.cycle.plans.models import Plan
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, Cast
from tests.cycle import accepted


def of_city(cast: Cast, table: TaskTable = accepted.TASKS, number: str = "01/KH-UBND") -> Plan:
    """The plan of the city that an accepted table gives."""
    return taking.take(accepted.document(cast.city, table, number=number), table, by=SYSTEM, at=AT)
