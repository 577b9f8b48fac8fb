"""The nightly job: registered for each day, watched by health, and the run it does."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.directives import story
from tests.urging.urging_world import subject, told_rules

from dondoc.jobs.registry import kinds
from dondoc.urging.jobs import remind


def test_it_runs_each_day_before_work_and_health_asks_for_it() -> None:
    kind = kinds()["urging.remind"]
    assert kind.daily_at == dt.time(5, 30)
    assert kind.limit == dt.timedelta(hours=26)


def test_it_tells_of_the_local_day(province: Any, specialist: Any, lead_focal: Any) -> None:
    story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)
    counts = remind(jurisdiction_id=1, now=story.at("2021-02-01", 5))
    assert counts == {"reminders": 3, "messages": 3, "people": 2}
    assert told_rules(lead_focal) == ["lau-khong-cap-nhat", "qua-han-7"]
