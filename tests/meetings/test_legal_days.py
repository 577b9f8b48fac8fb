"""Invitations and notices are counted by the legal limits of the meeting's day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.calendars.commands.end_limit import end_limit
from dondoc.calendars.commands.set_limit import set_limit
from dondoc.meetings.legal_days import invitation_days, notice_days, notice_due

ENDED = dt.date(2020, 12, 31)


def test_the_shipped_records_are_those_of_the_regulation(province: Any) -> None:
    assert invitation_days(province.id, ENDED) == 3
    assert (notice_days(province.id, ENDED), notice_due(province.id, ENDED)) == (5, dt.date(2021, 1, 8))


def test_another_record_holds_from_its_day_on(province: Any, office_leader: Any, now: dt.datetime) -> None:
    common: dict[str, Any] = {
        "actor": office_leader, "now": now, "unit": "NLV", "source": "Quy chế", "confidence": "A", "name": "x",
        "valid_from": dt.date(2021, 1, 1),
    }  # fmt: skip
    set_limit(key="tb_ket_luan", amount=2, anchor="meeting_end", **common)
    set_limit(key="giay_moi", amount=-5, anchor="meeting_start", **common)
    assert notice_due(province.id, ENDED) == dt.date(2021, 1, 8)
    assert notice_due(province.id, dt.date(2021, 1, 4)) == dt.date(2021, 1, 6)
    assert invitation_days(province.id, ENDED) == 3
    assert invitation_days(province.id, dt.date(2021, 1, 4)) == 5


def test_where_none_holds_the_habit_stays(province: Any, office_leader: Any, now: dt.datetime) -> None:
    end_limit(
        actor=office_leader, key="tb_ket_luan", valid_from=dt.date(2018, 12, 25), last_day=dt.date(2020, 12, 30),
        reason="Bãi bỏ", now=now,
    )  # fmt: skip
    assert notice_due(province.id, ENDED) == dt.date(2021, 1, 8)
    assert invitation_days(province.id, dt.date(2010, 1, 1)) == 3
