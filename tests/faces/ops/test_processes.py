"""Every command as a process: exit status, one line on standard error, nothing else printed."""

from __future__ import annotations

import json
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from parindex.faces.ops.main import main
from tests.flows.standalone import Standalone

on_database = pytest.mark.django_db
SECRET = "wrong-password-7f3a"


@pytest.fixture(scope="module")
def unprepared(tmp_path_factory: pytest.TempPathFactory) -> Standalone:
    """An installation whose database was never created."""
    return Standalone(tmp_path_factory.mktemp("unprepared"), name="parindex_unprepared")


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port another process listens on."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def refused(there: Standalone, *arguments: str, **environment: str) -> str:
    """The one line on standard error of a command that cannot do its work."""
    there.env, kept = there.env | environment, there.env
    done = there.run(*arguments)
    there.env = kept
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[-1]


@on_database
@pytest.mark.parametrize("command", ["serve", "work", "verify-audit"])
def test_an_unprepared_database_is_named_with_the_remedy(unprepared: Standalone, command: str) -> None:
    assert refused(unprepared, command) == (
        "parindex: cơ sở dữ liệu chưa sẵn sàng; chạy trước: parindex prepare"
    )
    assert not Path(unprepared.env["PARINDEX_HOME"], "parindex.sqlite3").exists()


@pytest.mark.parametrize("command", ["prepare", "demo", "serve", "work", "verify-audit"])
def test_a_database_that_does_not_answer_is_named_at_once(unprepared: Standalone, command: str) -> None:
    url = f"postgresql://parindex:{SECRET}@127.0.0.1:1/parindex"
    line = refused(unprepared, command, DATABASE_URL=url)

    assert line.startswith("parindex: không mở được cơ sở dữ liệu (")
    assert line.endswith("; kiểm tra DATABASE_URL hoặc PARINDEX_HOME")
    assert "refused" in line
    assert SECRET not in line


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "mysql://x/y", "DATABASE_URL must read postgresql://"),
        ("DATABASE_URL", "postgresql://x:y@localhost:port/z", "port"),
        ("PARINDEX_JOB_LEASE", "soon", "PARINDEX_JOB_LEASE: Input should be a valid integer"),
        ("PARINDEX_LOG_LEVEL", "loud", "PARINDEX_LOG_LEVEL: Input should be 'DEBUG', 'INFO'"),
        ("PARINDEX_HOME", "/proc/nowhere", "kiểm tra PARINDEX_HOME"),
        ("PARINDEX_HOME", os.devnull, "kiểm tra PARINDEX_HOME"),
    ],
)
def test_settings_that_cannot_be_used_are_named(
    unprepared: Standalone, name: str, value: str, told: str
) -> None:
    line = refused(unprepared, "prepare", **{name: value})

    assert line.startswith("parindex: ")
    assert told in line


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("serve", "--port", "http"),
        ("serve", "--port", "0"),
        ("serve", "--port", "65536"),
        ("serve", "--workers", "0"),
        ("verify-audit", "--anchor"),
        ("prepare", "now"),
        ("read",),
        ("read", "a.txt", "--lang", "fr"),
    ],
)
def test_wrong_usage_is_status_two(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)

    told = capsys.readouterr()
    assert (left.value.code, told.out) == (2, "")
    assert "error: " in told.err


def test_a_taken_port_is_named_before_the_database_is_asked(unprepared: Standalone, taken_port: int) -> None:
    assert refused(unprepared, "serve", "--port", str(taken_port)) == (
        f"parindex: không dùng được 127.0.0.1:{taken_port} (Address already in use); "
        "chọn cổng hoặc địa chỉ khác: --port, --host"
    )


def test_a_host_that_is_none_is_named(unprepared: Standalone) -> None:
    assert refused(unprepared, "serve", "--host", "no.such.host.invalid") == (
        "parindex: không có địa chỉ no.such.host.invalid; kiểm tra --host"
    )


@pytest.mark.parametrize("anchor", ["abc", "z" * 64, "0" * 63])
def test_a_malformed_anchor_is_named(anchor: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify-audit", "--anchor", anchor]) == 1
    assert capsys.readouterr() == (
        "",
        "parindex: --anchor phải là 64 chữ số thập lục phân đã in trước đây\n",
    )


@on_database
def test_prepare_may_be_run_again(tmp_path: Path) -> None:
    there = Standalone(tmp_path / "new" / "home", name="parindex_prepare")
    for _ in range(2):
        done = there.run("prepare")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "Cơ sở dữ liệu đã sẵn sàng.\n")
    key = tmp_path / "new" / "home" / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_document_is_read_without_any_database(tmp_path: Path) -> None:
    there = Standalone(tmp_path, name="parindex_reader")
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text("TT\tNhiệm vụ\tThời hạn\tChủ trì\n1\tMột\tQuý I/2026\tSở Y tế\n", encoding="utf-8")
    there.env["DATABASE_URL"] = "postgresql://127.0.0.1:1/none"

    told = there.run("read", str(plan), "--json")
    page = there.run("read", str(plan), "--lang", "en")

    assert (told.returncode, told.stderr, page.returncode, page.stderr) == (0, "", 0, "")
    assert [len(table["rows"]) for table in json.loads(told.stdout)["tables"]] == [1]
    assert "Sở Y tế" in page.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ke-hoach.txt"]


@pytest.mark.parametrize("text", ["units: [", "units: 5\n", "", "- x\n"])
def test_a_broken_directory_of_units_is_one_line(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, units = tmp_path / "a.txt", tmp_path / "units.yaml"
    plan.write_text("Một văn bản\n", encoding="utf-8")
    units.write_text(text, encoding="utf-8")

    assert main(["read", str(plan), "--units", str(units)]) == 1

    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert told.err.startswith("parindex: units.yaml: ")


def test_another_province_has_its_own_units(tmp_path: Path) -> None:
    there = Standalone(tmp_path, name="parindex_reader")
    plan, units = tmp_path / "a.txt", tmp_path / "units.yaml"
    plan.write_text("TT\tNhiệm vụ\tThời hạn\tChủ trì\n1\tMột\tQuý I/2026\tSở Biển đảo\n", encoding="utf-8")
    units.write_text(
        "city: Tỉnh Khánh Hòa\ncity_body: UBND tỉnh Khánh Hòa\ndepartments:\n"
        '  - {name: "Sở Biển đảo", aliases: []}\nwards: []\ncommunes: []\n',
        encoding="utf-8",
    )

    def leads(*more: str) -> list[list[str]]:
        rows = json.loads(there.run("read", str(plan), "--json", *more).stdout)["tables"][0]["rows"]
        return [lead["units"] for row in rows for lead in row["leads"]]

    assert leads() == [[]]
    assert leads("--units", str(units)) == [["Sở Biển đảo"]]


def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path) -> None:
    there = Standalone(tmp_path, name="parindex_reader")
    plan = tmp_path / "a.txt"
    row = "\tMột việc dài dòng để kín ống dẫn\tQuý I/2026\tSở Y tế\n"
    rows = "".join(f"{n}{row}" for n in range(1, 2001))
    plan.write_text(f"TT\tNhiệm vụ\tThời hạn\tChủ trì\n{rows}", encoding="utf-8")
    reader = there.start("read", str(plan), "--json")
    assert reader.stdout is not None
    assert reader.stderr is not None

    reader.stdout.close()
    told = reader.stderr.read()

    assert (reader.wait(), told) == (0, "")
    reader.stderr.close()
