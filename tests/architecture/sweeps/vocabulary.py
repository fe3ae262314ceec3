"""Words the house is made of: permissions, events, findings; each used, each explained."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.architecture.sweeps import house
from tests.architecture.sweeps.house import Module

CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
EVENT = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def members_used(found: Iterable[Module], *, enumeration: frozenset[str], rooms: frozenset[str]) -> set[str]:
    """The members of an enumeration (by any of its names in the source) that such rooms mention."""
    used: set[str] = set()
    for each in found:
        if not each.stands_in(*rooms):
            continue
        for node in ast.walk(each.tree):
            if isinstance(node, ast.Attribute) and house.dotted(node.value).split(".")[-1] in enumeration:
                used.add(node.attr)
    return used


@dataclass(frozen=True)
class Declared:
    """An event as its room declares it: where, its constant, its name, its two sentences."""

    room: str
    constant: str
    name: str
    vi: str
    en: str


def events(found: Iterable[Module]) -> Iterator[Declared]:
    """Every event declared in an ``events`` module."""
    for each in found:
        if each.parts[-1] != "events":
            continue
        for node in each.tree.body:
            call = node.value if isinstance(node, ast.Assign) else None
            if isinstance(call, ast.Call) and house.dotted(call.func).split(".")[-1] == "declare":
                words = {word.arg: _text(word.value) for word in call.keywords}
                constant = house.dotted(node.targets[0]) if isinstance(node, ast.Assign) else ""
                yield Declared(
                    each.package, constant, _text(call.args[0]), words.get("vi", ""), words.get("en", "")
                )


def event_faults(declared: Iterable[Declared]) -> Iterator[str]:
    """What is wrong with the names and sentences of events."""
    for event in declared:
        if not EVENT.fullmatch(event.name):
            yield f"{event.name}: is not subject.past-participle"
        if not event.vi.strip() or not event.en.strip():
            yield f"{event.name}: has no sentence in both languages"
        if set(PLACEHOLDER.findall(event.vi)) != set(PLACEHOLDER.findall(event.en)):
            yield f"{event.name}: the two sentences tell different facts"


@dataclass(frozen=True)
class Recorded:
    """One place that writes history: the constant it names and the facts it gives."""

    package: str
    place: str
    constant: str
    facts: frozenset[str]


def recorded(found: Iterable[Module]) -> Iterator[Recorded]:
    """Every call that records an event by its constant."""
    for each in found:
        for node in ast.walk(each.tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            event = house.dotted(node.args[0])
            if house.dotted(node.func).split(".")[-1] == "record" and event.startswith("events."):
                facts = frozenset(word.arg or "**" for word in node.keywords) - {"by", "at", "place"}
                yield Recorded(
                    each.package, f"{each.path}:{node.lineno}", event.removeprefix("events."), facts
                )


def history_faults(declared: Iterable[Declared], written: Iterable[Recorded]) -> Iterator[str]:
    """Events nobody records, records of no event, and sentences whose facts are not given."""
    known = {(event.room, event.constant): event for event in declared}
    rows = list(written)
    for row in rows:
        event = known.get((row.package, row.constant))
        if event is None:
            yield f"{row.place}: records {row.constant}, which its room does not declare"
        elif "**" not in row.facts:
            missing = set(PLACEHOLDER.findall(event.vi)) - {"by", "subject"} - row.facts
            if missing:
                yield f"{row.place}: {event.name} tells {', '.join(sorted(missing))}, which is not given"
    used = {(row.package, row.constant) for row in rows}
    for key, event in known.items():
        if key not in used:
            yield f"{event.name}: nobody records it"


def finding_codes(found: Iterable[Module]) -> Iterator[tuple[str, str]]:
    """(code, place) of every finding that is made with a code written out in the source."""
    for each in found:
        constants = {
            house.dotted(node.targets[0]): _text(node.value)
            for node in each.tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(each.tree):
            if isinstance(node, ast.Call) and house.dotted(node.func).split(".")[-1] in {
                "Finding",
                "_finding",
            }:
                code = _argument(node, 0, "code")
                text = _text(code) or constants.get(house.dotted(code), "") if code is not None else ""
                if CODE.fullmatch(text):
                    yield text, f"{each.path}:{node.lineno}"


def without_remedy(found: Iterable[Module]) -> Iterator[str]:
    """Every finding whose remedy, or either of its languages, is absent or blank."""
    for each in found:
        for node in ast.walk(each.tree):
            if isinstance(node, ast.Call) and house.dotted(node.func).split(".")[-1] == "Finding":
                remedy = _argument(node, 3, "remedy")
                if remedy is None or (isinstance(remedy, ast.Call) and _blank_words(remedy)):
                    yield f"{each.path}:{node.lineno}"


def _blank_words(call: ast.Call) -> bool:
    if house.dotted(call.func).split(".")[-1] != "Words":
        return False
    given = [*call.args, *(word.value for word in call.keywords)]
    return len(given) < 2 or any(isinstance(word, ast.Constant) and not _text(word).strip() for word in given)


def _argument(call: ast.Call, position: int, name: str) -> ast.expr | None:
    named = next((word.value for word in call.keywords if word.arg == name), None)
    return named if named is not None else (call.args[position] if len(call.args) > position else None)


def _text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
