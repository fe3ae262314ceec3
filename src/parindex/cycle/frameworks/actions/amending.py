"""Amending: what a draft says of itself, outside its criteria."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from parindex.cycle.frameworks import drafting, events, specs
from parindex.cycle.frameworks.actions.holding import Held
from parindex.cycle.frameworks.actions.keeping import Tree
from parindex.cycle.frameworks.models import Framework, Version
from parindex.cycle.frameworks.refusals import Overtaken, WrongValue
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.specs import Aggregate, NotApplicable
from parindex.engine.values import points
from parindex.engine.values.vietnamese import nfc, squeeze
from parindex.foundation.audit import actions as history

TEXTS = {"title": "title", "title_en": "title_en", "basis": "basis", "note": "note", "id": "identifier"}
CHOICES: dict[str, tuple[str, ...]] = {
    "aggregate": tuple(each.value for each in Aggregate),
    "not_applicable": tuple(each.value for each in NotApplicable),
}
PLACES = frozenset({"decimals", "display_decimals"})
FIELDS = (*TEXTS, *CHOICES, "decimals", "display_decimals", "total", "year", "index", "level")


@transaction.atomic
def amend(version: Version, *, field: str, value: str, was: str, by: Actor, at: datetime) -> None:
    """Change one of the things a draft says of itself. ``was`` is what the person saw there.

    Raises Overtaken when it reads otherwise now, WrongValue when the value cannot stand there,
    states.NotPossible for an issued version.
    """
    require(by, Permission.FRAMEWORK_DRAFT, at=version.framework.owner.place)
    held = Held.to_change(version.pk)
    if field not in FIELDS:
        raise WrongValue(field)
    before = specs.said(held.version)[field]
    if squeeze(nfc(was)) != squeeze(before):
        raise Overtaken(field)
    after = squeeze(nfc(value))
    _set(held.version, field, after)
    held.version.save()
    Tree(held).keep()
    version.refresh_from_db()
    history.record(
        events.AMENDED,
        version,
        by=by,
        at=at,
        place=held.place,
        field=field,
        before=before,
        value=after,
    )


def _set(version: Version, field: str, value: str) -> None:
    if field in TEXTS:
        setattr(version, TEXTS[field], value)
    elif field in CHOICES:
        if value not in CHOICES[field]:
            raise WrongValue(field)
        setattr(version, field, value)
    elif field in PLACES:
        setattr(version, field, _whole(field, value, least=0, most=points.MICRO))
    elif field == "total":
        if value and drafting.micro(value) is None:
            raise WrongValue("total")
        version.total_text = value
    else:
        _move(version, field, value)


def _move(version: Version, field: str, value: str) -> None:
    """Another year, index or level: the version takes the next number there."""
    if field == "year":
        version.year = _whole("year", value, least=1900, most=2999)
    else:
        longest = drafting.LONGEST_INDEX if field == "index" else drafting.LONGEST_LEVEL
        if not 0 < len(value) <= longest:
            raise WrongValue(field)
        stood = version.framework
        framework, _ = Framework.objects.get_or_create(
            owner=stood.owner,
            index=value if field == "index" else stood.index,
            level=value if field == "level" else stood.level,
        )
        version.framework = framework
    others = version.framework.versions.filter(year=version.year).exclude(pk=version.pk)
    last: int | None = others.aggregate(last=Max("number"))["last"]
    version.number = (last or 0) + 1


def _whole(field: str, value: str, *, least: int, most: int) -> int:
    if not value.isascii() or not value.isdigit() or not least <= int(value[:9]) <= most:
        raise WrongValue(field)
    return int(value)
