"""An official document as a sequence of paragraphs and tables: the order every text format keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from parindex.foundation.writers import content
from parindex.foundation.writers.content import (
    Annex,
    Content,
    Heading,
    Letterhead,
    Line,
    Paragraph,
    Run,
    Signature,
    Table,
    bold,
    italic,
    line,
)


class Rank(StrEnum):
    """What a paragraph is in the outline of the document."""

    TITLE = "title"
    SECTION = "section"
    PART = "part"
    SUBPART = "subpart"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Written:
    """One paragraph and its place in the outline."""

    line: Line
    rank: Rank = Rank.TEXT


_RANKS = {1: Rank.SECTION, 2: Rank.PART, 3: Rank.SUBPART}


def flow(document: Content) -> Iterator[Written | Table]:
    """The paragraphs and tables of ``document`` in reading order."""
    for written in letterhead(document.letterhead):
        yield Written(written)
    if document.kind:
        yield Written(line(document.kind), Rank.TITLE)
    yield from (Written(bold(piece)) for piece in document.title.splitlines())
    if document.addressee:
        yield Written(line(document.addressee))
    yield from _blocks(document.body)
    for written in closing(document.recipients, document.signature):
        yield Written(written)
    for annex in document.annexes:
        yield from _annex(annex)


def letterhead(head: Letterhead | None) -> Iterator[Line]:
    """The left half of the letterhead, then the right half."""
    if head is None:
        return
    yield from issuer_lines(head)
    yield from nation_lines(head)


def issuer_lines(head: Letterhead) -> tuple[Line, ...]:
    """Parent body, issuing body, number."""
    parent = (line(head.parent),) if head.parent else ()
    return (*parent, *(bold(piece) for piece in head.issuer.splitlines()), line(head.number_line()))


def nation_lines(head: Letterhead) -> tuple[Line, ...]:
    """National heading, motto, place and date."""
    return (bold(content.NATION), bold(content.MOTTO), italic(head.place_line()))


def closing(recipients: tuple[str, ...], signature: Signature | None) -> Iterator[Line]:
    """Recipients, then the signature."""
    yield from recipient_lines(recipients)
    if signature is not None:
        yield from signature_lines(signature)


def recipient_lines(recipients: tuple[str, ...]) -> tuple[Line, ...]:
    """ "Nơi nhận:" and those who get the document."""
    if not recipients:
        return ()
    return (Line((Run(content.RECIPIENTS, bold=True, italic=True),)), *map(line, recipients))


def signature_lines(signature: Signature) -> tuple[Line, ...]:
    """By whose authority, in which office, and who."""
    name = (bold(signature.name),) if signature.name else ()
    return (*map(bold, signature.authority), *name)


def _blocks(blocks: Iterable[content.Block]) -> Iterator[Written | Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Heading):
            yield Written(line(block.text), _RANKS[block.level])
        else:
            yield Written(_basis(block))


def _basis(paragraph: Paragraph) -> Line:
    """A legal basis is set in italics."""
    if paragraph.role is not content.Role.BASIS:
        return paragraph.line
    slanted = (Run(run.text, run.bold, italic=True, note=run.note) for run in paragraph.line.runs)
    return Line(tuple(slanted), paragraph.line.start)


def _annex(annex: Annex) -> Iterator[Written | Table]:
    if annex.label:
        yield Written(line(annex.label), Rank.SECTION)
    yield from (Written(bold(piece)) for piece in annex.title.splitlines())
    yield from (Written(italic(piece)) for piece in annex.caption.splitlines())
    yield from _blocks(annex.blocks)
