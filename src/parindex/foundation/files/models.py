"""Bytes at rest, one row a content."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """A content, known by its digest; the bytes stand in the storage under that digest."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """The digest."""
        return self.sha256
