"""Call somebody to a meeting: the holder of a post, a unit's head, or a guest by name; or the heads of a whole group."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.foundation.text import fold
from dondoc.meetings import events, rules
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import holder_on, planned_by, renew_in_calendars, short
from dondoc.meetings.commands._room import next_position
from dondoc.meetings.holders import Holders
from dondoc.meetings.models import Category, Invitee, Meeting, Venue
from dondoc.meetings.names import Named, same_person
from dondoc.meetings.titles import full_title
from dondoc.organizations.models import Post, Unit


@dataclass(frozen=True, slots=True)
class Called:
    """Who is called, as the list names them."""

    unit: Unit | None
    post: Post | None
    body: str
    person_name: str
    title: str


def invite(
    *,
    actor: User,
    meeting_id: int,
    category_id: int,
    now: dt.datetime,
    unit_id: int | None = None,
    post_id: int | None = None,
    body: str = "",
    person_name: str = "",
    title: str = "",
    venue_id: int | None = None,
    request_id: str = "",
) -> Invitee:
    """Call one more.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        category_id: in which category.
        now: the moment.
        unit_id: a unit of the directory; without `post_id` its head is called.
        post_id: the post whose holder on the meeting's day is called.
        body: a body outside of the directory.
        person_name: the person, where no post says who it is.
        title: the person's post in words, where no post says it.
        venue_id: where they sit; none: in the room.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_people.planned_by`; no such category or venue.
        BadInput: nobody is named, a unit or post that is not there, who is called already, who chairs the meeting.
    """
    given = (short(body, 200, "body"), short(person_name, 120, "person_name"), short(title, 200, "title"))
    with transaction.atomic():
        meeting = planned_by(actor, meeting_id)
        category, venue = place_of(meeting, category_id, venue_id)
        called = _called(meeting, unit_id, post_id, *given)
        require_new(meeting, called)
        (invitee,) = add(meeting, category, venue, [called])
        renew_in_calendars(meeting, now=now)
        _steps.record(
            meeting, actor, events.INVITED,
            {"category_id": category.id, "invitees": [facts_of(invitee)], "sequence": meeting.sequence},
            now=now, request_id=request_id,
        )  # fmt: skip
    return invitee


def place_of(meeting: Meeting, category_id: int, venue_id: int | None) -> tuple[Category, Venue | None]:
    """The category and the venue of this meeting.

    Raises:
        NotFound: one of them is not of this meeting.
    """
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
    category = Category.objects.filter(**here, id=category_id).first()
    venue = Venue.objects.filter(**here, id=venue_id).first() if venue_id else None
    if category is None or (venue_id and venue is None):
        raise NotFound
    return category, venue


def of_post(meeting: Meeting, post: Post) -> Called:
    """The holder of a post on the meeting's day; a vacant post is called as such."""
    held = holder_on(meeting.jurisdiction_id, post.id, rules.day_of(meeting))
    return Called(
        post.unit, post, post.unit.name, held.person_name if held else "", full_title(post.title, post.unit.name)
    )


def require_new(meeting: Meeting, called: Called) -> None:
    """Do nothing where this person may still be called.

    Raises:
        BadInput: they are called already, or chair the meeting.
    """
    day, post_id = rules.day_of(meeting), called.post.id if called.post is not None else None
    listed = list(
        Invitee.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, withdrawn_at__isnull=True
        ).order_by("position", "id")
    )
    holders = Holders(meeting.jurisdiction_id, [post_id, meeting.chair_post_id, *(one.post_id for one in listed)])
    who = holders.named(post_id, called.person_name, day)
    chair = holders.named(meeting.chair_post_id, meeting.chair_name, day)
    if same_person(chair, who):
        raise BadInput(
            _("%(name)s là người chủ trì cuộc họp nên không mời thêm ở danh sách này.")
            % {"name": called.person_name or called.title},
            code="is_chair",
            field="post",
        )
    for one in listed:
        there = holders.named(one.post_id, one.person_name, day)
        if _is_called_by(one, there, called, who):
            said = ", ".join(dict.fromkeys(part for part in (there.name, one.title) if part)) or one.body
            raise BadInput(
                _("%(name)s đã có trong danh sách mời.") % {"name": said}, code="called_already", field="unit"
            )


def _is_called_by(one: Invitee, there: Named, called: Called, who: Named) -> bool:
    """Whether a row of the list is the call that is to be added."""
    if one.post_id is not None and called.post is not None:
        # Whoever heads two bodies is called by both: each of them sees the meeting by its own call.
        return one.post_id == called.post.id
    if there.name or who.name:
        return same_person(there, who)
    return fold(one.body) == fold(called.body) and fold(one.title) == fold(called.title)


def add(meeting: Meeting, category: Category, venue: Venue | None, called: list[Called]) -> list[Invitee]:
    """Write the rows of those called, at the end of the category."""
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
    first = next_position(Invitee, meeting)
    return [
        Invitee.objects.create(
            **here, category_id=category.id, venue_id=venue.id if venue else None, position=place,
            unit_id=one.unit.id if one.unit else None, post_id=one.post.id if one.post else None, body=one.body,
            person_name=one.person_name, title=one.title,
        )
        for place, one in enumerate(called, start=first)
    ]  # fmt: skip


def facts_of(invitee: Invitee) -> dict[str, object]:
    """An invitee as the ledger keeps it."""
    return {
        "invitee_id": invitee.id, "unit_id": invitee.unit_id, "post_id": invitee.post_id, "body": invitee.body,
        "person_name": invitee.person_name, "title": invitee.title, "venue_id": invitee.venue_id,
    }  # fmt: skip


def _called(
    meeting: Meeting, unit_id: int | None, post_id: int | None, body: str, person_name: str, title: str
) -> Called:
    here = meeting.jurisdiction_id
    if post_id is not None:
        post = Post.objects.select_related("unit").filter(jurisdiction_id=here, id=post_id).first()
        if post is None or (unit_id is not None and post.unit_id != unit_id):
            raise BadInput(_("Chức danh này không còn trong danh mục của đơn vị; hãy chọn lại."), field="post")
        return of_post(meeting, post)
    if unit_id is not None:
        unit = Unit.objects.filter(jurisdiction_id=here, id=unit_id).first()
        if unit is None:
            raise BadInput(_("Đơn vị không còn trong danh mục; hãy chọn lại."), field="unit")
        head = Post.objects.select_related("unit").filter(jurisdiction_id=here, unit_id=unit_id, is_head=True).first()
        if head is not None and not person_name and not title:
            return of_post(meeting, head)
        return Called(unit, None, unit.name, person_name, title)
    if not body and not person_name:
        raise BadInput(_("Hãy chọn đơn vị, hoặc ghi tên cơ quan, người được mời."), field="unit")
    return Called(None, None, body or person_name, person_name, title)
