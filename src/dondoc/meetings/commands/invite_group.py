"""Call the heads of all units of a group at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.choices import MeetingForm
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import planned_by, renew_in_calendars
from dondoc.meetings.commands._room import next_position
from dondoc.meetings.commands.invite import Called, add, facts_of, of_post, place_of, require_new
from dondoc.meetings.models import Invitee, Meeting, Venue
from dondoc.meetings.rules import day_of
from dondoc.organizations.models import Post, UnitGroup
from dondoc.organizations.selectors import members_of_group


@dataclass(frozen=True, slots=True)
class GroupCalled:
    """Who was called, and the names of those who were called before."""

    invitees: tuple[Invitee, ...]
    already: tuple[str, ...]


def invite_group(
    *,
    actor: User,
    meeting_id: int,
    category_id: int,
    group_id: int,
    now: dt.datetime,
    with_venues: bool = False,
    request_id: str = "",
) -> GroupCalled:
    """Call the head of each unit that belongs to a group on the meeting's day.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        category_id: in which category.
        group_id: the group of units.
        now: the moment.
        with_venues: whether each unit gets a venue of its own, chaired by its head.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_people.planned_by`; no such category.
        BadInput: a group that is not there or has no unit on that day; venues for a meeting in one room.
    """
    with transaction.atomic():
        meeting = planned_by(actor, meeting_id)
        if with_venues and meeting.form == MeetingForm.IN_ROOM:
            raise BadInput(
                _("Cuộc họp đang là họp trực tiếp; hãy đổi hình thức họp trước khi thêm điểm cầu."), field="form"
            )
        category, _venue = place_of(meeting, category_id, None)
        if not UnitGroup.objects.filter(jurisdiction_id=meeting.jurisdiction_id, id=group_id).exists():
            raise BadInput(_("Nhóm đơn vị không còn trong danh mục; hãy chọn lại."), field="group")
        units = list(members_of_group(meeting.jurisdiction_id, group_id, day_of(meeting)))
        if not units:
            raise BadInput(_("Nhóm này không có đơn vị nào vào ngày họp."), field="group")
        heads = {
            post.unit_id: post
            for post in Post.objects.select_related("unit").filter(
                jurisdiction_id=meeting.jurisdiction_id, unit_id__in=[unit.id for unit in units], is_head=True
            )
        }
        called: list[Called] = []
        already: list[str] = []
        for unit in units:
            head = heads.get(unit.id)
            one = of_post(meeting, head) if head else Called(unit, None, unit.name, "", "")
            try:
                require_new(meeting, one)
            except BadInput:
                already.append(unit.name)
            else:
                called.append(one)
        invitees = add(meeting, category, None, called)
        if with_venues:
            _add_venues(meeting, invitees)
        if invitees:
            renew_in_calendars(meeting, now=now)
            _steps.record(
                meeting, actor, events.INVITED,
                {
                    "category_id": category.id, "group_id": group_id, "sequence": meeting.sequence,
                    "invitees": [facts_of(each) for each in invitees],
                },
                now=now, request_id=request_id,
            )  # fmt: skip
    return GroupCalled(tuple(invitees), tuple(already))


def _add_venues(meeting: Meeting, invitees: list[Invitee]) -> None:
    """A venue for each, chaired by who is called; one that the unit has already, or had until it was taken off the list, is taken."""
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
    for place, invitee in enumerate(invitees, start=next_position(Venue, meeting)):
        name = _("Điểm cầu %(body)s") % {"body": invitee.body}
        venue = (
            Venue.objects.filter(**here, unit_id=invitee.unit_id).first()
            or Venue.objects.filter(**here, unit_id__isnull=True, name__iexact=name).first()
            or Venue(**here, position=place, name=name)
        )
        venue.unit_id = invitee.unit_id
        venue.chair_id = invitee.id
        venue.save()
        invitee.venue_id = venue.id
        invitee.save(update_fields=["venue_id"])
