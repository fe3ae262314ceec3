"""Correcting what is said of a piece: every field, once, without overwriting what others said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from parindex.cycle.evidence import queries
from parindex.cycle.evidence.actions import adding, correcting
from parindex.cycle.evidence.actions.correcting import Description, Overtaken, WrongValue
from parindex.cycle.evidence.models import Item
from parindex.engine.access.checks import Refused
from parindex.foundation.audit.models import HistoryRow
from tests.cast import AT, Cast
from tests.cycle.evidence import papers

RIGHT = Description("13/KH-UBND", date(2025, 2, 1), "UBND phường Yên Hòa", "Kế hoạch cải cách")


@pytest.fixture
def item(cast: Cast) -> Item:
    return adding.add_file(papers.plan(), name="a.pdf", unit=cast.ward, by=cast.actor("clerk"), at=AT)


def correct(cast: Cast, item: Item, said: Description, *, seen: int = 1, who: str = "clerk") -> Item:
    return correcting.correct(item, said, seen=seen, by=cast.actor(who), at=AT)


def stands(item: Item) -> tuple[Description, int]:
    now = Item.objects.get(pk=item.pk)
    return Description(now.number, now.issued_on, now.issuer, now.title), now.version


def told() -> list[dict[str, object]]:
    rows = HistoryRow.objects.filter(event="evidence.corrected").order_by("pk")
    return [row.facts for row in rows]


def test_a_correction_is_kept_and_told(cast: Cast, item: Item) -> None:
    correct(cast, item, replace(RIGHT, number="  13/KH-UBND\x00 "))

    assert stands(item) == (RIGHT, 2)
    assert told() == [
        {
            "before": "12/KH-UBND · 2025-01-15 · UỶ BAN NHÂN DÂN PHƯỜNG YÊN HÒA · "
            "Cải cách hành chính năm 2025",
            "value": "13/KH-UBND · 2025-02-01 · UBND phường Yên Hòa · Kế hoạch cải cách",
        }
    ]
    assert queries.matching(queries.visible(cast.actor("clerk")), "13/kh a.pdf").get() == item


def test_what_was_blank_may_be_blank_again(cast: Cast, item: Item) -> None:
    correct(cast, item, Description())

    assert stands(item) == (Description(), 2)


def test_the_second_of_two_people_is_told_and_nothing_is_lost(cast: Cast, item: Item) -> None:
    correct(cast, item, RIGHT, who="leader")

    with pytest.raises(Overtaken) as overtaken:
        correct(cast, item, replace(RIGHT, number="99/KH"))

    assert overtaken.value.item.number == "13/KH-UBND"
    assert stands(item) == (RIGHT, 2)


def test_the_same_words_again_change_nothing(cast: Cast, item: Item) -> None:
    correct(cast, item, RIGHT)

    assert correct(cast, item, RIGHT, seen=1).version == 2
    assert len(told()) == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (replace(RIGHT, number="x" * 121), "number"),
        (replace(RIGHT, issuer="x" * 401), "issuer"),
        (replace(RIGHT, title="x" * 2001), "title"),
    ],
)
def test_what_is_too_long_is_refused(cast: Cast, item: Item, said: Description, field: str) -> None:
    with pytest.raises(WrongValue, match=field):
        correct(cast, item, said)
    assert stands(item)[1] == 1


@pytest.mark.parametrize("who", ["neighbour", "reform", "auditor"])
def test_only_the_units_own_people_correct(cast: Cast, item: Item, who: str) -> None:
    with pytest.raises(Refused):
        correct(cast, item, RIGHT, who=who)
    assert stands(item)[1] == 1


def test_a_reference_never_gets_a_title_and_keeps_its_number(cast: Cast) -> None:
    by = cast.actor("clerk")
    day = date(2025, 3, 1)
    first, other = (
        adding.add_reference(number=number, issued_on=day, issuer="Công an", unit=cast.ward, by=by, at=AT)
        for number in ("1/BC", "2/BC")
    )

    for said, field in (
        (Description("1/BC", day, "Công an", "Nội dung mật"), "title"),
        (Description("", day, "Công an"), "number"),
        (Description("1/BC", None, "Công an"), "issued_on"),
        (Description("2/BC", day, "Công an"), "number"),
    ):
        with pytest.raises(WrongValue, match=field):
            correct(cast, first, said)
    correct(cast, other, Description("3/BC", day, "Công an phường"))

    assert stands(first) == (Description("1/BC", day, "Công an"), 1)
    assert stands(other) == (Description("3/BC", day, "Công an phường"), 2)


def test_a_link_keeps_a_title(cast: Cast) -> None:
    link = adding.add_link("https://hanoi.gov.vn", title="a", unit=cast.ward, by=cast.actor("clerk"), at=AT)

    with pytest.raises(WrongValue, match="title"):
        correct(cast, link, Description())
    correct(cast, link, Description(title="Trang tin", number="5/TB"))

    assert stands(link) == (Description("5/TB", None, "", "Trang tin"), 2)
