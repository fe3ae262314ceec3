"""Papers: the illustrative reports that stand as evidence, one for each domain of a unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec
from parindex.engine.values import vietnamese
from parindex.faces.ops.illustrating import wording
from parindex.faces.ops.illustrating.chances import Chance
from parindex.faces.ops.illustrating.facts import SharedPaper, facts
from parindex.faces.ops.illustrating.figures import Figure
from parindex.faces.ops.illustrating.seasons import YEAR_2025, Season
from parindex.foundation.writers import content, docx, pdf
from parindex.foundation.writers.content import (
    Align,
    Block,
    Column,
    Content,
    Heading,
    Letterhead,
    Paragraph,
    Role,
    Row,
    Signature,
    Table,
)

MARK = "SỐ LIỆU MINH HỌA"
_WARNING = f"{MARK} – văn bản này do phần mềm tạo để trình diễn, không phải văn bản đã ban hành."
_CITY = "UBND THÀNH PHỐ HÀ NỘI"
# A few papers are of the year before, and a few are one and the same in several units: alarms show them.
_OLD_PERCENT, _SHARED_PERCENT, _PDF_PERCENT = 2, 6, 4


class Form(StrEnum):
    """The format of a paper's file."""

    DOCX = "docx"
    PDF = "pdf"


_WRITERS: dict[Form, Callable[[Content], bytes]] = {Form.DOCX: docx.write, Form.PDF: pdf.write}
MEDIA_TYPES = {
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.PDF: "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: what an evidence item keeps of it, and what it says."""

    domain: str
    number: str
    issued_on: date
    issuer: str
    title: str
    form: Form
    content: Content

    @property
    def filename(self) -> str:
        """A name that says what it is, marked as illustrative."""
        slug = "-".join(vietnamese.fold(f"{self.number.partition('/')[0]} {self.title}").split())
        return f"minh-hoa-{slug[:80].strip('-')}.{self.form}"

    @property
    def media_type(self) -> str:
        """The media type of its file."""
        return MEDIA_TYPES[self.form]

    def data(self) -> bytes:
        """The file; the same paper gives the same bytes."""
        return _WRITERS[self.form](self.content)


def papers(
    framework: FrameworkSpec, sheet: tuple[Figure, ...], unit: str, *, season: Season = YEAR_2025
) -> tuple[Paper, ...]:
    """The papers of ``unit``, one for each domain in which it claimed something to be proved."""
    chance = Chance(season.seed).of(framework.id, unit, "paper")
    said = {figure.path: figure for figure in sheet if figure.claimed is not None}
    made = []
    for domain in framework.criteria:
        leaves = [leaf for leaf in _leaves(domain) if leaf.path in said and _is_proved(leaf)]
        if leaves:
            told = tuple((leaf, _words(leaf, said[leaf.path])) for leaf in leaves)
            made.append(_paper(domain, told, unit, season, chance.of(domain.path)))
    return tuple(made)


def _leaves(domain: CriterionSpec) -> tuple[CriterionSpec, ...]:
    whole = FrameworkSpec(id="", criteria=(domain,))
    return tuple(step.node for step in specs.walk(whole) if step.node.is_leaf)


def _is_proved(leaf: CriterionSpec) -> bool:
    return leaf.evidence is not None and leaf.evidence.required


def _words(leaf: CriterionSpec, figure: Figure) -> str:
    if leaf.rule is None or figure.claimed is None:
        return ""
    return wording.told(figure.claimed, leaf.rule)


def _paper(
    domain: CriterionSpec,
    told: tuple[tuple[CriterionSpec, str], ...],
    unit: str,
    season: Season,
    chance: Chance,
) -> Paper:
    shared = facts().shared_paper
    is_shared = domain.path == shared.domain and season.holds(shared.day)
    if is_shared and chance.of("shared").happens(percent=_SHARED_PERCENT):
        return _shared(domain, shared)
    issued_on = season.day(chance.of("day"))
    if chance.of("old").happens(percent=_OLD_PERCENT):
        issued_on = issued_on.replace(year=issued_on.year - 1)
    place = unit.partition(" ")[2] or unit
    head = Letterhead(
        parent=_CITY,
        issuer=f"ỦY BAN NHÂN DÂN {unit.upper()}",
        symbol="BC-UBND",
        place=place,
        year=issued_on.year,
        number=str(chance.of("number").number(12, 480)),
        issued_on=issued_on,
    )
    name = f"{unit[:1].lower()}{unit[1:]}"
    title = f"Kết quả thực hiện lĩnh vực {domain.code} của {name} {season.words}"
    return _made(domain, head, title, f"UBND {name}", _body(domain, told), _form(chance))


def _form(chance: Chance) -> Form:
    return Form.PDF if chance.of("form").happens(percent=_PDF_PERCENT) else Form.DOCX


def _shared(domain: CriterionSpec, shared: SharedPaper) -> Paper:
    head = Letterhead(
        parent=_CITY,
        issuer=shared.issuer.upper(),
        symbol=shared.symbol,
        place="Hà Nội",
        year=shared.day.year,
        number=shared.number,
        issued_on=shared.day,
    )
    title = f"Kết quả lĩnh vực {domain.code} năm 2025"
    return _made(domain, head, title, shared.issuer, (Paragraph(content.line(shared.text)),), Form.PDF)


def _made(
    domain: CriterionSpec, head: Letterhead, title: str, issuer: str, body: tuple[Block, ...], form: Form
) -> Paper:
    warning = Paragraph(content.bold(_WARNING), Role.CENTRED)
    return Paper(
        domain=domain.path,
        number=f"{head.number.zfill(2)}/{head.symbol}",
        issued_on=head.issued_on or YEAR_2025.first_day,
        issuer=issuer,
        title=title,
        form=form,
        content=Content(
            letterhead=head,
            kind="BÁO CÁO",
            title=f"{title} ({MARK.lower()})",
            body=(warning, *body),
            recipients=("Lưu: VT.",),
            signature=Signature(("CHỦ TỊCH",)),
        ),
    )


def _body(domain: CriterionSpec, told: tuple[tuple[CriterionSpec, str], ...]) -> tuple[Block, ...]:
    columns = (Column(1, Align.CENTRE), Column(5), Column(4))
    head = Row(tuple(content.cell(content.bold(text)) for text in ("Mục", "Nội dung", "Số liệu")))
    rows = tuple(
        Row(tuple(content.cell(content.line(text)) for text in (leaf.code, leaf.name, words)))
        for leaf, words in told
    )
    return (Heading(f"Lĩnh vực {domain.code}. {domain.name}"), Table(columns, (head,), rows))
