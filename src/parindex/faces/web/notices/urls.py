"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/seen/", views.see_all, name="notices-seen"),
    path("notices/settings/", views.settings, name="notices-settings"),
    path("notices/<int:key>/", views.notice, name="notice"),
]
