"""How fast documents are read, and in how much memory: ``python bench/reading.py [--json]``.

Every reading runs in a process of its own, so that its peak memory is its own. Exit 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parindex.foundation.writers.content import Content

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PARINDEX_SHARED", ROOT.parent / "shared"))
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

PAGES = 100
MEMORY_MB = 500


@dataclass(frozen=True, slots=True)
class Bar:
    """One document to read and the seconds it may take."""

    name: str
    path: Path
    pages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What one reading took; ``pages`` are those the document has in print."""

    name: str
    pages: int
    rows: int
    seconds: float
    pages_per_second: float
    peak_mb: float
    bar_seconds: float
    bar_mb: float = MEMORY_MB

    @property
    def passed(self) -> bool:
        """Whether both bars were kept."""
        return self.seconds < self.bar_seconds and self.peak_mb < self.bar_mb

    def __str__(self) -> str:
        """One line for a person."""
        verdict = "ok" if self.passed else "MISSED"
        size = f"{self.pages:>4} pages {self.rows:>5} rows"
        taken = f"{self.seconds:>7.2f} s (bar {self.bar_seconds:g}) {self.pages_per_second:>7.1f} pages/s"
        return f"{self.name:<24} {size} {taken} {self.peak_mb:>5.0f} MB  {verdict}"


def documents(folder: Path) -> Iterator[Bar]:
    """A real text where it is at hand, and one long generated plan in every format."""
    from parindex.foundation.writers import docx, markdown, plaintext, xlsx

    real = next((SHARED / "seeds").glob("001_*.txt"), None) if SHARED.is_dir() else None
    text = real or ROOT / "samples" / "ke-hoach-thanh-pho-2026.txt"
    yield Bar("text, a real plan" if real else "text, our sample", text, 34 if real else 18, 1)

    content, printed, pages = long_plan()
    written = {
        "docx": (docx.write(content), 10),
        "pdf": (printed, 60),
        "xlsx": (xlsx.write(content), 10),
        "md": (markdown.write(content), 10),
        "txt": (plaintext.write(content), 10),
    }
    for ending, (data, seconds) in written.items():
        path = folder / f"plan.{ending}"
        path.write_bytes(data)
        yield Bar(f"{ending}, generated plan", path, pages, seconds)


def long_plan() -> tuple[Content, bytes, int]:
    """A generated plan that takes at least PAGES pages in print: its content, the PDF and the pages."""
    import pypdfium2

    from parindex.foundation.writers import pdf
    from tests.generator import drawing, making
    from tests.generator.model import Codes, Cut

    kinds = (None, Codes.DOTTED, Codes.ROMAN, Codes.BULLETS)
    annexes = 8
    while True:
        wishes = tuple(
            making.Wish(
                kinds[number % 4], Cut.NONE, two_row_head=False, shuffled=False, merged=True, long=True
            )
            for number in range(annexes)
        )
        content = drawing.content(making.document(2026, wishes=wishes))
        printed = pdf.write(content)
        opened = pypdfium2.PdfDocument(printed)
        pages = len(opened)
        opened.close()
        if pages >= PAGES:
            return content, printed, pages
        annexes += max(1, annexes * (PAGES - pages) // PAGES)


def measure(bar: Bar) -> Measured:
    """Read the document of ``bar`` in a process of its own."""
    command = [sys.executable, str(Path(__file__).resolve()), "--read", str(bar.path)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return Measured(
        bar.name,
        bar.pages,
        told["rows"],
        round(told["seconds"], 3),
        round(bar.pages / told["seconds"], 1),
        round(told["peak_mb"], 1),
        bar.seconds,
    )


def read_here(path: Path) -> dict[str, float]:
    """Read one document in this process: seconds without the imports, peak memory with them."""
    from parindex.cycle.documents import reading
    from parindex.cycle.documents.formats import opening
    from parindex.cycle.documents.outline import Source
    from parindex.cycle.units.directory import Directory

    directory = Directory.packaged()
    data = path.read_bytes()
    begun = time.perf_counter()
    opened = opening.open_source(data, name=path.name)
    source = Source(name=path.name, sha256="", media_type=opened.media_type)
    answer = reading.read(opened.blocks, source=source, directory=directory, today=date(2026, 11, 20))
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "peak_mb": peak_mb(), "rows": sum(len(table.rows) for table in answer.tables)}


def peak_mb() -> float:
    """The most memory this process held; where there is no /proc, also what its parent held when it began."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    return int(told["VmHWM"].split()[0]) / 1024


def main() -> int:
    """Measure every document; a line each, or one JSON list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON list instead of lines")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        print(json.dumps(read_here(options.read)))
        return 0
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for bar in documents(Path(folder)):
            results.append(measure(bar))
            if not options.json:
                print(results[-1], flush=True)
    if options.json:
        print(json.dumps([{**asdict(one), "passed": one.passed} for one in results], indent=2))
    return 0 if all(one.passed for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
