"""parindex rank: ranks and classes from a table of scores, as JSON or as a table for a person."""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from parindex.engine.ranking import ranking
from parindex.engine.ranking.ranking import Placing, Ranking
from parindex.engine.ranking.scores import Unrankable
from parindex.engine.ranking.settings import Class, Settings, Ties
from parindex.engine.values.findings import Words
from parindex.faces.ops import rank_classes, rank_scores
from parindex.faces.ops.rank_scores import Row
from parindex.faces.ops.telling import Failed, plainly

_MOST_BYTES = 200_000_000
_MOST_DECIMALS = 30
_DECIMALS = re.compile(r"[0-9]{1,2}")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("rank", help="rank and class units by their scores")
    parser.add_argument("scores", metavar="SCORES.csv", type=Path, help="a table unit,group,score (CSV)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument(
        "--ties",
        choices=[each.value for each in Ties],
        default=Ties.COMPETITION.value,
        help="after a shared rank: 1, 1, 3 (competition) or 1, 1, 2 (dense)",
    )
    parser.add_argument(
        "--decimals", metavar="N", type=_decimals, default=2, help="round half up to N decimals first (2)"
    )
    parser.add_argument("--classes", metavar="FILE", type=Path, help="classes, highest first (YAML)")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the messages")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Rank one table; exit 1 when it or the classes cannot be used."""
    language: str = arguments.lang
    settings = Settings(
        ties=Ties(arguments.ties),
        decimals=arguments.decimals,
        classes=_classes(arguments.classes, language=language),
    )
    rows = rank_scores.read(_content(arguments.scores, language=language), arguments.scores.name, language)
    rankings = _ranked(rows, settings, arguments.scores.name, language=language)
    if arguments.json:
        print(json.dumps(_form(rankings), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_page(rankings, with_classes=bool(settings.classes), language=language)))
    return 0


def _decimals(text: str) -> int:
    if not _DECIMALS.fullmatch(text) or int(text) > _MOST_DECIMALS:
        raise argparse.ArgumentTypeError(f"a whole number from 0 to {_MOST_DECIMALS}, not {text!r}")
    return int(text)


def _classes(path: Path | None, *, language: str) -> tuple[Class, ...]:
    return () if path is None else rank_classes.read(_content(path, language=language), path.name, language)


def _content(path: Path, *, language: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        words = Words(
            f"không mở được tệp ({reason}). Hãy kiểm tra đường dẫn và quyền đọc.",
            f"the file cannot be opened ({reason}). Check the path and the right to read it.",
        )
        raise Failed(f"{path}: {words.in_language(language)}") from None
    if len(data) > _MOST_BYTES:
        words = Words(
            f"tệp lớn hơn {_MOST_BYTES // 1_000_000} MB. Hãy chia nhỏ rồi xếp hạng từng phần.",
            f"the file is larger than {_MOST_BYTES // 1_000_000} MB. Split it and rank the parts.",
        )
        raise Failed(f"{path.name}: {words.in_language(language)}")
    return data


def _ranked(rows: Sequence[Row], settings: Settings, name: str, *, language: str) -> tuple[Ranking, ...]:
    """The rankings; a row at fault is named by its line in the file."""
    try:
        return ranking.rank([row.score for row in rows], settings)
    except Unrankable as wrong:
        line = rows[wrong.at].line
        message = wrong.message
        if wrong.first is not None:
            first = rows[wrong.first].line
            message = Words(
                f"{message.vi} Lần đầu ở dòng {first}.", f"{message.en} The first is on line {first}."
            )
        raise Failed(rank_scores.told(name, line, message, wrong.remedy, language)) from None


def _form(rankings: Sequence[Ranking]) -> dict[str, object]:
    """The form of the contract: scores are text with exactly the decimals asked for."""
    return {"groups": {each.group: [_row(placing) for placing in each.placings] for each in rankings}}


def _row(placing: Placing) -> dict[str, object]:
    return {
        "unit": placing.unit,
        "score": _text(placing.score),
        "rank": placing.rank,
        "tied": placing.tied,
        "class": placing.class_name,
    }


def _text(score: Decimal) -> str:
    return f"{score:f}"


def _page(rankings: Sequence[Ranking], *, with_classes: bool, language: str) -> Iterator[str]:
    for number, each in enumerate(rankings):
        if number:
            yield ""
        if each.group:
            count = Words("đơn vị", "units").in_language(language)
            yield f"{_line(each.group)} ({len(each.placings)} {count})"
        yield from _columns(each, with_classes=with_classes, language=language)


def _columns(group: Ranking, *, with_classes: bool, language: str) -> Iterator[str]:
    heads = (Words("Hạng", "Rank"), Words("Đơn vị", "Unit"), Words("Điểm", "Score"), Words("Loại", "Class"))
    rows = [
        tuple(head.in_language(language) for head in heads),
        *(
            (
                f"{placing.rank}{'=' if placing.tied else ''}",
                _line(placing.unit),
                _text(placing.score),
                _line(placing.class_name or "–"),
            )
            for placing in group.placings
        ),
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(4)]
    widths[1] = min(widths[1], max(24, shutil.get_terminal_size((110, 24)).columns - 30))
    for rank, unit, score, name in rows:
        shown = unit if len(unit) <= widths[1] else f"{unit[: widths[1] - 1]}…"
        line = f"{rank:<{widths[0]}}  {shown:<{widths[1]}}  {score:>{widths[2]}}"
        yield f"{line}  {name}" if with_classes else line


def _line(text: str) -> str:
    """A name on one line, without signs a terminal would act on."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
