"""The environment is made once, and every trouble is one line with its remedy."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

import parindex
from tools.dev import environment, places
from tools.dev.places import Trouble


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout with two requirement files."""
    (tmp_path / "requirements").mkdir()
    for name in ("run", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    for name, value in {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "PYTHON": tmp_path / ".venv" / "bin" / "python",
        "COMMAND": tmp_path / ".venv" / "bin" / "parindex",
        "STAMP": tmp_path / ".venv" / "stamp.json",
    }.items():
        monkeypatch.setattr(environment, name, value)
    return tmp_path


def filled(checkout: Path, *kinds: str) -> None:
    """An environment in which these kinds are installed."""
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").write_text("")
    (checkout / ".venv" / "stamp.json").write_text(
        json.dumps({kind: environment.lock(kind) for kind in kinds})
    )


def nothing_may_run(*_: object, **__: object) -> None:
    """What stands in for installing where nothing is to be installed."""
    raise AssertionError("something was installed")


def test_a_complete_environment_is_left_alone(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(checkout, "run")
    monkeypatch.setattr(environment, "create_venv", nothing_may_run)

    environment.ready("run")


@pytest.mark.parametrize("change", ["requirements", "moved", "absent"])
def test_a_changed_lock_is_installed_again(
    change: str, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(checkout, "run")
    if change == "requirements":
        (checkout / "requirements" / "run.txt").write_text("run==2\n")
    elif change == "moved":
        stamp = json.loads((checkout / ".venv" / "stamp.json").read_text())
        monkeypatch.setattr(environment, "ROOT", checkout / "requirements" / "..")
        assert stamp["run"] != environment.lock("run")
    else:
        (checkout / ".venv" / "stamp.json").unlink()
    monkeypatch.setattr(environment, "create_venv", nothing_may_run)

    with pytest.raises(AssertionError):
        environment.ready("run")


def test_the_libraries_for_tests_serve_a_run_too(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").write_text("")
    (checkout / ".venv" / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    monkeypatch.setattr(environment, "create_venv", lambda: None)
    monkeypatch.setattr(environment, "install", lambda path: installed.append(path.name))
    monkeypatch.setattr(environment, "enough_space", lambda *_, **__: None)

    environment.ready("dev")
    environment.ready("run")

    assert installed == ["dev.txt"]
    link = checkout / ".venv" / "lib" / "python3.11" / "site-packages" / "parindex.pth"
    assert link.read_text() == f"{checkout / 'src'}\n"
    assert (checkout / ".venv" / "bin" / "parindex").stat().st_mode & 0o111


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_missing_module_names_its_debian_package(
    module: str, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else found(name))

    with pytest.raises(Trouble, match=rf"{module} module is missing.*apt-get install python3\.\d+-venv"):
        environment.create_venv()


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("NewConnectionError('<x>: Failed to establish a new connection: [Errno -2]", "no network"),
        ("socket.timeout: The read operation timed out", "no network"),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk is full",
        ),
        ("[Errno 13] Permission denied: '.venv'", "cannot be written"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one that was locked"),
        ("SSLError(SSLCertVerificationError(1, CERTIFICATE_VERIFY_FAILED", "certificate"),
        ("ERROR: No matching distribution found for typst==0.15.0", "no wheel"),
        ("noise\nERROR: something new\nmore", "ERROR: something new"),
        ("only noise", "only noise"),
        ("", "no message"),
    ],
)
def test_what_pip_prints_becomes_one_line(printed: str, told: str) -> None:
    line = str(environment.explained("the libraries could not be installed", printed))

    assert told in line
    assert "\n" not in line


def test_a_full_disk_is_named_before_anything_is_begun(tmp_path: Path) -> None:
    places.enough_space(tmp_path, megabytes=1)

    with pytest.raises(Trouble, match=r"MB are free at .* make room for 1000000000 MB"):
        places.enough_space(tmp_path, megabytes=10**9)


def test_the_command_works_from_a_folder_with_a_blank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "a b" / ".venv" / "bin"
    programs.mkdir(parents=True)
    (tmp_path / "a b" / ".venv" / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    (programs / "python").symlink_to(sys.executable)
    monkeypatch.setattr(environment, "VENV", programs.parent)
    monkeypatch.setattr(environment, "PYTHON", programs / "python")
    monkeypatch.setattr(environment, "COMMAND", programs / "parindex")

    environment.link_checkout()

    told = subprocess.run(
        [programs / "parindex", "--version"],
        env={"PYTHONPATH": str(places.ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == f"{parindex.__version__}\n"
