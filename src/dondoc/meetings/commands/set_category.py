"""Name a category of participants and the composition that it asks for."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.choices import Requirement
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import planned_by, short
from dondoc.meetings.commands._room import next_position, row_of
from dondoc.meetings.models import Category


def set_category(
    *,
    actor: User,
    meeting_id: int,
    name: str,
    requirement: str,
    is_counted: bool,
    now: dt.datetime,
    has_vote: bool = False,
    category_id: int | None = None,
    request_id: str = "",
) -> Category:
    """Add a category to a meeting, or change one.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        name: as a notice words it: “Thành viên UBND tỉnh”.
        requirement: a code of Requirement: who of it must come.
        is_counted: whether absences and substitutes in it are named in the notice.
        now: the moment.
        has_vote: whether who of it comes in person votes on decisions.
        category_id: the category that is changed; none: a new one, at the end.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_people.planned_by`; no such category.
        BadInput: no name, one that is taken, a requirement that there is not.
    """
    name = short(name, 300, "name")
    if not name:
        raise BadInput(_("Hãy ghi tên thành phần (ví dụ: Thành viên UBND tỉnh)."), field="name")
    if requirement not in Requirement.values:
        raise BadInput(_("Hãy chọn yêu cầu về thành phần dự họp."), field="requirement")
    with transaction.atomic():
        meeting = planned_by(actor, meeting_id)
        here = Category.objects.filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id)
        if here.filter(name__iexact=name).exclude(id=category_id or 0).exists():
            raise BadInput(_("Cuộc họp đã có thành phần này."), code="taken", field="name")
        if category_id is None:
            category = Category(
                jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, position=next_position(Category, meeting)
            )  # fmt: skip
        else:
            category = row_of(Category, meeting, category_id)
        category.name, category.requirement, category.is_counted = name, requirement, is_counted
        category.has_vote = has_vote
        category.save()
        _steps.record(
            meeting, actor, events.CATEGORY_SET,
            {
                "category_id": category.id, "name": name, "requirement": requirement, "is_counted": is_counted,
                "has_vote": has_vote,
            },
            now=now, request_id=request_id,
        )  # fmt: skip
    return category
