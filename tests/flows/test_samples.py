"""The committed samples are what the script makes of their data."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "tools" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_sample_is_committed_byte_for_byte(maker: ModuleType) -> None:
    made = dict(maker.documents())
    assert len(made) == 20
    assert [path.name for path, data in made.items() if path.read_bytes() != data] == []


def test_samples_shows_every_document_in_every_format(maker: ModuleType) -> None:
    made = {path.name for path in dict(maker.documents())}
    shown = {path.name for path in (ROOT / "samples").iterdir() if path.is_file()} - {"README.md"}
    assert shown == made


def test_samples_stay_small(maker: ModuleType) -> None:
    assert sum(len(data) for _, data in maker.documents()) < 3_000_000
