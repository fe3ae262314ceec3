"""What entries come to: golden cases of ready-made registers, every comparison, every rhythm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from parindex.cycle.measures.figures import Figure
from parindex.cycle.registers import checks, conditions, counts, ready
from parindex.cycle.registers.conditions import Condition, How
from parindex.cycle.registers.counts import Count, Entry, Rhythm, Way
from parindex.cycle.registers.fields import Field, Kind
from parindex.engine.values.findings import Words

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.yaml"))


def shown(figure: Figure) -> str:
    """A figure as the golden cases write it."""
    return f"{figure.value}/{figure.whole}" if figure.whole else figure.value


@pytest.mark.parametrize("path", GOLDEN, ids=[each.stem for each in GOLDEN])
def test_entries_come_to_what_an_office_expects(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    book = ready.book(case["book"])
    entries = [Entry(each["unit"], each["day"], each["values"]) for each in case["entries"]]
    for each in case["entries"]:
        assert checks.filled(book.fields, each["values"], is_draft=False).faults == {}
    found = {
        each.code: {
            f"{unit} {since} {until}": shown(figure.figure)
            for (unit, (since, until)), figure in counts.counted(each.count, entries).items()
        }
        for each in book.figures
    }
    assert found == case["expected"]


@pytest.mark.parametrize("code", ready.IDS)
def test_every_ready_made_register_is_sound(code: str) -> None:
    book = ready.book(code)
    assert checks.definition(book.fields, book.handled) == ()
    for each in book.figures:
        assert conditions.faults((*each.count.where, *each.count.part), book.fields) == ()
        assert (each.count.way is Way.SUM) == bool(each.count.field)
        assert (each.count.way is Way.RATIO) == bool(each.count.part)


def test_an_unknown_register_is_none() -> None:
    with pytest.raises(ready.UnknownBook):
        ready.book("../settings")


HOLDING = [
    (How.IS, "yes", {"a": "yes"}, True),
    (How.IS, "yes", {"a": "no"}, False),
    (How.IS, "yes", {}, False),
    (How.IS_NOT, "yes", {"a": "no"}, True),
    (How.IS_NOT, "yes", {}, True),
    (How.IS_NOT, "yes", {"a": "yes"}, False),
    (How.FILLED, "", {"a": "x"}, True),
    (How.FILLED, "", {}, False),
    (How.BLANK, "", {}, True),
    (How.BLANK, "", {"a": "x"}, False),
    (How.NOT_AFTER, "b", {"a": "2026-03-31", "b": "2026-03-31"}, True),
    (How.NOT_AFTER, "b", {"a": "2026-04-01", "b": "2026-03-31"}, False),
    (How.NOT_AFTER, "b", {"a": "2026-04-01"}, False),
    (How.NOT_AFTER, "b", {"b": "2026-04-01"}, False),
    (How.AT_LEAST, "10", {"a": "10"}, True),
    (How.AT_LEAST, "10", {"a": "9.99"}, False),
    (How.AT_MOST, "10", {"a": "10"}, True),
    (How.AT_MOST, "10", {"a": "10.01"}, False),
    (How.AT_MOST, "10", {}, False),
]


@pytest.mark.parametrize(("how", "value", "values", "holds"), HOLDING)
def test_a_test_holds_on_what_is_written(how: How, value: str, values: dict[str, str], holds: bool) -> None:
    assert conditions.hold((Condition("a", how, value),), values) is holds


def test_every_test_must_hold_and_none_is_always_held() -> None:
    both = (Condition("a", How.FILLED), Condition("b", How.FILLED))
    assert (conditions.hold(both, {"a": "1"}), conditions.hold(both, {"a": "1", "b": "2"})) == (False, True)
    assert conditions.hold((), {}) is True


def field(key: str, kind: Kind, *choices: str) -> Field:
    return Field(key, Words(key, key), kind, choices=choices)


FIELDS = (
    field("day", Kind.DATE),
    field("due", Kind.DATE),
    field("n", Kind.NUMBER),
    field("c", Kind.CHOICE, "x", "y"),
)


@pytest.mark.parametrize(
    ("test", "fits"),
    [
        (Condition("day", How.NOT_AFTER, "due"), True),
        (Condition("day", How.NOT_AFTER, "day"), False),
        (Condition("day", How.NOT_AFTER, "n"), False),
        (Condition("day", How.IS, "2026-01-01"), False),
        (Condition("n", How.AT_LEAST, "-1.5"), True),
        (Condition("n", How.AT_LEAST, "many"), False),
        (Condition("c", How.IS, "x"), True),
        (Condition("c", How.IS, "z"), False),
        (Condition("c", How.IS_NOT, ""), False),
        (Condition("gone", How.FILLED), False),
        (Condition("day", How.BLANK), True),
    ],
)
def test_a_test_suits_its_field_or_is_a_fault(test: Condition, fits: bool) -> None:
    assert (conditions.faults((test,), FIELDS) == ()) is fits


@pytest.mark.parametrize(
    ("on", "rhythm", "span"),
    [
        (date(2026, 12, 31), Rhythm.YEAR, (date(2026, 1, 1), date(2027, 1, 1))),
        (date(2026, 6, 30), Rhythm.HALF, (date(2026, 1, 1), date(2026, 7, 1))),
        (date(2026, 7, 1), Rhythm.HALF, (date(2026, 7, 1), date(2027, 1, 1))),
        (date(2026, 5, 31), Rhythm.QUARTER, (date(2026, 4, 1), date(2026, 7, 1))),
        (date(2026, 12, 1), Rhythm.MONTH, (date(2026, 12, 1), date(2027, 1, 1))),
    ],
)
def test_a_day_lies_in_one_period(on: date, rhythm: Rhythm, span: tuple[date, date]) -> None:
    assert counts.period(on, rhythm) == span


def test_nothing_comes_to_nought() -> None:
    asked = (Condition("a", How.FILLED),)
    ratio = Count(Way.RATIO, Rhythm.YEAR, part=asked)
    total = Count(Way.SUM, Rhythm.YEAR, field="a")
    assert [counts.figure(each, ()) for each in (ratio, total)] == [Figure("0", "0"), Figure("0")]
    assert counts.figure(total, [{"a": "0.1"}, {"a": "0.2"}, {}]) == Figure("0.3")
