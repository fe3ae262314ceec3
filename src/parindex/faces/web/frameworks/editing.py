"""The editor of a draft: the tree on the left, one criterion with its rule on the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.frameworks import queries, rule_form, specs, writing
from parindex.cycle.frameworks.pages import CriterionItem
from parindex.cycle.frameworks.rule_form import Field, Form
from parindex.cycle.frameworks.settling import Way
from parindex.engine.scoring.specs import Aggregate
from parindex.engine.values.findings import Finding
from parindex.faces.web.documents.findings import weight
from parindex.faces.web.frameworks import fields, pages, trying
from parindex.faces.web.frameworks.forms import AddForm, CriterionForm
from parindex.faces.web.frameworks.trying import Trial
from parindex.faces.web.showing import Chip, Step


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of the tree."""

    id: str
    path: str
    code: str
    name: str
    depth: int
    max: str
    has_children: bool
    has_rule: bool
    flag: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Move:
    """One step that a criterion may be moved."""

    way: str
    title: str
    keys: str
    icon: str
    is_possible: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of the criterion."""

    severity: str
    weight: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class RuleDesk:
    """The rule being written: its form, the rule as it was shown, and what is said of the last save."""

    url: str
    form: Form
    sources: tuple[Field, ...]
    was: str
    said: Said


@dataclass(frozen=True, slots=True)
class Said:
    """What became of the last save: words and tone, what is missing, and another person's rule."""

    text: str = ""
    tone: str = ""
    findings: tuple[Finding, ...] = ()
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """One criterion on the desk."""

    key: int
    code: str
    name: str
    path: str
    url: str
    is_leaf: bool
    moves: tuple[Move, ...]
    findings: tuple[Found, ...]
    fields: CriterionForm
    main: tuple[BoundField, ...]
    more: tuple[BoundField, ...]
    is_more_open: bool
    fields_said: Said
    rule: RuleDesk | None
    trial: Trial | None
    add: AddForm


@dataclass(frozen=True, slots=True)
class Page:
    """The whole editor."""

    key: int
    title: str
    state: Chip
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    counts: tuple[Chip, ...]
    add: AddForm
    desk: Desk


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person sent and could not be kept as it is: it stays in the fields."""

    fields: CriterionForm | None = None
    fields_said: Said = Said()
    rule: Mapping[str, str] | None = None
    rule_was: str | None = None
    rule_said: Said = Said()
    trial: Mapping[str, str] | None = None
    add: AddForm | None = None


NOTHING = Typed()
_LEAF = ("code", "name", "max", "source", "owner", "evidence", "evidence_note")
_PARENT = ("code", "name", "max", "aggregate", "owner")
"""What is asked first; the rest stands below, open where it says something."""


def page(criterion: Any, *, typed: Typed = NOTHING) -> Page:
    """The editor with ``criterion`` on the desk."""
    version = criterion.version
    item = queries.item(version)
    findings = queries.findings_of(version)
    rows = queries.criteria_of(version)
    return Page(
        key=version.pk,
        title=pages.named(item),
        state=pages.state_chip(version.state),
        steps=(*pages.steps(), Step(pages.named(item), reverse("framework", args=[version.pk]))),
        lines=lines(rows, findings, here=criterion.pk),
        counts=pages.counts(findings),
        add=AddForm(auto_id="new-%s"),
        desk=desk(criterion, rows, findings, typed=typed),
    )


def lines(rows: tuple[CriterionItem, ...], findings: tuple[Finding, ...], *, here: int) -> tuple[Line, ...]:
    """The tree, the criterion ``here`` marked."""
    flags = pages.flags(findings)
    return tuple(
        Line(
            id=f"t-{row.key}",
            path=row.path,
            code=row.code,
            name=row.name,
            depth=min(row.depth + 1, 5),
            max=pages.even(row.max),
            has_children=not row.is_leaf,
            has_rule=row.has_rule or not row.is_leaf,
            flag=flags.get(row.path, ""),
            url=reverse("framework-criterion", args=[row.key]),
            is_here=row.key == here,
        )
        for row in rows
    )


def desk(
    criterion: Any,
    rows: tuple[CriterionItem, ...],
    findings: tuple[Finding, ...],
    *,
    typed: Typed = NOTHING,
) -> Desk:
    """The criterion on the desk, with what was typed and not kept."""
    own = tuple(each for each in findings if each.path == criterion.path)
    stated = specs.rule_of(criterion)
    is_given = (criterion.aggregate or criterion.version.aggregate) == Aggregate.GIVEN
    has_rule = criterion.is_leaf or is_given or not stated.is_empty or typed.rule is not None
    form = typed.fields or CriterionForm(initial=fields.initial(criterion))
    form.fields["owner"].widget.attrs["placeholder"] = _owner_above(criterion, rows)
    main = _LEAF if criterion.is_leaf else _PARENT
    more = tuple(form[name] for name in form.fields if name not in main)
    return Desk(
        key=criterion.pk,
        code=criterion.code,
        name=criterion.name,
        path=criterion.path,
        url=reverse("framework-criterion", args=[criterion.pk]),
        is_leaf=criterion.is_leaf,
        moves=_moves(criterion, rows),
        findings=tuple(Found(each.severity.value, weight(each.severity.value), each) for each in own),
        fields=form,
        main=tuple(form[name] for name in main),
        more=more,
        is_more_open=any(each.value() or each.errors for each in more),
        fields_said=typed.fields_said,
        rule=rule_desk(criterion, typed=typed) if has_rule else None,
        trial=trying.trial(criterion, findings, typed=typed.trial) if criterion.is_leaf else None,
        add=typed.add or AddForm(auto_id="below-%s"),
    )


def _owner_above(criterion: Any, rows: tuple[CriterionItem, ...]) -> str:
    """Whose a criterion without an owner of its own is."""
    owners = next((row.owners for row in rows if row.key == criterion.pk), ())
    names = dict.fromkeys(each.unit_name or each.text for each in owners if each.is_inherited)
    return _("theo mục trên: %(names)s") % {"names": "; ".join(names)} if names else ""


def rule_desk(criterion: Any, *, typed: Typed = NOTHING) -> RuleDesk:
    """The form of the rule, filled with what stands there or with what was typed."""
    stated = specs.rule_of(criterion)
    filled = fields.localised(rule_form.filled(stated)) if typed.rule is None else typed.rule
    return RuleDesk(
        url=reverse("framework-rule", args=[criterion.pk]),
        form=rule_form.form(filled),
        sources=rule_form.sources(filled),
        was=writing.rule(stated) if typed.rule_was is None else typed.rule_was,
        said=typed.rule_said,
    )


def _moves(criterion: Any, rows: tuple[CriterionItem, ...]) -> tuple[Move, ...]:
    above = criterion.path.rpartition("/")[0]
    siblings = [
        row.key for row in rows if row.depth == criterion.depth and row.path.rpartition("/")[0] == above
    ]
    at = siblings.index(criterion.pk) if criterion.pk in siblings else 0
    return (
        Move(Way.UP, _("Lên trên"), "Alt+ArrowUp", "up", at > 0),
        Move(Way.DOWN, _("Xuống dưới"), "Alt+ArrowDown", "down", at < len(siblings) - 1),
        Move(Way.OUT, _("Ra ngoài một cấp"), "Alt+ArrowLeft", "left", criterion.depth > 0),
        Move(Way.IN, _("Vào trong mục trên nó"), "Alt+ArrowRight", "right", at > 0),
    )
