"""dev.py run: the demonstration city, its web server and its worker."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from tools.dev import environment, processes
from tools.dev.places import COMMAND, PYTHON, ROOT, Trouble, enough_space, say

ANSWER_WITHIN = 90  # seconds


def run(host: str, port: int) -> int:
    """Serve the demonstration city until a signal ends us."""
    claim_port(host, port)
    environment.ready("run")
    home = Path(os.environ.get("PARINDEX_HOME") or ROOT / "var").absolute()
    writable(home)
    enough_space(home, megabytes=100)
    env = {**os.environ, "PARINDEX_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    build(env)
    claim_port(host, port)
    with contextlib.ExitStack() as children:
        web = processes.start(
            [PYTHON, COMMAND, "serve", "--host", host, "--port", str(port)], folder=ROOT, env=env
        )
        children.callback(processes.stop, web)
        worker = processes.start([PYTHON, COMMAND, "work"], folder=ROOT, env=env)
        children.callback(processes.stop, worker)
        address = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}/"
        wait_until_answering(address, web)
        say(f"\nParindex answers at {address}  (Ctrl-C ends it)")
        watch({"web server": web, "worker": worker})
    return 1


def build(env: dict[str, str]) -> None:
    """Make or complete the database and the demonstration city; it prints the accounts."""
    done = subprocess.run([PYTHON, COMMAND, "demo"], env=env, cwd=ROOT, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Trouble("the demonstration city could not be built; what went wrong stands above")


def claim_port(host: str, port: int) -> None:
    """Raise Trouble unless we could listen there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise Trouble(f"there is no address {host}; use --host 127.0.0.1") from error
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise Trouble(refusal(error, host, port)) from error


def refusal(error: OSError, host: str, port: int) -> str:
    """Why we may not listen, and what to do."""
    if error.errno == errno.EADDRINUSE:
        another = port + 1 if port < 65535 else 8000
        return f"port {port} is taken by another program; choose another: --port {another}"
    if error.errno == errno.EACCES:
        return f"port {port} is reserved for the administrator; choose one above 1023: --port 8000"
    return f"cannot listen on {host}:{port}: {error.strerror or error}"


def writable(folder: Path) -> None:
    """Make the data folder; raise Trouble when nothing can be written into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        remedy = "set PARINDEX_HOME to a folder of your own"
        raise Trouble(f"{folder} cannot be written ({error.strerror}); {remedy}") from error


def wait_until_answering(address: str, web: processes.Child) -> None:
    """Ask until the server answers; raise Trouble when it ends or stays silent."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(ANSWER_WITHIN * 10):
        if answers(direct, address):
            return
        if processes.ended(web, within=0.1):
            raise Trouble("the web server ended before it answered; what went wrong stands above")
    raise Trouble(f"the web server does not answer at {address}")


def answers(direct: urllib.request.OpenerDirector, address: str) -> bool:
    """Whether a page comes back; a refusal is an answer, a failure is not."""
    try:
        direct.open(address, timeout=10).close()
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
    return True


def watch(children: dict[str, processes.Child]) -> None:
    """Return never: a child that ends by itself is trouble, a signal ends us through KeyboardInterrupt."""
    for name, child in itertools.cycle(children.items()):
        if processes.ended(child, within=0.5):
            raise Trouble(f"the {name} ended by itself (status {child.returncode}); see above")
