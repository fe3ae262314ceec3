"""The environment .venv: created once, filled with the locked libraries, stamped."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

from tools.dev.places import COMMAND, PYTHON, ROOT, VENV, Trouble, enough_space, say

STAMP = VENV / "parindex-installed.json"
CAUSES = {
    r"No space left on device": "the disk is full; free about 1 GB and start again",
    r"Permission denied|Read-only file system": f"{ROOT} cannot be written; use a folder of your own",
    r"SSLError|CERTIFICATE_VERIFY_FAILED": "the registry's certificate is not trusted; set PIP_CERT",
    r"DO NOT MATCH THE HASHES": "a downloaded file is not the one that was locked; do not use that registry",
    r"(New|Remote|Proxy)?Connection(Error|ResetError)|RemoteDisconnected|ProxyError|ConnectTimeout|timed out|"
    r"Failed to establish a new connection|Name or service not known|Temporary failure in name resolution|"
    r"Network is unreachable|No route to host|Connection refused": "no network: the package registry cannot "
    "be reached; connect this machine (or set PIP_INDEX_URL to a registry it can reach) and start again",
    r"No matching distribution|Could not find a version": "the registry has no wheel of a locked library for "
    "this Python and machine",
}
"""What pip or venv prints, and what a person has to mend."""
SCRIPT = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from parindex.faces.ops.main import main

sys.exit(main())
"""
"""The shell starts the interpreter: a first line of its own may hold no blank and is cut off when long."""
LOCKS = {"run": ("run",), "dev": ("dev", "run")}  # what an installation of this kind satisfies


def ready(kind: str) -> None:
    """Make sure .venv holds the locked libraries of ``kind`` and this checkout."""
    if installed().get(kind) == lock(kind) and PYTHON.exists():
        return
    enough_space(ROOT, megabytes=1000)
    create_venv()
    say("Installing the locked libraries into .venv (only the first time, about a minute) ...")
    install(ROOT / "requirements" / f"{kind}.txt")
    link_checkout()
    STAMP.write_text(json.dumps({**installed(), **{name: lock(name) for name in LOCKS[kind]}}))


def lock(kind: str) -> str:
    """What the installed libraries depend on: the requirements, this Python, this folder."""
    wanted = (ROOT / "requirements" / f"{kind}.txt").read_bytes()
    return hashlib.sha256(b"\0".join((wanted, sys.version.encode(), str(ROOT).encode()))).hexdigest()


def installed() -> dict[str, str]:
    """The stamp: which installations are complete, and of which lock."""
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def create_venv() -> None:
    """A working .venv with pip; a half-made one is made anew."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
            raise Trouble(f"Python's {module} module is missing; on Debian: sudo apt-get install {package}")
    if PYTHON.exists() and works(PYTHON, "-m", "pip", "--version"):
        return
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise explained("the environment .venv could not be created", made.stdout + made.stderr)


def works(*command: str | Path) -> bool:
    return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0


def install(requirements: Path) -> None:
    """Install exactly the locked wheels; nothing is built from source."""
    command = [
        *(PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"),
        *("--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile", "-r", requirements),
    ]
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise explained("the libraries could not be installed", done.stdout + done.stderr)


def explained(what: str, output: str) -> Trouble:
    """One line out of what pip or venv printed."""
    for pattern, remedy in CAUSES.items():
        if re.search(pattern, output):
            return Trouble(f"{what}: {remedy}")
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")] or lines or ["no message"]
    return Trouble(f"{what}: {errors[-1]}")


def link_checkout() -> None:
    """Make src importable and give .venv/bin the parindex command."""
    site = next(VENV.glob("lib/python3*/site-packages"))
    (site / "parindex.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    COMMAND.write_text(SCRIPT.format(python=PYTHON), encoding="utf-8")
    COMMAND.chmod(0o755)
