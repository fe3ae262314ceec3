"""What import-linter cannot see: inline imports, clocks, files, names, and the purity of whole rooms."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from tests.architecture.sweeps import borders, house

INLINE_IMPORTS: dict[str, str] = {}
"""Inline imports, each with its reason."""

IMPURE: dict[str, str] = {
    "parindex.cycle.documents.formats.scanning": "a scanned page goes through tesseract, pipe in, pipe out",
    "parindex.cycle.evidence.links": "an address is taken apart as the library knows how",
    "parindex.foundation.files.buckets": "the storage port over an S3-compatible store",
    "parindex.foundation.files.scanning": "the virus-scan port over the socket of clamd",
}
"""Modules of floors 1 to 3 outside the rooms with tables that touch the outer world, each with its reason."""

TEXTS = frozenset(
    {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".yaml", ".yml", ".json", ".po", ""}
)
PURE = "parindex.cycle.documents.outline"


def texts() -> list[tuple[str, str]]:
    """Every text of the repository."""
    paths = [path for path in house.tracked() if PurePosixPath(path).suffix in TEXTS]
    return [(path, (house.ROOT / path).read_text(encoding="utf-8")) for path in paths]


def test_every_inline_import_has_a_listed_reason() -> None:
    assert {name for name, _ in borders.inline_imports(house.modules())} == set(INLINE_IMPORTS)


def test_what_is_no_room_with_tables_is_pure() -> None:
    assert list(borders.impure(house.modules(), allowed=frozenset(IMPURE))) == []


def test_every_impure_module_is_still_impure() -> None:
    found = {each.name for each in house.modules()}

    assert set(IMPURE) - found == set()


def test_pure_modules_are_handed_bytes() -> None:
    assert list(borders.opens_files(house.modules(), allowed=frozenset(IMPURE))) == []


def test_no_clock_stands_below_faces_and_jobs() -> None:
    assert list(borders.clocks(house.modules())) == []


def test_nothing_listens_to_signals() -> None:
    assert list(borders.signals(house.modules())) == []


def test_points_are_stored_as_integers() -> None:
    assert list(borders.floats_of_points(house.modules())) == []


def test_every_folder_and_file_is_named_by_a_noun_of_the_field() -> None:
    ours = [path for path in house.tracked() if path.endswith(".py") or path.startswith(("src/", "docs/"))]

    assert list(borders.junk_names(path for path in ours if not path.endswith(".html"))) == []


def test_nothing_names_a_place_of_one_machine() -> None:
    assert list(borders.machine_paths(texts())) == []


def test_no_silencer_stands_without_need() -> None:
    """A silenced type names its code, and mypy itself says when it is needed no more."""
    silencer = re.compile(r"#\s*(noqa|pragma: no cover|type:\s*ignore(?!\[))")
    found = [
        f"{each.path}:{number}"
        for each in house.everything()
        for number, line in enumerate(each.text.splitlines(), start=1)
        if silencer.search(line) and "silencer = re" not in line
    ]

    assert found == []


def test_no_day_is_taken_of_a_moment_in_utc() -> None:
    assert list(borders.utc_days(house.modules())) == []


@pytest.mark.parametrize(
    ("sweep", "name", "text"),
    [
        (borders.inline_imports, PURE, "def f():\n    import json\n"),
        (borders.clocks, PURE, "import datetime\nx = datetime.datetime.now()\n"),
        (borders.clocks, "parindex.cycle.units.actions", "x = timezone.now()\n"),
        (borders.clocks, "parindex.cycle.units.actions", "x = timezone.localdate()\n"),
        (borders.utc_days, "parindex.cycle.units.actions", "x = document.uploaded_at.date()\n"),
        (borders.signals, "parindex.cycle.units.models", "from django.db.models.signals import post_save\n"),
        (borders.floats_of_points, "parindex.cycle.targets.models", "x = models.FloatField()\n"),
    ],
)
def test_a_crossed_border_is_found(sweep, name: str, text: str) -> None:
    assert len(list(sweep([house.module(text, name=name)]))) == 1


@pytest.mark.parametrize(
    ("sweep", "name", "text"),
    [
        (borders.clocks, "parindex.faces.web.units.views", "x = timezone.now()\n"),
        (borders.clocks, "parindex.cycle.documents.jobs", "x = timezone.now()\n"),
        (borders.clocks, "parindex.cycle.units.actions", "x = timezone.localdate(at)\n"),
        (borders.utc_days, "parindex.cycle.units.actions", "x = timezone.localdate(at)\n"),
        (borders.inline_imports, PURE, "import json\n"),
    ],
)
def test_what_crosses_no_border_is_left_alone(sweep, name: str, text: str) -> None:
    assert list(sweep([house.module(text, name=name)])) == []


@pytest.mark.parametrize(
    "line",
    [
        "import logging",
        "from django.db import models",
        "from parindex.cycle.units import models",
        "import os",
    ],
)
def test_an_impure_import_is_found_unless_it_is_listed(line: str) -> None:
    found = [house.module(line + "\n", name=PURE)]

    assert list(borders.impure(found, allowed=frozenset()))
    assert list(borders.impure(found, allowed=frozenset({PURE}))) == []


def test_an_opened_file_is_found() -> None:
    found = [house.module("x = open('a')\ny = path.read_text()\n", name=PURE)]

    assert len(list(borders.opens_files(found, allowed=frozenset()))) == 2


def test_junk_names_and_machine_paths_are_found() -> None:
    assert list(
        borders.junk_names(["src/parindex/cycle/units/helpers.py", "src/a/utils/b.py", "src/a/b.py"])
    ) == [
        "src/parindex/cycle/units/helpers.py",
        "src/a/utils/b.py",
    ]
    here = "/ro" + "ot/.cache"
    assert list(borders.machine_paths([("a.md", f"fine\nsee {here}\n"), ("b.md", "/var/lib\n")])) == [
        "a.md:2"
    ]
