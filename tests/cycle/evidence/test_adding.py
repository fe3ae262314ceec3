"""Adding evidence: checked and read before anything is kept, kept once, told in history, by those who may."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings as DjangoSettings

from parindex.cycle.evidence import checks, links, queries
from parindex.cycle.evidence.actions import adding
from parindex.cycle.evidence.actions.adding import Given
from parindex.cycle.evidence.models import Extract, Item
from parindex.cycle.evidence.told import Part
from parindex.engine.access.checks import Refused
from parindex.engine.values import digests
from parindex.foundation.audit.models import HistoryRow
from parindex.foundation.files import scanning
from parindex.foundation.files.refusals import Unacceptable
from tests.cast import AT, Cast
from tests.cycle.evidence import papers
from tests.foundation.files import hostile
from tests.foundation.files.test_scanning import EICAR, Session, Tcp, serving


def add(cast: Cast, data: bytes, *, name: str = "ke hoach.pdf", who: str = "clerk", unit: Any = None) -> Item:
    return adding.add_file(data, name=name, unit=unit or cast.ward, by=cast.actor(who), at=AT)


def history() -> list[tuple[str, dict[str, Any]]]:
    rows = HistoryRow.objects.filter(event__startswith="evidence.").order_by("pk")
    return [(row.event, row.facts) for row in rows]


def fields(item: Item, *names: str) -> tuple[object, ...]:
    return tuple(getattr(item, name) for name in names)


def test_a_file_is_kept_with_what_it_says_of_itself(cast: Cast) -> None:
    data = papers.plan()

    item = add(cast, data, name="C:\\du lieu\\Kế hoạch.pdf")

    assert fields(
        item, "unit", "form", "kind", "name", "number", "issued_on", "issuer", "title", "pages"
    ) == (
        cast.ward,
        "file",
        "pdf",
        "Kế hoạch.pdf",
        "12/KH-UBND",
        date(2025, 1, 15),
        "UỶ BAN NHÂN DÂN PHƯỜNG YÊN HÒA",
        "Cải cách hành chính năm 2025",
        1,
    )
    assert fields(item, "scan", "is_waiting", "added_at", "added_by", "added_by_name", "version") == (
        checks.UNSCANNED,
        False,
        AT,
        cast.people["clerk"].pk,
        "Trần Văn Cán Bộ",
        1,
    )
    assert item.file is not None
    assert (item.file.sha256, item.file.media_type) == (digests.of_bytes(data), "application/pdf")
    assert queries.content(item) == data
    assert history() == [("evidence.added", {"unit": "Phường Yên Hòa"})]


def test_the_beginning_of_a_letter_is_kept_for_the_preview(cast: Cast) -> None:
    item = add(cast, papers.letter(lines=1), name="bao cao.docx")

    text = queries.text_of(item)

    assert text is not None
    assert text.parts[-1] == Part(rows=(("Tiêu chí", "Điểm"), ("Kế hoạch CCHC", "1,00")))
    assert Extract.objects.count() == 1


def test_the_same_file_of_the_unit_is_the_same_piece(cast: Cast) -> None:
    first = add(cast, papers.plan())
    again = adding.add_file(
        papers.plan(), name="ten khac.pdf", unit=cast.ward, by=cast.actor("leader"), at=AT + timedelta(days=1)
    )

    assert (again.pk, again.name, len(history())) == (first.pk, "ke hoach.pdf", 1)


def test_the_same_file_of_two_units_is_stored_once_and_belongs_to_each(cast: Cast) -> None:
    mine = add(cast, papers.plan())
    theirs = add(cast, papers.plan(), who="neighbour", unit=cast.other_ward)

    assert mine.pk != theirs.pk
    assert mine.file_id == theirs.file_id
    assert queries.sharing([mine], by=cast.actor("reform")) == {mine.file_id: 2}
    assert queries.sharing([mine], by=cast.actor("clerk")) == {mine.file_id: 1}


def test_a_dangerous_file_leaves_nothing_behind(cast: Cast, folder: Path) -> None:
    with pytest.raises(Unacceptable) as refused:
        add(cast, hostile.docx({"word/vbaProject.bin": b"x"}), name="a.docx")

    assert refused.value.code == "MACROS"
    assert (Item.objects.count(), history(), list(folder.iterdir())) == (0, [], [])


def test_a_pdf_that_no_program_opens_is_refused(cast: Cast) -> None:
    with pytest.raises(Unacceptable) as refused:
        add(cast, b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n")

    assert (refused.value.code, Item.objects.count()) == ("DAMAGED", 0)


def test_more_than_the_limit_is_refused(cast: Cast, settings: DjangoSettings) -> None:
    settings.UPLOAD_LIMIT = len(papers.plan()) - 1

    with pytest.raises(Unacceptable) as refused:
        add(cast, papers.plan())

    assert refused.value.code == "TOO_LARGE"


def test_a_scanner_says_clean_or_keeps_the_virus_out(
    cast: Cast, settings: DjangoSettings, folder: Path
) -> None:
    server = Tcp(("127.0.0.1", 0), Session)
    with serving(server) as received:
        settings.FILES_SCANNER = f"127.0.0.1:{server.server_address[1]}"
        clean = add(cast, "Ghi chú sạch".encode(), name="a.txt")
        with pytest.raises(Unacceptable) as refused:
            add(cast, EICAR, name="b.txt")

    assert (clean.scan, clean.is_waiting) == (scanning.CLEAN, False)
    assert (refused.value.code, "Eicar-Signature" in refused.value.words.vi) == ("INFECTED", True)
    assert received == ["Ghi chú sạch".encode(), EICAR]
    assert Item.objects.count() == 1
    assert len([each for each in folder.rglob("*") if each.is_file()]) == 1


def test_a_scanner_that_is_silent_lets_the_file_wait_for_the_worker(
    cast: Cast, settings: DjangoSettings, tmp_path: Path
) -> None:
    settings.FILES_SCANNER = f"unix:{tmp_path}/khong-co.ctl"

    item = add(cast, papers.plan())

    assert (item.scan, item.is_waiting) == (checks.UNSCANNED, True)
    assert history() == [("evidence.received", {"unit": "Phường Yên Hòa"})]


@pytest.mark.parametrize(
    "who", ["neighbour", "reform", "auditor", "city_leader", "administrator", "stranger"]
)
def test_only_the_units_own_people_add(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        add(cast, papers.plan(), who=who)
    with pytest.raises(Refused):
        adding.add_link("https://hanoi.gov.vn", title="a", unit=cast.ward, by=cast.actor(who), at=AT)
    with pytest.raises(Refused):
        adding.add_reference(
            number="1/BC", issued_on=AT.date(), issuer="b", unit=cast.ward, by=cast.actor(who), at=AT
        )

    assert (Item.objects.count(), history()) == (0, [])


def test_a_link_is_kept_once(cast: Cast) -> None:
    said = {"unit": cast.ward, "by": cast.actor("clerk"), "at": AT}

    first = adding.add_link("HTTPS://hanoi.gov.vn/tin", title=" Tin về  hội nghị ", **said)
    again = adding.add_link("https://hanoi.gov.vn/tin", title="khác", **said)

    assert first.pk == again.pk
    assert fields(again, "form", "link", "title", "scan", "file", "kind") == (
        "link",
        "https://hanoi.gov.vn/tin",
        "Tin về hội nghị",
        checks.CLEAN,
        None,
        "",
    )
    assert history() == [("evidence.added", {"unit": "Phường Yên Hòa"})]


@pytest.mark.parametrize("title", ["", "  ", "x" * 2001])
def test_a_link_says_what_it_shows(cast: Cast, title: str) -> None:
    with pytest.raises(adding.WrongValue, match="title"):
        adding.add_link("https://hanoi.gov.vn", title=title, unit=cast.ward, by=cast.actor("clerk"), at=AT)


def test_a_link_with_a_password_is_not_kept(cast: Cast) -> None:
    with pytest.raises(links.WrongLink):
        adding.add_link("https://a:b@x.vn", title="a", unit=cast.ward, by=cast.actor("clerk"), at=AT)
    assert Item.objects.count() == 0


def test_of_a_classified_document_only_number_day_and_issuer_are_kept(cast: Cast) -> None:
    said = {"issued_on": date(2025, 3, 1), "unit": cast.ward, "by": cast.actor("clerk"), "at": AT}

    item = adding.add_reference(number=" 05/BC-CA ", issuer="Công an phường", **said)
    again = adding.add_reference(number="05/BC-CA", issuer="Công an phường", **said)

    assert item.pk == again.pk
    assert fields(item, "form", "number", "issued_on", "issuer", "title", "name", "link", "file") == (
        "reference",
        "05/BC-CA",
        date(2025, 3, 1),
        "Công an phường",
        "",
        "",
        "",
        None,
    )
    with pytest.raises(queries.Withheld):
        queries.content(item)
    assert [event for event, _ in history()] == ["evidence.referred"]


@pytest.mark.parametrize(
    ("number", "issuer", "field"),
    [("", "a", "number"), ("x" * 121, "a", "number"), ("1/BC", " ", "issuer"), ("1/BC", "x" * 401, "issuer")],
)
def test_a_reference_without_number_or_issuer_is_refused(
    cast: Cast, number: str, issuer: str, field: str
) -> None:
    with pytest.raises(adding.WrongValue, match=field):
        adding.add_reference(
            number=number,
            issued_on=AT.date(),
            issuer=issuer,
            unit=cast.ward,
            by=cast.actor("clerk"),
            at=AT,
        )


def test_evidence_is_seen_by_its_unit_and_by_those_who_read_all_sheets(cast: Cast) -> None:
    item = add(cast, papers.plan())

    seen = {who: set(queries.visible(cast.actor(who)).values_list("pk", flat=True)) for who in cast.people}

    assert {who for who, keys in seen.items() if keys} == {
        "clerk",
        "leader",
        "reform",
        "city_leader",
        "auditor",
    }
    with pytest.raises(Item.DoesNotExist):
        queries.get(item.pk, by=cast.actor("neighbour"))


def test_evidence_is_found_without_diacritics(cast: Cast) -> None:
    item, by = add(cast, papers.plan(), name="Bản quét số 3.pdf"), cast.actor("clerk")

    def found(text: str) -> list[int]:
        return list(queries.matching(queries.of_unit(cast.ward.pk, by=by), text).values_list("pk", flat=True))

    assert [found(text) for text in ("cai cach 12/kh", "YEN HOA", "ban quet", "khong co")] == [
        [item.pk],
        [item.pk],
        [item.pk],
        [],
    ]
    assert not queries.of_unit(cast.other_ward.pk, by=by).exists()


def test_many_files_are_kept_in_one_go_or_none(cast: Cast) -> None:
    by = cast.actor("clerk")
    given = [Given(papers.plan("1/KH"), "a.pdf"), Given(papers.plan("2/KH"), "b.pdf")]
    first = add(cast, papers.plan("1/KH"))

    items = adding.add_many(given, unit=cast.ward, by=by, at=AT)
    with pytest.raises(Unacceptable):
        adding.add_many(
            [Given(papers.plan("3/KH"), "c.pdf"), Given(b"MZ", "d.pdf")], unit=cast.ward, by=by, at=AT
        )

    assert [item.number for item in items] == ["1/KH", "2/KH"]
    assert items[0].pk == first.pk
    assert Item.objects.count() == 2
    assert [facts["files"] for event, facts in history() if "files" in facts] == [1]
