"""Saving and trying answers from the page: small JSON answers, written for being asked often."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parindex.cycle.assessments import replies
from parindex.cycle.assessments.actions import scoring
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.queries import leaf as leaves
from parindex.cycle.assessments.queries import places
from parindex.cycle.assessments.queries.opened import Reading
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.values import points
from parindex.faces.web.asking import Request
from parindex.faces.web.scoring import answers, chips, figures, inspector, refusals, sending
from parindex.faces.web.scoring.refusals import Told
from parindex.faces.web.templatetags.words import words


@require_POST
def save(request: Request, key: int, criterion: int) -> HttpResponse:
    """Save one leaf; answers what stands now, or why not, in a few lines of JSON."""
    reading, leaf = _found(request, key, criterion)
    sent = _sent(request, leaf)
    if isinstance(sent, HttpResponse):
        return sent
    try:
        saved = scoring.save(
            reading.assessment,
            criterion,
            answer=sent.answer,
            note=sent.note,
            seen=sent.seen,
            by=request.actor,
            at=request.at,
        )
    except refusals.KINDS as problem:
        return told(refusals.of(problem, leaf))
    lacking = leaves.lacking(reading, leaf, saved, note=sent.note)
    chip = chips.scored(saved.state, lacking)
    return JsonResponse(
        {
            "number": saved.number,
            "state": saved.state,
            "micro": saved.points_micro,
            "out": saved.out_micro,
            "points": figures.points_of(saved.points_micro, reading.book.spec.display_decimals),
            "row": figures.rounded(saved.points_micro, reading.book.spec.display_decimals),
            "at": figures.clock(timezone.now()),
            "last": f"{request.actor.name} · {figures.clock(saved.at)}",
            "chip": {"text": chip.text, "tone": chip.tone},
            "open": bool(lacking),
            "findings": [
                {"tone": each.tone, "message": each.message, "remedy": each.remedy}
                for each in inspector.finding_lines(lacking)
            ],
        }
    )


@require_POST
def preview(request: Request, key: int, criterion: int) -> HttpResponse:
    """What the fields would be worth, and why; nothing is saved."""
    reading, leaf = _found(request, key, criterion)
    sent = _sent(request, leaf)
    if isinstance(sent, HttpResponse):
        return sent
    try:
        worth = leaves.worth(reading, leaf, sent.answer)
    except AnswerRefused as problem:
        return told(refusals.of(problem, leaf), doubts=_doubts(request, leaf))
    places_shown = reading.book.spec.display_decimals
    shown = figures.plain(worth.points, places_shown)
    return JsonResponse(
        {
            "state": worth.state,
            "points": shown if sent.answer is not None else figures.NOTHING,
            "micro": points.to_micro(worth.points),
            "why": inspector.why(shown if sent.answer is not None else figures.NOTHING),
            "trace": [words(each) for each in worth.trace],
            "doubts": _doubts(request, leaf),
        }
    )


def told(refusal: Told, *, doubts: Sequence[dict[str, str]] = ()) -> JsonResponse:
    """A refusal as JSON: what is wrong, with its remedy; what another wrote, with its fields."""
    other = refusal.other
    return JsonResponse(
        {
            "faults": [
                {"key": each.key, "message": each.message, "remedy": each.remedy} for each in refusal.faults
            ],
            "doubts": list(doubts),
            "other": None
            if other is None
            else {
                "by": other.by,
                "at": other.at,
                "answer": other.answer,
                "note": other.note,
                "number": other.number,
                "fields": dict(other.fields),
            },
        },
        status=refusal.status,
    )


def _found(request: Request, key: int, criterion: int) -> tuple[Reading, Leaf]:
    reading = Reading(places.get(key, by=request.actor), by=request.actor)
    leaf = reading.book.leaves.get(criterion)
    if leaf is None or (reading.part is not None and not reading.part & set(leaf.line)):
        raise Http404
    return reading, leaf


def _sent(request: Request, leaf: Leaf) -> sending.Sent | HttpResponse:
    try:
        return sending.read(request, leaf)
    except replies.Mistyped as problem:
        return told(refusals.of(problem, leaf))
    except sending.Unusable:
        fault = inspector.Fault(
            "", _("Nội dung gửi lên không đọc được."), _("Hãy tải lại trang rồi nhập lại.")
        )
        return told(Told(400, (fault,)))


def _doubts(request: Request, leaf: Leaf) -> list[dict[str, str]]:
    """Figures that some would type for thousands, each with how it was read."""
    rule = leaf.spec.rule
    if rule is None:
        return []
    fields = answers.sent(request.POST)
    return [{"key": key, "message": said} for key, said in answers.doubts(rule, fields)]
