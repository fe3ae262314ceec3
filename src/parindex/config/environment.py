"""What the environment may set, typed and checked at the start."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """Every setting an operator may give; names in the environment as the aliases say."""

    model_config = SettingsConfigDict(case_sensitive=True, extra="ignore", populate_by_name=True)

    home: Path = Field(default=Path("var"), alias="PARINDEX_HOME")
    """Folder of the database, the stored files and the secret key."""
    database_url: str = Field(default="", alias="DATABASE_URL")
    """postgresql://user:password@host:port/name; empty: SQLite in the home folder."""
    secret_key: str = Field(default="", alias="PARINDEX_SECRET_KEY")
    """Signs sessions; empty: one is made and kept in the home folder."""
    hosts: str = Field(default="localhost,127.0.0.1,[::1]", alias="PARINDEX_HOSTS")
    """Names the server answers to, separated by commas."""
    https: bool = Field(default=False, alias="PARINDEX_HTTPS")
    """Whether people reach the server over HTTPS: secure cookies and HSTS."""
    debug: bool = Field(default=False, alias="PARINDEX_DEBUG")
    """Developers only: Django's own error pages."""
    files: str = Field(default="", alias="PARINDEX_FILES", pattern=r"^(s3://.+)?$")
    """s3://bucket/prefix?endpoint=https://host&region=name; empty: a folder in the home folder."""
    scanner: str = Field(default="", alias="PARINDEX_SCANNER", pattern=r"^(unix:/.+|[^\s/]+:\d{1,5})?$")
    """host:port or unix:/path of clamd; empty: files are kept unscanned, and said to be."""
    smtp: str = Field(default="", alias="PARINDEX_SMTP", pattern=r"^(smtps?://.+)?$")
    """smtp://user:password@host:port?tls=1&from=address; empty: notices are not mailed."""
    site: str = Field(default="", alias="PARINDEX_SITE", pattern=r"^(https?://[^\s/?#]+)?$")
    """The address people reach the server at, for links in mails; empty: the first of the hosts."""
    job_lease: int = Field(default=60, alias="PARINDEX_JOB_LEASE", ge=1)
    """Seconds after which the job of a worker that went silent is taken over."""
    case_memory: int = Field(default=512, alias="PARINDEX_CASE_MEMORY", ge=128)
    """Megabytes that counting case files may use of the worker's memory."""
    case_threads: int = Field(default=2, alias="PARINDEX_CASE_THREADS", ge=1, le=64)
    """Threads that count case files at the same time."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", alias="PARINDEX_LOG_LEVEL"
    )
    """How much is logged on standard error."""


class WrongSmtpUrl(ValueError):
    """The address of the mail server is not one we can use."""


class WrongDatabaseUrl(ValueError):
    """The address of the database is not one we can use."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed in: with TLS from the start (smtps), begun later (tls=1), or without."""

    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    is_ssl: bool = False
    is_tls: bool = False
    sender: str = "parindex@localhost"


def database(url: str, *, home: Path) -> dict[str, object]:
    """Django's settings of the database that ``url`` names, SQLite in ``home`` when it is empty."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "parindex.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise WrongDatabaseUrl("DATABASE_URL must read postgresql://user:password@host:port/name")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        # After a restart of the database the pool holds broken connections: each is tried before it is used.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": True, **query},
    }


def mail_server(url: str) -> MailServer:
    """The mail server that ``url`` names; when it is empty, one that is not used."""
    if not url:
        return MailServer()
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    sender, tls = query.pop("from", ""), query.pop("tls", "0")
    is_wrong = not parts.hostname or query or tls not in {"0", "1"} or parts.path.strip("/")
    if is_wrong or not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", sender):
        raise WrongSmtpUrl("PARINDEX_SMTP must read smtp://user:password@host:port?tls=1&from=address")
    is_ssl = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or (465 if is_ssl else 587 if tls == "1" else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_ssl=is_ssl,
        is_tls=tls == "1" and not is_ssl,
        sender=sender,
    )


def site(given: str, *, hosts: str, https: bool) -> str:
    """The address people reach the server at, without a slash at its end."""
    first = hosts.partition(",")[0].strip().lstrip(".*") or "localhost"
    return given or f"{'https' if https else 'http'}://{first}"


def kept_secret(home: Path) -> str:
    """The secret key kept in ``home``, made at the first start and readable by its owner only."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return kept(home / "secret-key", lambda: secrets.token_urlsafe(64))


def kept(place: Path, make: Callable[[], str]) -> str:
    """The text kept in ``place``, made at first; never half written, and made once by many at a time."""
    if not place.exists() or not place.stat().st_size:
        number, aside = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(make())
        if place.exists() and not place.stat().st_size:
            place.unlink()
        with suppress(FileExistsError):
            os.link(aside, place)
        Path(aside).unlink()
    return place.read_text(encoding="ascii")
