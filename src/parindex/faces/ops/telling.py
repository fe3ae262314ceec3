"""One clear line on standard error, and the clock of the command line."""

from __future__ import annotations

import functools
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


class Failed(Exception):
    """A command cannot do its work; the text is the one line a person reads."""


def plainly(run: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
    """Turn Failed into one line on standard error and exit status 1."""

    @functools.wraps(run)
    def running(arguments: Namespace) -> int:
        try:
            return run(arguments)
        except Failed as failure:
            tell(f"parindex: {failure}")
            return 1

    return running


def tell(line: str) -> None:
    """One line on standard error."""
    print(line, file=sys.stderr, flush=True)


def today() -> date:
    """The day in Vietnam: from midnight to seven it is still yesterday in UTC."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
