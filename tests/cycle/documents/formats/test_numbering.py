"""Labels that Word prints by itself stand before the text."""

from __future__ import annotations

import docx
import pytest

from parindex.cycle.documents.blocks import Cell, Line, Paragraph, Start, Table
from parindex.cycle.documents.formats import docx as reader
from parindex.cycle.documents.formats import numbering
from tests.cycle.documents.formats import packing
from tests.cycle.documents.formats.packing import WORD, paragraph, word


def level(depth: int, text: str, kind: str = "decimal", more: str = "", start: int | None = 1) -> str:
    begin = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{depth}">{begin}<w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "", nums: str = "") -> str:
    default = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f"{more}{default}{nums}</w:numbering>"
    )


def item(text: str, depth: int = 0, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=properties)


def said(body: str, defined: str, **parts: str) -> list[str]:
    found = reader.read(word(body, parts={"numbering": defined, **parts}))
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("count", "kind", "text"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (12, "decimalZero", "12"),
        (9, "upperRoman", "IX"),
        (1994, "upperRoman", "MCMXCIV"),
        (14, "lowerRoman", "xiv"),
        (0, "upperRoman", "0"),
        (1, "upperLetter", "A"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (0, "lowerLetter", "0"),
        (7, "none", ""),
        (7, "vietnameseCounting", "7"),
    ],
)
def test_numeral(count: int, kind: str, text: str):
    assert numbering.numeral(count, kind) == text


def test_levels():
    defined = lists(level(0, "%1.", "upperRoman"), level(1, "%2."), level(2, "%2.%3)", "lowerLetter"))
    body = item("a") + item("b", 1) + item("c", 2) + item("d", 2) + item("e", 1) + item("f", 2) + item("g")
    assert said(body, defined) == ["I. a", "1. b", "1.a) c", "1.b) d", "2. e", "2.a) f", "II. g"]


def test_codes_of_criteria():
    defined = lists(level(0, "%1"), level(1, "%1.%2."), level(2, "%1.%2.%3."))
    body = item("a") + item("b", 1) + item("c", 2) + item("d", 2) + item("e") + item("f", 2)
    assert said(body, defined) == ["1 a", "1.1. b", "1.1.1. c", "1.1.2. d", "2 e", "2.1.1. f"]


def test_levels_that_do_not_restart():
    defined = lists(level(0, "%1.", "upperRoman"), level(1, "%2.", more='<w:lvlRestart w:val="0"/>'))
    body = item("a") + item("b", 1) + item("c", 1) + item("d") + item("e", 1)
    assert said(body, defined) == ["I. a", "1. b", "2. c", "II. d", "3. e"]


def test_levels_that_restart_after_a_certain_level():
    third = level(2, "%3)", more='<w:lvlRestart w:val="1"/>')
    defined = lists(level(0, "%1."), level(1, "%2."), third)
    body = item("a") + item("b", 1) + item("c", 2) + item("d", 1) + item("e", 2) + item("f") + item("g", 2)
    assert said(body, defined) == ["1. a", "1. b", "1) c", "2. d", "2) e", "2. f", "1) g"]


def test_legal_numbers():
    defined = lists(level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert said(item("a") + item("b", 1), defined) == ["I. a", "1.1 b"]


def test_start_values():
    assert said(item("a") + item("b"), lists(level(0, "%1.", start=5))) == ["5. a", "6. b"]
    assert said(item("a"), lists(level(0, "%1.", start=None))) == ["0. a"]


def test_two_lists_that_share_their_counters():
    shared = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    defined = lists(level(0, "%1."), nums=shared)
    assert said(item("a") + item("b", number=2) + item("c"), defined) == ["1. a", "2. b", "3. c"]


def test_a_list_that_starts_anew():
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    defined = lists(level(0, "%1."), nums=again)
    body = item("a") + item("b") + item("c", number=2) + item("d", number=2)
    assert said(body, defined) == ["1. a", "2. b", "1. c", "2. d"]


def test_a_list_with_a_level_of_its_own():
    own = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'Điều %1:')}</w:lvlOverride></w:num>"
    )
    assert said(item("a", number=2), lists(level(0, "%1."), nums=own)) == ["Điều 1: a"]


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("\uf0b7", "- a"),
        ("•", "- a"),
        ("o", "- a"),
        ("§", "§ a"),
        ("-", "- a"),
        ("+", "+ a"),
        ("\uf02d", "- a"),
    ],
)
def test_bullets(mark: str, text: str):
    assert said(item("a"), lists(level(0, mark, "bullet"))) == [text]


def test_bullets_in_cells_are_items():
    rows = f"<w:tr><w:tc>{item('một')}{item('hai')}</w:tc><w:tc>{item('x', 1)}</w:tc></w:tr>"
    borders = '<w:tblBorders><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders>'
    body = f"<w:tbl><w:tblPr>{borders}</w:tblPr>{rows}</w:tbl>"
    defined = lists(level(0, "\uf0b7", "bullet"), level(1, "-", "bullet"))
    (table,) = reader.read(word(body, parts={"numbering": defined})).blocks
    assert isinstance(table, Table)
    assert table.rows[0].cells == (
        Cell((Line("một", Start.ITEM), Line("hai", Start.ITEM))),
        Cell((Line("- x"),)),
    )


def test_a_label_alone_is_the_text_of_its_cell():
    rows = "".join(f"<w:tr><w:tc>{item('')}</w:tc><w:tc>{paragraph(t)}</w:tc></w:tr>" for t in ("a", "b"))
    borders = '<w:tblBorders><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders>'
    body = f"<w:tbl><w:tblPr>{borders}</w:tblPr>{rows}</w:tbl>"
    (table,) = reader.read(word(body, parts={"numbering": lists(level(0, "%1"))})).blocks
    assert isinstance(table, Table)
    assert [row.cells[0] for row in table.rows] == [Cell((Line("1"),)), Cell((Line("2"),))]


def test_an_empty_paragraph_has_no_bullet():
    assert said(item("") + item("a"), lists(level(0, "•", "bullet"))) == ["- a"]


def test_suffixes():
    assert said(item("a"), lists(level(0, "%1.", more='<w:suff w:val="nothing"/>'))) == ["1.a"]
    assert said(item("a"), lists(level(0, "%1.", more='<w:suff w:val="space"/>'))) == ["1. a"]


def test_numbering_by_style():
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="one"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="two">'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="three"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="child">'
        '<w:basedOn w:val="two"/></w:style></w:styles>'
    )
    third = level(2, "%3)", more='<w:pStyle w:val="three"/>')
    defined = lists(level(0, "%1.", "upperRoman"), level(1, "%2."), third)
    body = "".join(
        paragraph(text, properties=f'<w:pStyle w:val="{style}"/>{more}')
        for text, style, more in (
            ("a", "one", ""),
            ("b", "two", ""),
            ("c", "child", ""),
            ("d", "three", ""),
            ("e", "two", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        )
    )
    assert said(body, defined, styles=styles) == ["I. a", "1. b", "2. c", "1) d", "e"]


def test_numbering_through_a_list_style():
    linked = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="mine"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="8"><w:styleLink w:val="mine"/>{level(0, "%1/")}</w:abstractNum>'
    )
    nums = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    assert said(item("a", number=2), lists(level(0, "%1."), more=linked, nums=nums)) == ["1/ a"]


def test_lists_that_are_not_defined():
    assert said(item("a", number=9) + item("b", 8), lists(level(0, "%1."))) == ["a", "b"]
    assert said(item("a"), f'<w:numbering xmlns:w="{WORD}"/>') == ["a"]


def test_the_lists_of_python_docx():
    document = docx.Document()
    for text in ("a", "b"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("c", style="List Bullet")
    found = reader.read(packing.saved(document)).blocks
    assert [block.text for block in found if isinstance(block, Paragraph)] == ["1. a", "2. b", "- c"]
