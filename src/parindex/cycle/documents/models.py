"""An official document as it came in, what was read in it, corrected in it and accepted from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """Where a document stands: see states.py for the steps between."""

    READING = "reading"
    READ = "read"
    FAILED = "failed"
    ACCEPTED = "accepted"
    SET_ASIDE = "set_aside"


class Document(models.Model):
    """One official file of one unit. The original is never changed; the reading is never edited."""

    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    version = models.PositiveIntegerField(default=1)
    failure_vi = models.TextField(default="", blank=True)
    failure_en = models.TextField(default="", blank=True)
    kind = models.CharField(max_length=20, default="", blank=True)
    number = models.TextField(default="", blank=True)
    issued_on = models.DateField(null=True)
    title = models.TextField(default="", blank=True)
    search = models.TextField(default="", blank=True)
    open_findings = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.BigIntegerField()
    uploaded_by_name = models.CharField(max_length=160)
    read_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    untaken_at = models.DateTimeField(null=True)
    """When it turned out that accepted tables could not be made into frameworks, figures or plans."""
    # Last, and so in the table: SQLite walks over a long value to reach what stands behind it.
    reading = models.JSONField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-uploaded_at", "-pk")
        indexes = (models.Index(fields=("owner", "state"), name="documents_of_owner"),)
        constraints = (
            models.UniqueConstraint(fields=("owner", "file"), name="document_file_once_per_owner"),
            models.CheckConstraint(
                condition=~Q(state__in=("read", "accepted")) | Q(reading__isnull=False),
                name="document_read_has_reading",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure_vi=""), name="document_failed_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False),
                name="document_accepted_has_moment",
            ),
        )

    def __str__(self) -> str:
        """Its number and title when known, else the name of the file."""
        return " ".join(part for part in (self.number, self.title) if part) or self.name


class SourceBlocks(models.Model):
    """The blocks of the source, kept so that the review screen shows them beside what was read."""

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="source"
    )
    blocks = models.JSONField()

    class Meta:
        """By document."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Whose blocks."""
        return f"blocks of {self.document_id}"


class Correction(models.Model):
    """One field of one row as a person corrected it; append-only, the last one counts."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="corrections")
    table = models.CharField(max_length=8, default="", blank=True)
    row = models.IntegerField()
    field = models.CharField(max_length=20)
    before = models.TextField(default="", blank=True)
    value = models.TextField(default="", blank=True)
    reason = models.TextField(default="", blank=True)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()
    made_by_name = models.CharField(max_length=160)

    class Meta:
        """In the order they were made."""

        ordering = ("pk",)
        indexes = (models.Index(fields=("document", "table", "row"), name="corrections_of_row"),)

    def __str__(self) -> str:
        """Place, field and new value."""
        return f"{self.table}/{self.row}.{self.field} = {self.value}"


class Kept(models.Model):
    """A finding a person looked at and left as printed."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="kept")
    finding = models.CharField(max_length=200)
    reason = models.TextField(default="", blank=True)
    kept_at = models.DateTimeField()
    kept_by = models.BigIntegerField()

    class Meta:
        """In the order they were kept."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("document", "finding"), name="finding_kept_once"),)

    def __str__(self) -> str:
        """Which finding."""
        return self.finding


class Acceptance(models.Model):
    """A table of the document taken over; later rooms pull accepted tables."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="acceptances")
    table = models.CharField(max_length=8)
    accepted_at = models.DateTimeField()
    accepted_by = models.BigIntegerField()

    class Meta:
        """In the order they were accepted."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("document", "table"), name="table_accepted_once"),)

    def __str__(self) -> str:
        """Which table."""
        return self.table
