"""Random rules with answers they can use: what properties of scoring are tried on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from parindex.engine.scoring.specs import (
    Band,
    Branch,
    CriterionSpec,
    FrameworkSpec,
    NotApplicable,
    Option,
    Part,
    RuleSpec,
)
from parindex.engine.values import points

DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Trial:
    """One leaf of a framework, an answer it can use, and the best of its peers."""

    leaf: CriterionSpec
    raw: Any
    framework: FrameworkSpec
    best: Fraction | None


def text(steps: int, places: int) -> str:
    return points.shortest(Decimal(steps).scaleb(-places))


def places_of(printed: str) -> int:
    """How many decimals a number prints."""
    return points.decimals(printed)


def figures(low: int, high: int, places: int = 2) -> st.SearchStrategy[str]:
    """Numbers as text: ``low`` to ``high`` steps of up to ``places`` decimals."""
    return st.builds(text, st.integers(low, high), st.integers(0, places))


SHARES = st.builds(text, st.integers(0, 100), st.just(2)) | st.builds(text, st.integers(0, 10**6), st.just(6))
COUNTS = st.integers(0, 12).map(str)
NONE_OR_SHARE = st.none() | SHARES


def most(maximum: str) -> st.SearchStrategy[str]:
    """Points from 0 to ``maximum``."""
    return st.builds(text, st.integers(0, int(Decimal(maximum) * 10**4)), st.just(4))


@st.composite
def bands(draw: st.DrawFn, maximum: str, *, low: int, high: int) -> tuple[Band, ...]:
    made = []
    for _ in range(draw(st.integers(1, 4))):
        bounds = sorted(draw(st.lists(st.integers(low, high), min_size=2, max_size=2)))
        lower, upper = (text(each, 2) for each in bounds)
        earns: dict[str, Any] = draw(
            st.one_of(
                st.fixed_dictionaries({"points": most(maximum)}),
                st.fixed_dictionaries({"share": SHARES}),
                st.just({"is_ratio": True}),
            )
        )
        sides: dict[str, Any] = draw(
            st.sampled_from(
                [
                    {"at_least": lower, "below": upper},
                    {"at_least": lower, "at_most": upper},
                    {"at_least": lower},
                    {"below": upper},
                    {"at_most": upper},
                    {},
                ]
            )
        )
        made.append(Band(**sides, **earns))
    return tuple(made)


@st.composite
def of_total(draw: st.DrawFn, *, over: bool) -> dict[str, str]:
    total = draw(st.integers(0, 400))
    done = draw(st.integers(0, total * 2 if over else total))
    places = draw(st.sampled_from([0, 0, 0, 2]))
    return {"done": text(done, places), "total": text(total, places)}


Pair = tuple[RuleSpec, Any]


@st.composite
def ratio(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
    floor, full_at = sorted([draw(SHARES), draw(SHARES)], key=Decimal)
    rule = RuleSpec(
        kind="ratio",
        floor=draw(st.sampled_from([None, floor])),
        full_at=draw(st.sampled_from([None, full_at])),
        empty=draw(st.sampled_from([None, "zero", "full", "not_applicable"])),
    )
    return rule, draw(of_total(over=False) | st.fixed_dictionaries({"ratio": SHARES}))


@st.composite
def banded(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
    on = draw(st.sampled_from([None, "ratio", "value"]))
    empty = draw(st.sampled_from([None, "zero", "full"])) if on != "value" else None
    if on == "value":
        rule = RuleSpec(kind="bands", on=on, bands=draw(bands(maximum, low=-500, high=500)))
        return rule, {"value": draw(figures(-800, 800))}
    rule = RuleSpec(kind="bands", on=on, empty=empty, bands=draw(bands(maximum, low=0, high=150)))
    return rule, draw(of_total(over=True))


@st.composite
def growth(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
    measure = draw(st.sampled_from(["difference", "percent"]))
    low, high = (-100, 100) if measure == "percent" else (-500, 500)
    rule = RuleSpec(kind="growth", measure=measure, bands=draw(bands(maximum, low=low, high=high)))
    return rule, {"value": draw(figures(-500, 1500)), "previous": draw(figures(1, 900))}


@st.composite
def choice(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
    keys = draw(st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=4, unique=True))
    options = tuple(
        draw(
            st.builds(Option, st.just(key), points=most(maximum))
            | st.builds(Option, st.just(key), share=SHARES, label=st.sampled_from([None, f"Mức {key}"]))
        )
        for key in keys
    )
    return RuleSpec(kind="choice", options=options), {"choice": draw(st.sampled_from(keys))}


@st.composite
def survey(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
    weights = (("A", "1"), ("B", draw(SHARES)), ("C", draw(SHARES)))
    form = draw(st.sampled_from(["share", "counts", "mean"]))
    if form == "share":
        return RuleSpec(kind="survey"), {"share": draw(SHARES)}
    if form == "mean":
        mean, scale = sorted([draw(figures(1, 500)), draw(figures(1, 500))], key=Decimal)
        return RuleSpec(kind="survey"), {"mean": mean, "scale": scale}
    counts = {key: draw(COUNTS) for key in draw(st.lists(st.sampled_from("BCE"), unique=True))}
    return RuleSpec(kind="survey", weights=weights), {"counts": {**counts, "A": str(draw(st.integers(1, 9)))}}


@st.composite
def formula(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
    branches = draw(
        st.sampled_from(
            [
                (Branch("x * 0.5", "x >= 2 and y > 0"), Branch("0.1", "x > 1")),
                (Branch("1 - x / 10", "y < 3"), Branch("min(x, y) / 7")),
                (Branch("1 / x", "x != 0"), Branch("y / 100")),
                (Branch("0.75", "x == 5 or y == 40"), Branch("0.25", "not x < 3")),
            ]
        )
    )
    values = {"x": draw(figures(-20, 200, 1)), "y": draw(figures(0, 400, 1))}
    return RuleSpec(kind="formula", variables=("x", "y"), branches=branches), {"variables": values}


@st.composite
def leader(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
    rule = RuleSpec(kind="leader", better=draw(st.sampled_from(["higher", "lower"])))
    return rule, {"value": draw(figures(0, 900))}


@st.composite
def parts(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
    whole = int(Decimal(maximum) * 100)
    cut = draw(st.integers(0, whole))
    made = []
    raw = {}
    for key, share in (("a", cut), ("b", whole - cut)):
        top = text(share, 2)
        rule, answer = draw(pairs(top, depth + 1))
        made.append(Part(key, top, rule, draw(st.sampled_from([None, f"Phần {key}"]))))
        raw[key] = draw(st.sampled_from([answer, answer, answer, None]))
    return RuleSpec(kind="parts", parts=tuple(made)), {"parts": raw}


@st.composite
def best_case(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
    found = [draw(pairs(maximum, depth + 1)) for _ in range(draw(st.integers(1, 3)))]
    claimed = [draw(st.sampled_from([answer, answer, None])) for _, answer in found]
    return RuleSpec(kind="best_case", cases=tuple(rule for rule, _ in found)), {"cases": claimed}


@st.composite
def gate(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
    rule, answer = draw(pairs(maximum, depth + 1).filter(lambda pair: pair[0].kind != "gate"))
    rest = answer or {}
    raw = {"gate": True, **rest} if answer else {"gate": False}
    return RuleSpec(kind="gate", then=rule), draw(
        st.sampled_from([raw, raw, {"gate": False}, {**raw, "gate": False}])
    )


def simple(kind: str, answer: st.SearchStrategy[Any], **given: st.SearchStrategy[Any]) -> Callable[..., Any]:
    @st.composite
    def made(draw: st.DrawFn, maximum: str, depth: int) -> Pair:
        return RuleSpec(kind=kind, **{key: draw(each) for key, each in given.items()}), draw(answer)

    return made


COUNTED = st.fixed_dictionaries({"count": COUNTS})
EACH = figures(1, 300, 3)
MAKERS: dict[str, Callable[..., st.SearchStrategy[Pair]]] = {
    "yes_no": simple("yes_no", st.fixed_dictionaries({"yes": st.booleans()})),
    "choice": choice,
    "ratio": ratio,
    "bands": banded,
    "count": simple("count", COUNTED, each=EACH),
    "deduct": simple("deduct", COUNTED, each=EACH),
    "veto": simple("veto", COUNTED),
    "growth": growth,
    "leader": leader,
    "survey": survey,
    "index": simple("index", st.fixed_dictionaries({"value": figures(0, 9000)}), of=figures(1, 9000)),
    "formula": formula,
    "parts": parts,
    "best_case": best_case,
    "gate": gate,
}
PLAIN = tuple(kind for kind in MAKERS if kind not in {"parts", "best_case", "gate"})


@st.composite
def pairs(draw: st.DrawFn, maximum: str, depth: int = 0) -> Pair:
    kind = draw(st.sampled_from(tuple(MAKERS) if depth < DEEPEST else PLAIN))
    rule, answer = draw(MAKERS[kind](maximum, depth))
    return rule, answer


@st.composite
def trials(draw: st.DrawFn, kind: str) -> Trial:
    """A leaf of ``kind`` with an answer, or none."""
    maximum = draw(st.sampled_from(["1", "0.5", "2", "1.25", "9"]))
    rule, raw = draw(MAKERS[kind](maximum, 0))
    return framed(
        rule,
        draw(st.sampled_from([raw, raw, raw, raw, None])),
        maximum=maximum,
        decimals=draw(st.sampled_from([2, 4, 4])),
        policy=draw(st.sampled_from(list(NotApplicable))),
        best=draw(st.none() | figures(1, 900).map(Fraction)),
    )


def framed(
    rule: RuleSpec,
    raw: Any,
    *,
    maximum: str = "1",
    decimals: int = 4,
    policy: NotApplicable = NotApplicable.EXCLUDE,
    best: Fraction | None = None,
) -> Trial:
    """The leaf of ``rule`` in a framework of its own."""
    leaf = CriterionSpec(path="I/1", code="1", name="Tiêu chí", max=maximum, rule=rule)
    framework = FrameworkSpec(
        id="vi-du", criteria=(leaf,), total=maximum, decimals=decimals, not_applicable=policy
    )
    return Trial(leaf, raw, framework, best)
