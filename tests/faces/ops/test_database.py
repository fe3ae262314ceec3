"""What a command leaves behind of its connections before it starts processes of its own."""

from __future__ import annotations

import pytest
from django.db import connection

from parindex.faces.ops import database


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_pool_is_left_for_server_processes_to_share() -> None:
    connection.ensure_connection()
    database.let_go()
    assert getattr(connection, "_connection_pools", {}) == {}
    connection.ensure_connection()
