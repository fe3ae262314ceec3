"""Frameworks, their versions year by year, and the criteria of each version."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parindex.cycle.frameworks import states
from parindex.engine.scoring.specs import Aggregate, NotApplicable, Source


class Framework(models.Model):
    """One index at one level, kept by one unit: what its versions are versions of."""

    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    index = models.CharField(max_length=80)
    level = models.CharField(max_length=20)

    class Meta:
        """By index and level."""

        ordering = ("index", "level", "pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "index", "level"), name="framework_once_per_owner"),
            models.CheckConstraint(condition=~Q(index="") & ~Q(level=""), name="framework_is_named"),
        )

    def __str__(self) -> str:
        """The index."""
        return self.index


class Version(models.Model):
    """The framework of one year; its content never changes once it is published."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=states.DRAFT)
    identifier = models.TextField(default="", blank=True)
    """The id its file states; blank: made of owner, index, level and year."""
    title = models.TextField(default="", blank=True)
    title_en = models.TextField(default="", blank=True)
    basis = models.TextField(default="", blank=True)
    note = models.TextField(default="", blank=True)
    aggregate = models.CharField(max_length=10, default=Aggregate.SUM.value)
    decimals = models.PositiveSmallIntegerField(default=4)
    display_decimals = models.PositiveSmallIntegerField(default=2)
    not_applicable = models.CharField(max_length=12, default=NotApplicable.EXCLUDE.value)
    total_text = models.TextField(default="", blank=True)
    digest = models.CharField(max_length=64, default="", blank=True)
    source = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    source_table = models.CharField(max_length=8, default="", blank=True)
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.BigIntegerField(null=True)
    published_by_name = models.CharField(max_length=160, default="", blank=True)
    suspended_because = models.TextField(default="", blank=True)

    class Meta:
        """Newest year first."""

        ordering = ("-year", "framework", "-number", "-pk")
        indexes = (models.Index(fields=("state",), name="versions_by_state"),)
        constraints = (
            models.UniqueConstraint(fields=("framework", "year", "number"), name="version_number_once"),
            models.UniqueConstraint(
                fields=("framework", "year"),
                condition=Q(state=states.PUBLISHED),
                name="version_one_published",
            ),
            models.UniqueConstraint(
                fields=("source", "source_table"),
                condition=Q(source__isnull=False),
                name="version_once_per_table",
            ),
            models.CheckConstraint(condition=Q(state__in=sorted(states.STEPS)), name="version_state_known"),
            models.CheckConstraint(
                condition=Q(aggregate__in=[each.value for each in Aggregate]), name="version_aggregate_known"
            ),
            models.CheckConstraint(
                condition=Q(not_applicable__in=[each.value for each in NotApplicable]),
                name="version_not_applicable_known",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="version_published_pair",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(states.OPEN)) | (Q(published_at__isnull=False) & ~Q(digest="")),
                name="version_issued_has_digest",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.SUSPENDED) | ~Q(suspended_because=""),
                name="version_suspended_says_why",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=6), name="version_decimals_storable"),
        )

    def __str__(self) -> str:
        """Index and year, and the number from the second version on."""
        again = f" ({self.number})" if self.number > 1 else ""
        return f"{self.framework} {self.year}{again}"


class Criterion(models.Model):
    """One criterion of one version, in the order of the tree."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    depth = models.PositiveSmallIntegerField()
    path = models.TextField()
    code = models.TextField()
    name = models.TextField(default="", blank=True)
    is_leaf = models.BooleanField()
    max_text = models.TextField(default="", blank=True)
    """The maximum it states; blank at a parent whose maximum is the sum of its children's."""
    max_micro = models.BigIntegerField(null=True)
    weight_text = models.TextField(default="", blank=True)
    aggregate = models.CharField(max_length=10, default="", blank=True)
    owner_text = models.TextField(default="", blank=True)
    """The owner it states itself; blank where it has one from above."""
    kind = models.CharField(max_length=10, default="", blank=True)
    evidence_required = models.BooleanField(null=True)
    """Whether it asks for evidence; None where nothing is said of evidence."""
    evidence_note = models.TextField(default="", blank=True)
    note = models.TextField(default="", blank=True)
    rule = models.JSONField(null=True)
    rule_kind = models.CharField(max_length=12, default="", blank=True)
    search = models.TextField(default="", blank=True)
    source_page = models.PositiveIntegerField(null=True)
    source_row = models.PositiveIntegerField(null=True)

    class Meta:
        """In the order of the tree."""

        ordering = ("version", "position", "pk")
        indexes = (models.Index(fields=("version", "path"), name="criteria_by_path"),)
        constraints = (
            models.UniqueConstraint(fields=("version", "position"), name="criterion_position_once"),
            models.CheckConstraint(condition=~Q(path="") & ~Q(code=""), name="criterion_has_path"),
            models.CheckConstraint(
                condition=Q(kind="") | Q(kind__in=[each.value for each in Source]),
                name="criterion_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(aggregate="") | Q(aggregate__in=[each.value for each in Aggregate]),
                name="criterion_aggregate_known",
            ),
            models.CheckConstraint(
                condition=Q(evidence_note="") | Q(evidence_required__isnull=False),
                name="criterion_evidence_whole",
            ),
            models.CheckConstraint(
                condition=Q(rule__isnull=False) | Q(rule_kind=""), name="criterion_kind_of_a_rule"
            ),
            models.CheckConstraint(
                condition=Q(depth=0, parent__isnull=True) | Q(depth__gte=1, parent__isnull=False),
                name="criterion_below_a_parent",
            ),
        )

    def __str__(self) -> str:
        """Path and name."""
        return f"{self.path} {self.name}"


class CriterionOwner(models.Model):
    """One unit that answers for a criterion, as printed; ``unit`` where the directory knows it."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="owners")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    scope = models.TextField(default="", blank=True)
    unit = models.ForeignKey("units.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    is_inherited = models.BooleanField(default=False)

    class Meta:
        """As printed."""

        ordering = ("criterion", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("criterion", "position"), name="criterion_owner_position_once"),
        )

    def __str__(self) -> str:
        """The printed name."""
        return self.text


class Succession(models.Model):
    """A criterion that goes on from one of the year before, as a person confirmed."""

    criterion = models.OneToOneField(Criterion, on_delete=models.CASCADE, related_name="continues")
    previous = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="continued_by")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField()

    class Meta:
        """As confirmed."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(criterion=models.F("previous")), name="succession_to_another_criterion"
            ),
        )

    def __str__(self) -> str:
        """Both paths."""
        return f"{self.previous_id} → {self.criterion_id}"
