"""The Django app of this room."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Following tasks: who owes what by when, reports, verification."""

    name = "parindex.cycle.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        """Declare the events and notices of this room, so that they can be told."""
        import_module(f"{self.name}.events")
        import_module(f"{self.name}.reminders")
