"""What was recorded of a meeting, gathered for its minutes and its notice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from dondoc.accounts.models import User
from dondoc.drafting.choices import State as DraftState
from dondoc.foundation.clock import LOCAL
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events
from dondoc.meetings.attendance_selectors import attendance_of
from dondoc.meetings.bodies import side_of
from dondoc.meetings.choices import RemarkState
from dondoc.meetings.models import AgendaItem, Conclusion, Decision, Meeting, Remark, Venue
from dondoc.meetings.notice import Held, Line, Presented, Spoken
from dondoc.organizations.choices import UnitKind


def conclusions_of(meeting: Meeting) -> list[Conclusion]:
    """The lines of the chair's conclusions that stand, in order."""
    return list(
        Conclusion.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, dropped_at__isnull=True
        ).order_by("position", "id")
    )


def is_notice_drafted(meeting: Meeting) -> bool:
    """Whether a draft of the notice is on its way or issued: from then on its words are changed there."""
    draft = meeting.notice_draft
    return draft is not None and draft.state not in (DraftState.DISCARDED, DraftState.RECALLED)


def held(meeting: Meeting) -> Held:
    """Gather a meeting's record (about ten queries, however long it was)."""
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
    begins = meeting.held_at.astimezone(LOCAL)
    ends = (meeting.ended_at or meeting.ends_at).astimezone(LOCAL)
    remarks, by_item = _remarks(here)
    decided = _decided(here)
    lines = conclusions_of(meeting)
    return Held(
        title=meeting.title, host=meeting.unit.name, on=begins.date(), starts_at=begins, ends_at=ends,
        place=_place(meeting), chair_title=meeting.chair_title, chair_name=meeting.chair_name,
        online_with=_online(here), people=attendance_of(meeting), agenda=_agenda(meeting, by_item, decided), remarks=remarks,
        decisions=decided[None],
        conclusions=[Line(line.depth, line.kind, line.label, line.text, line.duties) for line in lines],
        secretaries=_secretaries(meeting),
    )  # fmt: skip


def _place(meeting: Meeting) -> str:
    room = meeting.room
    return ", ".join(part for part in (room.name, room.place) if part) if room else meeting.place


def _online(here: dict[str, int]) -> list[str]:
    """The bodies whose venues took part, the main one apart."""
    venues = Venue.objects.filter(**here, is_main=False).select_related("unit").order_by("position", "id")
    districts = [venue for venue in venues if venue.unit and venue.unit.kind == UnitKind.DISTRICT]
    others = [venue.unit.name if venue.unit else venue.name for venue in venues if venue not in districts]
    few = 3
    if len(districts) > few:
        return [*others, "Ủy ban nhân dân các huyện, thành phố"]
    return [*others, *(venue.unit.name for venue in districts)]


def _remarks(here: dict[str, int]) -> tuple[list[Spoken], dict[int | None, list[Spoken]]]:
    found: list[Spoken] = []
    by_item: dict[int | None, list[Spoken]] = defaultdict(list)
    made = Remark.objects.filter(**here, state=RemarkState.DONE).select_related("invitee__unit")
    for one in made.order_by("position", "id"):
        unit = one.invitee.unit if one.invitee else None
        spoken = Spoken(one.body, one.speaker, one.text, side_of(unit.kind if unit else "", one.body))
        found.append(spoken)
        by_item[one.item_id].append(spoken)
    return found, by_item


def _decided(here: dict[str, int]) -> dict[int | None, list[str]]:
    found: dict[int | None, list[str]] = defaultdict(list)
    for one in Decision.objects.filter(**here, dropped_at__isnull=True).order_by("position", "id"):
        found[one.item_id].append(_decision(one))
    return found


def _agenda(
    meeting: Meeting, by_item: dict[int | None, list[Spoken]], decided: dict[int | None, list[str]]
) -> list[Presented]:
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
    # What was typed in after the meeting was over tells nothing of when it was dealt with.
    until = meeting.ended_at or dt.datetime.max.replace(tzinfo=dt.UTC)
    return [
        Presented(
            item.title, item.presenter, _local(item.started_at, until), _local(item.ended_at, until), by_item.get(item.id, []),
            decided.get(item.id, []),
        )
        for item in AgendaItem.objects.filter(**here).order_by("position", "id")
    ]  # fmt: skip


def _decision(one: Decision) -> str:
    if one.votes_for is None:
        return one.text
    return f"{one.text} ({one.votes_for} phiếu đồng ý, {one.votes_against} không đồng ý, {one.votes_abstained} không có ý kiến)"


def _local(moment: dt.datetime | None, until: dt.datetime) -> dt.datetime | None:
    return moment.astimezone(LOCAL) if moment and moment <= until else None


def _secretaries(meeting: Meeting) -> list[str]:
    """Who wrote in the room."""
    codes = (events.MEETING_OPENED, events.REMARK_ADDED, events.CONCLUSION_ADDED, events.MEETING_ENDED)
    writers = (
        LedgerEvent.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, aggregate=events.MEETING, aggregate_id=meeting.id, code__in=codes
        )
        .order_by("actor_id")
        .values_list("actor_id", flat=True)
        .distinct()
    )
    people = User.objects.filter(jurisdiction_id=meeting.jurisdiction_id, pk__in=[one for one in writers if one])
    return list(people.order_by("full_name").values_list("full_name", flat=True))
