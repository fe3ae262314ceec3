"""Reading evidence: lists limited to what the actor may see, the bytes, the text of the preview."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from parindex.cycle.evidence import checks, links
from parindex.cycle.evidence.models import Extract, Item
from parindex.cycle.evidence.told import Extract as Text
from parindex.cycle.evidence.told import Part
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold
from parindex.foundation.files import queries as files
from parindex.foundation.files import refusals, scanning

_log = logging.getLogger(__name__)


class Withheld(Exception):
    """The content is not given out: there is none, or a virus was found in it."""


def visible(by: Actor) -> QuerySet[Item]:
    """The evidence of units whose sheets ``by`` may read, newest first.

    What an appraiser sees through an attachment is the business of the assessments.
    """
    rows = Item.objects.select_related("unit", "file").order_by("-added_at", "-pk")
    return (
        rows
        if by.is_system
        else rows.filter(units.within(by.scope(Permission.ASSESSMENT_READ), field="unit"))
    )


def get(key: int, *, by: Actor) -> Item:
    """One visible piece; Item.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def matching(rows: QuerySet[Item], text: str) -> QuerySet[Item]:
    """The evidence whose name, number, issuer or title holds every word of ``text``, diacritics or not."""
    for word in fold(text).split():
        rows = rows.filter(search__contains=word)
    return rows


def of_unit(unit: int, *, by: Actor) -> QuerySet[Item]:
    """The visible evidence of one unit and of its divisions."""
    return visible(by).filter(Q(unit=unit) | Q(unit__lineage__contains=f"/{unit}/"))


def content(item: Item) -> bytes:
    """The very bytes that were added. Raises Withheld for a link, a reference or an infected file."""
    if item.file is None or item.scan == checks.INFECTED:
        raise Withheld(str(item))
    return files.content(item.file)


def text_of(item: Item) -> Text | None:
    """The beginning of the file as text; None when it was not read as one."""
    if item.file_id is None or item.scan == checks.INFECTED:
        return None
    kept = Extract.objects.filter(file=item.file_id).first()
    if kept is None:
        return None
    parts = (Part(each["text"], tuple(map(tuple, each["rows"]))) for each in kept.parts)
    return Text(parts=tuple(parts), is_cut=kept.is_cut)


def scan(data: bytes) -> str:
    """What the virus scanner says of ``data``; unscanned when there is none or it does not answer.

    Raises refusals.Unacceptable when something was found: such a file is never kept.
    """
    try:
        verdict = files.scanner().scan(data)
    except scanning.Unreachable as silent:
        _log.warning("the virus scanner gives no verdict: %s", silent)
        return checks.UNSCANNED
    if verdict.state == scanning.INFECTED:
        raise refusals.infected(verdict.name)
    return verdict.state


def facts(item: Item, *, sharing: int = 1) -> checks.Facts:
    """What the alarms of ``item`` are decided by; ``sharing`` is how many units use its file."""
    outside = item.form == checks.LINK and not links.is_official(item.link)
    return checks.Facts(
        form=item.form,
        number=item.number,
        issued_on=item.issued_on,
        scan=item.scan,
        is_waiting=item.is_waiting,
        unofficial_host=links.host_of(item.link) if outside else "",
        units=sharing,
    )


def sharing(items: Iterable[Item], *, by: Actor) -> dict[int, int]:
    """For each stored file of ``items``, how many units use it among those whose sheets ``by`` may judge."""
    wanted = {item.file_id for item in items if item.file_id is not None}
    rows = Item.objects.filter(file__in=wanted) if wanted else Item.objects.none()
    if not by.is_system:
        rows = rows.filter(units.within(_judged(by), field="unit"))
    lineages: dict[int, set[str]] = defaultdict(set)
    for file, lineage in rows.order_by().values_list("file", "unit__lineage"):
        lineages[file].add(lineage)
    return {file: checks.unrelated(held) for file, held in lineages.items()}


def _judged(by: Actor) -> Scope:
    read, appraise = by.scope(Permission.ASSESSMENT_READ), by.scope(Permission.ASSESSMENT_APPRAISE)
    return Scope(provinces=read.provinces | appraise.provinces, units=read.units | appraise.units)
