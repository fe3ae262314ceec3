"""Icons: strokes on a grid of 24, drawn into the page so that they print and need no request."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

STROKES: dict[str, str] = {
    "alert": (
        "M12 9v4m0 3.5v.01"
        "M10.3 4.3 2.6 17.6A2 2 0 0 0 4.3 20.6h15.4a2 2 0 0 0 1.7-3L13.7 4.3a2 2 0 0 0-3.4 0Z"
    ),
    "bars": "M5 20v-7m5 7V6m5 14V10m5 10V3",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15L6 17Zm4 4.5h4M12 5V3",
    "book": "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3V4Zm0 13a3 3 0 0 1 3-3h11M9 8h6",
    "building": (
        "M4 21V6l8-3 8 3v15M2.5 21h19M9 21v-4h6v4M8 9.5h.01M12 9.5h.01M16 9.5h.01M8 13.5h.01"
        "M12 13.5h.01M16 13.5h.01"
    ),
    "calendar": "M4 6.5h16v14H4v-14Zm0 4.5h16M8 3.5v5m8-5v5",
    "check": "m5 12.5 4.5 4.5L19 7.5",
    "clip": "m9 12.5 5.5-5.5a2.8 2.8 0 0 1 4 4L11 18.5a4.6 4.6 0 0 1-6.5-6.5l7-7",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2",
    "close": "M6 6l12 12M18 6 6 18",
    "document": "M6 3h8l4 4v14H6V3Zm8 0v4h4M9 12h6m-6 4h6",
    "down": "m6 9 6 6 6-6",
    "download": "M12 4v11m-4.5-4L12 15.5 16.5 11M4 20h16",
    "history": "M3.5 12a8.5 8.5 0 1 0 2.6-6.1L3.5 8.5m0-5v5h5M12 7.5V12l3 2",
    "home": "M4 11.5 12 4l8 7.5M6 10v10h12V10M10 20v-5h4v5",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.5m0-8.5v.01",
    "left": "m15 6-6 6 6 6",
    "link": (
        "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.4 1.4"
        "M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.4-1.4"
    ),
    "list": "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
    "lock": "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "people": (
        "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 8.5c.5-3.6 3-5.5 6.5-5.5s6 1.9 6.5 5.5"
        "M16 5a3.3 3.3 0 0 1 0 6.2M18 15c2 .7 3.2 2.4 3.5 5"
    ),
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 9c.6-4.2 3.4-6.3 7.5-6.3s6.9 2.1 7.5 6.3",
    "plan": "M6 4h12v17H6V4Zm3-1.5h6V6H9V2.5Zm0 9 1.5 1.5 3-3M9 17h6",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 8V3.5h10V8M7 17H4V9h16v8h-3M7 14h10v6.5H7V14Z",
    "right": "m9 6 6 6-6 6",
    "search": "M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5",
    "shield": "M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6L12 3Zm-3.5 9 2.5 2.5 4.5-5",
    "target": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-5a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-4v.01",
    "tree": "M4 4h6v4H4V4Zm10 6h6v4h-6v-4Zm0 7h6v4h-6v-4ZM7 8v11h7M7 12h7",
    "up": "m6 15 6-6 6 6",
    "upload": "M12 16V4.5M7.5 9 12 4.5 16.5 9M4 15v5h16v-5",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon ``name``, hidden from screen readers: the word stands beside it."""
    drawing = mark_safe(f'<path d="{STROKES[name]}"/>')
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', drawing)
