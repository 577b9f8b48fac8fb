"""What the commands on participants share: the invitee with its meeting locked, and who may still be changed."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.meetings import rules
from dondoc.meetings.choices import Answer, Attendee, Consent, Presence
from dondoc.meetings.commands import _steps
from dondoc.meetings.holders import Holders
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.names import Named, same_name, same_person
from dondoc.meetings.permissions import may_plan, visible_meetings
from dondoc.organizations.models import Tenure
from dondoc.organizations.selectors import valid_on


def planned_by(actor: User, meeting_id: int) -> Meeting:
    """The meeting, locked, for one who plans and whose list is still open.

    Raises:
        NotFound: there is none for the actor.
        Refused: the actor does not plan.
        Conflict: the meeting is over or cancelled.
    """
    meeting = _steps.locked_for(actor, meeting_id, may_plan, _("Thành phần dự họp do Văn phòng UBND tỉnh lập."))
    require_open(meeting)
    return meeting


def require_open(meeting: Meeting) -> None:
    """Do nothing where the meeting's list is open.

    Raises:
        Conflict: it is over or cancelled.
    """
    if meeting.state not in _steps.OPEN:
        raise _steps.wrong_state(
            meeting,
            _("Cuộc họp %(state)s, thành phần không sửa được nữa.") % {"state": meeting.get_state_display().lower()},
        )


def renew_in_calendars(meeting: Meeting, *, now: dt.datetime) -> None:
    """Let the calendar file of a called meeting count as newer than all before: its list changed.

    A calendar takes a cancellation only as a later update than the invitation, and an invitation after it only as one that
    is later again (RFC 5546, 2.1.4 and 2.1.5).

    Args:
        meeting: its row, locked.
        now: the moment.
    """
    if meeting.called_at is not None:
        meeting.sequence += 1
        meeting.changed_at = now
        meeting.save(update_fields=["sequence", "changed_at"])


def invitee_of(actor: User, invitee_id: int) -> tuple[Invitee, Meeting]:
    """The invitee and its meeting, both locked, the meeting first: all commands lock in this order.

    Raises:
        NotFound: there is none in a meeting that the actor may know of.
    """
    found = (
        Invitee.objects.filter(
            jurisdiction_id=actor.jurisdiction_id, id=invitee_id, withdrawn_at__isnull=True,
            meeting_id__in=visible_meetings(actor).values("id"),
        )
        .values_list("meeting_id", flat=True)
        .first()
    )  # fmt: skip
    if found is None:
        raise NotFound
    meeting = _steps.locked(actor, found)
    invitee = (
        Invitee.objects.select_for_update(of=("self",))
        .select_related("category", "venue", "unit", "post")
        .filter(jurisdiction_id=actor.jurisdiction_id, id=invitee_id, withdrawn_at__isnull=True)
        .first()
    )
    if invitee is None:
        raise NotFound
    return invitee, meeting


def holder_on(jurisdiction_id: int, post_id: int, on: dt.date) -> Tenure | None:
    """Who holds the post on the day."""
    return Tenure.objects.filter(valid_on(on), jurisdiction_id=jurisdiction_id, post_id=post_id).first()


def require_free(meeting: Meeting, invitee: Invitee, name: str, post_id: int | None = None) -> None:
    """Do nothing where this person may stand in for who is called.

    Args:
        meeting: the meeting.
        invitee: who is called.
        name: the substitute, however it is written: “Ông Đỗ Em” is “đỗ em”.
        post_id: their post in the directory, where it is known.

    Raises:
        BadInput: they are who is called, are called to this meeting themselves or chair it, stand in for somebody else
            there, or do not hold the post on the day of the meeting that they are named by or remembered in.
    """
    day = rules.day_of(meeting)
    others = list(
        Invitee.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, withdrawn_at__isnull=True
        ).exclude(id=invitee.id)
    )
    holders = Holders(
        meeting.jurisdiction_id,
        [post_id, invitee.post_id, meeting.chair_post_id, *(one.post_id for one in others), *(one.substitute_post_id for one in others)],
    )  # fmt: skip
    # The name as it is said, with the address that the directory keeps with the post: whether they hold it is asked below.
    who = Named(name, post_id, holders.named(post_id, name, day).address)
    own = holders.named(invitee.post_id, invitee.person_name, day)
    if same_name(name, own.name) or same_name(name, invitee.person_name) or same_person(who, own):
        raise BadInput(_("Người dự thay phải khác người được mời."), code="same_person", field="substitute")
    if any(same_person(who, holders.named(one.post_id, one.person_name, day)) for one in others):
        raise _taken(_("%(name)s cũng được mời dự cuộc họp này nên không dự thay được."), name, "substitute_is_called")
    if same_person(who, holders.named(meeting.chair_post_id, meeting.chair_name, day)):
        raise _taken(_("%(name)s chủ trì cuộc họp này nên không dự thay được."), name, "is_chair")
    for one in others:
        standing_in = _stands_in(one, holders, day)
        if standing_in is not None and same_person(who, standing_in):
            raise BadInput(
                _("%(name)s đã dự thay cho %(body)s ở cuộc họp này nên không dự thay thêm được; hãy cử người khác.")
                % {"name": name, "body": one.title or one.body},
                code="substitutes_already",
                field="substitute",
            )
    if not _holds(meeting, invitee, name, post_id, day):
        sentence = _("%(name)s không còn giữ chức vụ ở đơn vị vào ngày họp; hãy cử người khác.")
        raise _taken(sentence, name, "left_the_post")


def _taken(sentence: str, name: str, code: str) -> BadInput:
    return BadInput(sentence % {"name": name}, code=code, field="substitute")


def _stands_in(other: Invitee, holders: Holders, day: dt.date) -> Named | None:
    """Who stands in for another who is called: who was found there, before that who was announced and not refused."""
    if other.presence != Presence.UNKNOWN:
        return Named(other.attendee_name) if other.attendee == Attendee.SUBSTITUTE else None
    if other.answer != Answer.SUBSTITUTE or other.consent == Consent.REFUSED:
        return None
    return holders.named(other.substitute_post_id, other.substitute_name, day)


def _holds(meeting: Meeting, invitee: Invitee, name: str, post_id: int | None, day: dt.date) -> bool:
    """Whether they hold the post that they are named by; of a name alone, whether they left no post of the unit."""
    if post_id is not None:
        holder = holder_on(meeting.jurisdiction_id, post_id, day)
        return holder is not None and same_name(holder.person_name, name)
    if invitee.unit_id is None:
        return True
    of_unit = Tenure.objects.filter(jurisdiction_id=meeting.jurisdiction_id, post__unit_id=invitee.unit_id)
    periods = [
        (first, last)
        for first, last, held_by in of_unit.values_list("valid_from", "valid_to", "person_name")
        if same_name(held_by, name)
    ]
    return not periods or any(first <= day and (last is None or last >= day) for first, last in periods)


def require_not_called(meeting: Meeting) -> None:
    """Do nothing where who chairs the meeting is not on its list.

    Raises:
        BadInput: they are called to it: one chairs or is invited.
    """
    day = rules.day_of(meeting)
    listed = list(
        Invitee.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, withdrawn_at__isnull=True
        )
    )
    holders = Holders(meeting.jurisdiction_id, [meeting.chair_post_id, *(one.post_id for one in listed)])
    chair = holders.named(meeting.chair_post_id, meeting.chair_name, day)
    for one in listed:
        who = holders.named(one.post_id, one.person_name, day)
        if same_person(chair, who):
            raise BadInput(
                _("%(name)s đang có trong danh sách mời của cuộc họp này; hãy rút khỏi danh sách trước khi chọn làm người chủ trì.")
                % {"name": ", ".join(part for part in (who.name, one.title) if part)},
                code="invited",
                field="chair",
            )  # fmt: skip


def short(text: str, longest: int, field: str) -> str:
    """The text tidy.

    Raises:
        BadInput: it is too long, or holds what no text holds.
    """
    found = _steps.tidy(text)
    if len(found) > longest:
        raise BadInput(_("Nội dung ở ô này dài quá %(most)s ký tự; hãy rút gọn.") % {"most": longest}, field=field)
    _steps.require_letters(found, field)
    return found
