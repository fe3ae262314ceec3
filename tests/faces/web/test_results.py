"""The desk of results: league table, scorecard, heat map, and a cycle frozen, opened again, published."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parindex.cycle.assessments.models import Cycle
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results.actions import freezing, releasing
from parindex.cycle.results.models import Issue, LeafScore, UnitScore
from parindex.cycle.results.terms import Terms
from parindex.engine.ranking.settings import Class, Settings
from tests.cast import Cast
from tests.cycle import rounds
from tests.cycle.results import played
from tests.faces.web.test_cycles import enter
from tests.faces.web.test_pages import said

TERMS = Terms(Settings(classes=(Class("A", Decimal(5)), Class("B", Decimal(1)))))


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """Both wards, ready to be frozen."""
    return played.to_the_freeze(cast)


@pytest.fixture
def office(cast: Cast) -> Client:
    """The reform office at its desk."""
    return enter(cast, "reform")


def frozen(cycle: Cycle, cast: Cast) -> Issue:
    """The first issue of the cycle."""
    return freezing.freeze(cycle, TERMS, by=cast.actor("reform"), at=moments.database_now())


def published(cycle: Cycle, cast: Cast) -> Issue:
    """The first issue, made public."""
    issue = frozen(cycle, cast)
    releasing.release(issue, decision="12/QĐ-UBND", by=cast.actor("reform"), at=moments.database_now())
    return issue


def typed(**other: str) -> dict[str, str]:
    """The terms as the form sends them."""
    return {
        "ties": "competition",
        "decimals": "2",
        "compare": "rounded",
        "classes_compare": "rounded",
        "class-0-name": "A",
        "class-0-least": "5,5",
    } | other


def pages(cycle: Cycle, cast: Cast) -> dict[str, str]:
    """Every page of the results of a cycle."""
    at = f"/results/{cycle.pk}/"
    return {
        "league": at,
        "card": f"{at}units/{cast.ward.pk}/",
        "heat": f"{at}heat/",
        "criterion": f"{at}criterion/?path=I/1",
        "stages": f"{at}stages/",
        "standings": f"{at}standings/",
        "freeze": f"{at}freeze/",
        "league csv": f"{at}export.csv",
        "league xlsx": f"{at}export.xlsx",
        "league docx": f"{at}export.docx",
        "league pdf": f"{at}export.pdf",
        "card docx": f"{at}units/{cast.ward.pk}/export.docx",
        "card xlsx": f"{at}units/{cast.ward.pk}/export.xlsx",
        "heat csv": f"{at}heat/export.csv",
        "criterion csv": f"{at}criterion/export.csv?path=I/1",
        "stages csv": f"{at}stages/export.csv",
    }


def answers(client: Client, cycle: Cycle, cast: Cast) -> dict[str, int]:
    """The status of every page."""
    return {name: client.get(url).status_code for name, url in pages(cycle, cast).items()}


def test_before_anything_the_list_says_what_will_be_here(cast: Cast) -> None:
    assert "Chưa có kết quả nào" in said(enter(cast, "clerk").get("/results/"))


def test_before_publication_a_unit_finds_nothing(cycle: Cycle, cast: Cast) -> None:
    frozen(cycle, cast)
    for who in ("clerk", "leader", "neighbour", "lawyer", "administrator"):
        client = enter(cast, who)
        assert set(answers(client, cycle, cast).values()) <= {403, 404}, who
        assert cycle.name not in said(client.get("/results/"))


def test_after_publication_every_member_reads_and_nobody_else(cycle: Cycle, cast: Cast) -> None:
    published(cycle, cast)
    shut = {"stages", "standings", "freeze", "stages csv"}
    for who in ("clerk", "neighbour", "city_leader", "auditor"):
        found = answers(enter(cast, who), cycle, cast)
        assert {name for name, status in found.items() if name not in shut and status != 200} == set(), who
    assert set(answers(enter(cast, "stranger"), cycle, cast).values()) <= {403, 404}
    assert enter(cast, "clerk").get(f"/results/{cycle.pk}/freeze/").status_code == 403


def test_the_league_table_names_rank_score_class_and_proof(cycle: Cycle, cast: Cast) -> None:
    issue = published(cycle, cast)
    page = said(enter(cast, "clerk").get(f"/results/{cycle.pk}/"))
    first = UnitScore.objects.get(issue=issue, position=1)
    assert first.unit.name in page
    assert "đơn vị của bạn" in page
    assert issue.input_digest in page
    assert issue.output_digest in page
    assert "12/QĐ-UBND" in page


def test_the_table_is_narrowed_without_diacritics(cycle: Cycle, cast: Cast) -> None:
    published(cycle, cast)
    client = enter(cast, "auditor")
    page = said(client.get(f"/results/{cycle.pk}/", {"q": "cau giay"}))
    assert "Phường Cầu Giấy" in page
    assert "Phường Yên Hòa" not in page.partition("Hạng")[2].partition("Lần chốt")[0]
    assert "Không có gì khớp" in said(client.get(f"/results/{cycle.pk}/", {"q": "khong co"}))


def test_the_scorecard_says_why_points_are_missing(cycle: Cycle, cast: Cast) -> None:
    published(cycle, cast)
    page = said(enter(cast, "leader").get(f"/results/{cycle.pk}/units/{cast.ward.pk}/"))
    assert "Vì sao mất điểm?" in page
    assert "Mục I.1" in page


def test_the_heat_map_shades_by_share(cycle: Cycle, cast: Cast, office: Client) -> None:
    frozen(cycle, cast)
    page = office.get(f"/results/{cycle.pk}/heat/").content.decode()
    assert 'class="shade s' in page
    assert "style=" not in page


def test_an_issue_that_is_none_is_not_found(cycle: Cycle, cast: Cast, office: Client) -> None:
    frozen(cycle, cast)
    for url in (f"/results/{cycle.pk}/?issue=7", f"/results/{cycle.pk}/units/0/", "/results/99999/"):
        assert office.get(url).status_code == 404
    assert office.get(f"/results/{cycle.pk}/criterion/?path=khong").status_code == 404


def test_the_terms_are_tried_before_they_are_frozen(cycle: Cycle, cast: Cast, office: Client) -> None:
    page = said(office.post(f"/results/{cycle.pk}/freeze/", typed(**{"try": "1"})))
    assert "Bảng sẽ chốt" in page
    assert not Issue.objects.exists()


def test_a_freeze_keeps_the_terms_that_were_typed(cycle: Cycle, cast: Cast, office: Client) -> None:
    answer = office.post(f"/results/{cycle.pk}/freeze/", typed(freeze="1"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/results/{cycle.pk}/")
    issue = Issue.objects.get()
    assert issue.settings["classes"][0]["name"] == "A"
    assert issue.settings["classes"][0]["from"] == "5.5"


def test_the_note_of_the_table_is_typed_and_offered_again(cycle: Cycle, cast: Cast, office: Client) -> None:
    note = "Hai đơn vị mới sáp nhập xếp hạng theo số liệu từ ngày 01/7."
    at = f"/results/{cycle.pk}/freeze/"
    office.post(at, typed(freeze="1", note=f" {note} "))

    again = office.get(at)

    assert Issue.objects.get().settings["note"] == note
    assert f">\n{note}</textarea>" in again.content.decode()
    assert note in said(office.get(f"/results/{cycle.pk}/"))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"class-0-least": "chín mươi"}, "Có ô không phải là số"),
        ({"class-0-name": ""}, "Ghi tên loại"),
        ({"class-0-least": ""}, "Ghi điểm sàn"),
        ({"class-0-below_path": "I/1"}, "Ghi cả mã tiêu chí"),
        ({"flag-0-unit": "Xã Không Có", "flag-0-name": "x", "flag-0-reason": "y"}, "Không có đơn vị này"),
        ({"flag-0-unit": "Phường Yên Hòa", "flag-0-name": "kỷ luật"}, "Ghi cả dấu hiệu"),
        ({"decimals": "9"}, "6"),
    ],
)
def test_terms_that_cannot_be_used_are_told_beside_their_row(
    cycle: Cycle, cast: Cast, office: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = office.post(f"/results/{cycle.pk}/freeze/", typed(freeze="1", **wrong))
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not Issue.objects.exists()


def test_what_keeps_a_cycle_from_freezing_is_told_with_its_remedy(cast: Cast, office: Client) -> None:
    cycle = rounds.opened(cast)
    answer = office.post(f"/results/{cycle.pk}/freeze/", typed(freeze="1"))
    assert answer.status_code == 409
    assert not Issue.objects.exists()


def test_a_second_issue_needs_a_reason_and_leaves_the_first(cycle: Cycle, cast: Cast, office: Client) -> None:
    frozen(cycle, cast)
    refused = office.post(f"/results/{cycle.pk}/freeze/", typed(freeze="1"))
    assert refused.status_code == 422
    assert "Ghi lý do chốt lại." in said(refused)
    office.post(f"/results/{cycle.pk}/freeze/", typed(freeze="1", reason="Đính chính khảo sát"))
    assert list(Issue.objects.order_by("number").values_list("number", "reason")) == [
        (1, ""),
        (2, "Đính chính khảo sát"),
    ]
    assert "Đính chính khảo sát" in said(office.get(f"/results/{cycle.pk}/"))
    assert office.get(f"/results/{cycle.pk}/?issue=1").status_code == 200


def test_a_frozen_cycle_is_opened_again_for_a_reason(cycle: Cycle, cast: Cast, office: Client) -> None:
    frozen(cycle, cast)
    refused = office.post(f"/results/{cycle.pk}/resume/", {"reason": " "})
    assert (refused.status_code, "Ghi lý do mở lại." in said(refused)) == (422, True)
    assert office.post(f"/results/{cycle.pk}/resume/", {"reason": "Sót minh chứng"}).status_code == 302
    cycle.refresh_from_db()
    assert cycle.state == "open"


def test_publishing_is_confirmed_and_done_once(cycle: Cycle, cast: Cast, office: Client) -> None:
    frozen(cycle, cast)
    assert "Không thu hồi được" in said(office.get(f"/results/{cycle.pk}/release/"))
    assert office.post(f"/results/{cycle.pk}/release/", {"reason": "12/QĐ-UBND"}).status_code == 302
    again = office.post(f"/results/{cycle.pk}/release/", {"reason": "13/QĐ-UBND"})
    assert (again.status_code, "Chưa công bố được" in said(again)) == (422, True)


@pytest.mark.parametrize("who", ["clerk", "leader", "city_leader", "auditor"])
def test_only_the_office_freezes_and_publishes(cycle: Cycle, cast: Cast, who: str) -> None:
    issue = frozen(cycle, cast)
    client = enter(cast, who)
    for deed, data in (
        ("freeze", typed(freeze="1", reason="x")),
        ("resume", {"reason": "x"}),
        ("release", {}),
    ):
        assert client.post(f"/results/{cycle.pk}/{deed}/", data).status_code in {403, 404}
    cycle.refresh_from_db()
    assert (cycle.state, list(Issue.objects.all())) == ("frozen", [issue])


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["league", "card", "heat", "criterion", "stages", "standings"])
def test_pages_ask_the_database_as_often_for_two_units_as_for_three(
    cycle: Cycle, cast: Cast, office: Client, name: str
) -> None:
    frozen(cycle, cast)
    url = pages(cycle, cast)[name]
    queries(office, url)
    two = queries(office, url)
    score = UnitScore.objects.select_related("issue").get(position=1)
    score.pk, score.unit, score.position = None, cast.units["Xã Thanh Trì"], 3
    score.assessment = cycle.assessments.create(
        unit=cast.units["Xã Thanh Trì"], group=cycle.groups.get(), state="submitted"
    )
    score.save(force_insert=True)
    for leaf in LeafScore.objects.filter(unit_score__position=1):
        leaf.pk, leaf.unit_score = None, score
        leaf.save(force_insert=True)
    assert queries(office, url) == two


def test_an_illustrative_cycle_says_so_everywhere(cycle: Cycle, cast: Cast, office: Client) -> None:
    Cycle.objects.filter(pk=cycle.pk).update(is_illustrative=True)
    published(cycle, cast)
    for name, url in pages(cycle, cast).items():
        if not name.endswith(("xlsx", "docx", "pdf")):
            text = office.get(url).content.decode("utf-8-sig").lower()
            assert "minh họa" in text, name
