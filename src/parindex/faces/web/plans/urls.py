"""Addresses of plans."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.plans import correcting, views

urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/export.<slug:kind>", views.plans_export, name="plans-export"),
    path("plans/<int:key>/", views.plan, name="plan"),
    path("plans/<int:key>/export.<slug:kind>", views.export, name="plan-export"),
    path("plans/tasks/<int:key>/", views.task, name="task"),
    path("plans/tasks/<int:key>/correct/", correcting.correct, name="task-correct"),
    path("units/<int:key>/tasks/", views.unit_tasks, name="unit-tasks"),
    path("units/<int:key>/tasks/export.<slug:kind>", views.unit_export, name="unit-tasks-export"),
]
