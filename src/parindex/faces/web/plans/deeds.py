"""How the forms of plans answer: the page around a form, a refusal beside its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.plans import checks
from parindex.cycle.plans.states import NotPossible
from parindex.faces.web.asking import Request
from parindex.faces.web.plans import words
from parindex.faces.web.showing import Step


@dataclass(frozen=True, slots=True)
class Page:
    """The page around a form: what is done, to what, with which button, and the way back."""

    title: str
    about: str
    steps: tuple[Step, ...]
    button: str
    back: str
    note: str = ""


def steps() -> tuple[Step, ...]:
    """The way to any page about plans."""
    return (Step(_("Kế hoạch"), reverse("plans")),)


def step_of(plan: Any) -> Step:
    """The step to a plan."""
    name = plan.number or plan.title or pgettext("một", "Kế hoạch")
    return Step(name, reverse("plan", args=[plan.pk]))


def step_of_task(task: Any) -> Step:
    """The step to a task."""
    name = _("Nhiệm vụ %(number)s") % {"number": task.number} if task.number else pgettext("một", "Nhiệm vụ")
    return Step(name, reverse("task", args=[task.pk]))


def done(form: forms.Form, deed: Callable[[], object]) -> bool:
    """Whether the deed is done; else the form says why not."""
    try:
        deed()
    except checks.WrongValue as wrong:
        refuse(form, str(wrong))
    except NotPossible:
        form.add_error(None, _("Người khác vừa thay đổi. Hãy tải lại trang rồi xem lại."))
    return not form.errors


def refuse(form: forms.Form, field: str) -> None:
    """Say beside the field, or above the form where it has none such, what is wrong."""
    form.add_error(field if field in form.fields else None, words.wrong(field))


def answer(
    request: Request, form: forms.Form, page: Page, *, template: str = "form", **context: object
) -> HttpResponse:
    """The page with its form; 422 when something was refused."""
    whole = {"form": form, "page": page, **context}
    return render(request, f"web/plans/{template}.html", whole, status=422 if form.errors else 200)


def numbers(texts: Iterable[str]) -> list[int]:
    """The ids among what a browser sent."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]
