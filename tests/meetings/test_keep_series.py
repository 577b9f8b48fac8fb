"""Series of meetings."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.append import timeline
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.models import MeetingSeries


@pytest.fixture
def series(specialist, province):
    return keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Phiên  họp thường kỳ", kind="regular",
        rrule="FREQ=MONTHLY;BYDAY=-1TH", now=NOW,
    )  # fmt: skip


def test_a_series_is_kept_and_changed(series, specialist, province):
    assert (series.name, series.rrule, series.is_active) == ("Phiên họp thường kỳ", "FREQ=MONTHLY;BYDAY=-1TH", True)
    changed = keep_series(
        actor=specialist, unit_id=province.units["vp"].id, name="Phiên họp thường kỳ", kind="regular", is_active=False,
        series_id=series.id, now=NOW,
    )  # fmt: skip
    assert (changed.id, changed.unit_id, changed.rrule, changed.is_active) == (
        series.id,
        province.units["vp"].id,
        "",
        False,
    )
    codes = [event.code for event in timeline(province.id, [("meeting_series", series.id)])]
    assert codes == ["meeting_series.kept"] * 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"), ({"name": "x" * 201}, "name"), ({"name": "phiên họp THƯỜNG kỳ"}, "name"), ({"kind": "party"}, "kind"),
        ({"unit_id": 999_999}, "unit"), ({"rrule": "FREQ=HOURLY"}, "rrule"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named(series, specialist, province, said, field):
    with pytest.raises(BadInput) as refused:
        keep_series(
            actor=specialist, now=NOW,
            **{"unit_id": province.units["ubnd"].id, "name": "Họp tuần", "kind": "briefing", **said},
        )  # fmt: skip
    assert refused.value.details["field"] == field
    assert MeetingSeries.objects.count() == 1


def test_only_the_office(series, specialist, lead_head, outsider, province):
    said = {"unit_id": province.units["ubnd"].id, "name": "Khác", "kind": "regular", "now": NOW}
    with pytest.raises(Refused):
        keep_series(actor=lead_head, **said)
    with pytest.raises(NotFound):
        keep_series(actor=specialist, series_id=999_999, **said)
    with pytest.raises(BadInput):
        keep_series(actor=outsider, series_id=series.id, **said)
