"""Addresses of frameworks."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.frameworks import linking, views

urlpatterns = [
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/export.<slug:kind>", views.export, name="frameworks-export"),
    path("frameworks/<int:key>/", views.framework, name="framework"),
    path("frameworks/<int:key>/check/", views.check, name="framework-check"),
    path("frameworks/<int:key>/publish/", views.publish, name="framework-publish"),
    path("frameworks/<int:key>/suspend/", views.suspend, name="framework-suspend"),
    path("frameworks/<int:key>/resume/", views.resume, name="framework-resume"),
    path("frameworks/<int:key>/file/", views.file, name="framework-file"),
    path("frameworks/<int:key>/links/", linking.links, name="framework-links"),
    path("frameworks/criteria/<int:key>/link/", linking.link, name="framework-link"),
    path("frameworks/criteria/<int:key>/", views.correct, name="framework-criterion"),
]
