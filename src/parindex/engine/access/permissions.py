"""Permissions: the verbs of the system, alphabetical, each in one plain sentence."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """A verb somebody may be allowed to do at a place. Name the next one SUBJECT_VERB."""

    DOCUMENT_ACCEPT = "document.accept"
    DOCUMENT_CORRECT = "document.correct"
    DOCUMENT_READ = "document.read"
    DOCUMENT_UPLOAD = "document.upload"
    FRAMEWORK_DRAFT = "framework.draft"
    FRAMEWORK_PUBLISH = "framework.publish"
    HISTORY_READ = "history.read"
    INDEX_READ = "index.read"
    MEMBERSHIP_GRANT = "membership.grant"
    PERSON_MANAGE = "person.manage"
    PERSON_READ = "person.read"
    PLAN_EDIT = "plan.edit"
    PLAN_READ = "plan.read"
    TARGET_EDIT = "target.edit"
    UNIT_EDIT = "unit.edit"
