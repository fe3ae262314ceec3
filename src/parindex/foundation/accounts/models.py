"""People and how they sign in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class People(BaseUserManager["Person"]):
    """Finds people by the name they sign in with, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person who signs in as ``username``."""
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who may sign in. What they may do comes from their memberships, not from here."""

    username = models.CharField(max_length=80)
    full_name = models.CharField(max_length=160)
    search = models.CharField(max_length=300, db_index=True)
    email = models.EmailField(default="", blank=True)
    language = models.CharField(max_length=2, choices=(("vi", "vi"), ("en", "en")), default="vi")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects = People()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        """By name."""

        ordering = ("full_name", "pk")
        constraints = (
            models.UniqueConstraint(Lower("username"), name="person_username_unique"),
            models.CheckConstraint(condition=~models.Q(username=""), name="person_username_not_blank"),
        )

    def __str__(self) -> str:
        """The person's name."""
        return self.full_name
