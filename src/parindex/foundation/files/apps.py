"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Bytes at rest."""

    name = "parindex.foundation.files"
    label = "files"
