"""LibreOffice as a separate program: prints and converts files in a folder of the test's own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path


def printed(data: bytes, *, ending: str, folder: Path) -> bytes:
    """``data`` as LibreOffice prints it to PDF."""
    return converted(data, ending=ending, to="pdf", folder=folder)


def all_printed(files: Sequence[bytes], *, ending: str, folder: Path) -> tuple[bytes, ...]:
    """Several files printed by one run of LibreOffice, which starts slowly."""
    sources = []
    for number, data in enumerate(files):
        sources.append(folder / f"file{number}.{ending}")
        sources[-1].write_bytes(data)
    _run(sources, to="pdf", folder=folder)
    return tuple(source.with_suffix(".pdf").read_bytes() for source in sources)


def converted(data: bytes, *, ending: str, to: str, folder: Path) -> bytes:
    """``data`` in another format. Raises FileNotFoundError when LibreOffice made nothing."""
    source = folder / f"source.{ending}"
    source.write_bytes(data)
    target = folder / f"source.{to}"
    target.unlink(missing_ok=True)
    _run([source], to=to, folder=folder)
    return target.read_bytes()


def _run(sources: Sequence[Path], *, to: str, folder: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    # A profile of its own, so that several tests and an open office do not wait for each other.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(folder),
        *map(str, sources),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
