"""A reading as a page of text for a person at the command line."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence

from parindex.cycle.documents.outline import CriteriaTable, Lead, Reading, TaskTable
from parindex.engine.values.findings import Severity, Words

_SEVERITIES = {
    Severity.ERROR: Words("Lỗi", "Error"),
    Severity.WARNING: Words("Cảnh báo", "Warning"),
    Severity.INFO: Words("Ghi chú", "Note"),
}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_NONE = "–"


def page(read: Reading, *, language: str) -> str:
    """Head, tables, drafts, citations and findings, one after the other."""
    lines = [*_head(read, language)]
    for table in read.tables:
        lines.extend(("", *_title(table, language)))
        rows = _criteria(table) if isinstance(table, CriteriaTable) else _tasks(table)
        lines.extend(_columns(rows))
    lines.extend(_drafts(read, language))
    lines.extend(_citations(read, language))
    lines.extend(_findings(read, language))
    return "\n".join(lines)


def _head(read: Reading, language: str) -> Iterable[str]:
    head = read.document
    yield head.title or read.source.name
    facts = (
        (Words("Số", "Number"), head.number),
        (Words("Ngày", "Date"), head.issued_on.isoformat() if head.issued_on else None),
        (Words("Nơi ban hành", "Place"), head.place),
        (Words("Cơ quan", "Issuer"), head.issuer),
    )
    for label, fact in facts:
        if fact:
            yield f"{label.in_language(language)}: {fact}"


def _title(table: CriteriaTable | TaskTable, language: str) -> Iterable[str]:
    annex = f"{Words('Phụ lục', 'Annex').in_language(language)} {table.annex}. " if table.annex else ""
    count = Words("dòng", "rows").in_language(language)
    yield f"{table.id}  {annex}{table.title or ''} ({len(table.rows)} {count})"


def _criteria(table: CriteriaTable) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (
            row.code,
            "  " * (row.depth - 1) + row.name,
            row.max or _NONE,
            row.result or _NONE,
            _signed(row.comparator, row.target),
            ("↑ " if row.leads_inherited else "") + _names(row.leads),
        )
        for row in table.rows
    ]
    if table.total:
        total = table.total
        target = _signed(total.comparator, total.target)
        rows.append(("", total.name or "Σ", total.max or _NONE, total.result or _NONE, target, ""))
    return rows


def _tasks(table: TaskTable) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    place: tuple[str | None, str | None] = (None, None)
    for row in table.rows:
        if (row.part, row.section) != place:
            place = (row.part, row.section)
            heading = " / ".join(filter(None, (row.part_title, row.section_title)))
            rows.append((row.section or row.part or "", heading, "", ""))
        number = row.number or ("↳" if row.continues else "")
        rows.append((number, row.text, row.deadline.text or _NONE, _names(row.leads)))
    return rows


def _signed(comparator: str, figure: str | None) -> str:
    if figure is None:
        return _NONE
    return figure if comparator == "=" else f"{comparator}{figure}"


def _names(leads: Sequence[Lead]) -> str:
    return "; ".join(lead.text for lead in leads)


def _columns(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Rows in columns as wide as the terminal allows; long cells are cut."""
    if not rows:
        return
    room = max(60, shutil.get_terminal_size((110, 24)).columns)
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    wide = room - sum(widths[2:-1]) - widths[0] - 2 * len(widths)
    widths[1] = min(widths[1], max(24, wide * 2 // 3))
    widths[-1] = min(widths[-1], max(12, wide - widths[1]))
    for row in rows:
        yield "  ".join(
            _cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(1, width - 1)] + "…"


def _drafts(read: Reading, language: str) -> Iterable[str]:
    if read.drafts:
        yield ""
        yield Words("Nhiệm vụ gợi ý từ phần lời văn", "Tasks proposed from the text").in_language(language)
    for draft in read.drafts:
        yield f"  {draft.section or ''}  {_cut(draft.text, 90)} ({draft.deadline.text})"


def _citations(read: Reading, language: str) -> Iterable[str]:
    if read.citations:
        yield ""
        yield Words("Văn bản được dẫn", "Documents cited").in_language(language)
    for citation in read.citations:
        issued = citation.issued_on.isoformat() if citation.issued_on else _NONE
        yield f"  {citation.kind} {citation.number}  {issued}  {citation.issuer or ''}".rstrip()


def _findings(read: Reading, language: str) -> Iterable[str]:
    if not read.findings:
        return
    yield ""
    yield Words("Điều cần xem lại", "What to look at").in_language(language)
    for severity in _ORDER:
        for finding in read.findings:
            if finding.severity is severity:
                label = _SEVERITIES[severity].in_language(language)
                place = " ".join(filter(None, (finding.table, finding.path)))
                head = f"  {label:<8}  {finding.code:<19}  {place:<14}  "
                yield head + _cut(finding.message.in_language(language), 300)
                yield f"  {'':<8}  {'':<19}  {'':<14}  → {finding.remedy.in_language(language)}"
