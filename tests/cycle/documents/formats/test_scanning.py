"""Scanned pages: never larger than paper, never longer than the patience for one document."""

from __future__ import annotations

import subprocess
from types import SimpleNamespace

import pytest

from parindex.cycle.documents.formats import pdf, pdfium, scanning
from tests.cycle.documents.formats import packing


def page(*, side: int = 595, dots: int = 2, count: int = 1) -> bytes:
    """A PDF of square pages of ``side`` points with one picture that says it is ``dots`` wide and high."""
    return packing.pictured_pdf(side=side, dots=dots, count=count)


@pytest.mark.parametrize(
    ("side", "size"), [(72, 300), (595, 2480), (1191, 4963), (1201, 5000), (14_400, 5000)]
)
def test_no_page_is_rendered_larger_than_paper(side: int, size: int):
    with pdfium.opened(page(side=side)) as document:
        assert scanning.rendered(document[0]).size == (size, size)


@pytest.mark.parametrize(("dots", "is_huge"), [(2, False), (8944, False), (8945, True), (60_000, True)])
def test_a_picture_larger_than_any_scan(dots: int, is_huge: bool):
    with pdfium.opened(page(dots=dots)) as document:
        assert scanning.has_huge_picture(document[0]) is is_huge


def test_a_huge_picture_is_not_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scanning, "rendered", lambda page: pytest.fail("rendered"))
    found = pdf.read(page(dots=60_000))
    assert [finding.code for finding in found.findings] == ["UNREADABLE"]


class Programs:
    """Stands for the programs that are run: notes each, and lets tesseract read or take too long."""

    def __init__(self, *, is_slow: bool = False) -> None:
        self.is_slow = is_slow
        self.run_with: list[tuple[str, float]] = []

    def run(self, command: list[str], *, timeout: float, **rest: object) -> SimpleNamespace:
        self.run_with.append((command[1], timeout))
        if self.is_slow and command[1] == "stdin":
            raise subprocess.TimeoutExpired(command, timeout)
        return SimpleNamespace(stdout=b"vie\n" if command[1] == "--list-langs" else b"Trang\n\nHai\n")


def test_tesseract_is_looked_for_once_a_document(monkeypatch: pytest.MonkeyPatch):
    programs = Programs()
    monkeypatch.setattr(subprocess, "run", programs.run)
    found = pdf.read(page(side=72, count=3))
    assert [block.text for block in found.blocks] == ["Trang", "Hai"] * 3
    assert [name for name, _ in programs.run_with] == ["--list-langs", "stdin", "stdin", "stdin"]


def test_patience_ends(monkeypatch: pytest.MonkeyPatch):
    """Each page that takes too long uses patience up; the rest is not even begun."""
    programs = Programs(is_slow=True)
    monkeypatch.setattr(subprocess, "run", programs.run)
    scanner = scanning.Scanner(patience=250.0, is_able=True)
    with pdfium.opened(page(side=72)) as document:
        assert [scanner.words(document[0]) for _ in range(5)] == [None] * 5
    assert programs.run_with == [("stdin", 120.0), ("stdin", 120.0), ("stdin", 10.0)]


def test_work_uses_patience_up(monkeypatch: pytest.MonkeyPatch):
    spent = iter([0.0, 200.0, 200.0, 310.0])
    programs = Programs()
    monkeypatch.setattr(subprocess, "run", programs.run)
    monkeypatch.setattr(scanning, "_spent", lambda: next(spent))
    scanner = scanning.Scanner(patience=300.0, is_able=True)
    with pdfium.opened(page(side=72)) as document:
        assert [scanner.words(document[0]) for _ in range(3)] == [("Trang", "Hai"), ("Trang", "Hai"), None]
    assert programs.run_with == [("stdin", 120.0), ("stdin", 100.0)]
