"""Reading users and tokens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import ApiToken, User
from dondoc.accounts.rules import token_digest, token_jurisdiction
from dondoc.foundation.errors import NotFound
from dondoc.foundation.text import fold, sort_key
from dondoc.organizations.models import Jurisdiction
from dondoc.organizations.selectors import unit_names


def users_of(jurisdiction_id: int, *, search: str = "", role: str = "") -> QuerySet[User]:
    """Return the users of a jurisdiction, those who may sign in first, then by name.

    Args:
        jurisdiction_id: whose.
        search: a part of the sign-in name or the full name.
        role: a code of `Role`.
    """
    found = User.objects.filter(jurisdiction_id=jurisdiction_id)
    if role:
        found = found.filter(role=role)
    for word in search.split():
        found = found.filter(Q(username__icontains=word) | Q(full_name__icontains=word))
    return found.order_by("-is_active", "username")


def users_in_order(jurisdiction_id: int, *, search: str = "", role: str = "") -> list[User]:
    """Return the users of a jurisdiction as a list for people: who may sign in first, then by given name.

    Args:
        jurisdiction_id: whose.
        search: words of the sign-in name or the full name, with or without diacritics.
        role: a code of `Role`.
    """
    wanted = fold(search).split()
    found = [
        user
        for user in users_of(jurisdiction_id, role=role)
        if all(word in f"{user.username.lower()} {fold(user.full_name)}" for word in wanted)
    ]
    return sorted(found, key=lambda user: (not user.is_active, *map(sort_key, _given_first(user.full_name))))


def _given_first(full_name: str) -> tuple[str, str]:
    """Vietnamese lists go by the given name, which stands last."""
    family, _space, given = full_name.rpartition(" ")
    return given, family


def user_of(jurisdiction_id: int, user_id: int) -> User:
    """Return one user.

    Raises:
        NotFound: there is none in this jurisdiction.
    """
    user = User.objects.filter(jurisdiction_id=jurisdiction_id, id=user_id).first()
    if user is None:
        raise NotFound(_("Không tìm thấy người dùng này. Hãy chọn lại trong danh sách."))
    return user


def user_names(jurisdiction_id: int, user_ids: Collection[int | None]) -> dict[int, str]:
    """Return the full names of these users by id, for timelines."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    found = User.objects.filter(jurisdiction_id=jurisdiction_id, id__in=wanted)
    return dict(found.values_list("id", "full_name"))


def people_of_unit(jurisdiction_id: int, unit_id: int) -> list[User]:
    """Return the active users of one unit, heads before focal points."""
    found = User.objects.filter(jurisdiction_id=jurisdiction_id, unit_id=unit_id, is_active=True)
    return list(found.order_by("-role", "username"))


def unit_of_people(jurisdiction_id: int, people: Collection[User]) -> dict[int, str]:
    """Return the name of each person's unit by the person's id (one query); who has none is not there."""
    names = unit_names(jurisdiction_id, {user.unit_id for user in people if user.unit_id is not None})
    return {user.pk: names[user.unit_id] for user in people if user.unit_id in names}


def tokens_of(user: User) -> list[ApiToken]:
    """Return the tokens of `user`, the newest first, revoked ones too."""
    found = ApiToken.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk)
    return list(found.order_by("-created_at", "-id"))


_OWNER = """
SELECT t.expires_at, {user}, {jurisdiction} FROM accounts_apitoken t
JOIN accounts_user u ON u.id = t.user_id AND u.jurisdiction_id = t.jurisdiction_id AND u.is_active
JOIN organizations_jurisdiction j ON j.id = u.jurisdiction_id
WHERE t.jurisdiction_id = %s AND t.digest = %s AND t.revoked_at IS NULL
"""
_PERSON = """
SELECT {user}, {jurisdiction} FROM accounts_user u JOIN organizations_jurisdiction j ON j.id = u.jurisdiction_id
WHERE u.id = %s AND u.is_active
"""


@cache
def _columns_of(sql: str) -> tuple[str, list[str], list[str]]:
    # Every request begins with one of them: as plain SQL it costs a tenth of what the query builder takes.
    user = [field.attname for field in User._meta.concrete_fields]  # noqa: SLF001 - documented, whatever its name
    jurisdiction = [field.attname for field in Jurisdiction._meta.concrete_fields]  # noqa: SLF001 - documented, whatever its name
    columns = {
        "user": ", ".join(f"u.{name}" for name in user),
        "jurisdiction": ", ".join(f'j."{name}"' for name in jurisdiction),
    }
    return sql.format(**columns), user, jurisdiction


def _user_from(values: tuple[Any, ...], user_columns: list[str], jurisdiction_columns: list[str]) -> User:
    user = User.from_db("default", user_columns, values[: len(user_columns)])
    user.jurisdiction = Jurisdiction.from_db("default", jurisdiction_columns, values[len(user_columns) :])
    return user


def active_user(user_id: int) -> User | None:
    """Return the active user `user_id` with the jurisdiction, in one query; None where there is none."""
    sql, user_columns, jurisdiction_columns = _columns_of(_PERSON)
    with connection.cursor() as cursor:
        cursor.execute(sql, [user_id])
        row = cursor.fetchone()
    return None if row is None else _user_from(row, user_columns, jurisdiction_columns)


def authenticate_token(token: str, now: dt.datetime) -> User | None:
    """Return the user whom `token` stands for at `now`; None where it is unknown, expired or revoked.

    One query on the unique index of (jurisdiction, digest); the user comes with the jurisdiction.

    Args:
        token: as it was sent.
        now: the plain time; an example jurisdiction's own clock is counted from it.
    """
    jurisdiction_id = token_jurisdiction(token)
    if jurisdiction_id is None:
        return None
    sql, user_columns, jurisdiction_columns = _columns_of(_OWNER)
    with connection.cursor() as cursor:
        cursor.execute(sql, [jurisdiction_id, token_digest(token)])
        row = cursor.fetchone()
    if row is None:
        return None
    expires_at = row[0]
    user = _user_from(row[1:], user_columns, jurisdiction_columns)
    if expires_at is not None and expires_at <= now + dt.timedelta(days=user.jurisdiction.clock_offset_days):
        return None
    return user
