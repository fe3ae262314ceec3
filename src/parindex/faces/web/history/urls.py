"""Addresses of history."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.history import views

urlpatterns = [
    path("history/", views.history, name="history"),
    path("history/export.<slug:kind>", views.export, name="history-export"),
]
