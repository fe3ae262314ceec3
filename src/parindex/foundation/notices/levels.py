"""How much a notice weighs, and how a person wants to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class Level(StrEnum):
    """How much a notice weighs, the heaviest last."""

    INFO = "info"
    SOON = "soon"
    LATE = "late"
    ESCALATED = "escalated"
    """Told to those above; mailed without waiting for the daily mail."""


class ByMail(StrEnum):
    """When a person gets notices by e-mail."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NONE = "none"


DAILY_FROM = time(7, 30)
"""When the daily mail goes out, unless the person's quiet hours end later."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How one person wants to be told by e-mail; without their own choice once a day, and not at night."""

    by_mail: ByMail = ByMail.DAILY
    quiet_from: time = time(21, 0)
    quiet_until: time = time(7, 0)

    def is_quiet(self, now: time) -> bool:
        """Whether no mail may go out at ``now``; equal ends mean that there are no quiet hours."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until

    def is_due(self, now: time, *, has_escalated: bool, had_mail_today: bool) -> bool:
        """Whether what waits for the person is mailed at ``now``."""
        if self.by_mail is ByMail.NONE or self.is_quiet(now):
            return False
        if self.by_mail is ByMail.AT_ONCE or has_escalated:
            return True
        return now >= DAILY_FROM and not had_mail_today
