"""The addresses of all screens, desk by desk."""

from __future__ import annotations

from django.urls import include, path

DESKS = (
    *(
        "shell",
        "signin",
        "home",
        "notices",
        "search",
        "documents",
        "evidence",
        "scoring",
        "appraisal",
        "indexes",
        "frameworks",
        "cycles",
        "measures",
        "cases",
        "registers",
        "standings",
        "results",
        "plans",
        "tasks",
        "units",
        "people",
    ),
    "history",
)

urlpatterns = [path("", include(f"parindex.faces.web.{desk}.urls")) for desk in DESKS]
