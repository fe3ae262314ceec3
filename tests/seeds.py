"""Where the real documents are, on machines that have them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("PARINDEX_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SEEDS = SHARED / "seeds"

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not on this machine")


def seed(number: str) -> Path:
    """The seed document whose file name starts with ``number``, such as "001"."""
    return next(SEEDS.glob(f"{number}_*"))
