"""The client of clamd against a server in the test's process that speaks its protocol over a real socket."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from parindex.foundation.files import scanning
from parindex.foundation.files.scanning import Clamd, NoScanner, Unreachable, Verdict, WrongAddress

# the harmless text that every scanner calls a virus, in two parts so that this file is none
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Session(socketserver.StreamRequestHandler):
    """One command: pieces with their length before them, ended by a length of none."""

    def handle(self) -> None:
        command = self._text()
        if command != b"zINSTREAM":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        data = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            assert length <= 1 << 16
            data += self.rfile.read(length)
        self.server.received.append(data)  # type: ignore[attr-defined]
        self.wfile.write(self._verdict(data))

    def _text(self) -> bytes:
        told = b""
        while not told.endswith(b"\0"):
            told += self.rfile.read(1)
        return told[:-1]

    def _verdict(self, data: bytes) -> bytes:
        if len(data) > 1_000_000:
            return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: Eicar-Signature FOUND\0" if EICAR in data else b"stream: OK\0"


class Tcp(socketserver.ThreadingTCPServer):
    allow_reuse_address = True


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[list[bytes]]:
    """``server`` answering in a thread; what it received."""
    server.received = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.received  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_clean_and_an_infected_content_are_told_apart() -> None:
    server = Tcp(("127.0.0.1", 0), Session)
    with serving(server) as received:
        scanner = scanning.at(f"127.0.0.1:{server.server_address[1]}")
        long = bytes(range(256)) * 1000

        assert scanner.scan(long) == Verdict(scanning.CLEAN)
        assert scanner.scan(b"a" + EICAR) == Verdict(scanning.INFECTED, "Eicar-Signature")
        assert scanner.scan(b"") == Verdict(scanning.CLEAN)

    assert received == [long, b"a" + EICAR, b""]


def test_the_same_is_spoken_over_a_socket_file(tmp_path: Path) -> None:
    place = tmp_path / "clamd.ctl"
    with serving(socketserver.ThreadingUnixStreamServer(str(place), Session)):
        assert scanning.at(f"unix:{place}").scan(EICAR).state == scanning.INFECTED


def test_a_scanner_that_gives_no_verdict_is_unreachable() -> None:
    server = Tcp(("127.0.0.1", 0), Session)
    with serving(server), pytest.raises(Unreachable, match="size limit"):
        scanning.at(f"127.0.0.1:{server.server_address[1]}").scan(bytes(1_000_001))


def test_a_scanner_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(Unreachable):
        Clamd(host="127.0.0.1", port=port, patience=2).scan(b"a")
    with pytest.raises(Unreachable):
        Clamd(path=str(tmp_path / "gone.ctl"), patience=2).scan(b"a")


def test_a_scanner_that_hangs_up_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            line, _ = listening.accept()
            line.recv(10)
            line.close()

        thread = threading.Thread(target=hang_up, daemon=True)
        thread.start()
        with pytest.raises(Unreachable):
            Clamd(host="127.0.0.1", port=listening.getsockname()[1], patience=5).scan(b"a")
        thread.join()


def test_without_a_scanner_everything_is_unscanned() -> None:
    assert isinstance(scanning.at(""), NoScanner)
    assert scanning.at("").scan(EICAR) == Verdict(scanning.UNSCANNED)


@pytest.mark.parametrize(
    ("address", "scanner"),
    [
        ("localhost:3310", Clamd(host="localhost", port=3310)),
        ("tcp://quet.hanoi.gov.vn:3310", Clamd(host="quet.hanoi.gov.vn", port=3310)),
        ("[::1]:3310", Clamd(host="::1", port=3310)),
        ("unix:/run/clamav/clamd.ctl", Clamd(path="/run/clamav/clamd.ctl")),
    ],
)
def test_addresses_name_a_scanner(address: str, scanner: Clamd) -> None:
    assert scanning.at(address) == scanner


@pytest.mark.parametrize(
    "address", ["localhost", "localhost:0", "localhost:70000", "http://a:1/x", "unix:clamd"]
)
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(WrongAddress, match="PARINDEX_SCANNER"):
        scanning.at(address)
