"""Who speaks for one who is called: who was found there, whatever was announced before."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.foundation.errors import Conflict
from dondoc.meetings.choices import Answer, Consent, Part, Presence, RemarkState
from dondoc.meetings.commands._people import holder_on
from dondoc.meetings.commands._room import remark_payload
from dondoc.meetings.live import publish
from dondoc.meetings.models import Invitee, Meeting, Remark
from dondoc.meetings.rules import day_of

_SAID = (RemarkState.SPEAKING, RemarkState.DONE)


def speaker_of(meeting: Meeting, invitee: Invitee) -> str:
    """Post and name of who speaks: who came; before check-in the substitute who was announced, else who holds the post.

    Args:
        meeting: the meeting.
        invitee: who is called.
    """
    if invitee.presence == Presence.PRESENT and invitee.attendee_name:
        return _words(invitee.attendee_title, invitee.attendee_name)
    announced = invitee.answer == Answer.SUBSTITUTE and invitee.consent != Consent.REFUSED
    if invitee.presence == Presence.UNKNOWN and announced:
        return _words(invitee.substitute_title, invitee.substitute_name)
    return _words(invitee.title, _called(meeting, invitee))


def speakers_known(meeting: Meeting, invitee: Invitee) -> frozenset[str]:
    """What may have been written down as who speaks before it was known who came; anything else the secretary wrote."""
    called = _words(invitee.title, _called(meeting, invitee))
    named = _words(invitee.title, invitee.person_name)
    announced = _words(invitee.substitute_title, invitee.substitute_name)
    came = _words(invitee.attendee_title, invitee.attendee_name)
    return frozenset({"", called, named, announced, came})


def speaker_at_turn(meeting: Meeting, invitee: Invitee) -> str:
    """Who speaks now for one who is called.

    Raises:
        Conflict: check-in found that nobody came for them.
    """
    if invitee.presence == Presence.ABSENT:
        raise Conflict(
            _(
                "%(body)s đã được điểm danh là vắng nên không ghi phát biểu được: hãy điểm danh người đến dự trước, hoặc ghi "
                "rõ người phát biểu."
            )
            % {"body": invitee.title or invitee.body},
            code="speaker_is_absent",
        )
    return speaker_of(meeting, invitee)


def follow_attendee(meeting: Meeting, invitee: Invitee, known: frozenset[str], *, now: dt.datetime) -> None:
    """Name who came in the requests and remarks that were written down before that was known.

    Their version stays: who writes the words of a remark at this moment is not told of a conflict for it.

    Args:
        meeting: the meeting.
        invitee: who is called, with what check-in found.
        known: who may have been written down before (`speakers_known`).
        now: the moment.

    Raises:
        Conflict: they are found absent and have spoken.
    """
    rows = Remark.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, invitee_id=invitee.id
    ).exclude(state=RemarkState.WITHDRAWN)
    mine = [one for one in rows if one.speaker in known]
    if invitee.presence == Presence.ABSENT:
        if any(one.state in _SAID for one in mine):
            raise Conflict(
                _(
                    "%(body)s đã phát biểu ở cuộc họp này nên không ghi vắng được: hãy ghi người đến dự thay, hoặc sửa người "
                    "phát biểu trước."
                )
                % {"body": invitee.title or invitee.body},
                code="has_spoken",
            )
        return
    speaker = speaker_of(meeting, invitee)
    for one in mine:
        if one.speaker != speaker:
            one.speaker = speaker
            one.save(update_fields=["speaker"])
            publish(meeting, Part.REMARKS, remark_payload(one), now=now)


def _called(meeting: Meeting, invitee: Invitee) -> str:
    """Who holds the post on the meeting's day, else who is called by name."""
    day = day_of(meeting)
    held = holder_on(meeting.jurisdiction_id, invitee.post_id, day) if invitee.post_id else None
    return held.person_name if held else invitee.person_name


def _words(title: str, name: str) -> str:
    return f"{title} {name}".strip()[:200]
