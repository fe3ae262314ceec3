"""The editor of frameworks as those who work at it use it: import, tree, rules, sample answers, export."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parindex.cycle.frameworks import actions, packs, queries, reading, specs, workbook, writing
from parindex.engine.access.actors import SYSTEM
from parindex.engine.scoring.specs import EMPTY_RULE, RuleSpec
from tests.cast import AT
from tests.cycle.frameworks.test_importing import WHOLE
from tests.faces.web.forms import sent
from tests.faces.web.scene import Scene
from tests.faces.web.test_pages import said

Enter = Callable[..., Client]
HTMX = {"HX-Request": "true"}
YES_NO = {"kind": "yes_no", "citation": "Điều 1", "status": "assumed"}


@pytest.fixture
def draft(scene: Scene, db: None) -> Any:
    return actions.import_file(WHOLE, owner=scene.cast.city, by=SYSTEM, at=AT)


def key(draft: Any, path: str) -> int:
    return next(row.key for row in queries.criteria_of(draft) if row.path == path)


def desk(draft: Any, path: str) -> str:
    return f"/frameworks/criteria/{key(draft, path)}/"


def rule_at(draft: Any, path: str) -> RuleSpec:
    return specs.rule_of(queries.criterion(key(draft, path), by=SYSTEM))


def was(draft: Any, path: str) -> dict[str, str]:
    return {"was": writing.rule(rule_at(draft, path))}


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_file_is_imported_and_known_again(scene: Scene, enter: Enter) -> None:
    office, owner = enter("reform"), scene.cast.city.pk
    answer = office.post("/frameworks/import/", {"owner": owner, "file": upload(WHOLE.encode(), "bộ.yaml")})
    page = said(office.get(answer.headers["Location"]))
    assert "Đã nhập thành dự thảo." in page
    again = office.post("/frameworks/import/", {"owner": owner, "file": upload(WHOLE.encode(), "bộ.yml")})
    assert again.headers["Location"] == answer.headers["Location"]
    assert "Nội dung này đã có ở đây" in said(office.get(again.headers["Location"]))


def test_a_workbook_goes_out_and_in_again(draft: Any, scene: Scene, enter: Enter) -> None:
    office = enter("reform")
    answer = office.get(f"/frameworks/{draft.pk}/workbook/")
    data = answer.content
    assert 'filename="hanoi-commune-2025.xlsx"' in answer.headers["Content-Disposition"]
    assert reading.of(workbook.compose(data)).spec == specs.of(draft)
    back = office.post("/frameworks/import/", {"owner": scene.cast.city.pk, "file": upload(data, "bộ.xlsx")})
    assert back.headers["Location"] == f"/frameworks/{draft.pk}/"


def test_a_pack_is_imported_by_choice(scene: Scene, enter: Enter) -> None:
    office = enter("reform")
    page = said(office.get("/frameworks/import/"))
    assert all(pack.title.vi in page for pack in packs.listed())
    answer = office.post("/frameworks/import/", {"owner": scene.cast.city.pk, "pack": "papi-2023"})
    kept = queries.get(int(answer.headers["Location"].split("/")[2]), by=SYSTEM)
    assert specs.of(kept) == packs.spec("papi-2023")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Hãy chọn một tệp, hoặc chọn một bộ có sẵn."),
        ({"file": ("bộ.docx", b"x")}, "Chỉ nhận tệp .yaml hoặc .xlsx."),
        ({"file": ("bộ.yaml", b"\xff\xfe")}, "Tệp không phải UTF-8."),
        ({"file": ("bộ.yaml", b"schema: other")}, "Dòng 1: schema là “other”"),
        ({"file": ("bộ.xlsx", b"PK")}, "bộ.xlsx"),
        (
            {"file": ("bộ.yaml", WHOLE.replace('total: "10"', 'total: "11"').encode())},
            "Tệp có lỗi nên chưa nhập.",
        ),
        ({"file": ("bộ.yaml", b"x"), "pack": "papi-2023"}, "Hãy chọn một tệp, hoặc chọn một bộ có sẵn."),
    ],
)
def test_what_cannot_be_imported_is_told(
    scene: Scene, enter: Enter, fields: dict[str, Any], told: str
) -> None:
    data = {name: upload(value[1], value[0]) if name == "file" else value for name, value in fields.items()}
    answer = enter("reform").post("/frameworks/import/", {"owner": scene.cast.city.pk} | data)
    assert answer.status_code == 422
    if told != "bộ.xlsx":
        assert told in said(answer)


def test_errors_of_a_file_are_shown_with_their_lines(scene: Scene, enter: Enter) -> None:
    wrong = WHOLE.replace('floor: "0.8"', 'floor: "1.8"')
    file = upload(wrong.encode(), "bộ.yaml")
    page = said(enter("reform").post("/frameworks/import/", {"owner": scene.cast.city.pk, "file": file}))
    assert "floor 1.8 nằm ngoài khoảng 0 … 1" in page
    line = 1 + [row.strip() for row in wrong.split("\n")].index('- code: "1.10"')
    assert f"I/1.10 dòng {line}" in page


def test_the_editor_shows_the_tree_and_one_criterion(draft: Any, enter: Enter) -> None:
    page = enter("reform").get(desk(draft, "I/1.10")).content.decode()
    for text in ("Kế hoạch", "Theo tỷ lệ", "0,8", "Điều 1", "theo mục trên: Sở Nội vụ", "Chấm thử"):
        assert text in page
    assert "chưa có quy tắc" in page


def test_a_small_post_answers_only_what_it_changes(draft: Any, enter: Enter) -> None:
    office, url = enter("reform"), desk(draft, "I/1.10")
    form = sent(office.get(url), action=url)
    answer = office.post(url, form | {"max": "1,75"}, headers=HTMX)
    text = answer.content.decode()
    assert (answer.status_code, "Đã lưu lúc" in text, "<html" in text) == (200, True, False)
    assert f'id="t-{key(draft, "I/1.10")}"' in text
    assert f'id="t-{key(draft, "I")}"' in text
    assert f'id="t-{key(draft, "II")}"' not in text
    assert "4,25" in text
    assert 'name="was-max" value="1,75"' in text
    assert next(node for node in queries.nodes_of(draft) if node.path == "I/1.10").max == "1.75"


def test_a_refused_field_comes_back_whole(draft: Any, enter: Enter) -> None:
    office, url = enter("reform"), desk(draft, "I/1.10")
    form = sent(office.get(url), action=url)
    answer = office.post(url, form | {"max": "nhiều"}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#fields")
    assert "Giá trị này chưa dùng được." in said(answer)


def test_a_rule_is_kept_as_it_is_typed(draft: Any, enter: Enter) -> None:
    office, url = enter("reform"), f"{desk(draft, 'I/1.10')}rule/"
    form = {"kind": "ratio", "floor": "75 %", "full_at": "0,9", "citation": "Điều 9", "status": "confirmed"}
    answer = office.post(url, form | was(draft, "I/1.10"), headers=HTMX)
    assert "Đã lưu lúc" in said(answer)
    assert rule_at(draft, "I/1.10") == RuleSpec(
        kind="ratio", floor="0.75", full_at="0.9", citation="Điều 9", status="confirmed"
    )
    plain = office.post(url, YES_NO | was(draft, "I/1.10"))
    assert plain.headers["Location"] == desk(draft, "I/1.10")


def test_a_rule_that_lacks_something_is_told_and_not_kept(draft: Any, enter: Enter) -> None:
    before = rule_at(draft, "I/1.10")
    form = {"kind": "count", "each": "nửa", "citation": "Điều 9"} | was(draft, "I/1.10")
    answer = enter("reform").post(f"{desk(draft, 'I/1.10')}rule/", form, headers=HTMX)
    assert (answer.status_code, rule_at(draft, "I/1.10")) == (422, before)
    assert "“nửa” ở ô “Điểm cho mỗi đơn vị đếm” không phải là số" in said(answer)


def test_a_rule_out_of_range_is_kept_with_its_finding(draft: Any, enter: Enter) -> None:
    form = {"kind": "ratio", "floor": "2", "citation": "Điều 9"} | was(draft, "I/1.10")
    text = said(enter("reform").post(f"{desk(draft, 'I/1.10')}rule/", form, headers=HTMX))
    assert "floor 2 nằm ngoài khoảng 0 … 1" in text
    assert "Ghi đủ quy tắc và điểm tối đa, hết lỗi" in text


def test_rows_are_added_and_taken_away_before_they_are_filled(draft: Any, enter: Enter) -> None:
    office, url = enter("reform"), f"{desk(draft, 'I/1.10')}rule/"
    start = {"kind": "choice", "put": "kind"} | was(draft, "I/1.10")
    asked = office.post(url, start, headers=HTMX)
    assert 'name="options.0.label"' in asked.content.decode()
    first = {"kind": "choice", "options.0.key": "a", "options.0.amount": "1", "options.0.earns": "points"}
    more = office.post(url, first | was(draft, "I/1.10") | {"put": "add:options"}, headers=HTMX)
    assert 'name="options.1.key"' in more.content.decode()
    assert [option.key for option in rule_at(draft, "I/1.10").options] == ["a"]
    both = first | {"options.1.key": "b", "options.1.amount": "0", "options.1.earns": "points"}
    fewer = office.post(url, both | was(draft, "I/1.10") | {"put": "drop:options.0"}, headers=HTMX)
    assert 'value="a"' not in fewer.content.decode()
    assert [option.key for option in rule_at(draft, "I/1.10").options] == ["b"]


def test_rows_are_added_without_scripts_too(draft: Any, enter: Enter) -> None:
    form = {"kind": "choice", "options.0.key": "a", "put": "add:options"} | was(draft, "I/1.10")
    page = enter("reform").post(f"{desk(draft, 'I/1.10')}rule/", form).content.decode()
    assert 'name="options.1.key"' in page
    assert "<html" in page


def test_the_second_of_two_who_write_a_rule_is_told_and_may_decide(draft: Any, enter: Enter) -> None:
    office, url = enter("reform"), f"{desk(draft, 'I/1.10')}rule/"
    shown = was(draft, "I/1.10")
    office.post(url, YES_NO | shown, headers=HTMX)
    mine = {"kind": "veto", "citation": "Điều 2", "status": "assumed"}
    told = office.post(url, mine | shown, headers=HTMX)
    theirs = writing.rule(rule_at(draft, "I/1.10"))
    assert told.status_code == 422
    assert "Người khác vừa sửa quy tắc này" in said(told)
    assert theirs in html.unescape(told.content.decode())
    assert rule_at(draft, "I/1.10").kind == "yes_no"
    office.post(url, mine | shown | {"over": theirs}, headers=HTMX)
    assert rule_at(draft, "I/1.10").kind == "veto"


@pytest.mark.parametrize(
    ("path", "answer", "told"),
    [
        ("I/1.10", {"done": "9", "total": "10"}, ("1,35</b> / 1,5", "9/10 = 90 %")),
        ("I/1.10", {"ratio": "70 %"}, ("0</b> / 1,5", "70 %")),
        ("I/1.10", {"done": "x", "total": "10"}, ("không phải là số",)),
        ("I/1.10", {"done": "11", "total": "10"}, ('class="wrong"',)),
        ("I/2", {"gate": "true", "count": "0"}, ("2,5</b> / 2,5",)),
        ("I/2", {"gate": "false"}, ("0</b> / 2,5",)),
        ("II/1", {"counts.0": "3", "counts.1": "2"}, ("2,4</b> / 3",)),
        ("I/1.10", {}, ()),
    ],
)
def test_a_sample_answer_earns_its_points_with_the_why(
    draft: Any, enter: Enter, path: str, answer: dict[str, str], told: tuple[str, ...]
) -> None:
    page = enter("reform").post(f"{desk(draft, path)}try/", answer, headers=HTMX).content.decode()
    assert [text for text in told if text not in page] == []
    assert ("<li>" in page) == any("</b>" in text for text in told)


def test_a_sample_answer_is_tried_without_scripts(draft: Any, enter: Enter) -> None:
    page = enter("reform").post(f"{desk(draft, 'I/1.10')}try/", {"done": "9", "total": "10"})
    assert (page.status_code, "1,35" in said(page), 'value="9"' in page.content.decode()) == (200, True, True)


def test_a_criterion_is_added_moved_and_taken_out(draft: Any, enter: Enter) -> None:
    office = enter("reform")
    form = {"above": key(draft, "I"), "code": "3", "name": "Kiểm tra"}
    added = office.post(f"/frameworks/{draft.pk}/add/", form).headers["Location"]
    assert added == desk(draft, "I/3")
    office.post(f"{added}move/", {"way": "up", "was": "I/3"})
    assert [row.path for row in queries.criteria_of(draft)][:4] == ["I", "I/1.10", "I/3", "I/3"]
    office.post(f"{added}move/", {"way": "out", "was": "I/3"})
    asked = office.get(f"{added}remove/")
    assert "Bỏ tiêu chí" in said(asked)
    gone = office.post(f"{added}remove/", sent(asked))
    assert gone.headers["Location"] == f"/frameworks/{draft.pk}/edit/"
    assert "Kiểm tra" not in [row.name for row in queries.criteria_of(draft)]
    assert office.get(gone.headers["Location"]).headers["Location"] == desk(draft, "I")


def test_taking_out_names_what_goes_with_it(draft: Any, enter: Enter) -> None:
    page = said(enter("reform").get(f"{desk(draft, 'I')}remove/"))
    assert "Cùng với 2 mục con:" in page
    assert "Kế hoạch" in page


@pytest.mark.parametrize(
    ("deed", "form", "told"),
    [
        ("move/", {"way": "up", "was": "I"}, "Không chuyển thêm được theo hướng ấy."),
        ("move/", {"way": "down", "was": "X"}, "Người khác vừa chuyển tiêu chí này."),
        ("remove/", {"was": "?"}, "Người khác vừa sửa tiêu chí này."),
    ],
)
def test_deeds_that_cannot_be_done_say_why(
    draft: Any, enter: Enter, deed: str, form: dict[str, str], told: str
) -> None:
    assert told in said(enter("reform").post(f"{desk(draft, 'I')}{deed}", form, follow=True))


def test_a_criterion_with_a_bad_code_is_not_added(draft: Any, enter: Enter) -> None:
    answer = enter("reform").post(f"/frameworks/{draft.pk}/add/", {"code": "a/b", "name": "x"})
    assert (answer.status_code, "Mã không được có dấu “/”" in said(answer)) == (422, True)


def test_what_a_draft_says_of_itself_is_changed(draft: Any, enter: Enter) -> None:
    office, url = enter("reform"), f"/frameworks/{draft.pk}/about/"
    shown = sent(office.get(url))
    assert (shown["total"], shown["not_applicable"]) == ("10", "full_points")
    office.post(url, shown | {"title": "Bộ mới", "total": "10,5", "decimals": "2"})
    spec = specs.of(queries.get(draft.pk, by=SYSTEM))
    assert (spec.title_vi, spec.total, spec.decimals) == ("Bộ mới", "10.5", 2)
    told = office.post(url, shown | {"title": "Bộ khác"})
    assert (told.status_code, "Người khác vừa sửa thành “Bộ mới”." in said(told)) == (422, True)


def test_a_new_draft_follows_an_earlier_version(draft: Any, enter: Enter) -> None:
    office = enter("reform")
    url = f"/frameworks/{draft.pk}/copy/"
    assert sent(office.get(url))["year"] == "2026"
    made = office.post(url, {"year": "2026"}).headers["Location"]
    kept = queries.get(int(made.split("/")[2]), by=SYSTEM)
    assert (kept.year, [row.path for row in queries.criteria_of(kept)]) == (
        2026,
        [row.path for row in queries.criteria_of(draft)],
    )


def test_a_published_version_is_edited_nowhere(draft: Any, enter: Enter) -> None:
    actions.check(draft, by=SYSTEM, at=AT)
    actions.publish(draft, by=SYSTEM, at=AT)
    office, before = enter("reform"), (list(draft.criteria.values()), draft.digest)
    place = desk(draft, "I/1.10")
    assert office.get(place).headers["Location"] == f"/frameworks/{draft.pk}/"
    assert office.get(f"/frameworks/{draft.pk}/edit/").headers["Location"] == f"/frameworks/{draft.pk}/"
    print_of = specs.fingerprint(queries.criterion(key(draft, "I"), by=SYSTEM))
    posts: tuple[tuple[str, dict[str, Any]], ...] = (
        (place, {"code": "9", "name": "khác", "max": "9"}),
        (f"{place}rule/", YES_NO | was(draft, "I/1.10")),
        (f"{place}move/", {"way": "down", "was": "I/1.10"}),
        (f"{desk(draft, 'I')}remove/", {"was": print_of}),
        (f"/frameworks/{draft.pk}/add/", {"code": "9", "name": "khác"}),
        (f"/frameworks/{draft.pk}/about/", {"title": "khác", "index": "x", "level": "x", "year": "2025"}),
    )
    for url, data in posts:
        answer = office.post(url, data)
        assert answer.status_code in {302, 422}, url
    draft.refresh_from_db()
    assert (list(draft.criteria.values()), draft.digest) == before


def test_the_editor_costs_the_same_for_one_criterion_and_for_many(scene: Scene, enter: Enter) -> None:
    small = actions.import_file(packs.text("empty-starter"), owner=scene.cast.city, by=SYSTEM, at=AT)
    large = actions.import_file(packs.text("hanoi-commune-2025"), owner=scene.cast.city, by=SYSTEM, at=AT)
    office, counts = enter("reform"), []
    for draft, path in ((small, "I/1"), (large, "I/1/1.1")):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert office.get(desk(draft, path)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_parent_takes_a_rule_only_where_every_node_is_given(scene: Scene, draft: Any, enter: Enter) -> None:
    given = actions.import_file(packs.text("papi-2023"), owner=scene.cast.city, by=SYSTEM, at=AT)
    parent = next(row.path for row in queries.criteria_of(given) if not row.is_leaf)
    office = enter("reform")
    assert "Quy tắc chấm điểm" in said(office.get(desk(given, parent)))
    assert "Lưu quy tắc" not in said(office.get(desk(draft, "I")))


def test_an_empty_rule_is_shown_as_one_to_write(draft: Any, enter: Enter) -> None:
    assert rule_at(draft, "II/2") == EMPTY_RULE
    page = said(enter("reform").get(desk(draft, "II/2")))
    assert "– chưa có quy tắc –" in page
    assert "Quy tắc chấm điểm của II/2" not in page
    assert "Tiêu chí II/2 còn để trống quy tắc chấm điểm." in page


@pytest.mark.parametrize("who", ["clerk", "leader", "auditor", "administrator", "city_leader"])
def test_others_find_no_draft_to_edit(draft: Any, enter: Enter, who: str) -> None:
    client = enter(who)
    assert client.get(desk(draft, "I")).status_code in {403, 404}
    assert client.post(f"{desk(draft, 'I/1.10')}rule/", YES_NO).status_code in {403, 404}
    assert client.get("/frameworks/import/").status_code == 403
    assert "Nhập bộ tiêu chí" not in said(client.get("/frameworks/"))
