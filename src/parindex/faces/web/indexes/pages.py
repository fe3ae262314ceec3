"""What the page of an index shows: figures, the tree as filtered, and the ways on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.targets.pages import IndexPage, IndexRow, IndexSummary
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import drawing
from parindex.faces.web.drawing import Bar
from parindex.faces.web.indexes import figures, ways
from parindex.faces.web.showing import Choice, Figure, Step
from parindex.faces.web.templatetags.words import figure, sign


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the tree is limited to."""

    words: str = ""
    owner: str = ""
    only_below: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.owner or self.only_below)

    def query(self) -> dict[str, str]:
        """The same as fields of an address."""
        return {"q": self.words, "owner": self.owner, "show": "below" if self.only_below else ""}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tree."""

    path: str
    code: str
    name: str
    depth: int
    max: str
    result: str
    target: str
    comparator: str
    gap: str
    owner: str
    is_inherited: bool
    bar: Bar | None
    said: str
    has_children: bool
    is_total: bool
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document the figures come from."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    unit: str
    steps: tuple[Step, ...]
    url: str
    bare: str
    kept: tuple[tuple[str, str], ...]
    years: tuple[Choice, ...]
    indexes: tuple[Choice, ...]
    figures: tuple[Figure, ...]
    rows: tuple[Row, ...]
    owners: tuple[Choice, ...]
    sought: str
    only_below: bool
    is_filtered: bool
    sources: tuple[Source, ...]
    provisional: str
    figures_to_set: tuple[Choice, ...]
    xlsx: str
    csv: str
    coverage_url: str


def page(data: IndexPage, others: Iterable[IndexSummary], *, chosen: Chosen) -> Page:
    """The page of one index of one unit."""
    way = ways.Index(data.unit, data.index, data.level)
    year = str(data.year)
    rows = [row(each, data, way) for each in kept(data.rows, chosen)]
    if data.rows and not chosen:
        rows.append(row(data.total, data, way))
    return Page(
        title=title(data.index, data.result_year or data.target_year),
        unit=data.unit_name,
        steps=(Step(_("Chỉ số"), reverse("indexes")), Step(data.index, way.page())),
        url=way.page(),
        bare=way.page(year=year),
        kept=(("year", year),),
        years=tuple(
            Choice(str(each), str(each), is_here=each == data.year, url=way.page(year=str(each)))
            for each in data.years
        ),
        indexes=tuple(_other(each, data) for each in sorted(others, key=first_index)),
        figures=figures.strip(data),
        rows=tuple(rows),
        owners=tuple(
            Choice(each.name, f"{each.name} ({each.leaves})", is_here=each.name == chosen.owner)
            for each in data.owners
        ),
        sought=chosen.words,
        only_below=chosen.only_below,
        is_filtered=bool(chosen),
        sources=_sources(data),
        provisional="" if data.version.state != "draft" else _provisional(data),
        figures_to_set=_to_set(data, way),
        xlsx=way.export("xlsx", year=year, **chosen.query()),
        csv=way.export("csv", year=year, **chosen.query()),
        coverage_url=way.coverage(year=year),
    )


def _to_set(data: IndexPage, way: ways.Index) -> tuple[Choice, ...]:
    """What of the whole may be set by hand; criteria are set on their own pages."""
    if not data.may_correct:
        return ()
    kinds = (("total", _("Tổng điểm")), ("rank", _("Xếp hạng")), ("group", _("Nhóm")))
    return tuple(Choice(kind, name, url=way.figure(kind, year=str(data.year))) for kind, name in kinds)


def title(index: str, year: int | None) -> str:
    """Chỉ số cải cách hành chính năm 2025."""
    full = {"PAR INDEX": _("Chỉ số cải cách hành chính"), "SIPAS": _("Chỉ số hài lòng SIPAS")}
    name = full.get(index, _("Chỉ số %(index)s") % {"index": index})
    return _("%(name)s năm %(year)s") % {"name": name, "year": year} if year else name


def kept(rows: tuple[IndexRow, ...], chosen: Chosen) -> list[IndexRow]:
    """The rows that fit, and all above them."""
    if not chosen:
        return list(rows)
    words = fold(chosen.words).split()

    def fits(each: IndexRow) -> bool:
        owned = not chosen.owner or any(chosen.owner in {o.unit_name, o.text} for o in each.owners)
        below = not chosen.only_below or (each.is_leaf and each.is_below_max)
        return owned and below and all(word in each.search for word in words)

    paths = {each.path for each in rows if fits(each)}
    wanted = {path.rsplit("/", cut)[0] for path in paths for cut in range(path.count("/") + 1)} | paths
    return [each for each in rows if each.path in wanted]


def row(each: IndexRow, data: IndexPage, way: ways.Index) -> Row:
    """One line of the tree."""
    result = each.result.value if each.result else None
    target = each.target.value if each.target else None
    owners = each.owners
    return Row(
        path=each.path,
        code=each.code,
        name=each.name or _("Tổng cộng"),
        depth=min(each.path.count("/") + 1, 5),
        max=figures.even(each.max),
        result=figures.of(each.result),
        target=figures.of(each.target),
        comparator=sign(each.target.comparator) if each.target else "",
        gap=f"-{figures.even(each.shortfall)}" if each.shortfall else "",
        owner="; ".join(owner.unit_name or owner.text for owner in owners),
        is_inherited=bool(owners) and all(owner.is_inherited for owner in owners),
        bar=drawing.bar(most=each.max, result=result, goal=target),
        said=said(each),
        has_children=not each.is_leaf and each.path != data.total.path,
        is_total=each.path == data.total.path,
        url="" if each.path == data.total.path else way.criterion(each.path, year=str(data.year)),
    )


def said(each: IndexRow) -> str:
    """The bar in words."""
    if each.result is None:
        return _("chưa có kết quả, tối đa %(most)s") % {"most": figure(figures.even(each.max))}
    text = _("%(result)s trên %(most)s") % {
        "result": figure(figures.of(each.result)),
        "most": figure(figures.even(each.max)),
    }
    return text + (
        _(", mục tiêu %(target)s") % {"target": figure(figures.of(each.target))} if each.target else ""
    )


def first_index(each: IndexSummary) -> tuple[bool, str, str]:
    """PAR INDEX first, then the others by name."""
    return each.index != "PAR INDEX", each.index, each.level


def _other(each: IndexSummary, data: IndexPage) -> Choice:
    url = ways.Index(each.unit, each.index, each.level).page()
    is_here = (each.unit, each.index, each.level) == (data.unit, data.index, data.level)
    return Choice(each.index, each.index, is_here=is_here, url=url)


def _sources(data: IndexPage) -> tuple[Source, ...]:
    if data.source is None:
        return ()
    return (Source(data.source_name or _("Văn bản nguồn"), reverse("document", args=[data.source])),)


def _provisional(data: IndexPage) -> str:
    return _(
        "Bộ tiêu chí của trang này còn là dự thảo: số liệu đúng như văn bản đã tiếp nhận nhưng chưa công bố."
    )


def query(**fields: str) -> str:
    """Fields of an address, the blank ones left out."""
    filled = {name: value for name, value in fields.items() if value}
    return "?" + urlencode(filled) if filled else ""
