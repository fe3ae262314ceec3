"""The house as it stands on the disk: modules with their syntax trees."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SRC = ROOT / "src"


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, its text, its syntax tree."""

    name: str
    path: str
    text: str
    tree: ast.Module

    @property
    def parts(self) -> tuple[str, ...]:
        """The dotted name in pieces."""
        return tuple(self.name.split("."))

    @property
    def package(self) -> str:
        """The room of floors 2 and 3 it belongs to, such as ``parindex.cycle.units``."""
        return ".".join(self.parts[:3])

    def stands_in(self, *rooms: str) -> bool:
        """Whether one of its name's pieces below the package is such a room."""
        return any(part in rooms for part in self.parts[1:])


def module(text: str, *, name: str = "parindex.cycle.units.queries") -> Module:
    """A module made of ``text``, for the sweeps' own tests."""
    return Module(name, name.replace(".", "/") + ".py", text, ast.parse(text))


@cache
def modules(folder: str = "src/parindex") -> tuple[Module, ...]:
    """Every module below ``folder`` but migrations."""
    return tuple(
        _read(path) for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts
    )


def everything() -> tuple[Module, ...]:
    """Every Python file we wrote: product, tests, tools, bench and dev.py."""
    found = [*modules(), *modules("tests"), *modules("tools"), *modules("bench")]
    return (*found, _read(ROOT / "dev.py"))


def _read(path: Path) -> Module:
    relative = path.relative_to(ROOT)
    inside = path.relative_to(SRC) if path.is_relative_to(SRC) else relative
    name = ".".join(inside.with_suffix("").parts).removesuffix(".__init__")
    text = path.read_text(encoding="utf-8")
    return Module(name, str(relative), text, ast.parse(text))


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the repository that git knows."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return tuple(
        sorted(name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file())
    )


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function, also inside classes and functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first decorator or ``def`` to the last line."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a name or attribute; calls inside a chain read as ``()``; else an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    if isinstance(node, ast.Subscript):
        return f"{dotted(node.value)}[]"
    return ""
