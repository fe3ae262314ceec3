"""Addresses of frameworks."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.frameworks import desk, importing, linking, shaping, views

urlpatterns = [
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/export.<slug:kind>", views.export, name="frameworks-export"),
    path("frameworks/import/", importing.bring, name="framework-import"),
    path("frameworks/<int:key>/", views.framework, name="framework"),
    path("frameworks/<int:key>/check/", views.check, name="framework-check"),
    path("frameworks/<int:key>/publish/", views.publish, name="framework-publish"),
    path("frameworks/<int:key>/suspend/", views.suspend, name="framework-suspend"),
    path("frameworks/<int:key>/resume/", views.resume, name="framework-resume"),
    path("frameworks/<int:key>/file/", views.file, name="framework-file"),
    path("frameworks/<int:key>/workbook/", views.workbook, name="framework-workbook"),
    path("frameworks/<int:key>/copy/", importing.copy, name="framework-copy"),
    path("frameworks/<int:key>/about/", shaping.about, name="framework-about"),
    path("frameworks/<int:key>/edit/", shaping.edit, name="framework-edit"),
    path("frameworks/<int:key>/add/", shaping.add, name="framework-add"),
    path("frameworks/<int:key>/links/", linking.links, name="framework-links"),
    path("frameworks/criteria/<int:key>/link/", linking.link, name="framework-link"),
    path("frameworks/criteria/<int:key>/", desk.criterion, name="framework-criterion"),
    path("frameworks/criteria/<int:key>/rule/", desk.rule, name="framework-rule"),
    path("frameworks/criteria/<int:key>/try/", desk.attempt, name="framework-try"),
    path("frameworks/criteria/<int:key>/move/", shaping.move, name="framework-move"),
    path("frameworks/criteria/<int:key>/remove/", shaping.remove, name="framework-remove"),
]
