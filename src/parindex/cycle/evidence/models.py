"""Evidence: what a unit shows to prove its scores."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parindex.cycle.evidence.checks import CLEAN, FILE, INFECTED, LINK, REFERENCE, UNSCANNED

FORMS = (FILE, LINK, REFERENCE)
SCANS = (UNSCANNED, CLEAN, INFECTED)


class Item(models.Model):
    """One piece of evidence of one unit: a stored file, a link, or a reference to a classified document."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=10)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, default="", blank=True)
    """What kind of file it is by its content."""
    name = models.TextField(default="", blank=True)
    """The file's name as it came."""
    link = models.TextField(default="", blank=True)
    number = models.CharField(max_length=120, default="", blank=True)
    issued_on = models.DateField(null=True)
    issuer = models.TextField(default="", blank=True)
    title = models.TextField(default="", blank=True)
    pages = models.PositiveIntegerField(null=True)
    """How many pages the file has, where that is known."""
    scan = models.CharField(max_length=10, default=UNSCANNED)
    is_waiting = models.BooleanField(default=False)
    """The worker has still to read or to scan the file."""
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change of what is said of it; who corrects says which one they saw."""
    is_illustrative = models.BooleanField(default=False)
    search = models.TextField(default="", blank=True)
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField()
    added_by_name = models.CharField(max_length=160)

    class Meta:
        """Newest first."""

        ordering = ("unit", "-added_at", "-pk")
        indexes = (models.Index(fields=("file", "unit"), name="evidence_by_file"),)
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "file"), condition=Q(file__isnull=False), name="evidence_file_once_per_unit"
            ),
            models.UniqueConstraint(
                fields=("unit", "link"), condition=~Q(link=""), name="evidence_link_once_per_unit"
            ),
            models.UniqueConstraint(
                fields=("unit", "number", "issued_on"),
                condition=Q(form="reference"),
                name="evidence_reference_once_per_unit",
            ),
            models.CheckConstraint(condition=Q(form__in=FORMS), name="evidence_form_known"),
            models.CheckConstraint(condition=Q(scan__in=SCANS), name="evidence_scan_known"),
            models.CheckConstraint(
                condition=Q(form="file", file__isnull=False, link="")
                | (Q(form="link", file__isnull=True) & ~Q(link=""))
                | (Q(form="reference", file__isnull=True, link="", title="") & ~Q(number="")),
                name="evidence_is_one_of",
            ),
        )

    def __str__(self) -> str:
        """Number and title, or the name of the file."""
        return " ".join(part for part in (self.number, self.title) if part) or self.name or self.link


class Extract(models.Model):
    """The beginning of a stored document as text, for the preview; the same for all who show it."""

    file = models.OneToOneField("files.StoredFile", on_delete=models.CASCADE, related_name="+")
    parts = models.JSONField()
    is_cut = models.BooleanField(default=False)

    class Meta:
        """As read."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Of which content."""
        return str(self.file)
