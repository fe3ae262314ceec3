"""Deeds on measures: keep one, record what units read, say which leaves take their input from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from parindex.cycle.frameworks.models import Criterion
from parindex.cycle.measures import events, figures, slots, specs
from parindex.cycle.measures.families import Family
from parindex.cycle.measures.figures import Figure
from parindex.cycle.measures.models import FIGURE, RANK, SHAPES, TARGET, Feed, Measure, Reading
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused, require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold, nfc, squeeze
from parindex.foundation.audit import actions as history
from parindex.foundation.files import actions as files
from parindex.foundation.files import inspection
from parindex.foundation.files.models import StoredFile


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


@dataclass(frozen=True, slots=True)
class Read:
    """What one unit reads on a measure."""

    unit: Unit
    figure: Figure
    source: str = ""
    """Where this one comes from, where it is not where all come from."""


@transaction.atomic
def keep(
    *,
    owner: Unit,
    code: str,
    name: str,
    shape: str,
    counted_in: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> Measure:
    """A new measure; the same code again is the measure that is there. Raises WrongValue."""
    require(by, Permission.MEASURE_RECORD, at=owner.place)
    wanted, title = squeeze(nfc(code)), squeeze(nfc(name))
    known = Measure.objects.filter(owner=owner, code=wanted).first()
    if known is not None:
        return known
    for field, is_wrong in (("code", not 0 < len(wanted) <= 80), ("name", not title)):
        if is_wrong:
            raise WrongValue(field)
    if shape not in SHAPES:
        raise WrongValue("shape")
    measure = Measure.objects.create(
        owner=owner,
        code=wanted,
        name=title,
        shape=shape,
        counted_in=squeeze(counted_in)[:80],
        note=squeeze(note),
        search=fold(f"{wanted} {title}"),
    )
    history.record(events.KEPT, measure, by=by, at=at, place=owner.place, code=wanted)
    return measure


@transaction.atomic
def record(
    measure: Measure,
    reads: Sequence[Read],
    *,
    since: date,
    until: date,
    as_of: date,
    source: str,
    file: StoredFile | None = None,
    is_illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> int:
    """Record what units read in a period; an equal figure is not recorded twice. Returns how many are new.

    A later reading supersedes the one before; nothing is overwritten. Raises WrongValue.
    """
    require(by, Permission.MEASURE_RECORD, at=measure.owner.place)
    said = squeeze(nfc(source))
    if not said:
        raise WrongValue("source")
    if since >= until:
        raise WrongValue("until")
    Measure.objects.select_for_update().get(pk=measure.pk)
    for each in reads:
        if each.unit.place.lineage[:1] != measure.owner.place.lineage[:1]:
            raise Refused(Permission.MEASURE_RECORD)
        if each.figure.is_pair is not (measure.shape == "pair"):
            raise WrongValue("shape")
    known = _in_force(measure, since=since, until=until)
    new = [
        Reading(
            measure=measure,
            unit=each.unit,
            since=since,
            until=until,
            number=(known[each.unit.pk].number if each.unit.pk in known else 0) + 1,
            value_text="" if each.figure.is_pair else each.figure.value,
            done_text=each.figure.value if each.figure.is_pair else "",
            total_text=each.figure.whole,
            as_of=as_of,
            source=squeeze(nfc(each.source)) or said,
            file=file,
            is_illustrative=is_illustrative,
            recorded_at=at,
            recorded_by=by.person or 0,
            recorded_by_name=by.name,
        )
        for each in reads
        if each.unit.pk not in known or specs.figure(known[each.unit.pk]) != each.figure
    ]
    Reading.objects.bulk_create(new, batch_size=500)
    history.record(
        events.RECORDED,
        measure,
        by=by,
        at=at,
        place=measure.owner.place,
        readings=len(new),
        since=since.isoformat(),
        until=until.isoformat(),
        source=said,
    )
    return len(new)


@dataclass(frozen=True, slots=True)
class Paper:
    """The file that figures were taken from."""

    data: bytes
    name: str


def record_on_paper(
    measure: Measure,
    reads: Sequence[Read],
    *,
    paper: Paper,
    since: date,
    until: date,
    as_of: date,
    source: str,
    by: Actor,
    at: datetime,
) -> int:
    """As record does, and keep the file beside every new reading. Raises refusals.Unacceptable too."""
    require(by, Permission.MEASURE_RECORD, at=measure.owner.place)
    media_type = _media_type(paper)
    with transaction.atomic():
        file = files.store(paper.data, media_type=media_type, at=at)
        return record(
            measure,
            reads,
            since=since,
            until=until,
            as_of=as_of,
            source=source,
            file=file,
            by=by,
            at=at,
        )


@transaction.atomic
def keep_index(
    family: Family,
    *,
    owner: Unit,
    kept_by: Unit | None = None,
    parts: Sequence[str] | None = None,
    by: Actor,
    at: datetime,
) -> Measure:
    """An index of another body with its rank, target and parts; the same again is the one there is."""
    require(by, Permission.MEASURE_RECORD, at=owner.place)
    index = keep(owner=owner, code=family.key, name=family.name, shape="single", by=by, at=at)
    index.family, index.kept_by = family.key, kept_by or index.kept_by
    index.save(update_fields=["family", "kept_by"])
    own = (
        [(each.name, each.most) for each in family.parts] if parts is None else [(name, "") for name in parts]
    )
    asked = (
        (f"{family.key}/hang", f"{family.name}: xếp hạng", RANK, "hạng"),
        (f"{family.key}/chi-tieu", f"{family.name}: chỉ tiêu", TARGET, ""),
        *(
            (f"{family.key}/{number:02}", name, FIGURE, most)
            for number, (name, most) in enumerate(own, start=1)
        ),
    )
    for code, name, facet, most in asked:
        measure = keep(owner=owner, code=code, name=name, shape="single", counted_in=most, by=by, at=at)
        measure.family, measure.part_of, measure.facet = family.key, index, facet
        measure.save(update_fields=["family", "part_of", "facet"])
    return index


@transaction.atomic
def record_index(
    index: Measure,
    reads: Mapping[int, Sequence[Read]],
    *,
    paper: Paper | None = None,
    since: date,
    until: date,
    as_of: date,
    source: str,
    is_illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> int:
    """Record value, rank, target and parts of an index at once; ``reads`` by the id of each measure.

    All or nothing; raises WrongValue, refusals.Unacceptable. Returns how many figures are new.
    """
    require(by, Permission.MEASURE_RECORD, at=index.owner.place)
    media_type = _media_type(paper) if paper else ""
    file = files.store(paper.data, media_type=media_type, at=at) if paper else None
    measures = {each.pk: each for each in (index, *index.parts.select_related("owner").order_by("pk"))}
    new = 0
    for key, of_measure in sorted(reads.items()):
        if key not in measures:
            raise WrongValue("measure")
        new += record(
            measures[key],
            of_measure,
            since=since,
            until=until,
            as_of=as_of,
            source=source,
            file=file,
            is_illustrative=is_illustrative,
            by=by,
            at=at,
        )
    return new


@transaction.atomic
def feed(measure: Measure, criterion: Criterion, *, slot: str = "", by: Actor, at: datetime) -> Feed:
    """Have a leaf take its input from ``measure``. Raises WrongValue when the rule there cannot use it."""
    require(by, Permission.MEASURE_RECORD, at=measure.owner.place)
    if criterion.version.framework.owner.place.lineage[:1] != measure.owner.place.lineage[:1]:
        raise Refused(Permission.MEASURE_RECORD)
    rule = slots.rule_at(specs.rule_of(criterion), slot)
    if rule is None or not figures.fits(rule, shape=measure.shape):
        raise WrongValue("slot")
    fed, _ = Feed.objects.update_or_create(criterion=criterion, slot=slot, defaults={"measure": measure})
    history.record(events.FED, measure, by=by, at=at, place=measure.owner.place, path=criterion.path)
    return fed


@transaction.atomic
def unfeed(fed: Feed, *, by: Actor, at: datetime) -> None:
    """Have a leaf take its input from the form again."""
    require(by, Permission.MEASURE_RECORD, at=fed.measure.owner.place)
    measure, path = fed.measure, fed.criterion.path
    fed.delete()
    history.record(events.UNFED, measure, by=by, at=at, place=measure.owner.place, path=path)


def _in_force(measure: Measure, *, since: date, until: date) -> dict[int, Reading]:
    rows = measure.readings.filter(since=since, until=until).order_by("number", "pk")
    return {each.unit_id: each for each in rows}


def _media_type(paper: Paper) -> str:
    """What the file is. Raises refusals.Unacceptable."""
    # comma-separated text is plain text: it is checked as what it is
    name = f"{paper.name[:-4]}.txt" if paper.name.lower().endswith(".csv") else paper.name
    return inspection.inspect(paper.data, name=name, limit=settings.UPLOAD_LIMIT).media_type
