"""The criteria of an issued version as a sheet needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec, Source


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf as a sheet meets it."""

    criterion: int
    spec: CriterionSpec
    max_micro: int
    owner: str | None
    line: tuple[int, ...]
    """The ids of the criteria from the domain down to the leaf itself."""
    is_relative: bool
    """Its points depend on the other units of the group."""

    @property
    def source(self) -> Source:
        """Where its points come from; a leaf that says nothing is scored by the unit."""
        return self.spec.source or Source.SELF


@dataclass(frozen=True, slots=True)
class Book:
    """An issued version, ready for scoring: nothing in it ever changes."""

    spec: FrameworkSpec
    leaves: Mapping[int, Leaf]
    """By the id of the criterion, in the order of the tree; of an index that is given, every criterion."""
    key_of: Mapping[str, int]
    """The id of every criterion, parents too, by its path."""
    total_micro: int

    def leaf(self, path: str) -> Leaf:
        """The leaf at ``path``; KeyError when there is none."""
        return self.leaves[self.key_of[path]]
