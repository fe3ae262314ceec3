"""The forecast of next year's points: exact, capped by the maximum, explained part by part."""

from __future__ import annotations

from parindex.cycle.targets.forecasting import TOTAL, Node, forecast

ONE = 1_000_000


def tree(**changed: Node) -> list[Node]:
    """A total of 10 with two domains; the first has two parts."""
    nodes = {
        "total": Node(TOTAL, "", 10 * ONE, 7 * ONE),
        "a": Node("1", "", 6 * ONE, 4 * ONE),
        "a1": Node("1/1.1", "1", 4 * ONE, 3 * ONE),
        "a2": Node("1/1.2", "1", 2 * ONE, ONE),
        "b": Node("2", "", 4 * ONE, 3 * ONE),
    }
    return list((nodes | changed).values())


def test_nothing_planned_is_last_years_result() -> None:
    found = forecast(tree())
    assert {path: (each.by_targets, each.by_tasks) for path, each in found.items()} == {
        TOTAL: (7 * ONE, 7 * ONE),
        "1": (4 * ONE, 4 * ONE),
        "1/1.1": (3 * ONE, 3 * ONE),
        "1/1.2": (ONE, ONE),
        "2": (3 * ONE, 3 * ONE),
    }


def test_gains_are_added_and_never_beyond_the_maximum() -> None:
    found = forecast(
        tree(
            a1=Node("1/1.1", "1", 4 * ONE, 3 * ONE, gains=1_500_000),
            b=Node("2", "", 4 * ONE, 3 * ONE, gains=1),
        )
    )
    assert (found["1/1.1"].by_tasks, found["1/1.1"].capped) == (4 * ONE, 500_000)
    assert (found["1"].by_tasks, found[TOTAL].by_tasks) == (5 * ONE, 8 * ONE + 1)


def test_a_gain_of_a_parent_counts_within_its_own_maximum() -> None:
    found = forecast(tree(a=Node("1", "", 6 * ONE, 4 * ONE, gains=5 * ONE)))
    assert (found["1"].by_tasks, found["1"].capped, found[TOTAL].by_tasks) == (6 * ONE, 3 * ONE, 9 * ONE)


def test_targets_of_parts_go_before_that_of_the_whole() -> None:
    low = Node("1/1.2", "1", 2 * ONE, ONE, target=500_000)
    found = forecast(tree(a=Node("1", "", 6 * ONE, 4 * ONE, target=6 * ONE), a2=low))
    assert (found["1/1.2"].by_targets, found["1"].by_targets, found[TOTAL].by_targets) == (
        500_000,
        3_500_000,
        6_500_000,
    )
    alone = forecast(tree(a=Node("1", "", 6 * ONE, 4 * ONE, target=9 * ONE)))
    assert (alone["1"].by_targets, alone[TOTAL].by_targets) == (6 * ONE, 9 * ONE)


def test_a_result_that_is_missing_is_made_of_its_parts() -> None:
    found = forecast(tree(total=Node(TOTAL, "", 10 * ONE, None), a=Node("1", "", 6 * ONE, None)))
    assert (found["1"].base, found[TOTAL].base) == (4 * ONE, 7 * ONE)
    unknown = forecast(tree(total=Node(TOTAL, "", 10 * ONE, None), b=Node("2", "", 4 * ONE, None)))
    assert (unknown["2"].by_tasks, unknown[TOTAL].base, unknown[TOTAL].by_tasks) == (None, None, None)


def test_parts_of_a_mean_do_not_add_up() -> None:
    nodes = [
        Node(TOTAL, "", 100 * ONE, 80 * ONE),
        Node("1", "", 100 * ONE, 70 * ONE, gains=ONE),
        Node("2", "", 100 * ONE, 90 * ONE, target=95 * ONE),
    ]
    found = forecast(nodes)[TOTAL]
    assert (found.adds, found.by_tasks, found.by_targets) == (False, 80 * ONE, 80 * ONE)
