"""Links as evidence: addresses of the public web, without anybody's password in them."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

LONGEST = 2000
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_UNPRINTED = re.compile(r"[\x00-\x20\x7f\\<>\"^`{|}]")
_KEPT = "/%:@!$&'()*+,;=~-._?#[]"
_SECRETS = frozenset(
    {
        "password",
        "passwd",
        "pwd",
        "mat_khau",
        "matkhau",
        "token",
        "access_token",
        "apikey",
        "api_key",
        "secret",
    }
)
_LOCAL = (".local", ".internal", ".lan", ".localhost", ".home", ".arpa")


class WrongLink(ValueError):
    """The address cannot be evidence; the text names what is wrong: form, secret, inside."""


def plain(address: str) -> str:
    """The address as it is kept: http or https, a public host in small letters.

    Raises WrongLink: ``form`` for what is no web address, ``secret`` for one with a password in it,
    ``inside`` for one that only the writer's own network reaches.
    """
    text = address.strip()
    if not text or len(text) > LONGEST or _UNPRINTED.search(text):
        raise WrongLink("form")
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        named = host.encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError) as error:
        raise WrongLink("form") from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise WrongLink("form")
    if parts.username is not None or parts.password is not None or _has_secret(parts.query, parts.fragment):
        raise WrongLink("secret")
    _must_be_public(named)
    place = named if port is None else f"{named}:{port}"
    path, query, fragment = (quote(part, safe=_KEPT) for part in (parts.path or "/", *parts[3:]))
    kept = urlunsplit((parts.scheme.lower(), place, path, query, fragment))
    if len(kept) > LONGEST:
        raise WrongLink("form")
    return kept


def host_of(address: str) -> str:
    """The host of a kept address."""
    return urlsplit(address).hostname or ""


def is_official(address: str) -> bool:
    """Whether a kept address belongs to a body of the state."""
    host = host_of(address)
    return host == "gov.vn" or host.endswith((".gov.vn", ".edu.vn", ".chinhphu.vn")) or host == "chinhphu.vn"


def _must_be_public(host: str) -> None:
    labels = host.split(".")
    if _is_number(host):
        raise WrongLink("inside")
    if len(labels) < 2 or host.endswith(_LOCAL):
        raise WrongLink("inside" if host else "form")
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise WrongLink("form")


def _is_number(host: str) -> bool:
    """Whether the host is an address of a machine instead of a name: nobody can tell whose it is."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(host) and host.split(".")[-1].isdigit()
    return True


def _has_secret(*parts: str) -> bool:
    return any(name.lower() in _SECRETS for part in parts for name, _ in parse_qsl(part))
