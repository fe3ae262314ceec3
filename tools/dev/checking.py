"""dev.py check: formatting, lint, types, architecture, and the numbers that should alarm a reader."""

from __future__ import annotations

import os
import subprocess

from tools.dev.places import PYTHON, ROOT, say

CHECKS = {
    "formatting": ("-m", "ruff", "format", "--check", "."),
    "lint": ("-m", "ruff", "check", "."),
    "types": ("-m", "mypy"),
    "architecture contracts": (
        "-c",
        "import sys; from importlinter.cli import lint_imports_command; "
        "sys.argv = ['lint-imports']; lint_imports_command()",
    ),
    "architecture tests": ("-m", "pytest", "-q", "tests/architecture"),
    "alarm numbers": ("-m", "tools.alarms"),
}


def check() -> int:
    """Run every check, show what the failing ones said, and say which held."""
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    env.pop("DATABASE_URL", None)
    failed = []
    for name, command in CHECKS.items():
        done = subprocess.run(
            [str(PYTHON), *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        say(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}")
        if done.returncode or name == "alarm numbers":
            say((done.stdout + done.stderr).rstrip())
        if done.returncode:
            failed.append(name)
    say(f"check: {'all held' if not failed else 'failed: ' + ', '.join(failed)}")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Measure the document readers."""
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [str(PYTHON), "bench/reading.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
