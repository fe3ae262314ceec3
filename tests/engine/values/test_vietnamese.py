"""Vietnamese text: one normal form, and a fold for searching."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.values import vietnamese

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


def test_every_vietnamese_letter_folds_to_its_base() -> None:
    folded = vietnamese.fold(LETTERS + LETTERS.upper())

    assert folded == (("a" * 18 + "e" * 12 + "i" * 6 + "o" * 18 + "u" * 12 + "y" * 6 + "d") * 2)


def test_folding_is_the_same_for_both_normal_forms() -> None:
    text = "Ủy ban nhân dân Thành phố Hà Nội, Đống Đa"

    assert vietnamese.fold(unicodedata.normalize("NFD", text)) == vietnamese.fold(text)
    assert vietnamese.fold(text) == "uy ban nhan dan thanh pho ha noi, dong da"


def test_squeezing_folds_every_kind_of_blank() -> None:
    assert vietnamese.squeeze("  Sở\u00a0 Nội\n\tvụ ") == "Sở Nội vụ"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = vietnamese.fold(text)

    assert vietnamese.fold(once) == once
