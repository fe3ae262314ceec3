"""Collect the Vietnamese sentences of screens and code, keep their English, compile it.

python tools/messages.py            merge what is new into the .po file, drop what is gone, compile
python tools/messages.py --check    change nothing; fail on a missing, fuzzy, stale or uncompiled sentence
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parindex.config.settings")

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "parindex"
FOLDER = SOURCE / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
MARKS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def found() -> Catalog:
    """Every message of the source, without line numbers: they would change with every commit."""
    catalog = _blank()
    for place, code in _sources():
        for _line, message, _comments, context in extract("python", BytesIO(code.encode()), KEYWORDS):
            catalog.add(message, context=context, locations=[(place, 0)], flags=_flags(message))
    return catalog


def _blank() -> Catalog:
    """A catalogue whose head says the same whenever it is written."""
    return Catalog(
        locale="en",
        project="Parindex",
        version="1",
        header_comment="# English of Parindex, kept by tools/messages.py; people edit the msgstr lines only.",
        msgid_bugs_address="Parindex",
        last_translator="Parindex",
        language_team="Parindex",
        creation_date=EPOCH,
        revision_date=EPOCH,
        fuzzy=False,
    )


def _sources() -> Iterator[tuple[str, str]]:
    """Python as it stands; templates as Django turns them into calls, without their indentation."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(SOURCE).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted(SOURCE.rglob("templates/**/*.*")):
        if path.suffix in {".html", ".txt"}:
            calls = templatize(path.read_text(encoding="utf-8"))
            code = "\n".join(line.strip() for line in calls.splitlines()) + "\n"
            yield path.relative_to(SOURCE).as_posix(), code


def _flags(message: str | tuple[str, ...] | list[str]) -> list[str]:
    text = message if isinstance(message, str) else message[0]
    return ["python-format"] if "%(" in text else []


def merged(known: Catalog, source: Catalog) -> Catalog:
    """The catalogue of the source with the English that is known; nothing guessed, nothing obsolete."""
    for message in source:
        earlier = known.get(message.id, message.context) if message.id else None
        if earlier is not None:
            message.string = earlier.string
    return source


def faults(catalog: Catalog) -> list[str]:
    """What keeps the English from being complete."""
    wrong = [f"missing: {m.id!r}" for m in catalog if m.id and not _said(m)]
    wrong += [f"fuzzy: {m.id!r}" for m in catalog if m.id and m.fuzzy]
    wrong += [f"other placeholders: {m.id!r} -> {m.string!r}" for m in catalog if m.id and _differs(m)]
    return wrong


def _said(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


def _differs(message: Message) -> bool:
    if not isinstance(message.id, str) or not message.string:
        return False
    return sorted(set(MARKS.findall(message.id))) != sorted(set(MARKS.findall(str(message.string))))


def _po(catalog: Catalog) -> bytes:
    text = BytesIO()
    write_po(text, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)
    return text.getvalue()


def _mo(known: Catalog) -> bytes:
    """The compiled form of what the .po file says, under the same head."""
    catalog, code = _blank(), BytesIO()
    for message in known:
        if message.id:
            catalog.add(message.id, message.string, context=message.context)
    write_mo(code, catalog)
    return code.getvalue()


def _strings(code: bytes) -> dict[str, object]:
    """What a compiled catalogue says, its head apart."""
    return {
        f"{message.context} {message.id}": message.string for message in read_mo(BytesIO(code)) if message.id
    }


def _known() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def main() -> int:
    """Collect and compile, or check."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="change nothing, fail when something is missing")
    only_check = parser.parse_args().check
    known = _known()
    stale = {(m.context, m.id) for m in known if m.id} - {(m.context, m.id) for m in found() if m.id}
    catalog = merged(known, found())
    wrong = faults(catalog)
    if only_check:
        wrong += [f"stale: {message!r}" for message in sorted(stale, key=str)]
        if not MO.exists() or _strings(MO.read_bytes()) != _strings(_mo(known)):
            wrong.append(f"not compiled: run python {Path(__file__).name}")
    else:
        FOLDER.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(_po(catalog))
        MO.write_bytes(_mo(_known()))
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(catalog)} messages, {len(wrong)} to see to")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
