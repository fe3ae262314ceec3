"""Inputs: a raw answer said in words, as an official would read it out."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from parindex.engine.scoring import answers, speech
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.specs import EMPTY_RULE, RuleSpec
from parindex.engine.values import points
from parindex.engine.values.findings import Words


def told(rule: RuleSpec, raw: object) -> Words:
    """``raw``, an answer that ``rule`` can use, in words without a full stop."""
    if not isinstance(raw, dict):
        return Words("chưa trả lời", "not answered")
    return next(tell(rule, raw) for key, tell in _TELLING.items() if key in raw)


def quotient(done: Fraction, total: Fraction, *, near: tuple[Fraction, ...] = ()) -> Words:
    """``17/20 = 85 %``; of nothing there is no per cent."""
    plain = speech.say(
        "{done}/{total}", "{done}/{total}", done=speech.number(done), total=speech.number(total)
    )
    if not total:
        return plain
    return speech.equal(plain, speech.percent(done / total, near=near))


def exact(raw: object) -> Fraction:
    """The number of a raw answer or a parameter that was accepted before."""
    return answers.exact(str(raw))


def printed(number: Fraction) -> str:
    """A figure that was typed once, as an answer types it."""
    places = next(n for n in range(answers.LONGEST_NUMBER) if (number * 10**n).denominator == 1)
    return points.shortest(points.half_up(number, places))


def mapping(raw: object) -> Entries:
    """The entries of a raw answer; none for an answer that is absent."""
    return raw if isinstance(raw, dict) else {}


def option(rule: RuleSpec, key: str) -> Words:
    """The label of an option, or its key where it has none."""
    label = next((each.label for each in rule.options if each.key == key), None)
    return speech.name(label or key)


def part(rule: RuleSpec, position: int) -> Words:
    """The name of a part, or its key where it has none."""
    found = rule.parts[position]
    return speech.name(found.name or found.key)


def _yes(rule: RuleSpec, raw: Entries) -> Words:
    return Words("có thực hiện", "it was done") if raw["yes"] else Words("không thực hiện", "it was not done")


def _choice(rule: RuleSpec, raw: Entries) -> Words:
    return speech.say(
        "chọn mức {reached}",
        "the option {reached}",
        reached=option(rule, answers.key_text(raw["choice"], "choice")),
    )


def _done(rule: RuleSpec, raw: Entries) -> Words:
    return quotient(exact(raw["done"]), exact(raw["total"]), near=thresholds(rule))


def _ratio(rule: RuleSpec, raw: Entries) -> Words:
    figure = speech.percent(exact(raw["ratio"]), near=thresholds(rule))
    return speech.say("tỷ lệ {figure}", "a ratio of {figure}", figure=figure)


def _growth(rule: RuleSpec, raw: Entries) -> Words:
    value, before = exact(raw["value"]), exact(raw["previous"])
    change = value - before
    if rule.measure == "percent":
        figure = speech.percent(change / before, near=thresholds(rule))
    else:
        figure = speech.number(change, near=thresholds(rule))
    return speech.say(
        "{value} so với {before} của kỳ trước, chênh lệch {figure}",
        "{value} against {before} before, a change of {figure}",
        value=speech.number(value),
        before=speech.number(before),
        figure=figure,
    )


def _value(rule: RuleSpec, raw: Entries) -> Words:
    if "previous" in raw:
        return _growth(rule, raw)
    return speech.say("giá trị {value}", "a value of {value}", value=speech.number(exact(raw["value"])))


def _count(rule: RuleSpec, raw: Entries) -> Words:
    return speech.say("số lượng {count}", "a count of {count}", count=speech.number(exact(raw["count"])))


def _share(rule: RuleSpec, raw: Entries) -> Words:
    share = speech.percent(exact(raw["share"]))
    return speech.say("tỷ lệ khảo sát {share}", "a surveyed share of {share}", share=share)


def _counts(rule: RuleSpec, raw: Entries) -> Words:
    weights = {key: exact(weight) for key, weight in rule.weights}
    counts = {key: exact(number) for key, number in mapping(raw["counts"]).items()}
    valid = sum((number for key, number in counts.items() if key in weights), Fraction(0))
    weighed = sum((number * weights[key] for key, number in counts.items() if key in weights), Fraction(0))
    return speech.say(
        "{valid} phiếu hợp lệ ({listed}), tỷ lệ {share}",
        "{valid} valid answers ({listed}), a share of {share}",
        valid=speech.number(valid),
        listed=speech.joined(tuple(speech.counted(key, number) for key, number in counts.items())),
        share=speech.percent(weighed / valid),
    )


def _mean(rule: RuleSpec, raw: Entries) -> Words:
    mean, scale = exact(raw["mean"]), exact(raw["scale"])
    return speech.say(
        "điểm trung bình {mean} trên thang {scale} = {share}",
        "a mean of {mean} on a scale to {scale} = {share}",
        mean=speech.number(mean),
        scale=speech.number(scale),
        share=speech.percent(mean / scale),
    )


def _points(rule: RuleSpec, raw: Entries) -> Words:
    return speech.say(
        "Hội đồng cho {points} điểm, lý do: {reason}",
        "the council gives {points}, because: {reason}",
        points=speech.number(exact(raw["points"])),
        reason=speech.same(str(raw["reason"]).strip()),
    )


def _variables(rule: RuleSpec, raw: Entries) -> Words:
    given = mapping(raw["variables"])
    return speech.joined(
        tuple(
            speech.equal(_variable(rule, each), speech.number(exact(given[each]))) for each in rule.variables
        )
    )


def _variable(rule: RuleSpec, name: str) -> Words:
    """The label with the name that stands for it in the formula."""
    label = rule.label(name)
    return speech.same(name if label == name else f"{label} ({name})")


def _gate(rule: RuleSpec, raw: Entries) -> Words:
    if not raw["gate"]:
        return Words("không đạt điều kiện bắt buộc", "the condition does not hold")
    inner = told(rule.then or EMPTY_RULE, {key: value for key, value in raw.items() if key != "gate"})
    return speech.say("đạt điều kiện bắt buộc; {inner}", "the condition holds; {inner}", inner=inner)


def _parts(rule: RuleSpec, raw: Entries) -> Words:
    given = mapping(raw["parts"])
    return speech.joined(
        tuple(
            speech.say(
                "{name}: {inner}",
                "{name}: {inner}",
                name=part(rule, position),
                inner=told(each.rule or EMPTY_RULE, given[each.key]),
            )
            for position, each in enumerate(rule.parts)
            if each.key in given
        ),
        mark=";",
    )


def _cases(rule: RuleSpec, raw: Entries) -> Words:
    given = raw["cases"] if isinstance(raw["cases"], list) else []
    return speech.joined(
        tuple(
            speech.say(
                "trường hợp {number}: {inner}",
                "case {number}: {inner}",
                number=speech.number(position),
                inner=told(case, answer),
            )
            for position, (case, answer) in enumerate(zip(rule.cases, given, strict=True), start=1)
            if answer is not None
        ),
        mark=";",
    )


def _inapplicable(rule: RuleSpec, raw: Entries) -> Words:
    return speech.say(
        "không áp dụng, lý do: {reason}",
        "not applicable, because: {reason}",
        reason=speech.same(str(raw["reason"]).strip()),
    )


def thresholds(rule: RuleSpec) -> tuple[Fraction, ...]:
    """The figures of ``rule`` that an input is compared with."""
    bounds = (text for band in rule.bands for text in (band.at_least, band.below, band.at_most))
    stated = (rule.floor, rule.full_at or "1", *bounds)
    return tuple(exact(text) for text in stated if text is not None)


_TELLING: dict[str, Callable[[RuleSpec, Entries], Words]] = {
    # A gate stands beside the inner answer, so it is asked first; what does not apply comes before figures.
    "gate": _gate,
    "not_applicable": _inapplicable,
    "yes": _yes,
    "choice": _choice,
    "done": _done,
    "ratio": _ratio,
    "value": _value,
    "count": _count,
    "share": _share,
    "counts": _counts,
    "mean": _mean,
    "points": _points,
    "variables": _variables,
    "parts": _parts,
    "cases": _cases,
}
