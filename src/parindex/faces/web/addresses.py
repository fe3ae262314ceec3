"""The rule of every address, in one table: who may knock at all.

What a person sees behind the door is decided by the rooms' own queries and actions: a record out
of reach is not found, a deed out of reach is refused. An address without a rule is a fault that
the tests find.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission as P


class Who(StrEnum):
    """Who may knock."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    HOLDER = "holder of one of the permissions"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may knock; for holders, any one of the permissions anywhere is enough to be let in."""

    who: Who
    permissions: tuple[P, ...] = ()


def holder(*permissions: P) -> Rule:
    """The rule for people who hold one of ``permissions`` somewhere."""
    return Rule(Who.HOLDER, permissions)


ANYONE = Rule(Who.ANYONE)
SIGNED_IN = Rule(Who.SIGNED_IN)

RULES: dict[str, Rule] = {
    "sign-in": ANYONE,
    "sign-out": SIGNED_IN,
    "language": ANYONE,
    "password": SIGNED_IN,
    "profile": SIGNED_IN,
    "home": SIGNED_IN,
    "search": SIGNED_IN,
}

WITH_TEMPORARY_PASSWORD = frozenset({"password", "sign-out", "language"})


def admits(rule: Rule, actor: Actor) -> bool:
    """Whether ``actor``, who is signed in, may knock."""
    return rule.who is not Who.HOLDER or any(actor.can_anywhere(each) for each in rule.permissions)
