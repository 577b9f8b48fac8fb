"""Several people on one thing at once: one wins, the others are told; roll-ups and ledger hold. Real connections."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from tests.directives import story

from dondoc.directives.commands.create_directive_by_hand import create_directive_by_hand
from dondoc.directives.commands.record_event import record_event
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.models import Directive, FigureCell, FigureDay, FigureFlow
from dondoc.directives.rollup import move_clock, rebuild
from dondoc.foundation.errors import Conflict
from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify

LATER = story.at("2021-01-18")
AtOnce = Callable[..., list[Any]]


def counted() -> list[list[tuple[Any, ...]]]:
    """The roll-ups as plain values, empty rows left out."""
    key = ("unit_id", "field_id", "origin", "role")
    wanted = (
        (FigureCell, key, ("done_on_time", "done_late", "undated", "awaiting", "overdue", "due_soon", "later")),
        (FigureDay, (*key, "due_on"), ("open_dated",)),
        (FigureFlow, (*key, "month"), ("assigned", "done_on_time", "done_late")),
    )
    return [
        sorted(row for row in model.objects.values_list(*names, *counts) if any(row[len(names) :]))
        for model, names, counts in wanted
    ]


def holds(day: dt.date) -> None:
    """Roll-ups made anew are the same, and the ledger is whole."""
    move_clock(jurisdiction_id=1, day=day)
    kept = counted()
    rebuild(jurisdiction_id=1, day=day)
    assert counted() == kept
    assert verify().intact


@pytest.mark.parametrize("_time", range(2))
def test_of_several_decisions_one_stands(
    at_once: AtOnce, province: Any, office_leader: Any, specialist: Any, lead_focal: Any, _time: int
) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.bring_to("reported", subject, unit=lead_focal, office=office_leader)
    results = at_once(
        lambda: story.call("accept_completion", office_leader, subject.id, LATER),
        lambda: story.call("return_completion", specialist, subject.id, LATER),
        lambda: story.call("accept_completion", specialist, subject.id, LATER),
        lambda: story.call("accept_completion", office_leader, subject.id, LATER),
    )
    assert Counter(type(result) is Conflict for result in results) == {False: 1, True: 3}
    subject.refresh_from_db()
    last = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate_id=subject.id).order_by("-seq")[0]
    assert last.payload["lifecycle"] == subject.lifecycle
    holds(LATER.date())


def test_a_form_sent_many_times_at_once_gives_one_directive(at_once: AtOnce, province: Any, office_leader: Any) -> None:
    results = at_once(
        *[
            lambda: create_directive_by_hand(
                actor=office_leader, item=story.item(province), key="một biểu mẫu", now=story.GIVEN
            )
        ]
        * 5
    )
    assert len({made.id for made in results}) == 1
    assert Directive.objects.filter(jurisdiction_id=1).count() == 1
    holds(story.GIVEN.date())


def test_many_hands_leave_figures_and_ledger_whole(
    at_once: AtOnce, province: Any, office_leader: Any, specialist: Any, lead_focal: Any, coordinating_focal: Any
) -> None:
    waiting = {"due_on": None, "deadline_kind": "event", "event_name": "nghị quyết"}
    given = [story.give(office_leader, province, **(waiting if n % 2 else {})) for n in range(8)]
    leads = [story.assignment(directive, province.units["skhdt"]).id for directive in given]
    others = [story.assignment(directive, province.units["stc"]).id for directive in given]
    event_id = given[1].event_id or 0

    def unit(person: Any, ids: list[int]) -> Callable[[], None]:
        def work() -> None:
            for each in ids:
                for verb in ("acknowledge", "report_completion"):
                    story.call(verb, person, each, LATER)

        return work

    def office() -> None:
        for each in reversed(leads):
            set_deadline(
                actor=specialist, assignment_id=each, due_on=dt.date(2021, 1, 12), reason="Rút ngắn.", now=LATER
            )

    def clock() -> None:
        for day in (10, 17, 18, 19):
            move_clock(jurisdiction_id=1, day=dt.date(2021, 1, day))

    def give() -> None:
        for _ in range(6):
            story.give(office_leader, province, leads=("stc",), coordinates=("skhdt",), now=LATER)

    def happened() -> None:
        record_event(actor=office_leader, event_id=event_id, occurred_on=dt.date(2021, 1, 15), now=LATER)

    results = at_once(unit(lead_focal, leads), unit(coordinating_focal, others), office, clock, give, happened)
    assert results == [None] * 6
    holds(LATER.date())
