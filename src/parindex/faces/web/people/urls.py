"""Addresses of people and roles."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/export.<slug:kind>", views.export, name="people-export"),
    path("people/new/", views.invite, name="person-invite"),
    path("people/<int:key>/", views.person, name="person"),
    path("people/<int:key>/roles/", views.grant, name="membership-grant"),
    path("people/<int:key>/roles/<int:membership>/end/", views.end, name="membership-end"),
    path("people/<int:key>/password/", views.reset_password, name="person-password"),
    path("people/<int:key>/close/", views.close, name="person-close"),
    path("people/<int:key>/reopen/", views.reopen, name="person-reopen"),
    path("roles/", views.roles, name="roles"),
]
