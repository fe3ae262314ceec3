"""A fresh installation of its own, driven by real processes, on the database the suite runs on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]


class Standalone:
    """An installation in an empty folder: its environment, and ways to run things in it."""

    def __init__(self, home: Path, *, name: str) -> None:
        """Use ``home``; on PostgreSQL make a database called ``name`` anew."""
        given = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "DJANGO"))}
        url = given.get("DATABASE_URL", "")
        self.env = {
            **given,
            "PARINDEX_HOME": str(home),
            "PYTHONPATH": str(ROOT / "src"),
            "DATABASE_URL": _fresh(url, name) if url else "",
            "PARINDEX_JOB_LEASE": "1",
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start ``parindex`` with ``arguments``."""
        return subprocess.Popen(
            [sys.executable, "-m", "parindex.faces.ops", *arguments],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``parindex`` to its end."""
        return subprocess.run(
            [sys.executable, "-m", "parindex.faces.ops", *arguments],
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def script(self, text: str, *arguments: str) -> str:
        """Run Python with Django set up; returns what it printed, fails when it fails."""
        begin = "import django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", begin + text, *arguments],
            env={**self.env, "DJANGO_SETTINGS_MODULE": "parindex.config.settings"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _fresh(url: str, name: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))
