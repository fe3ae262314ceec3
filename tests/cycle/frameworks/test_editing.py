"""Editing a draft: its tree, its rules, what it says of itself; the second of two people is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from parindex.cycle.frameworks import actions, queries, specs, states, writing
from parindex.cycle.frameworks.models import Criterion, Version
from parindex.cycle.frameworks.settling import Way
from parindex.engine.access.checks import Refused
from parindex.engine.scoring.specs import EMPTY_RULE, Aggregate, Evidence, NotApplicable, RuleSpec, Source
from tests.cast import AT, Cast
from tests.cycle.frameworks.test_importing import imported, told

COUNT = RuleSpec(kind="count", each="0.5", cap="1", citation="Điều 4", status="assumed")


def row(version: Version, path: str) -> Criterion:
    return version.criteria.get(path=path)


def paths(version: Version) -> list[str]:
    return [each.path for each in queries.criteria_of(version)]


def published(cast: Cast) -> Version:
    version = imported(cast)
    actions.check(version, by=cast.actor("reform"), at=AT)
    actions.publish(version, by=cast.actor("reform"), at=AT)
    return version


@pytest.mark.parametrize(
    ("path", "field", "value", "expected"),
    [
        ("I/1.10", "weight", "0.5", {"weight": "0.5"}),
        ("I/1.10", "source", "imported", {"source": Source.IMPORTED}),
        ("I/1.10", "source", "", {"source": None}),
        ("I/1.10", "note", "Ghi thêm", {"note": "Ghi thêm"}),
        ("I/1.10", "evidence", "optional", {"evidence": Evidence(required=False, note="Kế hoạch đã ký")}),
        ("I/1.10", "evidence", "", {"evidence": None}),
        ("I/1.10", "evidence_note", "", {"evidence": Evidence(required=True)}),
        ("I/1.10", "max", "", {"max": None}),
        ("II", "aggregate", "given", {"aggregate": Aggregate.GIVEN}),
        ("II/2", "evidence_note", "Báo cáo", {"evidence": Evidence(required=False, note="Báo cáo")}),
        ("I/1.10", "owner", "Sở Tư pháp", {"owner": "Sở Tư pháp"}),
        ("II", "owner", "", {"owner": None}),
    ],
)
def test_every_field_of_a_criterion_is_corrected(
    cast: Cast, path: str, field: str, value: str, expected: dict[str, object]
) -> None:
    version = imported(cast)
    before = {node.path: node for node in queries.nodes_of(version)}
    actions.correct(row(version, path), field=field, value=value, by=cast.actor("reform"), at=AT)
    after = {node.path: node for node in queries.nodes_of(version)}
    assert after[path] == replace(before[path], **expected)
    assert told(version)[-1] == "framework.corrected"


@pytest.mark.parametrize(
    ("field", "value"),
    [("weight", "x"), ("source", "other"), ("aggregate", "mean"), ("evidence", "yes"), ("max", "1e3")],
)
def test_what_cannot_stand_in_a_field_is_refused(cast: Cast, field: str, value: str) -> None:
    version = imported(cast)
    with pytest.raises(actions.WrongValue, match=field):
        actions.correct(row(version, "II"), field=field, value=value, by=cast.actor("reform"), at=AT)


def test_a_criterion_is_added_below_and_its_rule_is_still_to_be_written(cast: Cast) -> None:
    version = imported(cast)
    added = actions.add(
        version, above=row(version, "I"), code="3", name=" Kiểm  tra ", by=cast.actor("reform"), at=AT
    )
    assert paths(version) == ["I", "I/1.10", "I/2", "I/3", "II", "II/1", "II/2"]
    assert (added.name, specs.rule_of(added)) == ("Kiểm tra", EMPTY_RULE)
    owners = queries.criteria_of(version)[3].owners
    assert [(owner.text, owner.is_inherited) for owner in owners] == [("Sở Nội vụ", True)]
    assert told(version)[-1] == "criterion.added"


def test_a_domain_is_added_at_the_end(cast: Cast) -> None:
    version = imported(cast)
    actions.add(version, above=None, code="III", name="Thưởng", by=cast.actor("reform"), at=AT)
    assert paths(version)[-1] == "III"


@pytest.mark.parametrize(
    ("code", "name", "field"), [("", "x", "code"), ("a/b", "x", "code"), ("1", " ", "name")]
)
def test_a_criterion_without_code_or_name_is_not_added(cast: Cast, code: str, name: str, field: str) -> None:
    version = imported(cast)
    with pytest.raises(actions.WrongValue, match=field):
        actions.add(version, above=None, code=code, name=name, by=cast.actor("reform"), at=AT)


@pytest.mark.parametrize(
    ("path", "way", "expected"),
    [
        ("I/2", Way.UP, ["I", "I/1", "I/1.10", "II", "II/1", "II/2"]),
        ("I", Way.DOWN, ["II", "II/1", "II/2", "I", "I/1.10", "I/2"]),
        ("I/2", Way.IN, ["I", "I/1.10", "I/1.10/1", "II", "II/1", "II/2"]),
        ("I/1.10", Way.OUT, ["I", "I/1", "1.10", "II", "II/1", "II/2"]),
        ("II", Way.IN, ["I", "I/1.10", "I/2", "I/II", "I/II/1", "I/II/2"]),
    ],
)
def test_a_criterion_is_moved_with_everything_below_it(
    cast: Cast, path: str, way: Way, expected: list[str]
) -> None:
    version = imported(cast)
    actions.move(row(version, path), way=way, was=path, by=cast.actor("reform"), at=AT)
    assert paths(version) == expected
    assert told(version)[-1] == "criterion.moved"
    assert [each.position for each in version.criteria.order_by("position")] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("path", "way"), [("I", Way.UP), ("II", Way.DOWN), ("I", Way.OUT), ("I/1.10", Way.IN)]
)
def test_there_is_no_step_over_the_edge(cast: Cast, path: str, way: Way) -> None:
    version = imported(cast)
    with pytest.raises(actions.WrongValue, match="way"):
        actions.move(row(version, path), way=way, was=path, by=cast.actor("reform"), at=AT)


def test_a_criterion_is_taken_out_with_everything_below_it(cast: Cast) -> None:
    version = imported(cast)
    domain = row(version, "I")
    actions.remove(domain, was=specs.fingerprint(domain), by=cast.actor("reform"), at=AT)
    assert paths(version) == ["II", "II/1", "II/2"]
    assert told(version)[-1] == "criterion.removed"


def test_the_last_criterion_stays(cast: Cast) -> None:
    version = imported(cast)
    domain = row(version, "I")
    actions.remove(domain, was=specs.fingerprint(domain), by=cast.actor("reform"), at=AT)
    last = row(version, "II")
    with pytest.raises(actions.WrongValue, match="criterion"):
        actions.remove(last, was=specs.fingerprint(last), by=cast.actor("reform"), at=AT)


def test_a_criterion_that_another_year_goes_on_from_stays(cast: Cast) -> None:
    version, by = imported(cast), cast.actor("reform")
    later = actions.copy(version, year=2026, by=by, at=AT)
    leaf = row(version, "I/1.10")
    actions.link(row(later, "I/1.10"), previous=leaf, by=by, at=AT)
    with pytest.raises(actions.InUse):
        actions.remove(leaf, was=specs.fingerprint(leaf), by=by, at=AT)
    assert "I/1.10" in paths(version)


def test_a_rule_is_written_and_told_in_full(cast: Cast) -> None:
    version = imported(cast)
    leaf = row(version, "I/1.10")
    was = writing.rule(specs.rule_of(leaf))
    actions.write_rule(leaf, COUNT, was=was, by=cast.actor("reform"), at=AT)
    assert specs.rule_of(row(version, "I/1.10")) == COUNT
    assert row(version, "I/1.10").rule_kind == "count"
    assert told(version)[-1] == "framework.ruled"


def test_the_same_rule_again_is_no_deed(cast: Cast) -> None:
    version = imported(cast)
    leaf = row(version, "I/1.10")
    rule = specs.rule_of(leaf)
    actions.write_rule(leaf, rule, was=writing.rule(rule), by=cast.actor("reform"), at=AT)
    assert told(version) == ["framework.imported"]


def test_a_rule_that_lacks_something_is_not_kept(cast: Cast) -> None:
    version = imported(cast)
    leaf = row(version, "I/1.10")
    broken = replace(COUNT, is_readable=False)
    with pytest.raises(actions.WrongValue, match="rule"):
        actions.write_rule(
            leaf, broken, was=writing.rule(specs.rule_of(leaf)), by=cast.actor("reform"), at=AT
        )


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "Bộ mới", {"title_vi": "Bộ mới"}),
        ("title_en", "", {"title_en": None}),
        ("basis", "Quyết định 1", {"basis": "Quyết định 1"}),
        ("note", "x", {"note": "x"}),
        ("id", "xa-2025", {"id": "xa-2025"}),
        ("total", "10.5", {"total": "10.5"}),
        ("aggregate", "given", {"aggregate": Aggregate.GIVEN}),
        ("not_applicable", "exclude", {"not_applicable": NotApplicable.EXCLUDE}),
        ("decimals", "2", {"decimals": 2}),
        ("display_decimals", "0", {"display_decimals": 0}),
        ("year", "2026", {"year": 2026}),
        ("index", "PAR", {"index": "PAR"}),
        ("level", "ward", {"level": "ward"}),
    ],
)
def test_what_a_draft_says_of_itself_is_amended(
    cast: Cast, field: str, value: str, expected: dict[str, object]
) -> None:
    version = imported(cast)
    before = specs.of(version)
    was = specs.said(version)[field]
    actions.amend(version, field=field, value=value, was=was, by=cast.actor("reform"), at=AT)
    assert specs.of(Version.objects.get(pk=version.pk)) == replace(before, **expected)
    assert told(version)[-1] == "framework.amended"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("decimals", "7"), ("decimals", ""), ("display_decimals", "-1"), ("year", "25"), ("total", "x")),
        *(("aggregate", ""), ("not_applicable", "x"), ("index", ""), ("level", "c" * 21), ("owner", "x")),
    ],
)
def test_what_a_draft_cannot_say_is_refused(cast: Cast, field: str, value: str) -> None:
    version = imported(cast)
    was = specs.said(version).get(field, "")
    with pytest.raises(actions.WrongValue, match=field):
        actions.amend(version, field=field, value=value, was=was, by=cast.actor("reform"), at=AT)


def test_an_id_that_is_made_of_the_year_is_no_statement(cast: Cast) -> None:
    """A copy states no id: another year gives it another one, and nobody is told of a change."""
    copied, by = actions.copy(imported(cast), year=2026, by=cast.actor("reform"), at=AT), cast.actor("reform")
    assert specs.said(copied)["id"] == ""
    actions.amend(copied, field="year", value="2027", was="2026", by=by, at=AT)
    actions.amend(copied, field="id", value="xa-2027", was="", by=by, at=AT)
    assert specs.of(copied).id == "xa-2027"


def test_a_draft_moved_to_a_year_takes_the_next_number_there(cast: Cast) -> None:
    first = imported(cast)
    second = actions.copy(first, year=2026, by=cast.actor("reform"), at=AT)
    actions.amend(second, field="year", value="2025", was="2026", by=cast.actor("reform"), at=AT)
    assert (second.year, second.number) == (2025, 2)


DEEDS: dict[str, Callable[[Cast, Version, str], object]] = {
    "correct": lambda cast, version, who: actions.correct(
        row(version, "I"), field="name", value="x", by=cast.actor(who), at=AT
    ),
    "add": lambda cast, version, who: actions.add(
        version, above=None, code="9", name="x", by=cast.actor(who), at=AT
    ),
    "move": lambda cast, version, who: actions.move(
        row(version, "I"), way=Way.DOWN, was="I", by=cast.actor(who), at=AT
    ),
    "remove": lambda cast, version, who: actions.remove(
        row(version, "I"), was=specs.fingerprint(row(version, "I")), by=cast.actor(who), at=AT
    ),
    "write a rule": lambda cast, version, who: actions.write_rule(
        row(version, "I/2"),
        COUNT,
        was=writing.rule(specs.rule_of(row(version, "I/2"))),
        by=cast.actor(who),
        at=AT,
    ),
    "amend": lambda cast, version, who: actions.amend(
        version, field="note", value="x", was="Bản để thử", by=cast.actor(who), at=AT
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_every_change_makes_a_checked_version_a_draft_again(cast: Cast, deed: str) -> None:
    version = imported(cast)
    actions.check(version, by=cast.actor("reform"), at=AT)
    DEEDS[deed](cast, version, "reform")
    version.refresh_from_db()
    assert (version.state, version.digest) == (states.DRAFT, "")


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_changes_a_published_version(cast: Cast, deed: str) -> None:
    version = published(cast)
    before = (list(version.criteria.values()), Version.objects.filter(pk=version.pk).values().get())
    with pytest.raises(states.NotPossible):
        DEEDS[deed](cast, version, "reform")
    assert (list(version.criteria.values()), Version.objects.filter(pk=version.pk).values().get()) == before


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", ["clerk", "neighbour_leader", "city_leader", "auditor", "administrator"])
def test_only_those_who_draft_edit(cast: Cast, deed: str, who: str) -> None:
    version = imported(cast)
    with pytest.raises(Refused):
        DEEDS[deed](cast, version, who)
    assert told(version) == ["framework.imported"]


def test_the_second_of_two_is_told(cast: Cast) -> None:
    """Each deed is sent by someone who still sees what stood there before the first."""
    version, by = imported(cast), cast.actor("reform")
    leaf, domain = row(version, "I/1.10"), row(version, "I")
    rule, print_of, was = writing.rule(specs.rule_of(leaf)), specs.fingerprint(domain), leaf.name
    actions.write_rule(leaf, COUNT, was=rule, by=by, at=AT)
    actions.correct(leaf, field="name", value="Một", was=was, by=by, at=AT)
    actions.amend(version, field="note", value="Một", was="Bản để thử", by=by, at=AT)
    actions.move(row(version, "I/2"), way=Way.UP, was="I/2", by=by, at=AT)
    second: list[Callable[[], object]] = [
        lambda: actions.write_rule(leaf, EMPTY_RULE, was=rule, by=by, at=AT),
        lambda: actions.correct(leaf, field="name", value="Hai", was=was, by=by, at=AT),
        lambda: actions.amend(version, field="note", value="Hai", was="Bản để thử", by=by, at=AT),
        lambda: actions.move(row(version, "I/1"), way=Way.DOWN, was="I/2", by=by, at=AT),
        lambda: actions.remove(domain, was=print_of, by=by, at=AT),
    ]
    for deed in second:
        with pytest.raises(actions.Overtaken):
            deed()


def test_a_criterion_that_is_gone_is_told(cast: Cast) -> None:
    version, by = imported(cast), cast.actor("reform")
    leaf, domain = row(version, "I/1.10"), row(version, "I")
    actions.remove(domain, was=specs.fingerprint(domain), by=by, at=AT)
    with pytest.raises(actions.Overtaken):
        actions.correct(leaf, field="name", value="x", by=by, at=AT)
    with pytest.raises(actions.Overtaken):
        actions.add(version, above=domain, code="9", name="x", by=by, at=AT)
