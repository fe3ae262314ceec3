"""The Django app of this room."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices to people."""

    name = "parindex.foundation.notices"
    label = "notices"

    def ready(self) -> None:
        """Declare the events of this room, so that history can tell them."""
        import_module(f"{self.name}.events")
