"""Correcting: one field of a draft's criterion, as one person saw it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.frameworks import drafting, events, settling, specs
from parindex.cycle.frameworks.actions.holding import Held, Owners
from parindex.cycle.frameworks.actions.keeping import Tree
from parindex.cycle.frameworks.laying import Namer
from parindex.cycle.frameworks.models import Criterion, CriterionOwner
from parindex.cycle.frameworks.refusals import Overtaken, WrongValue
from parindex.cycle.units import specs as unit_specs
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.specs import Aggregate, Source
from parindex.engine.values.vietnamese import nfc, squeeze
from parindex.foundation.audit import actions as history

FIELDS = (
    *("code", "name", "max", "owner", "weight", "aggregate", "source"),
    *("evidence", "evidence_note", "note"),
)
EVIDENCE = {"": None, "optional": False, "required": True}


@transaction.atomic
def correct(
    criterion: Criterion, *, field: str, value: str, was: str | None = None, by: Actor, at: datetime
) -> None:
    """Correct one field of a draft's criterion; a checked version becomes a draft again.

    ``was`` is what the person saw in the field (None: whatever stands there). Raises Overtaken when
    it reads otherwise now, states.NotPossible for an issued version, WrongValue when the value
    cannot stand there.
    """
    require(by, Permission.FRAMEWORK_DRAFT, at=criterion.version.framework.owner.place)
    held = Held.to_change(criterion.version_id)
    tree = Tree(held)
    row = tree.find(criterion.pk)
    if field not in FIELDS:
        raise WrongValue(field)
    before = specs.stated(row)[field]
    if was is not None and squeeze(nfc(was)) != squeeze(before):
        raise Overtaken(field)
    _CORRECTIONS[field](row, squeeze(nfc(value)))
    row.save()
    if field == "owner":
        _name_owners(row, held, on=timezone.localdate(at))
    tree.keep()
    history.record(
        events.CORRECTED,
        held.version,
        by=by,
        at=at,
        place=held.place,
        field=field,
        path=row.path,
        before=before,
        value=value,
    )


def _name_owners(row: Criterion, held: Held, *, on: date) -> None:
    """The rows of the owners that the criterion states itself."""
    owner = held.version.framework.owner
    namer = Namer(unit_specs.directory(owner.place.lineage[0]), on)
    leads = namer.leads(row.owner_text)
    row.owners.all().delete()
    owners = Owners.named(leads, owner=owner, on=on)
    CriterionOwner.objects.bulk_create(owners.of(row, leads, is_inherited=False))


def _correct_code(row: Criterion, value: str) -> None:
    if not value or "/" in value or len(value) > settling.LONGEST_CODE:
        raise WrongValue("code")
    row.code = value


def _correct_name(row: Criterion, value: str) -> None:
    if not value:
        raise WrongValue("name")
    row.name = value


def _correct_max(row: Criterion, value: str) -> None:
    """Blank is no maximum of its own: right at the parent of a sum, an error found by the check elsewhere."""
    micro = drafting.micro(value)
    if value and (micro is None or micro < 0):
        raise WrongValue("max")
    row.max_text, row.max_micro = value, micro


def _correct_owner(row: Criterion, value: str) -> None:
    row.owner_text = value


def _correct_weight(row: Criterion, value: str) -> None:
    if value and drafting.micro(value) is None:
        raise WrongValue("weight")
    row.weight_text = value


def _correct_aggregate(row: Criterion, value: str) -> None:
    if value not in {"", *Aggregate}:
        raise WrongValue("aggregate")
    row.aggregate = value


def _correct_source(row: Criterion, value: str) -> None:
    if value not in {"", *Source}:
        raise WrongValue("source")
    row.kind = value


def _correct_evidence(row: Criterion, value: str) -> None:
    if value not in EVIDENCE:
        raise WrongValue("evidence")
    row.evidence_required = EVIDENCE[value]
    if row.evidence_required is None:
        row.evidence_note = ""


def _correct_evidence_note(row: Criterion, value: str) -> None:
    row.evidence_note = value
    if value and row.evidence_required is None:
        row.evidence_required = False


def _correct_note(row: Criterion, value: str) -> None:
    row.note = value


_CORRECTIONS = {
    "code": _correct_code,
    "name": _correct_name,
    "max": _correct_max,
    "owner": _correct_owner,
    "weight": _correct_weight,
    "aggregate": _correct_aggregate,
    "source": _correct_source,
    "evidence": _correct_evidence,
    "evidence_note": _correct_evidence_note,
    "note": _correct_note,
}
