"""Addresses of results."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.results import freezing, papers, views

urlpatterns = [
    path("results/", views.results, name="results"),
    path("results/<int:key>/", views.league, name="result"),
    path("results/<int:key>/standings/", views.standings, name="result-standings"),
    path("results/<int:key>/heat/", views.heat, name="result-heat"),
    path("results/<int:key>/stages/", views.stages, name="result-stages"),
    path("results/<int:key>/criterion/", views.criterion, name="result-criterion"),
    path("results/<int:key>/units/<int:unit>/", views.card, name="result-card"),
    path("results/<int:key>/units/<int:unit>/export.<str:kind>", papers.card, name="result-card-export"),
    path("results/<int:key>/export.<str:kind>", papers.league, name="result-export"),
    path("results/<int:key>/criterion/export.<str:kind>", papers.criterion, name="result-criterion-export"),
    path("results/<int:key>/heat/export.<str:kind>", papers.heat, name="result-heat-export"),
    path("results/<int:key>/stages/export.<str:kind>", papers.stages, name="result-stages-export"),
    path("results/<int:key>/freeze/", freezing.freeze, name="result-freeze"),
    path("results/<int:key>/resume/", freezing.resume, name="result-resume"),
    path("results/<int:key>/release/", freezing.release, name="result-release"),
]
