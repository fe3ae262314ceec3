"""The parindex command: finds the command asked for, and only then loads what it needs."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import parindex
from parindex.faces.ops.telling import tell


@dataclass(frozen=True, slots=True)
class Command:
    """One command: the module that holds it, what it does, and whether it works on the database."""

    module: str
    summary: str
    on_database: bool = False


COMMANDS: dict[str, Command] = {
    "read": Command("parindex.faces.ops.read", "read an official document"),
    "check": Command("parindex.faces.ops.check", "check a framework file"),
    "score": Command("parindex.faces.ops.score", "score every unit of an answers file"),
    "rank": Command("parindex.faces.ops.rank", "rank and class units by their scores"),
    "prepare": Command("parindex.faces.ops.prepare", "create or update the database", on_database=True),
    "begin": Command("parindex.faces.ops.begin", "load units and invite an administrator", on_database=True),
    "demo": Command("parindex.faces.ops.demo.command", "build the demonstration city", on_database=True),
    "serve": Command("parindex.faces.ops.serve", "run the web server", on_database=True),
    "work": Command("parindex.faces.ops.work", "run the job worker", on_database=True),
    "rescore": Command(
        "parindex.faces.ops.rescore", "recompute every issued result and compare", on_database=True
    ),
    "verify-audit": Command("parindex.faces.ops.verify_audit", "verify the audit chain", on_database=True),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 unusable or failed, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    wanted = next((word for word in given if not word.startswith("-")), "")
    parser = argparse.ArgumentParser(prog="parindex", description="Public-administration-reform indexes.")
    parser.add_argument("--version", action="version", version=parindex.__version__)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        if name != wanted:
            subparsers.add_parser(name, help=command.summary)
            continue
        try:
            _load(command).add(subparsers)
        except (ValueError, OSError) as wrong:
            # Only the settings are read here: an address, a number or a folder that cannot be used.
            tell(f"parindex: {_unusable(wrong)}")
            return 1
    parsed = parser.parse_args(given)
    try:
        return int(parsed.run(parsed))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away (``parindex read … | head``): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _unusable(wrong: Exception) -> str:
    """What is wrong with the settings of the environment, in one line."""
    if isinstance(wrong, OSError):
        return f"không dùng được thư mục dữ liệu ({wrong}); kiểm tra PARINDEX_HOME"
    said = getattr(wrong, "errors", None)
    faults = [f"{fault['loc'][0]}: {fault['msg']}" for fault in said()] if said else [str(wrong)]
    return f"cấu hình môi trường chưa dùng được: {'; '.join(faults)}"


def _load(command: Command) -> Any:
    """The module of a command; Django is set up first for those that work on the database."""
    if command.on_database:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parindex.config.settings")
        importlib.import_module("django").setup()
    return importlib.import_module(command.module)
