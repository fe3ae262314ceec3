"""Every address of notices: one's own list and settings, and a notice of somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WISH = {"by_mail": "at_once", "quiet_from": "20:00", "quiet_until": "08:00"}


def noticing(notice: int, knock: Callable[..., Any]) -> tuple[Any, ...]:
    """The notice is told to nobody of the cast: all of them get 404."""
    return (
        knock("notices"),
        knock("notices", query="?show=unseen"),
        knock("notices-seen", method="post"),
        knock("notices-settings"),
        knock("notices-settings", method="post", data=WISH),
        knock("notice", notice, is_absent=True),
    )
