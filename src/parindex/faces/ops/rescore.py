"""parindex rescore: recompute every issued result and compare."""

from __future__ import annotations

import argparse
import json
from itertools import chain

from parindex.cycle.results.queries import proofs
from parindex.cycle.results.queries.proofs import Proof
from parindex.engine.access.actors import SYSTEM
from parindex.engine.values.findings import Words
from parindex.faces.ops import database
from parindex.faces.ops.telling import Failed, plainly

_MOST_SHOWN = 50
_WHAT = {
    "framework": Words("mã bộ tiêu chí", "framework digest"),
    "input_digest": Words("mã đầu vào", "input digest"),
    "output_digest": Words("mã kết quả", "output digest"),
    "entry": Words("câu trả lời trong sổ chấm điểm", "answer in the ledger"),
    "answer": Words("câu trả lời", "answer"),
    "unit": Words("đơn vị", "unit"),
    "group": Words("nhóm", "group"),
    "position": Words("thứ tự", "position"),
    "points": Words("điểm", "points"),
    "max": Words("điểm tối đa", "maximum"),
    "score": Words("điểm quy đổi", "score"),
    "rank": Words("hạng", "rank"),
    "is_tied": Words("đồng hạng", "tied"),
    "class_name": Words("loại", "class"),
    "state": Words("trạng thái", "state"),
}


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("rescore", help="recompute every issued result and compare")
    parser.add_argument(
        "--open", action="store_true", help="also compare the stored points of open cycles with their answers"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the messages")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Recompute; exit 1 when anything differs from what was issued."""
    language: str = arguments.lang
    database.must_be_ready()
    asked = chain(proofs.of_issues(by=SYSTEM), proofs.of_open_cycles(by=SYSTEM) if arguments.open else ())
    found, differing = [], 0
    for proof in asked:
        found.append(_form(proof))
        differing += len(proof.differences)
        if not arguments.json:
            _print(proof, language=language)
    if arguments.json:
        print(json.dumps({"results": found}, ensure_ascii=False, indent=1))
    elif not found:
        print(
            Words("Chưa có kết quả nào được chốt.", "No results have been frozen yet.").in_language(language)
        )
    if differing:
        raise Failed(_differs(differing, language=language))
    return 0


def _form(proof: Proof) -> dict[str, object]:
    """One table as JSON; ``number`` is null for the ledger of an open cycle."""
    called = proofs.names(proof)
    return {
        "cycle": proof.cycle,
        "number": proof.number,
        "units": proof.units,
        "leaves": proof.leaves,
        "engine_version": proof.engine_version,
        "differences": [
            {
                "unit": called.get(each.unit),
                "path": each.path or None,
                "what": each.what,
                "stored": each.stored,
                "computed": each.fresh,
            }
            for each in proof.differences
        ],
    }


def _print(proof: Proof, *, language: str) -> None:
    number = proof.number
    what = Words(
        f"lần chốt {number}" if number else "sổ chấm điểm đang mở",
        f"issue {number}" if number else "open ledger",
    ).in_language(language)
    verdict = Words("khớp", "no difference") if proof.holds else _counted(len(proof.differences))
    size = Words(f"{proof.units} đơn vị, {proof.leaves} ô", f"{proof.units} units, {proof.leaves} cells")
    print(f"{proof.cycle}, {what}: {size.in_language(language)}: {verdict.in_language(language)}")
    called = proofs.names(proof)
    for each in proof.differences[:_MOST_SHOWN]:
        where = ", ".join(filter(None, (called.get(each.unit), each.path)))
        name = _WHAT[each.what].in_language(language)
        print(f"  {where or '–'}: {name} {each.stored} ≠ {each.fresh}")


def _counted(differing: int) -> Words:
    return Words(f"{differing} chỗ khác", f"{differing} differences")


def _differs(differing: int, *, language: str) -> str:
    return Words(
        f"kết quả đã chốt không tính lại được như cũ ({differing} chỗ khác); "
        "giữ nguyên hệ thống, báo quản trị và kiểm toán",
        f"what is stored is not what its answers are worth ({differing} differences); "
        "leave the system as it is and tell the administrator and the auditor",
    ).in_language(language)
