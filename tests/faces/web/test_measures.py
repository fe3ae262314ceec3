"""The desk of measures: kept, fed into leaves, recorded on the grid, imported whole or not at all."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings as DjangoSettings

from parindex.cycle.assessments.queries import offered
from parindex.cycle.measures import actions, figures
from parindex.cycle.measures.actions import Read
from parindex.cycle.measures.models import Feed, Measure, Reading
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, Cast
from tests.cycle import rounds
from tests.faces.web.test_cycles import asked, enter
from tests.faces.web.test_pages import said

YEAR = {"since": date(2026, 1, 1), "until": date(2027, 1, 1)}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Any, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path


@pytest.fixture
def office(cast: Cast) -> Client:
    """The reform office at its desk."""
    return enter(cast, "reform")


def keep(cast: Cast, shape: str = "single") -> Measure:
    """A measure of the city."""
    return actions.keep(owner=cast.city, code="hai-long", name="Hài lòng", shape=shape, by=SYSTEM, at=AT)


def read(cast: Cast, measure: Measure, value: str) -> None:
    """What the ward reads in 2026."""
    reads = [Read(cast.ward, figures.single(value))]
    actions.record(measure, reads, as_of=AT.date(), source="Báo cáo mật", by=SYSTEM, at=AT, **YEAR)


def held() -> dict[str, str]:
    """Who reads what, in force or not, in the order recorded."""
    return {f"{each.unit} {each.number}": str(each) for each in Reading.objects.order_by("unit", "number")}


def test_a_measure_is_kept_fed_and_recorded(cast: Cast, office: Client) -> None:
    assert "Chưa có số liệu nào" in said(office.get("/measures/"))
    form = {"name": "Tỷ lệ hài lòng", "code": "hai-long", "shape": "single", "counted_in": "tỷ lệ"}
    assert "Đã lập số liệu." in said(office.post("/measures/new/", form, follow=True))
    measure, version = Measure.objects.get(), rounds.published(cast)
    feeding = f"/measures/{measure.pk}/feed/"
    page = office.get(feeding, {"version": version.pk}).content.decode()
    offered_leaves = {path: path in page for path in ("I/1 Kế", "I/2 Đối", "I/3 Khảo", "II/3 Điểm")}
    assert offered_leaves == {"I/1 Kế": True, "I/2 Đối": False, "I/3 Khảo": True, "II/3 Điểm": False}
    slot = f"{rounds_leaf(version, 'I/3')}|"
    office.post(feeding, {"version": version.pk, "slot": slot})
    office.post(feeding, {"version": version.pk, "slot": f"{rounds_leaf(version, 'II/2')}|"})
    assert office.post(feeding, {"version": version.pk, "slot": "9|"}).status_code == 422
    assert "2 tiêu chí · 1 bộ tiêu chí" in said(office.get(f"/measures/{measure.pk}/"))
    office.post(f"/measures/feeds/{Feed.objects.get(criterion__path='II/2').pk}/end/")
    assert "1 tiêu chí · 1 bộ tiêu chí" in said(office.get("/measures/"))


def rounds_leaf(version: Any, path: str) -> int:
    """The id of a leaf."""
    key: int = version.criteria.get(path=path).pk
    return key


def test_figures_are_entered_with_comma_point_or_percent(cast: Cast, office: Client) -> None:
    measure = keep(cast)
    url = f"/measures/{measure.pk}/record/?year=2026&part=year"
    third = cast.units["Xã Thanh Trì"]
    form = {"as_of": "1/5/2026", "source": "Báo cáo 12/BC-SNV"}
    figures_of = {
        f"value-{cast.ward.pk}": "0,93",
        f"value-{cast.other_ward.pk}": "0.5",
        f"value-{third.pk}": "93,5%",
    }
    told = said(office.post(url, form | figures_of, follow=True))
    assert ("Đã ghi 3 số liệu mới." in told, "3/3 đơn vị có số liệu" in told) == (True, True)
    assert held() == {"Phường Yên Hòa 1": "0.93", "Phường Cầu Giấy 1": "0.5", "Xã Thanh Trì 1": "0.935"}
    assert f'name="value-{cast.ward.pk}" value="0,93"' in office.get(url).content.decode()
    again = said(office.post(url, form | figures_of | {f"value-{third.pk}": ""}, follow=True))
    assert "Đã ghi 0 số liệu mới." in again
    office.post(url, form | {f"value-{cast.ward.pk}": "0,95"})
    past = said(office.get(f"/measures/{measure.pk}/units/{cast.ward.pk}/"))
    assert ("0,95" in past, "0,93" in past, "đã thay" in past) == (True, True, True)


@pytest.mark.parametrize(
    ("shape", "form", "told"),
    [
        ("single", {"value": "1.234,5"}, "Hãy ghi số thường"),
        ("single", {"value": "chín"}, "Hãy ghi số thường"),
        ("pair", {"done": "5", "total": "4"}, "Số đạt phải từ 0 đến tổng số."),
        ("pair", {"done": "5"}, "Hãy ghi số thường"),
        ("single", {"value": "1", "source": ""}, "Trường này là bắt buộc."),
        ("single", {"value": "1", "as_of": "mai"}, "Hãy ghi ngày, ví dụ 25/12/2026."),
    ],
)
def test_a_figure_that_cannot_be_read_is_told_beside_it(
    cast: Cast, office: Client, shape: str, form: dict[str, str], told: str
) -> None:
    measure = keep(cast, shape)
    sent = {"as_of": "1/5/2026", "source": "Báo cáo"} | {
        name if name in ("source", "as_of") else f"{name}-{cast.ward.pk}": text for name, text in form.items()
    }
    answer = office.post(f"/measures/{measure.pk}/record/?year=2026", sent)
    assert (answer.status_code, told in said(answer), held()) == (422, True, {})


def bring(client: Client, measure: Measure, content: bytes, name: str = "bảng.csv") -> Any:
    """Send a table."""
    form = {"part": "year", "year": "2026", "as_of": "1/5/2026", "source": "Bảng tổng hợp"}
    file = SimpleUploadedFile(name, content)
    return client.post(f"/measures/{measure.pk}/import/", form | {"file": file}, follow=True)


def test_a_table_is_taken_by_name_or_code_and_its_file_kept(cast: Cast, office: Client) -> None:
    measure = keep(cast)
    table = f"Mã đơn vị;Đơn vị;Giá trị\n;phuong yen hoa;0,9\n{cast.other_ward.code};;0.8\n;Xã Thanh Trì;\n"
    told = said(bring(office, measure, table.encode("utf-8-sig")))
    assert "Đã ghi 2 số liệu mới." in told
    assert held() == {"Phường Yên Hòa 1": "0.9", "Phường Cầu Giấy 1": "0.8"}
    reading = Reading.objects.get(unit=cast.ward)
    own, other = (
        enter(cast, who).get(f"/measures/readings/{reading.pk}/file/") for who in ("clerk", "neighbour")
    )
    assert (own.status_code, other.status_code) == (200, 404)
    assert own.content == table.encode("utf-8-sig")


def test_a_pair_comes_from_a_workbook(cast: Cast, office: Client) -> None:
    measure, data = keep(cast, "pair"), BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet()
    for down, row in enumerate(
        (("BẢNG",), ("Đơn vị", "Số đạt", "Tổng số (hồ sơ)"), ("Phường Yên Hòa", 12, 15))
    ):
        sheet.write_row(down, 0, row)
    book.close()
    assert "Đã ghi 1 số liệu mới." in said(bring(office, measure, data.getvalue(), "bảng.xlsx"))
    assert held() == {"Phường Yên Hòa 1": "12/15"}


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("Tên gì đó;Số gì đó\na;1\n", "Không thấy cột tên hoặc mã đơn vị."),
        ("Đơn vị;Số đạt\nPhường Yên Hòa;1\n", "Không thấy cột “Giá trị”."),
        ("Đơn vị;Giá trị\n", "Bảng không có dòng số liệu nào."),
        ("Đơn vị;Giá trị\nPhường Lạ;1\nPhường Yên Hòa;1\n", "Dòng 2: không có đơn vị “Phường Lạ”."),
        ("Đơn vị;Giá trị\nPhường Yên Hòa;1\nphường yên hòa;2\n", "Dòng 3: “phường yên hòa” đã có ở dòng 2."),
        ("Đơn vị;Giá trị\nPhường Yên Hòa;1.234,5\n", "Dòng 2: không đọc được số “1.234,5”."),
        ("\x00\x01", "Tệp không phải là văn bản thuần đọc được."),
    ],
)
def test_one_wrong_row_and_nothing_is_taken(cast: Cast, office: Client, table: str, told: str) -> None:
    answer = bring(office, keep(cast), table.encode())
    assert (answer.status_code, told in said(answer), held()) == (422, True, {})


def test_the_export_filled_in_is_imported_again(cast: Cast, office: Client) -> None:
    measure = keep(cast)
    text = office.get(f"/measures/{measure.pk}/export.csv", {"year": "2026"}).content.decode("utf-8-sig")
    lines = text.splitlines()
    lines[1] = lines[1].replace(";;", ";0,75;", 1)
    assert "Đã ghi 1 số liệu mới." in said(bring(office, measure, "\n".join(lines).encode()))
    assert list(held().values()) == ["0.75"]


def test_a_unit_sees_its_own_figures_only(cast: Cast) -> None:
    measure = keep(cast)
    read(cast, measure, "0.77")
    url = f"/measures/{measure.pk}/"
    pages = {
        who: said(enter(cast, who).get(url, {"year": "2026"})) for who in ("clerk", "neighbour", "reform")
    }
    seen = {
        who: ("0,77" in page, "Báo cáo mật" in page, "Ghi số liệu" in page) for who, page in pages.items()
    }
    assert seen == {
        "clerk": (True, True, False),
        "neighbour": (False, False, False),
        "reform": (True, True, True),
    }
    history = f"{url}units/{cast.ward.pk}/"
    codes = {who: enter(cast, who).get(history).status_code for who in ("clerk", "neighbour", "reform")}
    assert codes == {"clerk": 200, "neighbour": 403, "reform": 200}
    saved = enter(cast, "neighbour").get(f"{url}export.csv", {"year": "2026"}).content.decode()
    assert ("0,77" in saved, "Yên Hòa" in saved) == (False, False)


def test_a_sheet_is_offered_the_figures_of_its_period(cast: Cast) -> None:
    cycle, measure = rounds.opened(cast), keep(cast)
    leaf = rounds.leaf(cycle, "I/1")
    actions.feed(measure, leaf, by=SYSTEM, at=AT)
    read(cast, measure, "0.85")
    (key, offer), *others = offered.of(rounds.sheet(cycle, cast.ward)).items()
    assert (key, offer.answer, others) == (leaf.pk, {"ratio": "0.85"}, [])
    assert [(each.measure_name, each.value, each.source) for each in offer.figures] == [
        ("Hài lòng", "0.85", "Báo cáo mật")
    ]
    assert offered.of(rounds.sheet(cycle, cast.other_ward)) == {}


def test_a_grid_asks_the_same_of_one_figure_and_of_many(cast: Cast, office: Client) -> None:
    measure = keep(cast)
    read(cast, measure, "0.5")
    url = f"/measures/{measure.pk}/?year=2026"
    few = [asked(office, each) for each in (url, "/measures/")]
    reads = [Read(each, figures.single("0.6")) for each in (cast.other_ward, cast.units["Xã Thanh Trì"])]
    actions.record(measure, reads, as_of=AT.date(), source="Báo cáo", by=SYSTEM, at=AT, **YEAR)
    actions.keep(owner=cast.city, code="hai", name="Khác", shape="pair", by=SYSTEM, at=AT)
    assert [asked(office, each) for each in (url, "/measures/")] == few
