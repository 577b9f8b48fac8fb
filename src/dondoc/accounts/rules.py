"""What must hold of a user, and the form of the API's tokens. Pure."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

from django.utils.translation import gettext as _

from dondoc.accounts.choices import UNIT_ROLES, Role
from dondoc.foundation.errors import BadInput

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
_TOKEN = re.compile(r"ddt_([1-9]\d{0,18})_([A-Za-z0-9_-]{43})")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MOST_EMAIL = 254
_LARGEST_ID = 2**63 - 1


def clean_username(text: str) -> str:
    """Return the sign-in name in the one form in which it is stored: lower case.

    Raises:
        BadInput: it has other characters than small letters without marks, digits and `._-`.
    """
    name = unicodedata.normalize("NFC", text).strip().lower()
    if not _USERNAME.fullmatch(name):
        raise BadInput(
            _("Tên đăng nhập cần 2–64 ký tự: chữ không dấu, chữ số hoặc các dấu . _ -, bắt đầu bằng chữ hoặc số."),
            field="username",
        )
    return name


def clean_email(text: str) -> str:
    """Return the address without blanks around it; it may be empty.

    Raises:
        BadInput: it is no address.
    """
    email = text.strip()
    if email and (len(email) > _MOST_EMAIL or not _EMAIL.fullmatch(email)):
        raise BadInput(
            _("Thư điện tử không đúng dạng. Hãy viết như ten@kiengiang.gov.vn, hoặc để trống."), field="email"
        )
    return email


def check_role(role: str, *, unit_id: int | None, field_ids: list[int]) -> None:
    """Do nothing where a person of this role may have this unit and these fields.

    Raises:
        BadInput: there is no such role, a unit's person has no unit, or fields are given to another than a specialist.
    """
    if role not in Role.values:
        raise BadInput(
            _("Không có vai trò “%(role)s”. Hãy chọn một vai trò trong danh sách.") % {"role": role[:40]}, field="role"
        )
    if role in UNIT_ROLES and unit_id is None:
        raise BadInput(_("Người dùng của đơn vị phải thuộc một đơn vị. Hãy chọn đơn vị."), field="unit_id")
    if field_ids and role != Role.SPECIALIST:
        raise BadInput(_("Chỉ chuyên viên theo dõi theo lĩnh vực. Hãy bỏ chọn lĩnh vực."), field="field_ids")


def new_token(jurisdiction_id: int) -> str:
    """Return a new token of the API: 256 random bits behind what it is and whose province it opens."""
    return f"ddt_{jurisdiction_id}_{secrets.token_urlsafe(32)}"


def token_jurisdiction(token: str) -> int | None:
    """Return the jurisdiction that a token names, None where the text is no token."""
    match = _TOKEN.fullmatch(token)
    if match is None or int(match[1]) > _LARGEST_ID:
        return None
    return int(match[1])


def token_digest(token: str) -> bytes:
    """Return what is stored of a token. It is random and long: a plain SHA-256 cannot be turned back."""
    return hashlib.sha256(token.encode()).digest()
