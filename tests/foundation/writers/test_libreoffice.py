"""LibreOffice opens what we write."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest

from parindex.foundation.writers import docx, xlsx
from parindex.foundation.writers.content import Content
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
