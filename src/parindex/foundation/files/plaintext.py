"""Text files: that they are text, and neither a web page nor a script."""

from __future__ import annotations

import re

from parindex.foundation.files import refusals

_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_UNPRINTED = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_HEAD = 4096
_WEB = re.compile(
    r"\s*(?:<\?xml|<!doctype|<html|<svg|<script|<head|<body|<iframe|mime-version:|\[internetshortcut\])",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"\s*(?:#!|@echo\s+off|<\?php|<%@|windows registry editor)", re.IGNORECASE)
_MARKUP = re.compile(
    r"<\s*(?:script|svg|iframe|object|embed|meta|html)\b|\bon(?:load|error|click)\s*=", re.IGNORECASE
)


def is_text(data: bytes) -> bool:
    """Whether ``data`` is text: UTF-16 by its mark, or bytes without unprinted ones."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.translate(None, delete=_UNPRINTED) == data


def inspect(data: bytes) -> None:
    """Raise refusals.Unacceptable for text that a browser or a shell would run."""
    encoding = next((name for mark, name in _WIDE if data.startswith(mark)), "utf-8")
    text = data.decode(encoding, "replace")
    if _SCRIPT.match(text):
        raise refusals.program()
    if _WEB.match(text) or _MARKUP.search(text[:_HEAD]):
        raise refusals.web_page()
