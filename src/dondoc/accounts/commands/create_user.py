"""Create a user."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import events
from dondoc.accounts.commands._checks import checked_fields, checked_password, checked_unit, require_manager
from dondoc.accounts.models import User
from dondoc.accounts.rules import check_role, clean_email, clean_username
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import refusals
from dondoc.organizations.rules import clean_text


def create_user(
    *,
    actor: User,
    username: str,
    full_name: str,
    role: str,
    password: str | None,
    unit_id: int | None = None,
    field_ids: Iterable[int] = (),
    email: str = "",
    now: dt.datetime,
    request_id: str = "",
) -> User:
    """Create a user of the actor's jurisdiction; without a password nobody can sign in as them yet.

    Raises:
        Refused: the actor is no administrator.
        BadInput: a value cannot be taken; the sentence says which.
        Conflict: the sign-in name is in use.
    """
    fields = list(field_ids)
    user = User(
        jurisdiction_id=actor.jurisdiction_id,
        username=clean_username(username),
        full_name=clean_text(full_name, field="full_name", label=_("Họ và tên"), most=120),
        email=clean_email(email),
        role=role,
        unit_id=unit_id,
        created_at=now,
    )
    require_manager(actor)
    check_role(role, unit_id=unit_id, field_ids=fields)
    with transaction.atomic():
        checked_unit(actor.jurisdiction_id, unit_id)
        user.fields = checked_fields(actor.jurisdiction_id, fields)
        if password is None:
            user.set_unusable_password()
        else:
            checked_password(password, user)
            user.set_password(password)
        with refusals():
            user.save(force_insert=True)
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[created_event(user)],
            actor_id=actor.pk,
            now=now,
            request_id=request_id,
        )
    return user


def created_event(user: User) -> NewEvent:
    """Return the first event of `user`: what they are, not who."""
    payload = {"role": str(user.role), "unit_id": user.unit_id, "field_ids": list(user.fields)}
    return NewEvent(events.USER, user.pk, events.USER_CREATED, payload, is_first=True)
