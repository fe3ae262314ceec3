"""The Django app of this room."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Case files."""

    name = "parindex.cycle.cases"
    label = "cases"

    def ready(self) -> None:
        """Declare the events of this room, so that history can tell them."""
        import_module(f"{self.name}.events")
