"""What the environment may set, and what is kept in the home folder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from parindex.config import environment


def test_a_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    home = tmp_path / "new"

    first = environment.kept_secret(home)

    assert environment.kept_secret(home) == first
    assert len(first) > 60
    assert (home.stat().st_mode & 0o777, (home / "secret-key").stat().st_mode & 0o777) == (0o700, 0o600)
    assert [place.name for place in home.iterdir()] == ["secret-key"]


def test_a_secret_left_empty_by_a_killed_process_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("")

    assert len(environment.kept_secret(tmp_path)) > 60


def test_many_at_once_keep_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(environment.kept_secret, [tmp_path] * 32))

    assert len(made) == 1


def test_without_an_address_the_database_is_a_file_that_survives_a_power_cut(tmp_path: Path) -> None:
    settings = environment.database("", home=tmp_path)

    assert (settings["ENGINE"], settings["NAME"]) == (
        "django.db.backends.sqlite3",
        tmp_path / "parindex.sqlite3",
    )
    assert "synchronous=FULL" in str(settings["OPTIONS"])


def test_an_address_names_user_host_port_and_database(tmp_path: Path) -> None:
    settings = environment.database(
        "postgresql://n%40a:p%2Fw@db.example:5433/par?sslmode=require", home=tmp_path
    )

    assert {key: settings[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")} == {
        "USER": "n@a", "PASSWORD": "p/w", "HOST": "db.example", "PORT": "5433", "NAME": "par",
    }  # fmt: skip
    assert settings["OPTIONS"] == {"pool": True, "sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "sqlite:///x"])
def test_another_address_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(environment.WrongDatabaseUrl):
        environment.database(url, home=tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARINDEX_FILES", "/srv/files"),
        ("PARINDEX_FILES", "https://store/bucket"),
        ("PARINDEX_SCANNER", "clamd"),
        ("PARINDEX_SCANNER", "http://clamd:3310"),
    ],
)
def test_an_address_that_is_none_stops_the_start(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ValidationError, match=name):
        environment.Environment()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARINDEX_FILES", "s3://minh-chung/2025?endpoint=https://kho.hanoi.gov.vn"),
        ("PARINDEX_SCANNER", "unix:/run/clamav/clamd.ctl"),
        ("PARINDEX_SCANNER", "quet:3310"),
        ("PARINDEX_SCANNER", ""),
    ],
)
def test_addresses_of_store_and_scanner_are_taken(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    given = environment.Environment()

    assert {"PARINDEX_FILES": given.files, "PARINDEX_SCANNER": given.scanner}[name] == value


def test_a_mail_server_is_named_by_its_address() -> None:
    plain = environment.mail_server("smtp://mail.example?from=parindex@hanoi.example")
    begun = environment.mail_server("smtp://n%40a:p%2Fw@mail.example:2525?tls=1&from=a@b.vn")
    whole = environment.mail_server("smtps://mail.example?from=a@b.vn")

    assert (plain.host, plain.port, plain.is_tls, plain.is_ssl, plain.sender) == (
        "mail.example", 25, False, False, "parindex@hanoi.example",
    )  # fmt: skip
    assert (begun.user, begun.password, begun.port, begun.is_tls) == ("n@a", "p/w", 2525, True)
    assert (whole.port, whole.is_ssl, whole.is_tls) == (465, True, False)
    assert "p/w" not in repr(begun)
    assert environment.mail_server("") == environment.MailServer()


@pytest.mark.parametrize(
    "url",
    [
        "smtp://mail.example",
        "smtp://?from=a@b.vn",
        "smtp://mail.example?from=a",
        "smtp://mail.example?from=a@b.vn%0d%0aBcc:x@y.vn",
        "smtp://mail.example?from=a@b.vn&tls=yes",
        "smtp://mail.example/box?from=a@b.vn",
        "smtp://mail.example?from=a@b.vn&token=1",
    ],
)
def test_a_mail_server_that_cannot_be_meant_is_refused(url: str) -> None:
    with pytest.raises(environment.WrongSmtpUrl):
        environment.mail_server(url)


@pytest.mark.parametrize(
    ("given", "hosts", "https", "address"),
    [
        ("https://chi-so.vn", "a.vn", False, "https://chi-so.vn"),
        ("", "a.vn, b.vn", True, "https://a.vn"),
        ("", ".hanoi.vn", False, "http://hanoi.vn"),
        ("", "*", False, "http://localhost"),
    ],
)
def test_links_in_mails_begin_with_the_address_of_the_server(
    given: str, hosts: str, https: bool, address: str
) -> None:
    assert environment.site(given, hosts=hosts, https=https) == address
