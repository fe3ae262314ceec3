"""Wrong tries are counted for the person, however the name is spelled."""

from __future__ import annotations

from django.test import Client

from tests.cast import Cast


def test_another_spelling_of_the_name_is_no_further_try(cast: Cast) -> None:
    spellings = ("clerk", "Clerk", "cLerk", "CLERK", " clErk ", "clerK")

    answers = [
        Client().post("/sign-in/", {"username": name, "password": "sai-mat-khau"}).status_code
        for name in spellings
    ]

    assert answers == [422, 422, 422, 422, 429, 429]
