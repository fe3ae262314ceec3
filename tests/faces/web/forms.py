"""Forms as a browser sends them back."""

from __future__ import annotations

from html.parser import HTMLParser

from django.http import HttpResponse


def sent(page: HttpResponse, *, action: str = "") -> dict[str, str]:
    """What the browser would send of the form that ``page`` shows; searches in the frame left out.

    ``action`` picks one of several forms by where it is sent.
    """
    found = Fields(page.content.decode(), action).found
    return {name: value for name, value in found.items() if name not in {"csrfmiddlewaretoken", "put"}}


class Fields(HTMLParser):
    """The fields of the forms of a page with what they hold."""

    def __init__(self, page: str, action: str = "") -> None:
        super().__init__()
        self.action = action
        self.is_inside = not action
        self.found: dict[str, str] = {}
        self.within = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A field, a choice in it, or a text to come."""
        told = dict(attrs)
        if tag == "form" and self.action:
            self.is_inside = told.get("action") == self.action
        if not self.is_inside:
            return
        name = told.get("name") or ""
        if tag == "input":
            self.found[name] = told.get("value") or ""
        elif tag in {"textarea", "select"}:
            self.within = name
            self.found[name] = ""
        elif tag == "option" and "selected" in told:
            self.found[self.within] = told.get("value") or ""

    def handle_data(self, data: str) -> None:
        """The text of a long field; the line end after its tag is none of it."""
        if self.lasttag == "textarea" and self.within:
            self.found[self.within] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """Texts between fields are not theirs."""
        if tag == "textarea":
            self.within = ""
