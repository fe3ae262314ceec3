"""The command ``parindex rank``."""

from __future__ import annotations

import json
import random
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from parindex.faces.ops import rank
from parindex.faces.ops.main import main

HEAD = "unit,group,score\n"
GOOD = HEAD + (
    'Phường Láng,phường,93.165\n"Phường ""Cũ"", Mới",phường,93.17\nXã Đông Anh,xã,80\n'
    "Phường Cửa Nam,phường,79.994\n"
)
CLASSES = "- {name: A, from: 93.17}\n- {name: B, top: 0.5}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files are named without their folder, as a person in that folder names them."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def given(scores: str | bytes = GOOD, classes: str | bytes = CLASSES) -> None:
    """The two files."""
    for name, content in (("diem.csv", scores), ("loai.yaml", classes)):
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())


def placed(unit: str, score: str, number: int, tied: bool, class_name: str | None) -> dict[str, Any]:
    """One row of the contract."""
    return {"unit": unit, "score": score, "rank": number, "tied": tied, "class": class_name}


def result(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, list[dict[str, Any]]]:
    """The groups of what is printed; nothing else is."""
    assert main(["rank", "diem.csv", "--json", *words]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    form = json.loads(output.out)
    assert list(form) == ["groups"]
    groups: dict[str, list[dict[str, Any]]] = form["groups"]
    return groups


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one line on standard error; nothing on standard output."""
    assert main(["rank", "diem.csv", "--json", *words]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    return output.err.strip()


def test_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    given()
    assert result(capsys, "--classes", "loai.yaml") == {
        "phường": [
            placed("Phường Láng", "93.17", 1, True, "A"),
            placed('Phường "Cũ", Mới', "93.17", 1, True, "A"),
            placed("Phường Cửa Nam", "79.99", 3, False, None),
        ],
        "xã": [placed("Xã Đông Anh", "80.00", 1, False, "B")],
    }


def test_without_classes_the_class_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    given()
    groups = result(capsys, "--ties", "dense", "--decimals", "3")
    assert groups["phường"] == [
        placed('Phường "Cũ", Mới', "93.170", 1, False, None),
        placed("Phường Láng", "93.165", 2, False, None),
        placed("Phường Cửa Nam", "79.994", 3, False, None),
    ]


def test_dense_ranks_and_no_decimals(capsys: pytest.CaptureFixture[str]) -> None:
    given(HEAD + "a,x,1.5\nb,x,2.49\nc,x,-0.5\nd,x,0.4\ne,x,-0.51\n", "- {name: A, top: 2}\n")
    assert result(capsys, "--ties", "dense", "--decimals", "0", "--classes", "loai.yaml") == {
        "x": [
            placed("a", "2", 1, True, "A"),
            placed("b", "2", 1, True, "A"),
            placed("c", "0", 2, True, None),
            placed("d", "0", 2, True, None),
            placed("e", "-1", 3, False, None),
        ]
    }


@pytest.mark.parametrize(
    "scores",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.replace("\n", "\r\n"),
        GOOD.rstrip("\n"),
        GOOD.replace("\n", "\n\n").replace("unit,", "\n\nUnit , ").replace(",93.17\n", ", +93.170 \n"),
        GOOD.replace("\n", ",\n").replace("score,\n", "score,ghi chú\n"),
        'score,"group",unit\n93.165,phường,Phường Láng\n93.17,phường,"Phường ""Cũ"", Mới"\n'
        "80,xã,Xã Đông Anh\n79.994,phường,Phường Cửa Nam\n,,\n",
        'unit;group;score\nPhường Láng;phường;93.165\n"Phường ""Cũ"", Mới";phường;93.17\n'
        "Xã Đông Anh;xã;80\nPhường Cửa Nam;phường;79.994\n",
    ],
    ids=["mark", "windows", "no last break", "blanks", "more columns", "other order", "semicolons"],
)
def test_tables_as_programs_save_them(scores: str | bytes, capsys: pytest.CaptureFixture[str]) -> None:
    given()
    expected = result(capsys)
    given(scores)
    assert result(capsys) == expected


def test_no_group_at_all_is_one_group(capsys: pytest.CaptureFixture[str]) -> None:
    given(HEAD + "a,,1\nb,,2\n")
    assert result(capsys) == {"": [placed("b", "2.00", 1, False, None), placed("a", "1.00", 2, False, None)]}


@pytest.mark.parametrize(
    ("scores", "line", "said"),
    [
        ("", 1, "tệp trống."),
        ("\n\n", 1, "tệp trống."),
        (HEAD, 2, "bảng chưa có đơn vị nào."),
        ("a,x,1\n", 1, "thiếu cột unit, group, score."),
        ("unit,score\na,1\n", 1, "thiếu cột group."),
        ("unit,group,score,unit\na,x,1,b\n", 1, "cột unit có hai lần."),
        (HEAD + "a,x,1\nb,x,\n", 3, "“b” chưa có điểm."),
        (HEAD + "a,x,1\nb,x\n", 3, "có 2 ô, tiêu đề có 3."),
        (HEAD + "a,x,93,17\n", 2, "có 4 ô, tiêu đề có 3."),
        (HEAD + '"a\nb",x,1\n\n,x,1\n', 5, "thiếu tên đơn vị."),
        (HEAD + "a,x,1\nb,,1\n", 3, "thiếu nhóm của đơn vị."),
        (HEAD + "a,x,1\nb,x,2\na,x,1\n", 4, "“a” có hai lần trong nhóm “x”. Lần đầu ở dòng 2."),
        (HEAD + "Hòa,x,1\nHo\u0300a,x,2\n", 3, "“Hòa” có hai lần trong nhóm “x”. Lần đầu ở dòng 2."),
        (HEAD + 'a,x,"93,17"\n', 2, "điểm “93,17” không phải con số."),
        (HEAD + "a,x,nan\n", 2, "điểm “nan” không phải con số."),
        (HEAD + "a,x,1e2\n", 2, "điểm “1e2” không phải con số."),
        (HEAD + "a,x,.5\n", 2, "điểm “.5” không phải con số."),
        (HEAD + f"a,x,{'9' * 5000}\n", 2, f"điểm “{'9' * 39}…” không phải con số."),
        (HEAD + 'a,x,1\n"b,x,1\n', 3, "dấu ngoặc kép không khớp."),
        (HEAD + 'a,x,1\n"b"c,x,1\n', 3, "dấu ngoặc kép không khớp."),
        (HEAD.encode() + "Hòa".encode("utf-16"), 2, "tệp không phải UTF-8."),
        (HEAD + "a\0,x,1\n", 2, "có ký tự rỗng; đây không phải tệp CSV."),
        (HEAD + "\x1b[2Ja,x,\n", 2, "“ [2Ja” chưa có điểm."),
    ],
)  # fmt: skip
def test_an_unusable_table_is_one_line_with_its_place(
    scores: str | bytes, line: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given(scores)
    refused = refusal(capsys)
    assert refused.startswith(f"parindex: diem.csv, dòng {line}: {said} Hãy ") or refused.startswith(
        f"parindex: diem.csv, dòng {line}: {said} Dòng đầu phải là tiêu đề"
    )


@pytest.mark.parametrize(
    ("classes", "line", "said"),
    [
        ("name: A\n", 1, "đây không phải danh sách các loại."),
        ("- A\n", 1, "đây không phải một loại."),
        ("- {name: A, from: 90}\n- {name: B, form: 80}\n", 2, "không có mục “form” trong một loại."),
        ("- {from: 90}\n", 1, "loại chưa có tên (name)."),
        ("- {name: ' ', from: 90}\n", 1, "loại chưa có tên (name)."),
        ("- {name: [A], from: 90}\n", 1, "loại chưa có tên (name)."),
        ("- {name: A}\n", 1, "Loại “A” không nói từ mức điểm nào hay gồm bao nhiêu đơn vị đứng đầu."),
        ("- {name: A, from: 90, top: 3}\n", 1, "một loại chỉ có from hoặc top, không có cả hai."),
        ("- {name: A, from: '90,5'}\n", 1, "from “90,5” không phải con số."),
        ("- {name: A, top: 10%}\n", 1, "top “10%” không phải con số."),
        ("- {name: A, top: [3]}\n", 1, "top “…” không phải con số."),
        ("- {name: A, top: 1.5}\n", 1,
         "Loại “A”: top 1.5 không phải số đơn vị, cũng không phải tỷ lệ dưới 1."),
        ("- {name: A, top: -1}\n", 1,
         "Loại “A”: top -1 không phải số đơn vị, cũng không phải tỷ lệ dưới 1."),
        ("- {name: C, from: 0}\n\n- {name: A, from: 90}\n", 3,
         "Loại “A” đứng sau “C” nhưng không đơn vị nào còn đạt được."),
    ],
)  # fmt: skip
def test_unusable_classes_are_one_line_with_their_place(
    classes: str, line: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given(classes=classes)
    assert refusal(capsys, "--classes", "loai.yaml").startswith(
        f"parindex: loai.yaml, dòng {line}: {said} Hãy "
    )


@pytest.mark.parametrize("classes", ["", "- {name: A, name: B, from: 1}\n", "- [\n"])
def test_classes_that_are_no_sound_yaml(classes: str, capsys: pytest.CaptureFixture[str]) -> None:
    given(classes=classes)
    assert refusal(capsys, "--classes", "loai.yaml").startswith("parindex: loai.yaml: ")


def test_a_class_is_named_by_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    given(HEAD + "a,x,3\nb,x,2\nc,x,1\nd,x,0\n", "- {name: 1, top: '0.25'}\n- {name: yes, from: 2}\n"
          "- {name: true, from: '1.00'}\n")  # fmt: skip
    groups = result(capsys, "--classes", "loai.yaml")
    assert [each["class"] for each in groups["x"]] == ["1", "yes", "true", None]


def test_no_class_in_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    given(classes="[]\n")
    assert {
        each["class"] for group in result(capsys, "--classes", "loai.yaml").values() for each in group
    } == {None}


def test_files_that_are_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal(capsys) == (
        "parindex: diem.csv: không mở được tệp (No such file or directory). "
        "Hãy kiểm tra đường dẫn và quyền đọc."
    )
    given()
    assert refusal(capsys, "--classes", "khác.yaml", "--lang", "en") == (
        "parindex: khác.yaml: the file cannot be opened (No such file or directory). "
        "Check the path and the right to read it."
    )
    assert refusal(capsys, "--classes", ".").startswith("parindex: .: không mở được tệp (Is a directory)")


def test_a_file_too_large_to_be_a_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given()
    monkeypatch.setattr(rank, "_MOST_BYTES", 20)
    assert refusal(capsys, "--lang", "en").startswith("parindex: diem.csv: the file is larger than")


def test_english_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    given(HEAD + "a,x,1\na,x,2\n")
    assert refusal(capsys, "--lang", "en") == (
        "parindex: diem.csv, line 3: “a” stands twice in the group “x”. The first is on line 2. "
        "Keep one row for each unit."
    )


@pytest.mark.parametrize(
    "words",
    [
        [], ["diem.csv", "--decimals", "-1"], ["diem.csv", "--decimals", "x"],
        ["diem.csv", "--decimals", "31"], ["diem.csv", "--decimals", "٣"],
        ["diem.csv", "--ties", "none"], ["diem.csv", "khac.csv"],
    ],
)  # fmt: skip
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    given()
    with pytest.raises(SystemExit) as stop:
        main(["rank", *words])
    assert stop.value.code == 2
    assert capsys.readouterr().out == ""


def test_a_person_reads_a_table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    given(GOOD.replace("Xã Đông Anh", f"\x07{'Xã Đông Anh ' * 10}"))
    assert main(["rank", "diem.csv", "--classes", "loai.yaml"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:6] == [
        "phường (3 đơn vị)",
        "Hạng  Đơn vị             Điểm  Loại",
        "1=    Phường Láng       93.17  A",
        '1=    Phường "Cũ", Mới  93.17  A',
        "3     Phường Cửa Nam    79.99  –",
        "",
    ]
    assert lines[6:8] == ["xã (1 đơn vị)", f"Hạng  {'Đơn vị':<80}   Điểm  Loại"]
    assert lines[8].startswith("1      Xã Đông Anh Xã")
    assert lines[8].endswith("…  80.00  B")


def test_a_person_reads_one_group_without_classes(capsys: pytest.CaptureFixture[str]) -> None:
    given(HEAD + "a,,1\nb,,2\n")
    assert main(["rank", "diem.csv", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "Rank  Unit  Score\n1     b      2.00\n2     a      1.00\n"


def test_a_tie_heavy_table_against_decimals(capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(2025)
    scores = {f"Phường {place}": Decimal(chance.randrange(8600, 9470)).scaleb(-2) for place in range(142)}
    given(HEAD + "".join(f"{unit},phường,{score}\n" for unit, score in scores.items()))
    rounded = {unit: score.quantize(Decimal("0.1"), ROUND_HALF_UP) for unit, score in scores.items()}
    (placings,) = result(capsys, "--decimals", "1").values()
    assert {each["unit"]: each["rank"] for each in placings} == {
        unit: 1 + sum(other > score for other in rounded.values()) for unit, score in rounded.items()
    }
    assert [each["unit"] for each in placings] == sorted(scores, key=lambda unit: -rounded[unit])
    assert all(each["score"] == str(rounded[each["unit"]]) for each in placings)


def test_long_numbers_lose_no_digit(capsys: pytest.CaptureFixture[str]) -> None:
    long = "123456789012345678901234567890123456789"
    given(HEAD + f"a,x,{long}.004\nb,x,{long}.005\n", f"- {{name: A, from: {long}.01}}\n")
    assert result(capsys, "--classes", "loai.yaml") == {
        "x": [placed("b", f"{long}.01", 1, False, "A"), placed("a", f"{long}.00", 2, False, None)]
    }
