"""The bridge from the ledger of a unit to frozen values: what it answered, what stands, what it lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from parindex.cycle.assessments import gaps, kinds
from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Assessment, Attachment, Entry
from parindex.engine.scoring.specs import Source
from parindex.engine.values.findings import Finding

UNTOUCHED = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The last line of one cell: what stands in the ledger for one leaf and stage."""

    criterion: int
    stage: int
    number: int
    answer: Any
    state: str
    decision: str
    points_micro: int | None
    out_micro: int
    note: str
    origin: str
    at: datetime
    by: int | None
    by_name: str
    cell: int
    is_standing: bool
    cell_points: int | None
    """The points of now: of a leaf measured against the best unit they move without a new line."""
    cell_out: int


Lines = Mapping[int, Mapping[int, Line]]
"""By leaf and stage."""

_FIELDS = (
    *(
        "number",
        "answer",
        "state",
        "decision",
        "points_micro",
        "out_micro",
        "note",
        "origin",
        "at",
        "by",
        "by_name",
    ),
    *(
        "cell_id",
        "cell__criterion_id",
        "cell__stage_id",
        "cell__is_standing",
        "cell__points_micro",
        "cell__out_micro",
    ),
)


def lines(assessment: int) -> Lines:
    """What stands now in every cell of a sheet; one query."""
    rows = Entry.objects.filter(cell__assessment=assessment, number=F("cell__number"))
    found: dict[int, dict[int, Line]] = defaultdict(dict)
    for row in rows.order_by("pk").values(*_FIELDS):
        line = _line(row)
        found[line.criterion][line.stage] = line
    return found


Evidence = Mapping[int, tuple[gaps.Shown, ...]]
"""What is shown, by leaf."""


def evidence(assessment: int, *, stages: frozenset[int]) -> Evidence:
    """What is shown now for each leaf at ``stages``; one query."""
    rows = Attachment.objects.filter(assessment=assessment, stage__in=stages, removed_at=None)
    found: dict[int, tuple[gaps.Shown, ...]] = defaultdict(tuple)
    for each in rows.select_related("item").order_by("pk"):
        found[each.criterion_id] += (gaps.Shown(str(each.item), each.item.issued_on),)
    return found


def scoring_stages(windows: tuple[Window, ...]) -> frozenset[int]:
    """The stages in which the unit itself scores."""
    return frozenset(each.stage for each in windows if each.act in (kinds.SCORE, kinds.CONSOLIDATE))


def own(lines: Mapping[int, Line], windows: tuple[Window, ...]) -> Line | None:
    """The unit's own last word on a leaf: of the latest stage in which it scores."""
    mine = scoring_stages(windows)
    return next((lines[each.stage] for each in reversed(windows) if each.stage in mine & lines.keys()), None)


def lacking(
    assessment: Assessment, shown: Evidence, *, book: Book, windows: tuple[Window, ...], lines: Lines
) -> Mapping[int, tuple[Finding, ...]]:
    """What each leaf of the unit's own still lacks, in the order of the tree."""
    period = {"since": assessment.cycle.since, "until": assessment.cycle.until}
    found = {}
    for key, leaf in book.leaves.items():
        if leaf.source is not Source.SELF:
            continue
        line = own(lines.get(key, {}), windows)
        asks = leaf.spec.evidence is not None and leaf.spec.evidence.required
        answered = gaps.Answered(
            path=leaf.spec.path,
            state=line.state if line else UNTOUCHED,
            points_micro=(line.cell_points or 0) if line else 0,
            asks_evidence=asks,
            note=line.note if line else "",
            evidence=shown.get(key, ()),
        )
        found[key] = gaps.of(answered, **period)
    return found


def answers(assessment: int, *, stage: int, until: datetime | None = None, book: Book) -> dict[str, Any]:
    """The raw answers of a sheet at one stage by path, as the engine takes them; as of ``until`` if given.

    A leaf that was not answered then is absent.
    """
    rows = Entry.objects.filter(cell__assessment=assessment, cell__stage=stage)
    before = Q() if until is None else Q(at__lte=until)
    found: dict[int, Any] = {}
    for key, answer in rows.filter(before).order_by("pk").values_list("cell__criterion", "answer"):
        found[key] = answer
    return {leaf.spec.path: found[key] for key, leaf in book.leaves.items() if found.get(key) is not None}


def _line(row: dict[str, Any]) -> Line:
    return Line(
        criterion=row["cell__criterion_id"],
        stage=row["cell__stage_id"],
        cell=row["cell_id"],
        is_standing=row["cell__is_standing"],
        cell_points=row["cell__points_micro"],
        cell_out=row["cell__out_micro"],
        **{name: row[name] for name in _FIELDS[:11]},
    )
