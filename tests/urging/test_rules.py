"""When a rule says what: cases from the calendar of 2021, what holds of all of them, and that SQL says the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle, Priority, Update
from dondoc.directives.rules import AssignmentState
from dondoc.directives.update_rules import UpdateDays, report_by, update
from dondoc.urging.choices import BACKWARDS, Rank, Trigger
from dondoc.urging.defaults import shipped
from dondoc.urging.recipients import PEOPLE, PERSON, Recipients, Row, Side
from dondoc.urging.rules import (
    ANCHOR,
    FAMILY,
    KINDS,
    LIFECYCLES,
    OWED_BY_UNIT,
    Facts,
    Rule,
    newest_step,
    occurrence,
    ranks_of,
    told,
)
from dondoc.urging.selection import Selection, Tables, parts_of, show
from dondoc.urging.wording import sentence, when
from dondoc.worktime.calendar import default_calendar

CALENDAR = default_calendar()
DUE = dt.date(2021, 1, 25)  # a Monday
SHIPPED = {rule.code: rule for rule in shipped()}


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def rule(trigger: str, days: int, *, again: int = 0, working: bool = False, **more: Any) -> Rule:
    given = {"ranks": ("focal_point",), **more}
    return Rule(
        id=more.pop("id", 1), code="x", name="x", trigger=trigger, days=days, repeat_days=again,
        is_working_days=working, **{key: value for key, value in given.items() if key != "id"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "day", "step"),
    [
        (rule("before_due", 5, working=True), "2021-01-15", None),
        (rule("before_due", 5, working=True), "2021-01-18", "2021-01-18"),
        (rule("before_due", 5, working=True), "2021-01-25", "2021-01-18"),  # holds until the deadline is over
        (rule("before_due", 5, working=True), "2021-01-26", None),
        (rule("before_due", 0), "2021-01-25", "2021-01-25"),
        (rule("before_due", 0), "2021-01-24", None),
        (rule("overdue", 1), "2021-01-25", None),  # the day of the deadline belongs to it
        (rule("overdue", 1), "2021-01-26", "2021-01-26"),
        (rule("overdue", 1), "2021-03-01", "2021-01-26"),
        (rule("overdue", 7, again=7), "2021-01-31", None),
        (rule("overdue", 7, again=7), "2021-02-01", "2021-02-01"),
        (rule("overdue", 7, again=7), "2021-02-14", "2021-02-08"),
        (rule("overdue", 7, again=7), "2021-02-15", "2021-02-15"),
        (rule("overdue", 5, again=5, working=True), "2021-02-01", "2021-02-01"),
        (rule("overdue", 5, again=5, working=True), "2021-02-08", "2021-02-08"),
        # Tết Tân Sửu: nobody works from 10/02 to 16/02/2021.
        (rule("overdue", 5, again=5, working=True), "2021-02-19", "2021-02-08"),
    ],
)
def test_the_newest_step_of_a_day(asked: Rule, day: str, step: str | None) -> None:
    found = newest_step(asked, DUE, on(day), CALENDAR)
    assert (found.step_on if found else None) == (on(step) if step else None)


def test_what_was_told_by_the_run_before_is_not_told_again_and_a_missed_night_is_made_up() -> None:
    facts = Facts(lifecycle="in_progress", due_on=DUE)
    weekly = rule("overdue", 7, again=7)
    assert occurrence(weekly, facts, on("2021-02-01"), CALENDAR, since=on("2021-01-31")) is not None
    assert occurrence(weekly, facts, on("2021-02-02"), CALENDAR, since=on("2021-02-01")) is None
    # Three weeks without a run: the newest of three steps, once.
    made_up = occurrence(weekly, facts, on("2021-02-17"), CALENDAR, since=on("2021-01-28"))
    assert made_up is not None
    assert (made_up.step_on, made_up.occurrence) == (on("2021-02-15"), on("2021-02-15"))


def test_a_changed_rule_does_not_say_again_what_it_said_of_this_deadline() -> None:
    facts = Facts(lifecycle="in_progress", due_on=DUE)
    said = occurrence(rule("before_due", 5, working=True), facts, on("2021-01-18"), CALENDAR)
    later = occurrence(rule("before_due", 2, working=True), facts, on("2021-01-21"), CALENDAR)
    assert said is not None
    assert later is not None
    assert (said.anchor, said.occurrence) == (later.anchor, later.occurrence)


@pytest.mark.parametrize("lifecycle", [str(code) for code in Lifecycle])
@pytest.mark.parametrize("trigger", [Trigger.BEFORE_DUE, Trigger.OVERDUE])
def test_a_unit_is_reminded_of_what_it_owes_only(trigger: str, lifecycle: str) -> None:
    days = {Trigger.BEFORE_DUE: (0, DUE), Trigger.OVERDUE: (1, on("2021-01-26"))}[Trigger(trigger)]
    facts = Facts(lifecycle=lifecycle, due_on=DUE, reported_on=on("2021-01-20"))
    assert (occurrence(rule(trigger, days[0]), facts, days[1], CALENDAR) is not None) == (lifecycle in OWED_BY_UNIT)


def test_each_rank_is_told_of_its_newest_step() -> None:
    facts = Facts(lifecycle="in_progress", due_on=DUE, assigned_on=on("2021-01-07"), report_by=on("2021-02-04"))
    found = told(shipped(), facts, on("2021-02-16"), CALENDAR)
    by_rank = {rank: kept.code for (family, rank), (kept, _step) in found.items() if family == "deadline"}
    assert by_rank == {
        "focal_point": "qua-han-7", "unit_head": "qua-han-7", "specialist": "qua-han-10", "office_leader": "qua-han-20",
        "chair": "qua-han-20",
    }  # fmt: skip


def test_conditions_narrow_a_rule() -> None:
    facts = Facts(lifecycle="assigned", due_on=DUE, role="coordinate", origin="central", field_id=7)
    day = on("2021-01-26")
    for more, speaks in (
        ({"role": "lead"}, False), ({"role": "coordinate"}, True), ({"origin": "province"}, False),
        ({"only_starred": True}, False), ({"field_ids": (8,)}, False), ({"field_ids": (7, 8)}, True), ({"is_active": False}, False),
    ):  # fmt: skip
        asked = replace(rule("overdue", 1), **more)
        assert (occurrence(asked, facts, day, CALENDAR) is not None) is speaks


def test_every_shipped_rule_reads_as_a_sentence_and_says_whom_it_tells() -> None:
    assert len(SHIPPED) == len(shipped())
    said = [sentence(one) for one in shipped()]
    assert len(set(said)) == len(said)
    assert (
        sentence(SHIPPED["qua-han-7"])
        == "Quá hạn 7 ngày, rồi cứ 7 ngày một lần: nhắc đầu mối đơn vị, thủ trưởng đơn vị."
    )
    assert when(SHIPPED["ngay-den-han"]) == "Trong ngày đến hạn"
    assert all(one.is_shipped for one in shipped())


days = st.dates(on("2020-12-01"), on("2021-03-10"))
updates = st.builds(UpdateDays, *(st.integers(0, 40) for _each in range(4)))


@dataclass(frozen=True, slots=True)
class Given:
    """An object as its rows have it: facts, and what the last day for a report is worked out from."""

    facts: Facts
    updated_on: dt.date | None = None
    priority: str = "normal"
    whole: Facts | None = None
    is_stopped: bool = False
    is_named: bool = False
    is_there: bool = True
    above: str = ""

    @property
    def stands(self) -> Facts:
        """The facts of a part or a transfer, of which its assignment says a little too."""
        one, whole = self.facts, self.whole
        if whole is None:
            return one
        if one.kind == "part":
            waits = whole.lifecycle in OWED_BY_UNIT and self.above in ("", *OWED_BY_UNIT)
            one = replace(one, waits=waits, due_on=None if self.is_stopped else one.due_on)
        return one

    def row(self) -> Row:
        """Who is told: a person where one is named and still of the unit."""
        one, owes = self.facts, self.whole is not None and self.whole.lifecycle in OWED_BY_UNIT
        if one.kind == "central":
            lead = self.whole is not None and self.whole.role == "lead" and owes
            named = SPECIALIST if self.is_named and self.is_there else None
            return Row(unit_ids=(UNIT,) if lead else (), field_id=one.field_id, specialist_id=named)
        person = HOLDER if self.is_named and self.is_there else None
        giver = GIVER if self.is_named and self.above and self.is_there else None
        return Row((UNIT,), one.field_id, holder=Side(UNIT, person), giver=Side(ABOVE, giver))

    def by(self, allowed: UpdateDays) -> Facts:
        """The facts under a setting."""
        if self.facts.kind not in ("assignment", "extension") or self.facts.assigned_on is None:
            return self.stands
        last = report_by(self.facts.assigned_on, self.updated_on, self.priority, allowed)
        return replace(self.facts, report_by=last)


@st.composite
def rules_drawn(draw: st.DrawFn, about: str = "") -> list[Rule]:
    """Some rules; most of them of objects of one kind, where one is named."""
    found, of_kind = [], [code for code in Trigger.values if KINDS[code] == about]
    for number in range(draw(st.integers(1, 6))):
        trigger = draw(st.sampled_from([*of_kind, *of_kind, *of_kind, *Trigger.values]))
        back = trigger in BACKWARDS
        found.append(
            Rule(
                id=number + 1, code=f"r{number}", name="x", trigger=trigger, days=draw(st.integers(0 if back else 1, 12)),
                repeat_days=0 if back else draw(st.sampled_from((0, 1, 3, 7))), is_working_days=draw(st.booleans()),
                ranks=tuple(draw(st.lists(st.sampled_from(ranks_of(trigger)), min_size=1, max_size=3, unique=True))),
                role=draw(st.sampled_from(("", "lead", "coordinate"))), origin=draw(st.sampled_from(("", "central", "province"))),
                field_ids=draw(st.sampled_from(((), (1,), (1, 2)))), position=draw(st.integers(0, 3)), only_starred=draw(st.booleans()),
            )
        )  # fmt: skip
    return found


@st.composite
def given_drawn(draw: st.DrawFn, about: str = "") -> Given:
    of_any = ("assignment", "assignment", "extension", "explanation", "part", "part", "transfer", "central")
    kind: Any = draw(st.sampled_from([*of_any, *[about] * 12] if about else of_any))
    if kind == "explanation":
        return Given(Facts(
            kind=kind, due_on=draw(days), asked_on=on("2020-12-01"), waits=draw(st.booleans()),
            field_id=draw(st.sampled_from((None, 1, 2))),
        ))  # fmt: skip
    lifecycle = draw(st.sampled_from([str(code) for code in Lifecycle]))
    reported = lifecycle in ("reported", "accepted")
    if kind in ("part", "transfer", "central"):
        return _drawn_over_assignment(draw, kind, lifecycle, is_reported=reported)
    facts = Facts(
        kind=kind, lifecycle=lifecycle, role=draw(st.sampled_from(("lead", "coordinate"))),
        origin=draw(st.sampled_from(("central", "province"))), field_id=draw(st.sampled_from((None, 1, 2))),
        due_on=draw(st.none() | days), assigned_on=draw(days), reported_on=draw(days) if reported else None,
        asked_on=draw(days) if kind == "extension" else None,
        waits=True if kind == "assignment" else draw(st.booleans()), is_starred=draw(st.booleans()),
    )  # fmt: skip
    return Given(facts, draw(st.none() | days), draw(st.sampled_from(Priority.values)))


def _drawn_over_assignment(draw: st.DrawFn, kind: Any, lifecycle: str, *, is_reported: bool) -> Given:
    """A part, a transfer or a task of the centre over an assignment, which is told of as such."""
    if draw(st.booleans()):  # mostly what is spoken of at all
        lifecycle, is_reported = draw(st.sampled_from(OWED_BY_UNIT)), False
    whole = Facts(
        lifecycle=lifecycle, role=draw(st.sampled_from(("lead", "coordinate"))), origin=draw(st.sampled_from(("central", "province"))),
        field_id=draw(st.sampled_from((None, 1, 2))), due_on=draw(st.none() | days), assigned_on=draw(days),
        reported_on=draw(days) if is_reported else None, is_starred=draw(st.booleans()),
    )  # fmt: skip
    named = {"is_named": draw(st.booleans()), "is_there": draw(st.booleans()), "whole": whole}
    if kind == "transfer":
        has_answer, waits = draw(st.booleans()), draw(st.booleans())
        asked_on, answered_on = (None, draw(days)) if has_answer else (draw(days), None)
        return Given(replace(whole, kind=kind, asked_on=asked_on, answered_on=answered_on, waits=waits), whole=whole)
    if kind == "central":
        facts = Facts(
            kind=kind, origin="central", field_id=draw(st.sampled_from((None, 1, 2))), due_on=draw(st.none() | days),
            waits=draw(st.booleans()), is_starred=whole.is_starred,
        )  # fmt: skip
        return Given(facts, **named)
    own = draw(st.sampled_from([*OWED_BY_UNIT, *(str(code) for code in Lifecycle)]))
    facts = replace(
        whole, kind=kind, lifecycle=own, due_on=draw(st.none() | days), assigned_on=draw(days),
        reported_on=draw(days) if own in ("reported", "accepted") else None,
    )  # fmt: skip
    return Given(
        facts, is_stopped=draw(st.booleans()), above=draw(st.sampled_from(("", *(str(code) for code in Lifecycle)))), **named
    )  # fmt: skip


@given(
    lifecycle=st.sampled_from(Lifecycle.values), priority=st.sampled_from([*Priority.values, "of another age"]),
    assigned_on=days, updated_on=st.none() | days, allowed=updates,
)  # fmt: skip
def test_silence_is_urged_from_the_first_day_on_which_the_update_rate_counts_it(
    lifecycle: str, priority: str, assigned_on: dt.date, updated_on: dt.date | None, allowed: UpdateDays
) -> None:
    """For every day: the rule of one day speaks exactly where the rate says stale, whatever it was given and reported."""
    facts = Facts(
        lifecycle=lifecycle, assigned_on=assigned_on,
        report_by=report_by(assigned_on, updated_on, priority, allowed),
    )  # fmt: skip
    state = AssignmentState(lifecycle, None, updated_on=updated_on, priority=priority)
    days_after = [assigned_on + dt.timedelta(days=number) for number in range(200)]
    stale = [day for day in days_after if update(state, assigned_on, day, allowed) is Update.STALE]
    said = {
        day: step for day in days_after if (step := occurrence(SHIPPED["lau-khong-cap-nhat"], facts, day, CALENDAR))
    }
    assert list(said) == stale
    if stale:
        assert said[stale[0]].step_on == stale[0]


@given(rules=rules_drawn(), given_=given_drawn(), allowed=updates, day=days, passed=st.integers(1, 40))
def test_a_step_is_told_by_the_first_run_after_it_whenever_that_is(
    rules: list[Rule], given_: Given, allowed: UpdateDays, day: dt.date, passed: int
) -> None:
    """Runs of every day tell each step that holds on its day; one run after a pause tells the newest of them."""
    facts = given_.by(allowed)
    since = day - dt.timedelta(days=passed)
    for one in rules:
        late = occurrence(one, facts, day, CALENDAR, since=since)
        nightly = [
            step
            for number in range(1, passed + 1)
            if (
                step := occurrence(
                    one, facts, since + dt.timedelta(days=number), CALENDAR, since=since + dt.timedelta(days=number - 1)
                )
            )
        ]
        if late is not None:
            assert nightly[-1] == late
        assert len({step.occurrence for step in nightly}) == len(nightly)
        assert all(step.step_on > since for step in nightly)


ID, UNIT, ABOVE = 500_000_000, 900_000, 900_001
HOLDER, GIVER, SPECIALIST = 800_001, 800_002, 800_003


def _write_people() -> None:
    """Who parts and tasks name; each is also there as somebody who left."""
    with connection.cursor() as cursor:
        for user, unit in ((HOLDER, UNIT), (GIVER, ABOVE), (SPECIALIST, UNIT)):
            for gone in (0, 10):
                cursor.execute(
                    "INSERT INTO accounts_user (jurisdiction_id, id, username, full_name, email, role, unit_id, fields, is_active,"
                    " created_at, password) VALUES (1, %s, %s, 'x', '', 'focal_point', %s, '{}', %s, now(), '')",
                    [user + gone, f"u{user + gone}", unit if gone == 0 or user == SPECIALIST else UNIT + 7,
                     gone == 0 or user != SPECIALIST],
                )  # fmt: skip


def _write_over(cursor: Any, row: Given, subject: int) -> None:
    """The part, transfer or task over the assignment `subject`."""
    one, gone = row.facts, 0 if row.is_there else 10
    if one.kind == "transfer":
        state = "asked" if one.asked_on else "agreed"
        cursor.execute(
            "INSERT INTO followup_transfer (jurisdiction_id, id, assignment_id, to_unit_id, state, reason, asked_at, asked_by_id,"
            " answer, answered_at, note) VALUES (1, %s, %s, %s, %s, '', %s, 1, '', %s, '')",
            [subject + 2, subject, UNIT, state if one.waits else "withdrawn", f"{one.asked_on or '2020-12-01'} 00:30+07",
             f"{one.answered_on} 23:30+07" if one.answered_on else None],
        )  # fmt: skip
    if one.kind == "central":
        cursor.execute(
            "INSERT INTO central_centraltask (jurisdiction_id, id, key, code, document_code, document_signer, content, giver,"
            " giver_words, given_on, due_on, state, centre_words, report_document, closed_on, unit_id, field_id, specialist_id,"
            " directive_id, note, search_text, created_at, created_by_id, changed_at) VALUES (1, %s, %s, '', '', '', 'x', 'other', '',"
            " '2020-12-01', %s, %s, '', '', %s, NULL, %s, %s, %s, '', '', now(), 1, now())",
            [subject + 2, f"k{subject}", one.due_on, "open" if one.waits else "withdrawn", None if one.waits else "2021-01-01",
             one.field_id, SPECIALIST + gone if row.is_named else None, subject + 1],
        )  # fmt: skip
    if one.kind != "part":
        return
    if row.is_stopped:
        cursor.execute(
            "INSERT INTO followup_clockstop (jurisdiction_id, id, assignment_id, since, cause, was_due_on, stopped_at,"
            " stopped_by_id) VALUES (1, %s, %s, '2021-01-01', '', '2021-01-01', now(), 1)", [subject + 4, subject],
        )  # fmt: skip
    parts = [(subject + 3, one, [subject + 2] if row.above else [])]
    if row.above:
        # Without a day of its own that any rule drawn counts from within these weeks.
        parts.insert(
            0, (subject + 2, replace(one, lifecycle=row.above, due_on=None, assigned_on=None, reported_on=None), [])
        )
    for part, facts, above in parts:
        done, given_ = facts.lifecycle == "accepted", above or not row.above
        reported = facts.reported_on or (FAR if facts.lifecycle in ("reported", "accepted") else None)
        cursor.execute(
            "INSERT INTO followup_part (jurisdiction_id, id, assignment_id, parent_part_id, above, giver_unit_id, giver_user_id,"
            " unit_id, user_id, text, lifecycle, given_on, given_by_id, due_on, original_due_on, reported_on, reported_by_id, result,"
            " result_document, remark, completed_on, closed_on, changed_at)"
            " VALUES (1, %s, %s, %s, %s, %s, %s, %s, %s, 'x', %s, %s, 1, %s, %s, %s, %s, '', '', '', %s, %s, now())",
            [part, subject, above[0] if above else None, above, ABOVE, GIVER + gone if row.is_named and above else None, UNIT,
             HOLDER + gone if row.is_named and given_ else None, facts.lifecycle, facts.assigned_on or FAR, facts.due_on,
             facts.due_on, reported, 1 if reported else None, reported if done else None, reported if done else None],
        )  # fmt: skip


#: After all days that are drawn.
FAR = on("2022-06-01")


def _write(rows: list[Given]) -> None:
    with connection.cursor() as cursor:
        for number, row in enumerate(rows):
            one = row.facts
            subject = ID + number * 10
            if one.kind == "explanation":
                cursor.execute(
                    "INSERT INTO urging_explanation (jurisdiction_id, id, unit_id, field_id, state, question, due_on, first_due_on,"
                    " asked_on, asked_at, asked_by_id, closed_at, closing_note)"
                    " VALUES (1, %s, %s, %s, %s, 'x', %s, %s, %s, now(), 1, %s, '')",
                    [subject, UNIT, one.field_id, "asked" if one.waits else "sufficient", one.due_on, one.due_on, one.asked_on,
                     None if one.waits else "2021-01-01T00:00Z"],
                )  # fmt: skip
                continue
            over, one = one, row.whole or one
            done = one.lifecycle == "accepted"
            cursor.execute(
                "INSERT INTO directives_assignment (jurisdiction_id, id, directive_id, unit_id, role, lifecycle, origin, field_id,"
                " assigned_on, due_on, original_due_on, reported_on, completed_on, closed_on, updated_on, priority, changed_at)"
                " VALUES (1, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, now())",
                [subject, subject + 1, UNIT, one.role, one.lifecycle, one.origin, one.field_id, one.assigned_on, one.due_on,
                 one.due_on, one.reported_on, one.reported_on if done else None, one.reported_on if done else None,
                 row.updated_on, row.priority],
            )  # fmt: skip
            if one.is_starred:
                cursor.execute(
                    "INSERT INTO attention_star (jurisdiction_id, directive_id, note, since, starred_at, starred_by_id)"
                    " VALUES (1, %s, '', '2021-01-01', now(), 1)", [subject + 1],
                )  # fmt: skip
            _write_over(cursor, replace(row, facts=over), subject)
            if one.kind == "extension":
                cursor.execute(
                    "INSERT INTO followup_extension (jurisdiction_id, id, assignment_id, state, was_due_on, wanted_on, reason,"
                    " asked_on, asked_at, asked_by_id, note) VALUES (1, %s, %s, %s, '2021-01-01', '2021-01-02', '', %s, now(), 1, '')",
                    [subject + 2, subject, "asked" if one.waits else "withdrawn", one.asked_on],
                )  # fmt: skip


@st.composite
def told_of(draw: st.DrawFn) -> tuple[list[Rule], list[Given]]:
    """Rules and objects, most of them of one kind: of sixteen triggers few would meet their objects otherwise."""
    about = draw(st.sampled_from(sorted(set(KINDS.values()))))
    return draw(rules_drawn(about)), draw(st.lists(given_drawn(about), min_size=1, max_size=20))


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    drawn=told_of(), allowed=updates, day=days,
    since=st.none() | st.integers(1, 30), size=st.sampled_from((1, 3, 100)),
)  # fmt: skip
def test_the_sql_tells_what_the_rules_tell(
    db: None, drawn: tuple[list[Rule], list[Given]], allowed: UpdateDays, day: dt.date, since: int | None, size: int
) -> None:
    """Ranks stand for themselves: each has one user of its own number, so that who is told says which rank was."""
    rules, rows = drawn
    ranks = {rank: number for number, rank in enumerate(Rank.values, start=1)}
    keys = {(rank, key): (user,) for rank, user in ranks.items() for key in (UNIT, 0, 1, 2)}
    keys |= {(PERSON, user): (user,) for user in (HOLDER, GIVER, SPECIALIST)}
    keys |= {(PEOPLE, UNIT): (31, 32, HOLDER), (PEOPLE, ABOVE): (33, HOLDER)}
    recipients = Recipients(keys)
    before = day - dt.timedelta(days=since) if since else None
    expected = set()
    for number, row in enumerate(rows):
        one, first = row.by(allowed), ID + number * 10
        # What stands over an assignment stands beside it, which is told of as such.
        both = [(one, first + {"extension": 2, "transfer": 2, "central": 2, "part": 3}.get(one.kind, 0), row.row())]
        if one.kind == "extension":
            both.append((replace(one, kind="assignment", waits=True, asked_on=None), first, row.row()))
        if row.whole is not None:
            both.append(
                (replace(row, facts=row.whole, whole=None).by(allowed), first, Row((UNIT,), row.whole.field_id))
            )
        for subject, subject_id, who in both:
            is_of_assignment = subject.kind in ("assignment", "extension")
            if is_of_assignment and subject.lifecycle not in OPEN_LIFECYCLES:
                continue
            # Requests and tasks of the centre are asked as if no run had been.
            since_then = before if subject.kind in ("assignment", "part") else None
            for (_family, rank), (kept, step) in told(rules, subject, day, CALENDAR, since=since_then).items():
                for user in recipients.of(rank, who):
                    expected.add((kept.id, subject_id, step.anchor, step.occurrence, step.step_on, user))
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT clean")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    try:
        _write_people()
        _write(rows)
        asked = Selection(1, rules, day, before, recipients, CALENDAR, allowed)
        tables = Tables(asked)
        shown = [one for part in parts_of(1, size=size) for one in show(tables, part)]
        found = {(r.rule_id, r.subject_id, r.anchor, r.occurrence, r.step_on, u) for r in shown for u in r.user_ids}
        assert len(shown) == len({one[:2] for one in shown})
        assert found == expected
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT clean")


def test_families_are_whole() -> None:
    for table in (FAMILY, KINDS, ANCHOR, LIFECYCLES):
        assert set(table) == set(Trigger.values)
    assert all(set(one.ranks) <= set(ranks_of(one.trigger)) for one in shipped())
