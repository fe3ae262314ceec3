"""dev.py prove: nothing of this machine leaks into the proof, and every failure says what was printed."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tools.dev import proving
from tools.dev.places import Trouble

PAGES = {
    "/": '<form><input name="csrfmiddlewaretoken" value="abc"></form>',
    "/in": '<a href="/index">chỉ số</a><a href="/static/a.css">x</a>',
    "/index": "Kết quả 92,90, mục tiêu 96,47",
    "/results/": '<a href="/results/">x</a><a href="/results/2/">kỳ 2025</a>',
}


def league(*, units: int, score: str) -> str:
    """A table of results with Yên Hòa in it."""
    names = ["Phường Yên Hòa", *(f"Xã {number}" for number in range(1, units))]
    rows = (f'<tr>\n<td><a href="/results/2/units/1/">{name}</a></td><td>{score}</td></tr>' for name in names)
    return f"<table><tr><th>Đơn vị</th></tr>{''.join(rows)}</table>"


PAGES["/results/2/"] = league(units=126, score="93,17")


class City(BaseHTTPRequestHandler):
    """Shows a form, and after it a page whose link leads to the figures (or not)."""

    linked = "/in"

    def do_GET(self) -> None:
        """Give a page."""
        self._give(PAGES[self.path])

    def do_POST(self) -> None:
        """Give the page after the form."""
        length = int(self.headers["Content-Length"])
        assert b"username=sonoivu&password=word" in self.rfile.read(length)
        self._give(PAGES[self.linked])

    def _give(self, text: str) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(("linked", "held"), [("/in", True), ("/", False)])
def test_the_figures_are_found_behind_the_form(linked: str, held: bool) -> None:
    server = HTTPServer(("127.0.0.1", 0), type("Linked", (City,), {"linked": linked}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    try:
        if held:
            proving.seen(address, "word")
        else:
            with pytest.raises(Trouble, match="none of 1 pages shows 92,90 and 96,47"):
                proving.seen(address, "word")
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("units", "score"), [(125, "93,17"), (127, "93,17"), (126, "93,16")])
def test_another_ranking_is_no_proof(units: int, score: str) -> None:
    pages = {**PAGES, "/results/2/": league(units=units, score=score)}

    proving.ranked(PAGES.__getitem__)
    with pytest.raises(Trouble, match="none of 1 tables ranks 126 units with Phường Yên Hòa at 93,17"):
        proving.ranked(pages.__getitem__)


def test_nothing_of_this_machine_leaks_into_the_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "PARINDEX_HOME", "PYTHONPATH", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, "of this machine")

    env = proving.cold(tmp_path)

    assert "of this machine" not in env.values()
    assert env["HOME"] == str(tmp_path / "home")
    assert list((tmp_path / "home").iterdir()) == []


def test_the_password_is_taken_from_what_was_printed() -> None:
    assert proving.password("x\nMật khẩu chung: abcd-efgh\ny") == "abcd-efgh"
    with pytest.raises(Trouble, match="no demonstration password"):
        proving.password("nothing")


def test_a_command_that_fails_says_what_it_printed(tmp_path: Path) -> None:
    assert proving.done("sh", "-c", "echo fine", folder=tmp_path, env={"PATH": "/usr/bin:/bin"}) == "fine\n"
    with pytest.raises(Trouble, match="ended with 3\nbroken"):
        proving.done("sh", "-c", "echo broken; exit 3", folder=tmp_path, env={"PATH": "/usr/bin:/bin"})
