"""Addresses that name a meeting and a row of it: both must agree."""

from __future__ import annotations

from django.db.models import Model

from dondoc.foundation.errors import NotFound
from dondoc.meetings.models import Meeting
from dondoc.meetings.selectors import meeting_of
from dondoc.web.requests import PageRequest


def require_row(request: PageRequest, meeting_id: int, model: type[Model], row_id: int) -> Meeting:
    """The meeting, where the row that the address names is one of it; who may write the row is the command's question.

    Raises:
        NotFound: no such meeting for who asks, or the row is another meeting's, or nobody's.
    """
    meeting = meeting_of(request.user, meeting_id)
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id, "id": row_id}
    if not model._default_manager.filter(**here).exists():  # noqa: SLF001 - Django's own name for it
        raise NotFound
    return meeting
