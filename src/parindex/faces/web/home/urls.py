"""The address of the first page."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.home import views

urlpatterns = [path("", views.home, name="home")]
