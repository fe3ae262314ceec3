"""No module of the product has learnt a real document by heart: readers understand, they do not match."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.architecture.sweeps import house, phrases
from tests.seeds import SEEDS, needs_seeds

SAMPLES = house.ROOT / "samples" / "data"


def sample_texts() -> list[str]:
    """Every scalar of the data the samples are made from."""
    loaded = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.rglob("*.yaml"))]
    return [text for data in loaded for text in phrases.strings(data)]


@needs_seeds
def test_no_module_holds_a_name_a_sentence_or_a_figure_of_a_seed() -> None:
    documents = [path.read_text(encoding="utf-8") for path in sorted(Path(SEEDS).glob("*.txt"))]
    known = {name for document in documents for name in phrases.names(document)}

    assert len(known) > 200
    assert list(phrases.learnt(house.modules(), known=known, documents=documents)) == []


def test_no_module_holds_a_name_a_sentence_or_a_figure_of_a_sample() -> None:
    texts = sample_texts()
    known = {phrases.squeezed(text) for text in texts if len(text.split()) >= 6} - phrases.GENERAL

    assert len(known) > 100
    assert list(phrases.learnt(house.modules(), known=known, documents=texts)) == []


def test_a_learnt_document_is_found() -> None:
    document = "1.2\tBáo cáo định kỳ đúng hạn\t1.5\t12.345\t<b>Sở</b>\nTổng cộng\t100\t\n"
    sentence = "Một hai ba bốn năm sáu bảy tám chín mười chữ theo đúng thứ tự này"
    guilty = house.module(f'NAME = "Báo cáo  ĐỊNH KỲ đúng hạn"\nTOTAL = "12,345"\nSAID = "{sentence}"\n')
    innocent = house.module('NAME = "Báo cáo định kỳ"\nTOTAL = "12,34"\n')

    assert phrases.names(document) == {"báo cáo định kỳ đúng hạn"}
    found = list(phrases.learnt([guilty], known=phrases.names(document), documents=[document, sentence]))
    assert [line.split(": ")[1] for line in found] == ["name", *["words"] * 8, "figure"]
    assert list(phrases.learnt([innocent], known=phrases.names(document), documents=[document])) == []
