"""What is kept as evidence and what is refused: every dangerous file beside a harmless one like it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.foundation.files import inspection, kinds, refusals
from parindex.foundation.files.kinds import Kind
from parindex.foundation.files.refusals import Unacceptable
from tests.cycle.documents.formats import packing
from tests.foundation.files import hostile

TYPES = "[Content_Types].xml"
MACRO_TYPES = (
    '<Types><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
JS = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"
SIGNED = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [4 0 R] >> >>"
SIGNATURE = b"<< /FT /Sig /V << /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >> >>"
PACKED_SCRIPT = hostile.packed_object(b"<< /S /JavaScript /JS (x) >>")
LINK = b"<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://hanoi.gov.vn) >> >>"

TAKEN: dict[str, tuple[str, bytes, Kind]] = {
    "a plan": ("12-KH-UBND.pdf", packing.a_pdf(), kinds.PDF),
    "a signed PDF": ("ky-so.PDF", hostile.pdf(SIGNED, SIGNATURE), kinds.PDF),
    "a PDF with a web address": ("a.pdf", hostile.pdf(hostile.CATALOGUE, LINK), kinds.PDF),
    "a PDF that packs its objects": (
        "a.pdf",
        hostile.pdf(hostile.CATALOGUE, hostile.packed_object(b"<< >>")),
        kinds.PDF,
    ),
    "a letter": ("Công văn số 5.docx", packing.a_docx(), kinds.DOCX),
    "a letter with a chart": ("a.docx", hostile.with_chart(), kinds.DOCX),
    "a letter with a table of contents": ("a.docx", hostile.with_field('TOC \\o "1-3"'), kinds.DOCX),
    "a letter with a hyperlink": ("a.docx", hostile.relating("hyperlink"), kinds.DOCX),
    "a workbook": ("so lieu.xlsx", packing.an_xlsx(), kinds.XLSX),
    "an old letter": ("a.doc", hostile.doc(), kinds.DOC),
    "an old workbook": ("a.xls", hostile.xls(hostile.sheet(0)), kinds.XLS),
    "an open text": ("a.odt", hostile.opendocument(), kinds.ODT),
    "an open sheet": ("a.ods", hostile.opendocument("spreadsheet"), kinds.ODS),
    "a photograph": ("anh.JPEG", hostile.picture("JPEG"), kinds.JPG),
    "a screenshot": ("anh.png", hostile.picture("PNG"), kinds.PNG),
    "a note": ("ghi chú.txt", "Số tiêu chí < 5 & > 3".encode(), kinds.TXT),
    "a note of two bytes a letter": ("a.txt", "Ghi chú".encode("utf-16"), kinds.TXT),
}

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.pdf", b"", "EMPTY"),
    "blanks": ("a.txt", b" \n\x00", "EMPTY"),
    "a macro package renamed": ("a.docx", hostile.docx({TYPES: MACRO_TYPES}), "MACROS"),
    "macros added": ("a.docx", hostile.docx({"word/vbaProject.bin": b"x"}), "MACROS"),
    "macros under another name": ("a.xlsx", hostile.xlsx({"xl/macrosheets/sheet1.xml": "<x/>"}), "MACROS"),
    "a macro ending": ("a.docm", packing.a_docx(), "MACROS"),
    "a macro workbook": ("a.xlsm", packing.an_xlsx(), "MACROS"),
    "a binary workbook": ("a.xlsb", packing.an_xlsx(), "MACROS"),
    "ActiveX": ("a.docx", hostile.docx({"word/activeX/activeX1.bin": b"x"}), "ACTIVE_CONTENT"),
    "an OLE object": (
        "a.docx",
        hostile.docx({"word/embeddings/oleObject1.bin": b"\xd0\xcf"}),
        "ACTIVE_CONTENT",
    ),
    "an embedded zip": (
        "a.docx",
        hostile.docx({"word/embeddings/a.xlsx": packing.zipped({"run.exe": b"MZ"})}),
        "ACTIVE_CONTENT",
    ),
    "macros in an embedded workbook": (
        "a.docx",
        hostile.docx({"word/embeddings/a.xlsx": hostile.xlsx({"xl/vbaProject.bin": b"x"})}),
        "MACROS",
    ),
    "a remote template": ("a.docx", hostile.relating("attachedTemplate"), "ACTIVE_CONTENT"),
    "a remote object": ("a.docx", hostile.relating("oleObject"), "ACTIVE_CONTENT"),
    "a call to another program": ("a.docx", hostile.with_field("DDEAUTO c:\\\\cmd.exe"), "ACTIVE_CONTENT"),
    "the same call cut in two": ("a.docx", hostile.with_field("DD", "EAUTO cmd"), "ACTIVE_CONTENT"),
    "a linked program in a workbook": (
        "a.xlsx",
        hostile.xlsx({"xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink/></externalLink>"}),
        "ACTIVE_CONTENT",
    ),
    "entities": (
        "a.docx",
        hostile.docx({"word/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
        "ACTIVE_CONTENT",
    ),
    "entities in UTF-16": (
        "a.docx",
        hostile.docx({"word/x.xml": "<!DOCTYPE a []><a/>".encode("utf-16")}),
        "ACTIVE_CONTENT",
    ),
    "Basic in an open text": (
        "a.odt",
        hostile.opendocument(parts={"Basic/Standard/a.xml": "<x/>"}),
        "MACROS",
    ),
    "a listener in an open text": (
        "a.odt",
        hostile.opendocument(parts={"content.xml": "<script:event-listener/>"}),
        "ACTIVE_CONTENT",
    ),
    "an open text called a sheet": ("a.ods", hostile.opendocument(), "OTHER_CONTENT"),
    "a password on a new letter": ("a.docx", hostile.compound({"EncryptedPackage": b"x"}), "ENCRYPTED"),
    "a password on an old workbook": ("a.xls", hostile.xls(hostile.record(0x2F, b"\x01\x00")), "ENCRYPTED"),
    "a password on an old letter": (
        "a.doc",
        hostile.compound({"WordDocument": b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(12)}),
        "ENCRYPTED",
    ),
    "a password on a zip": ("a.docx", hostile.locked_zip(), "ENCRYPTED"),
    "a password on a PDF": ("a.pdf", packing.locked_pdf(), "ENCRYPTED"),
    "macros in an old letter": ("a.doc", hostile.doc(_VBA_PROJECT=b"x"), "MACROS"),
    "a macro sheet in an old workbook": ("a.xls", hostile.xls(hostile.sheet(1)), "MACROS"),
    "an object in an old letter": (
        "a.doc",
        hostile.compound({"WordDocument": bytes(20), "\x01Ole10Native": b"x"}, storages=("_1234567890",)),
        "ACTIVE_CONTENT",
    ),
    "an old installer": ("a.doc", hostile.compound({"Binary": b"x"}), "OTHER_CONTENT"),
    "an old letter cut off": ("a.doc", hostile.doc()[:700], "DAMAGED"),
    "an old letter that turns in circles": (
        "a.doc",
        hostile.doc()[:516] + b"\x01\x00\x00\x00" + hostile.doc()[520:],
        "DAMAGED",
    ),
    "a PDF with a script": ("a.pdf", hostile.pdf(JS), "ACTIVE_CONTENT"),
    "a PDF that writes its script's name otherwise": (
        "a.pdf",
        hostile.pdf(JS.replace(b"/JavaScript /JS", b"/J#61vaScript /#4a#53")),
        "ACTIVE_CONTENT",
    ),
    "a PDF that packs its script": (
        "a.pdf",
        hostile.pdf(hostile.CATALOGUE, hostile.packed_object(b"<< /S /JavaScript /JS (x) >>")),
        "ACTIVE_CONTENT",
    ),
    "a PDF that packs in a way of its own": (
        "a.pdf",
        hostile.pdf(hostile.CATALOGUE, hostile.packed_object(b"x", filters=b"[/LZWDecode]")),
        "ACTIVE_CONTENT",
    ),
    "a PDF that packs its script twice": (
        "a.pdf",
        hostile.pdf(
            hostile.CATALOGUE, hostile.packed_object(b"x", filters=b"[/ASCIIHexDecode /FlateDecode]")
        ),
        "ACTIVE_CONTENT",
    ),
    "a PDF with a comment before what it packs": (
        "a.pdf",
        hostile.pdf(hostile.CATALOGUE, PACKED_SCRIPT.replace(b">> stream", b">> %x\nstream")),
        "ACTIVE_CONTENT",
    ),
    "a PDF whose dictionary pretends to end": (
        "a.pdf",
        hostile.pdf(hostile.CATALOGUE, PACKED_SCRIPT.replace(b"/N 1", b"/X (1 0 obj) /N 1")),
        "ACTIVE_CONTENT",
    ),
    "a PDF that does not say that it packs objects": (
        "a.pdf",
        hostile.pdf(hostile.CATALOGUE, PACKED_SCRIPT.replace(b"/Type /ObjStm", b"")),
        "ACTIVE_CONTENT",
    ),
    "a PDF that unpacks without end": (
        "a.pdf",
        hostile.pdf(hostile.CATALOGUE, hostile.packed_object(b" " * 70_000_000)),
        "BOMB",
    ),
    "a PDF that starts a program": (
        "a.pdf",
        hostile.pdf(b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (cmd.exe) >> >>"),
        "ACTIVE_CONTENT",
    ),
    "a PDF with a file inside": (
        "a.pdf",
        hostile.pdf(hostile.CATALOGUE, b"<< /Type /EmbeddedFile /Length 2 >> stream\nMZ\nendstream"),
        "ACTIVE_CONTENT",
    ),
    "a PDF with a dynamic form": (
        "a.pdf",
        hostile.pdf(b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 4 0 R >> >>"),
        "ACTIVE_CONTENT",
    ),
    "a PDF whose script hides in a stream": (
        "a.pdf",
        hostile.pdf(
            hostile.CATALOGUE, b"<< /Length 40 >> stream\n7 0 obj << /S /JavaScript >> endobj\nendstream"
        ),
        "ACTIVE_CONTENT",
    ),
    "a PDF cut off": ("a.pdf", packing.a_pdf()[:400], "DAMAGED"),
    "a PDF that is a zip as well": ("a.pdf", packing.a_pdf() + packing.zipped({"a": b"x"}), "TWO_FACES"),
    "a picture that is a zip as well": (
        "a.png",
        hostile.picture("PNG") + packing.zipped({"a": b"x"}),
        "TWO_FACES",
    ),
    "a text that is a PDF as well": ("a.txt", b"x\n%PDF-1.4\n", "TWO_FACES"),
    "a program called a PDF": ("a.pdf", b"MZ\x90\x00" + bytes(200), "PROGRAM"),
    "a program of another system": ("a.docx", b"\x7fELF" + bytes(200), "PROGRAM"),
    "a program by its ending": ("bao cao.pdf.exe", packing.a_pdf(), "PROGRAM"),
    "a script by its ending": ("a.js", b"alert(1)", "PROGRAM"),
    "a script called a text": ("a.txt", b"#!/bin/sh\nrm -r x", "PROGRAM"),
    "a batch called a text": ("a.txt", b"@echo off\r\ndel x", "PROGRAM"),
    "a drawing": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "WEB_PAGE"),
    "a drawing called a picture": ("a.png", b"<svg onload='x'/>", "WEB_PAGE"),
    "a web page": ("a.html", b"<html></html>", "WEB_PAGE"),
    "a web page called a workbook": ("a.xls", b"<html><table></table></html>", "WEB_PAGE"),
    "a script in a text": ("a.txt", "Ghi chú <script>x</script>".encode(), "WEB_PAGE"),
    "a zip": ("a.zip", packing.zipped({"a": b"x"}), "PACKED"),
    "a RAR": ("a.rar", b"Rar!\x1a\x07\x00", "PACKED"),
    "a zip called a letter": ("a.docx", packing.zipped({"a": b"x"}), "OTHER_CONTENT"),
    "a workbook called a letter": ("a.docx", packing.an_xlsx(), "OTHER_CONTENT"),
    "a letter called a PDF": ("a.pdf", packing.a_docx(), "OTHER_CONTENT"),
    "a photograph called a screenshot": ("a.png", hostile.picture("JPEG"), "OTHER_CONTENT"),
    "rich text called a letter": ("a.doc", b"{\\rtf1 \\objdata}", "OTHER_CONTENT"),
    "a video": ("a.mp4", b"\x00\x00\x00\x18ftypmp42", "KIND_NOT_TAKEN"),
    "no ending": ("baocao", packing.a_pdf(), "KIND_NOT_TAKEN"),
    "an ending behind a NUL": ("a.pdf\x00.exe", packing.a_pdf(), "PROGRAM"),
    "an ending that reads backwards": ("a\u202efdp.exe", b"MZ", "PROGRAM"),
    "a bomb": ("a.docx", hostile.bomb(), "BOMB"),
    "too many parts": ("a.docx", hostile.many_entries(), "BOMB"),
    "zips in zips": ("a.docx", hostile.nested(5), "BOMB"),
    "a picture of too many dots": ("a.png", hostile.huge_png(), "BOMB"),
    "a picture cut off": ("a.png", hostile.picture("PNG")[:40], "DAMAGED"),
    "a letter cut off": ("a.docx", packing.a_docx()[:-30], "DAMAGED"),
}


@pytest.mark.parametrize("case", TAKEN)
def test_what_offices_send_is_taken(case: str) -> None:
    name, data, kind = TAKEN[case]

    assert inspection.inspect(data, name=name) is kind


@pytest.mark.parametrize("case", REFUSED)
def test_what_acts_or_is_not_what_it_says_is_refused(case: str) -> None:
    name, data, code = REFUSED[case]

    with pytest.raises(Unacceptable) as refused:
        inspection.inspect(data, name=name)

    assert refused.value.code == code
    assert all(len(text.split()) > 5 for text in (refused.value.words.vi, refused.value.words.en))


def test_one_byte_above_the_limit_is_too_much() -> None:
    data = packing.a_pdf()

    assert inspection.inspect(data, name="a.pdf", limit=len(data)) is kinds.PDF
    with pytest.raises(Unacceptable) as refused:
        inspection.inspect(data, name="a.pdf", limit=len(data) - 1)
    assert refused.value.code == "TOO_LARGE"


def test_what_the_content_is_instead_is_told() -> None:
    with pytest.raises(Unacceptable) as refused:
        inspection.inspect(packing.an_xlsx(), name="a.docx")

    assert refused.value.words == refusals.other_content(".docx", kinds.XLSX.title).words
    assert "(nội dung là Excel)" in refused.value.words.vi


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("C:\\Users\\x\\Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\x1f.pdf", "ab.pdf"),
        ("a\u202egpj.pdf", "agpj.pdf"),
        ("  a \n b .pdf ", "a b .pdf"),
        ("", "tep"),
        (" . ", "tep"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_what_could_mislead(given_name: str, kept: str) -> None:
    assert inspection.plain_name(given_name) == kept


@given(st.binary(max_size=400), st.sampled_from([*kinds.SUFFIXES, ".exe", ""]))
def test_any_bytes_are_taken_or_refused_in_words(data: bytes, suffix: str) -> None:
    """Nothing but a refusal ever comes out, whatever the bytes are."""
    with suppress(Unacceptable):
        assert suffix in inspection.inspect(data, name=f"a{suffix}").suffixes


@given(st.data())
def test_any_damage_is_taken_or_refused_in_words(data: st.DataObject) -> None:
    """A byte changed anywhere in a real file gives a refusal or the kind, never another fault."""
    name, whole, _ = data.draw(st.sampled_from(sorted(TAKEN.values(), key=lambda each: each[0])))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    with suppress(Unacceptable):
        assert inspection.inspect(broken, name=name) in kinds.TAKEN
