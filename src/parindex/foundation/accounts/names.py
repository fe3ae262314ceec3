"""Names to sign in with: of what letters they are, and under which spelling wrong tries are counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# Letters that every database compares alike whatever their case.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,79}")


def is_fit(name: str) -> bool:
    """Whether somebody may sign in under ``name``."""
    return _NAME.fullmatch(name) is not None


def locked_as(request: Any, credentials: Mapping[str, Any] | None) -> str:
    """The one spelling of the name tried: sign-in ignores case, so must the count of wrong tries."""
    given = credentials.get("username") if credentials else request.POST.get("username")
    return str(given or "").strip().casefold()[:255]
