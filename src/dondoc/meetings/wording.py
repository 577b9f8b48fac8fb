"""What happened to a meeting, in words, from its ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from dondoc.accounts.selectors import user_names
from dondoc.drafting.events import DRAFT, DRAFT_ISSUED, DRAFT_RECALLED
from dondoc.ledger.append import timeline
from dondoc.ledger.history import Details, Entry
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events
from dondoc.meetings.models import Meeting
from dondoc.meetings.moves import changes_of, room_names

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
#: What is drafted for a meeting, and what of its way the meeting's history tells.
_ISSUED: dict[str, _StrPromise] = {
    events.INVITATION_DRAFTED: _("giấy mời"),
    events.MINUTES_DRAFTED: _("biên bản"),
    events.NOTICE_DRAFTED: _("thông báo kết luận"),
}
_DRAFTS: dict[str, _StrPromise] = {
    DRAFT_ISSUED: _("phát hành %(what)s"),
    DRAFT_RECALLED: _("thu hồi %(what)s"),
}
_CHANGES = frozenset({events.MEETING_CHANGED, events.MEETING_MOVED})
REASON = _("Lý do")


def history_of(meeting: Meeting) -> list[Entry]:
    """The steps of a meeting, the latest first, with the issue of what was drafted for it.

    Answers, check-in and what was written in the room stand on their own pages.
    """
    here = meeting.jurisdiction_id
    own = timeline(here, [(events.MEETING, meeting.id)], codes=_WORDS)
    drafted = {event.payload["draft_id"]: event.code for event in own if event.code in _ISSUED}
    of_drafts = timeline(here, [(DRAFT, one) for one in drafted], codes=_DRAFTS)
    shown = sorted((*own, *of_drafts), key=lambda event: (event.recorded_at, event.id))
    names = user_names(here, {event.actor_id for event in shown})
    rooms = room_names(here, (event for event in shown if event.code in _CHANGES))
    return [
        Entry(
            event.code, _said(event, drafted), _details(event, rooms), names.get(event.actor_id or 0, ""), event.recorded_at
        )
        for event in reversed(shown)
    ]  # fmt: skip


def _said(event: LedgerEvent, drafted: dict[int, str]) -> str:
    if event.code not in _DRAFTS:
        return str(_WORDS[event.code])
    what = str(_ISSUED[drafted[event.aggregate_id]])
    said = _DRAFTS[event.code] % {"what": what}
    code = event.payload.get("code", "")
    return f"{said} {code}".strip()


def reason_in(entry: Entry) -> str:
    """Why it was done, "" where nobody said it."""
    return next((words for label, words in entry.details if label == str(REASON)), "")


def changes_in(entry: Entry) -> list[str]:
    """What it changed, from what to what."""
    return [words for label, words in entry.details if label != str(REASON)]


def _details(event: LedgerEvent, rooms: dict[int, str]) -> Details:
    changes = changes_of(event, rooms) if event.code in _CHANGES else []
    told = ((str(REASON), event.reason),) if event.reason else ()
    return (*((str(_("Thay đổi")), words) for words in changes), *told)
