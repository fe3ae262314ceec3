"""Links between years are proposed by name, never by code."""

from __future__ import annotations

from parindex.cycle.frameworks.crosswalk import Named, Proposal, propose


def test_names_that_are_alike_are_linked_whatever_their_order() -> None:
    before = (Named(1, "Kế hoạch cải cách hành chính", True), Named(2, "Báo cáo định kỳ", True))
    now = (Named(11, "Báo cáo  định kì", True), Named(12, "KẾ HOẠCH cải cách hành chính năm", True))
    assert propose(now, before) == (Proposal(11, 2, 93), Proposal(12, 1, 93))


def test_names_that_are_not_alike_are_left() -> None:
    assert propose((Named(1, "Thanh toán trực tuyến", True),), (Named(2, "Tinh giản biên chế", True),)) == ()


def test_a_leaf_is_linked_with_a_leaf_only() -> None:
    assert propose((Named(1, "Thể chế", True),), (Named(2, "Thể chế", False),)) == ()


def test_each_criterion_is_linked_once_the_most_alike_first() -> None:
    before = (Named(1, "Cung cấp dịch vụ công", True),)
    now = (Named(11, "Cung cấp dịch vụ công mức 2", True), Named(12, "Cung cấp dịch vụ công", True))
    assert propose(now, before) == (Proposal(12, 1, 100),)
