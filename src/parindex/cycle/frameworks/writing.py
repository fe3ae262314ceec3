"""Writing a spec as the framework file of the contract; what it writes reads back equal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from parindex.cycle.frameworks.reading import SCHEMA
from parindex.engine.scoring.specs import (
    Aggregate,
    Band,
    Branch,
    CriterionSpec,
    Evidence,
    FrameworkSpec,
    Option,
    Part,
    RuleSpec,
)
from parindex.engine.values import digests

_WORD = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*|[0-9]+")
_NOT_BARE = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_BARE_KEYS = frozenset(
    {
        "schema",
        "id",
        "level",
        "year",
        "decimals",
        "display_decimals",
        "not_applicable",
        "aggregate",
        "source",
        "required",
        "kind",
        "status",
        "on",
        "empty",
        "measure",
        "better",
        "ratio",
    }
)
_RULE_TEXTS = (
    "floor",
    "full_at",
    "empty",
    "on",
    "each",
    "cap",
    "least",
    "measure",
    "better",
    "of",
)


def plain(spec: FrameworkSpec) -> dict[str, Any]:
    """The spec as the nested keys and texts of its file: what is written, and what is digested."""
    title = _kept({"vi": spec.title_vi, "en": spec.title_en})
    return _kept(
        {
            "schema": SCHEMA,
            "id": spec.id,
            "index": spec.index,
            "title": title,
            "level": spec.level,
            "year": None if spec.year is None else str(spec.year),
            "basis": spec.basis,
            "note": spec.note,
            "decimals": str(spec.decimals),
            "display_decimals": str(spec.display_decimals),
            "not_applicable": spec.not_applicable.value,
            "aggregate": None if spec.aggregate is Aggregate.SUM else spec.aggregate.value,
            "total": spec.total,
            "criteria": [_criterion(node) for node in spec.criteria],
        }
    )


def digest(spec: FrameworkSpec) -> str:
    """The SHA-256 of the content: equal for two specs that write the same file."""
    return digests.of_value(plain(spec))


def write(spec: FrameworkSpec) -> str:
    """The YAML text of ``spec``, ending with a line break."""
    return "\n".join(_lines(plain(spec), indent="")) + "\n"


def rule(spec: RuleSpec) -> str:
    """One rule in the flow form of its file; "{}" for one still to be written."""
    return flow(_rule(spec))


def flow(value: dict[str, Any]) -> str:
    """Keys and texts in one line, as a file writes them."""
    return _flow(value, "")


def plain_criterion(node: CriterionSpec) -> dict[str, Any]:
    """One criterion without its children, as ``plain`` gives it."""
    return _criterion(replace(node, children=()))


def _kept(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, [], {}, "")}


def _criterion(node: CriterionSpec) -> dict[str, Any]:
    fields = _kept(
        {
            "code": node.code,
            "name": node.name,
            "owner": node.owner,
            "max": node.max,
            "weight": node.weight,
            "aggregate": node.aggregate and node.aggregate.value,
            "source": node.source and node.source.value,
            "evidence": node.evidence and _evidence(node.evidence),
            "note": node.note,
        }
    )
    if node.rule is not None:
        fields["rule"] = _rule(node.rule)
    if node.children:
        fields["children"] = [_criterion(child) for child in node.children]
    return fields


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return _kept({"required": str(evidence.required).lower(), "note": evidence.note})


def _rule(rule: RuleSpec) -> dict[str, Any]:
    texts = {key: getattr(rule, key) for key in _RULE_TEXTS}
    return _kept(
        {
            "kind": rule.kind,
            **texts,
            "options": [_option(option) for option in rule.options],
            "bands": [_band(band) for band in rule.bands],
            "parts": [_part(part) for part in rule.parts],
            "cases": [_rule(case) for case in rule.cases],
            "weights": dict(rule.weights),
            "labels": dict(rule.labels),
            "branches": [_branch(branch) for branch in rule.branches],
            "then": rule.then and _rule(rule.then),
            "citation": rule.citation,
            "status": rule.status,
            "note": rule.note,
        }
    ) | ({"variables": list(rule.variables)} if rule.kind == "formula" else {})


def _option(option: Option) -> dict[str, Any]:
    return _kept({"key": option.key, "label": option.label, "points": option.points, "share": option.share})


def _band(band: Band) -> dict[str, Any]:
    return _kept(
        {
            "from": band.at_least,
            "below": band.below,
            "to": band.at_most,
            "points": band.points,
            "share": band.share,
            "ratio": "true" if band.is_ratio else None,
        }
    )


def _part(part: Part) -> dict[str, Any]:
    rule = None if part.rule is None else _rule(part.rule)
    return _kept({"key": part.key, "name": part.name, "max": part.max, "rule": rule})


def _branch(branch: Branch) -> dict[str, Any]:
    return _kept({"when": branch.when, "points": branch.points})


def _lines(fields: dict[str, Any], *, indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if key in {"criteria", "children"}:
            yield f"{indent}{key}:"
            for item in value:
                first, *rest = _lines(item, indent="")
                yield f"{indent}  - {first}"
                yield from (f"{indent}    {line}" for line in rest)
        else:
            yield f"{indent}{key}: {_flow(value, key)}"


def _flow(value: Any, key: str) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)}: {_flow(inner, name)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner, "") for inner in value) + "]"
    if key == "schema" or (key in _BARE_KEYS and _is_bare(value, key)):
        return str(value)
    return _quoted(value)


def _is_bare(text: str, key: str) -> bool:
    if key in {"required", "ratio"}:
        return text in {"true", "false"}
    return _WORD.fullmatch(text) is not None and text not in _NOT_BARE


def _key(name: str) -> str:
    return name if re.fullmatch(r"[a-z_]+", name) and name not in _NOT_BARE - {"on"} else _quoted(name)


def _quoted(text: str) -> str:
    """A double-quoted scalar: JSON's escapes are YAML's, and the rest of what YAML cannot print bare."""
    escaped = json.dumps(text, ensure_ascii=False)
    return re.sub(
        r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]", _escape, escaped
    )


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
