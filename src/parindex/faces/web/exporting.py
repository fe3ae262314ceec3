"""A list as a file: the same rows that are shown, as a workbook or as comma-separated text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from parindex.engine.values import points
from parindex.faces.web.templatetags.words import is_english

Value = str | Decimal | int | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DECIMALS = 2
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and its width in letters."""

    title: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Export:
    """A list to be saved: the name of the file without its ending, the title, columns and rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]


def marked(export: Export) -> Export:
    """The list of an illustrative cycle: its title and every row of it say so."""
    mark = _("số liệu minh họa")
    return Export(
        name=export.name,
        title=f"{export.title} – {mark.upper()}",
        columns=(*export.columns, Column(_("Ghi chú"), 18)),
        rows=[(*row, mark) for row in export.rows],
    )


def answer(export: Export, *, kind: str) -> HttpResponse:
    """The file as a download; Http404 for a kind we do not write."""
    if kind not in {"csv", "xlsx"}:
        raise Http404
    data = _csv(export) if kind == "csv" else _xlsx(export)
    answer = HttpResponse(data, content_type="text/csv; charset=utf-8" if kind == "csv" else XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{export.name}.{kind}") or "attachment"
    return answer


def _csv(export: Export) -> bytes:
    """UTF-8 with the mark that makes Excel read Vietnamese; nothing that a sheet would run as a formula.

    Parted as the reader's Excel expects it: where figures have a decimal comma, columns have semicolons.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter="," if is_english() else ";", lineterminator="\r\n")
    writer.writerow([column.title for column in export.columns])
    writer.writerows([[_plain(value) for value in row] for row in export.rows])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, Decimal):
        printed = points.fixed(value, max(_DECIMALS, points.decimals(points.shortest(value))))
        return printed if is_english() else printed.replace(".", ",")
    return str(value)


def _xlsx(export: Export) -> bytes:
    data = BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    face = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    head = book.add_format({**face, "bold": True, "border": 1, "text_wrap": True, "align": "center"})
    cell = book.add_format({**face, "border": 1, "text_wrap": True})
    figure = book.add_format({**face, "border": 1, "num_format": "0.00##"})
    sheet.write_string(0, 0, export.title, book.add_format({**face, "bold": True, "font_size": 13}))
    for at, column in enumerate(export.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(2, at, column.title, head)
    for down, row in enumerate(export.rows, start=3):
        for at, value in enumerate(row):
            if isinstance(value, Decimal | int):
                sheet.write_number(down, at, value, figure if isinstance(value, Decimal) else cell)
            else:
                sheet.write_string(down, at, value or "", cell)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return data.getvalue()
