"""Addresses of registers."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.registers import bringing, defining, entering, views

urlpatterns = [
    path("registers/", views.registers, name="registers"),
    path("registers/export.<slug:kind>", views.export, name="registers-export"),
    path("registers/new/", defining.define, name="register-define"),
    path("registers/ready/<slug:code>/", defining.take, name="register-take"),
    path("registers/<int:key>/", views.register, name="register"),
    path("registers/<int:key>/export.<slug:kind>", views.table, name="register-export"),
    path("registers/<int:key>/form.<slug:kind>", bringing.blank, name="register-form"),
    path("registers/<int:key>/import/", bringing.bring, name="register-import"),
    path("registers/<int:key>/add/", entering.add, name="register-add"),
    path("registers/<int:key>/revise/", defining.revise, name="register-revise"),
    path("registers/<int:key>/counts/", views.counts, name="register-counts"),
    path("registers/<int:key>/counts/new/", defining.count, name="register-count"),
    path("registers/counts/<int:key>/end/", defining.stop, name="register-count-end"),
    path("registers/entries/<int:key>/", entering.entry, name="register-entry"),
    path("registers/entries/<int:key>/correct/", entering.correct, name="register-entry-correct"),
    path("registers/entries/<int:key>/withdraw/", entering.withdraw, name="register-entry-withdraw"),
]
