"""Shaping the tree of a draft: a criterion is added, moved, or taken out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from parindex.cycle.documents import storing
from parindex.cycle.frameworks import events, settling, specs
from parindex.cycle.frameworks.actions.holding import Held
from parindex.cycle.frameworks.actions.keeping import Tree
from parindex.cycle.frameworks.models import Criterion, Version
from parindex.cycle.frameworks.refusals import InUse, Overtaken, WrongValue
from parindex.cycle.frameworks.settling import Way
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.specs import EMPTY_RULE
from parindex.engine.values.vietnamese import nfc, squeeze
from parindex.foundation.audit import actions as history

MOST_CRITERIA = 2000


@transaction.atomic
def add(
    version: Version, *, above: Criterion | None, code: str, name: str, by: Actor, at: datetime
) -> Criterion:
    """A new criterion at the end of the children of ``above`` (None: a domain), its rule still to be written.

    Raises WrongValue for a blank code or name, Overtaken when ``above`` is gone.
    """
    require(by, Permission.FRAMEWORK_DRAFT, at=version.framework.owner.place)
    held = Held.to_change(version.pk)
    tree = Tree(held)
    if len(tree.rows) >= MOST_CRITERIA:
        raise WrongValue("criterion")
    parent = None if above is None else tree.find(above.pk)
    row = Criterion.objects.create(
        version=held.version,
        parent=parent,
        position=len(tree.rows) + 1,
        depth=0 if parent is None else parent.depth + 1,
        path="?",
        code=_code(code),
        name=_name(name),
        is_leaf=True,
        rule=storing.to_json(EMPTY_RULE),
    )
    tree.rows.append(row)
    tree.keep()
    history.record(events.ADDED, held.version, by=by, at=at, place=held.place, path=row.path, name=row.name)
    return row


@transaction.atomic
def move(criterion: Criterion, *, way: Way, was: str, by: Actor, at: datetime) -> None:
    """Move a criterion one step with everything below it. ``was`` is the path it was shown at.

    Raises Overtaken when it stands elsewhere now, WrongValue when there is no such step.
    """
    require(by, Permission.FRAMEWORK_DRAFT, at=criterion.version.framework.owner.place)
    held = Held.to_change(criterion.version_id)
    tree = Tree(held)
    row = tree.find(criterion.pk)
    if row.path != was:
        raise Overtaken("path")
    try:
        tree.arrange(settling.moved(tree.nodes(), row.pk, way))
    except settling.NoWay:
        raise WrongValue("way") from None
    tree.keep()
    history.record(
        events.MOVED, held.version, by=by, at=at, place=held.place, before=was, path=row.path, name=row.name
    )


@transaction.atomic
def remove(criterion: Criterion, *, was: str, by: Actor, at: datetime) -> None:
    """Take a criterion out with everything below it. ``was`` is the print of what was shown.

    Raises Overtaken when it reads otherwise now (specs.fingerprint), WrongValue for the last criterion,
    InUse while figures or criteria of other years refer to it.
    """
    require(by, Permission.FRAMEWORK_DRAFT, at=criterion.version.framework.owner.place)
    held = Held.to_change(criterion.version_id)
    tree = Tree(held)
    row = tree.find(criterion.pk)
    if specs.fingerprint(row) != was:
        raise Overtaken("criterion")
    gone = {row.pk}
    for each in tree.rows:
        if each.parent_id in gone:
            gone.add(each.pk)
    if len(gone) == len(tree.rows):
        raise WrongValue("criterion")
    path, name = row.path, row.name
    tree.rows = [each for each in tree.rows if each.pk not in gone]
    try:
        row.delete()
    except ProtectedError:
        raise InUse(row.path) from None
    tree.keep()
    history.record(
        events.REMOVED, held.version, by=by, at=at, place=held.place, path=path, name=name, count=len(gone)
    )


def _code(text: str) -> str:
    code = squeeze(nfc(text))
    if not code or "/" in code or len(code) > settling.LONGEST_CODE:
        raise WrongValue("code")
    return code


def _name(text: str) -> str:
    name = squeeze(nfc(text))
    if not name:
        raise WrongValue("name")
    return name
