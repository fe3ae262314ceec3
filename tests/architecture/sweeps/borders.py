"""Borders: which module may import what, where clocks and files may be, and what the house names things."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from tests.architecture.sweeps import deeds, house
from tests.architecture.sweeps.house import Module

ROOMS_WITH_TABLES = frozenset(
    {"jobs", "actions", "queries", "specs", "sheets", "models", "apps", "migrations", "triggers", "storage"}
)
"""Rooms of floors 2 and 3 that may know Django; every other module there is pure."""

IMPURE = frozenset(
    {
        *("django", "logging", "multiprocessing", "random", "secrets", "shutil", "socket", "sqlite3"),
        *("ssl", "subprocess", "tempfile", "time", "urllib", "psycopg", "os"),
    }
)
GIVEN = re.compile(r"(^|\.)timezone\.(localdate|localtime)$")
CLOCKS = re.compile(
    r"(^|\.)((datetime|timezone|date)\.(now|today|utcnow|localdate|localtime)|time\.(time|monotonic))$"
)
JUNK = frozenset(
    {
        *(
            "utils",
            "util",
            "utilities",
            "helpers",
            "helper",
            "common",
            "misc",
            "core",
            "lib",
            "stuff",
        ),
        *("manager", "managers", "handler", "handlers", "processor", "processors", "service", "services"),
    }
)
MACHINE = re.compile(
    "|".join(
        (
            r"/wo" + r"rk/(main|shared|\.library)",
            r"/tmp/pl" + r"an",
            r"/ro" + r"ot/",
            r"/ho" + r"me/[a-z]+/",
            r"/opt/(pypi|whe" + r"els)",
            r"/fa" + r"rm/",
            r"--(extra-)?index" + r"-url|--find" + r"-links|--trusted" + r"-host",
        )
    )
)


def inline_imports(found: Iterable[Module]) -> Iterator[tuple[str, str]]:
    """(module imports name, line) of every import inside a function or a class."""
    for each in found:
        for node in ast.walk(each.tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    name = getattr(inner, "module", None) or inner.names[0].name
                    yield f"{each.name} imports {name}", f"{each.path}:{inner.lineno}"


def impure(found: Iterable[Module], *, allowed: frozenset[str]) -> Iterator[str]:
    """Every module of floors 1 to 3 outside the rooms with tables that imports the outer world."""
    for each in found:
        if not is_pure(each) or each.name in allowed:
            continue
        for name in sorted(set(deeds.imported(each.tree))):
            if name.split(".")[0] in IMPURE or (name.startswith("parindex.") and name.endswith(".models")):
                yield f"{each.path}: imports {name}"


def opens_files(found: Iterable[Module], *, allowed: frozenset[str]) -> Iterator[str]:
    """Every pure module that opens a file by itself instead of being handed bytes."""
    for each in found:
        if not is_pure(each) or each.name in allowed:
            continue
        neighbours = {
            name.split(".")[-1] for name in deeds.imported(each.tree) if name.startswith("parindex.")
        }
        for node in ast.walk(each.tree):
            if isinstance(node, ast.Call):
                name = house.dotted(node.func)
                if name.split(".")[0] in neighbours or name.startswith("resources.files()"):
                    continue  # a function of ours that bears such a name; what is packed with the program
                if name == "open" or name.split(".")[-1] in {
                    "read_text",
                    "read_bytes",
                    "write_text",
                    "write_bytes",
                }:
                    yield f"{each.path}:{node.lineno} {name}"


def is_pure(each: Module) -> bool:
    """Whether the house wants this module pure: the engine, and what is no room with tables."""
    if each.parts[1:2] == ("engine",):
        return True
    return each.parts[1:2] in {("foundation",), ("cycle",)} and not each.stands_in(*ROOMS_WITH_TABLES)


def clocks(found: Iterable[Module]) -> Iterator[str]:
    """Every look at a clock below faces and jobs; time is an argument there.

    ``timezone.localdate(at)`` asks for the day in Vietnam of a moment it is given: that is no clock.
    """
    for each in found:
        if each.parts[1:2] in {("faces",), ("config",)} or each.stands_in("jobs"):
            continue
        for node in ast.walk(each.tree):
            if not isinstance(node, ast.Call) or not CLOCKS.search(house.dotted(node.func)):
                continue
            if not (node.args and GIVEN.search(house.dotted(node.func))):
                yield f"{each.path}:{node.lineno} {house.dotted(node.func)}"


def utc_days(found: Iterable[Module]) -> Iterator[str]:
    """Every day taken of a moment in UTC: from midnight to seven it is yesterday in Vietnam."""
    for each in found:
        for node in ast.walk(each.tree):
            name = house.dotted(node.func) if isinstance(node, ast.Call) else ""
            if re.search(r"(^|_|\.)at\.date$|\bnow\.date$", name):
                yield f"{each.path}:{node.lineno} {name}"


def signals(found: Iterable[Module]) -> Iterator[str]:
    """Every use of Django's signals: what must happen is called, or listed in config/wiring.py."""
    for each in found:
        for name in sorted(_from(each.tree)):
            if re.match(r"django\.(db\.models\.signals|dispatch|db\.backends\.signals|core\.signals)", name):
                yield f"{each.path}: imports {name}"


def _from(tree: ast.AST) -> set[str]:
    """The modules imported, without the names taken out of them."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return {
        name
        for node in imports
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }


def floats_of_points(found: Iterable[Module]) -> Iterator[str]:
    """Every ``float(...)`` or float field on the way of a score: engine and cycle."""
    for each in found:
        if each.parts[1:2] not in {("engine",), ("cycle",)}:
            continue
        for node in ast.walk(each.tree):
            if isinstance(node, ast.Attribute) and node.attr in {"FloatField", "DecimalField"}:
                yield f"{each.path}:{node.lineno} {node.attr}"


def junk_names(paths: Iterable[str]) -> Iterator[str]:
    """Every path with a folder or file whose name is no noun of the field."""
    for path in paths:
        names = [PurePosixPath(part).stem for part in PurePosixPath(path).parts]
        if any(name in JUNK for name in names):
            yield path


def machine_paths(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """path:line of every text that names a place of one machine or a mirror of a registry."""
    for path, text in texts:
        for number, line in enumerate(text.splitlines(), start=1):
            if MACHINE.search(line):
                yield f"{path}:{number}"
