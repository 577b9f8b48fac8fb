"""What the commands on participants share: the invitee with its meeting locked, and who may still be changed."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.meetings.commands import _steps
from dondoc.meetings.models import Invitee, Meeting
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
        name: the substitute.
        post_id: their post in the directory, where it is known.

    Raises:
        BadInput: they are who is called, are called to this meeting themselves or chair it, or do not hold the post on the
            day of the meeting that they are named by or remembered in.
    """
    day = local_day(meeting.starts_at)
    own = holder_on(meeting.jurisdiction_id, invitee.post_id, day) if invitee.post_id else None
    called = {invitee.person_name.casefold(), own.person_name.casefold() if own else ""} - {""}
    if name.casefold() in called or (post_id is not None and post_id == invitee.post_id):
        raise BadInput(_("Người dự thay phải khác người được mời."), code="same_person", field="substitute")
    others = Invitee.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, withdrawn_at__isnull=True
    ).exclude(id=invitee.id)
    same = Q(person_name__iexact=name) if post_id is None else Q(post_id=post_id)
    if others.filter(same).exists():
        raise BadInput(
            _("%(name)s cũng được mời dự cuộc họp này nên không dự thay được.") % {"name": name},
            code="substitute_is_called",
            field="substitute",
        )
    if name.casefold() == meeting.chair_name.casefold() or (post_id is not None and post_id == meeting.chair_post_id):
        raise BadInput(
            _("%(name)s chủ trì cuộc họp này nên không dự thay được.") % {"name": name},
            code="is_chair",
            field="substitute",
        )
    holder = holder_on(meeting.jurisdiction_id, post_id, day) if post_id is not None else None
    if post_id is not None and (holder is None or holder.person_name.casefold() != name.casefold()):
        raise BadInput(
            _("%(name)s không còn giữ chức vụ ở đơn vị vào ngày họp; hãy cử người khác.") % {"name": name},
            code="left_the_post",
            field="substitute",
        )
    if post_id is None and invitee.unit_id is not None:
        held = Tenure.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, post__unit_id=invitee.unit_id, person_name__iexact=name
        )
        periods = list(held.values_list("valid_from", "valid_to"))
        if periods and not any(first <= day and (last is None or last >= day) for first, last in periods):
            raise BadInput(
                _("%(name)s không còn giữ chức vụ ở đơn vị vào ngày họp; hãy cử người khác.") % {"name": name},
                code="left_the_post",
                field="substitute",
            )


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
