"""The measurement of reading measures what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_one_reading_tells_rows_seconds_and_peak_memory() -> None:
    sample = ROOT / "samples" / "ke-hoach-thanh-pho-2026.txt"
    command = [sys.executable, str(ROOT / "bench" / "reading.py"), "--read", str(sample)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert told["rows"] == 41 + 112 + 11 + 16
    assert told["seconds"] > 0
    assert told["peak_mb"] > 10
