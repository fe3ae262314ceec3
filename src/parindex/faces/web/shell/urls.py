"""Addresses of what belongs to no desk."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.shell import views

urlpatterns = [path("language/", views.choose_language, name="language")]
