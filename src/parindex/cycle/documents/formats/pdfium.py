"""PDF pages through pdfium: glyphs with their place and face, ruling lines, pictures.

pdfium must not run in two threads at once: everything here holds one lock while it calls it.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import limits, packages

LOCK = threading.RLock()

THIN = 3.0
# a full page has 4,000 letters, a page of a dense table 3,000 pieces of rules
MAX_GLYPHS = 200_000
MAX_RULES = 20_000
MAX_PAGES = 5_000
_DEPTH = 4
_PASSWORD = 4
_TAIL = 4096
# how far above the line a raised figure stands, and how high figures are, in parts of the letter size
_RAISED = 0.2
_FIGURE_HEIGHT = 0.66
_OVERHANG = 0.7
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_SLANTED = ("italic", "oblique")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter where it is printed, in points from the top left corner; ``base`` is its baseline.

    Letters that the file prints in one go have the same ``piece``; 0 is not known.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    piece: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: where it lies across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is printed on one page."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class _Face:
    piece: int
    font: Any
    reach: float
    size: float
    bold: bool
    italic: bool
    angle: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """Turns the page's own coordinates so that its text stands upright, y downwards."""

    left: float
    bottom: float
    right: float
    top: float
    angle: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the reader holds the page."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.angle in {90, 270} else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page."""
        if self.angle == 90:
            return y - self.bottom, x - self.left
        if self.angle == 180:
            return self.right - x, y - self.bottom
        if self.angle == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box of the page as left, top, right, bottom."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document in ``data``. Raises Unusable when it is locked, cut off or damaged."""
    if b"%%EOF" not in data[-_TAIL:]:
        raise packages.damaged()
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error)
            raise packages.encrypted() if locked else packages.damaged() from error
        try:
            if len(document) == 0:
                raise Unusable(
                    vi="Tệp PDF không có trang nào; hãy kiểm tra lại tệp gốc rồi gửi lại.",
                    en="The PDF has no pages; check the original and send it again.",
                )
            if len(document) > MAX_PAGES:
                raise limits.too_long()
            yield document
        finally:
            document.close()


def leaf(document: Any, index: int) -> Leaf:
    """What is printed on page ``index`` (from 0) of an opened document. Raises Unusable for far too much."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise packages.damaged() from error
    text = page.get_textpage()
    try:
        return _leaf(page, text)
    finally:
        text.close()
        page.close()


def _leaf(page: Any, text: Any) -> Leaf:
    if text.count_chars() > MAX_GLYPHS:
        raise limits.too_long()
    faces = _faces(text)
    angles = Counter(face.angle for face in faces if face is not None)
    angle = angles.most_common(1)[0][0] if angles else page.get_rotation()
    frame = _Frame(*_area(page), angle=angle)
    across, down, pictured = _drawings(page, frame)
    width, height = frame.size
    return Leaf(
        width=width,
        height=height,
        glyphs=tuple(_glyphs(text, faces, frame)),
        across=across,
        down=down,
        pictured=pictured,
    )


def _area(page: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = page.get_cropbox()
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _faces(text: Any) -> list[_Face | None]:
    """The face of every character; None for those pdfium made up (line ends, guessed blanks)."""
    known: dict[int, _Face] = {}
    faces: list[_Face | None] = []
    for index in range(text.count_chars()):
        item = raw.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(item, ctypes.c_void_p).value
        if key is None or raw.FPDFText_IsGenerated(text, index) == 1:
            faces.append(None)
            continue
        if key not in known:
            known[key] = _face(text, index, item)
        faces.append(known[key])
    return faces


def _face(text: Any, index: int, item: Any) -> _Face:
    matrix, size = raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFText_GetMatrix(text, index, matrix)
    raw.FPDFTextObj_GetFontSize(item, size)
    buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, 200, flags)
    name = buffer.value.decode("utf-8", "replace").lower()
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    turned = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
    return _Face(
        piece=ctypes.cast(item, ctypes.c_void_p).value or 0,
        font=raw.FPDFTextObj_GetFont(item),
        reach=size.value * math.hypot(matrix.a, matrix.b),
        size=abs(size.value * scale),
        bold=any(word in name for word in _BOLD) or raw.FPDFText_GetFontWeight(text, index) >= 600,
        italic=any(word in name for word in _SLANTED) or bool(flags.value & 64),
        angle=turned,
    )


def _glyphs(text: Any, faces: list[_Face | None], frame: _Frame) -> Iterator[Glyph]:
    """Glyphs in the order of the file; marks set after their letter are joined to it."""
    held: Glyph | None = None
    turned: tuple[int, _Face] | None = None
    for index, face in enumerate(faces):
        letter = _letter(text, index)
        if face is None or not letter:
            continue
        glyph = _glyph(text, index, letter, face, frame)
        sideways = (face.angle, face) if face.angle != frame.angle else None
        if held is not None and (unicodedata.combining(letter[0]) or (sideways and sideways == turned)):
            held = _joined(held, glyph)
            continue
        if held is not None:
            yield held
        held, turned = glyph, sideways
    if held is not None:
        yield held


def _letter(text: Any, index: int) -> str:
    code = raw.FPDFText_GetUnicode(text, index)
    if 0xD800 <= code < 0xDC00:
        low = raw.FPDFText_GetUnicode(text, index + 1)
        return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)) if 0xDC00 <= low < 0xE000 else ""
    if raw.FPDFText_IsHyphen(text, index) == 1:
        # pdfium gives a sign of its own for the hyphen that ends a line
        return "-"
    return "" if code == 0 or 0xDC00 <= code < 0xE000 else chr(code)


def _glyph(text: Any, index: int, letter: str, face: _Face, frame: _Frame) -> Glyph:
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(text, index, box)
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    x0, top, x1, bottom = frame.box(box.left, box.bottom, box.right, box.top)
    start, base = frame.point(x.value, y.value)
    if face.angle == frame.angle:
        x1 = min(x1, start + _advance(face, letter, x1 - start))
    glyph = Glyph(letter, x0, x1, top, bottom, base, face.size, face.bold, face.italic, face.piece)
    return _raised(text, index, glyph, frame) if letter.isdecimal() else glyph


def _raised(text: Any, index: int, glyph: Glyph, frame: _Frame) -> Glyph:
    """A figure that the font draws small and high, though on the line's base, stands where it is seen."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    _, y0, _, y1 = frame.box(left.value, bottom.value, right.value, top.value)
    if y1 <= y0 or glyph.base - y1 < _RAISED * glyph.size:
        return glyph
    return replace(glyph, base=y1, size=(y1 - y0) / _FIGURE_HEIGHT)


def _advance(face: _Face, letter: str, box: float) -> float:
    """How far the next letter stands off: less than the box where a horn or a mark hangs over.

    The font is asked by letter: for one that it draws in two ways (figures, also raised) it may
    answer for the other, so plain letters are not asked for and an odd answer is not believed.
    """
    if letter[0] < "\u00c0":
        return box
    width = ctypes.c_float()
    raw.FPDFFont_GetGlyphWidth(face.font, ord(letter[0]), face.reach, width)
    return width.value if width.value > _OVERHANG * box else box


def _joined(first: Glyph, second: Glyph) -> Glyph:
    return replace(
        first,
        text=first.text + second.text,
        x0=min(first.x0, second.x0) if not unicodedata.combining(second.text[0]) else first.x0,
        x1=max(first.x1, second.x1) if not unicodedata.combining(second.text[0]) else first.x1,
        top=min(first.top, second.top),
        bottom=max(first.bottom, second.bottom),
    )


def _drawings(page: Any, frame: _Frame) -> tuple[tuple[Rule, ...], tuple[Rule, ...], bool]:
    """Rules across, rules down, and whether there is any picture."""
    across: list[Rule] = []
    down: list[Rule] = []
    pictured = False
    for item in page.get_objects(max_depth=_DEPTH):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictured = True
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            matrix = _matrix(item)
            for points in _outlines(item):
                placed = [frame.point(*matrix.on_point(x, y)) for x, y in points]
                _rules(placed, across, down, stroked=_is_stroked(item))
            if len(across) + len(down) > MAX_RULES:
                raise limits.too_long()
    return tuple(across), tuple(down), pictured


def _matrix(item: Any) -> Any:
    matrix = item.get_matrix()
    holder = item.container
    while holder is not None:
        matrix = matrix.multiply(holder.get_matrix())
        holder = holder.container
    return matrix


def _is_stroked(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    return bool(stroke.value)


def _outlines(item: Any) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each part of a path."""
    points: list[tuple[float, float]] = []
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    if points:
        yield points


def _rules(points: list[tuple[float, float]], across: list[Rule], down: list[Rule], *, stroked: bool) -> None:
    """A thin shape is one rule along its length; the sides of a drawn outline are rules each."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if y1 - y0 <= THIN < x1 - x0:
        across.append(Rule((y0 + y1) / 2, x0, x1))
    elif x1 - x0 <= THIN < y1 - y0:
        down.append(Rule((x0 + x1) / 2, y0, y1))
    elif stroked:
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            if abs(ay - by) <= 0.5 < abs(ax - bx):
                across.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) <= 0.5 < abs(ay - by):
                down.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))
