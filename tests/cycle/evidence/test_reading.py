"""What a file says of itself: number, day, issuer, title, pages, and its beginning as text."""

from __future__ import annotations

import random
from datetime import date

from parindex.cycle.documents.blocks import Paragraph
from parindex.cycle.evidence import reading
from parindex.cycle.evidence.told import Extract, Part, Told
from parindex.foundation.files import kinds
from tests.cycle.documents.formats import packing
from tests.cycle.evidence import papers
from tests.foundation.files import hostile


def test_a_pdf_says_its_number_day_issuer_and_title() -> None:
    assert reading.quick(papers.plan(), kinds.PDF) == Told(
        number="12/KH-UBND",
        issued_on=date(2025, 1, 15),
        issuer="UỶ BAN NHÂN DÂN PHƯỜNG YÊN HÒA",
        title="Cải cách hành chính năm 2025",
        pages=1,
    )


def test_a_letter_is_shown_as_text_as_well() -> None:
    told = reading.quick(papers.letter(lines=1), kinds.DOCX)

    assert told == Told(
        number="208/BC-UBND",
        issued_on=date(2025, 12, 10),
        issuer="UBND PHƯỜNG YÊN HÒA",
        title="Kết quả cải cách hành chính năm 2025",
        extract=told.extract,
    )
    assert told.extract is not None
    assert told.extract.parts[-2:] == (
        Part(text="Nội dung thứ 1: đã hoàn thành."),
        Part(rows=(("Tiêu chí", "Điểm"), ("Kế hoạch CCHC", "1,00"))),
    )


def test_only_the_first_pages_of_a_pdf_are_read_and_all_are_counted() -> None:
    data = packing.a_pdf(
        papers.PLAN.format(number="1/KH-UBND", day="1", month="2", year="2025") + "#pagebreak() x" * 9
    )

    told = reading.quick(data, kinds.PDF)

    assert (told.number, told.pages) == ("1/KH-UBND", 10)


def test_what_says_nothing_is_blank() -> None:
    assert reading.quick(hostile.doc(), kinds.DOC) == Told()
    assert reading.quick(hostile.opendocument(), kinds.ODT) == Told()
    assert reading.whole(hostile.xls(), kinds.XLS) == Told()
    assert reading.quick(packing.a_pdf("Ghi chú"), kinds.PDF) == Told(pages=1)


def test_a_large_package_is_left_for_later() -> None:
    noise = random.Random(3).randbytes(reading.QUICK_BYTES)
    large = packing.repacked(papers.letter(), {"word/media/scan.bin": noise})

    assert reading.quick(large, kinds.DOCX) == Told(is_whole=False)
    assert reading.whole(large, kinds.DOCX).number == "208/BC-UBND"


def test_a_text_file_is_read() -> None:
    told = reading.quick("Số: 5/BC-UBND\nYên Hòa, ngày 3 tháng 2 năm 2025\nBÁO CÁO".encode(), kinds.TXT)

    assert (told.number, told.issued_on) == ("5/BC-UBND", date(2025, 2, 3))


def test_the_beginning_of_a_long_document_is_kept_and_said_to_be_cut() -> None:
    parts = reading.extract([Paragraph(f"Dòng {number}") for number in range(reading.MOST_PARTS + 1)])

    assert (len(parts.parts), parts.is_cut) == (reading.MOST_PARTS, True)
    assert reading.extract([Paragraph("a\x00b"), Paragraph("")]) == Extract((Part("ab"),))


def test_one_endless_paragraph_is_cut() -> None:
    found = reading.extract([Paragraph("x" * 100_000), Paragraph("y")])

    assert (len(found.parts[0].text), found.is_cut) == (reading.MOST_LETTERS, True)
