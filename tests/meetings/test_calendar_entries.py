"""Which e-mail stands for whom in a meeting's calendar file."""

from __future__ import annotations

import vobject
from tests.conftest import NOW

from dondoc.accounts.models import User
from dondoc.meetings.calendar_entries import calendar_of
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.organizations.models import Tenure


def people_of(user, meeting):
    found = vobject.readOne(calendar_of(user, meeting.id, lambda one: f"https://vp.example/hop/{one.id}/").decode())
    return found.vevent.organizer.value, {one.params["CN"][0]: one for one in found.vevent.attendee_list}


def test_mail_goes_to_the_holder_of_the_post_or_to_the_account_of_that_name(called, specialist, lead_head):
    User.objects.filter(id=specialist.id).update(email="vanphong@tinh.example")
    Tenure.objects.filter(person_name="Bùi Ích").update(email="bich@syt.example")
    User.objects.filter(id=lead_head.id).update(email="sokh@tinh.example", full_name="Đ/c Đỗ Em")
    organizer, people = people_of(specialist, called.meeting)
    assert organizer == "mailto:vanphong@tinh.example"
    assert people["Giám đốc Sở Y tế"].value == "mailto:bich@syt.example"
    assert people["Giám đốc Sở Kế hoạch và Đầu tư"].value == "mailto:sokh@tinh.example"
    assert people["Chủ tịch UBND huyện Hòn Đất"].value == f"urn:x-dondoc:moi-{called.by['hondat'].id}"
    _, own = people_of(lead_head, called.meeting)
    assert set(own) == {"Giám đốc Sở Kế hoạch và Đầu tư"}


def test_who_comes_instead_is_named_until_the_chair_refuses(called, specialist, lead_head, heads, chair):
    invitee = called.by["skhdt"]
    answer_invitation(
        actor=lead_head, invitee_id=invitee.id, answer="substitute", reason_kind="meeting",
        substitute_post_id=heads.deputy["skhdt"].id, now=NOW,
    )  # fmt: skip
    _, people = people_of(specialist, called.meeting)
    assert people["Cao Văn Khoa"].params["DELEGATED-FROM"] == [f"urn:x-dondoc:moi-{invitee.id}"]
    decide_absence(actor=chair, invitee_id=invitee.id, consent="refused", note="", now=NOW)
    _, people = people_of(specialist, called.meeting)
    assert "Cao Văn Khoa" not in people
    asked = people["Giám đốc Sở Kế hoạch và Đầu tư"].params
    assert (asked["PARTSTAT"], asked["RSVP"]) == (["NEEDS-ACTION"], ["TRUE"])
