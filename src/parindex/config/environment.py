"""What the environment may set, typed and checked at the start."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
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
    job_lease: int = Field(default=60, alias="PARINDEX_JOB_LEASE", ge=1)
    """Seconds after which the job of a worker that went silent is taken over."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", alias="PARINDEX_LOG_LEVEL"
    )
    """How much is logged on standard error."""


class WrongDatabaseUrl(ValueError):
    """The address of the database is not one we can use."""


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
