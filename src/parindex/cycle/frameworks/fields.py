"""Fields: one mapping of a framework file, asked for texts, numbers and choices."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import findings
from parindex.cycle.frameworks.yaml_core import Mapping, Node, Scalar, Sequence
from parindex.engine.values.findings import Finding

LONGEST_NUMBER = 40
Choice = TypeVar("Choice", bound=StrEnum)


def refused(line: int, vi: str, en: str) -> Unusable:
    """The exception for a file that cannot be used, with its line."""
    return Unusable(f"Dòng {line}: {vi}", f"Line {line}: {en}")


class Fields:
    """A mapping with the criterion it belongs to; unquoted numbers are noted as findings."""

    def __init__(self, mapping: Mapping, *, path: str | None, found: list[Finding]) -> None:
        """``found`` collects what is noted on the way."""
        self.mapping = mapping
        self.path = path
        self.found = found

    @property
    def line(self) -> int:
        return self.mapping.line

    def names(self) -> tuple[str, ...]:
        return tuple(key.text for key, _ in self.mapping.entries)

    def has(self, key: str) -> bool:
        return self.mapping.get(key) is not None

    def allow(self, allowed: frozenset[str], *, where: str) -> None:
        """Refuse a key the contract does not know: a misspelt one would be lost in silence."""
        for key, _ in self.mapping.entries:
            if key.text not in allowed:
                raise refused(
                    key.line,
                    f"không có mục “{key.text}” trong {where}. Hãy sửa tên mục hoặc bỏ đi.",
                    f"there is no key “{key.text}” in {where}. Correct its name or remove it.",
                )

    def text(self, key: str) -> str | None:
        """The text of ``key`` in one piece; None when absent, null or blank."""
        value = self.mapping.get(key)
        if value is None:
            return None
        if not isinstance(value, Scalar) or value.boolean is not None:
            raise refused(
                value.line,
                f"mục “{key}” phải là chữ. Hãy viết giá trị trong dấu ngoặc kép.",
                f"“{key}” must be text. Write its value in quotes.",
            )
        return value.text.strip() or None

    def label(self, key: str) -> str | None:
        """The text of a code or key: every scalar is text there."""
        value = self.mapping.get(key)
        return value.text.strip() if isinstance(value, Scalar) else self.text(key)

    def number(self, key: str) -> str | None:
        """The number of ``key`` as printed; an unquoted one is noted."""
        value = self.mapping.get(key)
        return None if value is None else self.as_number(value, key)

    def as_number(self, value: Node, key: str) -> str:
        """``value`` as a number as printed; refuses everything the contract refuses."""
        if not isinstance(value, Scalar) or not value.is_number or len(value.text) > LONGEST_NUMBER:
            shown = value.text[:30] if isinstance(value, Scalar) else "…"
            raise refused(
                value.line,
                f'“{shown}” của mục “{key}” không phải là số. Chỉ dùng chữ số và dấu chấm, ví dụ "1.5".',
                f'“{shown}” of “{key}” is not a number. Use digits and a decimal point only, such as "1.5".',
            )
        if value.is_plain:
            self.found.append(findings.number_unquoted(self.path, line=value.line, key=key, text=value.text))
        return value.text

    def whole(self, key: str, *, least: int, most: int) -> int | None:
        """The whole number of ``key``, from ``least`` to ``most``."""
        value = self.mapping.get(key)
        if value is None:
            return None
        digits = value.text if isinstance(value, Scalar) else ""
        if not digits.isascii() or not digits.isdigit() or not least <= int(digits[:9]) <= most:
            raise refused(
                value.line,
                f"mục “{key}” phải là số nguyên từ {least} đến {most}.",
                f"“{key}” must be a whole number from {least} to {most}.",
            )
        return int(digits)

    def flag(self, key: str) -> bool:
        """true or false; absent is false."""
        value = self.mapping.get(key)
        if value is None:
            return False
        flag = value.boolean if isinstance(value, Scalar) else None
        if flag is None:
            raise refused(
                value.line,
                f"mục “{key}” chỉ nhận true hoặc false.",
                f"“{key}” takes true or false only.",
            )
        return flag

    def choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """One of the values of ``kind``."""
        text = self.text(key)
        if text is None:
            return None
        if text not in {each.value for each in kind}:
            allowed = " | ".join(each.value for each in kind)
            value = self.mapping.get(key)
            raise refused(
                value.line if value is not None else self.line,
                f"“{text}” không dùng được cho mục “{key}”. Hãy chọn: {allowed}.",
                f"“{text}” cannot stand in “{key}”. Choose one of: {allowed}.",
            )
        return kind(text)

    def inner(self, key: str) -> Fields | None:
        """The mapping under ``key``."""
        value = self.mapping.get(key)
        return None if value is None else self.as_fields(value, key)

    def as_fields(self, value: Node, key: str) -> Fields:
        """``value`` as a mapping."""
        if not isinstance(value, Mapping):
            raise refused(
                value.line,
                f"mục “{key}” phải gồm các dòng “tên: giá trị”.",
                f"“{key}” must hold “name: value” lines.",
            )
        return Fields(value, path=self.path, found=self.found)

    def items(self, key: str) -> tuple[Node, ...]:
        """The items of the list under ``key``; none when absent."""
        value = self.mapping.get(key)
        if value is None:
            return ()
        if not isinstance(value, Sequence):
            raise refused(
                value.line,
                f"mục “{key}” phải là danh sách, mỗi phần tử bắt đầu bằng “- ”.",
                f"“{key}” must be a list, each item after “- ”.",
            )
        return value.items
