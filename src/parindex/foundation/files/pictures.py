"""Pictures: that they are what they say, and that they do not unpack to more than a scan ever holds."""

from __future__ import annotations

import io
import warnings

from PIL import Image, UnidentifiedImageError

from parindex.foundation.files import kinds, refusals
from parindex.foundation.files.kinds import Kind

MOST_DOTS = 60_000_000
_MARKS = ((b"\xff\xd8\xff", kinds.JPG, "JPEG"), (b"\x89PNG\r\n\x1a\n", kinds.PNG, "PNG"))


def kind_of(data: bytes) -> Kind | None:
    """The kind of picture that ``data`` begins as, None for anything else."""
    return next((kind for mark, kind, _ in _MARKS if data.startswith(mark)), None)


def inspect(data: bytes, kind: Kind) -> None:
    """Raise refusals.Unacceptable for a damaged picture or one of far too many dots."""
    program = next(program for _, known, program in _MARKS if known is kind)
    try:
        _verify(data, program)
    except Image.DecompressionBombError as error:
        raise refusals.bomb() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise refusals.damaged() from error


def _verify(data: bytes, program: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=[program]) as picture:
            width, height = picture.size
            if width * height > MOST_DOTS:
                raise refusals.bomb()
            picture.verify()
