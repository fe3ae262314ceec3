"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only history."""

    name = "parindex.foundation.audit"
    label = "audit"
