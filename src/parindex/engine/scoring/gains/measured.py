"""The smallest change of one measured figure: ratios, bands, growth, leaders, surveys, indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from parindex.engine.scoring import inputs, speech
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.gains import searching
from parindex.engine.scoring.gains.changing import Change, Seat, Step, grain, moved, printed
from parindex.engine.scoring.specs import Band, RuleSpec
from parindex.engine.values.findings import Words

FINEST_SHARE = 4
"""Shares move by a hundredth of a per cent, or by the last decimal they were given with."""
FINEST_VALUE = 2
"""Published values move by a hundredth, or by the last decimal they were given with."""
ROUND_SHARE = 2
"""Whole per cents."""
ROUND_PARTS = 50
"""A round step of a value is the largest power of ten that goes this many times into its scale."""
MORE = ("thực hiện thêm {step}, thành {told},", "doing {step} more, {told},")
FEWER = ("bớt {step}, còn {told},", "doing {step} fewer, {told},")


def ratio(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The fewest more done of the same total, or the smallest ratio needed."""
    given = inputs.mapping(raw)
    if "ratio" in given:
        bounds = (rule.floor or "0", rule.full_at or "1")
        return _share(given, "ratio", seat, Words("tỷ lệ", "the ratio"), bounds=bounds)
    return _done(rule, given, seat)


def bands(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The nearest figure, higher or lower, that lies in a band that earns more."""
    given = inputs.mapping(raw)
    if "done" in given:
        return _done(rule, given, seat)
    places = grain(given["value"], *_printed_bounds(rule.bands))
    return _value(given, seat, cuts=_cuts(rule), places=places)


def growth(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The nearest value, the one before being as it was, whose growth lies in a band that earns more."""
    given = inputs.mapping(raw)
    before = inputs.exact(given["previous"])
    wanted = _cuts(rule)
    if rule.measure == "percent":
        cuts = tuple(before * (1 + each) for each in wanted)
        places = grain(given["value"], given["previous"])
    else:
        cuts = tuple(before + each for each in wanted)
        places = grain(given["value"], given["previous"], *_printed_bounds(rule.bands))
    return _value(given, seat, cuts=cuts, places=places)


def leader(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The nearest value, the others' being as they are, that comes nearer to the best."""
    given = inputs.mapping(raw)
    now = inputs.exact(given["value"])
    best = now if (known := seat.best(seat.place)) is None else known
    places = grain(given["value"], inputs.printed(best))
    if rule.better == "lower":
        return _fallen(given, seat, least=best, places=places)
    return _value(given, seat, cuts=(now, best), places=places)


def survey(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The share or mean needed, or the fewest answers that move to the option of most weight."""
    given = inputs.mapping(raw)
    if "share" in given:
        return _share(given, "share", seat, Words("tỷ lệ khảo sát", "the surveyed share"))
    if "counts" in given:
        return _votes(rule, given, seat)
    scale = inputs.exact(given["scale"])
    places = _value_places(given["mean"], given["scale"], seat)
    return _raised(given, "mean", seat, top=scale, places=places, what=Words("điểm trung bình", "the mean"))


def index(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The smallest value needed."""
    given = inputs.mapping(raw)
    of = rule.of or "100"
    places = _value_places(given["value"], of, seat)
    return _raised(
        given, "value", seat, top=inputs.exact(of), places=places, what=Words("giá trị", "the value")
    )


def _done(rule: RuleSpec, given: Entries, seat: Seat) -> Change | None:
    places = grain(given["done"], given["total"])
    done, total = (int(inputs.exact(given[key]) * 10**places) for key in ("done", "total"))
    if not total:
        return _begun(rule, seat)
    cuts = {side for cut in _cuts(rule) for side in _around(cut * total)}
    wanted = searching.nearest(
        done,
        cuts,
        lambda steps: seat.gains({**given, "done": printed(steps, places)}),
    )
    if wanted is None:
        return None
    after = Fraction(wanted, 10**places)
    words = speech.say(
        *(MORE if wanted > done else FEWER),
        step=speech.number(abs(after - inputs.exact(given["done"]))),
        told=inputs.quotient(after, inputs.exact(given["total"])),
    )
    return Change({**given, "done": printed(wanted, places)}, Fraction(abs(wanted - done), total), words)


def _begun(rule: RuleSpec, seat: Seat) -> Change | None:
    """Where nothing was to be done and that counts zero: something to do, and it done."""
    answer = {"done": "1", "total": "1"}
    if rule.empty != "zero" or not seat.gains(answer):
        return None
    return Change(
        answer,
        Fraction(1),
        Words("có việc phải làm và làm xong (1/1)", "having one to do and doing it (1/1)"),
    )


def _value(given: Entries, seat: Seat, *, cuts: Iterable[Fraction], places: int) -> Change | None:
    before = inputs.exact(given["value"])
    now = int(before * 10**places)
    wanted = searching.nearest(
        now,
        [side for cut in cuts for side in _around(cut * 10**places)],
        lambda steps: seat.gains({**given, "value": printed(steps, places)}),
    )
    return None if wanted is None else _brought(given, before, wanted, places)


def _fallen(given: Entries, seat: Seat, *, least: Fraction, places: int) -> Change | None:
    """The nearest value below, down to ``least``, that gains; less never earns less."""
    before = inputs.exact(given["value"])
    now, end = (int(figure * 10**places) for figure in (before, least))
    fallen = searching.first(
        1, now - end, lambda steps: seat.gains({**given, "value": printed(now - steps, places)})
    )
    return None if fallen is None else _brought(given, before, now - fallen, places)


def _brought(given: Entries, before: Fraction, wanted: int, places: int) -> Change:
    after = Fraction(wanted, 10**places)
    rising = Words("lên", "up to") if after > before else Words("xuống", "down to")
    words = speech.say(
        "đưa giá trị từ {before} {rising} {after}",
        "bringing the value from {before} {rising} {after}",
        before=speech.number(before),
        rising=rising,
        after=speech.number(after),
    )
    return Change({**given, "value": printed(wanted, places)}, moved(before, after), words)


def _share(
    given: Entries, key: str, seat: Seat, what: Words, *, bounds: tuple[str, ...] = ()
) -> Change | None:
    finest = grain(given[key], least=FINEST_SHARE)
    places = finest if seat.step is Step.FINEST else grain(*bounds, least=ROUND_SHARE)
    return _raised(given, key, seat, top=Fraction(1), places=places, what=what)


def _value_places(given: object, top: object, seat: Seat) -> int:
    """The decimals in which a value on a scale that ends at ``top`` moves."""
    if seat.step is Step.FINEST:
        return grain(given, top, least=FINEST_VALUE)
    places = grain(top)
    while inputs.exact(top) * 10**places < ROUND_PARTS:
        places += 1
    return places


def _raised(
    given: Entries, key: str, seat: Seat, *, top: Fraction, places: int, what: Words
) -> Change | None:
    """The least above the given figure, at most ``top``, that gains; more never earns less."""
    before = inputs.exact(given[key])
    scale = 10**places
    wanted = searching.first(
        int(before * scale) + 1,
        int(top * scale),
        lambda steps: seat.gains({**given, key: printed(steps, places)}),
    )
    if wanted is None:
        return None
    after = Fraction(wanted, scale)
    figure = speech.percent if key in {"share", "ratio"} else speech.number
    words = speech.say(
        "nâng {what} từ {before} lên {after}",
        "raising {what} from {before} to {after}",
        what=what,
        before=figure(before),
        after=figure(after),
    )
    return Change({**given, key: printed(wanted, places)}, (after - before) / top, words)


def _votes(rule: RuleSpec, given: Entries, seat: Seat) -> Change | None:
    """Answers move, the lowest first, to the option of most weight."""
    weights = {key: inputs.exact(weight) for key, weight in rule.weights}
    counts = {key: int(inputs.exact(number)) for key, number in inputs.mapping(given["counts"]).items()}
    best = max(weights, key=lambda key: weights[key])
    rising = sorted((key for key in weights if weights[key] < weights[best]), key=lambda key: weights[key])
    movable = sum(counts.get(key, 0) for key in rising)
    wanted = searching.first(1, movable, lambda steps: seat.gains(_voted(counts, rising, best, steps)))
    if wanted is None:
        return None
    total = sum(counts.get(key, 0) for key in weights)
    answer = _voted(counts, rising, best, wanted)
    reached = sum(
        weights.get(key, Fraction(0)) * int(inputs.exact(n))
        for key, n in inputs.mapping(answer["counts"]).items()
    )
    words = speech.say(
        "có thêm {more} phiếu chuyển từ mức thấp nhất sang {best} (tỷ lệ thành {share})",
        "having {more} more answers move from the lowest option to {best} (a share of {share})",
        more=speech.number(wanted),
        best=speech.name(best),
        share=speech.percent(Fraction(reached, total)),
    )
    return Change(answer, Fraction(wanted, total), words)


def _voted(counts: dict[str, int], rising: list[str], best: str, steps: int) -> Entries:
    after = dict(counts)
    left = steps
    for key in rising:
        moved_now = min(left, after.get(key, 0))
        if moved_now:
            after[key] -= moved_now
            after[best] = after.get(best, 0) + moved_now
        left -= moved_now
    return {"counts": {key: str(number) for key, number in after.items()}}


def _cuts(rule: RuleSpec) -> tuple[Fraction, ...]:
    """The figures at which ``rule`` may change its mind."""
    return (Fraction(1), *(inputs.exact(text) for text in _printed_bounds(rule.bands)))


def _printed_bounds(bands: tuple[Band, ...]) -> Iterator[str]:
    return (text for band in bands for text in (band.at_least, band.below, band.at_most) if text is not None)


def _around(cut: Fraction) -> tuple[int, ...]:
    """The whole numbers at and beside ``cut``: between such numbers of all cuts nothing changes its band."""
    low = cut.numerator // cut.denominator
    return (low - 1, low, low + 1)
