"""What happened to a meeting, in words, from its ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from dondoc.accounts.selectors import user_names
from dondoc.ledger.history import Entry
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_WORDS: dict[str, _StrPromise] = {
    events.MEETING_PLANNED: _("lập kế hoạch họp"),
    events.MEETING_CHANGED: _("sửa kế hoạch họp"),
    events.MEETING_MOVED: _("đổi thời gian, địa điểm sau khi đã mời"),
    events.INVITATION_DRAFTED: _("soạn giấy mời"),
    events.MEETING_CALLED: _("mời họp"),
    events.MEETING_OPENED: _("khai mạc"),
    events.MEETING_ENDED: _("kết thúc cuộc họp"),
    events.MEETING_REOPENED: _("mở lại cuộc họp"),
    events.MEETING_CANCELLED: _("huỷ cuộc họp"),
    events.MINUTES_DRAFTED: _("lập dự thảo biên bản"),
    events.NOTICE_DRAFTED: _("lập dự thảo thông báo kết luận"),
    events.DRAFTED_AGAIN: _("soạn lại dự thảo theo nội dung đã ghi"),
}


def entries(history: Iterable[LedgerEvent]) -> list[Entry]:
    """The steps of a meeting, the latest first; answers, check-in and what was written in the room stand on their own pages."""
    shown = [event for event in history if event.code in _WORDS]
    names = user_names(shown[0].jurisdiction_id, {event.actor_id for event in shown}) if shown else {}
    return [
        Entry(
            event.code, str(_WORDS[event.code]), ((str(_("Lý do")), event.reason),) if event.reason else (),
            names.get(event.actor_id or 0, ""), event.recorded_at,
        )
        for event in reversed(shown)
    ]  # fmt: skip
