"""Places of merged cells."""

from __future__ import annotations

import pytest

from parindex.foundation.writers import grid
from parindex.foundation.writers.content import Cell, Row, cell, line

A = Cell((line("a"),), across=2, down=2)
B = cell(line("b"))


def test_a_merged_cell_covers_the_places_to_its_right_and_below() -> None:
    assert grid.places((Row((A, B)), Row((B,))), width=3) == (
        (grid.Place(A), grid.Place(A, left=True), grid.Place(B)),
        (grid.Place(A, above=True), grid.Place(A, left=True, above=True), grid.Place(B)),
    )


@pytest.mark.parametrize("rows", [(Row((B,)),), (Row((B, B, B, B)),), (Row((A, B)),), (Row((A, A)),)])
def test_a_row_that_does_not_fill_the_table_is_refused(rows: tuple[Row, ...]) -> None:
    with pytest.raises(grid.Uneven):
        grid.places(rows, width=3)


def test_rows_under_a_short_merged_cell_and_titles_keep_with_the_next() -> None:
    title = Cell((line("I"),), across=3)
    short = Cell((line("c"),), down=2)
    tall = Cell((line("d"),), down=grid.KEPT_TOGETHER + 1)
    rows = (Row((title,)), Row((B, B, short)), Row((B, B)), Row((B, B, tall)))
    rest = tuple(Row((B, B)) for _ in range(grid.KEPT_TOGETHER))
    kept = grid.kept_with_next(grid.places((*rows, *rest), width=3))
    assert kept == (True, True, False, False, *(False for _ in rest))
