"""What the page of an index shows: figures, the tree as filtered, and the ways on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.targets.pages import FigureItem, IndexPage, IndexRow, IndexSummary
from parindex.engine.values import points
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import drawing
from parindex.faces.web.drawing import Bar
from parindex.faces.web.indexes import ways
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


def even(value: Decimal | None) -> str:
    """A figure with at least two decimals, so that a column stands straight."""
    if value is None:
        return ""
    shortest = points.shortest(value)
    return points.fixed(value, max(2, points.decimals(shortest)))


def of(item: FigureItem | None) -> str:
    """A result or target: its value, or its text where it is no number."""
    if item is None:
        return ""
    return item.text if item.value is None else even(item.value)


def aim(item: FigureItem | None) -> str:
    """A target with its sign: ≥ 87,00."""
    return f"{sign(item.comparator)} {figure(of(item))}".strip() if item else "–"


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
        figures=_figures(data),
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
        max=even(each.max),
        result=of(each.result),
        target=of(each.target),
        comparator=sign(each.target.comparator) if each.target else "",
        gap=f"-{even(each.shortfall)}" if each.shortfall else "",
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
        return _("chưa có kết quả, tối đa %(most)s") % {"most": figure(even(each.max))}
    text = _("%(result)s trên %(most)s") % {"result": figure(of(each.result)), "most": figure(even(each.max))}
    return text + (_(", mục tiêu %(target)s") % {"target": figure(of(each.target))} if each.target else "")


def first_index(each: IndexSummary) -> tuple[bool, str, str]:
    """PAR INDEX first, then the others by name."""
    return each.index != "PAR INDEX", each.index, each.level


def _other(each: IndexSummary, data: IndexPage) -> Choice:
    url = ways.Index(each.unit, each.index, each.level).page()
    is_here = (each.unit, each.index, each.level) == (data.unit, data.index, data.level)
    return Choice(each.index, each.index, is_here=is_here, url=url)


def _figures(data: IndexPage) -> tuple[Figure, ...]:
    total = data.total
    found = [_result(data), _target(data)]
    if total.shortfall is not None:
        found.append(Figure(_("Điểm chưa đạt"), figure(even(total.shortfall)), note=_where_lost(data)))
    if data.rank or data.rank_target or data.group or data.group_target:
        found.append(_rank(data))
    below = sum(1 for each in data.rows if each.is_leaf and each.is_below_max)
    leaves = sum(1 for each in data.rows if each.is_leaf)
    found.append(
        Figure(_("Tiêu chí chưa đạt tối đa"), str(below), unit=f"/ {leaves}", note=_owned(data))
        if total.result
        else Figure(_("Tiêu chí"), str(leaves), note=_("chưa có kết quả để so sánh"))
    )
    return tuple(each for each in found if each)


def _result(data: IndexPage) -> Figure:
    name = _("Kết quả %(year)s") % {"year": data.result_year} if data.result_year else _("Kết quả")
    share = data.total.share
    note = (
        _("đạt %(share)s %% điểm tối đa") % {"share": figure(f"{points.half_up(share, 2):f}")}
        if share is not None
        else _("chưa có kết quả")
    )
    return Figure(name, figure(of(data.total.result)), unit=f"/ {figure(_plain(data.total.max))}", note=note)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else points.shortest(value)


def _target(data: IndexPage) -> Figure:
    name = _("Mục tiêu %(year)s") % {"year": data.target_year} if data.target_year else _("Mục tiêu")
    item, result = data.total.target, data.total.result
    note = "" if item else _("chưa đặt mục tiêu")
    if item and item.value is not None and result and result.value is not None:
        more = item.value - result.value
        note = (
            _("cần thêm %(more)s điểm") % {"more": figure(even(more))} if more > 0 else _("đã đạt mục tiêu")
        )
    return Figure(name, aim(item), note=note)


def _where_lost(data: IndexPage) -> str:
    """Which two domains hold most of what is lost: 59 % ở lĩnh vực 7 và 8."""
    lost = sorted(
        ((each.shortfall, each.code) for each in data.rows if not each.parent and each.shortfall),
        key=lambda pair: -pair[0],
    )[:2]
    if len(lost) < 2 or not data.total.shortfall:
        return ""
    share = sum((Fraction(part) for part, _code in lost), Fraction(0)) * 100 / Fraction(data.total.shortfall)
    return _("%(share)s %% ở lĩnh vực %(one)s và %(two)s") % {
        "share": f"{points.half_up(share, 0):f}",
        "one": lost[0][1],
        "two": lost[1][1],
    }


def _rank(data: IndexPage) -> Figure:
    """The rank before the group; what is reached before what is aimed at."""
    found = [
        (_("Xếp hạng"), data.rank),
        (_("Nhóm"), data.group),
        (_("Mục tiêu xếp hạng"), data.rank_target),
        (_("Mục tiêu nhóm"), data.group_target),
    ]
    (title, first), *rest = [(name, item.text) for name, item in found if item]
    note = " · ".join(f"{name.lower()}: {text}" for name, text in rest)
    return Figure(title, first, note=note, is_text=True)


def _owned(data: IndexPage) -> str:
    count = len(data.owners)
    return ngettext("%(n)s đơn vị chủ trì", "%(n)s đơn vị chủ trì", count) % {"n": count} if count else ""


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
