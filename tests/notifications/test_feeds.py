"""Calendars behind secret links: what is in them for whom, and when a link opens nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.conftest import NOW
from tests.directives import story

from dondoc.accounts.commands.deactivate_user import deactivate_user
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.models import LedgerEvent
from dondoc.notifications import feeds
from dondoc.notifications.commands.renew_feed import renew_feed
from dondoc.notifications.commands.revoke_feed import revoke_feed
from dondoc.notifications.feed_file import feed_file
from dondoc.notifications.feed_models import FeedLink
from dondoc.notifications.feed_rules import new_secret, secret_digest, secret_jurisdiction
from dondoc.notifications.feed_selectors import link_behind, read_feed

_BASE = "https://dondoc.example"


def _events(secret: str, now: dt.datetime = NOW) -> list[Any]:
    link, user = link_behind(secret)
    return list(Calendar.from_ical(read_feed(link, user, base=_BASE, now=now).content).walk("VEVENT"))


def _titles(secret: str) -> str:
    return "\n".join(str(event["summary"]) for event in _events(secret))


@pytest.fixture
def task(office_leader: Any, province: Any) -> Any:
    """Due on 25/01/2021, led by Sở Kế hoạch và Đầu tư, coordinated by Sở Tài chính."""
    return story.give(office_leader, province)


def test_a_units_person_has_the_units_deadlines_as_whole_days(lead_focal: Any, task: Any) -> None:
    secret = renew_feed(actor=lead_focal, now=NOW).secret
    (event,) = _events(secret)
    assert event["summary"].startswith("Hạn: ")
    assert event["dtstart"].dt == task.due_on
    assert event["dtend"].dt == task.due_on + dt.timedelta(days=1)
    assert event["url"] == f"{_BASE}/nhiem-vu/{task.id}/"
    assert event["transp"] == "TRANSPARENT"


def test_nobody_elses_deadlines_are_in_it(other_unit_focal: Any, task: Any) -> None:
    assert _events(renew_feed(actor=other_unit_focal, now=NOW).secret) == []


def test_what_is_done_leaves_the_calendar(lead_focal: Any, office_leader: Any, province: Any, task: Any) -> None:
    secret = renew_feed(actor=lead_focal, now=NOW).secret
    one = story.assignment(task, province.units["skhdt"])
    story.bring_to("accepted", one, unit=lead_focal, office=office_leader, now=NOW)
    assert _events(secret) == []


def test_the_office_may_have_any_units_calendar_and_a_unit_its_own_only(
    office_leader: Any, lead_focal: Any, province: Any, task: Any
) -> None:
    unit = province.units["skhdt"]
    assert unit.name in _titles(renew_feed(actor=office_leader, unit_id=unit.id, now=NOW).secret)
    assert unit.name in _titles(renew_feed(actor=lead_focal, unit_id=unit.id, now=NOW).secret)
    with pytest.raises(NotFound):
        renew_feed(actor=lead_focal, unit_id=province.units["vp"].id, now=NOW)


def test_administrators_and_other_provinces_have_none(administrator: Any, outsider: Any, province: Any) -> None:
    with pytest.raises(NotFound):
        renew_feed(actor=administrator, now=NOW)
    with pytest.raises(NotFound):
        renew_feed(actor=outsider, unit_id=province.units["skhdt"].id, now=NOW)


def test_only_the_digest_is_kept_and_the_chain_knows_no_secret(lead_focal: Any) -> None:
    issued = renew_feed(actor=lead_focal, now=NOW, request_id="r")
    assert bytes(FeedLink.objects.get().digest) == secret_digest(issued.secret)
    event = LedgerEvent.objects.get(aggregate="feed_link")
    assert event.payload == {"user_id": lead_focal.pk, "unit_id": None}
    assert event.code == "feed_link.renewed"


def test_a_new_link_ends_the_one_before(lead_focal: Any) -> None:
    old, new = renew_feed(actor=lead_focal, now=NOW), renew_feed(actor=lead_focal, now=NOW)
    with pytest.raises(NotFound):
        link_behind(old.secret)
    assert link_behind(new.secret)[0].id == new.link.id
    codes = list(LedgerEvent.objects.filter(aggregate="feed_link").order_by("id").values_list("code", flat=True))
    assert sorted(codes) == ["feed_link.renewed", "feed_link.renewed", "feed_link.revoked"]


def test_a_revoked_link_opens_nothing(lead_focal: Any, other_unit_focal: Any, administrator: Any) -> None:
    issued = renew_feed(actor=lead_focal, now=NOW)
    with pytest.raises(NotFound):
        revoke_feed(actor=other_unit_focal, link_id=issued.link.id, now=NOW)
    revoke_feed(actor=administrator, link_id=issued.link.id, now=NOW)
    with pytest.raises(NotFound):
        link_behind(issued.secret)
    with pytest.raises(Conflict):
        revoke_feed(actor=lead_focal, link_id=issued.link.id, now=NOW)


def test_who_left_reads_no_more(lead_focal: Any, administrator: Any, task: Any) -> None:
    secret = renew_feed(actor=lead_focal, now=NOW).secret
    deactivate_user(actor=administrator, user_id=lead_focal.pk, reason="chuyển công tác", now=NOW)
    with pytest.raises(NotFound):
        link_behind(secret)


def test_who_moved_to_another_unit_reads_the_old_ones_calendar_no_more(
    lead_focal: Any, province: Any, task: Any
) -> None:
    unit = province.units["skhdt"]
    secret = renew_feed(actor=lead_focal, unit_id=unit.id, now=NOW).secret
    lead_focal.unit_id = province.units["stc"].id
    lead_focal.save()
    with pytest.raises(NotFound):
        link_behind(secret)


@pytest.mark.parametrize("secret", ["", "ddl_1_x", "ddl_99999999999999999999_" + "a" * 43, "ddl_1_" + "a" * 43])
def test_what_is_no_secret_opens_nothing(province: Any, secret: str) -> None:
    with pytest.raises(NotFound):
        link_behind(secret)


def test_nobody_has_links_without_end(office_leader: Any, province: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dondoc.notifications.commands.renew_feed.MOST_LINKS", 2)
    first, second, third = list(province.units.values())[:3]
    for unit in (first, second, first):  # one that takes another's place does not count
        renew_feed(actor=office_leader, unit_id=unit.id, now=NOW)
    with pytest.raises(Conflict):
        renew_feed(actor=office_leader, unit_id=third.id, now=NOW)
    revoke_feed(actor=office_leader, link_id=FeedLink.objects.filter(revoked_at=None)[0].id, now=NOW)
    renew_feed(actor=office_leader, unit_id=third.id, now=NOW)


def test_a_specialist_has_the_fields_that_they_follow(specialist: Any, make_user: Any, task: Any) -> None:
    assert "Hạn: " in _titles(renew_feed(actor=specialist, now=NOW).secret)
    other = make_user("cv.vx", "specialist", unit="vp", fields=("van-xa",), full_name="Chuyên viên Hà Yến")
    assert _events(renew_feed(actor=other, now=NOW).secret) == []


def test_the_same_calendar_keeps_its_bytes_and_its_moment(
    lead_focal: Any, office_leader: Any, province: Any, task: Any
) -> None:
    secret = renew_feed(actor=lead_focal, now=NOW).secret
    first = read_feed(*link_behind(secret), base=_BASE, now=NOW)
    later = NOW + dt.timedelta(hours=5)
    again = read_feed(*link_behind(secret), base=_BASE, now=later)
    assert (again.content, again.etag, again.changed_at) == (first.content, first.etag, NOW)
    one = story.assignment(task, province.units["skhdt"])
    story.bring_to("accepted", one, unit=lead_focal, office=office_leader, now=later)
    gone = read_feed(*link_behind(secret), base=_BASE, now=later)
    assert gone.changed_at == later
    assert gone.etag != first.etag


def test_two_providers_of_one_code_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="deadlines"):
        feeds.register_provider("deadlines", lambda wanted: ())


@given(st.integers(min_value=1, max_value=2**63 - 1))
def test_a_secret_says_whose_province_it_opens(here: int) -> None:
    assert secret_jurisdiction(new_secret(here)) == here


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_words_come_back_from_the_file(title: str, text: str) -> None:
    plain = "".join(letter for letter in title if letter.isprintable()) or "x"
    entry = feeds.Entry(
        "u", plain, "/x/", dt.date(2021, 1, 25), None, NOW, text="".join(c for c in text if c.isprintable())
    )
    content = feed_file([entry], name="Lịch", base=_BASE)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["summary"]) == plain
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
