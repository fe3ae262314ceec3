"""Deeds: nothing is written outside actions, and every action asks for authority first."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.sweeps import house
from tests.architecture.sweeps.house import Module

WRITES = frozenset(
    {
        *("save", "create", "delete", "get_or_create", "update_or_create", "bulk_create", "bulk_update"),
        *("asave", "acreate", "adelete", "aupdate", "aget_or_create", "aupdate_or_create", "abulk_create"),
    }
)
QUERYSETS = ("objects", "filter()", "exclude()", "all()", "select_for_update()", "order_by()", "using()")


def writes(found: Iterable[Module]) -> Iterator[tuple[str, str]]:
    """(module, line) of every write to a table that stands in no action and no migration."""
    for each in found:
        if not may_reach_tables(each) or each.stands_in("actions", "migrations"):
            continue
        neighbours = {name.split(".")[-1] for name in imported(each.tree) if name.startswith("parindex.")}
        for node in ast.walk(each.tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if _is_write(node, node.func) and house.dotted(node.func.value) not in neighbours:
                yield each.name, f"{each.path}:{node.lineno} {house.dotted(node.func)}"


def may_reach_tables(each: Module) -> bool:
    """Whether the module may hold rows: faces, config, and whoever imports Django or tables."""
    return each.parts[1:2] in {("faces",), ("config",)} or any(
        name.split(".")[0] == "django" or name.split(".")[-1] == "models" for name in imported(each.tree)
    )


def imported(tree: ast.AST) -> Iterator[str]:
    """Every dotted name that is imported, at any depth; ``from a import b`` gives ``a`` and ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_write(call: ast.Call, function: ast.Attribute) -> bool:
    receiver = house.dotted(function.value)
    if receiver == "super()":
        return False
    if function.attr == "update":
        return bool(call.keywords) or any(part in QUERYSETS for part in receiver.split("."))
    return function.attr in WRITES


def public_actions(found: Iterable[Module]) -> Iterator[tuple[Module, ast.FunctionDef]]:
    """Every public function at the top of an actions module."""
    for each in found:
        if each.stands_in("actions") and each.parts[1] in {"foundation", "cycle"}:
            for node in each.tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield each, node


def without_actor(found: Iterable[Module]) -> Iterator[tuple[str, str]]:
    """(module.function, line) of every action that does not take by and at by keyword."""
    for each, node in public_actions(found):
        if not {"by", "at"} <= {argument.arg for argument in node.args.kwonlyargs}:
            yield f"{each.name}.{node.name}", f"{each.path}:{node.lineno} {node.name}"


def without_require(found: Iterable[Module]) -> Iterator[tuple[str, str]]:
    """(module.function, line) of every action whose first statement does not ask for authority."""
    for each, node in public_actions(found):
        body = node.body[1:] if ast.get_docstring(node) else node.body
        if len(body) > 1 and _locks(body[0]):
            body = body[1:]
        if not body or not _asks(body[0]):
            yield f"{each.name}.{node.name}", f"{each.path}:{node.lineno} {node.name}"


def _locks(statement: ast.stmt) -> bool:
    """``row = _locked(row)``: the subject itself, held so that what is asked stays true."""
    call = statement.value if isinstance(statement, ast.Assign) else None
    return isinstance(call, ast.Call) and house.dotted(call.func) == "_locked"


def _asks(statement: ast.stmt) -> bool:
    """``require(...)`` itself, or ``if <the deed is about somebody else>: raise Refused(...)``."""
    if isinstance(statement, ast.If) and isinstance(statement.body[0], ast.Raise) and statement.body[0].exc:
        return house.dotted(statement.body[0].exc).removesuffix("()").split(".")[-1] == "Refused"
    call = statement.value if isinstance(statement, ast.Expr | ast.Assign) else None
    return isinstance(call, ast.Call) and house.dotted(call.func).split(".")[-1] in {
        "require",
        "require_anywhere",
        "require_everywhere",
    }


def without_transaction(found: Iterable[Module]) -> Iterator[tuple[str, str]]:
    """(module.function, line) of every action that records history outside one transaction."""
    for each, node in public_actions(found):
        records = any(
            isinstance(inner, ast.Call)
            and house.dotted(inner.func) in {"audit.record", "history.record", "record"}
            for inner in ast.walk(node)
        )
        atomic = any(
            house.dotted(decorator).removesuffix("()").endswith("atomic") for decorator in node.decorator_list
        )
        inside = any(
            isinstance(inner, ast.With)
            and any(
                house.dotted(item.context_expr).removesuffix("()").endswith("atomic") for item in inner.items
            )
            for inner in ast.walk(node)
        )
        if records and not atomic and not inside:
            yield f"{each.name}.{node.name}", f"{each.path}:{node.lineno} {node.name}"
