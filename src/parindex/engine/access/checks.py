"""The one check of authority, first line of every deed."""

from __future__ import annotations

from collections.abc import Sequence

from parindex.engine.access.actors import Actor, Place
from parindex.engine.access.permissions import Permission


class Refused(Exception):
    """The actor may not do this here."""

    def __init__(self, permission: Permission) -> None:
        """Remember which permission was missing."""
        super().__init__(permission.value)
        self.permission = permission


def require(by: Actor, permission: Permission, *, at: Place) -> None:
    """Raise Refused unless ``by`` holds ``permission`` at ``at``."""
    if not by.can(permission, at=at):
        raise Refused(permission)


def require_everywhere(by: Actor, permission: Permission, *, at: Sequence[Place]) -> None:
    """Raise Refused unless ``by`` holds ``permission`` at every place of ``at``, and there is one."""
    if not at:
        raise Refused(permission)
    for place in at:
        require(by, permission, at=place)


def require_anywhere(by: Actor, permission: Permission) -> None:
    """Raise Refused unless ``by`` holds ``permission`` at some place; for deeds without a unit."""
    if not by.can_anywhere(permission):
        raise Refused(permission)
