"""Look-ups and rules that several commands share."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput, NotFound
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.models import Post, Unit, UnitGroup
from dondoc.organizations.rules import has_cycle, valid_code, within


def new_code(code: str, *, label: str) -> str:
    """Return `code` without blanks around it.

    Raises:
        BadInput: it is no code.
    """
    clean = code.strip()
    if not valid_code(clean):
        raise BadInput(
            _("%(label)s “%(code)s” không hợp lệ. Hãy dùng 1–32 chữ không dấu, chữ số hoặc các dấu . _ -.")
            % {"label": label, "code": clean[:40]},
            field="code",
        )
    return clean


def checked_kind(kind: str) -> None:
    """Do nothing where `kind` is a kind of unit.

    Raises:
        BadInput: it is none.
    """
    if kind not in UnitKind.values:
        raise BadInput(
            _("Không có loại đơn vị “%(kind)s”. Hãy chọn một loại trong danh sách.") % {"kind": kind[:40]}, field="kind"
        )


def locked_unit(jurisdiction_id: int, unit_id: int) -> Unit:
    """Return the unit, its row locked until the transaction ends.

    Raises:
        NotFound: there is none in this jurisdiction.
    """
    unit = Unit.objects.select_for_update().filter(jurisdiction_id=jurisdiction_id, id=unit_id).first()
    if unit is None:
        raise NotFound(_("Không tìm thấy đơn vị này. Hãy chọn lại trong danh sách đơn vị."))
    return unit


def locked_post(jurisdiction_id: int, post_id: int) -> Post:
    """Return the post, its row locked, its unit read with it.

    Raises:
        NotFound: there is none in this jurisdiction.
    """
    found = Post.objects.select_for_update(of=("self",)).select_related("unit")
    post = found.filter(jurisdiction_id=jurisdiction_id, id=post_id).first()
    if post is None:
        raise NotFound(_("Không tìm thấy chức danh này. Hãy tải lại trang của đơn vị."))
    return post


def locked_group(jurisdiction_id: int, group_id: int) -> UnitGroup:
    """Return the group, its row locked.

    Raises:
        NotFound: there is none in this jurisdiction.
    """
    group = UnitGroup.objects.select_for_update().filter(jurisdiction_id=jurisdiction_id, id=group_id).first()
    if group is None:
        raise NotFound(_("Không tìm thấy nhóm đơn vị này. Hãy tải lại trang."))
    return group


def checked_parent(jurisdiction_id: int, unit_id: int | None, parent_unit_id: int | None) -> None:
    """Do nothing where the unit `unit_id` (None: a new one) may stand below `parent_unit_id`.

    Raises:
        BadInput: there is no such parent, or the unit would stand below itself.
    """
    if parent_unit_id is None:
        return
    parents = dict(Unit.objects.filter(jurisdiction_id=jurisdiction_id).values_list("id", "parent_unit_id"))
    if parent_unit_id not in parents:
        raise BadInput(_("Không tìm thấy đơn vị cấp trên. Hãy chọn lại trong danh sách."), field="parent_unit_id")
    if unit_id is not None and has_cycle(unit_id, {**parents, unit_id: parent_unit_id}):
        raise BadInput(
            _("Đơn vị cấp trên lại trực thuộc chính đơn vị này. Hãy chọn đơn vị khác."), field="parent_unit_id"
        )


def checked_within(unit: Unit, valid_from: dt.date, valid_to: dt.date | None) -> None:
    """Do nothing where the unit exists on every day of the period.

    Raises:
        BadInput: it does not.
    """
    if not within((valid_from, valid_to), (unit.valid_from, unit.valid_to)):
        last = _(" đến %(valid_to)s") % {"valid_to": f"{unit.valid_to:%d/%m/%Y}"} if unit.valid_to else ""
        raise BadInput(
            _("Khoảng thời gian này ra ngoài hiệu lực của %(name)s (từ %(valid_from)s%(last)s). Hãy sửa lại ngày.")
            % {"name": unit.name, "valid_from": f"{unit.valid_from:%d/%m/%Y}", "last": last},
            field="valid_from",
        )
