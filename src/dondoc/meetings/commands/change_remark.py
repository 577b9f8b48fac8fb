"""Change a remark: its words while they are typed, who speaks, how far it is."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.choices import Audience, Part, RemarkState
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import short
from dondoc.meetings.commands._room import (
    WRITTEN_IN,
    item_of,
    kept_by,
    meeting_id_of,
    remark_payload,
    require_version,
    row_of,
    text_of,
)
from dondoc.meetings.commands._speaking import speaker_at_turn, speakers_known
from dondoc.meetings.commands.add_remark import close_speaking
from dondoc.meetings.live import publish
from dondoc.meetings.models import Meeting, Remark

_SAID = (RemarkState.SPEAKING, RemarkState.DONE)


def change_remark(
    *,
    actor: User,
    remark_id: int,
    version: int,
    now: dt.datetime,
    text: str | None = None,
    body: str | None = None,
    speaker: str | None = None,
    state: str | None = None,
    item_id: int | None = None,
    request_id: str = "",
) -> Remark:
    """Change what is given; what is None stays.

    Args:
        actor: the meeting's secretary.
        remark_id: the remark.
        version: the one that the actor began from.
        now: the moment.
        text: what was said.
        body: whose view it is.
        speaker: post and name.
        state: a code of RemarkState.
        item_id: the item it is about.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_room.kept_by`.
        Conflict: the meeting is in no state for it; somebody else wrote in between (both texts in the details); who asked
            to speak was found absent.
        BadInput: a text that is too long, nobody named, a state that there is not.
    """
    if state is not None and state not in RemarkState.values:
        raise BadInput(_("Trạng thái phát biểu không hợp lệ; hãy tải lại trang."), field="state")
    said = None if text is None else text_of(text)
    with transaction.atomic():
        meeting = kept_by(actor, meeting_id_of(Remark, actor, remark_id), WRITTEN_IN)
        remark = row_of(Remark, meeting, remark_id)
        require_version(
            remark.version, version, theirs={"text": remark.text, "body": remark.body, "speaker": remark.speaker},
            mine={"text": said, "body": body, "speaker": speaker},
        )  # fmt: skip
        before = remark_payload(remark), remark.text
        if said is not None:
            remark.text = said
        if body is not None:
            remark.body = short(body, 200, "body")
            if not remark.body:
                raise BadInput(_("Hãy ghi cơ quan, đơn vị của người phát biểu."), field="body")
        if speaker is not None:
            remark.speaker = short(speaker, 200, "speaker")
        if item_id is not None:
            item = item_of(meeting, item_id)
            remark.item_id = item.id if item else None
        if state is not None and state != remark.state:
            if speaker is None and state in _SAID and remark.state not in _SAID:
                _name_who_is_there(meeting, remark)
            if state == RemarkState.SPEAKING:
                close_speaking(meeting, now=now)
                remark.started_at = remark.started_at or now
            remark.ended_at = now if state == RemarkState.DONE else None
            remark.started_at = remark.started_at or (now if state == RemarkState.DONE else None)
            remark.state = state
        if (remark_payload(remark), remark.text) == before:
            return remark
        remark.version += 1
        remark.save()
        _steps.record(
            meeting, actor, events.REMARK_CHANGED,
            {**remark_payload(remark), "text": remark.text, "version": remark.version}, now=now, request_id=request_id,
        )  # fmt: skip
        if remark_payload(remark) != before[0]:
            publish(meeting, Part.REMARKS, remark_payload(remark), now=now)
        if remark.text != before[1]:
            # The words are the minutes': of those who write there, another one's page must not keep the old ones.
            words = {"remark_id": remark.id, "text": remark.text, "version": remark.version}
            publish(meeting, Part.REMARKS, words, now=now, audience=Audience.OFFICE)
    return remark


def _name_who_is_there(meeting: Meeting, remark: Remark) -> None:
    """At the turn to speak: who came, in place of who was named when the request was made.

    Raises:
        Conflict: check-in found that nobody came for them.
    """
    invitee = remark.invitee
    # Somebody whom the secretary named stays.
    if invitee is not None and remark.speaker in speakers_known(meeting, invitee):
        remark.speaker = speaker_at_turn(meeting, invitee)
