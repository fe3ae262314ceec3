"""YAML 1.2 core, read strictly."""

from __future__ import annotations

import unicodedata

import pytest

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import yaml_core
from parindex.cycle.frameworks.yaml_core import Mapping, Scalar


def value(text: str) -> Scalar:
    root = yaml_core.compose(f"key: {text}\n".encode())
    assert isinstance(root, Mapping)
    node = root.entries[0][1]
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize(
    "text", ["yes", "no", "on", "off", "1:30", "2025-01-01", "010", "1.10", "0x1F", ".5", "='a"]
)
def test_only_true_and_false_are_no_text(text: str) -> None:
    node = value(text)
    assert (node.text, node.boolean, node.is_null) == (text, None, False)


@pytest.mark.parametrize(
    ("text", "boolean"), [("true", True), ("false", False), ('"true"', None), ("!!str true", None)]
)
def test_booleans(text: str, boolean: bool | None) -> None:
    assert value(text).boolean is boolean


@pytest.mark.parametrize(
    ("text", "null"), [("null", True), ("~", True), ("", True), ('""', False), ('"null"', False)]
)
def test_null(text: str, null: bool) -> None:
    assert value(text).is_null is null


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", True),
        ("-1", True),
        ("+1.50", True),
        ("010", True),
        ('"0.8"', True),
        ('"0,8"', False),
        ("1e3", False),
        ("1_000", False),
        ("1/2", False),
        (".nan", False),
        (".inf", False),
        ("true", False),
        ("1.", False),
        (".5", False),
        ("0x1F", False),
        ("٣", False),
        ('" 1"', False),
    ],
)
def test_numbers(text: str, number: bool) -> None:
    assert value(text).is_number is number


def test_texts_are_in_nfc_and_keep_their_line() -> None:
    composed = "Tiêu chí"
    root = yaml_core.compose(unicodedata.normalize("NFD", f"\nTên: {composed}\n").encode())
    assert isinstance(root, Mapping)
    assert root.entries == ((Scalar("Tên", True, 2), Scalar(composed, True, 2)),)


def test_an_alias_stands_for_what_it_names() -> None:
    root = yaml_core.compose(b"a: &w {A: '1'}\nb: *w\n")
    assert yaml_core.as_text(root) == {"a": {"A": "1"}, "b": {"A": "1"}}


def test_every_scalar_is_text_for_the_digest() -> None:
    root = yaml_core.compose(b"{a: 1.10, b: TRUE, c: null, d: [yes, ~], e: 'x'}")
    assert yaml_core.as_text(root) == {"a": "1.10", "b": "true", "c": "null", "d": ["yes", "null"], "e": "x"}


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(8)
)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"a: 1\na: 2\n", "Dòng 2"),
        (b"a: 1\n'a': 2\n", "Dòng 2"),
        (b"x: {1: a, '1': b}\n", "Dòng 1"),
        (b"a: [1\n", "Dòng 2"),
        (b"a: b: c\n", "Dòng 1"),
        (b"\tx: 1\n", "Dòng 1"),
        (b"a: 1\n---\nb: 2\n", "Dòng 2"),
        (b"a: !!python/object/apply:os.system ['true']\n", "Dòng 1"),
        (b"a: !!float 1\n", "Dòng 1"),
        (b"a: ! x\n", "Dòng 1"),
        (b"a: *b\n", "Dòng 1"),
        (b"a: &a [*a]\n", "Dòng 1"),
        (b"? [a]\n: 1\n", "Dòng 1"),
        (BOMB.encode(), "Dòng"),
        (b"[" * 5000 + b"]" * 5000, "Dòng 1"),
        ("a: Tiêu\n".encode("utf-16"), "Dòng 1"),
        ("a: 1\nb: Tiêu\n".encode("latin-1"), "Dòng 2"),
        (b"a: \x00\n", "Trong tệp"),
    ],
)
def test_what_is_refused_says_where(data: bytes, line: str) -> None:
    with pytest.raises(Unusable) as refusal:
        yaml_core.compose(data)
    assert refusal.value.vi.startswith(line)
    assert refusal.value.en


@pytest.mark.parametrize("data", [b"", b"# only a comment\n", b" " * (yaml_core.MOST_BYTES + 1)])
def test_empty_and_huge_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unusable):
        yaml_core.compose(data)


def test_a_byte_order_mark_is_no_text() -> None:
    assert yaml_core.as_text(yaml_core.compose(b"\xef\xbb\xbfa: b\n")) == {"a": "b"}
