"""Plan the next meeting of a series: as the last one, on the day that its rule gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._plan import Plan
from dondoc.meetings.commands.invite import Called, add, of_post, require_new
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.models import Category, Invitee, Meeting, MeetingSeries, Venue
from dondoc.meetings.permissions import may_plan
from dondoc.meetings.series_selectors import last_of, next_of, next_title


@dataclass(frozen=True, slots=True)
class NextPlanned:
    """The meeting, and why each of those of the last list who are not on its list is not, in sentences."""

    meeting: Meeting
    left_out: tuple[str, ...]


def plan_next(
    *,
    actor: User,
    series_id: int,
    now: dt.datetime,
    starts_at: dt.datetime | None = None,
    title: str = "",
    request_id: str = "",
) -> NextPlanned:
    """Plan it, with the categories, venues and list of the last one; each post with who holds it on the new day.

    Who chairs the new one is not called to it, and nobody is called twice: by the post that they hold now, and by name.

    Args:
        actor: the office.
        series_id: the series.
        now: the moment.
        starts_at: another beginning than the rule's; needed where the series has no rule.
        title: another title than the last one's with its year, month, quarter and number gone on (`titles.renewed`).
        request_id: groups what one request did.

    Raises:
        Refused: the actor plans no meetings.
        NotFound: no such series.
        BadInput: it is closed, has had no meeting yet, no rule and no beginning is given, or the beginning is past.
    """
    if not may_plan(actor):
        raise Refused(_("Lập kế hoạch họp là việc của Văn phòng UBND tỉnh."))
    with transaction.atomic():
        # Two who plan the next one at once wait for each other: the second plans the one after.
        series = (
            MeetingSeries.objects.select_for_update()
            .filter(jurisdiction_id=actor.jurisdiction_id, id=series_id)
            .first()
        )
        if series is None:
            raise NotFound
        if not series.is_active:
            raise BadInput(_("Chuỗi họp này đã kết thúc."), field="series")
        last = last_of(series)
        if last is None:
            raise BadInput(_("Chuỗi họp chưa có cuộc họp nào; hãy lập cuộc họp đầu tiên."), field="series")
        begins = starts_at or next_of(series, last)
        if begins is None:
            raise BadInput(_("Chuỗi họp không có quy luật lặp lại; hãy chọn ngày giờ."), field="starts_at")
        made = plan_meeting(
            actor=actor, unit_id=last.unit_id, plan=_as_before(last, begins, title), now=now, request_id=request_id
        )
        left_out = _copy_people(last, made)
    return NextPlanned(made, tuple(left_out))


def _as_before(last: Meeting, begins: dt.datetime, title: str) -> Plan:
    return Plan(
        kind=last.kind, form=last.form, title=_steps.tidy(title) or next_title(last, begins), starts_at=begins, ends_at=begins + (last.ends_at - last.starts_at),
        series_id=last.series_id, room_id=last.room_id, place=last.place, link=last.link,
        chair_post_id=last.chair_post_id, chair_name="" if last.chair_post_id else last.chair_name,
        chair_title=last.chair_title, content=last.content, requests=last.requests, field_id=last.field_id,
    )  # fmt: skip


def _copy_people(last: Meeting, made: Meeting) -> list[str]:
    here = {"jurisdiction_id": made.jurisdiction_id, "meeting_id": made.id}
    there = {"jurisdiction_id": last.jurisdiction_id, "meeting_id": last.id}
    categories = {
        one.id: Category.objects.create(
            **here,
            position=one.position,
            name=one.name,
            requirement=one.requirement,
            is_counted=one.is_counted,
            has_vote=one.has_vote,
        )
        for one in Category.objects.filter(**there).order_by("position", "id")
    }
    venues = {
        one.id: Venue.objects.create(
            **here, position=one.position, name=one.name, unit_id=one.unit_id, place=one.place, link=one.link,
            is_main=one.is_main,
        )
        for one in Venue.objects.filter(**there).order_by("position", "id")
    }  # fmt: skip
    chairs = dict(Venue.objects.filter(**there, chair_id__isnull=False).values_list("chair_id", "id"))
    listed = Invitee.objects.filter(**there, withdrawn_at__isnull=True).select_related("post__unit", "unit")
    left_out: list[str] = []
    for one in listed.order_by("category__position", "position", "id"):
        called = of_post(made, one.post) if one.post else Called(one.unit, None, one.body, one.person_name, one.title)
        try:
            require_new(made, called)
        except BadInput as refused:
            left_out.append(refused.message)
            continue
        (copied,) = add(made, categories[one.category_id], venues.get(one.venue_id or 0), [called])
        if one.id in chairs:
            venue = venues[chairs[one.id]]
            venue.chair_id = copied.id
            venue.save(update_fields=["chair_id"])
    return left_out
