"""Random official documents, written in every format, read back as their author meant them."""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.cycle.documents import reading
from parindex.cycle.documents.formats import opening
from parindex.cycle.documents.outline import Source
from parindex.cycle.units.directory import Directory
from parindex.foundation.writers import docx, markdown, pdf, plaintext, prose, xlsx
from parindex.foundation.writers.content import Content
from tests.generator import drawing, features, making, office, truth
from tests.generator.features import Feature
from tests.generator.model import DocumentModel

Json = dict[str, Any]
EXAMPLES: Final = int(os.environ.get("PARINDEX_ROUND_TRIPS", "16"))
PRINTED_EXAMPLES: Final = EXAMPLES // 2
TODAY: Final = date(2026, 11, 20)
DIRECTORY: Final = Directory.packaged()
WRITERS: Final[Mapping[str, Callable[[Content], bytes]]] = {
    "docx": docx.write,
    "xlsx": xlsx.write,
    "pdf": pdf.write,
    "md": markdown.write,
    "txt": lambda content: plaintext.write(content, marks=plaintext.Marks.TAGS),
}
SEEDS: Final = st.integers(min_value=0, max_value=2**32)


def read(data: bytes, *, ending: str) -> Json:
    """The project's own reading, without places and source."""
    name = f"plan.{ending}"
    opened = opening.open_source(data, name=name)
    source = Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=opened.media_type)
    answer = reading.read(opened.blocks, source=source, directory=DIRECTORY, today=TODAY)
    return {key: value for key, value in without_places(answer.as_json()).items() if key != "source"}


def without_places(value: Any) -> Any:
    """``value`` without any "at"."""
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key != "at"}
    return [without_places(inner) for inner in value] if isinstance(value, list) else value


def joined_aside(answer: Json) -> Json:
    """A row that only the printer parted is told as ROW_JOINED where it was printed, nowhere else."""
    kept = [finding for finding in answer["findings"] if finding["code"] != "ROW_JOINED"]
    return {**answer, "findings": kept}


def meant(model: DocumentModel, content: Content) -> Json:
    """What the author meant, as far as the model knows it."""
    written = [block.line.text for block in prose.flow(content) if isinstance(block, prose.Written)]
    return {
        "document": truth.head(model),
        "tables": truth.tables(model),
        "text": [{"text": " ".join(text.split())} for text in written],
        "raw": [],
        "findings": truth.findings(model),
    }


def told(answer: Json) -> Json:
    """The same parts of a reading; headings of columns may be shortened, so only the model's tables count."""
    findings = [
        truth.Told(found["code"], found["table"] or "", found["path"] or "", found["column"] or "")
        for found in answer["findings"]
    ]
    parts = {name: answer[name] for name in ("document", "text", "raw")}
    return {**parts, "tables": answer["tables"], "findings": sorted(findings)}


def without_headings(answer: Json) -> Json:
    """Without the headings of columns, which a reader may shorten."""
    tables = [{name: part for name, part in table.items() if name != "columns"} for table in answer["tables"]]
    return {**answer, "tables": tables}


def is_cut_by_a_page(printed: bytes) -> bool:
    """Whether some task begins on one page and ends on the next."""
    with pdfplumber.open(io.BytesIO(printed)) as opened:
        rows = [row for page in opened.pages for table in page.extract_tables() for row in table]
    texts = [[re.sub(r"\s+", " ", cell or "") for cell in row] for row in rows]
    return any(
        row[0].strip(".").isdigit() and not any(f"(việc {row[0].strip('.')})." in cell for cell in row)
        for row in texts
        if len(row) == 6
    )


def made(seed: int) -> tuple[DocumentModel, Content]:
    """A random document and how it is drawn."""
    model = making.document(seed, wishes=making.wishes(Random(seed)))
    return model, drawing.content(model)


def test_every_format_reads_as_it_was_meant() -> None:
    seen: Counter[Feature] = Counter()

    @settings(max_examples=EXAMPLES)
    @given(seed=SEEDS)
    def check(seed: int) -> None:
        model, content = made(seed)
        files = {ending: write(content) for ending, write in WRITERS.items()}
        seen.update(set(features.of(model, content)))
        if not seen[Feature.PRINTED_CUT]:
            seen[Feature.PRINTED_CUT] += is_cut_by_a_page(files["pdf"])

        answers = {ending: read(data, ending=ending) for ending, data in files.items()}

        assert without_headings(told(answers["docx"])) == without_headings(meant(model, content))
        for ending in ("xlsx", "md", "txt"):
            assert answers[ending] == answers["docx"], ending
        assert joined_aside(answers["pdf"]) == joined_aside(answers["docx"])

    check()
    assert [feature for feature in Feature if not seen[feature]] == []


@pytest.mark.libreoffice
def test_what_libreoffice_prints_reads_as_the_word_file(tmp_path: Path) -> None:
    seen: Counter[Feature] = Counter()
    written = []
    for seed in range(PRINTED_EXAMPLES):
        model, content = made(seed)
        seen.update(set(features.of(model, content)))
        written.append(docx.write(content))

    printed = office.all_printed(written, ending="docx", folder=tmp_path)

    for word, page in zip(written, printed, strict=True):
        assert joined_aside(read(page, ending="pdf")) == joined_aside(read(word, ending="docx"))
    assert set(Feature) - {Feature.PRINTED_CUT} - set(seen) == set()


@pytest.mark.libreoffice
def test_a_word_file_converted_to_odt_and_back_reads_the_same(tmp_path: Path) -> None:
    _, content = made(20261120)
    written = docx.write(content)

    odt = office.converted(written, ending="docx", to="odt", folder=tmp_path)
    again = office.converted(odt, ending="odt", to="docx", folder=tmp_path)

    assert read(again, ending="docx") == read(written, ending="docx")
