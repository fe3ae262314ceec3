"""The Django app of the screens."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Screens for signed-in people."""

    name = "parindex.faces.web"
    label = "web"
