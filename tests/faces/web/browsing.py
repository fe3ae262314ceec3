"""A real Chromium on the live server, which writes down what should never happen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.cast import PASSWORD
from tests.conftest import CHROMIUM

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without its own traffic."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser of one width; ``complaints`` are console errors and faults of scripts."""

    def __init__(self, browser: Browser, base: str, *, width: int = 1440, **context: Any) -> None:
        self.base = base
        self.width = width
        self.context = browser.new_context(viewport={"width": width, "height": 900}, **context)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda fault: self.complaints.append(f"script: {fault}"))
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        """Keep errors and warnings, but not the browser's own note of a refused or missing page."""
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def sign_in(self, who: str) -> None:
        """Through the form, as everybody does."""
        self.visit("/sign-in/")
        self.page.fill("#id_username", who)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main button.main")
        self.page.wait_for_url(self.base + "/")

    def visit(self, path: str) -> None:
        """Open an address of the server."""
        self.page.goto(self.base + path)

    def faults(self) -> list[str]:
        """What is wrong with the page that is open: accessibility, and scrolling sideways at any width."""
        found = [fault for width in (1440, 360, self.width) for fault in self._too_wide(width)]
        for violation in Axe().run(self.page).response["violations"]:
            places = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            found.append(f"{violation['id']}: {violation['help']}: {places}")
        return found

    def _too_wide(self, width: int) -> list[str]:
        """How far the page reaches beyond a window of ``width``."""
        self.page.set_viewport_size({"width": width, "height": 900})
        beyond = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return [f"{beyond} px too wide at {width} px"] if beyond > 0 else []


class Play:
    """The people of a story at their browsers, each signed in once."""

    def __init__(self, browser: Browser, base: str, *, story: str) -> None:
        self.browser, self.base, self.story = browser, base, story
        self.visitors: dict[str, Visitor] = {}

    def at(self, who: str, path: str) -> Page:
        """The page of ``who`` at an address."""
        if who not in self.visitors:
            self.visitors[who] = Visitor(self.browser, self.base)
            self.visitors[who].sign_in(who)
        for other in self.visitors.values():
            other.page.wait_for_load_state("networkidle")
        self.visitors[who].visit(path)
        return self.visitors[who].page

    def picture(self, who: str, name: str) -> None:
        """Keep a picture of the screen where somebody asked for it."""
        if folder := os.environ.get("PARINDEX_PICTURES"):
            self.visitors[who].page.screenshot(path=f"{folder}/{self.story}-{name}.png", full_page=True)

    @property
    def complaints(self) -> dict[str, list[str]]:
        """Whose browser complained, and of what."""
        return {who: each.complaints for who, each in self.visitors.items() if each.complaints}
