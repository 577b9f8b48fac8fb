"""Take a category out of a meeting that nobody is called in."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import planned_by
from dondoc.meetings.commands._room import row_of
from dondoc.meetings.models import Category, Invitee


def drop_category(*, actor: User, meeting_id: int, category_id: int, now: dt.datetime, request_id: str = "") -> None:
    """Drop an empty category.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        category_id: the category.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_people.planned_by`; somebody is or was called in it.
    """
    with transaction.atomic():
        meeting = planned_by(actor, meeting_id)
        category = row_of(Category, meeting, category_id)
        here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
        if Invitee.objects.filter(**here, category_id=category.id).exists():
            raise Conflict(
                _("Thành phần này đã có người được mời nên không bỏ được; hãy đổi tên hoặc rút giấy mời từng người."),
                code="not_empty",
            )
        category.delete()
        _steps.record(
            meeting, actor, events.CATEGORY_DROPPED, {"category_id": category_id, "name": category.name}, now=now,
            request_id=request_id,
        )  # fmt: skip
