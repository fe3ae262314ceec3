"""The sheet on paper and as a workbook, and a workbook or answers file loaded back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from parindex.cycle.assessments import papers, sheets
from parindex.cycle.assessments.actions import loading
from parindex.cycle.assessments.papers import Filled, NotTaken
from parindex.cycle.assessments.queries import sheet
from parindex.cycle.assessments.queries.opened import Reading
from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import answers as answer_files
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values import points
from parindex.engine.values.findings import Words
from parindex.engine.values.vietnamese import fold
from parindex.faces.web.asking import Request
from parindex.faces.web.documents.uploads import TOO_LARGE
from parindex.faces.web.exporting import XLSX
from parindex.faces.web.scoring import answers, chips, figures, pages, views
from parindex.faces.web.scoring.inspector import Fault
from parindex.faces.web.shell import views as shell
from parindex.faces.web.showing import Step
from parindex.faces.web.templatetags.words import day, moment, words

MOST_BYTES = 5_000_000
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One row of the printed sheet."""

    code: str
    name: str
    depth: int
    is_leaf: bool
    max: str
    answer: str
    rule: str
    evidence: tuple[str, ...]
    note: str
    own: str
    state: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    """The printed sheet."""

    title: str
    unit: str
    framework: str
    period: str
    printed: str
    state: str
    submitted: str
    rows: tuple[PaperLine, ...]
    own: str
    own_max: str
    is_illustrative: bool
    steps: tuple[Step, ...]
    back: str


@dataclass(frozen=True, slots=True)
class LoadPage:
    """The page that takes a file."""

    title: str
    is_illustrative: bool
    unit: str
    steps: tuple[Step, ...]
    workbook: str
    back: str


class LoadForm(forms.Form):
    """One file: our own workbook, or an answers file."""

    file = forms.FileField(
        label=gettext_lazy("Phiếu Excel đã điền, hoặc tệp trả lời (.yaml)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.yaml,.yml"}),
    )


@require_safe
def paper(request: Request, key: int) -> HttpResponse:
    """The whole sheet as it is filed, ready for printing."""
    reading = views.opened(request, key)
    return render(request, "web/scoring/paper.html", {"page": _paper(reading)})


@require_safe
def workbook(request: Request, key: int) -> HttpResponse:
    """The sheet as a workbook that can be filled in and loaded again."""
    reading = views.opened(request, key)
    answer = HttpResponse(_book(reading), content_type=XLSX)
    name = "-".join(fold(f"{reading.assessment.unit.name} {reading.cycle.name}").split())
    answer["Content-Disposition"] = content_disposition_header(True, f"{name[:80]}.xlsx") or "attachment"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: Request, key: int) -> HttpResponse:
    """Fill the sheet from a file: everything in it, or nothing and why."""
    reading = views.opened(request, key)
    require(request.actor, Permission.ASSESSMENT_SCORE, at=reading.assessment.unit.place)
    if getattr(request, TOO_LARGE, False):
        return shell.too_large(request)
    form = LoadForm(request.POST, request.FILES) if request.method == "POST" else LoadForm()
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        faults = _load(request, reading, form)
        if not faults and not form.errors:
            return redirect("sheet", key)
    page = LoadPage(
        title=reading.cycle.name,
        is_illustrative=reading.cycle.is_illustrative,
        unit=reading.assessment.unit.name,
        steps=(Step(reading.assessment.unit.name, pages.sheet_url(key)),),
        workbook=pages.urls(key).workbook,
        back=pages.sheet_url(key),
    )
    context = {"page": page, "form": form, "faults": faults[:MOST_SHOWN], "more": len(faults) - MOST_SHOWN}
    return render(request, "web/scoring/load.html", context, status=422 if faults or form.errors else 200)


def _load(request: Request, reading: Reading, form: LoadForm) -> tuple[Fault, ...]:
    try:
        filled = _filled(reading, form.cleaned_data["file"])
        done = loading.load(reading.assessment, filled, by=request.actor, at=request.at)
    except Unusable as unusable:
        form.add_error("file", words(Words(unusable.vi, unusable.en)))
        return ()
    except NotTaken as refused:
        return tuple(Fault(each.path, words(each.words), words(each.remedy)) for each in refused.refusals)
    messages.success(
        request,
        _("Đã nạp %(written)s tiêu chí; %(same)s tiêu chí không đổi.")
        % {"written": done.written, "same": done.same},
    )
    return ()


def _filled(reading: Reading, file: Any) -> tuple[Filled, ...]:
    """What the file says. Raises Unusable, NotTaken."""
    if file.size > MOST_BYTES:
        raise Unusable("Tệp lớn hơn 5 MB. Hãy nạp đúng phiếu của đơn vị.", "The file is larger than 5 MB.")
    data = file.read()
    if data.startswith(b"PK"):
        return papers.read(data, {leaf.spec.path: leaf for leaf in reading.book.leaves.values()})
    found = answer_files.read(data, framework=reading.book.spec)
    return papers.of_answers(found, unit=reading.assessment.unit.name)


def _paper(reading: Reading) -> PaperPage:
    shown = sheet.page_of(reading)
    place = shown.display_decimals
    rows = []
    for row in shown.rows:
        leaf = reading.book.leaves.get(row.criterion)
        cells = reading.lines.get(row.criterion, {})
        line = sheets.own(cells, reading.windows) if row.is_own else None
        evidence = tuple(each.name for each in reading.evidence.get(row.criterion, ()))
        chip = chips.of(row)
        rows.append(
            PaperLine(
                code=row.code,
                name=row.name,
                depth=min(row.depth, 5),
                is_leaf=row.is_leaf,
                max=figures.rounded(row.max_micro, place),
                answer=answers.said(leaf.spec.rule, line.answer) if leaf and line else "",
                rule=(leaf.spec.rule.citation or "") if leaf and leaf.spec.rule else "",
                evidence=evidence,
                note=line.note if line else "",
                own=figures.rounded(
                    row.own_micro if row.own_micro is not None else row.standing_micro, place
                ),
                state=chip.text if chip and not row.is_own else "",
            )
        )
    return PaperPage(
        title=shown.cycle_name,
        unit=shown.unit_name,
        framework=shown.framework,
        period=f"{day(shown.since)} – {day(figures.before(shown.until))}",
        printed=moment(shown.now),
        state=chips.sheet(shown.state, shown.cycle_state).text,
        submitted=pages.submitted_words(shown),
        rows=tuple(rows),
        own=figures.rounded(shown.own_micro, place),
        own_max=figures.points_of(shown.own_max_micro, 0),
        is_illustrative=shown.is_illustrative,
        steps=(Step(shown.unit_name, pages.sheet_url(shown.key)),),
        back=pages.sheet_url(shown.key),
    )


def _book(reading: Reading) -> bytes:
    data = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, {**options, "strings_to_numbers": False}) as book:
        book.set_properties({"title": reading.cycle.name})
        _fill(book, book.add_worksheet("Phieu"), reading)
    return data.getvalue()


def _fill(book: Any, page: Any, reading: Reading) -> None:
    face = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
    plain, head = book.add_format({**face, "border": 1}), book.add_format({**face, "border": 1, "bold": True})
    typed = book.add_format({**face, "border": 1, "num_format": "@", "bg_color": "#FFF9DB"})
    figure = book.add_format({**face, "border": 1, "num_format": "0.00##"})
    quiet = book.add_format({**face, "border": 1, "font_color": "#777777"})
    title = f"{reading.assessment.unit.name} – {reading.cycle.name}"
    if reading.cycle.is_illustrative:
        title += f" ({_('số liệu minh họa')})"
    page.write_string(0, 0, title, book.add_format({**face, "bold": True, "text_wrap": False}))
    page.write_string(
        1, 0, _("Chỉ điền cột “Giá trị”. Dấu thập phân là phẩy hoặc chấm; không phân cách hàng nghìn.")
    )
    for at, (name, width) in enumerate(zip(papers.HEADS, (8, 44, 8, 40, 22, 9, 14, 18, 8), strict=True)):
        page.set_column(at, at, width)
        page.write_string(2, at, name, head)
    for down, line in enumerate(_lines(reading), start=3):
        for at, value in enumerate(line[:4]):
            page.write(down, at, value, figure if at == 2 else plain)
        page.write_string(down, 4, line[4], typed)
        page.write(down, 5, line[5], figure)
        for at, value in enumerate(line[6:], start=6):
            page.write_string(down, at, value, quiet)
    page.freeze_panes(3, 2)
    page.repeat_rows(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _lines(reading: Reading) -> Iterator[tuple[Any, ...]]:
    """One line for each thing to fill in of the unit's own leaves."""
    part = reading.part
    for row in sheet.page_of(reading).own:
        leaf = reading.book.leaves[row.criterion]
        if part is not None and not part & set(leaf.line):
            continue
        line = sheets.own(reading.lines.get(row.criterion, {}), reading.windows)
        first = True
        for blank in papers.blanks(leaf, line.answer if line else None, note=line.note if line else ""):
            earned = points.from_micro(line.cell_points) if line and line.cell_points is not None else ""
            yield (
                row.code if first else "",
                row.name if first else "",
                points.from_micro(row.max_micro) if first else "",
                words(blank.label),
                blank.value,
                earned if first else "",
                row.path,
                blank.key,
                str(row.number),
            )
            first = False
