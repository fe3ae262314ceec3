"""How a piece of evidence is said on screens: its badge, its line, its alarms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.evidence import checks
from parindex.engine.values.findings import Finding, Severity
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import day, words

TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}


def badge(form: str, kind: str) -> str:
    """What a piece is, in a few capitals."""
    if form == checks.LINK:
        return _("WEB")
    return _("MẬT") if form == checks.REFERENCE else kind.upper()


def title(*, number: str, name: str, said: str, link: str) -> str:
    """What a piece is called: its number, else its title, its file or its address."""
    return number or said or name or link


def about(*, issuer: str, said: str, issued_on: date | None, has_number: bool) -> str:
    """The line below the name: day, issuer, and the title where the number stands above."""
    parts = [day(issued_on) if issued_on else "", issuer, said if has_number else ""]
    return " · ".join(part for part in parts if part)


def uses(count: int) -> str:
    """For how many criteria of the sheet it is shown; blank for one."""
    if count < 2:
        return ""
    return ngettext("dùng ở %(count)d tiêu chí", "dùng ở %(count)d tiêu chí", count) % {"count": count}


def pages(count: int | None) -> str:
    """How many pages the file has."""
    if count is None:
        return ""
    return ngettext("%(count)d trang", "%(count)d trang", count) % {"count": count}


def scan(form: str, state: str, *, is_waiting: bool) -> Chip | None:
    """What is known of viruses; nothing to say of what is no file."""
    if form != checks.FILE:
        return None
    if is_waiting:
        return Chip(_("đang đọc, quét tệp"), "info")
    chips = {
        checks.CLEAN: Chip(_("✓ đã quét vi-rút"), "ok"),
        checks.INFECTED: Chip(_("✗ có vi-rút"), "bad"),
        checks.UNSCANNED: Chip(_("chưa quét vi-rút")),
    }
    return chips[state]


def alarms(found: Sequence[Finding]) -> tuple[tuple[str, str, str], ...]:
    """(tone, what is to be looked at, what to do) of each alarm; that a file was not scanned is a chip."""
    return tuple(
        (TONES[each.severity], words(each.message), words(each.remedy))
        for each in found
        if each.code not in {"EVIDENCE_UNSCANNED", "EVIDENCE_INFECTED"}
    )
