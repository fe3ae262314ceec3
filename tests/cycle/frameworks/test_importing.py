"""Importing: a framework file becomes a draft that says the same, or is refused with its findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import (
    actions,
    laying,
    packs,
    queries,
    reading,
    specs,
    states,
    workbook,
    writing,
)
from parindex.cycle.frameworks.actions.holding import Kept
from parindex.cycle.frameworks.laying import Namer
from parindex.cycle.frameworks.models import Criterion, CriterionOwner, Framework, Version
from parindex.cycle.units import specs as unit_specs
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.engine.scoring.specs import FrameworkSpec
from parindex.foundation.audit import queries as audit
from tests.cast import AT, TODAY, Cast
from tests.cycle.frameworks import files
from tests.cycle.frameworks.test_writing import frameworks

WHOLE = """
schema: parindex/framework/1
id: hanoi-commune-2025
index: PAR INDEX
title: {vi: "Bộ chỉ số xã, phường", en: "Commune set"}
level: commune
year: 2025
basis: "Quyết định số 5666/QĐ-UBND"
note: "Bản để thử"
decimals: 3
display_decimals: 1
not_applicable: full_points
total: "10"
criteria:
  - code: "I"
    name: "Chỉ đạo"
    owner: "Sở Nội vụ"
    children:
      - code: "1.10"
        name: "Kế hoạch"
        max: "1.50"
        source: self
        evidence: {required: true, note: "Kế hoạch đã ký"}
        note: "Nộp trước 31/01"
        rule: {kind: ratio, floor: "0.8", empty: zero, citation: "Điều 1", status: confirmed}
      - code: "-"
        name: "Báo cáo"
        owner: "Sở Nội vụ"
        max: "2.5"
        evidence: {required: false}
        rule: {kind: gate, then: {kind: veto}, citation: "Điều 2"}
  - code: "II"
    name: "Hài lòng"
    owner: "Sở Tư pháp; Ai đó"
    max: "6"
    aggregate: weighted
    children:
      - code: "1"
        name: "Dịch vụ"
        max: "3"
        weight: "0.7"
        source: survey
        rule: {kind: survey, weights: {A: "1", B: "0.5"}, citation: "Điều 3", status: assumed, note: "ví dụ"}
      - code: "2"
        name: "Tiếp cận"
        max: "100"
        weight: "0.3"
        rule: {}
"""


def imported(cast: Cast, text: str = WHOLE) -> Version:
    return actions.import_file(text, owner=cast.city, by=cast.actor("reform"), at=AT)


def changed(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new)


def told(version: Version) -> list[str]:
    rows = audit.visible(SYSTEM).filter(subject_kind="frameworks.version", subject_id=str(version.pk))
    return [row.event for row in reversed(rows)]


def test_an_imported_file_is_exported_as_it_was(cast: Cast) -> None:
    version = imported(cast)
    read = reading.read(WHOLE.encode())
    assert specs.of(version) == read.spec
    assert reading.read(queries.file_of(version).encode()).spec == read.spec
    assert writing.digest(specs.of(version)) == writing.digest(read.spec)
    assert queries.name_of(version) == "hanoi-commune-2025.yaml"
    assert told(version) == ["framework.imported"]


def test_an_imported_draft_shows_its_tree_with_maxima_and_owners(cast: Cast) -> None:
    page = queries.page(imported(cast).pk, by=cast.actor("reform"))
    assert (page.version.state, page.version.criteria, page.version.leaves) == (states.DRAFT, 6, 4)
    assert [(row.path, str(row.max), row.has_rule) for row in page.rows] == [
        ("I", "4", False),
        ("I/1.10", "1.5", True),
        ("I/2", "2.5", True),
        ("II", "6", False),
        ("II/1", "3", True),
        ("II/2", "100", False),
    ]
    owners = [[(each.text, each.unit_name, each.is_inherited) for each in row.owners] for row in page.rows]
    home, law = ("Sở Nội vụ", "Sở Nội vụ"), ("Sở Tư pháp", "Sở Tư pháp")
    assert owners == [
        [(*home, False)],
        [(*home, True)],
        [(*home, False)],
        [(*law, False), ("Ai đó", None, False)],
        [(*law, True), ("Ai đó", None, True)],
        [(*law, True), ("Ai đó", None, True)],
    ]


def test_the_same_content_again_gives_the_same_draft(cast: Cast) -> None:
    first = imported(cast)
    again = imported(cast, queries.file_of(first))
    assert again == first
    assert (Version.objects.count(), told(first)) == (1, ["framework.imported"])


def test_a_workbook_gives_the_same_draft_as_its_file(cast: Cast) -> None:
    data = workbook.write(reading.read(WHOLE.encode()).spec)
    first = actions.import_workbook(data, owner=cast.city, by=cast.actor("reform"), at=AT)
    assert imported(cast) == first
    assert workbook.write(specs.of(first))[:2] == b"PK"


def test_a_workbook_with_errors_is_refused(cast: Cast) -> None:
    spec = replace(reading.read(WHOLE.encode()).spec, total="12")
    with pytest.raises(actions.NotReady) as refusal:
        actions.import_workbook(workbook.write(spec), owner=cast.city, by=cast.actor("reform"), at=AT)
    assert ("TOTAL_MISMATCH", "error", "total") in files.told(refusal.value.findings)


def test_other_content_of_the_same_year_is_the_next_version(cast: Cast) -> None:
    first = imported(cast)
    second = imported(cast, changed("Chỉ đạo", "Chỉ đạo, điều hành"))
    assert (first.number, second.number, Framework.objects.count()) == (1, 2, 1)


def test_a_draft_that_was_changed_is_no_longer_the_file(cast: Cast) -> None:
    first = imported(cast)
    row = first.criteria.get(path="I")
    actions.correct(row, field="name", value="Khác", by=cast.actor("reform"), at=AT)
    assert imported(cast) != first


def test_the_content_in_force_is_not_drafted_again(cast: Cast) -> None:
    first = imported(cast)
    actions.check(first, by=cast.actor("reform"), at=AT)
    actions.publish(first, by=cast.actor("reform"), at=AT)
    assert imported(cast) == first
    assert first.digest == writing.digest(reading.read(WHOLE.encode()).spec)


def test_another_unit_has_its_own(cast: Cast) -> None:
    first = imported(cast)
    second = actions.import_file(WHOLE, owner=cast.ward, by=SYSTEM, at=AT)
    assert (first.framework.owner, second.framework.owner) == (cast.city, cast.ward)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (changed('total: "10"', 'total: "11"'), ("TOTAL_MISMATCH", "error", "total")),
        (changed('floor: "0.8"', 'floor: "1.8"'), ("RULE_RANGE", "error", "I/1.10")),
        (changed("kind: ratio", "kind: ration"), ("RULE_INCOMPLETE", "error", "I/1.10")),
        (changed('code: "II"', 'code: "I"'), ("CODE_DUPLICATE", "error", "I")),
        (changed("year: 2025\n", ""), ("NOT_STORABLE", "error", "year")),
        (changed("index: PAR INDEX\n", ""), ("NOT_STORABLE", "error", "index")),
        (changed("level: commune\n", ""), ("NOT_STORABLE", "error", "level")),
        (changed("PAR INDEX", "P" * 81), ("NOT_STORABLE", "error", "index")),
        (changed("level: commune", "level: " + "c" * 21), ("NOT_STORABLE", "error", "level")),
        (changed('max: "100"', 'max: "99999999999999"'), ("NOT_STORABLE", "error", "II/2")),
    ],
)
def test_a_file_with_errors_is_refused(cast: Cast, text: str, expected: tuple[str, str, str]) -> None:
    with pytest.raises(actions.NotReady) as refusal:
        imported(cast, text)
    assert expected in files.told(refusal.value.findings)
    assert (Version.objects.count(), Framework.objects.count()) == (0, 0)


@pytest.mark.parametrize("text", ["", "- 1", "schema: other/1", WHOLE + "extra: 1", "a: [", "x: 1\nx: 2"])
def test_a_file_that_cannot_be_read_is_refused(cast: Cast, text: str) -> None:
    with pytest.raises(Unusable):
        imported(cast, text)


@pytest.mark.parametrize("pack", packs.IDS)
def test_a_pack_is_imported_whole(cast: Cast, pack: str) -> None:
    version = imported(cast, packs.text(pack))
    assert specs.of(version) == packs.spec(pack)
    assert imported(cast, packs.text(pack)) == version
    assert queries.name_of(version) == f"{packs.spec(pack).id}.yaml"


@pytest.mark.parametrize("who", ["clerk", "leader", "city_leader", "auditor", "administrator", "stranger"])
def test_only_those_who_draft_import_and_copy(cast: Cast, who: str) -> None:
    version = imported(cast)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: actions.import_file(WHOLE, owner=cast.city, by=cast.actor(who), at=AT),
        lambda: actions.import_workbook(b"", owner=cast.city, by=cast.actor(who), at=AT),
        lambda: actions.copy(version, year=2026, by=cast.actor(who), at=AT),
    )
    for deed in deeds:
        with pytest.raises(Refused):
            deed()


def test_a_copy_is_a_draft_of_its_own_for_another_year(cast: Cast) -> None:
    first = imported(cast)
    second = actions.copy(first, year=2026, by=cast.actor("reform"), at=AT)
    spec = specs.of(first)
    assert specs.of(second) == replace(spec, year=2026, id="thanh-pho-ha-noi-par-index-commune-2026")
    assert (second.year, second.number, second.state) == (2026, 1, states.DRAFT)
    assert told(second) == ["framework.copied"]


def test_a_copy_for_the_same_year_is_the_next_number(cast: Cast) -> None:
    first = imported(cast)
    assert actions.copy(first, year=2025, by=cast.actor("reform"), at=AT).number == 2


def test_a_corrected_owner_goes_down_to_those_who_state_none(cast: Cast) -> None:
    version = imported(cast)
    row = version.criteria.get(path="II")
    actions.correct(row, field="owner", value="Sở Nội vụ", by=cast.actor("reform"), at=AT)
    stands = CriterionOwner.objects.filter(criterion__version=version, criterion__path__startswith="II")
    assert list(stands.values_list("criterion__path", "text", "is_inherited")) == [
        ("II", "Sở Nội vụ", False),
        ("II/1", "Sở Nội vụ", True),
        ("II/2", "Sở Nội vụ", True),
    ]
    assert specs.of(version).criteria[1].children[0].owner is None


def test_a_corrected_maximum_is_summed_above(cast: Cast) -> None:
    version = imported(cast)
    row = version.criteria.get(path="I/2")
    actions.correct(row, field="max", value="3.5", by=cast.actor("reform"), at=AT)
    assert Criterion.objects.get(version=version, path="I").max_micro == 5_000_000


def test_an_issued_version_is_read_once(
    cast: Cast, django_assert_num_queries: Callable[[int], object]
) -> None:
    version = imported(cast)
    actions.check(version, by=cast.actor("reform"), at=AT)
    with pytest.raises(states.NotPossible):
        specs.published(version)
    actions.publish(version, by=cast.actor("reform"), at=AT)
    first = specs.published(version)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert specs.published(version) is first
        assert specs.of(version) is first
    assert first == reading.read(WHOLE.encode()).spec


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frameworks)
def test_whatever_a_file_says_is_kept(cast: Cast, spec: FrameworkSpec) -> None:
    """Errors and all: what the check refuses must not be what storing would lose."""
    whole = replace(spec, index=spec.index or "x", level="commune", year=spec.year or 2025)
    namer = Namer(unit_specs.directory(cast.city.pk), TODAY)
    kept = Kept(laying.draft(whole, namer=namer), owner=cast.city, on=TODAY)
    version = kept.version(drafted_at=AT)
    kept.rows(version)
    stored = specs.of(version)
    assert stored.criteria == whole.criteria
    assert stored == whole
