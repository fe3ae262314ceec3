"""Correcting what is said of evidence, as long as nothing that is locked shows it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.assessments import gates, proving
from parindex.cycle.assessments.actions.ledger import Ledger
from parindex.cycle.assessments.models import Attachment
from parindex.cycle.evidence.actions import correcting
from parindex.cycle.evidence.actions.correcting import Description
from parindex.cycle.evidence.models import Item
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission


@transaction.atomic
def describe(item: Item, said: Description, *, seen: int, by: Actor, at: datetime) -> Item:
    """Say what a document really is; ``seen`` is the version the writer saw.

    Raises gates.Locked where the piece is shown at a stage that is closed, else as evidence correcting does.
    """
    require(by, Permission.EVIDENCE_ADD, at=item.unit.place)
    # The sheets first, as whoever shows evidence locks them before they name the piece.
    ledgers = [Ledger(each) for each in _sheets(item)]
    before = Item.objects.values_list("version", flat=True).get(pk=item.pk)
    kept = correcting.correct(item, said, seen=seen, by=by, at=at)
    if kept.version != before:
        for each in ledgers:
            _must_be_open(each, item)
    return kept


def _sheets(item: Item) -> list[int]:
    """The sheets that show the piece, in the order in which everybody locks them."""
    rows = Attachment.objects.filter(item=item.pk, removed_at=None)
    return list(rows.order_by("assessment").values_list("assessment", flat=True).distinct())


def _must_be_open(ledger: Ledger, item: Item) -> None:
    shown = Attachment.objects.filter(item=item.pk, assessment=ledger.assessment.pk, removed_at=None)
    for each in shown.order_by("pk"):
        leaf = ledger.book.leaves[each.criterion_id]
        facts = ledger.facts(leaf.criterion, cells=ledger.cells(leaf.criterion))
        try:
            is_open = proving.window(facts, leaf.source).stage == each.stage_id
        except gates.Locked:
            is_open = False
        if not is_open:
            raise gates.Locked(proving.SHOWN_WHERE_LOCKED)
