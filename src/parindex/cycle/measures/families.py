"""Indexes of other bodies that a city follows beside its own: what they are, how often, of which parts."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class Part:
    """One sub-index and its most."""

    name: str
    most: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """One index: who makes it, of whom, and its parts where they are laid down."""

    key: str
    name: str
    maker: Words
    is_monthly: bool = False
    is_of_units: bool = False
    """Of departments and communes too, not only of the province."""
    parts: tuple[Part, ...] = ()


FAMILIES = (
    Family(
        "766",
        "Chỉ số phục vụ người dân, doanh nghiệp (Quyết định 766/QĐ-TTg)",
        Words("Văn phòng Chính phủ", "Government Office"),
        is_monthly=True,
        is_of_units=True,
        parts=(
            Part("Công khai, minh bạch", "18"),
            Part("Tiến độ, kết quả giải quyết", "20"),
            Part("Số hóa hồ sơ", "22"),
            Part("Cung cấp dịch vụ trực tuyến", "22"),
            Part("Mức độ hài lòng", "18"),
        ),
    ),
    Family(
        "DTI",
        "Chỉ số chuyển đổi số (DTI)",
        Words("Bộ Khoa học và Công nghệ", "Ministry of Science and Technology"),
        is_of_units=True,
    ),
    Family(
        "PCI",
        "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)",
        Words("Liên đoàn Thương mại và Công nghiệp Việt Nam", "Vietnam Chamber of Commerce and Industry"),
    ),
    Family(
        "PGI",
        "Chỉ số xanh cấp tỉnh (PGI)",
        Words("Liên đoàn Thương mại và Công nghiệp Việt Nam", "Vietnam Chamber of Commerce and Industry"),
    ),
    Family(
        "PII",
        "Chỉ số đổi mới sáng tạo cấp địa phương (PII)",
        Words("Bộ Khoa học và Công nghệ", "Ministry of Science and Technology"),
    ),
    Family(
        "DDCI",
        "Chỉ số năng lực cạnh tranh sở, ban, ngành và địa phương (DDCI)",
        Words("Thành phố", "The city"),
        is_of_units=True,
    ),
)


class UnknownFamily(LookupError):
    """No family has this key."""


def family(key: str) -> Family:
    """The family with ``key``. Raises UnknownFamily."""
    found = next((each for each in FAMILIES if each.key == key), None)
    if found is None:
        raise UnknownFamily(key)
    return found
