"""Calendar links: the page of one's own, and the file that a program reads without signing in."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from tests.directives import story

from dondoc.notifications.feed_models import FeedLink

pytestmark = pytest.mark.usefixtures("story_day")


def _made(client: Client, **sent: str) -> str:
    answer = client.post("/thong-bao/lich/", {"unit": "0", **sent})
    assert answer.status_code == 201
    found = re.search(r'<code id="secret">(.*?)</code>', answer.content.decode())
    assert found is not None
    return urlsplit(found[1]).path


def test_a_program_reads_by_the_link_without_signing_in(
    enter: Any, lead_focal: Any, office_leader: Any, province: Any
) -> None:
    story.give(office_leader, province)
    address = _made(enter(lead_focal))
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert b"DTSTART;VALUE=DATE:20210125" in answer.content
    assert address.removesuffix(".ics")[-43:] not in enter(lead_focal).get("/thong-bao/lich/").content.decode()


def test_what_a_program_has_already_is_not_sent_again(enter: Any, lead_focal: Any, province: Any) -> None:
    address = _made(enter(lead_focal))
    first = Client().get(address)
    by_etag = Client().get(address, headers={"If-None-Match": first["ETag"]})
    by_day = Client().get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (by_etag.status_code, by_day.status_code) == (304, 304)
    assert by_etag.content == b""


def test_a_renewed_and_a_revoked_link_open_nothing(enter: Any, lead_focal: Any) -> None:
    client = enter(lead_focal)
    old, new = _made(client), _made(client)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    page = client.post(f"/thong-bao/lich/{FeedLink.objects.get(revoked_at=None).id}/thu-hoi/", follow=True)
    assert "Đã thu hồi liên kết lịch." in page.content.decode()
    assert Client().get(new).status_code == 404


def test_a_units_calendar_is_offered_to_those_who_see_it(enter: Any, lead_focal: Any, province: Any) -> None:
    client, own, other = enter(lead_focal), province.units["skhdt"], province.units["vp"]
    page = client.get("/thong-bao/lich/").content.decode()
    assert f'value="{own.id}"' in page
    assert f'value="{other.id}"' not in page
    assert client.post("/thong-bao/lich/", {"unit": str(other.id)}).status_code == 422
    assert Client().get(_made(client, unit=str(own.id))).status_code == 200


def test_a_persons_part_stands_in_the_calendar(enter: Any, lead_focal: Any, office_leader: Any, province: Any) -> None:
    import datetime as dt

    from tests.conftest import NOW

    from dondoc.directives.choices import Lifecycle
    from dondoc.followup.models import Part

    task = story.give(office_leader, province)
    one = story.assignment(task, province.units["skhdt"])
    Part.objects.create(
        jurisdiction_id=1, assignment_id=one.id, unit_id=one.unit_id, user_id=lead_focal.pk, text="Tổng hợp số liệu",
        lifecycle=Lifecycle.ASSIGNED, given_on=NOW.date(), given_by_id=lead_focal.pk, giver_unit_id=one.unit_id,
        due_on=dt.date(2021, 1, 22),
        changed_at=NOW,
    )  # fmt: skip
    content = Client().get(_made(enter(lead_focal))).content.decode()
    assert "Hạn: Tổng hợp số liệu" in content
    assert "DTSTART;VALUE=DATE:20210122" in content
