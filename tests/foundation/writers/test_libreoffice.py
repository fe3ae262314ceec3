"""LibreOffice opens what we write."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest

from parindex.foundation.writers import docx, workbook, xlsx
from parindex.foundation.writers.content import Content
from parindex.foundation.writers.workbook import Column, Tab
from tests.foundation.writers import documents
from tests.generator import office

pytestmark = pytest.mark.libreoffice


@pytest.mark.parametrize(("ending", "write"), [("docx", docx.write), ("xlsx", xlsx.write)])
def test_libreoffice_prints_it_whole(ending: str, write: Callable[[Content], bytes], tmp_path: Path) -> None:
    printed = office.printed(write(documents.long_plan()), ending=ending, folder=tmp_path)
    texts = [page.extract_text() for page in pdfplumber.open(io.BytesIO(printed)).pages]
    assert documents.LETTERS in texts[0].replace("\n", " ")
    assert sum(text.count("Sở Y tế") for text in texts) == 80
    heads = [text for text in texts if "Sở Y tế" in text]
    assert len(heads) > 1
    assert all("Đơn vị chủ trì" in text for text in heads)


def test_no_cell_of_a_workbook_runs_into_the_next(tmp_path: Path) -> None:
    long = "Bảo đảm thời hạn giải quyết hồ sơ thủ tục hành chính, đúng hạn và trước hạn"
    tab = Tab(
        name="Xếp hạng",
        title="Bảng xếp hạng",
        notes=(f"{long}. " * 4,),
        columns=(Column("Đơn vị", 14), *(Column(f"{long} {number}", 11) for number in range(3))),
        rows=((f"Phường {long}", "1", "2", "3"), ("Phường hai", "1", "2", "3")),
    )

    printed = office.printed(workbook.write((tab,)), ending="xlsx", folder=tmp_path)

    with pdfplumber.open(io.BytesIO(printed)) as book:
        (page,) = book.pages
        cells = [page.crop(each).extract_text() for each in page.find_tables()[0].cells]
    words = sorted(" ".join(text.split()) for text in cells)
    wanted = [f"{long} {number}" for number in range(3)] + ["Đơn vị", f"Phường {long}", "Phường hai"]
    assert words == sorted([*wanted, "1", "2", "3", "1", "2", "3"])


def test_word_page_numbers_begin_on_page_two_of_each_section(tmp_path: Path) -> None:
    printed = office.printed(docx.write(documents.long_plan()), ending="docx", folder=tmp_path)
    tops = []
    for page in pdfplumber.open(io.BytesIO(printed)).pages:
        words = [word["text"] for word in page.extract_words() if word["bottom"] < 50]
        tops.append(words)
    assert tops[:4] == [[], [], ["2"], ["3"]]


def test_a_document_converted_and_back_keeps_its_tables(tmp_path: Path) -> None:
    odt = office.converted(docx.write(documents.plan()), ending="docx", to="odt", folder=tmp_path)
    again = office.converted(odt, ending="odt", to="docx", folder=tmp_path)
    import docx as reader

    rows = reader.Document(io.BytesIO(again)).tables[2].rows
    assert [cell.text for cell in rows[3].cells] == ["1", "Kiểm tra", "2.50", ">2", "Sở Nội vụ\nSở Tài chính"]


def test_a_failed_conversion_says_so(tmp_path: Path) -> None:
    with pytest.raises((subprocess.CalledProcessError, FileNotFoundError)):
        office.converted(b"", ending="docx", to="nonsense", folder=tmp_path)
