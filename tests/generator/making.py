"""Random documents from a seed and a few wishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from parindex.engine.values import points
from tests.generator import words
from tests.generator.model import (
    AnnexModel,
    Codes,
    CriteriaModel,
    Criterion,
    Cut,
    DocumentModel,
    Group,
    Listing,
    Task,
    TasksModel,
    total,
)

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_TITLES = {
    Codes.DOTTED: "Các chỉ tiêu cần cải thiện tại Chỉ số cải cách hành chính (PAR INDEX)",
    Codes.ROMAN: "CHỈ TIÊU PARINDEX CỦA PHƯỜNG",
    Codes.BULLETS: "Các chỉ tiêu cần cải thiện tại Chỉ số hiệu quả quản trị (PAPI)",
}
_FIGURE_ORDERS = (("max", "result", "target"), ("max", "target", "result"), ("result", "target", "max"))


@dataclass(frozen=True, slots=True)
class Wish:
    """What a test asks of one annex: which table, and the features it must have."""

    codes: Codes | None
    cut: Cut
    two_row_head: bool
    shuffled: bool
    merged: bool
    long: bool = False
    narrow: bool = False


def document(seed: int, *, wishes: tuple[Wish, ...]) -> DocumentModel:
    """A document with one annex for each wish."""
    random = Random(seed)
    annexes = tuple(_annex(random, number, wish) for number, wish in enumerate(wishes, start=1))
    issued = (2026, random.randrange(1, 11), random.randrange(1, 29)) if random.random() < 0.5 else None
    return DocumentModel(
        number=str(random.randrange(1, 300)) if issued else "",
        issued=issued,
        title=f"Cải thiện các chỉ số năm 2026 của thành phố Hà Nội, đợt {random.randrange(2, 9)}",
        paragraphs=tuple(words.clause(random, length=3) + "." for _ in range(random.randrange(1, 5))),
        annexes=annexes,
    )


def _annex(random: Random, number: int, wish: Wish) -> AnnexModel:
    caption = "(Kèm theo Kế hoạch số /KH-UBND ngày / /2026 của UBND Thành phố)"
    if wish.codes is None:
        title = "CÁC NHIỆM VỤ, GIẢI PHÁP NĂM 2026"
        return AnnexModel(number, title, caption, _tasks(random, wish), landscape=random.random() < 0.7)
    return AnnexModel(
        number, _TITLES[wish.codes], caption, _criteria(random, wish), landscape=random.random() < 0.4
    )


def _criteria(random: Random, wish: Wish) -> CriteriaModel:
    assert wish.codes is not None
    rows = tuple(_rows(random, wish.codes, long=wish.long))
    domains = [row for row in rows if "/" not in row.path]
    sums = [
        total([_exact(getattr(row, column)) for row in domains]) for column in ("max", "result", "target")
    ]
    slack = Decimal("0.1") if sums[2] - Decimal("0.1") >= sums[1] else Decimal(0)
    comparator = random.choice(("=", "=", ">=", ">" if slack else "="))
    aim = sums[2] - (slack if comparator == ">" else 0)
    figures = list(random.choice(_FIGURE_ORDERS)) if wish.shuffled else ["max", "result", "target"]
    order = ["code", "name", *figures, "lead"]
    if wish.shuffled and random.random() < 0.5:
        order = ["code", "name", "lead", *figures]
    printed = ("TỔNG ĐIỂM", *(points.shortest(number) for number in (sums[0], sums[1], aim)))
    return CriteriaModel(
        codes=wish.codes,
        rows=rows,
        total=(printed[0], printed[1], printed[2], printed[3]),
        comparator=comparator,
        order=tuple(order),
        two_row_head=wish.two_row_head,
        merged_parties=wish.merged,
        total_first=random.random() < 0.3,
        cut=wish.cut,
        cut_after=random.randrange(1, len(rows) - 1),
        cut_words=random.randrange(1, 3),
        stop=random.choice(("", "", ".")),
        narrow=wish.narrow,
    )


def _exact(figure: str) -> Decimal:
    return Decimal(figure)


def _rows(random: Random, codes: Codes, *, long: bool) -> Iterator[Criterion]:
    """Domains, criteria under them and, for dotted and Roman codes, components under some of these."""
    for domain in range(1, random.randrange(3, 5) + (3 if long else 0)):
        code = _ROMAN[domain - 1] if codes is Codes.ROMAN else str(domain)
        below = list(_criteria_of(random, codes, code))
        yield _summed(random, code, code, below, f"LĨNH VỰC {words.name(random).upper()}")
        yield from below


def _criteria_of(random: Random, codes: Codes, domain: str) -> Iterator[Criterion]:
    for number in range(1, random.randrange(3, 6)):
        if codes is Codes.BULLETS:
            yield _leaf(random, f"{domain}/{number}", "-")
            continue
        code = str(number) if codes is Codes.ROMAN else f"{domain}.{number}"
        path = f"{domain}/{code}"
        if random.random() < 0.4:
            below = [
                _leaf(random, f"{path}/{code}.{deep}", f"{code}.{deep}")
                for deep in range(1, random.randrange(3, 5))
            ]
            yield _summed(random, path, code, below, words.name(random))
            yield from below
        else:
            yield _leaf(random, path, code)


def _leaf(random: Random, path: str, code: str) -> Criterion:
    most = random.choice((50, 100, 150, 200, 250))
    result = random.randrange(most // 2, most + 1)
    target = random.randrange(result, most + 1)
    fine = Decimal(random.randrange(0, 100)).scaleb(-4) if result < target else Decimal(0)
    parties, listing = _parties(random) if random.random() < 0.5 else ((), Listing.SEMICOLONS)
    return Criterion(
        path,
        code,
        words.name(random),
        max=points.shortest(Decimal(most).scaleb(-2)),
        result=points.shortest(Decimal(result).scaleb(-2) + fine),
        target=_spelt(random, Decimal(target).scaleb(-2)),
        parties=parties,
        listing=listing,
        comma=random.random() < 0.1,
    )


def _spelt(random: Random, number: Decimal) -> str:
    """Shortest, or with both decimals, as officials mix them."""
    return points.fixed(number, 2) if random.random() < 0.3 else points.shortest(number)


def _summed(random: Random, path: str, code: str, below: list[Criterion], title: str) -> Criterion:
    """A parent whose figures are the exact sums of its children."""
    depth = path.count("/") + 1
    children = [row for row in below if row.path.count("/") == depth]
    most, result, target = (
        points.shortest(total([_exact(getattr(row, column)) for row in children]))
        for column in ("max", "result", "target")
    )
    parties, listing = _parties(random) if random.random() < 0.6 else ((), Listing.SEMICOLONS)
    return Criterion(path, code, title, most, result, target, parties, listing)


def _parties(random: Random) -> tuple[tuple[words.Party, ...], Listing]:
    chosen = random.sample(words.UNITS[:-1], random.choice((1, 1, 1, 2, 3)))
    scoped = [
        words.Party(party.text, party.units, party.groups, random.choice(words.SCOPES))
        if random.random() < 0.25
        else party
        for party in chosen
    ]
    if len(scoped) == 1:
        return (
            random.choice((scoped[0], words.UNITS[-1], words.GROUPS[2], words.UNKNOWN, *scoped)),
        ), Listing.SEMICOLONS
    return tuple(scoped), random.choice(tuple(Listing))


def _tasks(random: Random, wish: Wish) -> TasksModel:
    groups = tuple(_groups(random, wish))
    columns = ["due", "leads", "partners", "products"]
    if wish.shuffled:
        random.shuffle(columns)
    count = sum(len(group.tasks) for group in groups)
    return TasksModel(
        groups=groups,
        order=("number", "text", *columns),
        cut=wish.cut,
        cut_task=random.randrange(1, count),
        cut_words=random.randrange(3, 7),
        long=wish.long,
        stop=random.choice(("", ".")),
        narrow=wish.narrow,
    )


def _groups(random: Random, wish: Wish) -> Iterator[Group]:
    """Parts with sections with tasks; numbers go on over the whole table."""
    number = 0
    for part in "ABC"[: random.randrange(1, 4)]:
        yield Group(part, f"CHỈ SỐ THỨ {part} VỀ {words.name(random).upper()}")
        for section in _ROMAN[: random.randrange(1, 4)]:
            tasks = []
            for _ in range(random.randrange(2, 4) + (4 if wish.long else 0)):
                number += 1
                tasks.append(_task(random, str(number), wish))
            yield Group(section, words.name(random), tuple(tasks))


def _task(random: Random, number: str, wish: Wish) -> Task:
    leads, listing = _parties(random) if random.random() < 0.9 else ((), Listing.SEMICOLONS)
    partners, _ = _parties(random) if random.random() < 0.9 else ((), Listing.SEMICOLONS)
    products = tuple(words.product(random) for _ in range(random.choice((0, 1, 1, 1, 2, 3))))
    second = None
    # Right after a page break a second assignment would read as the rest of the row above (contract):
    # it stands at the top of its table or is held to its task by merged cells.
    if (
        not wish.long
        and random.random() < (0.15 if wish.merged else 0.4)
        and (wish.merged or int(number) < 3)
    ):
        second = ((random.choice(words.UNITS[:9]),), (random.choice(words.UNITS[:9]),))
    if wish.long and listing is Listing.SEMICOLONS:
        # Plain lines that a page parts are joined to one deliverable (contract).
        products = products[:1]
    text = f"{words.clause(random, length=5 if wish.long else 3)} (việc {number})."
    more = f"Báo cáo lần {number} trong buổi giao ban." if random.random() < 0.15 else ""
    return Task(
        number,
        text,
        more,
        random.choice(words.DEADLINES),
        leads,
        partners,
        products,
        listing,
        second,
        second_merged=wish.merged,
    )


def wishes(random: Random) -> tuple[Wish, ...]:
    """Wishes for a document with a table of tasks and two tables of criteria."""
    kinds = (None, random.choice(tuple(Codes)), random.choice(tuple(Codes)))
    return tuple(
        Wish(
            codes,
            cut=random.choice(tuple(Cut)),
            two_row_head=random.random() < 0.4,
            shuffled=random.random() < 0.5,
            merged=random.random() < 0.5,
            long=random.random() < 0.3,
            narrow=random.random() < 0.4,
        )
        for codes in kinds
    )
