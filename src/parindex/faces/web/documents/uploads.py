"""Uploads are held in memory up to the limit, and dropped beyond it; no temporary file is ever made."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import opening

TOO_LARGE = "upload_too_large"
UNKNOWN = "application/octet-stream"


def media_type(data: bytes, *, name: str) -> str:
    """What the bytes are by themselves, whatever the browser says; UNKNOWN when they cannot be read."""
    try:
        return opening.media_type_of(data, name=name)
    except Unusable:
        return UNKNOWN


class QuotaUploadHandler(FileUploadHandler):
    """Keeps one request's files in memory; stops reading at the limit, whatever length was announced."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.taken = 0
        self.buffer = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.buffer = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take one piece, or stop when it is too much."""
        self.taken += len(raw_data)
        if self.taken > settings.UPLOAD_LIMIT:
            if self.request is not None:
                setattr(self.request, TOO_LARGE, True)
            raise StopUpload(connection_reset=False)
        self.buffer.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand over the whole file."""
        self.buffer.seek(0)
        return InMemoryUploadedFile(
            file=self.buffer,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
