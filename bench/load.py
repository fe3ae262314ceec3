"""An open loop of saves over HTTP: each is sent at its own moment, whatever became of those before."""

from __future__ import annotations

import http.client
import json
import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(slots=True)
class Target:
    """One cell somebody saves again and again: where, as whom, and the number of its last line."""

    path: str
    cookie: str
    token: str
    answers: list[str]
    seen: int
    turn: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Milliseconds from the moment each save was due until it was acknowledged, and what went wrong."""

    milliseconds: list[float]
    failures: list[str]

    def percentile(self, share: float) -> float:
        """The time within which that share of the saves was back."""
        ordered = sorted(self.milliseconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def run(base: str, targets: Sequence[Target], *, rate: float, seconds: float, threads: int = 24) -> Outcome:
    """Send ``rate`` saves a second to the server at ``base``; the targets take turns."""
    due: queue.SimpleQueue[tuple[float, Target] | None] = queue.SimpleQueue()
    taken: list[float] = []
    failures: list[str] = []
    host = urlsplit(base).netloc

    def work() -> None:
        connection = http.client.HTTPConnection(host, timeout=30)
        while (job := due.get()) is not None:
            moment, target = job
            wait = moment - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            with target.lock:
                failure = save(connection, target)
            if failure:
                failures.append(failure)
                connection.close()
            else:
                taken.append((time.perf_counter() - moment) * 1000)

    crew = [threading.Thread(target=work, daemon=True) for _ in range(threads)]
    begin = time.perf_counter() + 0.5
    for number in range(int(rate * seconds)):
        due.put((begin + number / rate, targets[number % len(targets)]))
    for _ in crew:
        due.put(None)
    for each in crew:
        each.start()
    for each in crew:
        each.join()
    return Outcome(taken, failures)


def save(connection: http.client.HTTPConnection, target: Target) -> str:
    """Save the next answer of the target; what went wrong, or nothing."""
    answer = target.answers[target.turn % len(target.answers)]
    target.turn += 1
    body = f'{{"answer": {answer}, "note": "", "seen": {target.seen}}}'
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"{target.cookie}; csrftoken={target.token}",
        "X-CSRFToken": target.token,
    }
    try:
        connection.request("POST", target.path, body.encode(), headers)
        reply = connection.getresponse()
        text = reply.read()
    except (OSError, http.client.HTTPException) as error:
        return repr(error)
    if reply.status != 200:
        return f"{reply.status} {text[:200]!r}"
    target.seen = json.loads(text)["number"]
    return ""
