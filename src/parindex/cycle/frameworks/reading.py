"""Reading a framework file: bytes in, a spec and findings out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parindex.cycle.frameworks import checks, findings, rules, yaml_core
from parindex.cycle.frameworks.fields import Fields, refused
from parindex.cycle.frameworks.yaml_core import Mapping, Node, Scalar
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import (
    EMPTY_RULE,
    Aggregate,
    CriterionSpec,
    Evidence,
    FrameworkSpec,
    NotApplicable,
    RuleSpec,
    Source,
)
from parindex.engine.values import digests
from parindex.engine.values.findings import Finding

SCHEMA = "parindex/framework/1"

_TOP = frozenset(
    {
        "schema",
        "id",
        "index",
        "title",
        "level",
        "year",
        "basis",
        "decimals",
        "display_decimals",
        "not_applicable",
        "aggregate",
        "total",
        "criteria",
        "note",
    }
)
_CRITERION = frozenset(
    {
        "code",
        "name",
        "owner",
        "max",
        "weight",
        "aggregate",
        "source",
        "evidence",
        "rule",
        "note",
        "children",
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A framework file as read: the spec, what was found (in the order of the file), its digest."""

    spec: FrameworkSpec
    findings: tuple[Finding, ...]
    digest: str


def read(data: bytes) -> Reading:
    """The framework in ``data`` with everything ``check`` finds. Raises Unusable with place and remedy."""
    return of(yaml_core.compose(data))


def of(root: Node) -> Reading:
    """The framework that nodes say, from whatever kind of file. Raises Unusable with place and remedy."""
    found: list[Finding] = []
    spec = _framework(root, found)
    found.extend(checks.check(spec))
    ordered = tuple(sorted(found, key=lambda finding: finding.row or 0))
    return Reading(spec=spec, findings=ordered, digest=digests.of_value(yaml_core.as_text(root)))


def _framework(root: Node, found: list[Finding]) -> FrameworkSpec:
    if not isinstance(root, Mapping):
        raise refused(
            root.line,
            f"tệp không phải một bộ tiêu chí. Tệp phải bắt đầu bằng “schema: {SCHEMA}”.",
            f"this is no framework. The file must begin with “schema: {SCHEMA}”.",
        )
    fields = Fields(root, path=None, found=found)
    _check_schema(fields)
    fields.allow(_TOP, where="bộ tiêu chí / a framework")
    title = _title(fields)
    total_node = root.get("total")
    spec = FrameworkSpec(
        id=_required(fields, "id"),
        index=fields.text("index"),
        title_vi=title[0],
        title_en=title[1],
        level=fields.text("level"),
        year=fields.whole("year", least=1900, most=2999),
        basis=fields.text("basis"),
        decimals=_or(fields.whole("decimals", least=0, most=6), 4),
        display_decimals=_or(fields.whole("display_decimals", least=0, most=6), 2),
        not_applicable=fields.choice("not_applicable", NotApplicable) or NotApplicable.EXCLUDE,
        aggregate=fields.choice("aggregate", Aggregate) or Aggregate.SUM,
        note=fields.text("note"),
        total=Fields(root, path="total", found=found).number("total"),
        criteria=_criteria(fields, "criteria", above="", found=found),
        total_line=total_node.line if total_node is not None else root.line,
    )
    if not spec.criteria:
        raise refused(
            root.line,
            "bộ tiêu chí chưa có tiêu chí nào (criteria). Hãy thêm ít nhất một tiêu chí.",
            "the framework has no criteria. Add at least one.",
        )
    return spec


def _check_schema(fields: Fields) -> None:
    schema = fields.text("schema")
    if schema != SCHEMA:
        said = f"“{schema}”" if schema else "chưa ghi / absent"
        raise refused(
            fields.line,
            f"schema là {said}. Bộ tiêu chí phải ghi “schema: {SCHEMA}”.",
            f"the schema is {said}. A framework must say “schema: {SCHEMA}”.",
        )


def _required(fields: Fields, key: str) -> str:
    text = fields.label(key)
    if not text:
        raise refused(
            fields.line,
            f"bộ tiêu chí thiếu mục “{key}”. Hãy thêm “{key}: …”.",
            f"the framework has no “{key}”. Add “{key}: …”.",
        )
    return text


def _or(number: int | None, default: int) -> int:
    return default if number is None else number


def _title(fields: Fields) -> tuple[str | None, str | None]:
    if isinstance(fields.mapping.get("title"), Scalar):
        return fields.text("title"), None
    inner = fields.inner("title")
    if inner is None:
        return None, None
    inner.allow(frozenset({"vi", "en"}), where="title")
    return inner.text("vi"), inner.text("en")


def _criteria(fields: Fields, key: str, *, above: str, found: list[Finding]) -> tuple[CriterionSpec, ...]:
    nodes = []
    for position, item in enumerate(fields.items(key), start=1):
        mapping = fields.as_fields(item, key).mapping
        code = Fields(mapping, path=above, found=found).label("code") or "-"
        path = specs.join(above, code, position=position)
        nodes.append(_criterion(Fields(mapping, path=path, found=found), code=code))
    return tuple(nodes)


def _criterion(fields: Fields, *, code: str) -> CriterionSpec:
    path = fields.path or code
    fields.allow(_CRITERION, where=f"tiêu chí {path} / the criterion {path}")
    return CriterionSpec(
        path=path,
        code=code,
        name=fields.text("name") or "",
        max=fields.number("max"),
        owner=fields.text("owner"),
        weight=fields.number("weight"),
        aggregate=fields.choice("aggregate", Aggregate),
        source=fields.choice("source", Source),
        evidence=_evidence(fields),
        rule=_rule(fields),
        note=fields.text("note"),
        children=_criteria(fields, "children", above=path, found=fields.found),
        line=fields.line,
    )


def _evidence(fields: Fields) -> Evidence | None:
    inner = fields.inner("evidence")
    if inner is None:
        return None
    inner.allow(frozenset({"required", "note"}), where="evidence")
    return Evidence(required=inner.flag("required"), note=inner.text("note"))


def _rule(fields: Fields) -> RuleSpec | None:
    if "rule" not in fields.names():
        return None
    node = fields.mapping.get("rule")
    if node is None:
        return EMPTY_RULE
    if not isinstance(node, Mapping):
        fields.found.append(
            findings.rule_incomplete(
                fields.path or "",
                line=node.line,
                vi="quy tắc phải viết dạng {kind: …}",
                en="a rule must be written as {kind: …}",
            )
        )
        return replace(EMPTY_RULE, kind="?", is_readable=False)
    return rules.read(fields.as_fields(node, "rule"))
