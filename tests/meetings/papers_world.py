"""An agenda and a paper that is asked for."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW

from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.commands.send_paper import send_paper


@pytest.fixture
def item(called, specialist, province):
    return add_item(
        actor=specialist, meeting_id=called.meeting.id, title="Báo cáo kiểm điểm",
        presenter_unit_id=province.units["skhdt"].id, presenter="Giám đốc Sở KH&ĐT", minutes=30, now=NOW,
    )  # fmt: skip


@pytest.fixture
def paper(called, item, specialist, province):
    return ask_for_paper(
        actor=specialist, meeting_id=called.meeting.id, title="Dự thảo báo cáo", kind="report", item_id=item.id,
        unit_id=province.units["skhdt"].id, due_on=dt.date(2021, 1, 20), now=NOW,
    )  # fmt: skip


def send(actor, paper, content=b"Bao cao ve tinh hinh.", name="bao-cao.txt"):
    return send_paper(actor=actor, paper_id=paper.id, name=name, content=content, now=NOW)
