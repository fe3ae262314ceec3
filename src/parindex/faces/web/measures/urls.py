"""Addresses of measures."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.measures import recording, views

urlpatterns = [
    path("measures/", views.measures, name="measures"),
    path("measures/export.<slug:kind>", views.export, name="measures-export"),
    path("measures/new/", views.keep, name="measure-keep"),
    path("measures/<int:key>/", views.measure, name="measure"),
    path("measures/<int:key>/export.<slug:kind>", views.table, name="measure-export"),
    path("measures/<int:key>/record/", recording.record, name="measure-record"),
    path("measures/<int:key>/import/", recording.bring, name="measure-import"),
    path("measures/<int:key>/feed/", views.feed, name="measure-feed"),
    path("measures/<int:key>/units/<int:unit>/", views.unit, name="measure-unit"),
    path("measures/feeds/<int:key>/end/", views.unfeed, name="measure-unfeed"),
    path("measures/readings/<int:key>/file/", views.file, name="measure-file"),
]
