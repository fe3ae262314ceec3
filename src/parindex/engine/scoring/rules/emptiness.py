"""What a ratio earns where its total is 0: nothing to be done, nothing done, or all done."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from parindex.engine.scoring.answers import Quotient
from parindex.engine.scoring.outcomes import ZERO, Outcome, State
from parindex.engine.scoring.specs import RuleSpec


class Empty(StrEnum):
    """The three values of the parameter ``empty``."""

    NOT_APPLICABLE = "not_applicable"
    ZERO = "zero"
    FULL = "full"


def policy(rule: RuleSpec) -> Empty:
    """What ``rule`` says; not_applicable where it says nothing."""
    return Empty(rule.empty or Empty.NOT_APPLICABLE)


def outcome(answer: Quotient, empty: Empty, maximum: Fraction) -> Outcome:
    """The outcome of an answer whose total is 0."""
    state = State.NOT_APPLICABLE if empty is Empty.NOT_APPLICABLE else State.SCORED
    return Outcome(answer, state, maximum if empty is Empty.FULL else ZERO, maximum)
