"""The virus-scan port, and the client of clamd that implements it; by default nothing scans."""

from __future__ import annotations

import re
import socket
import struct
from dataclasses import dataclass
from typing import Protocol

CLEAN, INFECTED, UNSCANNED = "clean", "infected", "unscanned"

_PIECE = 1 << 16
_PATIENCE = 60.0
_MOST_ANSWER = 4096
_ADDRESS = re.compile(r"(?:tcp://)?(?P<host>\[[0-9a-fA-F:]+\]|[^\s:/\[\]]+):(?P<port>\d{1,5})/?")


class Unreachable(OSError):
    """The scanner does not answer, or answers something else than a verdict."""


class WrongAddress(ValueError):
    """The address of the scanner is not one we can use."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scanner says of a content: its state, and the name of what it found."""

    state: str
    name: str = ""


class Scanner(Protocol):
    """Says whether a content is clean."""

    def scan(self, data: bytes) -> Verdict:
        """The verdict on ``data``. Raises Unreachable when there is none to be had."""


class NoScanner:
    """Scans nothing and says so."""

    def scan(self, data: bytes) -> Verdict:
        """Always unscanned."""
        return Verdict(UNSCANNED)


@dataclass(frozen=True, slots=True)
class Clamd:
    """clamd at ``host:port`` or at the socket ``path``, spoken to in its INSTREAM command."""

    host: str = ""
    port: int = 0
    path: str = ""
    patience: float = _PATIENCE

    def scan(self, data: bytes) -> Verdict:
        """Send ``data`` in pieces with their length before them, and read the verdict."""
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                for at in range(0, len(data), _PIECE):
                    piece = data[at : at + _PIECE]
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
                return _verdict(_answer(line))
        except OSError as error:
            raise Unreachable(str(error)) from error

    def _connected(self) -> socket.socket:
        if not self.path:
            return socket.create_connection((self.host, self.port), timeout=self.patience)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(self.patience)
        try:
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line


def at(address: str) -> Scanner:
    """The scanner at ``host:port`` or ``unix:/path``; none when the address is empty. Raises WrongAddress."""
    if not address:
        return NoScanner()
    if address.startswith("unix:/"):
        return Clamd(path=address.removeprefix("unix:"))
    found = _ADDRESS.fullmatch(address)
    if found is None or not 0 < int(found["port"]) < 65536:
        raise WrongAddress("PARINDEX_SCANNER must read host:port or unix:/path/of/clamd.ctl")
    return Clamd(host=found["host"].strip("[]"), port=int(found["port"]))


def _answer(line: socket.socket) -> str:
    told = b""
    while not told.endswith(b"\0") and len(told) < _MOST_ANSWER:
        piece = line.recv(_MOST_ANSWER)
        if not piece:
            break
        told += piece
    return told.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(answer: str) -> Verdict:
    """``stream: OK``, ``stream: NAME FOUND``; anything else is no verdict."""
    if answer == "stream: OK":
        return Verdict(CLEAN)
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return Verdict(INFECTED, answer.removeprefix("stream: ").removesuffix(" FOUND"))
    raise Unreachable(answer or "no answer")
