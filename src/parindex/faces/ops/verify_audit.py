"""parindex verify-audit: walk the hash chain of history again."""

from __future__ import annotations

import argparse
import json
import re

from parindex.faces.ops import database
from parindex.faces.ops.telling import Failed, plainly
from parindex.foundation.audit import queries


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("verify-audit", help="verify the audit chain")
    parser.add_argument(
        "--anchor", metavar="DIGEST", help="a head digest printed earlier, on paper or in a backup"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Verify the chain; exit 1 when a row was changed, deleted, or the anchor is not met."""
    anchor = arguments.anchor.strip().lower() if arguments.anchor else None
    if anchor is not None and not re.fullmatch(r"[0-9a-f]{64}", anchor):
        raise Failed("--anchor phải là 64 chữ số thập lục phân đã in trước đây")
    database.must_be_ready()
    verdict = queries.verify(anchor=anchor)
    fault = verdict.fault.vi if verdict.fault else None
    counts = {"sealed": verdict.sealed, "unsealed": verdict.unsealed, "head": verdict.head}
    if arguments.json:
        print(json.dumps({**counts, "fault": fault}, ensure_ascii=False))
    else:
        print(f"Đã niêm phong: {verdict.sealed} dòng nhật ký; chưa niêm phong: {verdict.unsealed}")
        print(f"Mã đầu chuỗi:  {verdict.head}")
    if fault:
        raise Failed(f"nhật ký không còn nguyên vẹn: {fault}; giữ nguyên hệ thống và báo kiểm toán")
    return 0
