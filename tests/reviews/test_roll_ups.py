"""The heart of the figures: five ways of counting agree, for today and for every day that was today once.

The real commands are driven at random over days. Beside them a plain model keeps what each assignment was,
since when and as recorded when. Whatever is asked afterwards, of the roll-ups, of the roll-ups made anew, of
the rows, of the ledger or of the rule in Python, has one answer.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import astuple, dataclass, field, replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.reviews.conftest import count

from dondoc.accounts.permissions import Scope
from dondoc.directives.cause_rules import CauseGiven, is_late
from dondoc.directives.choices import Priority, Timeliness, Update
from dondoc.directives.commands.accept_completion import accept_completion
from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.commands.create_directives import NewDirective, create_directives
from dondoc.directives.commands.record_event import record_event
from dondoc.directives.commands.report_completion import report_completion
from dondoc.directives.commands.return_completion import return_completion
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.commands.start import start
from dondoc.directives.commands.withdraw import withdraw
from dondoc.directives.listing import AssignmentFilter, Moment, count_assignments, list_assignments
from dondoc.directives.models import Assignment, DeadlineEvent, FigureCell, FigureDay, FigureFlow
from dondoc.directives.rollup import rebuild
from dondoc.directives.rules import TRANSITIONS, AssignmentState, timeliness
from dondoc.directives.states import state_of
from dondoc.directives.update_rules import UpdateDays, update
from dondoc.followup.commands.merge_directives import merge_directives
from dondoc.followup.commands.reopen import reopen
from dondoc.followup.commands.report_progress import report_progress
from dondoc.followup.commands.set_priority import set_priority
from dondoc.followup.commands.supersede_directives import supersede_directives
from dondoc.followup.commands.transfer_by_decision import transfer_by_decision
from dondoc.followup.commands.undo_succession import undo_succession
from dondoc.followup.models import AssignmentSuccession, Succession
from dondoc.foundation.errors import DomainError
from dondoc.ledger.verify import verify
from dondoc.reviews import figures as reviews
from dondoc.reviews.figures import Figures, Slice, overview, trend
from dondoc.reviews.update_rates import update_rates

STEPS = {
    "acknowledge": acknowledge,
    "start": start,
    "report_completion": report_completion,
    "accept_completion": accept_completion,
    "return_completion": return_completion,
    "withdraw": withdraw,
    "reopen": reopen,
}
CAUSE = CauseGiven(("thien-tai", "phoi-hop"), 60, head_name="Đỗ Em", remedy="Tăng cường phối hợp.")
UNITS = ("vp", "skhdt", "stc")

creating = st.fixed_dictionaries(
    {
        "leads": st.sets(st.sampled_from(UNITS), min_size=1, max_size=2),
        "coordinates": st.sets(st.sampled_from(UNITS), max_size=2),
        "kind": st.sampled_from(["date", "date", "none", "event"]),
        "due": st.integers(0, 12),
        "given": st.sampled_from([0, 0, 1, 5, 40]),
        "field": st.sampled_from([None, "kinh-te", "van-xa"]),
        "origin": st.sampled_from(["province", "central"]),
    }
)
back = st.sampled_from([0, 0, 0, 1, 3])
whose = st.integers(0, 60)
# Which assignment, which of the steps that it can take (the first leads on), how many days back it took effect.
stepping = st.tuples(st.just("step"), whose, st.sampled_from([0, 0, 0, 0, 1, 2]), back)
moves = st.one_of(
    stepping,
    stepping,
    stepping,
    # All the way to a report, some days passing before each step.
    st.tuples(st.just("run"), whose, st.integers(1, 4), st.integers(0, 3)),
    st.tuples(st.just("run"), whose, st.integers(2, 4), st.just(0)),
    st.tuples(st.just("create"), creating),
    st.tuples(st.just("deadline"), whose, st.integers(-6, 12), back),
    st.tuples(st.just("progress"), whose, st.none() | st.integers(0, 100), back),
    st.tuples(st.just("priority"), whose, st.sampled_from(Priority.values)),
    st.tuples(st.just("event"), st.integers(0, 3)),
    st.tuples(st.just("transfer"), whose, st.sampled_from(UNITS)),
    st.tuples(st.just("end"), whose, whose, st.sampled_from([merge_directives, supersede_directives])),
    st.tuples(st.just("undo")),
    st.tuples(st.just("days"), st.sampled_from([1, 1, 2, 4, 20])),
)
scripts = st.tuples(
    st.lists(creating.map(lambda what: ("create", what)), min_size=2, max_size=5),
    st.lists(moves, min_size=15, max_size=40),
).map(lambda parts: [*parts[0], *parts[1]])


@dataclass
class Story:
    """Drives the commands and remembers, in Python only, what every assignment was."""

    province: Any
    office: Any
    reporters: dict[int, Any]
    now: dt.datetime = NOW
    # Of each assignment: (effective day, recorded, state after).
    past: dict[int, list[tuple[dt.date, dt.datetime, AssignmentState]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    rows: dict[int, Assignment] = field(default_factory=dict)
    # The first date of what an assignment took the place of, where it was given for that.
    inherited: dict[int, dt.date | None] = field(default_factory=dict)
    closed_days: list[tuple[dt.date, dt.datetime, Figures]] = field(default_factory=list)

    @property
    def today(self) -> dt.date:
        return self.now.date()

    def play(self, move: tuple[Any, ...]) -> None:
        if move[0] == "run":
            _, index, steps, days = move
            for _ in range(steps):
                self.play(("step", index, 0, 0))
                if days:
                    self.play(("days", days))
            return
        self.now += dt.timedelta(minutes=1)
        try:
            with transaction.atomic():
                effective = getattr(self, f"_{move[0]}")(*move[1:])
        except DomainError:
            return
        self._remember(effective)

    def _remember(self, effective: dt.date | None) -> None:
        for row in Assignment.objects.all():
            state = state_of(row)
            known = self.past[row.id]
            if not known or known[-1][2] != state or self.rows[row.id].lifecycle != row.lifecycle:
                day = effective or self.today
                known.append((day if known else row.assigned_on, self.now, state))
            self.rows[row.id] = row

    def _create(self, what: dict[str, Any]) -> None:
        given_on = self.today - dt.timedelta(days=what["given"])
        item = NewDirective(
            text="Rà soát, báo cáo.",
            leads=[self.province.units[code].id for code in sorted(what["leads"])],
            coordinates=[self.province.units[code].id for code in sorted(what["coordinates"])],
            field_id=self.province.fields[what["field"]].id if what["field"] else None,
            deadline_kind=what["kind"],
            due_on=given_on + dt.timedelta(days=what["due"]) if what["kind"] == "date" else None,
            event_name="nghị quyết" if what["kind"] == "event" else "",
            event_working_days=what["due"] // 4,
        )
        create_directives(
            actor=self.office, items=[item], now=self.now, origin=what["origin"], issued_on=given_on, reason="Nhập bù."
        )

    def _pick(self, index: int) -> Assignment:
        if not self.rows:
            raise DomainError("không có gì")
        return self.rows[sorted(self.rows)[index % len(self.rows)]]

    def _step(self, index: int, which: int, days_back: int) -> dt.date:
        row = self._pick(index)
        steps = [step for step in TRANSITIONS if row.lifecycle in step.from_]
        if not steps:
            raise DomainError("đã xong")
        step = steps[which % len(steps)]
        by_office = step.who != "unit" or row.unit_id == self.office.unit_id
        effective = self.today - dt.timedelta(days=days_back if by_office else 0)
        more: dict[str, Any] = {}
        if step.verb == "report_completion":
            more = {"note": "đã làm", "result_document": "15/BC"}
        if step.verb == "accept_completion" and is_late(row.due_on, row.reported_on):
            more = {"cause": CAUSE}
        STEPS[step.verb](
            actor=self.reporters[row.unit_id] if step.who == "unit" else self.office,
            assignment_id=row.id,
            now=self.now,
            effective_on=effective,
            reason="theo biên bản",
            **more,
        )
        return effective

    def _deadline(self, index: int, days: int, days_back: int) -> dt.date:
        effective = self.today - dt.timedelta(days=days_back)
        set_deadline(
            actor=self.office,
            assignment_id=self._pick(index).id,
            due_on=self.today + dt.timedelta(days=days),
            reason="điều chỉnh",
            now=self.now,
            effective_on=effective,
        )
        return effective

    def _progress(self, index: int, percent: int | None, days_back: int) -> dt.date:
        row = self._pick(index)
        effective = self.today - dt.timedelta(days=days_back if row.unit_id == self.office.unit_id else 0)
        report_progress(
            actor=self.reporters[row.unit_id], assignment_id=row.id, text="đang làm", percent=percent,
            fell_because="tính lại", now=self.now, effective_on=effective, reason="nhập bù",
        )  # fmt: skip
        return effective

    def _priority(self, index: int, priority: str) -> None:
        set_priority(actor=self.office, directive_id=self._pick(index).directive_id, priority=priority, now=self.now)

    def _event(self, days_ago: int) -> None:
        waiting = DeadlineEvent.objects.filter(occurred_on__isnull=True).first()
        if waiting is None:
            raise DomainError("không chờ gì")
        occurred_on = self.today - dt.timedelta(days=days_ago)
        record_event(actor=self.office, event_id=waiting.id, occurred_on=occurred_on, now=self.now)

    def _transfer(self, index: int, unit: str) -> None:
        row = self._pick(index)
        to = self.province.units[unit].id
        transfer_by_decision(actor=self.office, assignment_id=row.id, to_unit_id=to, reason="đúng việc", now=self.now)
        self._inherit()

    def _end(self, one: int, other: int, how: Any) -> None:
        ends, stays = self._pick(one).directive_id, self._pick(other).directive_id
        name = "duplicate_ids" if how is merge_directives else "superseded_ids"
        how(actor=self.office, directive_id=stays, reason="trùng", now=self.now, **{name: [ends]})
        self._inherit()

    def _inherit(self) -> None:
        for link in AssignmentSuccession.objects.filter(is_new=True).order_by("id"):
            given = link.successor_assignment_id
            if given not in self.past:
                self.inherited[given] = self._first(link.assignment_id)

    def _undo(self) -> None:
        done = Succession.objects.filter(undone_at__isnull=True).order_by("id").last()
        if done is None:
            raise DomainError("không có gì")
        undo_succession(actor=self.office, succession_id=done.id, now=self.now)

    def _days(self, days: int) -> None:
        """Close the day with the figures it had, then move on; nothing is recorded in between."""
        self.closed_days.append((self.today, self.now, self.count(self.today)))
        self.now = (self.now + dt.timedelta(days=days)).replace(hour=8, minute=0)

    def states(self, on: dt.date, known_at: dt.datetime | None = None) -> dict[int, AssignmentState]:
        """What the model says was so on a day, as recorded by a moment."""
        found = {}
        for id_, entries in self.past.items():
            fitting = [s for day, recorded, s in entries if day <= on and (known_at is None or recorded <= known_at)]
            if fitting:
                found[id_] = fitting[-1]
        return found

    def against_original(self, states: dict[int, AssignmentState]) -> dict[int, AssignmentState]:
        """The same with the first date that each ever had in place of the one that stands."""
        first = {id_: self._first(id_) for id_ in self.past}
        return {id_: replace(state, due_on=state.due_on and first[id_]) for id_, state in states.items()}

    def _first(self, id_: int) -> dt.date | None:
        own = next((state.due_on for _day, _recorded, state in self.past[id_] if state.due_on), None)
        return self.inherited.get(id_) or own

    def count(self, on: dt.date, known_at: dt.datetime | None = None) -> Figures:
        return count(self.states(on, known_at).values(), on)


@pytest.fixture
def story(province, office_leader, make_user):
    reporters = {
        province.units[code].id: make_user(f"dm.{code}", "focal_point", unit=code) for code in ("skhdt", "stc")
    }
    # The office's own work: another leader reports it (and may back-date), who reports does not accept.
    reporters[province.units["vp"].id] = make_user("phovp", "office_leader", unit="vp")

    def begin() -> Story:
        return Story(province, office_leader, reporters)

    return begin


def _cells() -> tuple[dict[Any, Any], ...]:
    """The three tables as plain values, empty rows left out."""
    key = ("unit_id", "field_id", "origin", "role")
    found = []
    for model, extra, counts in (
        (FigureCell, (), ("done_on_time", "done_late", "undated", "awaiting", "overdue", "due_soon", "later")),
        (FigureDay, ("due_on",), ("open_dated",)),
        (FigureFlow, ("month",), ("assigned", "done_on_time", "done_late")),
    ):
        rows = model.objects.values_list(*key, *extra, *counts)
        width = len(key) + len(extra)
        found.append({row[:width]: row[width:] for row in rows if any(row[width:])})
    return tuple(found)


def _assert_same(found: reviews.Overview, states: dict[int, AssignmentState], story: Story) -> None:
    on = found.moment.on
    assert found.total == count(states.values(), on)
    for name, part in (
        ("by_unit", lambda row: row.unit_id),
        ("by_field", lambda row: row.field_id or 0),
        ("by_origin", lambda row: row.origin),
    ):
        groups: dict[Any, list[AssignmentState]] = defaultdict(list)
        for id_, state in states.items():
            groups[part(story.rows[id_])].append(state)
        wanted = {key: count(group, on) for key, group in groups.items()}
        got = getattr(found, name)
        assert {k: v for k, v in got.items() if v.population} == {k: v for k, v in wanted.items() if v.population}


def _of(scope: Scope, states: dict[int, AssignmentState], story: Story) -> dict[int, AssignmentState]:
    return {
        id_: state
        for id_, state in states.items()
        if scope.sees(jurisdiction_id=1, unit_ids={story.rows[id_].unit_id}, field_id=story.rows[id_].field_id)
    }


def _assert_seen(scope: Scope, moment: Moment, states: dict[int, AssignmentState], story: Story) -> None:
    """Whoever asks: their figures are of what they see, and each opens exactly the rows that it counts."""
    seen = _of(scope, states, story)
    _assert_same(overview(scope, moment), seen, story)
    by_verdict: dict[Timeliness | None, set[int]] = defaultdict(set)
    for id_, state in seen.items():
        by_verdict[timeliness(state, moment.on)].add(id_)
    for code in Timeliness.values:
        wanted = AssignmentFilter(timeliness=(code,), counted=True)
        rows = list_assignments(scope, wanted, moment, limit=1000)
        assert {row.id for row in rows} == by_verdict[Timeliness(code)]
        assert count_assignments(scope, wanted, moment) == len(rows)
    _assert_updates(scope, moment, seen, story)
    withdrawn = list_assignments(scope, AssignmentFilter(lifecycles=("withdrawn",)), moment, limit=1000)
    assert {row.id for row in withdrawn} == by_verdict[None]


def _assert_updates(scope: Scope, moment: Moment, seen: dict[int, AssignmentState], story: Story) -> None:
    """The update rate in all and by unit, and the rows that it opens, say what the rule says one by one."""
    by_code: dict[Update | None, set[int]] = defaultdict(set)
    for id_, state in seen.items():
        by_code[update(state, story.rows[id_].assigned_on, moment.on, UpdateDays())].add(id_)
    for code in Update:
        rows = list_assignments(scope, AssignmentFilter(updates=(code,)), moment, limit=1000)
        assert {row.id for row in rows} == by_code[code]
    found = update_rates(scope, moment)
    assert (found.total.updated, found.total.stale) == (len(by_code[Update.UPDATED]), len(by_code[Update.STALE]))
    for unit_id, rate in found.by_unit.items():
        mine = {id_ for id_ in seen if story.rows[id_].unit_id == unit_id}
        assert rate.stale == len(by_code[Update.STALE] & mine)
        assert rate.measured == rate.stale + len(by_code[Update.UPDATED] & mine)


def _trend(scope: Scope, moment: Moment) -> dict[dt.date, list[int]]:
    return {month: counts for month, *counts in map(astuple, trend(scope, moment)) if any(counts)}


def _months(story: Story, states: dict[int, AssignmentState]) -> dict[dt.date, list[int]]:
    found: dict[dt.date, list[int]] = defaultdict(lambda: [0, 0, 0])
    for id_, state in states.items():
        if state.lifecycle == "withdrawn":
            continue
        found[story.rows[id_].assigned_on.replace(day=1)][0] += 1
        if state.completed_on is not None:
            late = state.due_on is not None and state.completed_on > state.due_on
            found[state.completed_on.replace(day=1)][2 if late else 1] += 1
    return {month: counts for month, counts in found.items() if any(counts)}


# No shrinking: a story of forty commands shrinks for minutes, and says as much in full.
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(script=scripts)
def test_five_ways_of_counting_agree(story, script):
    with transaction.atomic():
        tale = story()
        for move in script:
            tale.play(move)
        everything = Scope(tale.province.id, "all")
        today = Moment(on=tale.today, today=tale.today)
        states = tale.states(tale.today)
        assert states == {id_: state_of(row) for id_, row in tale.rows.items()}

        # (a) the roll-ups, the clock moved along; (b) made anew; (c) the rows; (d) the ledger; (e) the rule.
        _assert_same(overview(everything, today), states, tale)
        kept = _cells()
        rebuild(jurisdiction_id=tale.province.id, day=tale.today)
        assert _cells() == kept
        _assert_same(overview(everything, today), states, tale)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reviews, "clock_fits", lambda *_: False)
            _assert_same(overview(everything, today), states, tale)
        known_now = Moment(on=tale.today, today=tale.today, known_at=tale.now)
        _assert_same(overview(everything, known_now), states, tale)

        scopes = (
            everything,
            Scope(1, "units", unit_ids=frozenset({tale.province.units["skhdt"].id})),
            Scope(1, "units", unit_ids=frozenset(unit.id for unit in tale.province.units.values())),
            Scope(1, "fields", field_ids=frozenset({tale.province.fields["kinh-te"].id})),
            Scope(2, "all"),
        )
        for scope in scopes:
            for moment in (today, known_now):
                _assert_seen(scope, moment, states, tale)
                originally = replace(moment, against_original=True)
                _assert_seen(scope, originally, tale.against_original(states), tale)
                assert _trend(scope, originally) == _months(tale, tale.against_original(_of(scope, states, tale)))
            for day, closed_at, _ in tale.closed_days[-3:]:
                _assert_seen(scope, Moment(on=day, today=tale.today), tale.states(day), tale)
                as_then = Moment(on=day, today=tale.today, known_at=closed_at)
                _assert_seen(scope, as_then, tale.states(day, closed_at), tale)
                originally = replace(as_then, against_original=True)
                _assert_seen(scope, originally, tale.against_original(tale.states(day, closed_at)), tale)
                known_then = Moment(on=tale.today, today=tale.today, known_at=closed_at)
                _assert_seen(scope, known_then, tale.states(tale.today, closed_at), tale)

        assert verify().intact
        # Every figure opens as many rows as it says.
        for moment in (today, known_now):
            for code in Timeliness.values:
                wanted = AssignmentFilter(timeliness=(code,), counted=True)
                rows = list_assignments(everything, wanted, moment, limit=1000)
                assert {row.timeliness(moment) for row in rows} <= {Timeliness(code)}
                assert count_assignments(everything, wanted, moment) == len(rows)

        # The past: as it was known then, and as it is known now.
        for day, closed_at, then in tale.closed_days:
            as_then = Moment(on=day, today=tale.today, known_at=closed_at)
            assert overview(everything, as_then).total == then
            _assert_same(overview(everything, as_then), tale.states(day, closed_at), tale)
            as_now = Moment(on=day, today=tale.today)
            _assert_same(overview(everything, as_now), tale.states(day), tale)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(reviews, "_clock", lambda *_: None)
                _assert_same(overview(everything, as_then), tale.states(day, closed_at), tale)
                _assert_same(overview(everything, as_now), tale.states(day), tale)
            for moment, known_at in ((as_then, closed_at), (as_now, None)):
                assert _trend(everything, moment) == _months(tale, tale.states(day, known_at))
        assert _trend(everything, today) == _months(tale, states)
        for role in ("lead", "coordinate"):
            part = Slice(role=role)
            mine = [state for id_, state in states.items() if tale.rows[id_].role == role]
            assert overview(everything, today, part).total == count(mine, tale.today)
        transaction.set_rollback(True)
