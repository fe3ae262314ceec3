"""Showing evidence for a leaf, and taking it off again; what was shown when is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.assessments import events, gates, proving, specs
from parindex.cycle.assessments.actions.ledger import Ledger
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.models import Assessment, Attachment
from parindex.cycle.assessments.queries import places
from parindex.cycle.evidence import checks as evidence
from parindex.cycle.evidence import wording
from parindex.cycle.evidence.models import Item
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history

LONGEST_PAGES = 120


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


@transaction.atomic
def attach(
    assessment: Assessment, criterion: int, item: Item, *, pages: str, by: Actor, at: datetime
) -> Attachment:
    """Show ``item`` for one leaf; ``pages`` says which pages or section prove it.

    The same piece again is the same attachment; with other pages the earlier one ends and another begins.
    Raises gates.Locked, WrongValue for a criterion that is no leaf, evidence of another unit or with a virus.
    """
    require(
        by,
        Permission.ASSESSMENT_SCORE,
        at=places.scoring_place(assessment, _line(assessment, criterion), by=by),
    )
    said = wording.plain(pages)
    if len(said) > LONGEST_PAGES:
        raise WrongValue("pages")
    ledger = Ledger(assessment.pk)
    leaf = _leaf(ledger, criterion)
    window = proving.window(ledger.facts(criterion, cells=ledger.cells(criterion)), leaf.source)
    if item.scan == evidence.INFECTED or not _is_own(item, ledger.assessment):
        raise WrongValue("item")
    shown = Attachment.objects.filter(
        assessment=ledger.assessment.pk, criterion=criterion, stage=window.stage, item=item, removed_at=None
    )
    known = shown.first()
    if known is not None and known.pages == said:
        return known
    shown.update(removed_at=ledger.now, removed_by=by.person or 0)
    attachment = Attachment.objects.create(
        assessment_id=ledger.assessment.pk,
        criterion_id=criterion,
        stage_id=window.stage,
        item=item,
        pages=said,
        added_at=ledger.now,
        added_by=by.person or 0,
    )
    history.record(
        events.EVIDENCE_ATTACHED,
        ledger.assessment,
        by=by,
        at=at,
        place=ledger.assessment.unit.place,
        cycle=ledger.cycle.name,
        path=leaf.spec.path,
        evidence=str(item),
    )
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: Actor, at: datetime) -> None:
    """Take a piece off a leaf; what was shown until now stays in the ledger's past.

    Raises gates.Locked, also for what was shown at a stage that is over.
    """
    require(
        by,
        Permission.ASSESSMENT_SCORE,
        at=places.scoring_place(
            attachment.assessment, _line(attachment.assessment, attachment.criterion_id), by=by
        ),
    )
    ledger = Ledger(attachment.assessment_id)
    leaf = _leaf(ledger, attachment.criterion_id)
    facts = ledger.facts(attachment.criterion_id, cells=ledger.cells(attachment.criterion_id))
    if proving.window(facts, leaf.source).stage != attachment.stage_id:
        raise gates.Locked(proving.STAGE_OVER)
    shown = Attachment.objects.filter(pk=attachment.pk, removed_at=None)
    if not shown.update(removed_at=ledger.now, removed_by=by.person or 0):
        return
    history.record(
        events.EVIDENCE_DETACHED,
        ledger.assessment,
        by=by,
        at=at,
        place=ledger.assessment.unit.place,
        cycle=ledger.cycle.name,
        path=leaf.spec.path,
        evidence=str(attachment.item),
    )


def _leaf(ledger: Ledger, criterion: int) -> Leaf:
    leaf = ledger.book.leaves.get(criterion)
    if leaf is None:
        raise WrongValue("criterion")
    return leaf


def _is_own(item: Item, assessment: Assessment) -> bool:
    """Whether the evidence is of the unit itself or of a part of it."""
    own = assessment.unit.place.lineage
    return item.unit.place.lineage[: len(own)] == own


def _line(assessment: Assessment, criterion: int) -> tuple[int, ...]:
    leaf = specs.book(assessment.cycle.version).leaves.get(criterion)
    return leaf.line if leaf else ()
