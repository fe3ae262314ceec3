"""Official papers as wards send them, for the tests of evidence."""

from __future__ import annotations

from functools import cache

import docx

from parindex.engine.values.vietnamese import nfc
from tests.cycle.documents.formats import packing

PLAN = """
#grid(
  columns: (1fr, 1.4fr), align: center,
)[UỶ BAN NHÂN DÂN \\ *PHƯỜNG YÊN HÒA*][*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc*]
#grid(columns: (1fr, 1.4fr), align: center)[Số: {number}][_Yên Hòa, ngày {day} tháng {month} năm {year}_]
#align(center)[*KẾ HOẠCH* \\ *Cải cách hành chính năm {year}*]
Thực hiện Kế hoạch của Thành phố, UBND phường ban hành kế hoạch này.
"""


@cache
def plan(number: str = "12/KH-UBND", *, day: str = "15", month: str = "01", year: str = "2025") -> bytes:
    """A plan of the ward as PDF."""
    return packing.a_pdf(PLAN.format(number=number, day=day, month=month, year=year))


@cache
def letter(number: str = "208/BC-UBND", *, lines: int = 3) -> bytes:
    """A report of the ward as Word writes it."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = f"UBND PHƯỜNG YÊN HÒA\nSố: {number}"
    table.rows[0].cells[1].text = nfc(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nYên Hòa, ngày 10 tháng 12 năm 2025"
    )
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph("Kết quả cải cách hành chính năm 2025")
    for line in range(lines):
        document.add_paragraph(f"Nội dung thứ {line + 1}: đã hoàn thành.")
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    for row, cells in zip(table.rows, (("Tiêu chí", "Điểm"), ("Kế hoạch CCHC", "1,00")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return packing.saved(document)
