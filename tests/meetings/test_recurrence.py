"""The rule by which a series comes again."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.meetings.meetings_world import LOCAL

from dondoc.foundation.errors import BadInput
from dondoc.meetings.recurrence import next_start, require_rule
from dondoc.worktime import default_calendar, is_working_day


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "every Monday", "FREQ=MONTHLY;BYDAY=XX", "FREQ=YEARLY;COUNT=0", "FREQ=DAILY;UNTIL=19990101T000000", "x" * 300])  # fmt: skip
def test_what_is_no_rule_is_refused(rule):
    with pytest.raises(BadInput):
        require_rule(rule)


@given(
    st.sampled_from(["FREQ=MONTHLY;BYDAY=-1TH", "FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=DAILY"]),
    st.dates(dt.date(2021, 1, 4), dt.date(2026, 6, 1)),
)
def test_the_next_meeting_is_later_and_on_a_working_day(rule, last):
    found = next_start(rule, dt.datetime.combine(last, dt.time(8), LOCAL), default_calendar())
    assert found is not None
    assert found.date() > last
    assert found.time() == dt.time(8)
    assert is_working_day(found.date(), default_calendar())
