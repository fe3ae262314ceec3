"""What a person says with a decision, read strictly; where it is told, and of which leaf; pure."""

from __future__ import annotations

from parindex.cycle.assessments.book import Book, Leaf
from parindex.engine.access.actors import Place
from parindex.engine.values.vietnamese import squeeze

LONGEST_WORD = 4000


class WordMissing(ValueError):
    """A reason, a question or an explanation is blank or too long; the text names the field."""


class WrongLeaf(ValueError):
    """The criterion is none that is appraised this way: a parent, or one whose points come from elsewhere."""


def word(text: str, *, field: str) -> str:
    """``text`` as it is kept. Raises WordMissing when it is blank or too long."""
    lines = [squeeze(line) for line in text.replace("\r\n", "\n").split("\n")]
    kept = "\n".join(lines).strip()
    if not kept or len(kept) > LONGEST_WORD:
        raise WordMissing(field)
    return kept


def leaf(book: Book, criterion: int) -> Leaf:
    """The leaf with this id. Raises WrongLeaf."""
    found = book.leaves.get(criterion)
    if found is None:
        raise WrongLeaf(str(criterion))
    return found


def above_units(place: Place) -> Place:
    """Where a decision is told before publication: to those who read the history of the whole province."""
    return Place(place.lineage[:1])
