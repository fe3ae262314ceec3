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
