"""Contents in an S3-compatible store: moto's server in a thread of the test, spoken to over HTTP.

It stands in for a store such as MinIO or Ceph; it is not one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer
from pytest_django import Settings as DjangoSettings

from parindex.engine.values import digests
from parindex.foundation.files import actions, buckets, queries
from parindex.foundation.files.buckets import BucketStorage
from parindex.foundation.files.storage import Missing, WrongStore

AT = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
BUCKET = "minh-chung"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(address: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The empty bucket, as somebody with the store's own tools sees it."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "thu")
    bucket = boto3.resource("s3", endpoint_url=address, region_name="us-east-1").Bucket(BUCKET)
    bucket.create()
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


def storage(address: str, prefix: str = "") -> BucketStorage:
    return buckets.at(f"s3://{BUCKET}{prefix}?endpoint={address}&region=us-east-1")


def test_what_is_put_comes_back_and_nothing_else_lies_there(address: str, bucket: Any) -> None:
    data = "Kế hoạch".encode() * 1000
    digest = digests.of_bytes(data)
    store = storage(address, "/par/2025")

    store.put(digest, data)
    store.put(digest, data)

    assert store.get(digest) == data
    assert [each.key for each in bucket.objects.all()] == [f"par/2025/{digest[:2]}/{digest[2:]}"]


def test_altered_or_lost_content_is_missing(address: str, bucket: Any) -> None:
    store, digest = storage(address), digests.of_bytes(b"a")
    with pytest.raises(Missing):
        store.get(digest)
    store.put(digest, b"a")

    bucket.put_object(Key=f"{digest[:2]}/{digest[2:]}", Body=b"b")

    with pytest.raises(Missing):
        store.get(digest)


@pytest.mark.parametrize("harm", [b"b", b"longer"])
def test_a_damaged_content_is_healed_by_the_same_upload(address: str, bucket: Any, harm: bytes) -> None:
    store, digest = storage(address), digests.of_bytes(b"a")
    store.put(digest, b"a")
    bucket.put_object(Key=f"{digest[:2]}/{digest[2:]}", Body=harm)

    store.put(digest, b"a")

    assert store.get(digest) == b"a"


def test_a_bucket_that_is_not_there_is_a_fault_and_not_a_missing_file(address: str, bucket: Any) -> None:
    store = buckets.at(f"s3://khong-co?endpoint={address}&region=us-east-1")

    with pytest.raises(Exception, match="NoSuchBucket"):
        store.get(digests.of_bytes(b"a"))


@pytest.mark.django_db
def test_the_settings_choose_the_store(address: str, bucket: Any, settings: DjangoSettings) -> None:
    settings.FILES_STORE = f"s3://{BUCKET}?endpoint={address}&region=us-east-1"

    file = actions.store(b"Minh chung", media_type="text/plain", at=AT)

    assert queries.content(file) == b"Minh chung"
    assert [each.key for each in bucket.objects.all()] == [f"{file.sha256[:2]}/{file.sha256[2:]}"]


@pytest.mark.parametrize(
    "wrong", ["s3://", "http://minh-chung", "s3://Minh_Chung", "s3://minh-chung?secret=x", "minh-chung"]
)
def test_an_address_that_is_none_is_told(wrong: str) -> None:
    with pytest.raises(WrongStore, match="PARINDEX_FILES"):
        buckets.at(wrong)
