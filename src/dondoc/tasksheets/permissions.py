"""Who takes in a task sheet: who gives directives and may say that they were given on an earlier day."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_backdate, may_confirm_reading
from dondoc.foundation.errors import Refused
from dondoc.tasksheets.models import TaskImport
from dondoc.tasksheets.rules import plays


def may_import(user: User) -> bool:
    """Return whether `user` may take in a task sheet."""
    return plays("importer", user.role) and may_confirm_reading(user) and may_backdate(user)


def require_importer(user: User) -> None:
    """Do nothing where `user` may take in a task sheet.

    Raises:
        Refused: they may not.
    """
    if not may_import(user):
        raise Refused(_("Chỉ lãnh đạo và chuyên viên Văn phòng nhập bảng theo dõi nhiệm vụ."), code="refused")


def imports_seen(user: User) -> QuerySet[TaskImport]:
    """Return the imports that `user` may know of: the leader of the office all, a specialist their own."""
    here = TaskImport.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if not may_import(user):
        return here.none()
    return here if user.role == Role.OFFICE_LEADER else here.filter(created_by_id=user.pk)
