"""What follows from what: the jobs there are, and which of them each event starts.

Lower rooms only record history; the worker reads this table from the sealed rows, so that
every reaction is visible here, ordered and retryable.
"""

from __future__ import annotations

JOBS: dict[str, str] = {
    "assessments.fill-opened": "parindex.cycle.assessments.jobs.fill_opened",
    "assessments.fill-recorded": "parindex.cycle.assessments.jobs.fill_recorded",
    "documents.read": "parindex.cycle.documents.jobs.read",
    "evidence.examine": "parindex.cycle.evidence.jobs.examine",
    "frameworks.draft": "parindex.cycle.frameworks.jobs.draft",
    "plans.take": "parindex.cycle.plans.jobs.take",
    "targets.take": "parindex.cycle.targets.jobs.take",
}

# Who says so when a job was tried for the last time in vain.
GIVEN_UP: dict[str, str] = {
    "documents.read": "parindex.cycle.documents.jobs.give_up",
    "evidence.examine": "parindex.cycle.evidence.jobs.give_up",
    "frameworks.draft": "parindex.cycle.documents.jobs.leave_untaken",
    "plans.take": "parindex.cycle.documents.jobs.leave_untaken",
    "targets.take": "parindex.cycle.documents.jobs.leave_untaken",
}

REACTIONS: dict[str, tuple[str, ...]] = {
    "cycle.opened": ("assessments.fill-opened",),
    "measure.recorded": ("assessments.fill-recorded",),
    "document.uploaded": ("documents.read",),
    "document.sent-to-reading": ("documents.read",),
    "document.accepted": ("frameworks.draft", "targets.take", "plans.take"),
    "document.sent-to-taking": ("frameworks.draft", "targets.take", "plans.take"),
    "evidence.received": ("evidence.examine",),
}
