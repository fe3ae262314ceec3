"""Points and moments as the desk says them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.assessments.sheetpages import StageItem
from parindex.engine.values import points
from parindex.faces.web.drawing import BAR_WIDTH
from parindex.faces.web.templatetags.words import day, is_english, spoken

NOTHING = "–"


def points_of(micro: int | None, places: int) -> str:
    """Micro-points in the reader's sign with at least ``places`` decimals, more only where they say more."""
    return NOTHING if micro is None else plain(points.from_micro(micro), places)


def rounded(micro: int | None, places: int) -> str:
    """Micro-points with exactly ``places`` decimals, for columns and sums."""
    return NOTHING if micro is None else spoken(points.fixed(points.from_micro(micro), places))


def plain(number: Decimal, places: int) -> str:
    """A figure in the reader's sign with at least ``places`` decimals."""
    return spoken(points.fixed(number, max(places, points.decimals(points.shortest(number)))))


def signed(micro: int | None, places: int) -> str:
    """A difference with its sign; blank where there is none to tell."""
    if micro is None:
        return ""
    return ("+" if micro > 0 else "") + rounded(micro, places)


def bar(micro: int | None, most: int) -> str:
    """How far a bar of 150 is filled; blank where there is nothing to show."""
    if micro is None or most <= 0:
        return ""
    return f"{BAR_WIDTH * Decimal(min(max(micro, 0), most)) / most:.1f}"


def left(stage: StageItem, now: datetime) -> str:
    """How long a stage that is open stays so: days, and hours on the last day."""
    rest = stage.closes_at - now
    if rest <= timedelta(hours=1):
        return _("còn chưa đầy 1 giờ")
    if rest <= timedelta(days=1):
        hours = int(rest.total_seconds() // 3600)
        return ngettext("còn %(n)s giờ", "còn %(n)s giờ", hours) % {"n": hours}
    return ngettext("còn %(n)s ngày", "còn %(n)s ngày", rest.days) % {"n": rest.days}


def clock(moment: datetime) -> str:
    """The time of day."""
    return f"{timezone.localtime(moment):%H:%M}"


def near_day(when: datetime, now: datetime) -> str:
    """A day of this year without the year: 25/12; in English 25 Dec."""
    local = timezone.localtime(when)
    if local.year != timezone.localtime(now).year:
        return day(when)
    return f"{local.day} {local:%b}" if is_english() else f"{local.day}/{local.month}"


def last_day(moment: datetime) -> datetime:
    """The last moment that is still in time: what a deadline says when it closes at midnight."""
    return moment - timedelta(seconds=1)


def before(until: date) -> date:
    """The last day of a period that ends before ``until``."""
    return until - timedelta(days=1)
