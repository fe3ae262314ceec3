"""The server: answers, and ends cleanly when told to."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.flows.standalone import Standalone

pytestmark = pytest.mark.django_db


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answer(port: int, server: subprocess.Popen[str]) -> tuple[int, bytes]:
    """Status and content of the sign-in page as soon as the server answers."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=10) as got:
                return got.status, got.read()
        except (OSError, http.client.HTTPException):
            with pytest.raises(subprocess.TimeoutExpired):
                server.wait(0.1)
    raise AssertionError("the server does not answer")


def children(of: int) -> list[int]:
    """The processes that ``of`` started."""
    return [int(key) for key in Path(f"/proc/{of}/task/{of}/children").read_text().split()]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_ends_cleanly(tmp_path: Path, told: signal.Signals) -> None:
    there = Standalone(tmp_path, name="parindex_serve")
    assert there.run("prepare").returncode == 0
    port = free_port()
    server = there.start("serve", "--port", str(port), "--workers", "1")

    status, page = answer(port, server)
    workers = children(server.pid)
    server.send_signal(told)
    out, err = server.communicate(timeout=30)

    assert status == 200
    assert "Đăng nhập".encode() in page
    assert (server.returncode, out) == (0, "")
    assert err == f"Parindex: http://127.0.0.1:{port}/\n"
    assert workers
    assert [key for key in workers if os.path.exists(f"/proc/{key}")] == []
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
