"""Papers and proofs: what stands behind the figures, marked as illustrative and read back as written."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache
from types import MappingProxyType

import pytest

from parindex.cycle.documents import reading
from parindex.cycle.documents.formats import opening
from parindex.cycle.units.directory import Directory
from parindex.engine.scoring.specs import Source
from parindex.faces.ops.illustrating import drawing, papers, proving
from parindex.faces.ops.illustrating.papers import Form, Paper
from parindex.faces.ops.illustrating.proving import Proof
from tests.faces.ops.illustrating import city

MOST_BYTES = 1_000_000


@cache
def written() -> MappingProxyType[str, tuple[Paper, ...]]:
    """The papers of every unit."""
    return MappingProxyType(
        {unit: papers.papers(city.framework(), sheet, unit) for unit, sheet in city.sheets().items()}
    )


@cache
def proofs() -> MappingProxyType[str, tuple[Proof, ...]]:
    """The proofs of every unit."""
    return MappingProxyType(
        {
            unit: proving.proofs(city.framework(), sheet, unit, seed=drawing.SEED)
            for unit, sheet in city.sheets().items()
        }
    )


def some(form: Form) -> list[Paper]:
    """A few papers of one format, those of several units among them."""
    own = [paper for each in written().values() for paper in each if paper.form is form]
    return own[:: len(own) // 3][:3]


def read(paper: Paper) -> reading.Reading:
    data = paper.data()
    opened = opening.open_source(data, name=paper.filename, limit=MOST_BYTES)
    source = reading.Source(paper.filename, hashlib.sha256(data).hexdigest(), opened.media_type)
    return reading.read(opened.blocks, source=source, directory=Directory.packaged(), today=city.DAY)


def test_one_paper_a_domain_and_unit() -> None:
    domains = tuple(node.path for node in city.framework().criteria)
    assert {tuple(paper.domain for paper in each) for each in written().values()} == {domains}
    assert sum(len(each) for each in written().values()) == 126 * 9


@pytest.mark.parametrize("form", list(Form))
def test_a_paper_is_read_back_as_it_was_written(form: Form) -> None:
    for paper in some(form):
        head = read(paper).as_json("vi")["document"]
        assert (head["number"], head["issued_on"], head["kind"]) == (
            paper.number,
            paper.issued_on.isoformat(),
            "report",
        )
        assert head["title"] == f"{paper.title} (số liệu minh họa)"


@pytest.mark.parametrize("form", list(Form))
def test_a_paper_says_twice_that_it_is_illustrative(form: Form) -> None:
    for paper in some(form):
        text = " ".join(each["text"] for each in read(paper).as_json("vi")["text"])
        assert papers.MARK in text
        assert "không phải văn bản đã ban hành" in text
        assert paper.filename.startswith("minh-hoa-")


def test_the_same_paper_gives_the_same_bytes() -> None:
    spec, unit = city.framework(), "Xã Ba Vì"
    again = papers.papers(spec, city.sheets()[unit], unit)
    assert again == written()[unit]
    assert [paper.data() for paper in again[:3]] == [paper.data() for paper in written()[unit][:3]]


def test_a_paper_tells_what_was_claimed() -> None:
    paper = next(paper for paper in written()[city.RECORDED] if paper.domain == "I")
    cells = [row["cells"] for row in read(paper).as_json("vi")["raw"]]
    assert ["1.1", "Kế hoạch CCHC", "19 trên tổng số 20"] in cells
    assert ["5", "Đổi mới, sáng tạo trong triển khai nhiệm vụ CCHC", "1 kết quả"] in cells


def test_file_names_are_plain() -> None:
    for each in written().values():
        assert len({paper.filename for paper in each}) == len(each)
        for paper in each:
            assert re.fullmatch(r"minh-hoa-[a-z0-9-]+\.(docx|pdf)", paper.filename), paper.filename
            assert paper.media_type == papers.MEDIA_TYPES[paper.form]


def test_some_papers_lie_outside_the_year_and_one_serves_several_units() -> None:
    """The alarms of the evidence room have something to find, and little of it."""
    every = [paper for each in written().values() for paper in each]
    years = Counter(paper.issued_on.year for paper in every)
    assert set(years) == {2024, 2025}
    assert 5 <= years[2024] <= 40
    shared = [paper for paper in every if paper.issuer.startswith("Trung tâm")]
    assert 2 <= len(shared) <= 12
    assert len({paper.data() for paper in shared}) == 1


def test_issuers_are_the_units() -> None:
    assert {paper.issuer for paper in written()[city.RECORDED]} <= {
        "UBND phường Yên Hòa",
        "Trung tâm Phục vụ hành chính công Thành phố",
    }


def test_every_claim_that_asks_for_proof_has_its_line() -> None:
    nodes = {node.path: node for node in city.leaves(city.framework())}
    for unit, sheet in city.sheets().items():
        asked = [
            figure.path
            for figure in sheet
            if figure.claimed is not None
            and "not_applicable" not in figure.claimed
            and nodes[figure.path].source in {Source.SELF, Source.BONUS}
        ]
        assert [proof.path for proof in proofs()[unit]] == asked


def test_most_are_proved_some_explained_few_neither() -> None:
    kinds = Counter(
        "paper" if proof.domain else "words" if proof.explanation else "nothing"
        for each in proofs().values()
        for proof in each
    )
    whole = sum(kinds.values())
    assert kinds["paper"] > whole * 0.85
    assert whole * 0.06 < kinds["words"] < whole * 0.13
    assert 0 < kinds["nothing"] < whole * 0.05


def test_a_proof_names_a_paper_that_exists_and_a_section_in_it() -> None:
    for unit, each in proofs().items():
        domains = {paper.domain for paper in written()[unit]}
        for proof in each:
            assert bool(proof.domain) == bool(proof.section)
            assert not (proof.domain and proof.explanation)
            if proof.domain:
                assert proof.domain in domains
                assert proof.section == f"mục {proof.path.split('/')[-1]}"


def test_explanations_are_marked() -> None:
    assert all("số liệu minh họa" in words for words in proving.EXPLANATIONS)


def test_sections() -> None:
    assert [proving.section(path) for path in ("I/1/1.1", "I/2", "IX/1")] == ["mục 1.1", "mục 2", "mục 1"]
