"""Addresses of indexes."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.indexes import coverage, views

urlpatterns = [
    path("indexes/", views.indexes, name="indexes"),
    path("indexes/export.<slug:kind>", views.indexes_export, name="indexes-export"),
    path("indexes/<int:unit>/<slug:index>/<slug:level>/", views.index, name="index"),
    path(
        "indexes/<int:unit>/<slug:index>/<slug:level>/export.<slug:kind>", views.export, name="index-export"
    ),
    path("indexes/<int:unit>/<slug:index>/<slug:level>/coverage/", coverage.covering, name="index-coverage"),
    path(
        "indexes/<int:unit>/<slug:index>/<slug:level>/coverage/export.<slug:kind>",
        coverage.covering_export,
        name="index-coverage-export",
    ),
    path("indexes/<int:unit>/<slug:index>/<slug:level>/aim/", coverage.aim, name="index-aim"),
    path(
        "indexes/<int:unit>/<slug:index>/<slug:level>/figures/<path:place>/",
        views.figure,
        name="index-figure",
    ),
    path(
        "indexes/<int:unit>/<slug:index>/<slug:level>/criteria/<path:place>/",
        views.criterion,
        name="criterion",
    ),
]
