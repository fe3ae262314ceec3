"""Reading documents: lists limited to what the actor may see, and the reading with its corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from parindex.cycle.documents import review, states, storing
from parindex.cycle.documents.blocks import Blocks
from parindex.cycle.documents.models import Document, SourceBlocks
from parindex.cycle.documents.outline import CriteriaTable, Reading, TaskTable
from parindex.cycle.units import queries as units
from parindex.cycle.units import specs as unit_specs
from parindex.cycle.units.directory import Directory
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold
from parindex.foundation.files import queries as files


@dataclass(frozen=True, slots=True)
class Review:
    """What the review desk shows: the reading as corrected, and what still waits for a look."""

    reading: Reading
    kept: frozenset[str]
    accepted: frozenset[str]
    corrected: frozenset[tuple[str, int, str]]
    positions: Mapping[str, tuple[int, ...]]
    """For each table, where its rows stood as read: what a correction names as its row."""


def visible(by: Actor) -> QuerySet[Document]:
    """The documents ``by`` may read: of units they reach, and accepted ones of their province itself."""
    rows = Document.objects.select_related("owner", "file").defer("reading")
    if by.is_system:
        return rows
    near = units.within(by.scope(Permission.DOCUMENT_READ), field="owner")
    shared = Q(owner__in=by.provinces, state=states.ACCEPTED)
    return rows.filter(near | shared)


def get(key: int, *, by: Actor) -> Document:
    """One visible document; Document.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def matching(rows: QuerySet[Document], text: str) -> QuerySet[Document]:
    """The documents whose name, number or title holds every word of ``text``, diacritics or not."""
    for word in fold(text).split():
        rows = rows.filter(search__contains=word)
    return rows


def reading_of(document: Document) -> Reading:
    """What was read with all corrections applied and checked again. Raises states.NotPossible before."""
    return changed(document, changes_of(document))


def as_read(document: Document) -> Reading:
    """What the reader gave, without any correction. Raises states.NotPossible before it was read."""
    if document.reading is None:
        raise states.NotPossible(document.state, states.READ)
    stored: Reading = storing.from_json(Reading, document.reading)
    return stored


def changes_of(document: Document) -> tuple[review.Change, ...]:
    """The corrections made so far in this reading, in their order."""
    made = document.corrections.filter(made_at__gte=document.read_at) if document.read_at else ()
    return tuple(
        review.Change(table=each.table, row=each.row, field=each.field, value=each.value) for each in made
    )


def changed(document: Document, changes: tuple[review.Change, ...]) -> Reading:
    """The reading with ``changes`` made and every check done again. Raises review.WrongValue."""
    original = as_read(document)
    if not changes:
        return original
    day = review.day_of(original, today=timezone.localdate(document.read_at or document.uploaded_at))
    return review.apply(original, changes, directory=directory(), on=day)


def review_of(document: Document) -> Review:
    """Everything the review desk needs of ``document``."""
    changes = changes_of(document)
    return Review(
        reading=changed(document, changes),
        kept=frozenset(document.kept.values_list("finding", flat=True)),
        accepted=frozenset(document.acceptances.values_list("table", flat=True)),
        corrected=frozenset((each.table, each.row, each.field) for each in changes),
        positions=review.standing(as_read(document), changes),
    )


def blocks_of(document: Document) -> Blocks | None:
    """The blocks of the source, None when it was never read."""
    kept = SourceBlocks.objects.filter(document=document).first()
    return storing.from_json(Blocks, kept.blocks) if kept else None


def original_of(document: Document) -> bytes:
    """The very bytes that were uploaded."""
    return files.content(document.file)


def open_tables(document: Document) -> tuple[str, ...]:
    """The ids of the tables that may still be accepted, in the order of the document."""
    accepted = set(document.acceptances.values_list("table", flat=True))
    return tuple(table.id for table in reading_of(document).tables if table.id not in accepted)


def accepted_tables(document: Document) -> tuple[CriteriaTable | TaskTable, ...]:
    """The accepted tables as corrected, for the rooms that pull them."""
    accepted = set(document.acceptances.values_list("table", flat=True))
    return tuple(table for table in reading_of(document).tables if table.id in accepted)


def directory() -> Directory:
    """The directory of units as the administrator keeps it."""
    return unit_specs.directory()
