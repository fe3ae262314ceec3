"""The contracts of .importlinter hold on the house and break on a copy with one bad import."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sweeps import house

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
BAD_IMPORTS = {
    "floors": ("engine/values/points.py", "parindex.foundation.audit.chain"),
    "year": ("cycle/units/events.py", "parindex.cycle.plans.events"),
    "rooms": ("cycle/units/models.py", "parindex.cycle.units.queries"),
    "pure": ("cycle/documents/formats/__init__.py", "logging"),
    "thin-faces": ("faces/web/apps.py", "parindex.cycle.units.models"),
    "one-writer": ("foundation/jobs/apps.py", "parindex.foundation.audit.models"),
    "acyclic": ("engine/values/findings.py", "parindex.engine.access.roles"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house that may be damaged."""
    place = tmp_path_factory.mktemp("copy")
    shutil.copy(house.ROOT / ".importlinter", place)
    shutil.copytree(house.SRC / "parindex", place / "parindex", ignore=shutil.ignore_patterns("__pycache__"))
    return place


def lint(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What import-linter says about the house in ``folder``."""
    return subprocess.run(
        [sys.executable, "-c", LINT, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_has_its_bad_import() -> None:
    parser = configparser.ConfigParser()
    parser.read(house.ROOT / ".importlinter", encoding="utf-8")
    contracts = [
        name.split(":")[2] for name in parser.sections() if name.startswith("importlinter:contract:")
    ]

    assert contracts == list(BAD_IMPORTS)


def test_the_house_keeps_every_contract(copy: Path) -> None:
    told = lint(copy, "--no-cache")

    assert f"{len(BAD_IMPORTS)} kept, 0 broken." in told.stdout
    assert told.returncode == 0


@pytest.mark.parametrize("contract", BAD_IMPORTS)
def test_one_bad_import_breaks_its_contract(contract: str, copy: Path) -> None:
    path, name = BAD_IMPORTS[contract]
    file = copy / "parindex" / path
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\nimport {name}\n", encoding="utf-8")
    try:
        told = lint(copy, "--no-cache", "--contract", contract)
    finally:
        file.write_text(text, encoding="utf-8")

    assert "0 kept, 1 broken." in told.stdout
    assert told.returncode == 1
