"""Ruling: the rule by which a criterion of a draft is scored."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.documents import storing
from parindex.cycle.frameworks import events, specs, writing
from parindex.cycle.frameworks.actions.holding import Held
from parindex.cycle.frameworks.actions.keeping import Tree
from parindex.cycle.frameworks.models import Criterion
from parindex.cycle.frameworks.refusals import Overtaken, WrongValue
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.specs import RuleSpec
from parindex.foundation.audit import actions as history


@transaction.atomic
def write_rule(criterion: Criterion, rule: RuleSpec, *, was: str, by: Actor, at: datetime) -> None:
    """Write the rule of a criterion of a draft. ``was`` is the rule that was shown, as a file writes it.

    Raises Overtaken when another stands there now, WrongValue for a rule that lacks something it needs,
    states.NotPossible for an issued version.
    """
    require(by, Permission.FRAMEWORK_DRAFT, at=criterion.version.framework.owner.place)
    held = Held.to_change(criterion.version_id)
    tree = Tree(held)
    row = tree.find(criterion.pk)
    before = writing.rule(specs.rule_of(row))
    if was != before:
        raise Overtaken("rule")
    if not rule.is_readable:
        raise WrongValue("rule")
    after = writing.rule(rule)
    if after == before:
        return
    row.rule, row.rule_kind = storing.to_json(rule), rule.kind
    row.save(update_fields=["rule", "rule_kind"])
    held.begin_again()
    history.record(
        events.RULED,
        held.version,
        by=by,
        at=at,
        place=held.place,
        path=row.path,
        before=before,
        rule=after,
    )
