"""A mail server of the test: takes every mail, and now and then hangs up before it says so."""

from __future__ import annotations

import asyncio
import email
import email.policy
import re
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

NOTICE = re.compile(r"/notices/(\d+)/")


@dataclass(frozen=True, slots=True)
class Received:
    """One mail as it came in: to whom, on which day, and which notices it tells."""

    address: str
    date: str
    notices: tuple[int, ...]


@dataclass(slots=True)
class Mailbox:
    """Everything that came in, by Message-ID; every copy is kept."""

    port: int = 0
    hangs_up_each: int = 0
    """After so many new mails one is taken and not acknowledged; 0: never."""
    mails: dict[str, list[Received]] = field(default_factory=lambda: defaultdict(list))

    @property
    def copies(self) -> int:
        """How many mails came in that had come in before."""
        return sum(len(each) - 1 for each in self.mails.values())

    def take(self, address: str, data: bytes) -> bool:
        """Keep a mail; whether to say so."""
        found = email.message_from_bytes(data, policy=email.policy.default)
        text = found.get_body(("plain",))
        assert text is not None
        told = tuple(int(key) for key in NOTICE.findall(text.get_content()))
        name = str(found["Message-ID"])
        is_new = name not in self.mails
        self.mails[name].append(Received(address, str(found["Date"]), told))
        return not (is_new and self.hangs_up_each and len(self.mails) % self.hangs_up_each == 0)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client, until it or we hang up."""
        to = ""
        try:
            writer.write(b"220 mailbox\r\n")
            while line := await reader.readline():
                verb = line[:4].upper().strip()
                if verb == b"RCPT":
                    to = line.decode().partition("<")[2].partition(">")[0]
                if verb == b"DATA":
                    writer.write(b"354 go on\r\n")
                    data = await reader.readuntil(b"\r\n.\r\n")
                    if not self.take(to, data):
                        break
                writer.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 fine\r\n")
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass  # the client was killed in the middle of a word
        finally:
            writer.close()


@contextmanager
def mailbox(*, hangs_up_each: int = 0) -> Iterator[Mailbox]:
    """A mail server on a free port, in a thread of its own."""
    box, loop, ready = Mailbox(hangs_up_each=hangs_up_each), asyncio.new_event_loop(), threading.Event()

    async def open_door() -> None:
        server = await asyncio.start_server(box.talk, "127.0.0.1", 0, limit=2**24)
        box.port = server.sockets[0].getsockname()[1]
        ready.set()

    def run() -> None:
        loop.create_task(open_door())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
