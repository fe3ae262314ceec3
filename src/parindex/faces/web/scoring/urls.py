"""Addresses of self-scoring."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.scoring import approving, papers, past, saving, views

urlpatterns = [
    path("scoring/", views.sheets, name="scoring"),
    path("scoring/<int:key>/", views.desk, name="sheet"),
    path("scoring/<int:key>/submit/", approving.submit, name="sheet-submit"),
    path("scoring/<int:key>/lay/", approving.lay, name="sheet-lay"),
    path("scoring/<int:key>/hand-back/", approving.hand_back, name="sheet-hand-back"),
    path("scoring/<int:key>/print/", papers.paper, name="sheet-print"),
    path("scoring/<int:key>/sheet.xlsx", papers.workbook, name="sheet-workbook"),
    path("scoring/<int:key>/load/", papers.load, name="sheet-load"),
    path("scoring/<int:key>/past/", past.sheet, name="sheet-past"),
    path("scoring/<int:key>/<int:criterion>/", views.leaf, name="sheet-leaf"),
    path("scoring/<int:key>/<int:criterion>/save/", saving.save, name="leaf-save"),
    path("scoring/<int:key>/<int:criterion>/preview/", saving.preview, name="leaf-preview"),
    path("scoring/<int:key>/<int:criterion>/ledger/", past.ledger, name="leaf-ledger"),
]
