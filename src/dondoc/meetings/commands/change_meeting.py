"""Change a meeting's plan; moved after people were called, it asks them again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events, rules
from dondoc.meetings.choices import (
    Answer,
    Attendee,
    CheckIn,
    Consent,
    Mode,
    Part,
    Presence,
    State,
    SubstituteRank,
)
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import require_not_called
from dondoc.meetings.commands._plan import Plan, apply_plan, payload_of, require_short_notice
from dondoc.meetings.legal_days import invitation_days
from dondoc.meetings.live import publish
from dondoc.meetings.models import Invitee, Meeting

_WHEN = frozenset({"starts_at", "ends_at"})
_WHEN_AND_WHERE = _WHEN | {"room_id", "place", "link", "form"}
#: What a calendar shows in large letters: a change of it is an update that no calendar may pass over.
_IN_CALENDARS = _WHEN_AND_WHERE | {"title"}
_CHAIR = frozenset({"chair_post_id", "chair_name"})
_UNANSWERED = {
    "answer": Answer.NONE, "answered_at": None, "answered_by_id": None, "reason_kind": "", "reason": "",
    "substitute_name": "", "substitute_title": "", "substitute_post_id": None, "substitute_rank": SubstituteRank.NONE,
    "consent": Consent.NOT_ASKED, "consent_note": "", "consented_at": None, "consented_by_id": None,
}  # fmt: skip
_UNCHECKED = {
    "presence": Presence.UNKNOWN, "attendee": Attendee.NOBODY, "attendee_name": "", "attendee_title": "",
    "attendee_rank": SubstituteRank.NONE, "mode": Mode.IN_ROOM, "check_in": CheckIn.NONE, "checked_at": None,
    "checked_by_id": None,
}  # fmt: skip


def change_meeting(
    *,
    actor: User,
    meeting_id: int,
    version: int,
    plan: Plan,
    now: dt.datetime,
    reason: str = "",
    request_id: str = "",
) -> Meeting:
    """Change the plan; nothing is written where nothing changed.

    After people were called, another time or place is a move, told with its reason. Another title, time or place makes a new
    update of the iCalendar invitation (SEQUENCE grows). Another time (`rules.is_other_time`: another beginning, an end on another
    day) asks everybody again, who comes, who is absent and who sends somebody: they answered to the old one; and whoever was
    checked in for it is so no more. Another hour of the end asks nobody.

    Args:
        actor: who plans; while it runs, its secretary.
        meeting_id: the meeting.
        version: the one that the actor began from.
        plan: all its facts.
        now: the moment.
        reason: why it moves, as those called are told; why short notice, where the new time is near.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`; another time while it runs.
        BadInput: a fact that cannot be; its sentence names the field. A time that is past (`past`), or nearer than three
            working days after people were called, without a reason (`short_notice`); a chair who is on the list (`invited`).
    """
    why = _steps.reason_of(reason, needed=False)
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id)
        _steps.require(actor, meeting, "change", version=version)
        before, planned = payload_of(meeting), (meeting.starts_at, meeting.ends_at)
        apply_plan(meeting, plan)
        after = payload_of(meeting)
        changed = {key for key in before if before[key] != after[key]}
        if not changed:
            return meeting
        if changed & _CHAIR:
            require_not_called(meeting)
        if changed & _WHEN:
            _require_time(meeting, planned[0], why, now)
        called = meeting.state != State.PLANNED
        moved = called and bool(changed & _WHEN_AND_WHERE)
        meeting.version += 1
        meeting.changed_at = now
        if called and changed & _IN_CALENDARS:
            meeting.sequence += 1
        asked_again: list[dict[str, object]] = []
        unchecked: list[int] = []
        if called and rules.is_other_time(planned, (meeting.starts_at, meeting.ends_at), now=now):
            asked_again, unchecked = _ask_again(meeting), _uncheck(meeting)
        meeting.save()
        _steps.record(
            meeting, actor, events.MEETING_MOVED if moved else events.MEETING_CHANGED,
            {**after, "version": meeting.version, "sequence": meeting.sequence, "asked_again": asked_again,
             "unchecked": unchecked, "before": {key: before[key] for key in before if key in changed}},
            reason=why, now=now, request_id=request_id,
        )  # fmt: skip
        if called:
            publish(
                meeting, Part.MEETING,
                {"state": str(meeting.state), "title": meeting.title, "starts_at": after["starts_at"], "moved": moved},
                now=now,
            )  # fmt: skip
        for one in unchecked:
            publish(meeting, Part.ATTENDANCE, {"invitee_id": one}, now=now)
    return meeting


def _require_time(meeting: Meeting, begins: dt.datetime, why: str, now: dt.datetime) -> None:
    if meeting.state == State.RUNNING:
        raise _steps.wrong_state(meeting, _("Cuộc họp đang diễn ra nên không đổi ngày giờ được."))
    if meeting.starts_at == begins:
        return
    # A plan that was entered after the meeting may be put right; one to come, or one that people were called to, may not.
    entered_after = begins if meeting.state == State.PLANNED else now
    if not rules.may_be_at(meeting.starts_at, before=entered_after, now=now, why=why):
        raise BadInput(_("Không dời cuộc họp về thời điểm đã qua được; hãy xem lại ngày giờ."), code="past", field="starts_at")  # fmt: skip
    if meeting.state == State.CALLED:
        ahead = require_short_notice(meeting, local_day(now), why, field="reason")
        meeting.short_notice_reason = (
            why if ahead < invitation_days(meeting.jurisdiction_id, local_day(meeting.starts_at)) else ""
        )


def _ask_again(meeting: Meeting) -> list[dict[str, object]]:
    """Take back every answer to the old time; the ledger keeps who had answered what."""
    answered = _listed(meeting).exclude(answer=Answer.NONE).order_by("position", "id")
    found: list[dict[str, object]] = [
        {"invitee_id": one, "answer": answer} for one, answer in answered.values_list("id", "answer")
    ]
    Invitee.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, id__in=[each["invitee_id"] for each in found]
    ).update(**_UNANSWERED)
    return found


def _uncheck(meeting: Meeting) -> list[int]:
    """Take back who was checked in for the old time."""
    ids = list(
        _listed(meeting).exclude(presence=Presence.UNKNOWN).order_by("position", "id").values_list("id", flat=True)
    )
    Invitee.objects.filter(jurisdiction_id=meeting.jurisdiction_id, id__in=ids).update(**_UNCHECKED)
    return ids


def _listed(meeting: Meeting) -> QuerySet[Invitee]:
    return Invitee.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, withdrawn_at__isnull=True
    )
