"""Addresses of evidence: of a unit, and of one leaf of a sheet."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.evidence import attaching, choosing, library, originals

_LEAF = "sheets/<int:assessment>/<int:criterion>/evidence/"

urlpatterns = [
    path("evidence/", library.library, name="evidence"),
    path("evidence/export.<slug:kind>", library.export, name="evidence-export"),
    path("evidence/<int:key>/", library.item, name="evidence-item"),
    path("evidence/<int:key>/preview/", originals.preview, name="evidence-preview"),
    path("evidence/<int:key>/original/", originals.original, name="evidence-original"),
    path("evidence/<int:key>/pages/<int:number>.png", originals.page, name="evidence-page"),
    path(_LEAF, attaching.panel, name="evidence-panel"),
    path(f"{_LEAF}file/", attaching.file, name="evidence-file"),
    path(f"{_LEAF}link/", attaching.link, name="evidence-link"),
    path(f"{_LEAF}reference/", attaching.reference, name="evidence-reference"),
    path(f"{_LEAF}choose/", choosing.choose, name="evidence-choose"),
    path(f"{_LEAF}<int:key>/", attaching.piece, name="evidence-piece"),
    path(f"{_LEAF}<int:key>/detach/", attaching.detach, name="evidence-detach"),
]
