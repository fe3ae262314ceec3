"""Drafting: from an accepted criteria table to the rows of a framework version."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parindex.cycle.documents.outline import CriteriaTable, CriterionRow, Lead
from parindex.engine.scoring.specs import Aggregate, Evidence, NotApplicable, RuleSpec
from parindex.engine.values import points, vietnamese

_PUBLISHED = frozenset({"SIPAS", "PAPI"})
_LEVELS = {"city": "province", "commune": "commune", "district": "district", "division": "division"}
LONGEST_INDEX = 80
LONGEST_LEVEL = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion to be: where it stands in the tree (``parent`` is a position), and what it states.

    ``leads`` are those who answer for it, inherited ones included; ``owner_text`` is what it states itself.
    """

    position: int
    parent: int | None
    depth: int
    path: str
    code: str
    name: str
    is_leaf: bool
    max_text: str
    max_micro: int | None
    leads: tuple[Lead, ...]
    leads_inherited: bool
    owner_text: str
    page: int | None = None
    row: int | None = None
    weight_text: str = ""
    aggregate: str = ""
    source: str = ""
    evidence: Evidence | None = None
    note: str = ""
    rule: RuleSpec | None = None

    @property
    def search(self) -> str:
        """What a search looks through: code, name and owners without diacritics."""
        return vietnamese.fold(f"{self.code} {self.name} {' '.join(lead.text for lead in self.leads)}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A version to be."""

    index: str
    level: str
    year: int
    title: str
    aggregate: Aggregate
    decimals: int
    total_text: str
    rows: tuple[Row, ...]
    identifier: str = ""
    title_en: str = ""
    basis: str = ""
    note: str = ""
    display_decimals: int = 2
    not_applicable: NotApplicable = NotApplicable.EXCLUDE


def draft(table: CriteriaTable, *, unit_kind: str, fallback_year: int) -> Draft:
    """The version that ``table`` gives for a unit of ``unit_kind``.

    The year is that of the results, else the one before the targets, else ``fallback_year``.
    """
    year = table.result_year or (table.target_year - 1 if table.target_year else fallback_year)
    rows = _rows(table.rows)
    aggregate = _aggregate(table, rows)
    return Draft(
        index=index_of(table),
        level=level_of(unit_kind),
        year=year,
        title=table.title or "",
        aggregate=aggregate,
        decimals=_decimals(rows),
        total_text=_total(table, rows, aggregate),
        rows=rows,
    )


def index_of(table: CriteriaTable) -> str:
    """What the table's index is called: as read, else by its title."""
    name = table.index or vietnamese.squeeze(table.title or "") or f"{table.id}"
    return name[:LONGEST_INDEX]


def level_of(unit_kind: str) -> str:
    """The level of a framework that a unit of this kind is scored by."""
    return _LEVELS.get(unit_kind, "department")


def micro(text: str | None) -> int | None:
    """The printed figure in micro-points; None for what is no figure or too fine to store."""
    try:
        return points.to_micro(points.figure(text)) if text is not None else None
    except points.NotAFigure:
        return None


def _decimals(rows: tuple[Row, ...]) -> int:
    """The most decimals a kept maximum prints, at least 4 and never more than can be stored."""
    printed = (points.decimals(row.max_text) for row in rows if row.max_micro is not None)
    return min(points.MICRO, max([4, *printed]))


def _rows(printed: tuple[CriterionRow, ...]) -> tuple[Row, ...]:
    parents = {row.parent for row in printed}
    places: dict[str, tuple[int, int]] = {}
    rows: list[Row] = []
    for position, row in enumerate(printed, start=1):
        parent = _parent(row.path, places)
        depth = parent[1] + 1 if parent else 0
        places[row.path] = (position, depth)
        rows.append(
            Row(
                position=position,
                parent=parent[0] if parent else None,
                depth=depth,
                path=row.path,
                code=row.code or "-",
                name=row.name,
                is_leaf=row.path not in parents,
                max_text=row.max or "",
                max_micro=micro(row.max),
                leads=row.leads,
                leads_inherited=row.leads_inherited,
                owner_text=_own(row.leads, above=_above(rows, parent[0] if parent else None)),
                page=row.at.page,
                row=row.at.row,
            )
        )
    return tuple(rows)


def _above(rows: list[Row], parent: int | None) -> tuple[Lead, ...]:
    """The leads of the nearest row above that has any."""
    while parent is not None:
        row = rows[parent - 1]
        if row.leads:
            return row.leads
        parent = row.parent
    return ()


def _own(leads: tuple[Lead, ...], *, above: tuple[Lead, ...]) -> str:
    """What the row states itself: blank where it is what stands above."""
    own = owner_text(leads)
    return "" if own == owner_text(above) else own


def owner_text(leads: tuple[Lead, ...]) -> str:
    """Leads in one line, scopes in brackets."""
    texts = (f"{lead.text} ({lead.scope})" if lead.scope else lead.text for lead in leads)
    return "; ".join(dict.fromkeys(texts))


def _parent(path: str, places: dict[str, tuple[int, int]]) -> tuple[int, int] | None:
    """The nearest row above that ``path`` stands under; a level that is not printed is stepped over."""
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in places:
            return places[path]
    return None


def _aggregate(table: CriteriaTable, rows: tuple[Row, ...]) -> Aggregate:
    """Published indexes are given, and so is every table whose children all have their parent's maximum."""
    if table.index in _PUBLISHED:
        return Aggregate.GIVEN
    maxima = {row.position: row.max_micro for row in rows}
    below = [(maxima[row.parent], row.max_micro) for row in rows if row.parent is not None]
    means = bool(below) and all(above is not None and above == own for above, own in below)
    return Aggregate.GIVEN if means and len(below) > 1 else Aggregate.SUM


def _total(table: CriteriaTable, rows: tuple[Row, ...], aggregate: Aggregate) -> str:
    """The printed total; where none is printed, what the domains give."""
    if table.total is not None and table.total.max is not None:
        return table.total.max
    roots = [row.max_micro for row in rows if row.parent is None]
    known = [each for each in roots if each is not None]
    if not known or len(known) < len(roots):
        return ""
    if aggregate is Aggregate.GIVEN and len(set(known)) == 1 and len(known) > 1:
        return points.shortest(Decimal(known[0]).scaleb(-points.MICRO))
    return points.shortest(Decimal(sum(known)).scaleb(-points.MICRO))
