"""An answer in the fewest signs that tell it, for a column of many units; pure."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.engine.scoring import inputs, speech
from parindex.engine.scoring.specs import RuleSpec
from parindex.engine.values.findings import Words


def told(rule: RuleSpec, raw: object) -> Words:
    """``17/20``, ``85 %``, ``có``, ``3``: what a simple answer says; of all others the whole sentence."""
    if not isinstance(raw, dict) or len(raw.keys() & _SAYING) != 1 or raw.keys() - _PLAIN:
        return inputs.told(rule, raw)
    key = next(iter(raw.keys() & _SAYING))
    return _told(key, raw) or inputs.told(rule, raw)


_PLAIN = {"done", "total", "ratio", "share", "yes", "count", "value"}
_SAYING = _PLAIN - {"total"}


def _told(key: str, raw: Mapping[str, object]) -> Words | None:
    if key == "yes":
        return Words("có", "yes") if raw[key] is True else Words("không", "no")
    if key == "done" and "total" in raw:
        done, total = (speech.number(inputs.exact(raw[name])) for name in ("done", "total"))
        return speech.say("{done}/{total}", "{done}/{total}", done=done, total=total)
    if key in {"ratio", "share"}:
        return speech.percent(inputs.exact(raw[key]))
    if key in {"count", "value"} and len(raw) == 1:
        return speech.number(inputs.exact(raw[key]))
    return None
