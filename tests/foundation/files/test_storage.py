"""Contents are kept by digest, once, whole, and unchanged."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings as DjangoSettings

from parindex.engine.values import digests
from parindex.foundation.files import actions, queries
from parindex.foundation.files.models import StoredFile
from parindex.foundation.files.storage import FolderStorage, Missing

AT = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)


def test_what_is_put_comes_back_and_nothing_else_lies_there(tmp_path: Path) -> None:
    storage, data = FolderStorage(tmp_path), "Kế hoạch".encode()
    digest = digests.of_bytes(data)

    storage.put(digest, data)
    storage.put(digest, data)

    assert storage.get(digest) == data
    files = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [f"{digest[:2]}/{digest[2:]}"]


def test_altered_or_lost_content_is_missing(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)
    digest = digests.of_bytes(b"a")
    with pytest.raises(Missing):
        storage.get(digest)
    storage.put(digest, b"a")

    (tmp_path / digest[:2] / digest[2:]).write_bytes(b"b")

    with pytest.raises(Missing):
        storage.get(digest)


def test_a_damaged_content_is_healed_by_the_same_upload(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)
    digest = digests.of_bytes(b"a")
    storage.put(digest, b"a")
    (tmp_path / digest[:2] / digest[2:]).write_bytes(b"b")

    storage.put(digest, b"a")

    assert storage.get(digest) == b"a"


def test_a_write_that_fails_leaves_no_half_file(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)

    with pytest.raises(TypeError):
        storage.put("ab" * 32, "text")  # type: ignore[arg-type]

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_the_same_content_is_one_row(tmp_path: Path, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path

    first = actions.store(b"abc", media_type="text/plain", at=AT)
    second = actions.store(b"abc", media_type="text/plain", at=AT)

    assert first == second == StoredFile.objects.get()
    assert (first.size, queries.content(first)) == (3, b"abc")
