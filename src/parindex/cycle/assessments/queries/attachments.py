"""What is shown to prove a score: of a leaf, at any moment, across units, in the year before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from parindex.cycle.assessments import proving, specs, states
from parindex.cycle.assessments.gates import Lock, Locked
from parindex.cycle.assessments.models import Assessment, Attachment, Cycle
from parindex.cycle.assessments.pieces import Offer, Piece, Shown, Use
from parindex.cycle.assessments.queries import places, rights
from parindex.cycle.assessments.queries.opened import Reading
from parindex.cycle.assessments.queries.rights import Reach
from parindex.cycle.evidence import checks
from parindex.cycle.evidence import queries as evidence
from parindex.cycle.evidence.models import Item
from parindex.cycle.frameworks.models import Succession
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor, Place
from parindex.engine.access.permissions import Permission


def shown(
    assessment: int, criterion: int, *, by: Actor, at: datetime, moment: datetime | None = None
) -> Shown:
    """The evidence of one leaf as it stands, or as it stood at ``moment``, to whoever may see the leaf.

    Raises ObjectDoesNotExist for a leaf that is not there or not the reader's to see.
    """
    held = _sheet(assessment)
    reading = Reading(held, by=by)
    leaf = reading.book.leaves.get(criterion)
    if leaf is None or not Sight(by=by, at=at).covers(held, criterion):
        raise Attachment.DoesNotExist(criterion)
    rows = _at(Attachment.objects.filter(assessment=assessment, criterion=criterion), moment)
    place = places.scoring_place(held, leaf.line, by=by)
    is_own = by.can(Permission.ASSESSMENT_SCORE, at=place)
    lock, stage = _open_stage(reading, criterion) if is_own and moment is None else (None, None)
    adds_at = _adds_at(held, place, by=by) if is_own and stage is not None else None
    asked = leaf.spec.evidence
    return Shown(
        assessment=assessment,
        criterion=criterion,
        path=leaf.spec.path,
        name=leaf.spec.name,
        holder=held.unit_id,
        unit=held.unit.name,
        asks=asked is not None and asked.required,
        note=(asked.note or "") if asked is not None else "",
        pieces=_pieces(rows, cycle=held.cycle, by=by, open_stage=stage),
        lock=lock,
        is_own=is_own,
        adds_at=adds_at,
    )


class Sight:
    """What one reader may see of leaves; what is asked of the database once is kept."""

    def __init__(self, *, by: Actor, at: datetime) -> None:
        """Remember who reads, and when."""
        self.by, self.at = by, at
        self._reach: dict[int, Reach] = {}
        self._parts: dict[int, frozenset[int]] = {}

    def covers(self, assessment: Assessment, criterion: int) -> bool:
        """Whether the reader may see one leaf: as of the unit, by duty, or to appraise it once submitted."""
        if self.by.is_system or self.by.can(Permission.ASSESSMENT_READ, at=assessment.unit.place):
            return True
        leaf = specs.book(assessment.cycle.version).leaves.get(criterion)
        if leaf is not None and self._part(assessment) & set(leaf.line):
            return True
        if not _was_submitted(assessment) or not self.by.can_anywhere(Permission.ASSESSMENT_APPRAISE):
            return False
        return self._of(assessment.cycle).covers(assessment, criterion)

    def _part(self, assessment: Assessment) -> frozenset[int]:
        if assessment.pk not in self._parts:
            self._parts[assessment.pk] = places.readable_part(assessment, by=self.by) or frozenset()
        return self._parts[assessment.pk]

    def _of(self, cycle: Cycle) -> Reach:
        if cycle.pk not in self._reach:
            self._reach[cycle.pk] = rights.reach(cycle, by=self.by, at=self.at)
        return self._reach[cycle.pk]


def item(key: int, *, by: Actor, at: datetime) -> Item:
    """One piece of evidence: of a unit the reader may read, or shown now for a leaf they may see.

    Raises ObjectDoesNotExist.
    """
    own = evidence.visible(by).filter(pk=key).first()
    if own is not None:
        return own
    rows = Attachment.objects.filter(item=key, removed_at=None).select_related(*_OF_ATTACHMENT)
    sight = Sight(by=by, at=at)
    for each in rows.order_by("pk"):
        if sight.covers(each.assessment, each.criterion_id):
            return each.item
    raise Item.DoesNotExist(key)


def attachment(key: int, *, by: Actor, at: datetime) -> Attachment:
    """One attachment of a leaf the reader may see; ObjectDoesNotExist otherwise."""
    found = Attachment.objects.select_related(*_OF_ATTACHMENT).get(pk=key)
    if not Sight(by=by, at=at).covers(found.assessment, found.criterion_id):
        raise Attachment.DoesNotExist(key)
    return found


def uses(item: Item, *, by: Actor, at: datetime) -> tuple[Use, ...]:
    """Where a piece is shown now, as far as the reader may see those leaves."""
    rows = Attachment.objects.filter(item=item, removed_at=None).select_related(*_OF_ATTACHMENT)
    rows = rows.order_by("-assessment__cycle__since", "assessment", "criterion__position", "pk")
    sight = Sight(by=by, at=at)
    return tuple(
        Use(
            assessment=each.assessment_id,
            criterion=each.criterion_id,
            path=each.criterion.path,
            name=each.criterion.name,
            stage=each.stage.key,
            unit=each.assessment.unit.name,
            cycle=each.assessment.cycle.name,
            pages=each.pages,
        )
        for each in rows
        if sight.covers(each.assessment, each.criterion_id)
    )


def use_counts(items: Iterable[int]) -> dict[int, int]:
    """For how many leaves each of these pieces is shown now; pieces shown nowhere are left out."""
    rows = Attachment.objects.filter(item__in=list(items), removed_at=None).order_by("item")
    return dict(rows.values_list("item").annotate(leaves=Count("criterion", distinct=True)))


def offered(assessment: int, criterion: int, *, by: Actor) -> tuple[Offer, ...]:
    """What the unit showed for this criterion in its cycle before, as far as it is not shown already."""
    held = places.get(assessment, by=by)
    before = Attachment.objects.filter(
        criterion__in=_criteria_before(criterion),
        assessment__unit=held.unit_id,
        assessment__cycle__owner=held.cycle.owner_id,
        assessment__cycle__until__lte=held.cycle.since,
        removed_at=None,
    )
    now = Attachment.objects.filter(assessment=assessment, criterion=criterion, removed_at=None)
    rows = before.exclude(item__in=now.order_by().values("item")).select_related("item", "assessment__cycle")
    found: dict[int, Offer] = {}
    for each in rows.order_by("-assessment__cycle__since", "pk"):
        if each.item.scan != checks.INFECTED:
            found.setdefault(each.item_id, _offer(each))
    return tuple(found.values())


def alarms(cycle: Cycle, criterion: int, *, by: Actor, at: datetime) -> Mapping[int, tuple[Piece, ...]]:
    """What is shown now for one criterion across all units, with its alarms, by the id of the sheet."""
    rows = Attachment.objects.filter(assessment__cycle=cycle.pk, criterion=criterion, removed_at=None)
    rows = rows.filter(_readable(cycle, by=by, at=at))
    found: dict[int, list[Piece]] = defaultdict(list)
    kept = list(_ordered(rows))
    for row, piece in zip(kept, _made(kept, cycle=cycle, by=by, open_stage=None), strict=True):
        found[row.assessment_id].append(piece)
    return {sheet: tuple(pieces) for sheet, pieces in found.items()}


_OF_ATTACHMENT = (
    "item__unit",
    "item__file",
    "stage",
    "criterion",
    "assessment__unit",
    "assessment__cycle__version__framework",
)


def _sheet(key: int) -> Assessment:
    return Assessment.objects.select_related("cycle__version__framework", "unit", "group").get(pk=key)


def _was_submitted(assessment: Assessment) -> bool:
    """Appraisers see a sheet once it was submitted, or admitted without; never while it is being written."""
    was_there = assessment.state == states.SUBMITTED or assessment.submitted_at is not None
    return was_there or assessment.admitted_because != ""


def _open_stage(reading: Reading, criterion: int) -> tuple[Lock | None, int | None]:
    """The stage at which evidence may be shown now; else why it may not."""
    leaf = reading.book.leaves[criterion]
    try:
        return None, proving.window(reading.facts(criterion), leaf.source).stage
    except Locked as locked:
        return locked.lock, None


def _adds_at(assessment: Assessment, place: Place, *, by: Actor) -> int | None:
    """The unit to which the reader adds: the assessed one, else the division whose duty the leaf is."""
    own = assessment.unit.place.lineage
    is_part = place.lineage[: len(own)] == own
    return place.unit if is_part and by.can(Permission.EVIDENCE_ADD, at=place) else None


def _at(rows: QuerySet[Attachment], moment: datetime | None) -> QuerySet[Attachment]:
    """What is shown now, or what was at a moment."""
    if moment is None:
        return rows.filter(removed_at=None)
    return rows.filter(Q(removed_at=None) | Q(removed_at__gt=moment), added_at__lte=moment)


def _ordered(rows: QuerySet[Attachment]) -> QuerySet[Attachment]:
    return rows.select_related("item__unit", "stage").order_by("assessment", "stage__position", "pk")


def _pieces(
    rows: QuerySet[Attachment], *, cycle: Cycle, by: Actor, open_stage: int | None
) -> tuple[Piece, ...]:
    of_one_leaf = _ordered(rows).order_by("stage__position", "pk")
    return _made(list(of_one_leaf), cycle=cycle, by=by, open_stage=open_stage)


def _made(
    rows: Sequence[Attachment], *, cycle: Cycle, by: Actor, open_stage: int | None
) -> tuple[Piece, ...]:
    sharing = evidence.sharing((each.item for each in rows), by=by)
    served = _served(rows)
    return tuple(
        _piece(
            each,
            uses=served.get((each.assessment_id, each.item_id), 1),
            sharing=sharing.get(each.item.file_id or 0, 1),
            cycle=cycle,
            is_open=each.stage_id == open_stage,
        )
        for each in rows
    )


def _served(rows: Sequence[Attachment]) -> dict[tuple[int, int], int]:
    """For how many leaves of its sheet each piece is shown now."""
    sheets, items = {each.assessment_id for each in rows}, {each.item_id for each in rows}
    found = Attachment.objects.filter(assessment__in=sheets, item__in=items, removed_at=None).order_by()
    counted = found.values_list("assessment", "item").annotate(leaves=Count("criterion", distinct=True))
    return {(sheet, piece): leaves for sheet, piece, leaves in counted}


def _piece(row: Attachment, *, uses: int, sharing: int, cycle: Cycle, is_open: bool) -> Piece:
    held = row.item
    return Piece(
        attachment=row.pk,
        item=held.pk,
        version=held.version,
        form=held.form,
        kind=held.kind,
        name=held.name,
        number=held.number,
        issued_on=held.issued_on,
        issuer=held.issuer,
        title=held.title,
        link=held.link,
        pages=row.pages,
        page_count=held.pages,
        stage=row.stage.key,
        added_at=row.added_at,
        added_by=held.added_by_name,
        scan=held.scan,
        is_waiting=held.is_waiting,
        is_illustrative=held.is_illustrative,
        uses=uses,
        alarms=checks.alarms(evidence.facts(held, sharing=sharing), since=cycle.since, until=cycle.until),
        is_open=is_open,
    )


def _criteria_before(criterion: int) -> tuple[int, ...]:
    """The criterion itself, for a framework that serves two cycles, and the one it goes on from."""
    before = Succession.objects.filter(criterion=criterion).values_list("previous", flat=True)
    return (criterion, *before)


def _offer(row: Attachment) -> Offer:
    held = row.item
    return Offer(
        item=held.pk,
        form=held.form,
        kind=held.kind,
        label=str(held),
        issued_on=held.issued_on,
        issuer=held.issuer,
        pages=row.pages,
        cycle=row.assessment.cycle.name,
    )


def _readable(cycle: Cycle, *, by: Actor, at: datetime) -> Q:
    """The condition that an attachment of ``cycle`` is one of a leaf that ``by`` may see."""
    if by.is_system:
        return Q()
    whole = units.within(by.scope(Permission.ASSESSMENT_READ), field="assessment__unit")
    reach = rights.reach(cycle, by=by, at=at)
    submitted = Q(assessment__state=states.SUBMITTED) | Q(assessment__submitted_at__isnull=False)
    submitted |= ~Q(assessment__admitted_because="")
    return whole | (reach.cells() & submitted)
