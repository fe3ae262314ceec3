"""The rule of every address, in one table: who may knock at all.

What a person sees behind the door is decided by the rooms' own queries and actions: a record out
of reach is not found, a deed out of reach is refused. An address without a rule is a fault that
the tests find.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission as P


class Who(StrEnum):
    """Who may knock."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    MEMBER = "member of some unit in any role"
    HOLDER = "holder of one of the permissions"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may knock; for holders, any one of the permissions anywhere is enough to be let in."""

    who: Who
    permissions: tuple[P, ...] = ()


def holder(*permissions: P) -> Rule:
    """The rule for people who hold one of ``permissions`` somewhere."""
    return Rule(Who.HOLDER, permissions)


ANYONE = Rule(Who.ANYONE)
SIGNED_IN = Rule(Who.SIGNED_IN)
MEMBER = Rule(Who.MEMBER)

RULES: dict[str, Rule] = {
    "sign-in": ANYONE,
    "sign-out": SIGNED_IN,
    "language": ANYONE,
    "password": SIGNED_IN,
    "profile": SIGNED_IN,
    "home": SIGNED_IN,
    "search": MEMBER,
    # documents, indexes, frameworks and plans of the province itself are for every member once they are
    # accepted or published; the rooms' queries leave out the rest
    "documents": MEMBER,
    "documents-export": MEMBER,
    "document": MEMBER,
    "document-original": MEMBER,
    "document-page": MEMBER,
    "document-progress": MEMBER,
    "document-source": MEMBER,
    "document-upload": holder(P.DOCUMENT_UPLOAD),
    "document-read-again": holder(P.DOCUMENT_UPLOAD),
    "document-take-again": holder(P.DOCUMENT_ACCEPT),
    "document-row": holder(P.DOCUMENT_CORRECT),
    "document-total": holder(P.DOCUMENT_CORRECT),
    "document-table": holder(P.DOCUMENT_CORRECT),
    "document-head": holder(P.DOCUMENT_CORRECT),
    "document-keep": holder(P.DOCUMENT_CORRECT),
    "document-accept": holder(P.DOCUMENT_ACCEPT),
    "document-set-aside": holder(P.DOCUMENT_ACCEPT),
    "indexes": MEMBER,
    "indexes-export": MEMBER,
    "index": MEMBER,
    "index-export": MEMBER,
    "criterion": MEMBER,
    "index-figure": holder(P.TARGET_EDIT),
    "frameworks": MEMBER,
    "frameworks-export": MEMBER,
    "framework-links": holder(P.FRAMEWORK_DRAFT),
    "framework-link": holder(P.FRAMEWORK_DRAFT),
    "framework": MEMBER,
    "framework-file": MEMBER,
    "framework-check": holder(P.FRAMEWORK_DRAFT),
    "framework-criterion": holder(P.FRAMEWORK_DRAFT),
    "framework-publish": holder(P.FRAMEWORK_PUBLISH),
    "framework-resume": holder(P.FRAMEWORK_PUBLISH),
    "framework-suspend": holder(P.FRAMEWORK_PUBLISH),
    "plans": MEMBER,
    "plans-export": MEMBER,
    "plan": MEMBER,
    "plan-export": MEMBER,
    "task": MEMBER,
    "task-correct": holder(P.PLAN_EDIT),
    "unit-tasks": holder(P.PLAN_READ),
    "unit-tasks-export": holder(P.PLAN_READ),
    "units": MEMBER,
    "units-export": MEMBER,
    "unit": MEMBER,
    "unit-add": holder(P.UNIT_EDIT),
    "unit-change": holder(P.UNIT_EDIT),
    "unit-alias-take": holder(P.UNIT_EDIT),
    "people": holder(P.PERSON_READ),
    "people-export": holder(P.PERSON_READ),
    "person": holder(P.PERSON_READ),
    "person-invite": holder(P.MEMBERSHIP_GRANT),
    "membership-grant": holder(P.MEMBERSHIP_GRANT),
    "membership-end": holder(P.MEMBERSHIP_GRANT),
    "person-password": holder(P.PERSON_MANAGE),
    "person-close": holder(P.PERSON_MANAGE),
    "person-reopen": holder(P.PERSON_MANAGE),
    "roles": SIGNED_IN,
    "history": holder(P.HISTORY_READ),
    "history-export": holder(P.HISTORY_READ),
}

WITH_TEMPORARY_PASSWORD = frozenset({"password", "sign-out", "language"})


def admits(rule: Rule, actor: Actor) -> bool:
    """Whether ``actor``, who is signed in, may knock."""
    if rule.who is Who.MEMBER:
        return bool(actor.grants)
    return rule.who is not Who.HOLDER or any(actor.can_anywhere(each) for each in rule.permissions)
