"""Reading who owes what; every list begins from what the actor may see."""

from __future__ import annotations

from parindex.cycle.monitoring.queries.base import get, visible

__all__ = ["get", "visible"]
