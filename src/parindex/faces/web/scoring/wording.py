"""Sentences of the engine for people at a form: fields are called by their labels, not by their keys."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from parindex.faces.web.templatetags.words import is_english

_QUOTED = re.compile(r"“(\w+)”")
_BARE = re.compile(r" \((?:done|total|previous|reason|weights|not_applicable)\)")
_POINT = re.compile(r"(?<![\d.])(\d+)\.(\d+)(?![\d.])")


def named(sentence: str) -> str:
    """``sentence`` with the label of each field in place of its key, and figures in the reader's sign."""
    labels = _labels()
    said = _QUOTED.sub(lambda found: labels.get(found[1], found[0]), _BARE.sub("", sentence))
    if is_english():
        return said
    for key in ("done", "total"):
        said = re.sub(rf"\b{key}\b", labels[key], said)
    return _POINT.sub(r"\1,\2", said)


def remedy(sentence: str) -> str:
    """What to do instead; how a file would write it says nothing at a form."""
    return _("Hãy điền đủ và đúng các ô của tiêu chí này.") if "{" in sentence else named(sentence)


def _labels() -> dict[str, str]:
    return {
        "done": _("số đã hoàn thành"),
        "total": _("tổng số"),
        "ratio": _("tỷ lệ"),
        "count": _("số lượng"),
        "value": _("giá trị"),
        "previous": _("giá trị kỳ trước"),
        "share": _("tỷ lệ"),
        "mean": _("điểm trung bình"),
        "scale": _("thang điểm"),
        "choice": _("mức đạt được"),
        "gate": _("điều kiện"),
        "reason": _("lý do"),
        "points": _("điểm"),
        "not_applicable": _("không áp dụng"),
        "parts": _("các phần"),
        "cases": _("các trường hợp"),
        "variables": _("các biến"),
        "yes": _("đã thực hiện"),
    }
