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

# of a unit to those who read its sheet, of a leaf to those who appraise it
_EVIDENCE = holder(P.ASSESSMENT_READ, P.ASSESSMENT_SCORE, P.ASSESSMENT_APPRAISE)

# a plan that a unit draws up is worked on by its officers; an issued one by its leader and the office
_PLANNING = holder(P.PLAN_EDIT, P.TASK_REPORT)

# cells of other units before publication: for whoever decides on them, and for whoever reads them all
_AT_DESK = holder(P.ASSESSMENT_APPRAISE, P.COUNCIL_RECORD, P.RESULT_READ)

RULES: dict[str, Rule] = {
    "sign-in": ANYONE,
    "sign-out": SIGNED_IN,
    "language": ANYONE,
    "password": SIGNED_IN,
    "profile": SIGNED_IN,
    "home": SIGNED_IN,
    "search": MEMBER,
    # everybody their own
    "notices": SIGNED_IN,
    "notices-seen": SIGNED_IN,
    "notices-settings": SIGNED_IN,
    "notice": SIGNED_IN,
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
    "scoring": holder(P.ASSESSMENT_READ),
    "sheet": holder(P.ASSESSMENT_READ),
    "sheet-print": holder(P.ASSESSMENT_READ),
    "sheet-workbook": holder(P.ASSESSMENT_READ),
    "sheet-past": holder(P.ASSESSMENT_READ),
    "sheet-load": holder(P.ASSESSMENT_SCORE),
    "sheet-lay": holder(P.ASSESSMENT_SCORE),
    "sheet-submit": holder(P.ASSESSMENT_APPROVE),
    "sheet-hand-back": holder(P.ASSESSMENT_APPROVE),
    "sheet-leaf": holder(P.ASSESSMENT_READ),
    "leaf-ledger": holder(P.ASSESSMENT_READ),
    "leaf-save": holder(P.ASSESSMENT_SCORE),
    "leaf-preview": holder(P.ASSESSMENT_SCORE),
    "evidence": holder(P.ASSESSMENT_READ),
    "evidence-export": holder(P.ASSESSMENT_READ),
    "evidence-item": _EVIDENCE,
    "evidence-preview": _EVIDENCE,
    "evidence-original": _EVIDENCE,
    "evidence-page": _EVIDENCE,
    "evidence-panel": _EVIDENCE,
    "evidence-file": holder(P.ASSESSMENT_SCORE),
    "evidence-link": holder(P.ASSESSMENT_SCORE),
    "evidence-reference": holder(P.ASSESSMENT_SCORE),
    "evidence-choose": holder(P.ASSESSMENT_SCORE),
    "evidence-piece": holder(P.ASSESSMENT_SCORE),
    "evidence-detach": holder(P.ASSESSMENT_SCORE),
    "appraisal": _AT_DESK,
    "appraisal-export": _AT_DESK,
    "appraisal-board": holder(P.RESULT_READ),
    "appraisal-board-export": holder(P.RESULT_READ),
    "appraisal-criterion": _AT_DESK,
    "appraisal-criterion-export": _AT_DESK,
    "appraisal-accept": holder(P.ASSESSMENT_APPRAISE),
    "appraisal-unit": _AT_DESK,
    "appraisal-unit-export": _AT_DESK,
    "appraisal-accept-all": holder(P.ASSESSMENT_APPRAISE),
    "appraisal-cell": _AT_DESK,
    "appraisal-decide": holder(P.ASSESSMENT_APPRAISE, P.COUNCIL_RECORD),
    "appraisal-preview": holder(P.ASSESSMENT_APPRAISE, P.COUNCIL_RECORD),
    "explanations": holder(P.ASSESSMENT_SCORE),
    "explanation-sheet": holder(P.ASSESSMENT_SCORE),
    "explanation-export": holder(P.ASSESSMENT_SCORE),
    "explanation": holder(P.ASSESSMENT_SCORE),
    "indexes": MEMBER,
    "indexes-export": MEMBER,
    "index": MEMBER,
    "index-export": MEMBER,
    "criterion": MEMBER,
    "index-figure": holder(P.TARGET_EDIT),
    "index-coverage": MEMBER,
    "index-coverage-export": MEMBER,
    "index-aim": holder(P.TARGET_EDIT),
    "frameworks": MEMBER,
    "frameworks-export": MEMBER,
    "framework-links": holder(P.FRAMEWORK_DRAFT),
    "framework-link": holder(P.FRAMEWORK_DRAFT),
    "framework": MEMBER,
    "framework-file": MEMBER,
    "framework-workbook": MEMBER,
    "framework-import": holder(P.FRAMEWORK_DRAFT),
    "framework-copy": holder(P.FRAMEWORK_DRAFT),
    "framework-about": holder(P.FRAMEWORK_DRAFT),
    "framework-edit": holder(P.FRAMEWORK_DRAFT),
    "framework-add": holder(P.FRAMEWORK_DRAFT),
    "framework-rule": holder(P.FRAMEWORK_DRAFT),
    "framework-try": holder(P.FRAMEWORK_DRAFT),
    "framework-move": holder(P.FRAMEWORK_DRAFT),
    "framework-remove": holder(P.FRAMEWORK_DRAFT),
    "framework-check": holder(P.FRAMEWORK_DRAFT),
    "framework-criterion": holder(P.FRAMEWORK_DRAFT),
    "framework-publish": holder(P.FRAMEWORK_PUBLISH),
    "framework-resume": holder(P.FRAMEWORK_PUBLISH),
    "framework-suspend": holder(P.FRAMEWORK_PUBLISH),
    # a cycle is known to every member once it is open; who has submitted, to the unit and to the office
    "cycles": MEMBER,
    "cycles-export": MEMBER,
    "cycle": MEMBER,
    "cycle-export": MEMBER,
    "cycle-progress": MEMBER,
    "cycle-prepare": holder(P.CYCLE_MANAGE),
    "cycle-enrol": holder(P.CYCLE_MANAGE),
    "cycle-calendar": holder(P.CYCLE_MANAGE),
    "cycle-open": holder(P.CYCLE_MANAGE),
    "cycle-settle": holder(P.CYCLE_MANAGE),
    "cycle-rights": holder(P.CYCLE_MANAGE, P.RESULT_READ),
    "cycle-rights-export": holder(P.CYCLE_MANAGE, P.RESULT_READ),
    "right-withdraw": holder(P.CYCLE_MANAGE),
    "cycle-unit": holder(P.CYCLE_MANAGE, P.RESULT_READ),
    "cycle-extend": holder(P.CYCLE_MANAGE),
    "cycle-reopen": holder(P.CYCLE_MANAGE),
    "cycle-admit": holder(P.CYCLE_MANAGE),
    "cycle-leave-out": holder(P.CYCLE_MANAGE),
    "sheet-divide": holder(P.ASSESSMENT_DIVIDE),
    "duty-end": holder(P.ASSESSMENT_DIVIDE),
    # a case file names the cases of every unit: for the office that loads it, and nobody else
    "cases": holder(P.CASE_LOAD),
    "cases-export": holder(P.CASE_LOAD),
    "case-send": holder(P.CASE_LOAD),
    "case-file": holder(P.CASE_LOAD),
    "case-progress": holder(P.CASE_LOAD),
    "case-original": holder(P.CASE_LOAD),
    "case-export": holder(P.CASE_LOAD),
    "case-read-again": holder(P.CASE_LOAD),
    "case-set-aside": holder(P.CASE_LOAD),
    "measures": holder(P.MEASURE_READ),
    "measures-export": holder(P.MEASURE_READ),
    "measure": holder(P.MEASURE_READ),
    "measure-export": holder(P.MEASURE_READ),
    "measure-unit": holder(P.MEASURE_READ),
    "measure-file": holder(P.MEASURE_READ),
    "measure-keep": holder(P.MEASURE_RECORD),
    "measure-record": holder(P.MEASURE_RECORD),
    "measure-import": holder(P.MEASURE_RECORD),
    "measure-feed": holder(P.MEASURE_RECORD),
    "measure-unfeed": holder(P.MEASURE_RECORD),
    "standings": holder(P.MEASURE_READ),
    "standings-export": holder(P.MEASURE_READ),
    "standing": holder(P.MEASURE_READ),
    "standing-export": holder(P.MEASURE_READ),
    "standing-keep": holder(P.MEASURE_RECORD),
    "standing-import": holder(P.MEASURE_RECORD),
    # entries of a unit to whoever reads its figures; the queries leave out those of other units
    "registers": holder(P.MEASURE_READ),
    "registers-export": holder(P.MEASURE_READ),
    "register": holder(P.MEASURE_READ),
    "register-export": holder(P.MEASURE_READ),
    "register-counts": holder(P.MEASURE_READ),
    "register-entry": holder(P.MEASURE_READ),
    "register-form": holder(P.REGISTER_RECORD),
    "register-import": holder(P.REGISTER_RECORD),
    "register-add": holder(P.REGISTER_RECORD),
    "register-entry-correct": holder(P.REGISTER_RECORD),
    "register-entry-withdraw": holder(P.REGISTER_RECORD),
    "register-define": holder(P.REGISTER_DEFINE),
    "register-take": holder(P.REGISTER_DEFINE),
    "register-revise": holder(P.REGISTER_DEFINE),
    "register-count": holder(P.REGISTER_DEFINE),
    "register-count-end": holder(P.REGISTER_DEFINE),
    "plans": MEMBER,
    "plans-export": MEMBER,
    "plan": MEMBER,
    "plan-export": MEMBER,
    "task": MEMBER,
    "plan-start": holder(P.TASK_REPORT),
    "plan-draw-up": holder(P.TASK_REPORT),
    "plan-drafts": holder(P.PLAN_EDIT),
    "plan-import": _PLANNING,
    "plan-describe": _PLANNING,
    "plan-divide": _PLANNING,
    "plan-issue": holder(P.PLAN_ISSUE),
    "plan-replies": MEMBER,
    "plan-replies-export": MEMBER,
    "plan-results": MEMBER,
    "plan-results-export": MEMBER,
    "task-add": _PLANNING,
    "task-correct": _PLANNING,
    "task-cancel": _PLANNING,
    "task-restore": _PLANNING,
    "task-criteria": _PLANNING,
    "task-criterion-end": _PLANNING,
    # who owes what: to the unit that owes it, and to whoever reads the plans of the one it is owed to
    "tasks": holder(P.PLAN_READ),
    "tasks-export": holder(P.PLAN_READ),
    "tasks-board": holder(P.PLAN_READ),
    "tasks-calendar": holder(P.PLAN_READ),
    "tasks-timeline": holder(P.PLAN_READ),
    "tasks-units": holder(P.PLAN_READ),
    "tasks-units-export": holder(P.PLAN_READ),
    "tasks-criteria": holder(P.PLAN_READ),
    "tasks-leaders": holder(P.PLAN_READ),
    "tasks-public": holder(P.PLAN_ISSUE),
    # not there unless the province opened it; then to anybody, without a person's name
    "public-tasks": ANYONE,
    "assignment": holder(P.PLAN_READ),
    "assignment-unit": holder(P.TASK_REPORT),
    "assignment-owner": holder(P.TASK_VERIFY),
    "plan-assign": holder(P.PLAN_ISSUE),
    "plan-assign-progress": holder(P.PLAN_ISSUE),
    "plan-occasion": holder(P.TASK_VERIFY),
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
    # published results are for every member; the queries leave out what is not published yet
    "results": MEMBER,
    "result": MEMBER,
    "result-card": MEMBER,
    "result-heat": MEMBER,
    "result-criterion": MEMBER,
    "result-export": MEMBER,
    "result-card-export": MEMBER,
    "result-heat-export": MEMBER,
    "result-criterion-export": MEMBER,
    "result-standings": holder(P.RESULT_READ),
    "result-stages": holder(P.RESULT_READ),
    "result-stages-export": holder(P.RESULT_READ),
    "result-freeze": holder(P.RESULT_FREEZE),
    "result-resume": holder(P.RESULT_FREEZE),
    "result-release": holder(P.RESULT_PUBLISH),
    "history": holder(P.HISTORY_READ),
    "history-export": holder(P.HISTORY_READ),
}

WITH_TEMPORARY_PASSWORD = frozenset({"password", "sign-out", "language"})


def admits(rule: Rule, actor: Actor) -> bool:
    """Whether ``actor``, who is signed in, may knock."""
    if rule.who is Who.MEMBER:
        return bool(actor.grants)
    return rule.who is not Who.HOLDER or any(actor.can_anywhere(each) for each in rule.permissions)
