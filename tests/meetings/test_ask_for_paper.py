"""What papers are asked of whom."""

from __future__ import annotations

import datetime as dt

from tests.conftest import NOW

from dondoc.meetings.commands.ask_for_paper import ask_for_paper


def test_what_is_asked_of_a_unit_can_be_changed(called, item, paper, specialist, province):
    changed = ask_for_paper(
        actor=specialist, meeting_id=called.meeting.id, title="Dự thảo lần hai", kind="other",
        unit_id=province.units["stc"].id, due_on=dt.date(2021, 1, 21), paper_id=paper.id, now=NOW,
    )  # fmt: skip
    assert (changed.id, changed.title, changed.unit_id) == (paper.id, "Dự thảo lần hai", province.units["stc"].id)
