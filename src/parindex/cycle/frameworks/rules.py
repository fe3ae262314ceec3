"""Rules as a framework file writes them: which kinds there are and what each one takes."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.cycle.frameworks import findings
from parindex.cycle.frameworks.fields import Fields
from parindex.cycle.frameworks.yaml_core import Node, Scalar
from parindex.engine.scoring.specs import EMPTY_RULE, Band, Branch, Option, Part, RuleSpec
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of rule must have and may have, besides its citation."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    "yes_no": Kind(),
    "choice": Kind(required=("options",)),
    "ratio": Kind(optional=("floor", "full_at", "empty")),
    "bands": Kind(required=("bands",), optional=("on", "empty")),
    "count": Kind(required=("each",), optional=("cap",)),
    "deduct": Kind(required=("each",), optional=("least",)),
    "veto": Kind(),
    "parts": Kind(required=("parts",)),
    "best_case": Kind(required=("cases",)),
    "growth": Kind(required=("measure", "bands")),
    "leader": Kind(required=("better",)),
    "survey": Kind(optional=("weights",)),
    "index": Kind(optional=("of",)),
    "council": Kind(),
    "gate": Kind(required=("then",)),
    "formula": Kind(required=("variables", "branches"), optional=("labels",)),
    "penalty": Kind(required=("each",), optional=("least",)),
}
CHOICES: dict[str, tuple[str, ...]] = {
    "on": ("ratio", "value"),
    "empty": ("not_applicable", "zero", "full"),
    "measure": ("difference", "percent"),
    "better": ("higher", "lower"),
}
COMMON = frozenset({"kind", "citation", "status", "note"})
STATUSES = ("confirmed", "assumed", "illustrative")
NUMBERS = ("floor", "full_at", "each", "cap", "least", "of")


def read(fields: Fields) -> RuleSpec:
    """The rule that ``fields`` writes; what is missing or unknown is a finding."""
    if not fields.names():
        return EMPTY_RULE
    draft = _Draft(fields)
    kind = fields.text("kind")
    if kind is None and not set(fields.names()) - COMMON:
        return RuleSpec(kind="", citation=fields.text("citation"), status=draft.status())
    if kind is None or kind not in KINDS:
        known = ", ".join(KINDS)
        said = f"“{kind}”" if kind else "…"
        draft.incomplete(
            f"không có loại quy tắc {said}; các loại: {known}", f"there is no kind {said}; kinds: {known}"
        )
        return RuleSpec(kind=kind or "?", is_readable=False)
    draft.check_keys(kind)
    return draft.build(kind)


class _Draft:
    """One rule being read; ``complete`` turns false with the first finding."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.complete = True

    def incomplete(self, vi: str, en: str, *, line: int | None = None) -> None:
        self.complete = False
        self.fields.found.append(
            findings.rule_incomplete(self.fields.path or "", line=line or self.fields.line, vi=vi, en=en)
        )

    def check_keys(self, kind: str) -> None:
        takes = KINDS[kind]
        known = COMMON | set(takes.required) | set(takes.optional)
        for key in self.fields.names():
            if key not in known:
                self.incomplete(f"loại {kind} không có tham số “{key}”", f"the kind {kind} takes no “{key}”")
        for key in takes.required:
            if not self.fields.has(key):
                self.incomplete(f"loại {kind} cần tham số “{key}”", f"the kind {kind} needs “{key}”")

    def status(self) -> str | None:
        return self.chosen("status", STATUSES)

    def chosen(self, key: str, allowed: tuple[str, ...]) -> str | None:
        text = self.fields.text(key)
        if text is not None and text not in allowed:
            listed = " | ".join(allowed)
            self.incomplete(
                f"“{text}” không dùng được cho “{key}”; hãy chọn {listed}",
                f"“{text}” cannot stand in “{key}”; choose {listed}",
            )
            return None
        return text

    def build(self, kind: str) -> RuleSpec:
        fields = self.fields
        numbers = {key: fields.number(key) for key in NUMBERS}
        chosen = {key: self.chosen(key, allowed) for key, allowed in CHOICES.items()}
        status = self.status()
        options = self.options()
        bands = self.bands()
        parts = self.parts()
        cases = tuple(self.inner(item, "cases") for item in self.listed("cases"))
        then = fields.mapping.get("then")
        inner = self.inner(then, "then") if then is not None else None
        if inner is not None and inner.kind == "gate":
            self.incomplete("trong “then” không được đặt thêm một gate", "“then” cannot hold another gate")
        weights, variables, branches = self.weights(), self.variables(), self.branches()
        labels = self.labels(variables)
        return RuleSpec(
            kind=kind,
            citation=fields.text("citation"),
            status=status,
            note=fields.text("note"),
            **numbers,
            **chosen,
            options=options,
            bands=bands,
            parts=parts,
            cases=cases,
            weights=weights,
            variables=variables,
            labels=labels,
            branches=branches,
            then=inner,
            is_readable=self.complete,
        )

    def listed(self, key: str) -> tuple[Node, ...]:
        items = self.fields.items(key)
        if self.fields.has(key) and not items and key != "variables":
            self.incomplete(f"danh sách “{key}” trống", f"the list “{key}” is empty")
        return items

    def rows(self, key: str, allowed: frozenset[str]) -> tuple[Fields, ...]:
        rows = tuple(self.fields.as_fields(item, key) for item in self.listed(key))
        for row in rows:
            for name in row.names():
                if name not in allowed:
                    self.incomplete(
                        f"trong “{key}” không có tham số “{name}”",
                        f"“{key}” takes no “{name}”",
                        line=row.line,
                    )
        return rows

    def inner(self, node: Node, key: str) -> RuleSpec:
        rule = read(self.fields.as_fields(node, key))
        if rule.is_empty:
            self.incomplete(
                f"một quy tắc trong “{key}” còn trống", f"a rule in “{key}” is empty", line=node.line
            )
        self.complete = self.complete and rule.is_readable
        return rule

    def one_of(self, row: Fields, keys: tuple[str, ...], where: str) -> None:
        given = [key for key in keys if row.has(key)]
        if len(given) != 1:
            listed = ", ".join(keys)
            self.incomplete(
                f"mỗi phần tử của “{where}” cần đúng một trong các tham số: {listed}",
                f"each item of “{where}” needs exactly one of: {listed}",
                line=row.line,
            )

    def unique(self, keys: list[str | None], where: str) -> None:
        if None in keys or "" in keys:
            self.incomplete(f"có phần tử của “{where}” thiếu “key”", f"an item of “{where}” has no “key”")
        named = [key for key in keys if key]
        for key in sorted({key for key in named if named.count(key) > 1}):
            self.incomplete(f"“{key}” viết hai lần trong “{where}”", f"“{key}” stands twice in “{where}”")

    def options(self) -> tuple[Option, ...]:
        rows = self.rows("options", frozenset({"key", "points", "share", "label"}))
        for row in rows:
            self.one_of(row, ("points", "share"), "options")
        keys = [row.label("key") for row in rows]
        self.unique(keys, "options")
        return tuple(
            Option(key or "", row.number("points"), row.number("share"), row.text("label"))
            for row, key in zip(rows, keys, strict=True)
        )

    def bands(self) -> tuple[Band, ...]:
        rows = self.rows("bands", frozenset({"from", "below", "to", "points", "share", "ratio"}))
        return tuple(self.band(row) for row in rows)

    def band(self, row: Fields) -> Band:
        self.one_of(row, ("points", "share", "ratio"), "bands")
        is_ratio = row.flag("ratio")
        if row.has("ratio") and not is_ratio:
            self.incomplete(
                "“ratio” của một bậc chỉ nhận true", "a band's “ratio” takes true only", line=row.line
            )
        return Band(
            at_least=row.number("from"),
            below=row.number("below"),
            at_most=row.number("to"),
            points=row.number("points"),
            share=row.number("share"),
            is_ratio=is_ratio,
        )

    def parts(self) -> tuple[Part, ...]:
        rows = self.rows("parts", frozenset({"key", "name", "max", "rule"}))
        keys = [row.label("key") for row in rows]
        self.unique(keys, "parts")
        return tuple(self.part(row, key or "") for row, key in zip(rows, keys, strict=True))

    def part(self, row: Fields, key: str) -> Part:
        node = row.mapping.get("rule")
        rule = self.inner(node, "parts") if node is not None else None
        if node is None:
            self.incomplete(f"phần “{key}” thiếu quy tắc", f"the part “{key}” has no rule", line=row.line)
        maximum = row.number("max")
        if maximum is None:
            self.complete = False
            what = Words(f"Phần “{key}” của {row.path}", f"The part “{key}” of {row.path}")
            row.found.append(findings.max_missing(row.path or "", line=row.line, what=what))
        return Part(key=key, max=maximum, rule=rule, name=row.text("name"))

    def weights(self) -> tuple[tuple[str, str], ...]:
        inner = self.fields.inner("weights")
        if inner is None:
            return ()
        if not inner.names():
            self.incomplete("“weights” trống", "“weights” is empty")
        return tuple((key.text, inner.as_number(value, key.text)) for key, value in inner.mapping.entries)

    def variables(self) -> tuple[str, ...]:
        names = []
        for item in self.listed("variables"):
            if not isinstance(item, Scalar):
                self.incomplete("tên biến phải là chữ", "a variable's name must be text", line=item.line)
                continue
            names.append(item.text)
        return tuple(names)

    def labels(self, variables: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        inner = self.fields.inner("labels")
        if inner is None:
            return ()
        for name in inner.names():
            if name not in variables:
                self.incomplete(
                    f"“labels” gọi tên biến “{name}” không được khai báo",
                    f"“labels” names “{name}”, which is no variable",
                )
        return tuple((name, text) for name in inner.names() if (text := inner.text(name)))

    def branches(self) -> tuple[Branch, ...]:
        rows = self.rows("branches", frozenset({"when", "points"}))
        return tuple(self.branch(row) for row in rows)

    def branch(self, row: Fields) -> Branch:
        formula = row.label("points")
        node = row.mapping.get("points")
        if not formula:
            self.incomplete("một nhánh thiếu “points”", "a branch has no “points”", line=row.line)
        elif isinstance(node, Scalar) and node.is_plain and node.is_number:
            row.number("points")
        return Branch(points=formula or "", when=row.label("when"))
