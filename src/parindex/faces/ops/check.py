"""parindex check: what a framework file's own figures, rules and texts say against it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import reading, yaml_core
from parindex.engine.values.findings import Finding, Severity, Words, has_errors
from parindex.faces.ops.telling import Failed, plainly, tell

_SEVERITIES = {
    Severity.ERROR: Words("Lỗi", "Error"),
    Severity.WARNING: Words("Cảnh báo", "Warning"),
    Severity.INFO: Words("Ghi chú", "Note"),
}


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("check", help="check a framework file")
    parser.add_argument("framework", metavar="FRAMEWORK", type=Path, help="a framework file (YAML)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the messages")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Check one file; exit 1 when a finding is an error or the file cannot be used."""
    found = _findings(arguments.framework, language=arguments.lang)
    if arguments.json:
        form = {"findings": [finding.as_json(arguments.lang) for finding in found]}
        print(json.dumps(form, ensure_ascii=False, indent=1))
    else:
        _print(found, language=arguments.lang)
    if has_errors(found):
        tell(f"parindex: {_verdict(found, language=arguments.lang)}")
        return 1
    return 0


def _findings(path: Path, *, language: str) -> tuple[Finding, ...]:
    try:
        return reading.read(_content(path, language=language)).findings
    except Unusable as failure:
        raise Failed(f"{path.name}: {Words(failure.vi, failure.en).in_language(language)}") from None


def _content(path: Path, *, language: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(yaml_core.MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        words = Words(
            f"không mở được tệp ({reason}). Hãy kiểm tra đường dẫn và quyền đọc.",
            f"the file cannot be opened ({reason}). Check the path and the right to read it.",
        )
        raise Failed(f"{path}: {words.in_language(language)}") from None


def _print(found: tuple[Finding, ...], *, language: str) -> None:
    for finding in found:
        severity = _SEVERITIES[finding.severity].in_language(language)
        where = Words("dòng", "line").in_language(language)
        place = f" ({where} {finding.row})" if finding.row else ""
        print(f"{severity:<8}  {finding.code:<16}  {finding.message.in_language(language)}{place}")
        print(f"{'':<8}  {'':<16}  → {finding.remedy.in_language(language)}")
    if not has_errors(found):
        print(_verdict(found, language=language))


def _verdict(found: tuple[Finding, ...], *, language: str) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    warnings = sum(finding.severity is Severity.WARNING for finding in found)
    if errors:
        return Words(
            f"{errors} lỗi, {warnings} cảnh báo; hãy sửa các lỗi rồi kiểm tra lại",
            f"{errors} errors, {warnings} warnings; correct the errors and check again",
        ).in_language(language)
    return Words(f"Không có lỗi; {warnings} cảnh báo.", f"No errors; {warnings} warnings.").in_language(
        language
    )
