"""An index as a list to be saved."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from parindex.cycle.targets.pages import FigureItem, IndexPage
from parindex.engine.values.vietnamese import fold
from parindex.faces.web.exporting import Column, Export, Value
from parindex.faces.web.indexes import pages
from parindex.faces.web.templatetags.words import sign


def index(data: IndexPage, *, chosen: pages.Chosen) -> Export:
    """The rows of ``data`` that ``chosen`` leaves, and the total when nothing is left out."""
    result = f"{_('Kết quả')} {data.result_year or ''}".strip()
    target = f"{_('Mục tiêu')} {data.target_year or ''}".strip()
    rows = pages.kept(data.rows, chosen)
    rows = rows if chosen else [*rows, data.total]
    year = data.result_year or data.target_year
    return Export(
        name="-".join(fold(f"{data.index} {data.unit_name} {year or ''}").split()),
        title=f"{pages.title(data.index, year)} – {data.unit_name}",
        columns=(
            Column(_("Mã"), 9),
            Column(_("Lĩnh vực / tiêu chí / tiêu chí thành phần"), 62),
            Column(_("Tối đa"), 10),
            Column(result, 12),
            Column(_("Thiếu"), 10),
            Column(target, 12),
            Column(_("So sánh"), 9),
            Column(_("Chủ trì"), 34),
        ),
        rows=[
            (
                each.code,
                each.name or _("Tổng cộng"),
                each.max,
                _value(each.result),
                each.shortfall,
                _value(each.target),
                sign(each.target.comparator) if each.target else "",
                "; ".join(owner.unit_name or owner.text for owner in each.owners),
            )
            for each in rows
        ],
    )


def _value(item: FigureItem | None) -> Value:
    if item is None:
        return None
    return item.value if isinstance(item.value, Decimal) else item.text
