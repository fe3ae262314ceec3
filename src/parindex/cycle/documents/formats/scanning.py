"""Scanned pages through tesseract with Vietnamese, where it is installed; nothing touches the disk."""

from __future__ import annotations

import io
import resource
import subprocess
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_SCALE = 300 / 72
# seconds for one page, and seconds of work for one document
_PATIENCE = 120.0
PATIENCE = 900.0
# an A3 sheet at 300 dots an inch has 4,961 on its longer side, at 600 dots 70 million in all
MOST_PIXELS = 5000
MOST_DOTS = 80_000_000
_DEPTH = 4


@dataclass(slots=True)
class Scanner:
    """Reads the scanned pages of one document for as long as its patience lasts."""

    patience: float = PATIENCE
    is_able: bool | None = None

    def words(self, page: Any) -> tuple[str, ...] | None:
        """The paragraphs that tesseract reads on a pdfium page; None when it cannot, or no more."""
        if self.is_able is None:
            self.is_able = is_available()
        if not self.is_able or self.patience <= 0 or has_huge_picture(page):
            return None
        limit, before = min(_PATIENCE, self.patience), _spent()
        try:
            told = _told(rendered(page), limit)
        except subprocess.TimeoutExpired:
            self.patience -= limit
            return None
        except (subprocess.SubprocessError, OSError):
            return None
        self.patience -= _spent() - before
        paragraphs = told.replace("\f", "\n\n").split("\n\n")
        return tuple(" ".join(text.split()) for text in paragraphs if text.strip())


def is_available() -> bool:
    """Whether tesseract is installed and knows Vietnamese."""
    try:
        told = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, check=False, timeout=_PATIENCE)
    except (subprocess.SubprocessError, OSError):
        return False
    return _LANGUAGE in told.stdout.decode("utf-8", "replace").split()


def has_huge_picture(page: Any) -> bool:
    """Whether a picture of the page would unpack to more dots than any scanner of papers makes."""
    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)
    sizes = (picture.get_px_size() for picture in pictures)
    dots: int = sum(width * height for width, height in sizes)
    return dots > MOST_DOTS


def rendered(page: Any) -> Any:
    """The page as a grey picture of 300 dots an inch, but no side above MOST_PIXELS."""
    scale = min(_SCALE, MOST_PIXELS / max(1.0, *page.get_size()))
    return page.render(scale=scale, grayscale=True).to_pil()


def _told(picture: Any, limit: float) -> str:
    written = io.BytesIO()
    picture.save(written, format="PNG")
    told = subprocess.run(
        [_PROGRAM, "stdin", "stdout", "-l", _LANGUAGE],
        input=written.getvalue(),
        capture_output=True,
        check=True,
        timeout=limit,
    )
    return told.stdout.decode("utf-8", "replace")


def _spent() -> float:
    """The seconds of work of all programs this process has run and seen end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
