"""A written framework file reads back equal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parindex.cycle.frameworks import reading, writing
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import (
    EMPTY_RULE,
    Aggregate,
    Band,
    Branch,
    CriterionSpec,
    Evidence,
    FrameworkSpec,
    NotApplicable,
    Option,
    Part,
    RuleSpec,
    Source,
)
from parindex.engine.values import vietnamese

letters = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028")
texts = (
    st.text(letters, min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
    .map(vietnamese.nfc)
    .filter(lambda text: text.strip() == text)
) | st.sampled_from(
    ["yes", "true", "null", "010", "1.10", "- a", "a: b", "#", "'", '"', "\\", "{", "x\x85x", "a\nb"]
)
maybe = st.none() | texts
numbers = st.from_regex(r"[+-]?[0-9]{1,4}(\.[0-9]{1,3})?", fullmatch=True)
some_numbers = st.none() | numbers
statuses = st.sampled_from([None, "confirmed", "assumed", "illustrative"])

options = st.builds(Option, key=texts, points=numbers, label=maybe) | st.builds(
    Option, key=texts, share=numbers
)
bands = st.builds(
    Band, at_least=some_numbers, below=some_numbers, at_most=some_numbers, points=numbers
) | st.builds(Band, at_least=some_numbers, is_ratio=st.just(True))
branches = st.builds(Branch, points=texts, when=maybe)


def rules() -> st.SearchStrategy[RuleSpec]:
    said = {"citation": maybe, "status": statuses, "note": maybe}
    base = st.one_of(
        st.builds(RuleSpec, kind=st.sampled_from(["yes_no", "veto", "council"]), **said),
        st.builds(RuleSpec, kind=st.just("choice"), options=st.lists(options, min_size=1).map(tuple), **said),
        st.builds(
            RuleSpec,
            kind=st.just("ratio"),
            floor=some_numbers,
            full_at=some_numbers,
            empty=st.sampled_from([None, "zero"]),
            **said,
        ),
        st.builds(
            RuleSpec,
            kind=st.just("bands"),
            on=st.sampled_from([None, "value"]),
            bands=st.lists(bands, min_size=1).map(tuple),
            **said,
        ),
        st.builds(
            RuleSpec,
            kind=st.just("survey"),
            weights=st.dictionaries(texts, numbers).map(lambda each: tuple(each.items())),
            **said,
        ),
        st.builds(
            RuleSpec,
            kind=st.just("formula"),
            variables=st.lists(texts, max_size=3).map(tuple),
            branches=st.lists(branches, min_size=1, max_size=3).map(tuple),
            **said,
        ),
        st.builds(
            RuleSpec,
            kind=st.just("formula"),
            variables=st.just(("x", "y")),
            labels=st.lists(st.tuples(st.sampled_from("xy"), texts), unique_by=lambda each: each[0]).map(
                tuple
            ),
            branches=st.lists(branches, min_size=1, max_size=3).map(tuple),
            **said,
        ),
    )
    return st.recursive(
        base,
        lambda inner: st.one_of(
            st.builds(RuleSpec, kind=st.just("gate"), then=inner),
            st.builds(
                RuleSpec, kind=st.just("best_case"), cases=st.lists(inner, min_size=1, max_size=3).map(tuple)
            ),
            st.builds(
                RuleSpec,
                kind=st.just("parts"),
                parts=st.lists(
                    st.builds(Part, key=texts, max=numbers, rule=inner, name=maybe), min_size=1
                ).map(tuple),
            ),
        ),
        max_leaves=4,
    )


@st.composite
def criteria(draw: st.DrawFn, *, above: str = "", depth: int = 0) -> tuple[CriterionSpec, ...]:
    nodes = []
    for position in range(1, draw(st.integers(1, 3)) + 1):
        code = draw(st.sampled_from(["-", str(position), f"{position}.1", "1.10", "I"]))
        path = specs.join(above, code, position=position)
        children = draw(criteria(above=path, depth=depth + 1)) if depth < 2 and draw(st.booleans()) else ()
        nodes.append(
            CriterionSpec(
                path=path,
                code=code,
                name=draw(maybe) or "",
                max=draw(some_numbers),
                owner=draw(maybe),
                weight=draw(some_numbers),
                aggregate=draw(st.sampled_from([None, *Aggregate])),
                source=draw(st.sampled_from([None, *Source])),
                evidence=draw(st.none() | st.builds(Evidence, required=st.booleans(), note=maybe)),
                rule=draw(st.none() | st.just(EMPTY_RULE) | rules()),
                note=draw(maybe),
                children=children,
            )
        )
    return tuple(nodes)


frameworks = st.builds(
    FrameworkSpec,
    id=texts,
    criteria=criteria(),
    total=some_numbers,
    index=maybe,
    title_vi=maybe,
    title_en=maybe,
    level=maybe,
    year=st.none() | st.integers(1900, 2999),
    basis=maybe,
    decimals=st.integers(0, 6),
    display_decimals=st.integers(0, 6),
    not_applicable=st.sampled_from(NotApplicable),
    aggregate=st.sampled_from(Aggregate),
    note=maybe,
)


@given(frameworks)
def test_what_is_written_reads_back_equal(spec: FrameworkSpec) -> None:
    written = writing.write(spec)
    read = reading.read(written.encode())
    assert read.spec == spec
    assert writing.write(read.spec) == written


@given(frameworks)
def test_the_digest_is_of_the_content(spec: FrameworkSpec) -> None:
    assert reading.read(writing.write(spec).encode()).digest == writing.digest(spec)


def test_the_form_of_the_contract() -> None:
    rule = RuleSpec(kind="ratio", floor="0.8", citation="Điều 1", status="assumed")
    leaf = CriterionSpec(path="I/1", code="1", name="Kế hoạch", max="1", source=Source.SELF, rule=rule)
    draft = CriterionSpec(path="I/2", code="-", name="Báo cáo", max="1", rule=EMPTY_RULE)
    top = CriterionSpec(path="I", code="I", name="Chỉ đạo", owner="Sở Nội vụ", children=(leaf, draft))
    spec = FrameworkSpec(id="xa-2025", criteria=(top,), total="2", level="commune", year=2025, title_vi="Bộ")
    assert writing.write(spec) == (
        "schema: parindex/framework/1\n"
        "id: xa-2025\n"
        'title: {vi: "Bộ"}\n'
        "level: commune\n"
        "year: 2025\n"
        "decimals: 4\n"
        "display_decimals: 2\n"
        "not_applicable: exclude\n"
        'total: "2"\n'
        "criteria:\n"
        '  - code: "I"\n'
        '    name: "Chỉ đạo"\n'
        '    owner: "Sở Nội vụ"\n'
        "    children:\n"
        '      - code: "1"\n'
        '        name: "Kế hoạch"\n'
        '        max: "1"\n'
        "        source: self\n"
        '        rule: {kind: ratio, floor: "0.8", citation: "Điều 1", status: assumed}\n'
        '      - code: "-"\n'
        '        name: "Báo cáo"\n'
        '        max: "1"\n'
        "        rule: {}\n"
    )
