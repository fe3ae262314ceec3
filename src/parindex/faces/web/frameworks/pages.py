"""What the pages of frameworks show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.frameworks.pages import CriterionItem, FrameworkPage, VersionItem
from parindex.engine.values import points
from parindex.engine.values.findings import Finding, Words
from parindex.faces.web.documents.findings import weight
from parindex.faces.web.showing import Chip, Figure, Step
from parindex.faces.web.templatetags.words import figure


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of the tree."""

    id: str
    path: str
    code: str
    name: str
    depth: int
    max: str
    owner: str
    is_inherited: bool
    has_children: bool
    flag: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Place:
    """One finding with its place."""

    severity: str
    weight: str
    where: str
    message: Words
    remedy: Words
    anchor: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Page:
    """One version."""

    key: int
    title: str
    steps: tuple[Step, ...]
    state: Chip
    about: str
    stages: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    rows: tuple[Row, ...]
    findings: tuple[Place, ...]
    counts: tuple[Chip, ...]
    may: frozenset[str]
    desk_url: str
    source: Step | None
    digest: str
    published_at: datetime | None
    published_by: str


def state_chip(state: str) -> Chip:
    """Where a version stands, in words and colour."""
    return {
        "draft": Chip(_("dự thảo"), "warn"),
        "checked": Chip(_("đã kiểm tra"), "info"),
        "published": Chip(_("đang áp dụng"), "ok"),
        "superseded": Chip(_("đã thay thế"), ""),
        "suspended": Chip(_("đình chỉ"), "bad"),
    }[state]


def level_words(level: str) -> str:
    """For which units a framework is made."""
    return {
        "province": _("cấp tỉnh"),
        "department": _("sở, ngành"),
        "commune": _("xã, phường"),
        "district": _("cấp huyện"),
    }.get(level, level)


def named(version: VersionItem) -> str:
    """PAR INDEX 2025, cấp tỉnh."""
    return f"{version.index} {version.year}, {level_words(version.level)}"


def even(value: Decimal | None) -> str:
    """A figure with at least two decimals."""
    if value is None:
        return ""
    return points.fixed(value, max(2, points.decimals(points.shortest(value))))


def steps() -> tuple[Step, ...]:
    """The way to any page about frameworks."""
    return (Step(_("Bộ tiêu chí"), reverse("frameworks")),)


def page(data: FrameworkPage, *, may_read_source: bool) -> Page:
    """One version with its tree and findings; its document only for those who may read that."""
    version = data.version
    flagged = flags(data.findings)
    may_correct = "correct" in data.may
    inner = {row.path.rpartition("/")[0] for row in data.rows}
    by_path = {row.path: row for row in data.rows}
    return Page(
        key=version.key,
        title=named(version),
        steps=steps(),
        state=state_chip(version.state),
        about=" · ".join(part for part in (version.owner_name, version.title, version.basis) if part),
        stages=_stages(version.state),
        figures=_figures(version, data.findings),
        rows=tuple(
            _row(each, flagged, is_inner=each.path in inner, may_correct=may_correct) for each in data.rows
        ),
        findings=tuple(_place(each, by_path, may_correct=may_correct) for each in data.findings),
        counts=counts(data.findings),
        may=data.may,
        desk_url=reverse("framework-criterion", args=[data.rows[0].key]) if may_correct and data.rows else "",
        source=Step(version.source_name or _("Văn bản nguồn"), reverse("document", args=[version.source]))
        if version.source and may_read_source
        else None,
        digest=version.digest,
        published_at=version.published_at,
        published_by=version.published_by,
    )


def _stages(state: str) -> tuple[tuple[str, str], ...]:
    """The way of a version: drafted, checked, published; then superseded or suspended."""
    last = {"superseded": _("Đã thay thế"), "suspended": _("Đình chỉ")}.get(state)
    names = [("draft", _("Dự thảo")), ("checked", _("Đã kiểm tra")), ("published", _("Công bố, áp dụng"))]
    if last:
        names.append((state, last))
    here = [key for key, _name in names].index(state)
    return tuple(
        (name, "done" if at < here else "now" if at == here else "") for at, (_key, name) in enumerate(names)
    )


def _figures(version: VersionItem, findings: Iterable[Finding]) -> tuple[Figure, ...]:
    weights = Counter(each.severity.value for each in findings)
    clean = not weights["error"] and not weights["warning"]
    return (
        Figure(_("Tổng điểm"), figure(even(version.total))),
        Figure(
            _("Tiêu chí"), str(version.criteria), note=_("%(n)s tiêu chí chấm điểm") % {"n": version.leaves}
        ),
        Figure(_("Năm"), str(version.year), note=_("bản %(number)s") % {"number": version.number}),
        Figure(
            _("Kiểm tra"),
            str(weights["error"] + weights["warning"]),
            chips=(Chip("✓ " + _("khớp"), "ok"),) if clean else counts(findings),
        ),
    )


def counts(findings: Iterable[Finding]) -> tuple[Chip, ...]:
    """How many findings of each weight there are."""
    count = Counter(each.severity.value for each in findings)
    said = (
        ("error", "bad", ngettext("%(n)s lỗi", "%(n)s lỗi", count["error"])),
        ("warning", "warn", ngettext("%(n)s cảnh báo", "%(n)s cảnh báo", count["warning"])),
        ("info", "info", ngettext("%(n)s thông tin", "%(n)s thông tin", count["info"])),
    )
    return tuple(Chip(text % {"n": count[key]}, tone) for key, tone, text in said if count[key])


def flags(findings: Iterable[Finding]) -> dict[str, str]:
    """The heaviest finding of each path."""
    found: dict[str, str] = {}
    for each in findings:
        if each.path and (each.severity.value == "error" or each.path not in found):
            found[each.path] = each.severity.value
    return found


def anchor(path: str) -> str:
    """The anchor of a criterion in the page."""
    return "c-" + path.replace("/", "_")


def _row(each: CriterionItem, flagged: dict[str, str], *, is_inner: bool, may_correct: bool) -> Row:
    return Row(
        id=anchor(each.path),
        path=each.path,
        code=each.code,
        name=each.name,
        depth=min(each.path.count("/") + 1, 5),
        max=even(each.max),
        owner="; ".join(owner.unit_name or owner.text for owner in each.owners),
        is_inherited=bool(each.owners) and all(owner.is_inherited for owner in each.owners),
        has_children=is_inner,
        flag=flagged.get(each.path, ""),
        edit_url=reverse("framework-criterion", args=[each.key]) if may_correct else "",
    )


def _place(each: Finding, rows: dict[str, CriterionItem], *, may_correct: bool) -> Place:
    row = rows.get(each.path or "")
    where = f"{row.code} {row.name}" if row else each.path or _("Toàn bộ tiêu chí")
    return Place(
        severity=each.severity.value,
        weight=weight(each.severity.value),
        where=where,
        message=each.message,
        remedy=each.remedy,
        anchor=anchor(row.path) if row else "",
        edit_url=reverse("framework-criterion", args=[row.key]) if row and may_correct else "",
    )
