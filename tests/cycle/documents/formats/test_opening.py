"""A file opens only as what its name and content say; everything else gets one clear sentence."""

from __future__ import annotations

import io
import os
import random
import re
import struct
import tempfile
import zipfile
from pathlib import Path

import pytest

from parindex.cycle.documents.blocks import At, Blocks, Paragraph, Unusable
from parindex.cycle.documents.formats import opening, packages
from tests.cycle.documents.formats import packing


@pytest.fixture(autouse=True)
def _no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing may be left in the folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    yield
    assert os.listdir(folder) == []


def refusal(data: bytes, name: str, **limits: int) -> str:
    with pytest.raises(Unusable) as refused:
        opening.open_source(data, name=name, **limits)
    for sentence in (refused.value.vi, refused.value.en):
        assert "\n" not in sentence
        assert sentence.endswith(".")
    return refused.value.vi


def renamed(suffix: str) -> str:
    return f"Tên tệp có đuôi {suffix} nhưng nội dung không phải như vậy"


def bomb() -> bytes:
    """Forty megabytes of zeros in forty kilobytes, dressed as a Word file."""
    return packing.repacked(packing.a_docx(), {"word/media/image1.bin": bytes(40_000_000)})


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.docx", packing.a_docx(), opening.DOCX),
        ("A.DOCX", packing.a_docx(), opening.DOCX),
        ("a.xlsx", packing.an_xlsx(), opening.XLSX),
        ("a.pdf", packing.a_pdf(), opening.PDF),
        ("a.md", "# Kế hoạch".encode(), opening.MARKDOWN),
        ("a.markdown", "# Kế hoạch".encode(), opening.MARKDOWN),
        ("a.txt", "Kế hoạch".encode(), opening.TEXT),
        ("a.txt", "Kế hoạch".encode("utf-16"), opening.TEXT),
        (
            "a.txt",
            ("Kế hoạch cải cách hành chính năm 2026 của phường\n" * 5).encode("utf-16-le"),
            opening.TEXT,
        ),
    ],
)
def test_media_type(name: str, data: bytes, media_type: str):
    assert opening.media_type_of(data, name=name) == media_type


def test_an_opened_file_has_its_blocks():
    assert opening.open_source(packing.a_docx(), name="a.docx") == opening.Opened(
        media_type=opening.DOCX,
        blocks=Blocks(blocks=(Paragraph("Kế hoạch nâng cao Chỉ số", At(block=0)),)),
    )


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf", "a.md", "a.txt"])
def test_empty_file(name: str):
    assert refusal(b"", name) == "Tệp rỗng, không có nội dung; hãy kiểm tra lại tệp gốc rồi gửi lại."


def test_too_large():
    assert opening.media_type_of(b"a" * 1_000_000, name="a.txt", limit=1_000_000) == opening.TEXT
    assert refusal(b"a" * 1_000_001, "a.txt", limit=1_000_000).startswith("Tệp lớn hơn 1 MB;")
    assert refusal(b"a" * 50_000_001, "a.txt").startswith("Tệp lớn hơn 50 MB;")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", packing.a_docx(), renamed(".pdf") + " (nội dung là Word);"),
        ("a.xlsx", packing.a_docx(), renamed(".xlsx") + " (nội dung là Word);"),
        ("a.docx", packing.an_xlsx(), renamed(".docx") + " (nội dung là Excel);"),
        ("a.docx", packing.a_pdf(), renamed(".docx") + " (nội dung là PDF);"),
        ("a.txt", packing.a_pdf(), renamed(".txt") + " (nội dung là PDF);"),
        ("a.md", packing.a_docx(), renamed(".md") + " (nội dung là Word);"),
        ("a.docx", b"GIF89a" + packing.a_docx(), renamed(".docx") + ";"),
        ("a.pdf", b"GIF89a;" + packing.a_pdf(), renamed(".pdf") + ";"),
        ("a.docx", packing.zipped({"a.txt": "x"}), renamed(".docx") + ";"),
        ("a.pdf", "Kế hoạch".encode(), renamed(".pdf") + ";"),
        ("a.docx", b"{\\rtf1 K\\'e1}", renamed(".docx") + ";"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40), renamed(".txt")),
        ("a.txt", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(60), renamed(".txt")),
    ],
)
def test_name_and_content_disagree(name: str, data: bytes, said: str):
    assert refusal(data, name).startswith(said)


@pytest.mark.parametrize("name", ["a.exe", "a.zip", "a", "docx", "a.rtf", "a.pptx", "a.html"])
def test_unknown_kind(name: str):
    assert refusal(b"K\xe1\xba\xbf", name).startswith("Không đọc được loại tệp này;")


@pytest.mark.parametrize("name", ["a.doc", "a.xls"])
def test_old_formats(name: str):
    assert refusal(packing.compound("WordDocument"), name).startswith(
        "Tệp thuộc định dạng Word hoặc Excel cũ"
    )


def test_an_old_format_under_a_new_name():
    assert refusal(packing.compound("WordDocument"), "a.docx").startswith("Tệp thuộc định dạng Word")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", packing.compound("EncryptionInfo", "EncryptedPackage")),
        ("a.xlsx", packing.compound("EncryptionInfo", "EncryptedPackage")),
        ("a.pdf", packing.locked_pdf()),
    ],
)
def test_password(name: str, data: bytes):
    assert refusal(data, name) == "Tệp được đặt mật khẩu; hãy gỡ mật khẩu, lưu lại rồi gửi lại."


def test_a_zip_entry_behind_a_password():
    data = bytearray(packing.a_docx())
    place = data.find(b"PK\x01\x02")
    struct.pack_into("<H", data, place + 8, 1)
    assert refusal(bytes(data), "a.docx").startswith("Tệp được đặt mật khẩu;")


@pytest.mark.parametrize("name", ["a.docm", "a.xlsm", "a.dotm", "a.xlsb"])
def test_macro_names(name: str):
    assert refusal(packing.a_docx(), name).startswith("Tệp có macro nên bị từ chối;")


@pytest.mark.parametrize(
    "changes",
    [
        {"word/vbaProject.bin": b"\xd0\xcf"},
        {"WORD/VBAPROJECT.BIN": b"\xd0\xcf"},
        {
            "[Content_Types].xml": '<Types><Override PartName="/word/document.xml" ContentType="'
            'application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
        },
    ],
)
def test_macros_under_a_plain_name(changes: dict[str, str | bytes]):
    assert refusal(packing.repacked(packing.a_docx(), changes), "a.docx").startswith("Tệp có macro")


def test_zip_bomb():
    assert refusal(bomb(), "a.docx").startswith("Tệp nén bung ra quá lớn (bom nén)")


def test_zip_bomb_inside():
    nested = packing.repacked(packing.a_docx(), {"word/embeddings/a.xlsx": bomb()})
    assert refusal(nested, "a.docx").startswith("Tệp nén bung ra quá lớn")


def test_zips_nested_too_deep():
    data = packing.a_docx()
    for _ in range(packages.MAX_DEPTH):
        data = packing.repacked(packing.a_docx(), {"word/embeddings/a.docx": data})
    assert refusal(data, "a.docx").startswith("Tệp nén bung ra quá lớn")


def test_an_embedded_workbook_is_no_bomb():
    data = packing.repacked(packing.a_docx(), {"word/embeddings/a.xlsx": packing.an_xlsx()})
    assert opening.media_type_of(data, name="a.docx") == opening.DOCX


def test_too_many_entries():
    many: dict[str, str | bytes] = {f"word/media/{n}": b"" for n in range(packages.MAX_ENTRIES)}
    assert refusal(packing.repacked(packing.a_docx(), many), "a.docx").startswith("Tệp nén bung ra quá lớn")


def test_too_much_in_all():
    part = bytes(29_000_000)
    many: dict[str, str | bytes] = {f"word/media/{n}": part for n in range(14)}
    assert refusal(packing.repacked(packing.a_docx(), many), "a.docx").startswith("Tệp nén bung ra quá lớn")


def test_a_directory_that_lies_about_sizes():
    data = bytearray(bomb())
    place = data.find(b"PK\x01\x02")
    while data[place + 46 : place + 61] != b"word/media/imag":
        place = data.find(b"PK\x01\x02", place + 4)
    struct.pack_into("<I", data, place + 24, 100)
    assert refusal(bytes(data), "a.docx").startswith("Tệp bị hỏng hoặc chưa tải lên đủ;")


@pytest.mark.parametrize(("name", "whole"), [("a.docx", packing.a_docx()), ("a.xlsx", packing.an_xlsx())])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_truncated_package(name: str, whole: bytes, part: float):
    assert refusal(whole[: int(len(whole) * part)], name).startswith("Tệp bị hỏng hoặc chưa tải lên đủ;")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_truncated_pdf(part: float):
    whole = packing.a_pdf("#lorem(4000)")
    assert refusal(whole[: int(len(whole) * part)], "a.pdf").startswith("Tệp bị hỏng hoặc chưa tải lên đủ;")


def test_a_pdf_of_noise():
    assert refusal(b"%PDF-1.7\n" + b"kh\xc3\xb4ng " * 100 + b"%%EOF", "a.pdf").startswith("Tệp bị hỏng")


def test_damaged_member():
    data = bytearray(packing.a_docx())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("word/document.xml")
    for place in range(entry.header_offset + 80, entry.header_offset + 90):
        data[place] ^= 0xFF
    assert refusal(bytes(data), "a.docx").startswith("Tệp bị hỏng")


@pytest.mark.parametrize("document", ["<w:document", "", "<a/>", "\x00\x01"])
def test_a_main_part_that_is_no_document(document: str):
    data = packing.repacked(packing.a_docx(), {"word/document.xml": document})
    assert refusal(data, "a.docx").startswith("Tệp bị hỏng")


def test_a_package_without_its_main_part():
    types = packing.repacked(packing.a_docx(), {"_rels/.rels": "<Relationships/>"})
    assert refusal(types, "a.docx").startswith("Tệp bị hỏng")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS,
        OUTSIDE,
        LAUGHS.encode("utf-16"),
        LAUGHS.encode("utf-16-le"),
        b'<?xml version="1.0" encoding="UTF-7"?>' + OUTSIDE.encode("utf-7"),
        b'<?xml version="1.0" encoding="cp037"?>' + OUTSIDE.encode("cp037"),
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "_rels/.rels"])
def test_entities(content: str | bytes, part: str):
    data = packing.repacked(packing.a_docx(), {part: content})
    assert refusal(data, "a.docx").startswith("Tệp chứa khai báo XML nguy hiểm")


def test_nul_characters():
    data = "Kế hoạch năm 2026 của phường Yên Hòa\x00 về cải cách hành chính".encode()
    assert refusal(data, "a.txt").startswith("Tệp văn bản có ký tự rỗng (NUL)")


def _damaged(whole: bytes, chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.randint(1, 2)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "whole"),
    [("a.docx", packing.a_docx()), ("a.xlsx", packing.an_xlsx()), ("a.pdf", packing.a_pdf("#lorem(300)"))],
)
def test_damage_anywhere_is_read_or_refused(name: str, whole: bytes):
    """Whatever bytes are changed, a file is read or refused: nothing else is raised."""
    chance = random.Random(20261120)
    outcomes = set()
    for data in (whole, whole[:60], *(_damaged(whole, chance) for _ in range(60))):
        try:
            opening.open_source(data, name=name)
            outcomes.add("read")
        except Unusable:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_odd_values_in_parts_are_read(part: str):
    """Numbers that are none, negative or huge, where Word would write a small one."""
    whole = packing.a_docx()
    content = packing.part(whole, part).decode()
    values = list(re.finditer(r'w:(?:val|w|ilvl|numId)="([^"]*)"', content))
    for odd in ("", "-1", "99999999999", "abc"):
        for match in values[:: max(1, len(values) // 5)]:
            changed = content[: match.start(1)] + odd + content[match.end(1) :]
            opened = opening.open_source(packing.repacked(whole, {part: changed}), name="a.docx")
            assert opened.media_type == opening.DOCX
