"""Why something was not saved, in the reader's words and with the status that says so."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from parindex.cycle.assessments import replies
from parindex.cycle.assessments.actions.ledger import Overtaken
from parindex.cycle.assessments.actions.ownledger import LONGEST_NOTE, WrongValue
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.gates import Locked
from parindex.engine.scoring.answers import AnswerRefused
from parindex.faces.web.scoring import inspector, wording
from parindex.faces.web.scoring.inspector import Fault, Other
from parindex.faces.web.scoring.pages import LockLine, lock_line
from parindex.faces.web.templatetags.words import words

KINDS = (replies.Mistyped, AnswerRefused, WrongValue, Locked, Overtaken)
Kind = replies.Mistyped | AnswerRefused | WrongValue | Locked | Overtaken

REFUSED, OVERTAKEN, LOCKED = 422, 409, 423


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal: its status, faults of fields, the lock, what another wrote."""

    status: int
    faults: tuple[Fault, ...] = ()
    lock: LockLine | None = None
    other: Other | None = None


def of(problem: Kind, leaf: Leaf) -> Told:
    """What to tell of ``problem`` with a leaf."""
    if isinstance(problem, replies.Mistyped):
        return Told(
            REFUSED, tuple(Fault(each.key, words(each.words), words(each.remedy)) for each in problem.faults)
        )
    if isinstance(problem, AnswerRefused):
        where = " › ".join(problem.place)
        said = wording.named(words(problem.words))
        return Told(
            REFUSED,
            (
                Fault(
                    "",
                    f"{where}: {said}" if where else said[:1].upper() + said[1:],
                    wording.remedy(words(problem.remedy)),
                ),
            ),
        )
    if isinstance(problem, Locked):
        lock = lock_line(problem.lock)
        fault = Fault("", lock.why if lock else "", lock.remedy if lock else "")
        return Told(LOCKED, (fault,), lock=lock)
    if isinstance(problem, Overtaken):
        return Told(OVERTAKEN, other=inspector.other_of(problem.entry, leaf.spec.rule))
    said = _("Nội dung này chưa lưu được.")
    remedy = _("Giải trình dài quá %(most)s ký tự: hãy rút gọn hoặc đính kèm tệp.") % {"most": LONGEST_NOTE}
    return Told(REFUSED, (Fault("note", said, remedy),))
