"""What could not be made of an accepted document is told beside it, with the way to try again."""

from __future__ import annotations

from django.test import Client

from parindex.cycle.documents import actions
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, Cast
from tests.cycle import accepted

BACKEND = "django.contrib.auth.backends.ModelBackend"
TOLD = "Chưa lập được chỉ số hoặc kế hoạch"


def test_it_is_told_to_readers_and_tried_again_by_who_accepts(cast: Cast, client: Client) -> None:
    document = accepted.document(cast.ward, accepted.TASKS)
    actions.note_untaken(document, by=SYSTEM, at=AT)
    url = f"/documents/{document.pk}/"

    client.force_login(cast.people["clerk"], backend=BACKEND)
    seen = client.get(url).content.decode()
    assert (TOLD in seen, "take-again" in seen, client.post(f"{url}take-again/").status_code) == (
        True,
        False,
        403,
    )

    client.force_login(cast.people["leader"], backend=BACKEND)
    assert f'action="{url}take-again/"' in client.get(url).content.decode()
    assert client.post(f"{url}take-again/").status_code == 302
    assert TOLD not in client.get(url).content.decode()
