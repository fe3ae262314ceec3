"""Plain text and Markdown, whole."""

from __future__ import annotations

from parindex.foundation.writers import markdown, plaintext
from parindex.foundation.writers.plaintext import Marks
from tests.foundation.writers import documents

_PROSE = f"Bảng chữ cái: {documents.LETTERS} hết"


def test_plain_text_is_what_a_text_extractor_leaves() -> None:
    assert plaintext.write(documents.plan()).decode() == "\n".join(
        (
            "ỦY BAN NHÂN DÂN\n",
            "THÀNH PHỐ HÀ NỘI\n",
            "Số: /KH-UBND\n",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
            "Độc lập - Tự do - Hạnh phúc\n",
            "Hà Nội, ngày tháng năm 2026\n",
            "KẾ HOẠCH\n",
            "Cải thiện các chỉ số\n",
            "năm 2026\n",
            "Căn cứ Luật Tổ chức chính quyền địa phương;\n",
            "I. MỤC ĐÍCH\n",
            f"{_PROSE}[1]\n",
            "Nơi nhận:\n",
            "- Như trên;\n",
            "- Lưu: VT.\n",
            "TM. ỦY BAN NHÂN DÂN\n",
            "CHỦ TỊCH\n",
            "Nguyễn Văn A\n",
            "Phụ lục 1\n",
            "CHỈ TIÊU NĂM 2026\n",
            "(Kèm theo Kế hoạch số /KH-UBND)\n",
            "STT\tTiêu chí\tĐiểm\t\tĐơn vị chủ trì",
            "\t\tTối đa\tMục tiêu\t",
            "I\tCHỈ ĐẠO | ĐIỀU HÀNH\t\t\t",
            "1\tKiểm tra\t2.50\t>2\t- Sở Nội vụ - Sở Tài chính",
            "1.1\tMột Hai\t1.5\t2,3956\t\n",
            "[1] Quyết định số 1/QĐ-UBND.\n",
        )
    )


def test_tags_keep_lists_breaks_and_faces() -> None:
    rows = plaintext.write(documents.plan(), marks=Marks.TAGS).decode().split("\n")[-6:-3]
    assert rows == [
        "<b>I</b>\t<b>CHỈ ĐẠO | ĐIỀU HÀNH</b>\t\t\t",
        "1\t<i>Kiểm tra</i>\t2.50\t&gt;2\t<ul><li>Sở Nội vụ</li><li>Sở Tài chính</li></ul>",
        "1.1\t<p>Một<br>Hai</p>\t1.5\t2,3956\t",
    ]


def test_markdown_escapes_pipes_and_keeps_faces_lines_and_notes() -> None:
    lines = markdown.write(documents.plan()).decode().split("\n")
    assert lines[:4] == ["**ỦY BAN NHÂN DÂN**", "", "**THÀNH PHỐ HÀ NỘI**", ""]
    assert lines[12:14] == ["# KẾ HOẠCH", ""]
    assert lines[18:23] == [
        "*Căn cứ Luật Tổ chức chính quyền địa phương;*",
        "",
        "## I. MỤC ĐÍCH",
        "",
        f"Bảng chữ cái: **{documents.LETTERS}** hết[^1]",
    ]
    assert lines[42:] == [
        "| **STT** | **Tiêu chí** | **Điểm** |  | **Đơn vị chủ trì** |",
        "| :---: | --- | :---: | :---: | --- |",
        "|  |  | **Tối đa** | **Mục tiêu** |  |",
        r"| **I** | **CHỈ ĐẠO \| ĐIỀU HÀNH** |  |  |  |",
        r"| 1 | *Kiểm tra* | 2.50 | \>2 | - Sở Nội vụ<br>- Sở Tài chính |",
        "| 1.1 | Một<br>Hai | 1.5 | 2,3956 |  |",
        "",
        "[^1]: Quyết định số 1/QĐ-UBND.",
        "",
    ]
