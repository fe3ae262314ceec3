"""A PostgreSQL server of our own for one test run: temporary folder, loopback, always stopped."""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.dev import processes
from tools.dev.places import Trouble

INSTALL = "sudo apt-get install postgresql"
# a test database may be lost with the power: speed instead of safety
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=128MB",
    "max_connections=60",
)
# a bench measures what a province would run: every confirmed save survives a power cut
SAFE = ("shared_buffers=512MB", "max_connections=60", "synchronous_commit=on")


def programs() -> Path | None:
    """The folder of the newest installed server, or None."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path and not found:
        found = [Path(on_path).resolve().parent]
    return max(
        found, key=lambda folder: [int(n) for n in folder.parent.name.split(".") if n.isdigit()], default=None
    )


def version(folder: Path) -> str:
    """The server's own version, such as 15.14."""
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)
    return next(word for word in told.stdout.split() if word[0].isdigit())


@contextlib.contextmanager
def server(folder: Path, *, options: tuple[str, ...] = FAST) -> Iterator[str]:
    """The DATABASE_URL of a fresh server that is stopped and deleted afterwards."""
    user = _unprivileged()
    place = Path(tempfile.mkdtemp(prefix="parindex-pg-", dir="/tmp" if user else None))
    try:
        password = secrets.token_hex(16)
        word = place / "password"
        word.write_text(password)
        if user:
            for path in (place, word):
                shutil.chown(path, user)
        _create(folder, place, user)
        port = processes.free_port()
        running = _start(folder, place, port, user, options)
        try:
            _wait(folder, place, port, running)
            yield f"postgresql://parindex:{password}@127.0.0.1:{port}/postgres"
        finally:
            processes.stop(running, end=signal.SIGINT)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root: the name of a user it may run as, None if we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise Trouble(
        "PostgreSQL does not run as root and there is no other user; start the tests as a normal user"
    )


def _create(folder: Path, place: Path, user: str | None) -> None:
    done = subprocess.run(
        [
            *(folder / "initdb", "--pgdata", place / "data", "--username", "parindex", "--encoding", "UTF8"),
            *("--locale", "C.UTF-8", "--auth", "scram-sha-256", "--pwfile", place / "password", "--no-sync"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=place,
        **processes.identity(user),
    )
    if done.returncode:
        raise Trouble(
            f"PostgreSQL could not create a test cluster: {(done.stderr.strip() or 'no message')[-300:]}"
        )


def _start(
    folder: Path, place: Path, port: int, user: str | None, options: tuple[str, ...]
) -> processes.Child:
    settings = (
        *options,
        "listen_addresses=127.0.0.1",
        f"port={port}",
        f"unix_socket_directories={place}",
    )
    stated = [part for setting in settings for part in ("-c", setting)]
    command = [folder / "postgres", "-D", place / "data", *stated]
    return processes.start_quietly(command, folder=place, log=place / "log", user=user, end=signal.SIGINT)


def _wait(folder: Path, place: Path, port: int, running: processes.Child) -> None:
    asked = [folder / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(300):
        if subprocess.run(asked, check=False).returncode == 0:
            return
        if processes.ended(running, within=0.1):
            break
    raise Trouble(f"PostgreSQL did not start: {(place / 'log').read_text(errors='replace').strip()[-300:]}")
