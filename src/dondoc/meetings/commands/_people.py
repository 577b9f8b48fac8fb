"""What the commands on participants share: the invitee with its meeting locked, and who may still be changed."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.choices import State
from dondoc.meetings.commands import _steps
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.permissions import may_plan, visible_meetings
from dondoc.organizations.models import Tenure
from dondoc.organizations.selectors import valid_on

#: A meeting's list is open until it ends: who comes unannounced is entered at the door.
OPEN = (State.PLANNED, State.CALLED, State.RUNNING)


def planned_by(actor: User, meeting_id: int) -> Meeting:
    """The meeting, locked, for one who plans and whose list is still open.

    Raises:
        NotFound: there is none for the actor.
        Refused: the actor does not plan.
        Conflict: the meeting is over or cancelled.
    """
    meeting = _steps.locked(actor, meeting_id)
    if not may_plan(actor):
        raise Refused(_("Thành phần dự họp do Văn phòng UBND tỉnh lập."))
    require_open(meeting)
    return meeting


def require_open(meeting: Meeting) -> None:
    """Do nothing where the meeting's list is open.

    Raises:
        Conflict: it is over or cancelled.
    """
    if meeting.state not in OPEN:
        raise Conflict(
            _("Cuộc họp %(state)s, thành phần không sửa được nữa.") % {"state": meeting.get_state_display().lower()},
            code="wrong_state",
            state=str(meeting.state),
        )


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


def short(text: str, longest: int, field: str) -> str:
    """The text tidy.

    Raises:
        BadInput: it is too long.
    """
    found = _steps.tidy(text)
    if len(found) > longest:
        raise BadInput(_("Nội dung ở ô này dài quá %(most)s ký tự; hãy rút gọn.") % {"most": longest}, field=field)
    return found
