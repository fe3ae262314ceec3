#!/usr/bin/env python3
"""Run, test and check Parindex from a fresh clone; nothing but Python 3.11 has to be there before.

run [--port N] [--host H]   install, build the demonstration city in var/, serve it
test [PYTEST ARGUMENTS]     the whole suite on SQLite, then on PostgreSQL where it is installed
check                       formatting, lint, types, architecture, alarm numbers
bench [ARGUMENTS]           pages per second and peak memory of the document readers
prove                       the promises of the README, from a fresh clone with cold caches
"""

from __future__ import annotations

import argparse
import errno
import signal
import sys
from types import FrameType

if sys.version_info < (3, 11):
    sys.exit(
        f"dev.py: Python 3.11 or newer is needed, this is {sys.version.split()[0]}; try: python3.11 dev.py"
    )

from tools.dev import checking, environment, proving, serving, suite
from tools.dev.places import Trouble


def main(arguments: list[str]) -> int:
    """Do one command; every trouble a person can mend is one line on standard error."""
    wanted, rest = parser().parse_known_args(arguments)
    if rest and wanted.command in {"run", "check", "prove"}:
        parser().error(f"unknown: {' '.join(rest)}")
    signal.signal(signal.SIGTERM, interrupted)
    signal.signal(signal.SIGHUP, interrupted)
    try:
        return dispatch(wanted, rest)
    except Trouble as trouble:
        print(f"dev.py: {trouble}", file=sys.stderr)
    except OSError as error:
        print(f"dev.py: {readable(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\ndev.py: ended", file=sys.stderr)
        return 0 if wanted.command == "run" else 130
    return 1


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="run | test | check | bench | prove")
    run = commands.add_parser("run", help="serve the demonstration city")
    run.add_argument("--port", type=port, default=8000)
    run.add_argument("--host", default="127.0.0.1")
    test = commands.add_parser("test", help="run all tests; further arguments go to pytest")
    test.add_argument("--database", choices=["sqlite", "postgresql"], help="only on this database")
    test.add_argument("--require", default="", help="fail unless covered: postgresql,browser,libreoffice")
    commands.add_parser("check", help="formatting, lint, types, architecture")
    commands.add_parser("bench", help="speed and memory of the readers")
    commands.add_parser("prove", help="the promises of the README, from a fresh clone")
    return top


def port(text: str) -> int:
    """A port number as typed."""
    number = int(text)
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def dispatch(wanted: argparse.Namespace, rest: list[str]) -> int:
    """Call what the command names."""
    if wanted.command == "run":
        return serving.run(wanted.host, wanted.port)
    if wanted.command == "test":
        required = tuple(name.strip() for name in wanted.require.split(",") if name.strip())
        return suite.test(tuple(rest), database=wanted.database, required=required)
    if wanted.command == "prove":
        return proving.prove()
    environment.ready("dev")
    return checking.bench(rest) if wanted.command == "bench" else checking.check()


def interrupted(_signal: int, _frame: FrameType | None) -> None:
    """Being ended by a signal is being interrupted: children are stopped, nothing is left behind."""
    raise KeyboardInterrupt


def readable(error: OSError) -> str:
    """One line for what the file system refused."""
    place = error.filename or "this folder"
    if error.errno == errno.ENOSPC:
        return "the disk is full; make room and start again"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"{place} cannot be written; use a folder of your own"
    return f"{place}: {error.strerror or error}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
