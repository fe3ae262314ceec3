"""Addresses of the indexes of other bodies."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.standings import recording, views

urlpatterns = [
    path("other-indexes/", views.standings, name="standings"),
    path("other-indexes/export.<slug:kind>", views.export, name="standings-export"),
    path("other-indexes/new/", recording.keep, name="standing-keep"),
    path("other-indexes/<int:key>/", views.standing, name="standing"),
    path("other-indexes/<int:key>/export.<slug:kind>", views.table, name="standing-export"),
    path("other-indexes/<int:key>/import/", recording.bring, name="standing-import"),
]
