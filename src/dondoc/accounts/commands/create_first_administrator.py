"""Begin: a jurisdiction where there is none yet, and the person who sets it up."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dondoc.accounts.choices import Role
from dondoc.accounts.commands._checks import checked_password
from dondoc.accounts.commands.create_user import created_event
from dondoc.accounts.models import User
from dondoc.accounts.rules import clean_email, clean_username
from dondoc.foundation.errors import BadInput
from dondoc.ledger.append import append
from dondoc.organizations.changes import refusals
from dondoc.organizations.models import Jurisdiction
from dondoc.organizations.rules import clean_text, normal_official_code

_ONE_AT_A_TIME = 7_210_118_001


def create_first_administrator(
    *,
    username: str,
    full_name: str,
    password: str,
    jurisdiction_code: str,
    jurisdiction_name: str = "",
    email: str = "",
    now: dt.datetime,
) -> User:
    """Create an administrator on the authority of whoever runs the server: there is no actor.

    Args:
        username: sign-in name.
        full_name: the person.
        password: checked as any other.
        jurisdiction_code: an existing one is used; a new one is made when `jurisdiction_name` is given.
        jurisdiction_name: as screens show it.
        email: may be empty.
        now: the moment.

    Raises:
        BadInput: a value cannot be taken, or the jurisdiction neither exists nor is named.
        Conflict: the sign-in name is in use.
    """
    username, email = clean_username(username), clean_email(email)
    full_name = clean_text(full_name, field="full_name", label=_("Họ và tên"), most=120)
    code = normal_official_code(jurisdiction_code)
    if not code:
        raise BadInput(_("Thiếu mã địa phương. Hãy cho mã, ví dụ H33."), field="jurisdiction_code")
    with transaction.atomic():
        jurisdiction = _jurisdiction(code, jurisdiction_name)
        user = User(
            jurisdiction=jurisdiction,
            username=username,
            full_name=full_name,
            email=email,
            role=Role.ADMINISTRATOR,
            created_at=now,
        )
        checked_password(password, user)
        user.set_password(password)
        with refusals():
            user.save(force_insert=True)
        append(jurisdiction_id=jurisdiction.id, events=[created_event(user)], actor_id=None, now=now)
    return user


def _jurisdiction(code: str, name: str) -> Jurisdiction:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    found = Jurisdiction.objects.filter(code=code).first()
    if found is not None:
        return found
    if not name.strip():
        raise BadInput(
            _("Chưa có địa phương mang mã %(code)s. Hãy cho thêm tên để tạo mới, ví dụ “Kiên Giang”.") % {"code": code},
            field="jurisdiction_name",
        )
    name = clean_text(name, field="jurisdiction_name", label=_("Tên địa phương"), most=200)
    last = Jurisdiction.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return Jurisdiction.objects.create(id=last + 1, code=code, name=name)
