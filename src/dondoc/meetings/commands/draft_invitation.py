"""Draft the written invitation of a meeting."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import agency_of, issuing_unit
from dondoc.foundation.errors import Conflict
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import planned_by
from dondoc.meetings.invitation import Invited, invitation_content
from dondoc.meetings.models import AgendaItem, Meeting, Venue
from dondoc.meetings.selectors import invitees_of


def draft_invitation(
    *, actor: User, meeting_id: int, unit_id: int, now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Open the draft of a “Giấy mời” with what is planned; it goes the way of every document from there.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        unit_id: the agency that issues it; it has an open register.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_people.planned_by`; a draft of it is on its way already.
        BadInput: an agency that issues nothing here.
    """
    with transaction.atomic():
        meeting = planned_by(actor, meeting_id)
        before = meeting.invitation_draft
        if before is not None and before.state not in ("discarded", "recalled"):
            raise Conflict(
                _("Giấy mời của cuộc họp đã được soạn; hãy sửa ở dự thảo đó."), code="drafted", draft_id=before.id
            )
        agency = agency_of(issuing_unit(meeting.jurisdiction_id, unit_id))
        draft = open_outgoing_draft(
            actor=actor, unit_id=unit_id, kind="Giấy mời", conclusions=invitation_content(agency, _said(meeting)),
            field_id=meeting.field_id, now=now, request_id=request_id,
        )  # fmt: skip
        meeting.invitation_draft_id = draft.id
        meeting.save(update_fields=["invitation_draft_id"])
        _steps.record(meeting, actor, events.INVITATION_DRAFTED, {"draft_id": draft.id}, now=now, request_id=request_id)
    return draft


def _said(meeting: Meeting) -> Invited:
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
    categories: dict[str, list[str]] = {}
    for each in invitees_of(meeting):
        categories.setdefault(each.category.name, []).append(each.title or each.body)
    room = meeting.room
    place = ", ".join(part for part in (room.name, room.place) if part) if room else meeting.place
    if meeting.link:
        place = f"{place}; trực tuyến tại {meeting.link}" if place else f"trực tuyến tại {meeting.link}"
    agenda = AgendaItem.objects.filter(**here).order_by("position", "id")
    return Invited(
        title=meeting.title, host=meeting.unit.name, starts_at=meeting.starts_at, ends_at=meeting.ends_at, place=place,
        chair=" ".join(part for part in (meeting.chair_title, meeting.chair_name) if part), content=meeting.content,
        requests=meeting.requests, agenda=list(agenda.values_list("title", "presenter")),
        categories=list(categories.items()),
        venues=list(Venue.objects.filter(**here).order_by("position", "id").values_list("name", flat=True)),
    )  # fmt: skip
