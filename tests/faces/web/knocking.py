"""Every address with the records of one unit, and what each role finds there: generated, not picked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission as P
from parindex.faces.web import addresses
from parindex.faces.web.addresses import Who
from tests.faces.web.judging import judging
from tests.faces.web.knocks_cases import loading
from tests.faces.web.knocks_notices import noticing
from tests.faces.web.knocks_plans import planning
from tests.faces.web.knocks_registers import registering
from tests.faces.web.knocks_tasks import following
from tests.faces.web.running import measuring, running
from tests.faces.web.scene import Work
from tests.faces.web.selfscoring import selfscoring
from tests.faces.web.settling import settling


@dataclass(frozen=True, slots=True)
class Knock:
    """One request: how, where, with what; what must be held to see the record and to do the deed."""

    name: str
    url: str
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)
    to_see: P | None = None
    to_do: P | None = None
    at_own: P | None = None
    """What must be held at the unit itself; without it the form is shown again (422) and nothing is done."""
    for_all_members: bool = False
    is_absent: bool = False
    """The record is there and this part of it is not: who may see it gets 404 as well."""


def names() -> set[str]:
    """The name of every address of the server."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _names(each.url_patterns)
        else:
            yield str(each.name)


def knocks(work: Work, *, is_city: bool) -> tuple[Knock, ...]:
    """One knock or more at every address, with the records of one unit."""
    own, doc = work.unit.pk, P.DOCUMENT_READ
    waiting, accepted = [work.waiting], [work.accepted]

    def knock(
        name: str,
        *args: Any,
        method: str = "get",
        data: dict[str, Any] | None = None,
        query: str = "",
        **rest: Any,
    ) -> Knock:
        return Knock(name, reverse(name, args=args) + query, method=method, data=data or {}, **rest)

    return (
        *(
            knock(name)
            for name in ("home", "profile", "password", "documents", "indexes", "frameworks", "plans")
        ),
        *(
            knock(name)
            for name in ("units", "people", "person-invite", "roles", "history", "document-upload")
        ),
        *(knock(f"{name}-export", "csv") for name in ("documents", "units", "people", "history")),
        *(knock(f"{name}-export", "xlsx") for name in ("indexes", "frameworks", "plans")),
        Knock("search", reverse("search") + "?q=thu"),
        Knock("sign-in", reverse("sign-in")),
        knock("sign-out", method="options"),
        knock("language", method="post", data={"language": "vi"}),
        knock("document", *waiting, to_see=doc),
        knock("document", *accepted, to_see=doc, for_all_members=is_city),
        knock("document-progress", *waiting, to_see=doc),
        knock("document-original", *waiting, to_see=doc),
        knock("document-original", *accepted, to_see=doc, for_all_members=is_city),
        knock("document-source", *waiting, to_see=doc),
        knock("document-accept", *waiting, to_see=doc),
        knock("document-accept", *waiting, method="post", to_see=doc, to_do=P.DOCUMENT_ACCEPT),
        knock("document-keep", *waiting, method="post", to_see=doc, to_do=P.DOCUMENT_CORRECT),
        knock("document-head", *waiting, to_see=doc, to_do=P.DOCUMENT_CORRECT),
        knock("document-row", *waiting, "t1", 1, to_see=doc, to_do=P.DOCUMENT_CORRECT),
        knock("document-total", *waiting, "t1", to_see=doc, to_do=P.DOCUMENT_CORRECT),
        knock("document-table", *waiting, "t1", to_see=doc, to_do=P.DOCUMENT_CORRECT),
        knock("document-read-again", *waiting, method="post", to_see=doc, to_do=P.DOCUMENT_UPLOAD),
        knock("document-take-again", *waiting, method="post", to_see=doc, to_do=P.DOCUMENT_ACCEPT),
        knock("document-set-aside", *waiting, method="post", to_see=doc, to_do=P.DOCUMENT_ACCEPT),
        *_indexes(work, knock, is_city=is_city),
        knock("task-correct", work.task, to_see=P.PLAN_READ, to_do=P.PLAN_EDIT, for_all_members=is_city),
        *_frameworks(work, knock),
        knock("plan", work.plan, to_see=P.PLAN_READ, for_all_members=is_city),
        knock("plan-export", work.plan, "csv", to_see=P.PLAN_READ, for_all_members=is_city),
        knock("task", work.task, to_see=P.PLAN_READ, for_all_members=is_city),
        knock("unit-tasks", own, to_do=P.PLAN_READ, for_all_members=False),
        knock("unit-tasks-export", own, "csv", to_do=P.PLAN_READ, for_all_members=False),
        knock("unit", own, for_all_members=True),
        knock("unit-add"),
        knock("unit-change", own, "rename", to_do=P.UNIT_EDIT),
        knock("unit-alias-take", own, method="post", data={"text": "x"}, to_do=P.UNIT_EDIT),
        *_joining(work, knock),
        knock("document-page", work.picture, 1, to_see=doc),
        knock("document-source", work.picture, to_see=doc),
        *_proving(work, knock),
        *running(work, knock),
        *measuring(work, knock),
        *loading(work, knock),
        *selfscoring(work, knock),
        *judging(work.judged, knock),
        *settling(work.settled, work.unit.pk, knock),
        *noticing(work.notice, knock),
        *planning(work, knock, is_city=is_city),
        *following(work, knock, is_city=is_city),
        *registering(work, knock),
        *_deeds(work, knock, is_city=is_city),
    )


def _frameworks(work: Work, knock: Callable[..., Knock]) -> tuple[Knock, ...]:
    """The framework the unit is drafting."""
    draft = P.FRAMEWORK_DRAFT
    return (
        knock("framework-links", work.draft, to_see=draft, to_do=draft),
        knock("framework-link", work.criterion, to_see=draft, to_do=draft),
        knock("framework", work.draft, to_see=draft),
        knock("framework-file", work.draft, to_see=draft),
        knock("framework-criterion", work.criterion, to_see=draft, to_do=draft),
        knock("framework-workbook", work.draft, to_see=draft),
        knock("framework-import"),
        *(
            knock(f"framework-{deed}", work.draft, to_see=draft, to_do=draft)
            for deed in ("about", "copy", "edit")
        ),
        knock("framework-remove", work.criterion, to_see=draft, to_do=draft),
        knock("framework-check", work.draft, method="post", to_see=draft, to_do=draft),
        knock("framework-publish", work.draft, to_see=draft, to_do=P.FRAMEWORK_PUBLISH),
        knock("framework-suspend", work.draft, to_see=draft, to_do=P.FRAMEWORK_PUBLISH),
        knock("framework-resume", work.draft, method="post", to_see=draft, to_do=P.FRAMEWORK_PUBLISH),
    )


def _indexes(work: Work, knock: Callable[..., Knock], *, is_city: bool) -> tuple[Knock, ...]:
    """The index of the unit."""
    index = (work.unit.pk, "par-index", _level(work))
    return (
        knock("index", *index, to_see=P.INDEX_READ, for_all_members=is_city),
        knock("index-export", *index, "csv", to_see=P.INDEX_READ, for_all_members=is_city),
        knock("index-export", *index, "xlsx", to_see=P.INDEX_READ, for_all_members=is_city),
        knock("criterion", *index, "1/1.1", to_see=P.INDEX_READ, for_all_members=is_city),
        knock(
            "index-figure", *index, "total", to_see=P.INDEX_READ, to_do=P.TARGET_EDIT, for_all_members=is_city
        ),
    )


def _joining(work: Work, knock: Callable[..., Knock]) -> tuple[Knock, ...]:
    """Somebody of the unit, with role and account."""
    person = [work.member.pk]
    return (
        knock("person", *person, to_see=P.PERSON_READ),
        knock("membership-grant", *person, to_see=P.PERSON_READ),
        knock("membership-end", *person, work.membership, to_see=P.PERSON_READ),
        knock("person-close", *person, method="post", to_see=P.PERSON_READ, to_do=P.PERSON_MANAGE),
        knock("person-reopen", *person, method="post", to_see=P.PERSON_READ, to_do=P.PERSON_MANAGE),
        knock("person-password", *person, method="post", to_see=P.PERSON_READ, to_do=P.PERSON_MANAGE),
    )


def _proving(work: Work, knock: Callable[..., Knock]) -> tuple[Knock, ...]:
    """The evidence of one leaf and of the unit: looked at, added to, corrected, taken off."""
    leaf, proof = (work.sheet, work.cell), work.proof
    seen: dict[str, Any] = {"to_see": P.ASSESSMENT_READ}
    deed: dict[str, Any] = seen | {"to_do": P.ASSESSMENT_SCORE}

    def post(name: str, *args: Any, data: dict[str, Any], **rest: Any) -> Knock:
        return knock(name, *args, method="post", data=data, **rest)

    link = {"link-address": "https://hanoi.gov.vn/tin", "link-title": "Tin"}
    day = {"issued_on": "2026-03-01", "number": "05/BC-CA", "issuer": "Công an"}
    piece = {"piece-version": "1", "piece-number": "9/BC", "piece-title": "khác"}
    return (
        knock("evidence"),
        knock("evidence-export", "csv"),
        knock("evidence-item", proof, **seen),
        post("evidence-item", proof, data=piece, **seen, to_do=P.EVIDENCE_ADD),
        knock("evidence-preview", proof, **seen),
        knock("evidence-original", proof, **seen),
        knock("evidence-page", proof, 1, to_see=P.ASSESSMENT_READ, is_absent=True),
        knock("evidence-panel", *leaf, **seen),
        post("evidence-file", *leaf, data={"file": SimpleUploadedFile("a.txt", b"Ghi chu")}, **deed),
        post("evidence-link", *leaf, data=link, **deed),
        post(
            "evidence-reference", *leaf, data={f"reference-{key}": text for key, text in day.items()}, **deed
        ),
        knock("evidence-choose", *leaf, **deed),
        post("evidence-choose", *leaf, data={"item": str(work.spare)}, **deed),
        knock("evidence-piece", *leaf, work.shown, **deed),
        post("evidence-piece", *leaf, work.shown, data=piece, **deed),
        post("evidence-detach", *leaf, work.shown, data={"sure": "1"}, **deed),
    )


def _deeds(work: Work, knock: Callable[..., Knock], *, is_city: bool) -> tuple[Knock, ...]:
    """Every form sent with fields that would do the deed, were it the sender's to do."""
    own, doc, draft, person = work.unit.pk, P.DOCUMENT_READ, P.FRAMEWORK_DRAFT, work.member.pk
    index = (own, "par-index", _level(work))

    def post(name: str, *args: Any, data: dict[str, Any], **rest: Any) -> Knock:
        return knock(name, *args, method="post", data=data, **rest)

    correct: dict[str, Any] = {"to_see": doc, "to_do": P.DOCUMENT_CORRECT}
    version = str(work.version)
    row = {"version": version, "code": "1", "name": "khác", "max": "3", "comparator": "=", "leads": ""}
    task = {"version": version, "number": "1", "text": "khác", "deadline": "", "leads": ""}
    head = {"version": version, "kind": "plan", "number": "9", "title": "khác"}
    role = {"role": "city_leader", "unit": own, "since": "2026-05-12"}
    invited = role | {"full_name": "Ai đó", "username": f"ai.do.{own}", "email": ""}
    upload = {"owner": own, "file": SimpleUploadedFile("mới.txt", b"van ban moi")}
    figure = {"result": "2", "comparator": "=", "target": "2,8", "reason": "thử"}
    text = {"text": "khác", "deadline": "", "reason": "thử"}
    criterion = {"code": "1", "name": "khác", "max": "3", "owner": ""}
    when = {"on": "2026-12-01", "confirmed": "1"}
    added = {"name": f"Phường {own}", "kind": "commune", "parent": own, "since": "", "confirmed": "1"}
    return (
        post("document-upload", data=upload, at_own=P.DOCUMENT_UPLOAD),
        post("document-row", work.waiting, "t1", 0, data=row, **correct),
        post("document-row", work.waiting, "t2", 0, data=task, **correct),
        post("document-total", work.waiting, "t1", data=row, **correct),
        post("document-table", work.waiting, "t1", data={"version": version, "title": "khác"}, **correct),
        post("document-head", work.waiting, data=head, **correct),
        post(
            "document-accept",
            work.waiting,
            data={"table": ["t1"], "version": version},
            to_see=doc,
            to_do=P.DOCUMENT_ACCEPT,
        ),
        post("framework-criterion", work.criterion, data=criterion, to_see=draft, to_do=draft),
        *_editing(work, post),
        post("framework-publish", work.draft, data={}, to_see=draft, to_do=P.FRAMEWORK_PUBLISH),
        post("framework-suspend", work.draft, data={"reason": "x"}, to_see=draft, to_do=P.FRAMEWORK_PUBLISH),
        post("framework-link", work.criterion, data={"previous": "1"}, to_see=draft, to_do=draft),
        post(
            "index-figure",
            *index,
            "total",
            data=figure,
            to_see=P.INDEX_READ,
            to_do=P.TARGET_EDIT,
            for_all_members=is_city,
        ),
        post(
            "task-correct",
            work.task,
            data=text,
            to_see=P.PLAN_READ,
            to_do=P.PLAN_EDIT,
            for_all_members=is_city,
        ),
        post("unit-change", own, "rename", data=when | {"name": "Khác"}, to_do=P.UNIT_EDIT),
        post("unit-add", data=added, at_own=P.UNIT_EDIT),
        post("person-invite", data=invited, at_own=P.MEMBERSHIP_GRANT),
        post("membership-grant", person, data=role, to_see=P.PERSON_READ, at_own=P.MEMBERSHIP_GRANT),
        post("membership-end", person, work.membership, data={"on": "2026-12-01"}, to_see=P.PERSON_READ),
    )


def _editing(work: Work, post: Callable[..., Knock]) -> tuple[Knock, ...]:
    """Every form of the editor of frameworks."""
    draft = P.FRAMEWORK_DRAFT
    rule = {"was": "{}", "kind": "yes_no", "citation": "Điều 1", "status": "assumed"}
    both: dict[str, Any] = {"to_see": draft, "to_do": draft}
    about = {"title": "khác", "index": "PAR INDEX", "level": "commune", "year": "2031", "aggregate": "sum"}
    about |= {"not_applicable": "exclude", "decimals": "4", "display_decimals": "2"}
    return (
        post("framework-import", data={"owner": work.unit.pk, "pack": "empty-starter"}, at_own=draft),
        post("framework-copy", work.draft, data={"year": "2031"}, **both),
        post("framework-about", work.draft, data=about, **both),
        post("framework-add", work.draft, data={"code": "99", "name": "khác"}, **both),
        post("framework-rule", work.leaf, data=rule, **both),
        post("framework-try", work.leaf, data={"yes": "true"}, **both),
        post("framework-move", work.leaf, data={"way": "up"}, **both),
        post("framework-remove", work.leaf, data={"was": work.print_of_leaf}, **both),
    )


def _level(work: Work) -> str:
    return {"city": "province", "commune": "commune"}[work.unit.kind]


def answer_due(knock: Knock, actor: Actor | None, work: Work) -> set[int]:
    """The status that ``actor`` (None: nobody signed in) must get."""
    rule = addresses.RULES[knock.name]
    if actor is None and rule.who is Who.ANYONE and knock.is_absent:
        return {404}
    if actor is None:
        return {200, 302, 405} if rule.who is Who.ANYONE else {302}
    if not addresses.admits(rule, actor):
        return {403}
    place = work.unit.place
    hidden = knock.to_see is not None and not actor.can(knock.to_see, at=place)
    if knock.is_absent or (hidden and not (knock.for_all_members and actor.grants)):
        return {404}
    if knock.to_do is not None and not actor.can(knock.to_do, at=place):
        return {403}
    if knock.at_own is not None and not actor.can(knock.at_own, at=place):
        return {403, 422}
    if knock.name == "unit-alias-take":
        return {404}  # the unit has no such other name
    # a document of this state may have no more to tell; a form may have been answered with its faults
    return {200, 204, 302, 405} if knock.method == "get" else {200, 204, 302, 403, 405, 422}


def may_do(knock: Knock, actor: Actor | None, work: Work) -> bool:
    """Whether history may tell of a deed of ``actor`` after the knock."""
    if actor is None or actor.person is None or knock.name in {"sign-in", "language"}:
        return knock.name in {"sign-in", "language"}
    return answer_due(knock, actor, work) not in ({302}, {403}, {404}, {403, 422})
