"""parindex work: run the job worker."""

from __future__ import annotations

import argparse

from parindex.faces.ops import database
from parindex.faces.ops.telling import now, plainly, tell
from parindex.foundation.jobs import worker


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("work", help="run the job worker")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop; the job at hand is ended first."""
    database.must_be_ready()
    stop = worker.stop_on_signals()
    tell("Parindex: tiến trình xử lý nền đang chạy.")
    worker.work(clock=now, stop=stop)
    return 0
