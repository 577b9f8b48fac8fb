"""What the meeting regime asks, and how a breach of it is told: the rule by its name, and the fact. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.meetings.choices import Answer, AttendanceCode, Consent, Presence

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the regime: where it stands, and what it asks."""

    name: _StrPromise
    text: _StrPromise


_REPORT = gettext_lazy("Báo cáo chủ trì khi vắng (Quyết định 45/2018/QĐ-TTg)")
#: By what was found: the rule that it breaks (QĐ 45/2018/QĐ-TTg; the seed's item c).
RULES: dict[str, Rule] = {
    AttendanceCode.ABSENT_UNREPORTED: Rule(
        _REPORT,
        gettext_lazy(
            "Người được mời không dự được phải báo cáo người chủ trì trước cuộc họp và được đồng ý. Đã báo trước mà chủ trì "
            "chưa trả lời thì không tính là vi phạm."
        ),
    ),
    AttendanceCode.SUBSTITUTE_UNCONSENTED: Rule(
        gettext_lazy("Cử người dự thay khi được chủ trì đồng ý (Quyết định 45/2018/QĐ-TTg)"),
        gettext_lazy(
            "Chỉ cử cấp phó dự thay sau khi người chủ trì đồng ý. Đã xin trước cuộc họp mà chủ trì chưa trả lời thì không "
            "tính là vi phạm."
        ),
    ),
    AttendanceCode.WRONG_COMPOSITION: Rule(
        gettext_lazy("Dự họp đúng thành phần (Quyết định 45/2018/QĐ-TTg)"),
        gettext_lazy("Người dự họp phải đúng thành phần ghi trong giấy mời."),
    ),
}


class Facts(Protocol):
    """What of an invitee's row is told of a breach."""

    answer: str
    answered_at: dt.datetime | None
    consent: str
    presence: str
    attendee_name: str
    attendee_title: str


def fact_of(facts: Facts, began_at: dt.datetime) -> str:
    """Tell what was found on the day, and what had been said before it, in one sentence without a personal reason.

    Args:
        facts: the row.
        began_at: when the meeting began (`Meeting.held_at`): what was said later is told as such.
    """
    return f"{_found(facts)} {_said(facts, began_at)}"


def _found(facts: Facts) -> str:
    if facts.presence == Presence.ABSENT:
        return _("Không có mặt, không có ai dự thay.")
    who = ", ".join(part for part in (facts.attendee_name, facts.attendee_title) if part)
    return _("Người đến dự: %(who)s.") % {"who": who}


def _said(facts: Facts, began_at: dt.datetime) -> str:
    if facts.answer == Answer.NONE:
        return _("Trước cuộc họp không trả lời giấy mời.")
    is_late = facts.answered_at is None or facts.answered_at >= began_at
    if facts.answer == Answer.COMES:
        if is_late:
            return _("Trước cuộc họp không trả lời giấy mời.")
        return _("Trước cuộc họp đã trả lời là dự.")
    asked = _("xin vắng") if facts.answer == Answer.ABSENT else _("xin cử người dự thay")
    if is_late:
        sentence = {
            Consent.REFUSED.value: _("Khi cuộc họp đã bắt đầu mới %(asked)s, chủ trì không đồng ý."),
            Consent.GRANTED.value: _("Khi cuộc họp đã bắt đầu mới %(asked)s, chủ trì đồng ý."),
        }.get(facts.consent, _("Khi cuộc họp đã bắt đầu mới %(asked)s, chủ trì chưa cho ý kiến."))
    else:
        sentence = {
            Consent.REFUSED.value: _("Trước cuộc họp đã %(asked)s, chủ trì không đồng ý."),
            Consent.GRANTED.value: _("Trước cuộc họp đã %(asked)s, chủ trì đồng ý, nhưng không đúng như đã xin."),
        }.get(facts.consent, _("Trước cuộc họp đã %(asked)s, chủ trì chưa cho ý kiến."))
    return sentence % {"asked": asked}
