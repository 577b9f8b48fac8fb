"""The example province: loaded once, alive on its day, true to its files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.demo.conference import check_conference
from tests.demo.following import check_following

from dondoc.accounts.models import User
from dondoc.accounts.permissions import Scope
from dondoc.central.listing import TaskFilter, listed
from dondoc.central.models import CentralTask
from dondoc.demo.load import load_example
from dondoc.demo.tables import AS_OF, conference, table
from dondoc.directives.listing import AssignmentFilter, Moment, list_assignments
from dondoc.directives.models import Assignment, Directive
from dondoc.foundation.clock import LOCAL
from dondoc.ledger.verify import verify
from dondoc.notifications.models import Message
from dondoc.organizations.models import Jurisdiction, Unit
from dondoc.reviews.figures import Slice, overview
from dondoc.reviews.update_rates import update_rates

pytestmark = pytest.mark.django_db
LOADED_AT = dt.datetime(2026, 11, 23, 9, tzinfo=LOCAL)


def test_the_example_loads_once_and_is_as_its_files_say(tmp_path: Path, settings: Any) -> None:
    settings.FILES_FOLDER = tmp_path
    said: list[str] = []
    assert load_example(say=said.append, real_now=LOADED_AT) is True
    assert load_example(say=said.append, real_now=LOADED_AT) is False
    jurisdiction = Jurisdiction.objects.get()
    assert jurisdiction.is_example
    assert LOADED_AT.date() + dt.timedelta(days=jurisdiction.clock_offset_days) == AS_OF
    assert Unit.objects.count() == len(table("units"))
    own = sum("duty" in line for line in conference()["conclusions"])  # those of the conference held here
    assert Directive.objects.count() == len(table("directives")) + own
    check_conference()
    check_following()
    for directive in Directive.objects.select_related("document"):
        assert directive.document.text[directive.span_start : directive.span_end].strip() == directive.text

    unread = Message.objects.filter(read_at__isnull=True)
    assert unread.exists()
    assert min(unread.values_list("created_at", flat=True)).date() >= AS_OF - dt.timedelta(days=8)

    now = Moment(on=AS_OF, today=AS_OF)
    scope = Scope(jurisdiction.id, "all")
    figures = overview(scope, now).total
    assert figures.population == Assignment.objects.exclude(lifecycle="withdrawn").count()
    of_notices = Assignment.objects.exclude(lifecycle="withdrawn").exclude(directive__document__number="13").count()
    assert of_notices == 413
    assert 780 <= figures.population <= 830  # with the conference, whose conclusions address whole groups
    assert 0.5 < figures.done_on_time / of_notices < 0.6
    assert 0.04 < figures.overdue / figures.population < 0.15
    for count in (figures.done_late, figures.due_soon, figures.undated, figures.open_in_time):
        assert count > 0

    from_ledger = overview(scope, Moment(on=AS_OF, today=AS_OF + dt.timedelta(days=1))).total
    assert from_ledger == figures

    late = list_assignments(scope, AssignmentFilter(timeliness=("overdue",)), now, limit=500)
    assert len(late) == figures.overdue
    one = overview(scope, now, Slice(unit_ids=(late[0].unit_id,))).total
    assert one.overdue == sum(row.unit_id == late[0].unit_id for row in late)

    rates = [update_rates(scope, Moment(on=day, today=AS_OF)).total for day in (AS_OF, dt.date(2020, 12, 31))]
    assert [(rate.updated, rate.measured) for rate in rates] == [(26, 98), (17, 78)]
    leader = User.objects.get(username="chanhvp")
    year_end = listed(leader, TaskFilter(), Moment(on=dt.date(2020, 12, 31), today=AS_OF))
    assert (year_end.cut.overdue, year_end.cut.population) == (14, len(table("central")))
    assert CentralTask.objects.filter(directive_id__isnull=False).count() == 5
    assert verify().intact
