"""A round of slips among three heads."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import LOCAL

from dondoc.meetings.commands._round import RoundFacts
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.slip_selectors import slips_of

DUE = dt.datetime(2021, 1, 21, 17, 0, tzinfo=LOCAL)


AFTER = DUE + dt.timedelta(minutes=1)


@pytest.fixture
def facts(heads):
    def make(**more):
        return RoundFacts(
            **{
                "title": "Dự thảo Quy chế làm việc", "content": "Đề nghị thông qua dự thảo.", "due_at": DUE,
                "member_post_ids": [heads.head[code].id for code in ("skhdt", "stc", "syt")], **more,
            }
        )  # fmt: skip

    return make


@pytest.fixture
def opened_round(facts, specialist, province):
    return open_round(actor=specialist, unit_id=province.units["ubnd"].id, facts=facts(), now=NOW)


@pytest.fixture
def sent(opened_round, specialist):
    return send_round(actor=specialist, round_id=opened_round.id, now=NOW)


@pytest.fixture
def slip(sent):
    return {one.unit.code: one for one in slips_of(sent)}
