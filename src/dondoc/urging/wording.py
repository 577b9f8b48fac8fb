"""Rules and what they tell, as sentences in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.directives.choices import AssignmentRole
from dondoc.documents.choices import Origin
from dondoc.organizations.models import Unit
from dondoc.urging.choices import Rank, Trigger
from dondoc.urging.rules import RANK_ORDER, Rule


def sentence(rule: Rule, field_names: Mapping[int, str] | None = None) -> str:
    """The rule as people read it: when, of what, whom it tells.

    Args:
        rule: the rule.
        field_names: names of the fields of work by id.
    """
    parts = {"when": when(rule), "of": _conditions(rule, field_names or {}), "who": ranks(rule)}
    said = _("%(when)s%(of)s: nhắc %(who)s.") % parts
    return said + " " + _("Báo ngay qua thiết bị và cổng nhắn tin.") if rule.at_once else said


def when(rule: Rule) -> str:
    """When it speaks: “Trước hạn 5 ngày làm việc”, “Từ ngày thứ 7 sau hạn, cứ 7 ngày một lần”."""
    days = counted(rule.days, is_working=rule.is_working_days)
    first = _first(rule, days)
    if not rule.repeat_days:
        return first
    again = counted(rule.repeat_days, is_working=rule.is_working_days)
    return _("%(first)s, rồi cứ %(again)s một lần") % {"first": first, "again": again}


def _first(rule: Rule, days: str) -> str:  # noqa: C901, PLR0911, PLR0912 - one return per trigger
    match rule.trigger:
        case Trigger.BEFORE_DUE:
            return _("Trước hạn %(days)s") % {"days": days} if rule.days else _("Trong ngày đến hạn")
        case Trigger.OVERDUE:
            return _("Quá hạn %(days)s") % {"days": days}
        case Trigger.STALE:
            return _("Quá %(days)s so với ngày phải cập nhật theo mức ưu tiên") % {"days": days}
        case Trigger.UNACKNOWLEDGED:
            return _("Giao đã %(days)s mà đơn vị chưa tiếp nhận") % {"days": days}
        case Trigger.AWAITING_OFFICE:
            return _("Đơn vị báo cáo đã %(days)s mà Văn phòng chưa xem xét") % {"days": days}
        case Trigger.EXTENSION_WAITING:
            return _("Đề nghị gia hạn gửi đã %(days)s mà chưa được quyết định") % {"days": days}
        case Trigger.EXPLANATION_DUE:
            if not rule.days:
                return _("Trong ngày phải giải trình")
            return _("Trước hạn giải trình %(days)s") % {"days": days}
        case Trigger.PART_BEFORE_DUE:
            return (
                _("Trước hạn phần việc %(days)s") % {"days": days} if rule.days else _("Trong ngày phần việc đến hạn")
            )
        case Trigger.PART_OVERDUE:
            return _("Phần việc quá hạn %(days)s") % {"days": days}
        case Trigger.PART_UNACKNOWLEDGED:
            return _("Phần việc giao đã %(days)s mà chưa được tiếp nhận") % {"days": days}
        case Trigger.PART_AWAITING:
            return _("Phần việc báo cáo đã %(days)s mà nơi chia việc chưa xem xét") % {"days": days}
        case Trigger.TRANSFER_ASKED:
            return _("Đề nghị chuyển việc gửi đã %(days)s mà đơn vị nhận chưa trả lời") % {"days": days}
        case Trigger.TRANSFER_AGREED:
            return _("Đơn vị nhận đồng ý đã %(days)s mà Văn phòng chưa quyết định chuyển việc") % {"days": days}
        case Trigger.CENTRAL_BEFORE_DUE:
            return (
                _("Trước hạn Trung ương %(days)s") % {"days": days} if rule.days else _("Trong ngày đến hạn Trung ương")
            )
        case Trigger.CENTRAL_OVERDUE:
            return _("Quá hạn Trung ương %(days)s") % {"days": days}
    return _("Quá hạn giải trình %(days)s") % {"days": days}


def counted(count: int, *, is_working: bool) -> str:
    """“5 ngày làm việc” or “5 ngày”."""
    if is_working:
        return ngettext("%(count)s ngày làm việc", "%(count)s ngày làm việc", count) % {"count": count}
    return ngettext("%(count)s ngày", "%(count)s ngày", count) % {"count": count}


def ranks(rule: Rule) -> str:
    """Who is told, from the desk of the unit upwards: “đầu mối đơn vị, thủ trưởng đơn vị”."""
    return ", ".join(str(Rank(code).label) for code in RANK_ORDER if code in rule.ranks)


def _conditions(rule: Rule, field_names: Mapping[int, str]) -> str:
    found = []
    if rule.role:
        found.append(_("vai trò %(role)s") % {"role": str(AssignmentRole(rule.role).label).lower()})
    if rule.origin:
        found.append(str(Origin(rule.origin).label))
    if rule.only_starred:
        found.append(_("được đánh dấu sao"))
    if rule.field_ids:
        names = ", ".join(field_names.get(field, "…") for field in rule.field_ids)
        found.append(_("lĩnh vực %(names)s") % {"names": names})
    return f" ({'; '.join(found)})" if found else ""


def why(trigger: str, anchor: dt.date, day: dt.date, due_on: dt.date | None = None) -> str:  # noqa: C901, PLR0911, PLR0912 - one return per trigger
    """Why somebody is told of an object on a day, with its dates: “Quá hạn 12 ngày (hạn 20/01/2021)”.

    Args:
        trigger: of the rule.
        anchor: the day that the rule counts from.
        day: the day on which it is told, or looked at.
        due_on: the deadline where the rule counts from another day.
    """
    days = abs((day - anchor).days)
    said = {"days": days, "on": f"{anchor:%d/%m/%Y}"}
    match trigger:
        case Trigger.BEFORE_DUE:
            if not days:
                return _("Đến hạn hôm nay (%(on)s)") % said
            return ngettext("Còn %(days)s ngày đến hạn (%(on)s)", "Còn %(days)s ngày đến hạn (%(on)s)", days) % said
        case Trigger.OVERDUE:
            return ngettext("Quá hạn %(days)s ngày (hạn %(on)s)", "Quá hạn %(days)s ngày (hạn %(on)s)", days) % said
        case Trigger.STALE:
            return _("Quá ngày %(on)s vẫn chưa có cập nhật") % said + _due(due_on)
        case Trigger.UNACKNOWLEDGED:
            return _("Giao ngày %(on)s, đơn vị chưa tiếp nhận") % said + _due(due_on)
        case Trigger.AWAITING_OFFICE:
            return _("Đơn vị báo cáo ngày %(on)s, Văn phòng chưa xem xét") % said
        case Trigger.EXTENSION_WAITING:
            return _("Đề nghị gia hạn gửi ngày %(on)s chưa được quyết định") % said + _due(due_on)
        case Trigger.EXPLANATION_DUE:
            return _("Phải giải trình chậm nhất ngày %(on)s") % said
        case Trigger.PART_BEFORE_DUE:
            return _("Phần việc đến hạn ngày %(on)s") % said
        case Trigger.PART_OVERDUE:
            return _("Phần việc quá hạn %(days)s ngày (hạn %(on)s)") % said
        case Trigger.PART_UNACKNOWLEDGED:
            return _("Phần việc giao ngày %(on)s, chưa được tiếp nhận") % said + _due(due_on)
        case Trigger.PART_AWAITING:
            return _("Phần việc báo cáo ngày %(on)s, nơi chia việc chưa xem xét") % said + _due(due_on)
        case Trigger.TRANSFER_ASKED:
            return _("Được đề nghị nhận việc ngày %(on)s, chưa trả lời") % said + _due(due_on)
        case Trigger.TRANSFER_AGREED:
            return _("Đơn vị nhận đồng ý ngày %(on)s, Văn phòng chưa quyết định") % said + _due(due_on)
        case Trigger.CENTRAL_BEFORE_DUE:
            if not days:
                return _("Đến hạn Trung ương hôm nay (%(on)s)") % said
            return _("Còn %(days)s ngày đến hạn Trung ương (%(on)s)") % said
        case Trigger.CENTRAL_OVERDUE:
            return _("Quá hạn Trung ương %(days)s ngày (hạn %(on)s)") % said
    return _("Quá hạn giải trình (hạn %(on)s)") % said


def _due(due_on: dt.date | None) -> str:
    return _("; hạn %(day)s") % {"day": f"{due_on:%d/%m/%Y}"} if due_on else ""


def ended_told(unit: Unit, after: Sequence[Unit]) -> str:
    """Return why others than the people of a unit that has ended are told: who carries on its work, or that nobody does.

    Args:
        unit: it has a last day.
        after: who carries on its work.
    """
    facts = {
        "name": unit.name, "to": f"{unit.valid_to:%d/%m/%Y}", "after": "; ".join(each.name for each in after),
    }  # fmt: skip
    if after:
        return _("(%(name)s đã kết thúc hoạt động ngày %(to)s: nhắc đơn vị kế thừa là %(after)s)") % facts
    return _("(%(name)s đã kết thúc hoạt động ngày %(to)s và không có đơn vị kế thừa: nhắc Văn phòng)") % facts
