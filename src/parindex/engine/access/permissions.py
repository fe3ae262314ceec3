"""Permissions: the verbs of the system, alphabetical, each in one plain sentence."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """A verb somebody may be allowed to do at a place. Name the next one SUBJECT_VERB."""

    ASSESSMENT_APPRAISE = "assessment.appraise"
    ASSESSMENT_APPROVE = "assessment.approve"
    ASSESSMENT_DIVIDE = "assessment.divide"
    ASSESSMENT_READ = "assessment.read"
    ASSESSMENT_SCORE = "assessment.score"
    CASE_LOAD = "case.load"
    COUNCIL_RECORD = "council.record"
    CYCLE_MANAGE = "cycle.manage"
    DOCUMENT_ACCEPT = "document.accept"
    DOCUMENT_CORRECT = "document.correct"
    DOCUMENT_READ = "document.read"
    DOCUMENT_UPLOAD = "document.upload"
    EVIDENCE_ADD = "evidence.add"
    FRAMEWORK_DRAFT = "framework.draft"
    FRAMEWORK_PUBLISH = "framework.publish"
    HISTORY_READ = "history.read"
    INDEX_READ = "index.read"
    MEASURE_READ = "measure.read"
    MEASURE_RECORD = "measure.record"
    MEMBERSHIP_GRANT = "membership.grant"
    PERSON_MANAGE = "person.manage"
    PERSON_READ = "person.read"
    PLAN_EDIT = "plan.edit"
    PLAN_ISSUE = "plan.issue"
    PLAN_READ = "plan.read"
    REGISTER_DEFINE = "register.define"
    REGISTER_RECORD = "register.record"
    RESULT_FREEZE = "result.freeze"
    RESULT_PUBLISH = "result.publish"
    RESULT_READ = "result.read"
    TARGET_EDIT = "target.edit"
    TASK_REPORT = "task.report"
    TASK_VERIFY = "task.verify"
    UNIT_EDIT = "unit.edit"
