"""dev.py run: ports, folders, and a server that does not come up."""

from __future__ import annotations

import errno
import signal
import socket
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import dev
from tools.dev import processes, serving
from tools.dev.places import Trouble


def test_a_taken_port_is_named_with_another_one() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]

        with pytest.raises(
            Trouble, match=rf"port {port} is taken .* --port {port + 1 if port < 65535 else 8000}"
        ):
            serving.claim_port("127.0.0.1", port)


def test_a_free_port_is_claimed_and_left() -> None:
    port = processes.free_port()

    serving.claim_port("127.0.0.1", port)
    serving.claim_port("127.0.0.1", port)


@pytest.mark.parametrize(
    ("number", "told"), [(errno.EACCES, "reserved"), (errno.EADDRNOTAVAIL, "cannot listen on host:80")]
)
def test_a_refused_port_says_why(number: int, told: str) -> None:
    assert told in serving.refusal(OSError(number, "refused"), "host", 80)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    serving.writable(tmp_path / "new" / "folder")
    with pytest.raises(Trouble, match=r"cannot be written .* PARINDEX_HOME"):
        serving.writable(file / "inside")


class Answering(BaseHTTPRequestHandler):
    """Answers /404 and /500 with themselves and everything else with 200."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response({"/404": 404, "/500": 500}.get(self.path, 200))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(("path", "answered"), [("/", True), ("/404", True), ("/500", False)])
def test_a_refusal_is_an_answer_and_a_failure_is_none(path: str, answered: bool) -> None:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        assert serving.answers(direct, f"http://127.0.0.1:{server.server_port}{path}") is answered
    finally:
        server.shutdown()
        server.server_close()


def test_a_server_that_ends_at_once_is_trouble() -> None:
    child = processes.start([sys.executable, "-c", "raise SystemExit(3)"], folder=Path.cwd(), env={})

    with pytest.raises(Trouble, match="ended before it answered"):
        serving.wait_until_answering(f"http://127.0.0.1:{processes.free_port()}/", child)


def test_a_child_that_ends_by_itself_is_trouble() -> None:
    lasting = processes.start(
        [sys.executable, "-c", "import time; time.sleep(600)"], folder=Path.cwd(), env={}
    )
    ending = processes.start([sys.executable, "-c", "raise SystemExit(3)"], folder=Path.cwd(), env={})
    try:
        with pytest.raises(Trouble, match=r"the worker ended by itself \(status 3\)"):
            serving.watch({"web server": lasting, "worker": ending})
    finally:
        processes.stop(lasting)

    assert lasting.returncode == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_killed() -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    child = processes.start([sys.executable, "-c", deaf], folder=Path.cwd(), env={})
    assert not processes.ended(child, within=1)

    processes.stop(child, patience=1)

    assert child.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left"), "the disk is full"),
        (OSError(errno.EROFS, "Read-only", "/there"), "/there cannot be written"),
        (OSError(errno.EIO, "Broken", "/there"), "/there: Broken"),
    ],
)
def test_what_the_file_system_refuses_is_one_line(error: OSError, told: str) -> None:
    assert told in dev.readable(error)


@pytest.mark.parametrize(
    "arguments", [["run", "--port", "0"], ["run", "--port", "99999"], ["run", "--fast"], ["fly"], []]
)
def test_wrong_usage_ends_with_status_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        dev.main(arguments)

    assert ending.value.code == 2
    assert "usage: dev.py" in capsys.readouterr().err
