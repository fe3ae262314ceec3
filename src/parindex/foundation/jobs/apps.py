"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Queued work."""

    name = "parindex.foundation.jobs"
    label = "jobs"
