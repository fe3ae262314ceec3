"""Addresses of the appraisal desk and of explanations."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.appraisal import deeds, explaining, views

_CRITERION = "appraisal/<int:cycle>/criteria/<int:leaf>/"
_SHEET = "appraisal/sheets/<int:key>/"

urlpatterns = [
    path("appraisal/", views.home, name="appraisal"),
    path("appraisal/<int:cycle>/export.<slug:kind>", views.home_export, name="appraisal-export"),
    path("appraisal/<int:cycle>/board/", views.board, name="appraisal-board"),
    path("appraisal/<int:cycle>/board/export.<slug:kind>", views.board_export, name="appraisal-board-export"),
    path(_CRITERION, views.criterion, name="appraisal-criterion"),
    path(f"{_CRITERION}export.<slug:kind>", views.criterion_export, name="appraisal-criterion-export"),
    path(f"{_CRITERION}accept/", deeds.accept_many, name="appraisal-accept"),
    path(_SHEET, views.unit, name="appraisal-unit"),
    path(f"{_SHEET}export.<slug:kind>", views.unit_export, name="appraisal-unit-export"),
    path(f"{_SHEET}accept/", deeds.accept_all, name="appraisal-accept-all"),
    path(f"{_SHEET}<int:leaf>/", views.cell, name="appraisal-cell"),
    path(f"{_SHEET}<int:leaf>/decide/", deeds.decide, name="appraisal-decide"),
    path(f"{_SHEET}<int:leaf>/preview/", deeds.preview, name="appraisal-preview"),
    path("explanations/", explaining.listed, name="explanations"),
    path("explanations/<int:key>/", explaining.sheet, name="explanation-sheet"),
    path("explanations/<int:key>/export.<slug:kind>", explaining.export, name="explanation-export"),
    path("explanations/<int:key>/<int:leaf>/", explaining.explain, name="explanation"),
]
