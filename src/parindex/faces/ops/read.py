"""parindex read: what an official document says, as JSON or as tables for a person."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from parindex.cycle.documents import reading
from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import opening
from parindex.cycle.units.directory import Directory, DirectoryError
from parindex.engine.values.findings import Words
from parindex.faces.ops import printing
from parindex.faces.ops.telling import Failed, plainly, tell, today

_MOST_BYTES = 200_000_000
_LONG = 2_000_000


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("read", help="read an official document")
    parser.add_argument("file", metavar="FILE", type=Path, help="a .docx, .xlsx, .pdf, .md or .txt file")
    parser.add_argument("--units", metavar="FILE", type=Path, help="a directory of units (YAML)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the messages")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Read one document; exit 1 when it cannot be opened as what its name and content say."""
    language: str = arguments.lang
    directory = _directory(arguments.units, language=language)
    data = _content(arguments.file, most=_MOST_BYTES, language=language)
    if len(data) > _LONG:
        words = Words("đang đọc", "reading")
        tell(f"parindex: {words.in_language(language)} {arguments.file.name} ({len(data) // 1_000_000} MB) …")
    try:
        opened = opening.open_source(data, name=arguments.file.name, limit=_MOST_BYTES)
    except Unusable as failure:
        raise Failed(
            f"{arguments.file.name}: {Words(failure.vi, failure.en).in_language(language)}"
        ) from None
    source = reading.Source(arguments.file.name, hashlib.sha256(data).hexdigest(), opened.media_type)
    read = reading.read(opened.blocks, source=source, directory=directory, today=today())
    if arguments.json:
        print(json.dumps(read.as_json(language), ensure_ascii=False, indent=1))
    else:
        print(printing.page(read, language=language))
    return 0


def _directory(path: Path | None, *, language: str) -> Directory:
    if path is None:
        return Directory.packaged()
    try:
        return Directory.load(_content(path, most=_LONG, language=language).decode("utf-8-sig"))
    except UnicodeDecodeError:
        words = Words(
            "danh mục đơn vị không phải văn bản UTF-8. Hãy lưu lại tệp ở dạng UTF-8.",
            "the directory of units is no UTF-8 text. Save the file as UTF-8.",
        )
        raise Failed(f"{path.name}: {words.in_language(language)}") from None
    except DirectoryError as failure:
        raise Failed(f"{path.name}: {_sentence(failure, language)}") from None


def _sentence(failure: DirectoryError, language: str) -> str:
    """The one line of a directory at fault."""
    return str(getattr(failure, language, None) or failure).replace("\n", " ")


def _content(path: Path, *, most: int, language: str) -> bytes:
    """The bytes of a file, refused before they are read when there are too many."""
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        if path.stat().st_size > most:
            words = Words(
                f"tệp lớn hơn {most // 1_000_000} MB. Hãy bỏ bớt hình ảnh hoặc chia nhỏ rồi đọc lại.",
                f"the file is larger than {most // 1_000_000} MB. Remove pictures or split it.",
            )
            raise Failed(f"{path.name}: {words.in_language(language)}")
        with path.open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        words = Words(
            f"không mở được tệp ({reason}). Hãy kiểm tra đường dẫn và quyền đọc.",
            f"the file cannot be opened ({reason}). Check the path and the right to read it.",
        )
        raise Failed(f"{path}: {words.in_language(language)}") from None
