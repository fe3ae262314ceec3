"""parindex work: run the job worker."""

from __future__ import annotations

import argparse
import resource

from parindex.faces.ops import database
from parindex.faces.ops.telling import now, plainly, tell
from parindex.foundation.jobs import worker

MOST_MEMORY = 4 * 2**30  # bytes of address space; reading takes a tenth of it


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("work", help="run the job worker")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop; the job at hand is ended first."""
    database.must_be_ready()
    _bound_memory()
    stop = worker.stop_on_signals()
    tell("Parindex: tiến trình xử lý nền đang chạy.")
    worker.work(clock=now, stop=stop)
    return 0


def _bound_memory() -> None:
    """A file made to eat memory ends this process, not the machine; its job is given up after five tries."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
