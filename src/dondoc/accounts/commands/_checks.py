"""Look-ups and rules that several commands share."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_manage_users
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.organizations.models import Unit, WorkField

# Django's own sentences are not all in Vietnamese.
_PASSWORD = {
    "password_too_short": gettext_lazy("Mật khẩu quá ngắn. Hãy dùng ít nhất 10 ký tự, ví dụ bốn từ ghép lại."),
    "password_too_common": gettext_lazy("Mật khẩu này quá phổ biến, dễ đoán. Hãy chọn mật khẩu khác."),
    "password_too_similar": gettext_lazy("Mật khẩu quá giống tên hoặc địa chỉ của người dùng. Hãy chọn mật khẩu khác."),
}


def require_manager(actor: User) -> None:
    """Do nothing for a person who manages users.

    Raises:
        Refused: everybody else.
    """
    if not may_manage_users(actor):
        raise Refused(_("Chỉ người quản trị được tạo và sửa tài khoản. Hãy liên hệ người quản trị."))


def locked_user(jurisdiction_id: int, user_id: int) -> User:
    """Return the user, the row locked until the transaction ends.

    Raises:
        NotFound: there is none in this jurisdiction.
    """
    user = User.objects.select_for_update().filter(jurisdiction_id=jurisdiction_id, id=user_id).first()
    if user is None:
        raise NotFound(_("Không tìm thấy người dùng này. Hãy chọn lại trong danh sách."))
    return user


def checked_unit(jurisdiction_id: int, unit_id: int | None) -> None:
    """Do nothing where the unit is one of this jurisdiction, or none is given.

    Raises:
        BadInput: there is no such unit.
    """
    if unit_id is not None and not Unit.objects.filter(jurisdiction_id=jurisdiction_id, id=unit_id).exists():
        raise BadInput(_("Không tìm thấy đơn vị đã chọn. Hãy chọn lại trong danh sách."), field="unit_id")


def checked_fields(jurisdiction_id: int, field_ids: Iterable[int]) -> list[int]:
    """Return the fields' ids in order, each once.

    Raises:
        BadInput: one of them is not of this jurisdiction.
    """
    wanted = sorted(set(field_ids))
    if WorkField.objects.filter(jurisdiction_id=jurisdiction_id, id__in=wanted).count() != len(wanted):
        raise BadInput(_("Có lĩnh vực không tồn tại. Hãy chọn lại trong danh sách."), field="field_ids")
    return wanted


def checked_password(password: str, user: User) -> None:
    """Do nothing where the password is good enough for `user`.

    Raises:
        BadInput: it is not; the sentence says why.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        told = [str(_PASSWORD.get(each.code or "", " ".join(each.messages))) for each in error.error_list]
        raise BadInput(" ".join(told), code="weak_password", field="password") from error


def locked_administrators(jurisdiction_id: int) -> set[int]:
    """Return the ids of the active administrators, their rows locked in a fixed order.

    Called before any other lock, so that two who would remove each other wait instead of deadlocking.
    """
    here = User.objects.filter(jurisdiction_id=jurisdiction_id, role=Role.ADMINISTRATOR, is_active=True)
    return {user.pk for user in here.select_for_update().order_by("id")}


def keep_one_administrator(user: User, administrators: set[int]) -> None:
    """Do nothing where somebody besides `user` administrates the jurisdiction.

    Raises:
        Conflict: `user` is the last one.
    """
    if administrators <= {user.pk}:
        raise Conflict(_("Đây là người quản trị cuối cùng. Hãy tạo hoặc mở một tài khoản quản trị khác trước."))
