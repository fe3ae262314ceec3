"""What follows from what: the jobs there are, and which of them each event starts.

Lower rooms only record history; the worker reads this table from the sealed rows, so that
every reaction is visible here, ordered and retryable.
"""

from __future__ import annotations

from datetime import time

from parindex.foundation.jobs.schedules import Daily, Every, Schedule

JOBS: dict[str, str] = {
    "assessments.fill-opened": "parindex.cycle.assessments.jobs.fill_opened",
    "assessments.fill-recorded": "parindex.cycle.assessments.jobs.fill_recorded",
    "cases.load": "parindex.cycle.cases.jobs.load",
    "cases.recount": "parindex.cycle.cases.jobs.recount",
    "documents.read": "parindex.cycle.documents.jobs.read",
    "evidence.examine": "parindex.cycle.evidence.jobs.examine",
    "frameworks.draft": "parindex.cycle.frameworks.jobs.draft",
    "monitoring.fan-out": "parindex.cycle.monitoring.jobs.fan_out",
    "monitoring.follow": "parindex.cycle.monitoring.jobs.follow",
    "monitoring.hand-over": "parindex.cycle.monitoring.jobs.hand_over",
    "monitoring.hand-over-ended": "parindex.cycle.monitoring.jobs.hand_over_ended",
    "monitoring.relay": "parindex.cycle.monitoring.jobs.relay",
    "monitoring.remind": "parindex.cycle.monitoring.jobs.remind",
    "monitoring.tally": "parindex.cycle.monitoring.jobs.tally",
    "notices.post": "parindex.foundation.notices.jobs.post",
    "plans.take": "parindex.cycle.plans.jobs.take",
    "registers.reckon": "parindex.cycle.registers.jobs.reckon_register",
    "registers.reckon-entry": "parindex.cycle.registers.jobs.reckon_entry",
    "targets.take": "parindex.cycle.targets.jobs.take",
}

# Who says so when a job was tried for the last time in vain.
GIVEN_UP: dict[str, str] = {
    "cases.load": "parindex.cycle.cases.jobs.give_up",
    "documents.read": "parindex.cycle.documents.jobs.give_up",
    "evidence.examine": "parindex.cycle.evidence.jobs.give_up",
    "frameworks.draft": "parindex.cycle.documents.jobs.leave_untaken",
    "plans.take": "parindex.cycle.documents.jobs.leave_untaken",
    "targets.take": "parindex.cycle.documents.jobs.leave_untaken",
}

REACTIONS: dict[str, tuple[str, ...]] = {
    "cases.uploaded": ("cases.load",),
    "cases.sent-to-reading": ("cases.load",),
    "cases.set-aside": ("cases.recount",),
    "cycle.opened": ("assessments.fill-opened",),
    "measure.recorded": ("assessments.fill-recorded",),
    "register.counted-into": ("registers.reckon",),
    "register.imported": ("registers.reckon",),
    "register-entry.entered": ("registers.reckon-entry",),
    "register-entry.corrected": ("registers.reckon-entry",),
    "register-entry.withdrawn": ("registers.reckon-entry",),
    "document.uploaded": ("documents.read",),
    "document.sent-to-reading": ("documents.read",),
    "document.accepted": ("frameworks.draft", "targets.take", "plans.take"),
    "document.sent-to-taking": ("frameworks.draft", "targets.take", "plans.take"),
    "evidence.received": ("evidence.examine",),
    "assignment.returned": ("monitoring.relay",),
    "assignment.verified": ("monitoring.relay",),
    "assignment.cancelled": ("monitoring.relay",),
    "assignment.finished": ("monitoring.relay",),
    "assignment.accounted": ("monitoring.relay",),
    "assignment.due-asked": ("monitoring.relay",),
    "assignment.due-granted": ("monitoring.relay",),
    "assignment.due-refused": ("monitoring.relay",),
    "assignment.due-set": ("monitoring.relay",),
    "task.cancelled": ("monitoring.follow",),
    "task.corrected": ("monitoring.follow",),
    "task.restored": ("monitoring.follow",),
    "unit.merged": ("monitoring.hand-over",),
    "unit.split": ("monitoring.hand-over",),
    "unit.dissolved": ("monitoring.hand-over",),
}

# What the clock starts, by the time of Vietnam.
SCHEDULE: tuple[Schedule, ...] = (
    Daily("monitoring.hand-over-ended", at=time(0, 30)),
    Daily("monitoring.tally", at=time(1, 0)),
    Daily("monitoring.remind", at=time(7, 0)),
    Every("notices.post", minutes=10),
)
