"""Change what a user is: name, role, unit, fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import events
from dondoc.accounts.choices import Role
from dondoc.accounts.commands._checks import (
    checked_fields,
    checked_unit,
    keep_one_administrator,
    locked_administrators,
    locked_user,
    require_manager,
)
from dondoc.accounts.models import User
from dondoc.accounts.rules import check_role, clean_email
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import difference, refusals
from dondoc.organizations.rules import clean_text

_PERSONAL = ("full_name", "email")


def change_user(
    *,
    actor: User,
    user_id: int,
    full_name: str,
    role: str,
    unit_id: int | None,
    field_ids: Iterable[int],
    email: str,
    now: dt.datetime,
    request_id: str = "",
) -> User:
    """Give a user these values; the sign-in name stays. The ledger says that a name changed, not to what.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such user in the actor's jurisdiction.
        BadInput: a value cannot be taken; the sentence says which.
        Conflict: the last administrator would be one no more.
    """
    fields = list(field_ids)
    full_name = clean_text(full_name, field="full_name", label=_("Họ và tên"), most=120)
    email = clean_email(email)
    require_manager(actor)
    check_role(role, unit_id=unit_id, field_ids=fields)
    with transaction.atomic():
        administrators = locked_administrators(actor.jurisdiction_id)
        user = locked_user(actor.jurisdiction_id, user_id)
        checked_unit(actor.jurisdiction_id, unit_id)
        fields = checked_fields(actor.jurisdiction_id, fields)
        new: dict[str, Any] = {
            "full_name": full_name,
            "email": email,
            "role": role,
            "unit_id": unit_id,
            "fields": fields,
        }
        changed = difference(user, new)
        if not changed:
            return user
        if user.role == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR and user.is_active:
            keep_one_administrator(user, administrators)
        for column, value in new.items():
            setattr(user, column, value)
        with refusals():
            user.save(update_fields=list(new))
        payload: dict[str, Any] = {column: pair for column, pair in changed.items() if column not in _PERSONAL}
        if touched := sorted(set(changed) & set(_PERSONAL)):
            payload["personal"] = touched
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.USER, user.pk, events.USER_CHANGED, payload)],
            actor_id=actor.pk,
            now=now,
            request_id=request_id,
        )
    return user
