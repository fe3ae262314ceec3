"""Addresses of the directory of units."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.units import changing, views

urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/export.<slug:kind>", views.export, name="units-export"),
    path("units/new/", changing.add, name="unit-add"),
    path("units/<int:key>/", views.unit, name="unit"),
    path("units/<int:key>/alias/take/", changing.take_alias, name="unit-alias-take"),
    path("units/<int:key>/change/<slug:deed>/", changing.change, name="unit-change"),
]
