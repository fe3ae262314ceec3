"""Contents in a bucket of an S3-compatible store; needs the extra ``s3`` (boto3)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from parindex.engine.values import digests
from parindex.foundation.files.storage import Missing, WrongStore

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})


class BucketStorage:
    """Contents under ``prefix/ab/cdef…``; credentials come from the usual variables of the store."""

    def __init__(self, bucket: str, *, prefix: str = "", endpoint: str = "", region: str = "") -> None:
        """Use ``bucket`` at ``endpoint``; an empty endpoint is Amazon's own."""
        self._bucket, self._prefix = bucket, f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=endpoint or None,
            region_name=region or None,
            config=Config(
                connect_timeout=5,
                read_timeout=60,
                retries={"max_attempts": 3, "mode": "standard"},
                s3={"addressing_style": "path"},
            ),
        )

    def put(self, digest: str, data: bytes) -> None:
        """Keep ``data``; the store has confirmed it when this returns."""
        if self._is_whole(digest, len(data)):
            return
        self._client.put_object(
            Bucket=self._bucket, Key=self._key(digest), Body=data, ContentType="application/octet-stream"
        )

    def get(self, digest: str) -> bytes:
        """The content, checked against its digest."""
        try:
            data: bytes = self._client.get_object(Bucket=self._bucket, Key=self._key(digest))["Body"].read()
        except ClientError as error:
            if _code(error) in _ABSENT:
                raise Missing(digest) from None
            raise
        if digests.of_bytes(data) != digest:
            raise Missing(digest)
        return data

    def _is_whole(self, digest: str, size: int) -> bool:
        """Whether the content stands there unharmed; a damaged one is written again."""
        try:
            head = self._client.head_object(Bucket=self._bucket, Key=self._key(digest))
        except ClientError as error:
            if _code(error) in _ABSENT:
                return False
            raise
        if head["ContentLength"] != size:
            return False
        try:
            self.get(digest)
        except Missing:
            return False
        return True

    def _key(self, digest: str) -> str:
        return f"{self._prefix}{digest[:2]}/{digest[2:]}"


def at(address: str) -> BucketStorage:
    """The store at ``s3://bucket/prefix?endpoint=https://…&region=…``. Raises WrongStore."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    if parts.scheme != "s3" or not _BUCKET.fullmatch(parts.netloc) or set(query) - {"endpoint", "region"}:
        raise WrongStore("PARINDEX_FILES must read s3://bucket/prefix?endpoint=https://host&region=name")
    return BucketStorage(
        parts.netloc,
        prefix=parts.path,
        endpoint=query.get("endpoint", ""),
        region=query.get("region", ""),
    )


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
