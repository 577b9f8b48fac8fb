"""The centre's deadlines in calendars: beside our own, named, for who leads and who answers for them."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar
from tests.central import central_world
from tests.directives import story

from dondoc.notifications.commands.renew_feed import renew_feed
from dondoc.notifications.feed_selectors import link_behind, read_feed


def events(user: Any, unit: Any = None) -> dict[str, Any]:
    """The entries of a person's calendar, or of a unit's, by UID."""
    secret = renew_feed(actor=user, unit_id=unit.id if unit else None, now=central_world.NOW).secret
    link, reader = link_behind(secret)
    content = read_feed(link, reader, base="https://dondoc.example", now=central_world.NOW).content
    return {str(one["uid"]): one for one in Calendar.from_ical(content).walk("VEVENT")}


def test_the_centres_day_is_an_entry_of_its_own_beside_ours(
    province: Any, office_leader: Any, specialist: Any, lead_focal: Any, other_unit_focal: Any, coordinating_focal: Any
) -> None:
    task = central_world.record(office_leader)
    central_world.assign(office_leader, province, task, specialist_id=specialist.pk)
    task = central_world.fresh(task)
    ours = story.assignment(task.directive, province.units["skhdt"])
    found = events(lead_focal)
    assert set(found) == {f"central-task-1-{task.id}@dondoc", f"assignment-1-{ours.id}@dondoc"}
    central, own = found[f"central-task-1-{task.id}@dondoc"], found[f"assignment-1-{ours.id}@dondoc"]
    assert (central["dtstart"].dt, own["dtstart"].dt) == (central_world.DUE, ours.due_on)
    assert str(central["summary"]).startswith("Hạn Trung ương: Báo cáo kết quả giải ngân")
    assert str(own["summary"]).startswith("Hạn: ")
    assert central["url"] == f"https://dondoc.example/trung-uong/{task.id}/"
    named = f"central-task-1-{task.id}@dondoc"
    assert named in events(specialist)
    assert named in events(office_leader, province.units["skhdt"])
    assert named not in events(coordinating_focal)  # the unit that leads answers
    assert events(other_unit_focal) == {}


def test_what_was_answered_leaves_the_calendar(province: Any, office_leader: Any, lead_focal: Any) -> None:
    task = central_world.record(office_leader, unit_id=province.units["skhdt"].id)
    assert list(events(lead_focal)) == [f"central-task-1-{task.id}@dondoc"]
    central_world.bring_to("reported", task, office_leader)
    assert events(lead_focal) == {}


def test_nobody_of_another_province_reads_it(province: Any, office_leader: Any, outsider: Any) -> None:
    central_world.record(office_leader)
    assert events(outsider) == {}
