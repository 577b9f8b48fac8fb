"""What every page of one meeting shows around its own content: its name, its day, its state, its other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from dondoc.meetings.choices import State
from dondoc.meetings.models import Meeting
from dondoc.meetings.moves import Move, moves_of
from dondoc.meetings.permissions import keeps_a_venue, may_keep_minutes, sees_all_meetings
from dondoc.meetings.week import spoken

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from dondoc.accounts.models import User


def _everyone(user: User, _meeting: Meeting) -> bool:
    return user.is_active


def _all(user: User, _meeting: Meeting) -> bool:
    return sees_all_meetings(user)


def _checks_in(user: User, meeting: Meeting) -> bool:
    return sees_all_meetings(user) or keeps_a_venue(user, meeting)


def _secretary(user: User, _meeting: Meeting) -> bool:
    return may_keep_minutes(user)


#: Until it is over, who is called reads when and where it was moved.
SHOWS_MOVES = (State.CALLED, State.RUNNING)


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a meeting.

    Attributes:
        name: the URL's name in the namespace "web"; it takes the meeting's id.
        label: as the tab shows it.
        icon: of the sprite.
        allowed: who may open it.
    """

    name: str
    label: _StrPromise
    icon: str
    allowed: Callable[[User, Meeting], bool]


TABS = (
    Tab("meeting", _("Tổng quan"), "info-circle", _everyone),
    Tab("meeting_people", _("Thành phần"), "users", _everyone),
    Tab("meeting_papers", _("Chương trình, tài liệu"), "files", _everyone),
    Tab("meeting_attendance", _("Điểm danh"), "list-check", _checks_in),
    Tab("meeting_room", _("Phòng họp"), "edit", _secretary),
    Tab("meeting_seat", _("Chỗ ngồi của tôi"), "layout-dashboard", _everyone),
    Tab("meeting_after", _("Biên bản, thông báo"), "notebook", _all),
)


def frame(user: User, meeting: Meeting, current: str) -> dict[str, Any]:
    """The context of the frame: `meeting` and the tabs that this person may open, the current one marked."""

    def moves() -> list[Move]:
        """Asked for by the pages that show them only."""
        return (
            moves_of(meeting.jurisdiction_id, [meeting.id]).get(meeting.id, []) if meeting.state in SHOWS_MOVES else []
        )

    tabs = []
    for tab in TABS:
        try:
            address = reverse(f"web:{tab.name}", args=[meeting.id])
        except NoReverseMatch:
            continue
        if tab.allowed(user, meeting):
            tabs.append({"url": address, "label": tab.label, "icon": tab.icon, "current": tab.name == current})
    return {"meeting": meeting, "tabs": tabs, "when": spoken(meeting.starts_at, meeting.ends_at), "moves": moves}
