"""Draft the written invitation of a meeting."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import agency_of, code_of_draft, issuing_unit
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import planned_by
from dondoc.meetings.commands._plan import require_short_notice
from dondoc.meetings.invitation import Invited, invitation_content
from dondoc.meetings.models import AgendaItem, Meeting, Venue
from dondoc.meetings.moves import moves_of
from dondoc.meetings.selectors import invitees_of
from dondoc.meetings.told import current_invitation, replaced_by_next, told


def draft_invitation(
    *,
    actor: User,
    meeting_id: int,
    unit_id: int,
    now: dt.datetime,
    short_notice_reason: str = "",
    request_id: str = "",
) -> OutgoingDraft:
    """Open the draft of a “Giấy mời” with what is planned; it goes the way of every document from there.

    Where the meeting moved after its invitation was issued, another one corrects it and names the one that it replaces.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        unit_id: the agency that issues it; it has an open register.
        now: the moment.
        short_notice_reason: why less than three working days ahead, where the call did not say it.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_people.planned_by`; a draft of it is on its way already,
            or it is issued and the meeting did not move since (`drafted`).
        BadInput: an agency that issues nothing here; it is short notice without a reason (`short_notice`).
    """
    why = _steps.reason_of(short_notice_reason, needed=False, field="short_notice_reason")
    with transaction.atomic():
        meeting = planned_by(actor, meeting_id)
        before = current_invitation(meeting)
        moves = moves_of(meeting.jurisdiction_id, [meeting.id]).get(meeting.id, [])
        corrects = told(meeting, moves, today=local_day(now)).may_correct
        if before is not None and before.state not in ("discarded", "recalled") and not corrects:
            raise Conflict(
                _("Giấy mời của cuộc họp đã được soạn; hãy sửa ở dự thảo đó."), code="drafted", draft_id=before.id
            )
        require_short_notice(meeting, local_day(now), why or meeting.short_notice_reason, field="short_notice_reason")
        replaced = replaced_by_next(meeting)
        agency = agency_of(issuing_unit(meeting.jurisdiction_id, unit_id))
        draft = open_outgoing_draft(
            actor=actor, unit_id=unit_id, kind="Giấy mời", conclusions=invitation_content(agency, _said(meeting, replaced)),
            field_id=meeting.field_id, now=now, request_id=request_id,
        )  # fmt: skip
        meeting.invitation_draft_id = draft.id
        meeting.short_notice_reason = meeting.short_notice_reason or why
        meeting.save(update_fields=["invitation_draft_id", "short_notice_reason"])
        _steps.record(
            meeting, actor, events.INVITATION_DRAFTED,
            {"draft_id": draft.id, "replaces_draft_id": replaced.id if replaced else None},
            reason=why, now=now, request_id=request_id,
        )  # fmt: skip
    return draft


def _named(draft: OutgoingDraft | None) -> str:
    """A written invitation by number and day: “số 05/GM-VP ngày 07/01/2021”."""
    if draft is None or draft.issued_at is None:
        return ""
    return f"số {code_of_draft(draft)} ngày {local_day(draft.issued_at):%d/%m/%Y}"


def _said(meeting: Meeting, replaced: OutgoingDraft | None) -> Invited:
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
        replaces=_named(replaced),
    )  # fmt: skip
