"""Addresses of signing in and of one's own account."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.signin import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("account/", views.profile, name="profile"),
    path("account/password/", views.password, name="password"),
]
