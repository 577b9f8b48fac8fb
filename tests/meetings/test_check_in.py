"""Check-in on the day: by the list, by the code at the door, by the venue."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import MORNING, STARTS

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.renew_door_code import renew_door_code
from dondoc.meetings.commands.withdraw_invitee import withdraw_invitee
from dondoc.meetings.models import LiveChange, Meeting
from dondoc.organizations.models import Tenure


def arrive(actor, invitee, **said):
    return check_in(actor=actor, invitee_id=invitee.id, **{"now": MORNING, "presence": "present", **said})


def last_code(meeting):
    return LedgerEvent.objects.filter(aggregate_id=meeting.id, code=events.CHECKED_IN).latest("id").payload["code"]


@pytest.fixture
def district(make_user):
    return make_user("dm.hondat", "focal_point", unit="hondat", full_name="Đầu mối Hòn Đất")


def test_the_list_finds_who_came(called, clerk):
    found = arrive(clerk, called.by["skhdt"])
    assert (found.attendee, found.attendee_name, found.check_in) == ("invited", "Đỗ Em", "list")
    assert last_code(called.meeting) == "present"


def test_the_live_pages_are_told_whose_row_changed_and_not_how(called, clerk, lead_head, chair, heads):
    def told():
        found = LiveChange.objects.filter(meeting_id=called.meeting.id).latest("seq")
        return found.part, found.audience, found.payload

    invitee = called.by["skhdt"]
    said = ("attendance", "all", {"invitee_id": invitee.id})
    deputy = heads.deputy["skhdt"].id
    answer_invitation(actor=lead_head, invitee_id=invitee.id, answer="substitute", reason_kind="sick", substitute_post_id=deputy, now=NOW)  # fmt: skip
    assert told() == said
    decide_absence(actor=chair, invitee_id=invitee.id, consent="refused", note="", now=NOW)
    assert told() == said
    arrive(clerk, invitee, presence="absent")
    assert told() == said


def test_an_announced_substitute_need_not_be_named_again(called, clerk, lead_head, heads):
    answer_invitation(
        actor=lead_head, invitee_id=called.by["skhdt"].id, answer="substitute", reason_kind="mission",
        substitute_post_id=heads.deputy["skhdt"].id, now=NOW,
    )  # fmt: skip
    found = arrive(clerk, called.by["skhdt"], attendee="substitute")
    assert (found.attendee_name, found.attendee_rank) == ("Cao Văn Khoa", "deputy")
    assert last_code(called.meeting) == "substitute_unanswered"


def test_who_comes_unannounced_is_named(called, clerk):
    with pytest.raises(BadInput):
        arrive(clerk, called.by["skhdt"], attendee="substitute")
    found = arrive(
        clerk, called.by["skhdt"], attendee="substitute", attendee_name="Ai Đó", attendee_rank="other"
    )  # fmt: skip
    assert found.attendee_name == "Ai Đó"
    assert last_code(called.meeting) == "wrong_composition"


def test_it_is_taken_back(called, clerk):
    arrive(clerk, called.by["skhdt"])
    found = arrive(clerk, called.by["skhdt"], presence="unknown")
    assert (found.attendee, found.check_in, found.checked_at) == ("nobody", "none", None)
    assert last_code(called.meeting) == "not_yet"


def test_a_deputy_chairs_the_venue(called, district, heads):
    found = arrive(
        district, called.by["hondat"], how="venue", mode="online", attendee="substitute", attendee_name="Hà Thị Tâm",
        attendee_rank="deputy",
    )  # fmt: skip
    assert found.mode == "online"
    assert last_code(called.meeting) == "deputy_chairs_venue"


def test_who_sits_at_a_venue_is_online_where_nothing_else_is_said(called, clerk, district):
    assert arrive(district, called.by["hondat"], how="venue").mode == "online"
    assert arrive(clerk, called.by["hondat"], mode="in_room").mode == "in_room"
    assert arrive(clerk, called.by["skhdt"]).mode == "in_room"
    called.venue["rachgia"].is_main = True
    called.venue["rachgia"].save()
    assert arrive(clerk, called.by["rachgia"]).mode == "in_room"


def test_a_venue_keeps_its_own_list_only(called, district):
    with pytest.raises(Refused):
        arrive(district, called.by["rachgia"], how="venue")
    with pytest.raises(Refused):
        arrive(district, called.by["hondat"], how="list")


def test_the_code_at_the_door_lets_a_unit_check_itself_in(called, office_leader, lead_focal, coordinating_focal):
    secret = renew_door_code(actor=office_leader, meeting_id=called.meeting.id, now=NOW).door_secret
    found = arrive(lead_focal, called.by["skhdt"], how="qr", door_secret=secret)
    assert found.check_in == "qr"
    with pytest.raises(Refused):
        arrive(coordinating_focal, called.by["skhdt"], how="qr", door_secret=secret)


def test_an_old_code_and_another_meeting_s_are_refused(
    called, meeting, office_leader, lead_focal, specialist, plan_of, province
):
    from dondoc.meetings.commands.plan_meeting import plan_meeting

    old = renew_door_code(actor=office_leader, meeting_id=called.meeting.id, now=NOW).door_secret
    renew_door_code(actor=office_leader, meeting_id=called.meeting.id, now=NOW)
    other = plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(title="Khác"), now=NOW)
    others = renew_door_code(actor=office_leader, meeting_id=other.id, now=NOW).door_secret
    for secret in (old, others, "", "mã cũ"):
        with pytest.raises(Refused) as refused:
            arrive(lead_focal, called.by["skhdt"], how="qr", door_secret=secret)
        assert refused.value.code == "wrong_door_code"


def test_no_check_in_before_the_call_or_after_the_end(called, clerk):
    for state in ("planned", "ended", "cancelled"):
        Meeting.objects.filter(id=called.meeting.id).update(state=state)
        with pytest.raises(Conflict):
            arrive(clerk, called.by["skhdt"])


def test_outsiders_find_nobody(called, outsider, observer):
    for person in (outsider, observer):
        with pytest.raises(NotFound):
            arrive(person, called.by["skhdt"])


def test_the_code_at_the_door_tells_only_of_who_is_here(called, office_leader, lead_focal, clerk):
    secret = renew_door_code(actor=office_leader, meeting_id=called.meeting.id, now=NOW).door_secret
    invitee = called.by["skhdt"]
    with pytest.raises(BadInput):
        arrive(lead_focal, invitee, how="qr", door_secret=secret, presence="absent")
    arrive(lead_focal, invitee, how="qr", door_secret=secret)
    assert arrive(lead_focal, invitee, how="qr", door_secret=secret, presence="unknown").check_in == "none"
    arrive(clerk, invitee)
    with pytest.raises(Conflict) as refused:
        arrive(lead_focal, invitee, how="qr", door_secret=secret, presence="unknown")
    assert refused.value.code == "checked_by_office"


@pytest.mark.parametrize(
    ("name", "code"), [("Đỗ Em", "same_person"), ("Hồ Hạnh", "substitute_is_called"), ("Cao Văn Khoa", "left_the_post")]
)
def test_who_may_not_stand_in_is_refused_at_the_door_too(called, clerk, heads, name, code):
    Tenure.objects.filter(post_id=heads.deputy["skhdt"].id).update(valid_to=dt.date(2021, 1, 20))
    with pytest.raises(BadInput) as refused:
        arrive(clerk, called.by["skhdt"], attendee="substitute", attendee_name=name, attendee_rank="deputy")
    assert refused.value.code == code


def test_a_deputy_of_the_directory_is_known_as_one_at_the_door(called, clerk):
    found = arrive(
        clerk, called.by["skhdt"], attendee="substitute", attendee_name="cao văn khoa", attendee_rank="other"
    )
    assert found.attendee_rank == "deputy"


def test_who_holds_the_post_on_the_day_is_who_came(called, clerk, heads):
    post = heads.head["skhdt"]
    Tenure.objects.filter(post_id=post.id).update(valid_to=dt.date(2021, 1, 20))
    Tenure.objects.create(
        jurisdiction_id=post.jurisdiction_id, post_id=post.id, person_name="Người Mới", valid_from=dt.date(2021, 1, 21)
    )
    assert arrive(clerk, called.by["skhdt"]).attendee_name == "Người Mới"


@pytest.mark.parametrize(
    ("said", "field"),
    [({"presence": "x"}, "presence"), ({"mode": "x"}, "mode"), ({"how": "x"}, "how"), ({"attendee": "x"}, "attendee")],
)
def test_codes_that_there_are_not_are_named(called, clerk, said, field):  # fmt: skip
    with pytest.raises(BadInput) as refused:
        arrive(clerk, called.by["skhdt"], **said)
    assert refused.value.details["field"] == field


def test_who_was_announced_and_then_called_or_moved_is_refused_on_the_day(called, clerk, lead_head, heads, specialist):
    said = {"answer": "substitute", "reason_kind": "mission", "substitute_post_id": heads.deputy["skhdt"].id}
    answer_invitation(actor=lead_head, invitee_id=called.by["skhdt"].id, now=NOW, **said)
    again = invite(
        actor=specialist, meeting_id=called.meeting.id, category_id=called.members.id,
        post_id=heads.deputy["skhdt"].id, now=NOW,
    )  # fmt: skip
    with pytest.raises(BadInput) as refused:
        arrive(clerk, called.by["skhdt"], attendee="substitute")
    assert refused.value.code == "substitute_is_called"
    withdraw_invitee(actor=specialist, invitee_id=again.id, now=NOW)
    Tenure.objects.filter(post_id=heads.deputy["skhdt"].id).update(valid_to=dt.date(2021, 1, 20))
    with pytest.raises(BadInput) as refused:
        arrive(clerk, called.by["skhdt"], attendee="substitute")
    assert refused.value.code == "left_the_post"


def test_the_chair_of_the_meeting_stands_in_for_nobody(called, clerk):
    with pytest.raises(BadInput) as refused:
        arrive(clerk, called.by["skhdt"], attendee="substitute", attendee_name="Trần Văn An", attendee_rank="other")
    assert refused.value.code == "is_chair"


@pytest.mark.parametrize("name", ["Ông Hồ Hạnh", "Ho Hanh", "đ/c Bùi Ích"])
def test_a_polite_word_or_a_lost_accent_hides_nobody_who_is_called(called, clerk, name):
    with pytest.raises(BadInput) as refused:
        arrive(clerk, called.by["skhdt"], attendee="substitute", attendee_name=name, attendee_rank="deputy")
    assert refused.value.code == "substitute_is_called"
    with pytest.raises(BadInput) as refused:
        arrive(clerk, called.by["skhdt"], attendee="substitute", attendee_name="Đồng chí Tran Van An", attendee_rank="deputy")  # fmt: skip
    assert refused.value.code == "is_chair"


def test_the_announced_substitute_is_known_however_the_name_is_written(called, clerk, lead_head, chair):
    answer_invitation(
        actor=lead_head, invitee_id=called.by["skhdt"].id, answer="substitute", reason_kind="mission", now=NOW,
        substitute_name="Ông Lý Văn Ba", substitute_title="Trưởng phòng Tổng hợp", substitute_rank="other",
    )  # fmt: skip
    decide_absence(actor=chair, invitee_id=called.by["skhdt"].id, consent="granted", now=NOW)
    found = arrive(clerk, called.by["skhdt"], attendee="substitute", attendee_name="ly van ba", attendee_rank="deputy")
    assert (found.attendee_name, found.attendee_title, found.attendee_rank) == (
        "Ông Lý Văn Ba", "Trưởng phòng Tổng hợp", "other",
    )  # fmt: skip
    assert last_code(called.meeting) == "substitute_consented"
    arrive(clerk, called.by["skhdt"], presence="unknown")
    arrive(clerk, called.by["skhdt"], attendee="substitute", attendee_name="Người Khác", attendee_rank="other")
    assert last_code(called.meeting) == "wrong_composition"


def test_nobody_stands_in_for_two_at_the_door(called, clerk):
    said = {"attendee": "substitute", "attendee_name": "Ông Lý Văn Ba", "attendee_rank": "other"}
    arrive(clerk, called.by["skhdt"], **said)
    with pytest.raises(BadInput) as refused:
        arrive(clerk, called.by["stc"], **{**said, "attendee_name": "ly van ba"})
    assert refused.value.code == "substitutes_already"
    arrive(clerk, called.by["skhdt"], presence="unknown")
    assert arrive(clerk, called.by["stc"], **said).attendee_name == "Ông Lý Văn Ba"


def test_a_refused_deputy_who_chairs_the_venue_all_the_same_breaks_the_regime(
    called, district, specialist, chair, heads
):
    answer_invitation(
        actor=specialist, invitee_id=called.by["hondat"].id, answer="substitute", reason_kind="mission", now=NOW,
        substitute_post_id=heads.deputy["hondat"].id,
    )  # fmt: skip
    decide_absence(actor=chair, invitee_id=called.by["hondat"].id, consent="refused", now=NOW)
    arrive(district, called.by["hondat"], how="venue", mode="online", attendee="substitute")
    assert last_code(called.meeting) == "substitute_unconsented"


MIDNIGHT = dt.datetime(2021, 1, 22, tzinfo=STARTS.tzinfo)


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        (NOW, False),
        (MIDNIGHT - dt.timedelta(seconds=1), False),
        (MIDNIGHT, True),
        (MIDNIGHT + dt.timedelta(hours=24, seconds=-1), True),
        (MIDNIGHT + dt.timedelta(hours=24), False),
    ],
)
def test_it_is_the_day_of_the_meeting_by_every_way_in(called, clerk, district, office_leader, lead_focal, at, open_):
    secret = renew_door_code(actor=office_leader, meeting_id=called.meeting.id, now=NOW).door_secret
    for actor, unit, said in (
        (clerk, "stc", {}),
        (lead_focal, "skhdt", {"how": "qr", "door_secret": secret}),
        (district, "hondat", {"how": "venue", "mode": "online"}),
    ):
        if open_:
            assert arrive(actor, called.by[unit], now=at, **said).presence == "present"
            continue
        with pytest.raises(Conflict) as refused:
            arrive(actor, called.by[unit], now=at, **said)
        assert refused.value.code == "not_the_day"
        assert "ngày họp (22/01/2021)" in refused.value.message
    Meeting.objects.filter(id=called.meeting.id).update(state="running")
    assert arrive(clerk, called.by["syt"], now=at).presence == "present", "while it runs, on any day"


def test_a_meeting_of_two_days_says_both(called, clerk):
    Meeting.objects.filter(id=called.meeting.id).update(ends_at=MIDNIGHT + dt.timedelta(days=2))
    with pytest.raises(Conflict) as refused:
        arrive(clerk, called.by["skhdt"], now=NOW)
    assert "ngày họp (22/01/2021 – 23/01/2021)" in refused.value.message
    assert arrive(clerk, called.by["skhdt"], now=MIDNIGHT + dt.timedelta(hours=47)).presence == "present"
