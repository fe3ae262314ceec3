"""The closed table of kinds: how each is explained."""

from __future__ import annotations

from collections.abc import Callable

from parindex.engine.scoring import inputs, speech
from parindex.engine.scoring.answers import Inapplicable
from parindex.engine.scoring.outcomes import Outcome, State
from parindex.engine.scoring.specs import RuleSpec
from parindex.engine.scoring.traces import computed, measured, nested, simple
from parindex.engine.scoring.traces.scene import Scene
from parindex.engine.values.findings import Words

Lines = tuple[Words, ...]

KINDS: dict[str, Callable[[RuleSpec, object, Outcome, Scene], Lines]] = {
    "yes_no": simple.yes_no,
    "choice": simple.choice,
    "ratio": measured.ratio,
    "bands": measured.bands,
    "count": simple.count,
    "deduct": simple.deduct,
    "veto": simple.veto,
    "parts": nested.parts,
    "best_case": nested.best_case,
    "growth": measured.bands,
    "leader": measured.leader,
    "survey": measured.survey,
    "index": measured.index,
    "council": simple.council,
    "gate": nested.gate,
    "formula": computed.formula,
    "penalty": simple.penalty,
}


def tell(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """The input, the threshold that decided and the computation of one rule, inner rules included."""
    if raw is None:
        return (Words("Chưa trả lời nên được 0 điểm.", "Not answered, so 0 points."),)
    if isinstance(outcome.answer, Inapplicable):
        return (speech.ended(inputs.told(rule, raw)),)
    if outcome.state is State.NOT_APPLICABLE and not outcome.inner:
        return (
            Words(
                "Không có nội dung nào phải thực hiện (0/0) nên không áp dụng.",
                "There was nothing to do (0/0), so it does not apply.",
            ),
        )
    return KINDS[rule.kind](rule, raw, outcome, scene)
