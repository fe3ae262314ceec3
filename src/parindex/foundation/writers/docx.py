"""An official document as a Word file."""

from __future__ import annotations

from collections.abc import Iterator

from parindex.foundation.writers import archives, content, decree, docx_parts, docx_tables
from parindex.foundation.writers.content import (
    Annex,
    Block,
    Content,
    Heading,
    Letterhead,
    Line,
    Paper,
    Role,
    Signature,
    Table,
    bold,
    italic,
    line,
)
from parindex.foundation.writers.docx_xml import (
    MEASURES,
    Element,
    Notes,
    keep_with_next,
    leaf,
    node,
    page_break,
    paragraph,
    rendered,
    rule,
    twips,
)

_STYLES = {
    Role.BODY: "Body",
    Role.BASIS: "Basis",
    Role.ITEM: "Body",
    Role.SUBITEM: "Body",
    Role.CENTRED: "Centred",
}


def write(document: Content) -> bytes:
    """``document`` as a .docx package; the same content gives the same bytes."""
    notes = Notes()
    body = node("body", *_parts(document, notes))
    parts = (
        ("[Content_Types].xml", docx_parts.CONTENT_TYPES),
        ("_rels/.rels", docx_parts.ROOT_RELATIONS),
        ("docProps/core.xml", docx_parts.CORE),
        ("word/document.xml", rendered(node("document", body))),
        ("word/_rels/document.xml.rels", docx_parts.DOCUMENT_RELATIONS),
        ("word/styles.xml", docx_parts.STYLES),
        ("word/numbering.xml", docx_parts.NUMBERING),
        ("word/settings.xml", docx_parts.SETTINGS),
        ("word/footnotes.xml", rendered(notes.part())),
        ("word/header1.xml", docx_parts.LATER_PAGES),
        ("word/header2.xml", docx_parts.FIRST_PAGE),
    )
    return archives.packed(parts)


def _parts(document: Content, notes: Notes) -> Iterator[Element]:
    """The main part and its annexes, each a section of its own."""
    main = list(_main(document, notes))
    sections = [(annex.paper, list(_annex(annex, notes))) for annex in document.annexes]
    if main:
        sections.insert(0, (Paper.PORTRAIT, main))
    for number, (paper, elements) in enumerate(sections, start=1):
        yield from elements
        if number < len(sections):
            yield node("p", node("pPr", _section(paper)))
            continue
        # A table may not be the last thing of a document.
        yield paragraph("Recipients", notes=notes)
        yield _section(paper)


def _section(paper: Paper) -> Element:
    """A section counts its own pages and hides the first number (Decree 30/2020, Annex I)."""
    sheet = decree.SHEETS[paper]
    references = (
        _reference("default", docx_parts.PAGE_HEADER),
        _reference("first", docx_parts.FIRST_HEADER),
    )
    size = leaf("pgSz", w=twips(sheet.width), h=twips(sheet.height))
    if paper is Paper.LANDSCAPE:
        size = leaf("pgSz", w=twips(sheet.width), h=twips(sheet.height), orient="landscape")
    margins = leaf(
        "pgMar",
        top=twips(sheet.top),
        right=twips(sheet.right),
        bottom=twips(sheet.bottom),
        left=twips(sheet.left),
        header=twips(10),
        footer=twips(10),
        gutter=0,
    )
    return node("sectPr", *references, size, margins, leaf("pgNumType", start=1), leaf("titlePg"))


def _reference(kind: str, relation: str) -> Element:
    reference = leaf("headerReference", type=kind)
    reference.set(f"{{{docx_parts.RELATIONS}}}id", relation)
    return reference


def _main(document: Content, notes: Notes) -> Iterator[Element]:
    """Letterhead, title, body, recipients and signature."""
    if document.letterhead is not None:
        yield _letterhead(document.letterhead, notes)
        yield paragraph("Centred", notes=notes)
    if document.kind:
        yield paragraph("Kind", line(document.kind), notes=notes)
    if document.title:
        lines = (line(piece) for piece in document.title.splitlines())
        yield from (paragraph("Title", piece, notes=notes) for piece in lines)
        yield rule("Centred", indent=MEASURES[Paper.PORTRAIT] * 2 // 5)
    if document.addressee:
        yield paragraph("Centred", line(document.addressee), notes=notes)
    blocks = [_block(block, notes, paper=Paper.PORTRAIT) for block in document.body]
    yield from blocks
    if document.recipients or document.signature is not None:
        if blocks:
            # A signature never stands alone on a page: the last paragraph goes with it.
            keep_with_next(blocks[-1])
        yield paragraph("Centred", notes=notes)
        yield _closing(document.recipients, document.signature, notes)


def _letterhead(head: Letterhead, notes: Notes) -> Element:
    """Issuer and number on the left; nation, motto, place and date on the right."""
    measure = MEASURES[Paper.PORTRAIT]
    left, right = docx_tables.shares((3, 5), measure)
    issuing = [bold(piece) for piece in head.issuer.splitlines()]
    issuer = [
        *_centred(*([line(head.parent)] if head.parent else []), *issuing, notes=notes),
        rule("Letterhead", indent=left // 3),
        *_centred(line(head.number_line(gap=decree.PEN_GAP)), notes=notes),
    ]
    nation = [
        paragraph("Nation", bold(content.NATION), notes=notes),
        *_centred(bold(content.MOTTO), notes=notes),
        rule("Letterhead", indent=right // 4),
        *_centred(italic(head.place_line(gap=decree.PEN_DAY_GAP)), notes=notes),
    ]
    return docx_tables.frame(((issuer, left), (nation, right)))


def _centred(*lines: Line, notes: Notes) -> list[Element]:
    return [paragraph("Letterhead", written, notes=notes) for written in lines]


def _closing(recipients: tuple[str, ...], signature: Signature | None, notes: Notes) -> Element:
    """Recipients on the left, signature on the right."""
    left, right = docx_tables.shares((1, 1), MEASURES[Paper.PORTRAIT])
    told = [content.Line((content.Run(content.RECIPIENTS, bold=True, italic=True),))] if recipients else []
    listed = [paragraph("Recipients", written, notes=notes) for written in (*told, *map(line, recipients))]
    signed: list[Element] = []
    if signature is not None:
        signed = [paragraph("Kind", line(text), notes=notes) for text in signature.authority]
        signed += [paragraph("Centred", notes=notes) for _ in range(4)]
        signed.append(paragraph("Kind", line(signature.name), notes=notes))
    empty = [paragraph("Centred", notes=notes)]
    return docx_tables.frame(((listed or empty, left), (signed or empty, right)))


def _block(block: Block, notes: Notes, *, paper: Paper) -> Element:
    if isinstance(block, Table):
        return docx_tables.table(block, measure=MEASURES[paper], notes=notes)
    if isinstance(block, Heading):
        return paragraph(f"Heading{block.level}", line(block.text), notes=notes)
    return paragraph(_STYLES[block.role], block.line, notes=notes)


def _annex(annex: Annex, notes: Notes) -> Iterator[Element]:
    """Label, title and caption over the annex's blocks."""
    if annex.label:
        yield paragraph("AnnexLabel", line(annex.label), notes=notes)
    for style, text in (("AnnexTitle", annex.title), ("Caption", annex.caption)):
        pieces = (line(piece) for piece in text.splitlines())
        yield from (paragraph(style, piece, notes=notes) for piece in pieces)
    yield paragraph("Centred", notes=notes)
    before: Block | None = None
    for block in annex.blocks:
        if isinstance(block, Table) and isinstance(before, Table):
            # A table right after a table goes on overleaf; without a paragraph they would melt into one.
            yield page_break()
        yield _block(block, notes, paper=annex.paper)
        before = block
