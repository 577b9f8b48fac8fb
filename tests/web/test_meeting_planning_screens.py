"""The screens of planning over HTTP: a clash is told before it is saved, and each one anew."""

from __future__ import annotations

import re

import time_machine
from django.urls import reverse
from tests.conftest import NOW
from tests.meetings.meetings_world import STARTS, heads, meeting, plan_of

from dondoc.foundation.clock import LOCAL
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.models import Meeting

__all__ = ["heads", "meeting", "plan_of"]

_SEEN = re.compile(r'name="van-luu" value="([^"]*)"')


def test_saving_all_the_same_is_for_the_clashes_that_were_shown(client, meeting, specialist, province, heads, plan_of):
    room = keep_room(actor=specialist, name="Hội trường B", now=NOW)
    plan_meeting(
        actor=specialist, unit_id=province.units["ubnd"].id, now=NOW,
        plan=plan_of(title="Họp khác", room_id=room.id, chair_post_id=heads.deputy["skhdt"].id),
    )  # fmt: skip
    begins = STARTS.astimezone(LOCAL)
    typed = {
        "title": "Họp về giải ngân", "kind": "topic", "form": "in_room", "unit": province.units["ubnd"].id,
        "day": f"{begins:%d/%m/%Y}", "begins": f"{begins:%H:%M}", "ends": "23:00", "chair": heads.head["ubnd"].id,
        "place": "Phòng họp số 2",
    }  # fmt: skip
    address = reverse("web:meeting_new")
    made = Meeting.objects.filter(title=typed["title"])
    with time_machine.travel(NOW, tick=False):
        client.force_login(specialist)
        first = client.post(address, typed)
        (seen,) = _SEEN.findall(first.content.decode())
        assert (first.status_code, seen.count("room:")) == (422, 0)
        second = client.post(address, {**typed, "room": room.id, "place": "", "van-luu": seen})
        (both,) = _SEEN.findall(second.content.decode())
        assert (second.status_code, made.count()) == (422, 0)
        assert both.count("room:") == 1
        third = client.post(address, {**typed, "room": room.id, "place": "", "van-luu": both})
        assert (third.status_code, made.count()) == (302, 1)
