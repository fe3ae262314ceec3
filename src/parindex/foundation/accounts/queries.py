"""Reading people as accounts; who may see whom is decided by the rooms above."""

from __future__ import annotations

from parindex.foundation.accounts.models import Person


def named(username: str) -> Person | None:
    """The person who signs in as ``username``, whatever its case; None when there is none."""
    return Person.objects.filter(username__iexact=username).first()
