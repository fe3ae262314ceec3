"""Deeds on frameworks, one file per act."""

from parindex.cycle.frameworks.actions.amending import amend
from parindex.cycle.frameworks.actions.correcting import FIELDS, correct
from parindex.cycle.frameworks.actions.drafting import draft_from
from parindex.cycle.frameworks.actions.importing import copy, import_file, import_workbook
from parindex.cycle.frameworks.actions.linking import link
from parindex.cycle.frameworks.actions.publishing import check, publish, resume, suspend
from parindex.cycle.frameworks.actions.ruling import write_rule
from parindex.cycle.frameworks.actions.shaping import add, move, remove
from parindex.cycle.frameworks.refusals import InUse, NotReady, Overtaken, WrongValue

__all__ = [
    "FIELDS",
    "InUse",
    "NotReady",
    "Overtaken",
    "WrongValue",
    "add",
    "amend",
    "check",
    "copy",
    "correct",
    "draft_from",
    "import_file",
    "import_workbook",
    "link",
    "move",
    "publish",
    "remove",
    "resume",
    "suspend",
    "write_rule",
]
