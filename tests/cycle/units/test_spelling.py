"""How printed names become plain words."""

from __future__ import annotations

import pytest

from parindex.cycle.units import spelling
from parindex.cycle.units.facts import code_of
from parindex.cycle.units.spelling import Word


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Sở Quy hoạch - Kiến trúc", "so quy hoach kien truc"),
        ("Uỷ ban nhân dân TP. Hà Nội", "ubnd thanh pho ha noi"),
        ("VP UBTP", "van phong ubnd thanh pho"),
        ("Các Sở TP", "so thanh pho"),
        ("Sở TP", "so tp"),
        ("UBND 126 xã, phường", "ubnd xa phuong"),
        ("Đề án 06", "de an 06"),
        ("Sở Y tế (khám, chữa bệnh)", "so y te"),
        ("Viện KT-XH", "vien kinh te xa hoi"),
    ],
)
def test_keys(printed: str, key: str) -> None:
    assert spelling.key_of(printed) == key


def test_gaps_plurals_and_diacritics_are_kept() -> None:
    assert spelling.words("Các Sở: Y tế; Thuế") == (
        Word("so", "", True, "sở"),
        Word("y", ":", False, "y"),
        Word("te", "", False, "tế"),
        Word("thue", ";", False, "thuế"),
    )


def test_letters_that_have_no_single_form_fall_back_to_the_fold() -> None:
    assert spelling.words("x\u0302a") == (Word("xa", "", False, "xa"),)


def test_initials_shorten_from_the_end() -> None:
    assert spelling.initials(spelling.words("Kế hoạch và Đầu tư")) == ("khdt", "kh dt", "ke hoach dt")


def test_codes() -> None:
    assert code_of(" Sở Quy hoạch - Kiến trúc") == "so-quy-hoach-kien-truc"
