"""parindex demo: build the demonstration city, once, through the same deeds that people use."""

from __future__ import annotations

import argparse

from parindex.cycle.units.actions import loading
from parindex.cycle.units.directory import Directory
from parindex.engine.access.actors import SYSTEM
from parindex.faces.ops import database
from parindex.faces.ops.demo import (
    accounts,
    duties,
    halfyear,
    lastyear,
    plans,
    registers,
    standings,
    thisyear,
)
from parindex.faces.ops.telling import now, plainly, tell
from parindex.foundation.jobs import actions as jobs


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("demo", help="build the demonstration city")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Build what is missing of the demonstration city and print its accounts."""
    database.prepare()
    tell("Đang nạp danh mục đơn vị…")
    loading.load(Directory.packaged(), by=SYSTEM, at=now())
    password = accounts.password()
    accounts.invite(password)
    plans.take_over()
    lastyear.build()
    halfyear.build()
    thisyear.build()
    registers.build()
    standings.build()
    duties.build()
    jobs.work_off(clock=now)
    accounts.print_all(password)
    return 0
