"""The alarm numbers of a release: what a reader should look at, and what must be nought."""

from __future__ import annotations

import configparser
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.sweeps import borders, deeds, house, sizes, vocabulary
from tests.architecture.test_deeds import BENEATH_AUTHORITY, MAY_WRITE


@dataclass(frozen=True)
class Number:
    """One number, and whether it is still as it should be. ``hard``: the check fails when it is not."""

    title: str
    value: float
    limit: str
    fine: bool
    hard: bool = False

    def __str__(self) -> str:
        """One line of the table."""
        mark = "      " if self.fine else ("FAILED" if self.hard else "ALARM ")
        return f"{mark}  {self.title:<42} {self.value:>7g}   {self.limit}"


def numbers() -> list[Number]:
    """Every number, measured now."""
    source = house.modules()
    lines = [each.text.count("\n") for each in source]
    lengths = [house.length(node) for each in source for node in house.functions(each.tree)]
    ours, theirs = sum(lines), sum(each.text.count("\n") for each in house.modules("tests"))
    return [
        most("lines of a file, p95", sizes.percentile(lines, 0.95), 300),
        most("lines of a file, median", statistics.median(lines), 80),
        most("lines of a function, p95", sizes.percentile(lengths, 0.95), 40),
        most("lines of a function, median", statistics.median(lengths), 10),
        most("functions nested deeper than 3", count(_deeper_than_three, source), 0),
        Number("tests to source, in lines", round(theirs / ours, 2), "at least 1.3", theirs >= 1.3 * ours),
        none("functions over 80 lines", count(sizes.long_functions, house.everything())),
        none("files over 500 lines", count(sizes.long_files, house.everything())),
        none("writes outside actions", sum(name not in MAY_WRITE for name, _ in deeds.writes(source))),
        none(
            "actions without require",
            sum(name not in BENEATH_AUTHORITY for name, _ in deeds.without_require(source)),
        ),
        none("findings without remedy", count(vocabulary.without_remedy, source)),
        none("ignored imports in the contracts", ignored_imports()),
        most("imports inside functions", count(borders.inline_imports, source), 0),
        Number("engine branches covered, %", covered := engine_coverage(), "at least 100", covered >= 100),
        most("types silenced", sum(each.text.count("type: ignore[") for each in source), 5),
    ]


def _deeper_than_three(found: Sequence[house.Module]) -> list[str]:
    return list(sizes.deep_functions(found, most=3))


def count(sweep: Callable[[Sequence[house.Module]], Iterable[object]], found: Sequence[house.Module]) -> int:
    """How many a sweep finds."""
    return sum(1 for _ in sweep(found))


def most(title: str, value: float, limit: int) -> Number:
    """A number that alarms above its limit."""
    return Number(title, value, f"at most {limit}", value <= limit)


def none(title: str, value: int) -> Number:
    """A number that fails the check unless it is nought."""
    return Number(title, value, "must be 0", value == 0, hard=True)


def engine_coverage() -> float:
    """Lines and branches of the engine that its own tests reach, in per cent; 0 when they do not pass."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "coverage.json"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "tests/engine",
            "--cov=parindex.engine",
            "--cov-branch",
        ]
        done = subprocess.run(
            [*command, f"--cov-report=json:{told}"],
            cwd=house.ROOT,
            env={**os.environ, "COVERAGE_FILE": str(Path(folder) / "data"), "PARINDEX_HOME": folder},
            capture_output=True,
            check=False,
        )
        if done.returncode:
            return 0.0
        return round(float(json.loads(told.read_text())["totals"]["percent_covered"]), 1)


def ignored_imports() -> int:
    """How many contracts except an import."""
    parser = configparser.ConfigParser()
    parser.read(house.ROOT / ".importlinter", encoding="utf-8")
    return sum("ignore_imports" in parser[section] for section in parser.sections())


def main() -> int:
    """Print the table; 1 when a hard limit is broken."""
    found = numbers()
    print("\n".join(str(number) for number in found))
    return int(any(number.hard and not number.fine for number in found))


if __name__ == "__main__":
    sys.exit(main())
