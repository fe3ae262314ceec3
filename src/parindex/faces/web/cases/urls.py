"""Addresses of case files."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.cases import sending, views

urlpatterns = [
    path("cases/", views.cases, name="cases"),
    path("cases/export.<slug:kind>", views.export, name="cases-export"),
    path("cases/send/", sending.send, name="case-send"),
    path("cases/<int:key>/", views.batch, name="case-file"),
    path("cases/<int:key>/progress/", views.progress, name="case-progress"),
    path("cases/<int:key>/original", views.original, name="case-original"),
    path("cases/<int:key>/export.<slug:kind>", views.found, name="case-export"),
    path("cases/<int:key>/read-again/", sending.read_again, name="case-read-again"),
    path("cases/<int:key>/set-aside/", sending.set_aside, name="case-set-aside"),
]
