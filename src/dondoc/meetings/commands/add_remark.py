"""Write down who speaks and what is said."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.choices import Part, RemarkState
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import short
from dondoc.meetings.commands._room import (
    WRITTEN_IN,
    client_key_of,
    earlier_by_key,
    item_of,
    kept_by,
    next_position,
    remark_payload,
    text_of,
)
from dondoc.meetings.commands._speaking import speaker_at_turn, speaker_of
from dondoc.meetings.live import publish
from dondoc.meetings.models import Invitee, Meeting, Remark


def add_remark(
    *,
    actor: User,
    meeting_id: int,
    body: str,
    now: dt.datetime,
    speaker: str = "",
    item_id: int | None = None,
    invitee_id: int | None = None,
    text: str = "",
    topic: str = "",
    state: str = RemarkState.DONE,
    client_key: str = "",
    request_id: str = "",
) -> Remark:
    """Add a remark at the end.

    Args:
        actor: the meeting's secretary.
        meeting_id: the meeting.
        body: whose view it is; of an invitee it need not be said.
        now: the moment.
        speaker: post and name.
        item_id: the item it is about.
        invitee_id: who of those called speaks.
        text: what is said.
        topic: about what they asked to speak.
        state: ASKED, SPEAKING (who spoke before has spoken) or DONE.
        client_key: of the writer's page; the same again is the same row.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_room.kept_by`; check-in found that nobody came for the invitee.
        BadInput: nobody is named, an item or invitee of another meeting, a state that there is not.
    """
    key, said = client_key_of(client_key), text_of(text)
    body, speaker, topic = short(body, 200, "body"), short(speaker, 200, "speaker"), short(topic, 300, "topic")
    if state not in (RemarkState.ASKED, RemarkState.SPEAKING, RemarkState.DONE):
        raise BadInput(_("Trạng thái phát biểu không hợp lệ; hãy tải lại trang."), field="state")
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id, WRITTEN_IN)
        earlier = earlier_by_key(Remark, meeting, key)
        if earlier is not None:
            return earlier
        item = item_of(meeting, item_id)
        body, speaker = _named(meeting, invitee_id, body, speaker, state)
        remark = Remark(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, item_id=item.id if item else None,
            invitee_id=invitee_id, position=next_position(Remark, meeting), body=body, speaker=speaker, state=state,
            topic=topic, text=said, client_key=key,
        )  # fmt: skip
        if state == RemarkState.ASKED:
            remark.asked_at = now
        else:
            remark.started_at = now
            remark.ended_at = now if state == RemarkState.DONE else None
        if state == RemarkState.SPEAKING:
            close_speaking(meeting, now=now)
        remark.save()
        _steps.record(
            meeting, actor, events.REMARK_ADDED, {**remark_payload(remark), "text": said}, now=now,
            request_id=request_id,
        )  # fmt: skip
        publish(meeting, Part.REMARKS, remark_payload(remark), now=now)
    return remark


def close_speaking(meeting: Meeting, *, now: dt.datetime) -> None:
    """Who speaks has spoken: one speaks at a time."""
    speaking = Remark.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, state=RemarkState.SPEAKING
    )
    for before in speaking:
        before.state, before.ended_at = RemarkState.DONE, now
        before.save(update_fields=["state", "ended_at"])
        publish(meeting, Part.REMARKS, remark_payload(before), now=now)


def _named(meeting: Meeting, invitee_id: int | None, body: str, speaker: str, state: str) -> tuple[str, str]:
    if invitee_id is not None:
        invitee = Invitee.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, id=invitee_id, withdrawn_at__isnull=True
        ).first()
        if invitee is None:
            raise BadInput(_("Người phát biểu không có trong danh sách mời của cuộc họp này."), field="invitee")
        body = body or invitee.body
        if not speaker:
            asks = state == RemarkState.ASKED
            speaker = speaker_of(meeting, invitee) if asks else speaker_at_turn(meeting, invitee)
    if not body:
        raise BadInput(_("Hãy ghi cơ quan, đơn vị của người phát biểu."), field="body")
    return body, speaker
