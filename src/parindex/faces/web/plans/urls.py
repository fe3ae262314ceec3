"""Addresses of plans."""

from __future__ import annotations

from django.urls import path

from parindex.faces.web.plans import bringing, correcting, deriving, linking, replying, views

urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/export.<slug:kind>", views.plans_export, name="plans-export"),
    path("plans/<int:key>/", views.plan, name="plan"),
    path("plans/<int:key>/export.<slug:kind>", views.export, name="plan-export"),
    path("plans/tasks/<int:key>/", views.task, name="task"),
    path("plans/start/", deriving.start, name="plan-start"),
    path("plans/from-document/<int:document>/", bringing.drafts, name="plan-drafts"),
    path("plans/<int:key>/import/", bringing.bring, name="plan-import"),
    path("plans/<int:key>/draw-up/", deriving.draw_up, name="plan-draw-up"),
    path("plans/<int:key>/describe/", deriving.describe, name="plan-describe"),
    path("plans/<int:key>/divide/", deriving.divide, name="plan-divide"),
    path("plans/<int:key>/issue/", deriving.issue, name="plan-issue"),
    path("plans/<int:key>/replies/", replying.replying, name="plan-replies"),
    path("plans/<int:key>/replies/export.<slug:kind>", replying.replying_export, name="plan-replies-export"),
    path("plans/<int:key>/tasks/add/", correcting.add, name="task-add"),
    path("plans/tasks/<int:key>/correct/", correcting.correct, name="task-correct"),
    path("plans/tasks/<int:key>/cancel/", correcting.cancel, name="task-cancel"),
    path("plans/tasks/<int:key>/restore/", correcting.restore, name="task-restore"),
    path("plans/tasks/<int:key>/criteria/", linking.criteria, name="task-criteria"),
    path("plans/tasks/<int:key>/criteria/<int:link>/end/", linking.end, name="task-criterion-end"),
    path("units/<int:key>/tasks/", views.unit_tasks, name="unit-tasks"),
    path("units/<int:key>/tasks/export.<slug:kind>", views.unit_export, name="unit-tasks-export"),
]
