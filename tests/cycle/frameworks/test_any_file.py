"""Whatever the bytes, a framework file is read or refused in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import reading
from parindex.engine.values.findings import Finding, Severity, Words

GOOD = """schema: parindex/framework/1
id: thu
year: 2025
decimals: 4
total: "10"
aggregate: sum
criteria:
  - code: "I"
    name: Chỉ đạo
    owner: Sở Nội vụ
    children:
      - {code: "1", name: a, max: "4", source: self, evidence: {required: true, note: x},
         rule: {kind: ratio, floor: "0.8", full_at: "1", empty: zero, citation: Điều 1, status: assumed}}
      - {code: "-", name: b, max: "6", rule: {kind: parts, citation: Điều 2, status: confirmed, parts: [
         {key: a, max: "2", rule: {kind: bands, bands: [{from: "1", points: "2"}, {share: "0.5"}]}},
         {key: b, max: "4", rule: {kind: formula, variables: [x], branches: [{when: "x>1", points: x}]}}]}}
"""
LINES = GOOD.splitlines()
SCRAPS = [
    "",
    "null",
    "[]",
    "{}",
    "true",
    "1e3",
    "-1",
    "'",
    '"',
    "- ",
    ": ",
    "*a",
    "&a ",
    "!!x ",
    "\t",
    "\x85",
    "𝟙",
    "..",
    "99",
]


def read(data: bytes) -> tuple[Finding, ...]:
    """What is found; nothing where the file is refused in both languages."""
    try:
        return reading.read(data).findings
    except Unusable as refusal:
        return () if refusal.vi and refusal.en else (untold,)


untold = Finding("UNREADABLE", Severity.ERROR, Words("", ""), Words("", ""))


def test_the_file_the_others_are_made_of_is_good() -> None:
    assert reading.read(GOOD.encode()).findings == ()


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    assert untold not in read(data)


@given(
    st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), st.sampled_from(SCRAPS)), max_size=3)
)
def test_a_good_file_with_pieces_replaced(changes: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for place, length, scrap in changes:
        text = text[:place] + scrap + text[place + length :]
    for finding in read(text.encode()):
        assert finding.row is not None
        assert finding.message.vi
        assert finding.remedy.en


@given(st.lists(st.integers(0, len(LINES) - 1), unique=True, max_size=4))
def test_a_good_file_without_some_lines(dropped: list[int]) -> None:
    kept = [line for number, line in enumerate(LINES) if number not in dropped]
    assert untold not in read("\n".join(kept).encode())
