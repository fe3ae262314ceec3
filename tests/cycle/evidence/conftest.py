"""Stored files of these tests go into a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings as DjangoSettings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: DjangoSettings) -> Path:
    settings.FILES_FOLDER = tmp_path
    return tmp_path
