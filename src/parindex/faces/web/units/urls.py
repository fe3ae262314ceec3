"""Addresses of the directory of units."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.units import views

urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/export.<slug:kind>", views.export, name="units-export"),
    path("units/<int:key>/", views.unit, name="unit"),
]
