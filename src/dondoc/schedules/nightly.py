"""What is done each night: the occurrences whose time has come are opened. One that cannot be stops no other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.foundation.errors import DomainError
from dondoc.schedules.choices import SeriesState
from dondoc.schedules.commands import _series
from dondoc.schedules.commands.open_next_occurrence import open_if_due
from dondoc.schedules.models import Series
from dondoc.schedules.permissions import may_schedule


@dataclass(slots=True)
class Opened:
    """What a run did: occurrences by id, and series that wait for somebody, each with the code of why."""

    occurrences: list[int] = field(default_factory=list)
    waiting: dict[int, str] = field(default_factory=dict)


def open_due_occurrences(jurisdiction_id: int, now: dt.datetime) -> Opened:
    """Open what is due to be opened in a jurisdiction; a second run the same night opens nothing more.

    They are given in the name of who started the series, or, where that person gives no directives of the field any more, of a leader
    of the office.

    Args:
        jurisdiction_id: whose.
        now: the moment, by the jurisdiction's own clock.
    """
    done = Opened()
    running = Series.objects.filter(jurisdiction_id=jurisdiction_id, state=SeriesState.RUNNING).order_by("id")
    leader = (
        User.objects.filter(jurisdiction_id=jurisdiction_id, role=Role.OFFICE_LEADER, is_active=True).order_by("id").first()
    )  # fmt: skip
    for series_id in running.values_list("id", flat=True):
        try:
            with transaction.atomic():
                held = _series.lock(jurisdiction_id, series_id)
                if held.series.state != SeriesState.RUNNING:
                    continue
                actor = _giver(held.series, leader)
                if actor is None:
                    done.waiting[series_id] = "nobody"
                    continue
                found = open_if_due(held, actor=actor, now=now, request_id="")
        except DomainError as error:
            done.waiting[series_id] = error.code
            continue
        if found is not None:
            done.occurrences.append(found.id)
    return done


def _giver(series: Series, leader: User | None) -> User | None:
    starter = User.objects.filter(jurisdiction_id=series.jurisdiction_id, pk=series.started_by_id).first()
    for one in (starter, leader):
        if one is not None and may_schedule(one, field_id=series.directive.field_id):
            return one
    return None
