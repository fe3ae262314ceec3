"""Numbers of a workbook as Excel displays them: number formats, dates, percentages, literals."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from parindex.engine.values import points

GENERAL = "General"
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _(?P<wide>.) | \*(?P<filled>.)
    | \[(?P<bracket>[^\]]*)\] | (?P<noon>AM/PM|A/P)
    | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?|b+) | (?P<digits>[0#?][0#?,.]*(?:[eE][+-][0#?]+)?|\.[0#?]+)
    | (?P<general>General) | (?P<percent>%) | (?P<text>@) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_VIETNAMESE_MONTHS = (
    "Một",
    "Hai",
    "Ba",
    "Tư",
    "Năm",
    "Sáu",
    "Bảy",
    "Tám",
    "Chín",
    "Mười",
    "Mười Một",
    "Mười Hai",
)
_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_VIETNAMESE_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MAX_DAY = 2_958_466


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def display(stored: str, code: str, *, from_1904: bool = False) -> str:
    """The number ``stored`` in a workbook as the number format ``code`` displays it.

    General is the shortest decimal of fifteen significant digits. What is no number is given back.
    """
    try:
        number = _exact(stored)
    except (InvalidOperation, ValueError, OverflowError):
        return stored
    section, magnitude, signed = _section(code, number)
    tokens = _tokens(section)
    if not section:
        return ""
    if any(token.kind == "date" for token in tokens):
        return _moment(tokens, number, from_1904=from_1904)
    shown = _number(tokens, magnitude)
    return f"-{shown}" if signed and re.search(r"[1-9]", shown) else shown


def moment(day: datetime.datetime, code: str) -> str:
    """A date that the workbook stores as ISO text, as ``code`` displays it."""
    tokens = _tokens(_sections(code)[0])
    if not any(token.kind == "date" for token in tokens):
        tokens = _tokens("dd/mm/yyyy")
    return _clock(tokens, day, seconds=Decimal(0))


def _exact(stored: str) -> Decimal:
    """Excel keeps fifteen digits: 0.81000000000000005 in the file is 0.81."""
    number = float(stored)
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(stored)
    return Decimal(f"{number:.15g}")


def _sections(code: str) -> list[str]:
    parts, current = [], ""
    for match in re.finditer(r'"[^"]*"?|\\.|\[[^\]]*\]|;|[^";\\\[]+|\[', code, re.DOTALL):
        if match.group() == ";":
            parts.append(current)
            current = ""
        else:
            current += match.group()
    return [*parts, current]


def _section(code: str, number: Decimal) -> tuple[str, Decimal, bool]:
    """The section that applies, the number it shows and whether a minus sign is to be added."""
    sections = _sections(code)[:3]
    conditions = [_CONDITION.search("".join(re.findall(r"\[[^\]]*\]", part))) for part in sections]
    if any(conditions):
        for part, condition in zip(sections, conditions, strict=True):
            if condition is None or _holds(number, condition.group(1), Decimal(condition.group(2))):
                return part, abs(number), number < 0
        return GENERAL, abs(number), number < 0
    if number < 0 and len(sections) > 1:
        return sections[1], -number, False
    if number == 0 and len(sections) > 2:
        return sections[2], number, False
    return sections[0], abs(number), number < 0


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit,
        ">": number > limit,
        "=": number == limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "<>": number != limit,
    }[sign]


def _tokens(section: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup or "other"
        text = match.group(kind)
        if kind == "bracket":
            kind, text = _bracket(text)
        elif kind == "wide":
            kind, text = "quoted", " "
        elif kind == "filled":
            kind, text = "quoted", ""
        found.append(_Token(kind, text))
    return found


def _bracket(text: str) -> tuple[str, str]:
    if re.fullmatch(r"h+|m+|s+", text, re.IGNORECASE):
        return "date", f"[{text.lower()}]"
    if text.startswith("$"):
        symbol, _, place = text[1:].partition("-")
        return ("locale", place) if not symbol else ("quoted", symbol)
    return "quoted", ""


def _number(tokens: list[_Token], number: Decimal) -> str:
    percents = sum(token.kind == "percent" for token in tokens)
    masks = [index for index, token in enumerate(tokens) if token.kind == "digits"]
    number *= Decimal(100) ** percents
    shown = []
    for index, token in enumerate(tokens):
        if token.kind == "digits":
            shown.append(_masked(token.text, number) if index == masks[0] else "")
        elif token.kind in {"general", "text"}:
            shown.append(points.shortest(number))
        elif token.kind == "percent":
            shown.append("%")
        elif token.kind != "locale":
            shown.append(token.text)
    if len(masks) > 1 and any(token.text == "/" for token in tokens):
        return points.shortest(number)
    return "".join(shown).strip()


def _masked(mask: str, number: Decimal) -> str:
    """``number`` by a mask of 0 (always a digit), # (a digit if there is one) and ? (digit or blank)."""
    body, exponent, _ = re.split(r"([eE][+-])", mask)[0], re.search(r"[eE][+-][0#?]+", mask), None
    if exponent:
        return _scientific(body, exponent.group(), number)
    thousands = len(body) - len(body.rstrip(","))
    number = number.scaleb(-3 * thousands)
    whole, _, decimals = body.rstrip(",").partition(".")
    decimals = re.sub(r"[^0#?]", "", decimals)
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    digits, _, fraction = f"{rounded:f}".partition(".")
    least = len(fraction) if not decimals else _least(decimals)
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    required = whole.count("0")
    digits = digits.lstrip("0").rjust(required, "0")
    if "," in whole:
        digits = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", digits)
    return f"{digits or ('' if fraction else '0')}.{fraction}" if fraction else digits or _nothing(whole)


def _least(decimals: str) -> int:
    return len(decimals.rstrip("#?"))


def _nothing(whole: str) -> str:
    return "" if whole and "0" not in whole else "0"


def _scientific(body: str, exponent: str, number: Decimal) -> str:
    places = len(body.partition(".")[2])
    power = number.adjusted() if number else 0
    mantissa = number.scaleb(-power).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if mantissa >= 10:
        mantissa, power = mantissa.scaleb(-1).quantize(Decimal(1).scaleb(-places)), power + 1
    sign = "-" if power < 0 else "+" if "+" in exponent else ""
    return f"{mantissa:f}E{sign}{abs(power):0{len(exponent) - 2}d}"


def _moment(tokens: list[_Token], number: Decimal, *, from_1904: bool) -> str:
    if not 0 <= number < _MAX_DAY:
        return points.shortest(number)
    first = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
    if not from_1904 and number < 60:
        first += datetime.timedelta(days=1)
    tenths = (number * 864_000).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    day = first + datetime.timedelta(milliseconds=int(tenths) * 100)
    return _clock(tokens, day, seconds=Decimal(tenths) / 10)


def _clock(tokens: list[_Token], day: datetime.datetime, *, seconds: Decimal) -> str:
    vietnamese = any(token.kind == "locale" and token.text.upper().endswith("42A") for token in tokens)
    noon = any(token.kind == "noon" for token in tokens)
    dates = [index for index, token in enumerate(tokens) if token.kind == "date"]
    shown = []
    for index, token in enumerate(tokens):
        if token.kind == "date":
            minute = _is_minute(tokens, dates, index)
            shown.append(_part(token.text.lower(), day, seconds, minute, noon, vietnamese))
        elif token.kind == "noon":
            shown.append(("SA" if day.hour < 12 else "CH") if vietnamese else day.strftime("%p"))
        elif token.kind not in {"locale", "text", "general"}:
            shown.append(token.text)
    return "".join(shown).strip()


def _is_minute(tokens: list[_Token], dates: list[int], index: int) -> bool:
    """An "m" is a minute after an hour or before seconds, else a month."""
    place = dates.index(index)
    before = tokens[dates[place - 1]].text.lower().strip("[")[:1] if place else ""
    after = tokens[dates[place + 1]].text.lower()[:1] if place + 1 < len(dates) else ""
    return tokens[index].text.lower() in {"m", "mm"} and (before == "h" or after == "s")


def _part(
    text: str, day: datetime.datetime, seconds: Decimal, minute: bool, noon: bool, vietnamese: bool
) -> str:
    if text.startswith("["):
        unit = {"h": 3600, "m": 60, "s": 1}[text[1]]
        return f"{int(seconds // unit):0{len(text) - 2}d}"
    letter, width = text[0], len(text)
    if letter == "y":
        return f"{day.year:04d}" if width > 2 else f"{day.year % 100:02d}"
    if letter == "m" and not minute and width > 2:
        return _month(day.month, width, vietnamese)
    if letter == "d" and width > 2:
        name = (_VIETNAMESE_DAYS if vietnamese else _ENGLISH_DAYS)[day.weekday()]
        return name if width > 3 or vietnamese else name[:3]
    hour = (day.hour - 1) % 12 + 1 if noon else day.hour
    values = {"m": day.minute if minute else day.month, "d": day.day, "h": hour, "s": day.second}
    if letter not in values:
        return f"{day.year + 543:04d}"
    whole, _, tenths = text.partition(".")
    fraction = f".{f'{day.microsecond:06d}'[: len(tenths)]}" if tenths else ""
    return f"{values[letter]:0{min(len(whole), 2)}d}{fraction}"


def _month(month: int, width: int, vietnamese: bool) -> str:
    if vietnamese:
        return f"Thg{month}" if width == 3 else f"Tháng {_VIETNAMESE_MONTHS[month - 1]}"
    name = _ENGLISH_MONTHS[month - 1]
    return name[:3] if width == 3 else name[:1] if width == 5 else name
