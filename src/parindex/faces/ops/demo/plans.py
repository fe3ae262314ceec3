"""The sample plans of the demonstration city: two taken over, one waiting at the review desk."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from parindex.cycle.documents import actions as documents
from parindex.cycle.documents import queries as document_queries
from parindex.cycle.documents import states as document_states
from parindex.cycle.frameworks import actions as frameworks
from parindex.cycle.frameworks import queries as framework_queries
from parindex.cycle.frameworks import states
from parindex.faces.ops.demo import city
from parindex.faces.ops.telling import Failed, now, tell
from parindex.foundation.jobs import actions as jobs

TAKEN_OVER = (("ke-hoach-thanh-pho-2026.docx", city.NAME), ("ke-hoach-phuong-yen-hoa-2026.pdf", city.WARD))
# The plan that contradicts itself waits at the review desk.
LEFT_IN_REVIEW = ("ke-hoach-thanh-pho-2024.pdf", city.NAME)
MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}


def take_over() -> None:
    """Have the plans of the city and of the ward in force, and the third one read."""
    taken = [_take_over(name, owner) for name, owner in TAKEN_OVER]
    _publish_drafts_of(taken)
    _upload(*LEFT_IN_REVIEW)
    jobs.work_off(clock=now)


def _upload(name: str, owner: str) -> int:
    """The id of the sample as a document of ``owner``, uploaded now or before."""
    data = resources.files("parindex.faces.ops").joinpath("samples", name).read_bytes()
    media_type, unit = MEDIA_TYPES[Path(name).suffix], city.unit(owner)
    uploaded = documents.upload(
        data, name=name, media_type=media_type, owner=unit, by=city.office(), at=now()
    )
    if uploaded.is_new:
        tell(f"Đang đọc {name}…")
    key: int = uploaded.document.pk
    return key


def _take_over(name: str, owner: str) -> int:
    """The id of the sample, read and accepted; what an interrupted run left undone is done now."""
    key, office = _upload(name, owner), city.office()
    jobs.work_off(clock=now)
    document = document_queries.get(key, by=office)
    if document.state == document_states.READING:
        raise Failed(f"{name}: đang được tiến trình nền đọc; chờ đọc xong rồi chạy lại: parindex demo")
    if document.state == document_states.FAILED:
        raise Failed(f"{name}: {document.failure_vi}")
    if document.state == document_states.READ:
        documents.accept(
            document, document_queries.open_tables(document), version=document.version, by=office, at=now()
        )
        jobs.work_off(clock=now)
    return key


def _publish_drafts_of(keys: list[int]) -> None:
    """Publish what was drafted from the samples; drafts that people made since are theirs."""
    office = city.office()
    for version in framework_queries.visible(office).filter(state__in=states.OPEN, source__in=keys):
        frameworks.check(version, by=office, at=now())
        frameworks.publish(version, by=office, at=now())
