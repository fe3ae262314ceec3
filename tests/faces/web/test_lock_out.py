"""Wrong tries are counted for the person, however the name is spelled."""

from __future__ import annotations

from django.test import Client

from parindex.cycle.units.actions import keeping
from tests.cast import AT, Cast


def test_another_spelling_of_the_name_is_no_further_try(cast: Cast) -> None:
    spellings = ("clerk", "Clerk", "cLerk", "CLERK", " clErk ", "clerK")

    answers = [
        Client().post("/sign-in/", {"username": name, "password": "sai-mat-khau"}).status_code
        for name in spellings
    ]

    assert answers == [422, 422, 422, 422, 429, 429]


def test_a_temporary_password_opens_a_locked_name_as_the_page_says(cast: Cast) -> None:
    for _ in range(5):
        Client().post("/sign-in/", {"username": "clerk", "password": "sai-mat-khau"})
    keeping.reset_password(
        cast.people["clerk"], password="tam-thoi-2026x", by=cast.actor("administrator"), at=AT
    )

    answer = Client().post("/sign-in/", {"username": "Clerk", "password": "tam-thoi-2026x"})

    assert answer.status_code == 302
