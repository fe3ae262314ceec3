"""Rankings an official could have written, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from parindex.engine.ranking import ranking
from parindex.engine.ranking.ranking import Placing
from parindex.engine.ranking.scores import Flag, Part, Score
from parindex.engine.ranking.settings import (
    Below,
    Class,
    Compare,
    Condition,
    Flagged,
    Penalised,
    Settings,
    Ties,
)

CASES = yaml.safe_load(Path(__file__).with_name("golden.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    scores = [score(unit, given) for unit, given in case["scores"].items()]
    (group,) = ranking.rank(scores, settings(**case.get("settings", {})))
    assert [line(placing) for placing in group.placings] == case["expected"]


def number(text: str | None) -> Decimal | None:
    """A figure as the case states it."""
    return None if text is None else Decimal(text)


def score(unit: str, given: Any) -> Score:
    """One unit's score, stated alone or with what else it may depend on."""
    if isinstance(given, str):
        return Score(unit, "xã, phường", Decimal(given))
    return Score(
        unit,
        "xã, phường",
        Decimal(given["points"]),
        penalty=Decimal(given.get("penalty", "0")),
        parts=tuple(Part(path, number(text)) for path, text in given.get("parts", {}).items()),
        flags=tuple(Flag(name, reason) for name, reason in given.get("flags", {}).items()),
    )


def settings(
    ties: str = "competition",
    decimals: int = 2,
    compare: str = "rounded",
    classes: Any = (),
    classes_compare: str = "rounded",
    tiebreaks: Any = (),
) -> Settings:
    """The settings of a case."""
    return Settings(
        ties=Ties(ties),
        decimals=decimals,
        compare=Compare(compare),
        classes=tuple(
            Class(
                each["name"],
                from_score=number(each.get("from")),
                top=number(each.get("top")),
                unless=tuple(condition(rule) for rule in each.get("unless", ())),
            )
            for each in classes
        ),
        classes_compare=Compare(classes_compare),
        tiebreaks=tuple(tiebreaks),
    )


def condition(rule: Any) -> Condition:
    """A blocking condition as the case states it."""
    if rule == "penalised":
        return Penalised()
    return Flagged(rule["flag"]) if "flag" in rule else Below(rule["below"], Decimal(rule["least"]))


def line(placing: Placing) -> str:
    """A placing as the cases print it."""
    tie = "=" if placing.tied else ""
    shown = f"{placing.rank}{tie} {placing.unit} {placing.score} {placing.class_name or '–'}"
    blocked = "; ".join(
        f"{each.class_name}: {', '.join(words.vi for words in each.why)}" for each in placing.blocked
    )
    return f"{shown} ({blocked})" if blocked else shown
