"""dev.py prove: what the README promises, from a fresh clone, an empty home folder and cold caches."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tools.dev import processes
from tools.dev.places import ROOT, Trouble, say

FIRST_START_WITHIN, SECOND_START_WITHIN = 180, 20  # seconds
READY = "Parindex answers at"
FIGURES = ("92,90", "96,47")
RANKED, WARD, SCORE = 126, "Phường Yên Hòa", "93,17"
ACCOUNT = "sonoivu"
FOREIGN = re.compile(r"^(PIP_NO_|PARINDEX_|DATABASE_URL$|PYTHON|VIRTUAL_ENV$|DJANGO_)")


def prove() -> int:
    """Clone, run twice, sign in, see the index; install the wheel and run it; 0 when all held."""
    place = Path(tempfile.mkdtemp(prefix="parindex-prove-"))
    try:
        clone = place / "clone"
        env = cold(place)
        done("git", "clone", "--quiet", "--no-hardlinks", ROOT, clone, folder=place, env=env)
        served(clone, env, within=FIRST_START_WITHIN, what="first start, cold caches")
        served(clone, env, within=SECOND_START_WITHIN, what="second start")
        installed(clone, place, env)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    say("prove: all held")
    return 0


def cold(place: Path) -> dict[str, str]:
    """The environment of somebody who has never used this machine."""
    (place / "home").mkdir()
    kept = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
    return {**kept, "HOME": str(place / "home"), "XDG_CACHE_HOME": str(place / "home" / ".cache")}


def served(clone: Path, env: dict[str, str], *, within: int, what: str) -> None:
    """Start dev.py run, sign in, look for the figures, end it by a signal."""
    port = processes.free_port()
    log = clone.parent / f"{what.split()[0]}.log"
    began = time.monotonic()
    with log.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, "dev.py", "run", "--port", str(port)],
            cwd=clone,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        while READY not in log.read_text(encoding="utf-8"):
            if processes.ended(child, within=0.1):
                raise Trouble(f"{what}: dev.py run ended\n{log.read_text(encoding='utf-8')}")
        took = time.monotonic() - began
        seen(f"http://127.0.0.1:{port}/", password(log.read_text(encoding="utf-8")))
    finally:
        processes.stop(child, end=signal.SIGTERM, patience=30)
    say(f"{what}: answered after {took:.1f} s (limit {within} s), index seen, ended with {child.returncode}")
    if took > within or child.returncode:
        raise Trouble(f"{what}: too slow or not ended cleanly")


def password(printed: str) -> str:
    """The demonstration password as ``parindex demo`` prints it."""
    found = re.search(r"Mật khẩu chung: (\S+)", printed)
    if found is None:
        raise Trouble(f"no demonstration password was printed:\n{printed}")
    return found[1]


def seen(address: str, word: str) -> None:
    """Sign in; find the ranking, and the page that shows the result and the target of the index."""
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def page(url: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        data = urllib.parse.urlencode(form).encode() if form else None
        asked = urllib.request.Request(url, data=data, headers={"Referer": address})
        with opener.open(asked, timeout=30) as answer:
            return answer.geturl(), answer.read().decode("utf-8", "replace")

    url, gate = page(address)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', gate)
    if token is None:
        raise Trouble(f"{url} shows no sign-in form")
    url, home = page(url, {"csrfmiddlewaretoken": token[1], "username": ACCOUNT, "password": word})
    ranked(lambda link: page(urllib.parse.urljoin(address, link))[1])
    waiting, known = [home], {url}
    for text in waiting:
        if all(figure in text for figure in FIGURES):
            return
        for link in re.findall(r'href="(/[^"#?]*)"', text):
            full = urllib.parse.urljoin(address, link)
            if full not in known and len(known) < 60 and not link.startswith("/static/"):
                known.add(full)
                waiting.append(page(full)[1] if "." not in link.rsplit("/", 1)[-1] else "")
    raise Trouble(f"none of {len(known)} pages shows {' and '.join(FIGURES)}")


def ranked(page: Callable[[str], str]) -> None:
    """Find the published table in which every unit has a rank and the ward its score."""
    leagues = re.findall(r'href="(/results/\d+/)"', page("/results/"))
    for league in leagues:
        rows = [row for row in re.findall(r"<tr>.*?</tr>", page(league), re.DOTALL) if "/units/" in row]
        if len(rows) == RANKED and any(WARD in row and f">{SCORE}<" in row for row in rows):
            return
    raise Trouble(f"none of {len(leagues)} tables ranks {RANKED} units with {WARD} at {SCORE}")


def installed(clone: Path, place: Path, env: dict[str, str]) -> None:
    """pip install . into an empty environment; the command reads, checks and builds the city elsewhere."""
    venv = place / "elsewhere"
    done(sys.executable, "-m", "venv", venv, folder=place, env=env)
    done(venv / "bin" / "python", "-m", "pip", "install", "-q", clone, folder=place, env=env)
    shutil.copy(clone / "samples" / "ke-hoach-thanh-pho-2024.docx", place / "plan.docx")
    shutil.copy(clone / "docs" / "formats" / "examples" / "framework.yaml", place / "framework.yaml")
    shutil.rmtree(clone)
    command = venv / "bin" / "parindex"
    inside = {**env, "PARINDEX_HOME": str(place / "data")}
    for words in (["demo"], ["check", "framework.yaml"], ["verify-audit"]):
        done(command, *words, folder=place, env=inside)
    tables = json.loads(done(command, "read", "plan.docx", "--json", folder=place, env=inside))["tables"]
    if not tables:
        raise Trouble("the installed command read no table in the sample")
    say(f"pip install . : the installed command works, {len(tables)} tables read")


def done(*command: str | Path, folder: Path, env: dict[str, str]) -> str:
    """What a command prints; Trouble with all it said when it fails."""
    words = [str(part) for part in command]
    ran = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Trouble(f"{' '.join(words)} ended with {ran.returncode}\n{ran.stdout}{ran.stderr}")
    return ran.stdout
