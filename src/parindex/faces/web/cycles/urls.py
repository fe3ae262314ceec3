"""Addresses of cycles."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.cycles import dividing, exceptions, preparing, rights, views

urlpatterns = [
    path("cycles/", views.cycles, name="cycles"),
    path("cycles/export.<slug:kind>", views.export, name="cycles-export"),
    path("cycles/new/", preparing.prepare, name="cycle-prepare"),
    path("cycles/<int:key>/", views.cycle, name="cycle"),
    path("cycles/<int:key>/units.<slug:kind>", views.units, name="cycle-export"),
    path("cycles/<int:key>/progress/", views.progress, name="cycle-progress"),
    path("cycles/<int:key>/enrol/", preparing.enrol, name="cycle-enrol"),
    path("cycles/<int:key>/calendar/", preparing.calendar, name="cycle-calendar"),
    path("cycles/<int:key>/open/", preparing.open_cycle, name="cycle-open"),
    path("cycles/<int:key>/settle/", preparing.settle, name="cycle-settle"),
    path("cycles/<int:key>/rights/", rights.rights, name="cycle-rights"),
    path("cycles/<int:key>/rights.<slug:kind>", rights.export, name="cycle-rights-export"),
    path("cycles/rights/<int:key>/withdraw/", rights.withdraw, name="right-withdraw"),
    path("cycles/units/<int:key>/", exceptions.unit, name="cycle-unit"),
    path("cycles/units/<int:key>/extend/", exceptions.extend, name="cycle-extend"),
    path("cycles/units/<int:key>/reopen/", exceptions.reopen, name="cycle-reopen"),
    path("cycles/units/<int:key>/admit/", exceptions.admit, name="cycle-admit"),
    path("cycles/units/<int:key>/leave-out/", exceptions.leave_out, name="cycle-leave-out"),
    path("cycles/units/<int:key>/divide/", dividing.divide, name="sheet-divide"),
    path("cycles/duties/<int:key>/end/", dividing.end, name="duty-end"),
]
