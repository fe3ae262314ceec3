"""A scanned page through tesseract with Vietnamese, where it is installed; nothing touches the disk."""

from __future__ import annotations

import io
import subprocess
from typing import Any

_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_SCALE = 300 / 72
_PATIENCE = 180


def is_available() -> bool:
    """Whether tesseract is installed and knows Vietnamese."""
    try:
        told = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, check=False, timeout=_PATIENCE)
    except (subprocess.SubprocessError, OSError):
        return False
    return _LANGUAGE in told.stdout.decode("utf-8", "replace").split()


def words(page: Any) -> tuple[str, ...] | None:
    """The paragraphs that tesseract reads on a rendered pdfium page; None when it fails."""
    picture = io.BytesIO()
    page.render(scale=_SCALE, grayscale=True).to_pil().save(picture, format="PNG")
    try:
        told = subprocess.run(
            [_PROGRAM, "stdin", "stdout", "-l", _LANGUAGE],
            input=picture.getvalue(),
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
        )
    except (subprocess.SubprocessError, OSError):
        return None
    paragraphs = told.stdout.decode("utf-8", "replace").replace("\f", "\n\n").split("\n\n")
    return tuple(" ".join(text.split()) for text in paragraphs if text.strip())
