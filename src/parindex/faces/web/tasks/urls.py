"""Addresses of following tasks."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.tasks import assigning, deeds, gaining, publishing, views

urlpatterns = [
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/export.<slug:kind>", views.export, name="tasks-export"),
    path("tasks/board/", views.board, name="tasks-board"),
    path("tasks/calendar/", views.calendar, name="tasks-calendar"),
    path("tasks/timeline/", views.timeline, name="tasks-timeline"),
    path("tasks/units/", views.by_unit, name="tasks-units"),
    path("tasks/units/export.<slug:kind>", views.by_unit_export, name="tasks-units-export"),
    path("tasks/criteria/", views.by_criterion, name="tasks-criteria"),
    path("tasks/leaders/", views.leaders_page, name="tasks-leaders"),
    path("tasks/public/<int:key>/", publishing.switch, name="tasks-public"),
    path("public/tasks/<slug:province>/<slug:month>/", publishing.month, name="public-tasks"),
    path("tasks/<int:key>/", views.assignment, name="assignment"),
    path("tasks/<int:key>/unit/<slug:deed>/", deeds.by_unit, name="assignment-unit"),
    path("tasks/<int:key>/owner/<slug:deed>/", deeds.by_owner, name="assignment-owner"),
    path("plans/<int:key>/results/", gaining.results, name="plan-results"),
    path("plans/<int:key>/results/export.<slug:kind>", gaining.results_export, name="plan-results-export"),
    path("plans/<int:key>/assign/", assigning.assign, name="plan-assign"),
    path("plans/<int:key>/assign/progress/", assigning.progress, name="plan-assign-progress"),
    path("plans/<int:key>/assign/occasion/", assigning.occasion, name="plan-occasion"),
]
