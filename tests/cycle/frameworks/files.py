"""Framework files for the tests, as short as they can be."""

from __future__ import annotations

from parindex.cycle.frameworks import reading
from parindex.engine.values.findings import Finding

HEAD = "schema: parindex/framework/1\nid: thu\ntotal: {total}\ncriteria:\n"
CITED = 'citation: "Điều 1", status: confirmed'


def leaf(rule: str, *, maximum: str = '"10"') -> bytes:
    """A framework of one leaf with ``rule``, whose maximum is ``maximum`` as written."""
    line = f'  - {{code: "1", name: "Tiêu chí", owner: "Sở Nội vụ", max: {maximum}, rule: {rule}}}\n'
    return (HEAD.format(total=maximum) + line).encode()


def rule(text: str, *, maximum: str = '"10"') -> tuple[Finding, ...]:
    """What is found in a leaf whose rule has the parameters ``text`` and a citation."""
    return reading.read(leaf(f"{{{text}, {CITED}}}", maximum=maximum)).findings


def tree(criteria: str, *, total: str = '"10"', more: str = "") -> bytes:
    """A framework with ``criteria`` as its list, and further lines at the top."""
    return (more + HEAD.format(total=total) + criteria).encode()


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, str | None]]:
    """Code, severity and path of each finding."""
    return [(finding.code, finding.severity.value, finding.path) for finding in findings]
