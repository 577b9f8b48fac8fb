"""Registers and their lines: who may write in them, found and locked, named."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.choices import Direction
from dondoc.documents.models import Register, RegisterEntry
from dondoc.documents.permissions import may_keep_registers, may_number
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused

_LONGEST_NAME = 200


def require_keeper(actor: User) -> None:
    """Do nothing where `actor` keeps the office's registers.

    Raises:
        Refused: otherwise.
    """
    if not may_keep_registers(actor):
        raise Refused(_("Việc này do Lãnh đạo Văn phòng quyết định. Hãy đề nghị Lãnh đạo Văn phòng thực hiện."))


def require_number(actor: User) -> None:
    """Do nothing where `actor` may take numbers.

    Raises:
        Refused: otherwise.
    """
    if not may_number(actor):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh vào sổ và cấp số văn bản. Hãy liên hệ văn thư Văn phòng."))


def hold_registers(jurisdiction_id: int) -> None:
    """Let one change of registers of a jurisdiction follow the other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('dondoc.registers'), %s)", [jurisdiction_id % 2**31])


def hold_grouping(jurisdiction_id: int) -> None:
    """Let no register be opened or regrouped until the transaction ends: which kind goes where stands still."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(hashtext('dondoc.registers'), %s)", [jurisdiction_id % 2**31]
        )


def open_register_of(actor: User, register_id: int, direction: Direction) -> Register:
    """Return an open register, its row locked against a change until the transaction ends.

    Raises:
        NotFound: there is none in the actor's jurisdiction.
        BadInput: it is of the other direction.
        Conflict: it is closed.
    """
    found = locked_register(actor, register_id)
    if found.direction != direction:
        raise BadInput(
            _("Sổ “%(name)s” không dùng cho việc này: hãy chọn sổ văn bản đi để lấy số, sổ văn bản đến để vào sổ đến.")
            % {"name": found.name},
            field="register",
        )
    if found.closed_on is not None:
        raise Conflict(
            _("Sổ “%(name)s” đã đóng ngày %(day)s. Hãy chọn sổ đang mở.")
            % {"name": found.name, "day": f"{found.closed_on:%d/%m/%Y}"},
            code="register_closed",
        )
    return found


def locked_register(actor: User, register_id: int) -> Register:
    """Return a register, its row locked.

    Raises:
        NotFound: there is none in the actor's jurisdiction.
    """
    rows = Register.objects.select_for_update(no_key=True)
    found = rows.filter(jurisdiction_id=actor.jurisdiction_id, id=register_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy sổ này. Hãy chọn lại trong danh sách sổ."))
    return found


def locked_entry(actor: User, entry_id: int) -> RegisterEntry:
    """Return a line of a register with the register, its row locked.

    Raises:
        NotFound: there is none in the actor's jurisdiction.
    """
    rows = RegisterEntry.objects.select_for_update(of=("self",)).select_related("register")
    found = rows.filter(jurisdiction_id=actor.jurisdiction_id, id=entry_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy số này trong sổ."))
    return found


def clean_name(name: str) -> str:
    """Return the name of a register.

    Raises:
        BadInput: there is none, or it is too long.
    """
    title = " ".join(name.split())
    if not 0 < len(title) <= _LONGEST_NAME:
        raise BadInput(_("Hãy đặt tên sổ, tối đa 200 ký tự."), field="name")
    return title


def save_register(register: Register, **how: Any) -> None:
    """Save a register, in the command's transaction.

    Raises:
        Conflict: another one of the agency has the name.
    """
    try:
        with transaction.atomic():
            register.save(**how)
    except IntegrityError as error:
        if "register_name_unique" not in str(error):
            raise
        raise Conflict(
            _("Cơ quan này đã có sổ tên “%(name)s”.") % {"name": register.name}, code="register_name"
        ) from error
