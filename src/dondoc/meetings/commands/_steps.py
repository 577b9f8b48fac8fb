"""What the commands on meetings share: the row locked, the step allowed, the words checked, the event added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.foundation.text import fold
from dondoc.ledger.append import NewEvent, append
from dondoc.meetings import events, rules
from dondoc.meetings.choices import State
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import visible_meetings

_LONGEST_REASON = 500
#: A plan's list, agenda and papers are open until the meeting ends: who comes unannounced is entered at the door.
OPEN = (State.PLANNED, State.CALLED, State.RUNNING)


def locked(actor: User, meeting_id: int) -> Meeting:
    """The meeting, its row locked until the transaction ends.

    Raises:
        NotFound: there is none that the actor may know of.
    """
    found = visible_meetings(actor).select_for_update(of=("self",)).filter(id=meeting_id).first()
    if found is None:
        raise NotFound
    return found


def locked_for(actor: User, meeting_id: int, may: Callable[[User], bool], refusal: str) -> Meeting:
    """The meeting, locked, for one whose work this is.

    Args:
        actor: who asks.
        meeting_id: the meeting.
        may: whether a user does this work.
        refusal: what others are told: whose work it is.

    Raises:
        NotFound: there is none that the actor may know of.
        Refused: it is not the actor's work.
    """
    meeting = locked(actor, meeting_id)
    if not may(actor):
        raise Refused(refusal)
    return meeting


def wrong_state(meeting: Meeting, sentence: str) -> Conflict:
    """What a command is refused with that this state of the meeting does not allow."""
    return Conflict(sentence, code="wrong_state", state=str(meeting.state))


def require(actor: User, meeting: Meeting, verb: rules.Verb, *, version: int | None = None) -> rules.Transition:
    """The step that `verb` is for this meeting now.

    Raises:
        Refused: the actor's role does not take it.
        Conflict: the meeting is in a state that does not allow it, or another version is current.
    """
    possible = [step for step in rules.TRANSITIONS if step.verb == verb]
    if not any(rules.plays(step.who, actor.role) for step in possible):
        raise Refused(_("Việc này do Văn phòng UBND tỉnh thực hiện."))
    step = rules.transition(meeting.state, verb)
    if step is None:
        raise wrong_state(
            meeting,
            _("Cuộc họp đang ở trạng thái “%(state)s” nên không làm được việc này. Hãy tải lại trang.")
            % {"state": meeting.get_state_display()},
        )
    if version is not None and version != meeting.version:
        raise Conflict(
            _("Cuộc họp vừa được người khác sửa. Hãy tải lại trang để xem bản mới; nội dung bạn đang sửa vẫn còn trên màn hình."),
            code="other_version",
            version=meeting.version,
        )  # fmt: skip
    return step


def tidy(text: str) -> str:
    """The text on one line, single spaces."""
    return " ".join(text.split())


def require_letters(text: str, field: str) -> None:
    """Do nothing where every character of a text can be kept.

    Raises:
        BadInput: it holds NUL or half of a character, as JSON can write them.
    """
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadInput(_("Nội dung có ký tự không hợp lệ."), field=field)


def reason_of(text: str, *, needed: bool, field: str = "reason") -> str:
    """The reason, tidy.

    Raises:
        BadInput: it is needed and there is none, it is too long, or it holds what no text holds.
    """
    found = tidy(text)
    if needed and not found:
        raise BadInput(_("Hãy nêu lý do."), code="reason_required", field=field)
    if len(found) > _LONGEST_REASON:
        raise BadInput(_("Lý do dài quá 500 ký tự; hãy rút gọn."), code="too_long", field=field)
    require_letters(found, field)
    return found


def search_text(meeting: Meeting) -> str:
    """What a meeting is found by."""
    return fold(f"{meeting.title} {meeting.chair_name} {meeting.chair_title} {meeting.place}")


def record(
    meeting: Meeting,
    actor: User,
    code: str,
    payload: Mapping[str, Any],
    *,
    now: dt.datetime,
    request_id: str,
    reason: str = "",
    is_first: bool = False,
) -> None:
    """Add an event to the meeting's chain. What belongs to a meeting (invitees, items, …) is told in the same chain."""
    append(
        jurisdiction_id=meeting.jurisdiction_id,
        events=[NewEvent(events.MEETING, meeting.id, code, dict(payload), reason=reason, is_first=is_first)],
        actor_id=actor.id,
        now=now,
        request_id=request_id,
    )
