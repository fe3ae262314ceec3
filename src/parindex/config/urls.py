"""Addresses of the whole server."""

from __future__ import annotations

from django.urls import include, path

handler400 = "parindex.faces.web.shell.views.bad_request"
handler403 = "parindex.faces.web.shell.views.refused"
handler404 = "parindex.faces.web.shell.views.not_found"
handler500 = "parindex.faces.web.shell.views.failed"

urlpatterns = [path("", include("parindex.faces.web.urls"))]
