"""Facts of a unit: what it is called, what it is, from when until when, and what came after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parindex.engine.values import vietnamese
from parindex.engine.values.findings import Words
from parindex.engine.values.periods import Period


class Kind(StrEnum):
    """The kinds of unit that the procedure tells apart."""

    CITY = "city"
    CITY_BODY = "city_body"
    DEPARTMENT = "department"
    DEPARTMENT_EQUIVALENT = "department_equivalent"
    SERVICE_CENTRE = "service_centre"
    CENTRAL_AGENCY = "central_agency"
    INSTITUTE = "institute"
    PRESS = "press"
    FRONT = "front"
    ENTERPRISE = "enterprise"
    DISTRICT = "district"
    COMMUNE = "commune"
    DIVISION = "division"

    @property
    def words(self) -> Words:
        """What officials call units of the kind."""
        return _KINDS[self]


_KINDS = {
    Kind.CITY: Words("Tỉnh, thành phố", "Province"),
    Kind.CITY_BODY: Words("Ủy ban nhân dân cấp tỉnh", "Provincial People's Committee"),
    Kind.DEPARTMENT: Words("Sở", "Department"),
    Kind.DEPARTMENT_EQUIVALENT: Words("Cơ quan tương đương sở", "Equivalent of a department"),
    Kind.SERVICE_CENTRE: Words("Trung tâm phục vụ hành chính công", "Public service centre"),
    Kind.CENTRAL_AGENCY: Words("Cơ quan ngành dọc", "Central agency"),
    Kind.INSTITUTE: Words("Viện", "Institute"),
    Kind.PRESS: Words("Cơ quan báo chí", "Press"),
    Kind.FRONT: Words("Mặt trận Tổ quốc", "Fatherland Front"),
    Kind.ENTERPRISE: Words("Doanh nghiệp", "Enterprise"),
    Kind.DISTRICT: Words("Quận, huyện, thị xã", "District"),
    Kind.COMMUNE: Words("Xã, phường", "Commune or ward"),
    Kind.DIVISION: Words("Phòng, đơn vị thuộc xã, phường", "Division of a commune or ward"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. ``successors`` are names; ``parent`` is the name of the unit a division belongs to."""

    name: str
    kind: Kind
    code: str
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    parent: str | None = None
    note: str = ""

    @property
    def period(self) -> Period:
        """The days on which the unit exists."""
        return Period(self.since, self.until)


class DirectoryError(ValueError):
    """A directory that cannot be used: where (``key``), what is wrong and what to do, in two languages."""

    def __init__(self, key: str, problem: Words, remedy: Words) -> None:
        """Keep the parts; the exception's text is the Vietnamese sentence with its place."""
        super().__init__(f"{key}: {problem.vi} {remedy.vi}")
        self.key = key
        self.problem = problem
        self.remedy = remedy

    def words(self) -> Words:
        """The whole sentence: place, problem, remedy."""
        return Words(
            vi=f"{self.key}: {self.problem.vi} {self.remedy.vi}",
            en=f"{self.key}: {self.problem.en} {self.remedy.en}",
        )


def code_of(name: str) -> str:
    """The stable key of a unit named ``name``: "Sở Quy hoạch - Kiến trúc" is so-quy-hoach-kien-truc."""
    folded = vietnamese.fold(name)
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in folded).split())
