"""Who went quiet: the rule by cases, and the SQL that says the same of any state, day and setting."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle, Priority, Update
from dondoc.directives.priority_cues import proposed_priority
from dondoc.directives.rules import AssignmentState
from dondoc.directives.update_rules import MEASURED_SQL, UPDATE_SQL, UpdateDays, update

GIVEN_ON = dt.date(2021, 1, 4)
DAYS = UpdateDays(urgent=2, high=7, normal=15, low=0)


def _after(days: int) -> dt.date:
    return GIVEN_ON + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("lifecycle", "priority", "updated", "on", "verdict"),
    [
        ("in_progress", "high", None, 7, None),
        ("in_progress", "high", None, 8, Update.STALE),
        ("acknowledged", "high", None, 8, Update.STALE),
        ("in_progress", "high", 1, 8, Update.UPDATED),
        ("in_progress", "high", 1, 9, Update.STALE),
        ("in_progress", "urgent", 5, 7, Update.UPDATED),
        ("in_progress", "urgent", 5, 8, Update.STALE),
        ("reported", "urgent", 1, 90, Update.UPDATED),
        ("returned", "urgent", 1, 90, Update.STALE),
        ("assigned", "low", None, 300, None),
        ("accepted", "urgent", 1, 90, None),
        ("withdrawn", "urgent", 1, 90, None),
        ("in_progress", "of another age", None, 16, Update.STALE),
    ],
)
def test_the_rule(lifecycle: str, priority: str, updated: int | None, on: int, verdict: Update | None) -> None:
    state = AssignmentState(lifecycle, None, updated_on=None if updated is None else _after(updated), priority=priority)
    assert update(state, GIVEN_ON, _after(on), DAYS) == verdict


days = st.dates(dt.date(2020, 12, 1), dt.date(2021, 3, 1))
states = st.tuples(
    st.builds(
        AssignmentState,
        lifecycle=st.sampled_from(Lifecycle.values), due_on=st.none(), updated_on=st.none() | days,
        priority=st.sampled_from(Priority.values),
    ),
    days,
)  # fmt: skip
settings_of_days = st.builds(UpdateDays, *(st.integers(0, 40) for _each in range(4)))


@pytest.mark.django_db
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=st.lists(states, min_size=1, max_size=60), on=days, allowed=settings_of_days)
def test_the_sql_says_what_the_rule_says(
    some: list[tuple[AssignmentState, dt.date]], on: dt.date, allowed: UpdateDays
) -> None:
    conditions = [MEASURED_SQL, *UPDATE_SQL.values()]
    sql = (
        f"SELECT {', '.join(f'({each}) IS TRUE' for each in conditions)} "  # noqa: S608 - ours
        "FROM unnest(%(l)s::text[], %(u)s::date[], %(p)s::text[], %(a)s::date[]) "
        "WITH ORDINALITY AS s(lifecycle, updated_on, priority, assigned_on, place) ORDER BY place"
    )
    columns = {
        "l": [s.lifecycle for s, _ in some], "u": [s.updated_on for s, _ in some], "p": [s.priority for s, _ in some],
        "a": [day for _, day in some],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, {"on": on, **allowed.params, **columns})
        answers = cursor.fetchall()
    for (state, assigned_on), (measured, *held) in zip(some, answers, strict=True):
        verdict = update(state, assigned_on, on, allowed)
        assert [code for code, holds in zip(UPDATE_SQL, held, strict=True) if holds] == ([verdict] if verdict else [])
        assert measured == (verdict is not None)


@given(state=states, on=days, allowed=settings_of_days, later=st.integers(0, 60))
def test_a_report_of_the_day_is_never_silence_and_silence_does_not_end_by_itself(
    state: tuple[AssignmentState, dt.date], on: dt.date, allowed: UpdateDays, later: int
) -> None:
    one, assigned_on = state
    told = AssignmentState(one.lifecycle, None, updated_on=on, priority=one.priority)
    assert update(told, assigned_on, on, allowed) is not Update.STALE
    if update(one, assigned_on, on, allowed) is Update.STALE:
        assert one.lifecycle in OPEN_LIFECYCLES
        assert update(one, assigned_on, on + dt.timedelta(days=later), allowed) is Update.STALE


@pytest.mark.parametrize(
    ("sentence", "priority"),
    [
        ("Giao Sở Y tế triển khai ngay các biện pháp phòng, chống dịch.", Priority.URGENT),
        ("Báo cáo hoả tốc về UBND tỉnh.", Priority.URGENT),
        ("Giao Sở Tài chính tham mưu ngay sau khi có nghị quyết.", Priority.NORMAL),
        ("Thực hiện ngày 15/01/2021.", Priority.NORMAL),
        ("Sở Kế hoạch và Đầu tư khẩn trương rà soát.", Priority.HIGH),
        ("Sớm hoàn thiện hồ sơ.", Priority.HIGH),
        ("Phấn đấu tăng gấp đôi số hồ sơ.", Priority.NORMAL),
        ("Về lâu dài, nghiên cứu mở rộng.", Priority.LOW),
    ],
)
def test_the_words_of_a_sentence_propose_a_priority(sentence: str, priority: Priority) -> None:
    assert proposed_priority(sentence) is priority
