"""Addresses of official documents."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.documents import correcting, originals, views

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/export.<slug:kind>", views.export, name="documents-export"),
    path("documents/new/", views.upload, name="document-upload"),
    path("documents/<int:key>/", views.document, name="document"),
    path("documents/<int:key>/progress/", views.progress, name="document-progress"),
    path("documents/<int:key>/accept/", views.accept, name="document-accept"),
    path("documents/<int:key>/keep/", correcting.keep, name="document-keep"),
    path("documents/<int:key>/head/", correcting.head, name="document-head"),
    path("documents/<int:key>/rows/<slug:table>/<int:row>/", correcting.row, name="document-row"),
    path("documents/<int:key>/tables/<slug:table>/", correcting.table, name="document-table"),
    path("documents/<int:key>/total/<slug:table>/", correcting.total, name="document-total"),
    path("documents/<int:key>/read-again/", views.read_again, name="document-read-again"),
    path("documents/<int:key>/take-again/", views.take_again, name="document-take-again"),
    path("documents/<int:key>/set-aside/", views.set_aside, name="document-set-aside"),
    path("documents/<int:key>/original/", originals.original, name="document-original"),
    path("documents/<int:key>/source/", originals.source, name="document-source"),
    path("documents/<int:key>/pages/<int:number>.png", originals.page, name="document-page"),
]
