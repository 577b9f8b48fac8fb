"""A user belongs to one jurisdiction, has one role, and, in a unit, that unit."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.accounts.choices import UNIT_ROLES, Role
from dondoc.foundation.models import DomainModel


class UserManager(BaseUserManager["User"]):
    """Finds users by their sign-in name whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user whose sign-in name is `username`, upper and lower case being the same."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. Permissions are functions of role, unit and fields; there are no other flags."""

    jurisdiction = models.ForeignKey("organizations.Jurisdiction", on_delete=models.PROTECT, related_name="users")
    username = models.CharField(
        max_length=64, unique=True, error_messages={"unique": _("Tên đăng nhập này đã có người dùng.")}
    )
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=16, choices=Role.choices)
    unit_id = models.BigIntegerField(null=True)
    fields = ArrayField(
        models.BigIntegerField(), default=list, help_text="ids of the work fields that a specialist follows"
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name", "role"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("username"),
                name="user_username_unique",
                violation_error_message=_("Tên đăng nhập này đã có người dùng."),
            ),
            models.CheckConstraint(
                condition=Q(unit_id__isnull=False) | ~Q(role__in=sorted(UNIT_ROLES)),
                name="user_unit_role_has_unit",
                violation_error_message=_("Người dùng của đơn vị phải thuộc một đơn vị."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """Return the person's name."""
        return self.full_name


class ApiToken(DomainModel):
    """A token of one user for the API. Only its SHA-256 is kept; the token itself is shown once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "digest"], name="api_token_digest_unique"),
        ]
