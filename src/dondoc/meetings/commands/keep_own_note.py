"""Keep what a person notes for themselves."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._room import require_version, text_of
from dondoc.meetings.models import OwnNote


def keep_own_note(
    *, actor: User, meeting_id: int, text: str, version: int, now: dt.datetime, request_id: str = ""
) -> OwnNote:
    """Save the actor's note of a meeting. The ledger says that it was kept, not what it says.

    Args:
        actor: whose note it is.
        meeting_id: the meeting.
        text: the whole note.
        version: the one that was begun from; 0 for none.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such meeting for the actor.
        Conflict: it was changed at another place in between; both texts are in the details.
        BadInput: too long.
    """
    said = text_of(text)
    with transaction.atomic():
        meeting = _steps.locked(actor, meeting_id)
        note = OwnNote.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, user_id=actor.id
        ).first() or OwnNote(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, user_id=actor.id, version=0, changed_at=now
        )
        if note.text == said and note.version:
            return note
        require_version(note.version, version, theirs={"text": note.text}, mine={"text": said})
        note.text, note.changed_at = said, now
        note.version += 1
        note.save()
        _steps.record(meeting, actor, events.OWN_NOTE_KEPT, {"version": note.version}, now=now, request_id=request_id)
    return note
