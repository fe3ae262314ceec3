"""Reading answers files: plain trees, groups, the digest, and what is refused with its line."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import answers, yaml_core
from parindex.cycle.frameworks.answers import Answers
from parindex.cycle.frameworks.yaml_core import Limits
from parindex.engine.scoring.specs import FrameworkSpec

FRAMEWORK = FrameworkSpec(id="bo-2025", criteria=())
TOP = "schema: parindex/answers/1\nframework: bo-2025\n"


def read(text: str) -> Answers:
    return answers.read(text.encode(), framework=FRAMEWORK)


def test_scalars_are_text_but_for_null_and_the_two_booleans() -> None:
    given = read(
        TOP
        + """groups: {"Phường Mẫu": phường, "Xã Khác": 1}
units:
  "Phường Mẫu":
    I/1: {done: 019, total: "20", yes: true, no: false, on: yes, "off": off, none: null, at: 1:30}
    1.10: [null, {value: 2025-01-01}, "true", 'null', -1.50]
    "II/2": ~
    II/3:
  "Xã Khác": {}
  Xã Trống:
"""
    )

    assert given.units == {
        "Phường Mẫu": {
            "I/1": {
                "done": "019",
                "total": "20",
                "yes": True,
                "no": False,
                "on": "yes",
                "off": "off",
                "none": None,
                "at": "1:30",
            },
            "1.10": [None, {"value": "2025-01-01"}, "true", "null", "-1.50"],
            "II/2": None,
            "II/3": None,
        },
        "Xã Khác": {},
        "Xã Trống": {},
    }
    assert given.groups == {"Phường Mẫu": "phường", "Xã Khác": "1"}
    assert answers.strangers(given) == ()


def test_names_and_paths_are_in_one_normal_form() -> None:
    composed = "Phường Yên Hòa"
    decomposed = unicodedata.normalize("NFD", composed)

    assert list(read(TOP + f'units: {{"{decomposed}": {{}}}}').units) == [composed]


def test_a_group_without_answers_is_a_stranger() -> None:
    assert answers.strangers(read(TOP + "groups: {A: x, B: x}\nunits: {A: {}}")) == ("B",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The file is empty"),
        ("- 1\n", "Line 1: these are no answers. The file must begin with"),
        ("schema: parindex/framework/1\n", "the schema is “parindex/framework/1”"),
        ("framework: bo-2025\nunits: {}\n", "the schema is “chưa ghi / absent”"),
        (TOP + "units: {}\nextra: 1\n", "Line 4: there is no key “extra”"),
        (TOP.replace("bo-2025", "bo-2024") + "units: {}\n", "Line 2: the framework is “bo-2024”"),
        ("schema: parindex/answers/1\nunits: {}\n", "the framework is chưa ghi / absent, the one given is"),
        (TOP.replace("bo-2025", "[a]") + "units: {}\n", "Line 2: “framework” must be text"),
        (TOP, "Line 1: the answers file has no “units”"),
        (TOP + "units: null\n", "the answers file has no “units”"),
        (TOP + "units: []\n", "“units” must hold “name: value” lines"),
        (TOP + "units: {A: 5}\n", "Line 3: the answers of “A” must be lines “path: {…}”"),
        (TOP + "units: {A: [1]}\n", "the answers of “A” must be lines “path: {…}”"),
        (TOP + 'units: {" ": {}}\n', "Line 3: a unit has no name"),
        (TOP + "units: {A: {}, A: {}}\n", "the key “A” stands twice"),
        (
            TOP + "units:\n  A:\n    I/1: {done: 1}\n    I/1: {done: 2}\n",
            "Line 6: the key “I/1” stands twice",
        ),
        (TOP + "groups: [A]\nunits: {}\n", "“groups” must hold “name: value” lines"),
        (TOP + "groups: {A: }\nunits: {}\n", "“A” in “groups” has no group"),
        (TOP + "groups: {A: [b]}\nunits: {}\n", "“A” must be text"),
        (TOP + "units: {A: {I/1: !!float 1}}\n", "is not accepted"),
    ],
)
def test_what_is_refused(text: str, words: str) -> None:
    with pytest.raises(Unusable) as caught:
        read(text)

    assert words.replace("“chưa ghi / absent”", "chưa ghi / absent") in caught.value.en
    assert caught.value.vi


def digest(framework: str, given: str) -> str:
    return answers.digest(framework.encode(), read(given))


def test_the_digest_is_of_both_files_with_scalars_as_text() -> None:
    given = TOP + "units: {Á: {'I/1': {yes: true, count: 010, none: ~}}}\n"
    plain = (
        '[{"a":"1.10","b":["true","null"]},{"framework":"bo-2025","schema":"parindex/answers/1",'
        '"units":{"Á":{"I/1":{"count":"010","none":"null","yes":"true"}}}}]'
    )

    assert digest('b: [true, null]\na: "1.10"\n', given) == hashlib.sha256(plain.encode()).hexdigest()


def test_the_digest_knows_content_from_form() -> None:
    given = TOP + 'units:\n  A: {I/1: {done: "1", total: 2}}\n  B: {}\n'
    same = (
        "# ghi chú\nunits: {B: {}, A: {'I/1': {total: '2', done: 1}}}\n"
        "framework: 'bo-2025'\nschema: \"parindex/answers/1\"\n"
    )
    other = given.replace("2}", "2.0}")

    assert digest("a: 1\nb: 2\n", given) == digest("{b: \"2\", a: '1'}", same)
    assert digest("a: 1\n", given) != digest("a: 1\n", other)
    assert digest("a: 1\n", given) != digest("a: 2\n", given)


def test_answers_of_thousands_of_units_fit_in() -> None:
    many = "a: [" + "x, " * 300 + "x]\n"

    assert isinstance(yaml_core.compose(many.encode(), limits=Limits(nodes=1000)), yaml_core.Mapping)
    with pytest.raises(Unusable):
        yaml_core.compose(many.encode(), limits=Limits(nodes=200))
    with pytest.raises(Unusable):
        yaml_core.compose(many.encode(), limits=Limits(bytes=200))
    assert answers.LIMITS.nodes > yaml_core.MOST_NODES
