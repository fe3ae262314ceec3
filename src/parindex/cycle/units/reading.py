"""Reading a directory of units from YAML, with an error that names the key and the remedy."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import yaml

from parindex.cycle.units.facts import DirectoryError, Kind, Unit, code_of
from parindex.engine.values import vietnamese
from parindex.engine.values.findings import Words

TWO_TIERS = date(2025, 7, 1)  # the day the district level ended and today's communes and wards began

_LONGEST = 5_000_000
_SECTIONS = {
    "departments": Kind.DEPARTMENT,
    "department_equivalents": Kind.DEPARTMENT_EQUIVALENT,
    "other_bodies": None,
    "dissolved": None,
    "wards": Kind.COMMUNE,
    "communes": Kind.COMMUNE,
    "special_zones": Kind.COMMUNE,
}
_PREFIXES = {"wards": "Phường", "communes": "Xã", "special_zones": "Đặc khu"}
_DISTRICTS = {"quan": "Quận", "huyen": "Huyện", "thi_xa": "Thị xã", "thanh_pho": "Thành phố"}
KEYS = {"city", "city_body", "districts_until_2025", "ward_divisions", *_SECTIONS}
_FIELDS = {"name", "kind", "code", "since", "until", "aliases", "successors", "parent", "note"}
_KINDS_BY_FIRST_WORD = {
    "so": Kind.DEPARTMENT,
    "van phong": Kind.DEPARTMENT,
    "thanh tra": Kind.DEPARTMENT,
    "ban": Kind.DEPARTMENT_EQUIVALENT,
    "cuc": Kind.CENTRAL_AGENCY,
    "chi cuc": Kind.CENTRAL_AGENCY,
    "dai": Kind.PRESS,
    "bao": Kind.PRESS,
    "quan": Kind.DISTRICT,
    "huyen": Kind.DISTRICT,
    "thi xa": Kind.DISTRICT,
    "phuong": Kind.COMMUNE,
    "xa": Kind.COMMUNE,
    "thi tran": Kind.COMMUNE,
    "trung tam": Kind.SERVICE_CENTRE,
    "vien": Kind.INSTITUTE,
    "phong": Kind.DIVISION,
}


class _Loader(yaml.SafeLoader):
    """Plain YAML only: no references, which can blow up a small file, and no key twice, which loses one."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="reference", problem_mark=event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        met: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in met:
                raise yaml.MarkedYAMLError(problem="key twice", problem_mark=key.start_mark)
            met.add(str(key.value))
        return super().construct_mapping(node, deep=deep)


def units(yaml_text: str) -> tuple[Unit, ...]:
    """The units written in ``yaml_text``, in its order: the city, its body, then section by section."""
    content = _parsed(yaml_text)
    for key in content:
        if key not in KEYS:
            raise _unknown_key(str(key), str(key), KEYS)
    found = tuple(_coded(_all(content)))
    _check(found)
    return found


def _parsed(yaml_text: str) -> dict[str, Any]:
    if len(yaml_text) > _LONGEST:
        raise _error(
            "units", "tệp danh mục quá lớn.", "the directory is too large.", "Chia nhỏ tệp.", "Split it."
        )
    try:
        content = _Loader(yaml_text).get_single_data()
    except (yaml.YAMLError, RecursionError, ValueError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise _error(
            f"dòng {line}",
            "tệp danh mục đơn vị không phải YAML hợp lệ.",
            "the directory is no valid YAML.",
            "Sửa dòng này: kiểm tra thụt lề, dấu ngoặc, dấu nháy; không lặp lại khóa, không dùng & và *.",
            "Correct this line: check indentation, brackets and quotes; no key twice, no & and *.",
        ) from wrong
    if not isinstance(content, dict) or not content:
        raise _error(
            "units",
            "tệp danh mục đơn vị không có mục nào.",
            "the directory has no section.",
            "Khai báo ít nhất city, departments và communes.",
            "Give at least city, departments and communes.",
        )
    return content


def _all(content: dict[str, Any]) -> Iterator[Unit]:
    for key, kind in (("city", Kind.CITY), ("city_body", Kind.CITY_BODY)):
        if key in content:
            yield _unit(key, content[key], kind=kind)
    for section, kind_of_section in _SECTIONS.items():
        for place, entry in _entries(section, content.get(section)):
            yield _unit(place, entry, kind=kind_of_section, prefix=_PREFIXES.get(section))
    yield from _districts(content.get("districts_until_2025"))
    yield from _divisions(content.get("ward_divisions"))


def _districts(section: object) -> Iterator[Unit]:
    if section is None:
        return
    key, sorts = "districts_until_2025", ", ".join(_DISTRICTS)
    if not isinstance(section, dict):
        raise _shape(key, f"một bảng gồm {sorts}", f"a table of {sorts}")
    for sort, names in section.items():
        if sort not in _DISTRICTS:
            raise _unknown_key(f"{key}.{sort}", str(sort), set(_DISTRICTS))
        for place, entry in _entries(f"{key}.{sort}", names):
            yield _unit(place, entry, kind=Kind.DISTRICT, prefix=_DISTRICTS[sort])


def _divisions(section: object) -> Iterator[Unit]:
    if not isinstance(section, dict):
        for place, entry in _entries("ward_divisions", section):
            yield _unit(place, entry, kind=Kind.DIVISION)
        return
    for parent, names in section.items():
        for place, entry in _entries(f"ward_divisions.{parent}", names):
            yield _unit(place, entry, kind=Kind.DIVISION, parent=_text(f"ward_divisions.{parent}", parent))


def _entries(section: str, listed: object) -> Iterator[tuple[str, object]]:
    if listed is None:
        return
    if not isinstance(listed, list):
        raise _shape(section, "một danh sách", "a list")
    for number, entry in enumerate(listed, start=1):
        yield f"{section}[{number}]", entry


def _unit(
    place: str, entry: object, *, kind: Kind | None, prefix: str | None = None, parent: str | None = None
) -> Unit:
    fields = entry if isinstance(entry, dict) else {"name": entry}
    for field in fields:
        if field not in _FIELDS:
            raise _unknown_key(f"{place}.{field}", str(field), _FIELDS)
    name = _text(f"{place}.name", fields.get("name"))
    # With its accents: Phương Liệt is a name that still wants its "Phường".
    if prefix and not name.casefold().startswith(f"{prefix} ".casefold()):
        name = f"{prefix} {name}"
    started, ended = _limits(kind)
    return Unit(
        name=name,
        kind=_kind(place, fields.get("kind"), name=name, default=kind),
        code=_text(f"{place}.code", fields["code"]) if "code" in fields else "",
        since=_day(f"{place}.since", fields.get("since")) or started,
        until=_day(f"{place}.until", fields.get("until")) or ended,
        aliases=_texts(f"{place}.aliases", fields.get("aliases")),
        successors=_texts(f"{place}.successors", fields.get("successors")),
        parent=parent or (_text(f"{place}.parent", fields["parent"]) if fields.get("parent") else None),
        note=str(fields.get("note") or ""),
    )


def _limits(kind: Kind | None) -> tuple[date | None, date | None]:
    if kind is Kind.COMMUNE:
        return TWO_TIERS, None
    return None, TWO_TIERS if kind is Kind.DISTRICT else None


def _kind(place: str, stated: object, *, name: str, default: Kind | None) -> Kind:
    if stated is None:
        return default or _kind_by_name(name)
    try:
        return Kind(str(stated))
    except ValueError:
        raise _unknown_key(f"{place}.kind", str(stated), {kind.value for kind in Kind}) from None


def _kind_by_name(name: str) -> Kind:
    folded = vietnamese.fold(name)
    for words, kind in _KINDS_BY_FIRST_WORD.items():
        if folded.startswith(words + " "):
            return kind
    return Kind.DEPARTMENT_EQUIVALENT


def _text(place: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _shape(place, "một tên (chữ, không để trống)", "a name (text, not blank)")
    return vietnamese.squeeze(value)


def _texts(place: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise _shape(place, "một danh sách tên", "a list of names")
    return tuple(_text(f"{place}[{number}]", entry) for number, entry in enumerate(value, start=1))


def _day(place: str, value: object) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise _shape(place, "một ngày dạng 2025-07-01", "a date such as 2025-07-01") from None


def _coded(found: Iterable[Unit]) -> Iterator[Unit]:
    """Give every unit without a code one made of its name; the second of two alike ends in -2."""
    met: Counter[str] = Counter()
    for unit in found:
        code = unit.code or code_of(f"{unit.parent or ''} {unit.name}")
        met[code] += 1
        yield replace(unit, code=code if unit.code or met[code] == 1 else f"{code}-{met[code]}")


def _check(found: tuple[Unit, ...]) -> None:
    names = {unit.name for unit in found}
    codes: set[str] = set()
    alike: dict[tuple[str, str | None], list[Unit]] = {}
    for unit in found:
        _check_period(unit)
        _check_references(unit, names)
        others = alike.setdefault((unit.name, unit.parent), [])
        if unit.code in codes or any(_overlap(unit, other) for other in others):
            raise _error(
                unit.name,
                "đơn vị xuất hiện hai lần trong cùng một thời gian.",
                "the unit occurs twice at the same time.",
                "Xóa một dòng, hoặc ghi since và until nối tiếp nhau.",
                "Remove one of them, or let since and until follow one another.",
            )
        codes.add(unit.code)
        others.append(unit)


def _overlap(one: Unit, other: Unit) -> bool:
    ends_first = one.until is not None and other.since is not None and one.until <= other.since
    begins_last = other.until is not None and one.since is not None and other.until <= one.since
    return not (ends_first or begins_last)


def _check_period(unit: Unit) -> None:
    if unit.since and unit.until and unit.since >= unit.until:
        raise _error(
            f"{unit.name}.until",
            "ngày kết thúc không sau ngày bắt đầu.",
            "the end is not after the start.",
            "Sửa since hoặc until.",
            "Correct since or until.",
        )


def _check_references(unit: Unit, names: set[str]) -> None:
    for place, name in (*(("successors", name) for name in unit.successors), ("parent", unit.parent)):
        if name is not None and name not in names:
            raise _unknown_key(f"{unit.name}.{place}", name, names)


def _shape(place: str, vi: str, en: str) -> DirectoryError:
    return _error(
        place, "giá trị không đúng dạng.", "the value has the wrong form.", f"Ghi {vi}.", f"Write {en}."
    )


def _unknown_key(place: str, given: str, known: set[str]) -> DirectoryError:
    near = difflib.get_close_matches(given, sorted(known), n=1)
    choice = near[0] if near else ", ".join(sorted(known)[:12])
    return _error(
        place,
        f"không có “{given}”.",
        f"there is no “{given}”.",
        f"Dùng: {choice}.",
        f"Use: {choice}.",
    )


def _error(place: str, vi: str, en: str, remedy_vi: str, remedy_en: str) -> DirectoryError:
    return DirectoryError(place, Words(vi=vi, en=en), Words(vi=remedy_vi, en=remedy_en))
