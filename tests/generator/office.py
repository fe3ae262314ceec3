"""LibreOffice as a separate program: prints and converts files in a folder of the test's own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def printed(data: bytes, *, ending: str, folder: Path) -> bytes:
    """``data`` as LibreOffice prints it to PDF."""
    return converted(data, ending=ending, to="pdf", folder=folder)


def converted(data: bytes, *, ending: str, to: str, folder: Path) -> bytes:
    """``data`` in another format. Raises FileNotFoundError when LibreOffice made nothing."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    source = folder / f"source.{ending}"
    source.write_bytes(data)
    target = folder / f"source.{to}"
    target.unlink(missing_ok=True)
    # A profile of its own, so that several tests and an open office do not wait for each other.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target.read_bytes()
