"""Child processes that never outlive us."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
SET_PARENT_DEATH_SIGNAL = 1

Child = subprocess.Popen[bytes]


def start(command: Sequence[str | Path], *, folder: Path, env: Mapping[str, str]) -> Child:
    """Start a child that writes where we write and ends when we end, even if we are killed."""
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(env),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_following_us(signal.SIGTERM),
    )


def start_quietly(
    command: Sequence[str | Path], *, folder: Path, log: Path, user: str | None, end: int
) -> Child:
    """Start a child as ``user`` (None: as ourselves) that writes into ``log``."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_following_us(end),
            **identity(user),
        )


def identity(user: str | None) -> dict[str, Any]:
    """The arguments of subprocess that make a child run as ``user``."""
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}


def stop(child: Child, *, end: int = signal.SIGTERM, patience: int = 15) -> None:
    """Ask the child to end, and end its whole session if it does not."""
    if child.poll() is not None:
        return
    child.send_signal(end)
    try:
        child.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def ended(child: Child, *, within: float) -> bool:
    """Whether the child ends within so many seconds."""
    try:
        child.wait(timeout=within)
    except subprocess.TimeoutExpired:
        return False
    return True


def free_port() -> int:
    """A port of the loopback address nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _following_us(end: int) -> Callable[[], None]:
    """What a child does before it starts: ask the kernel for a signal when its parent dies."""

    def follow() -> None:
        if LIBC is not None:
            LIBC.prctl(SET_PARENT_DEATH_SIGNAL, end)

    return follow
