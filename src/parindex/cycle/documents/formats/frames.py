"""Pipe tables in a frame of "+---+" rules, whose cells may go over several lines."""

from __future__ import annotations

import re

_RULE = re.compile(r"\s*\+[-=+:]+\+\s*$")
_DASHED = re.compile(r"[-–•+]\s")


def is_rule(line: str) -> bool:
    """Whether ``line`` is a rule of a frame."""
    return bool(_RULE.match(line))


def rows(lines: list[str]) -> list[list[str]]:
    """The lines of each row: those between two rules, or every line where rules stand only around."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if is_rule(line):
            groups.append([])
        else:
            groups[-1].append(line)
    groups = [group for group in groups if group]
    rules = [line for line in lines if is_rule(line)]
    if rules and (any("=" in rule for rule in rules) or len(rules) > 3):
        return groups
    return [[line] for group in groups for line in group]


def joined(pieces: list[str]) -> str:
    """The text of a cell from its lines: blank lines and dashes part, all others go on."""
    text = ""
    is_parted = False
    for piece in (piece.strip() for piece in pieces):
        if piece and text:
            sign = "<p>" if is_parted else "<br>" if _DASHED.match(piece) else " "
            text, is_parted = f"{text}{sign}{piece}", False
        elif piece:
            text = piece
        else:
            is_parted = bool(text)
    return text
