"""parindex prepare: create or update the database."""

from __future__ import annotations

import argparse

from parindex.faces.ops import database
from parindex.faces.ops.telling import plainly, tell


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("prepare", help="create or update the database")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Bring the database up to date."""
    database.prepare()
    tell("Cơ sở dữ liệu đã sẵn sàng.")
    return 0
