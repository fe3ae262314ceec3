"""Pages say figures in the reader's language, ask little of the database, and have whole English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parindex.cycle.frameworks import packs
from parindex.cycle.measures import families
from parindex.cycle.registers import ready
from tests.faces.web import scene as scenes
from tests.faces.web.knocking import knocks
from tests.faces.web.scene import Scene

Enter = Callable[..., Client]


class Words(HTMLParser):
    """Everything a page says: its text, and the attributes that are read or shown."""

    SAID = {"aria-label", "placeholder", "title", "alt", "data-open", "data-close", "data-label"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes that a person reads or hears."""
        self.found += [value for name, value in attrs if name in self.SAID and value]


def said(answer: Any) -> str:
    """What a page says, on one line."""
    return " ".join(" ".join(Words(answer.content.decode()).found).split())


def queries_of(client: Client, url: str) -> int:
    """How many questions a page asks the database; the first visit warms caches."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("language", "result", "target"), [("vi", "2,50", "2,80"), ("en", "2.50", "2.80")])
def test_the_index_says_its_figures_in_the_language_of_the_reader(
    scene: Scene, enter: Enter, language: str, result: str, target: str
) -> None:
    work = scene.works["ward"]
    page = said(enter("clerk", language).get(f"/indexes/{work.unit.pk}/par-index/commune/"))
    name = {"vi": ("Kết quả 2025", "Mục tiêu 2026"), "en": ("Result 2025", "Target 2026")}[language]
    assert f"{name[0]} {result} / 3" in page
    assert f"{name[1]} {target}" in page


def test_the_tree_is_limited_to_what_is_asked_for_with_all_above_it(scene: Scene, enter: Enter) -> None:
    url = f"/indexes/{scene.works['ward'].unit.pk}/par-index/commune/"
    page = said(enter("clerk").get(url, {"q": "THU NHAT"}))
    assert ("Lĩnh vực thử" in page, "Tiêu chí thứ nhất" in page, "Tiêu chí thứ hai" in page) == (
        True,
        True,
        False,
    )
    below = said(enter("clerk").get(url, {"show": "below"}))
    assert ("Tiêu chí thứ nhất" in below, "Tiêu chí thứ hai" in below) == (True, False)
    owned = said(enter("clerk").get(url, {"owner": "Sở Tư pháp"}))
    assert ("Tiêu chí thứ nhất" in owned, "Tiêu chí thứ hai" in owned) == (False, True)


def test_the_export_holds_the_rows_that_are_shown(scene: Scene, enter: Enter) -> None:
    url = f"/indexes/{scene.works['ward'].unit.pk}/par-index/commune/export.csv"
    lines = enter("clerk").get(url, {"show": "below"}).content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["Mã", "1", "1.1"]
    whole = enter("clerk").get(url).content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in whole] == ["Mã", "1", "1.1", "1.2", ""]
    assert whole[-1].split(";")[1:7] == ["Tổng cộng", "3,00", "2,50", "0,50", "2,80", ""]


def test_a_search_without_diacritics_finds_in_every_room(scene: Scene, enter: Enter) -> None:
    page = said(enter("clerk").get("/search/", {"q": "thu nhat"}))
    assert ("Tiêu chí thứ nhất qzward" in page, "Việc thứ nhất qzward" in page) == (True, True)
    assert "Phường Yên Hòa" in said(enter("clerk").get("/search/", {"q": "yen hoa"}))
    assert "Hãy nhập ít nhất hai chữ cái." in said(enter("clerk").get("/search/", {"q": "y"}))


def test_home_lists_what_waits_and_says_how_to_begin(scene: Scene, enter: Enter) -> None:
    mine = said(enter("clerk").get("/"))
    assert "Cải thiện Chỉ số cải cách hành chính (PAR INDEX) năm 2026 qzwarddraft" in mine
    assert "Bạn chưa được phân vai trò ở đơn vị nào" in said(enter("stranger").get("/"))


LISTS = {
    "/documents/": "documents",
    "/": "home",
    "/frameworks/": "frameworks",
    "/plans/": "plans",
    "/indexes/": "indexes",
    "/history/": "history",
    "/people/": "people",
}


@pytest.mark.parametrize("url", LISTS)
def test_a_list_asks_as_much_for_one_row_as_for_three(scene: Scene, enter: Enter, url: str) -> None:
    client = enter("reform")
    _add(scene, 51, 53)  # so that the latest deeds are of the same kinds before and after
    before = queries_of(client, url)
    _add(scene, 54, 55)
    assert queries_of(client, url) == before


def _add(scene: Scene, *numbers: int) -> None:
    for number in numbers:
        scenes._accept(scenes.upload(scene.cast.units["Xã Thanh Trì"], f"qzmore{number}", number=number))
        scenes.upload(scene.cast.units["Xã Thanh Trì"], f"qzwait{number}", number=number + 10)


VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")
HEADS = (
    *("Đơn vị", "Mã đơn vị", "Giá trị", "Ngày", "Xếp hạng", "Chỉ tiêu", "Thường xuyên", "Mã hồ sơ"),
    *("Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả", "Đúng hạn", "Trực tuyến", "Thanh toán trực tuyến"),
)
"""What stands over the columns of a file, and in them, as a hint cites it."""
EXAMPLES = (
    "Số, Nhiệm vụ, Chủ trì, Phối hợp, Thời hạn, Trạng thái, Sản phẩm",
    "Có, Không",
    "15/QĐ-UBND",
    "Văn phòng HĐND và UBND",
)
"""What hints cite without marks."""


def test_in_english_vietnamese_letters_occur_only_in_data(scene: Scene, enter: Enter) -> None:
    """What stands in Vietnamese must be in the database, or the name of a language."""
    data = _data(scene)
    strange = []
    for who in ("reform", "administrator", "stranger"):
        client = enter(who, "en")
        for knock in knocks(scene.works["ward"], is_city=False):
            answer = client.get(knock.url, knock.data) if knock.method == "get" else HttpResponse(b"")
            if answer.headers["Content-Type"].startswith("text/html"):
                strange += [(knock.url, each) for each in _not_data(answer, data)]
    assert sorted({text for _url, text in strange}) == []


def _not_data(answer: HttpResponse, data: tuple[str, ...]) -> list[str]:
    """The texts that still hold a Vietnamese letter when all data is taken out of them."""
    found = []
    for piece in Words(answer.content.decode()).found:
        left = " ".join(piece.split())
        for known in data:
            left = left.replace(known, "")
        if VIETNAMESE.search(left):
            found.append(left)
    return found


def _data(scene: Scene) -> tuple[str, ...]:
    """Everything the cast brought along and all that the database says, the longest first."""
    cells = [cell for line in scenes.PLAN.splitlines() for cell in re.split(r"\t|\{\w+\}", line)]
    said = [
        each for model in apps.get_models() for row in model._default_manager.values() for each in _said(row)
    ]
    said += [pack.note for pack in packs.listed()]
    said += [text for book in ready.listed() for text in (book.name, book.note)]
    said += [family.name for family in families.listed()]
    said += [f"“{head}”" for head in HEADS]
    said += EXAMPLES
    pieces = {" ".join(text.split()) for text in [*cells, *said, "Tiếng Việt", "kế hoạch"]}
    lines = {" ".join(line.split()) for text in said for line in text.splitlines()}
    return tuple(sorted({each for each in pieces | lines if VIETNAMESE.search(each)}, key=len, reverse=True))


def _said(value: Any) -> Iterator[str]:
    """Every text in a row; of a text in both languages nothing, for it must be shown in the reader's."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and not {"vi", "en"} <= value.keys():
        yield from (text for each in value.values() for text in _said(each))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _said(each))
