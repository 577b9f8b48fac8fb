"""The pages after a meeting over HTTP: the sheet before it is drafted, what lacks, what is stale, work on any day."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.urls import reverse
from tests.conftest import NOW
from tests.documents.register_world import opened
from tests.meetings.held_world import held, issued, noticed, signing
from tests.meetings.meetings_world import called, heads, meeting, plan_of

from dondoc.drafting.models import OutgoingDraft
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.call_meeting import call_meeting
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.commands.plan_next import plan_next
from dondoc.meetings.models import Conclusion, Meeting

__all__ = ["called", "heads", "held", "meeting", "opened", "plan_of", "signing"]


@pytest.fixture(autouse=True)
def _story_day():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, user, name, *args, query=""):
    client.force_login(user)
    response = client.get(reverse(f"web:{name}", args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_sheet_shows_what_would_be_drafted_and_writes_nothing(client, held, signing, specialist):
    text = page(client, specialist, "meeting_draft", held.id, "thong-bao")
    assert "Thông báo" in text
    assert "- UBND các huyện, thành phố;" in text
    assert "phương án mua sắm" in text
    assert not OutgoingDraft.objects.exists()
    minutes = page(client, specialist, "meeting_draft", held.id, "bien-ban")
    assert "DIỄN BIẾN" in minutes


def test_what_lacks_leads_to_its_line(client, held, signing, specialist):
    line = add_conclusion(
        actor=specialist, meeting_id=held.id, depth=1, now=NOW, text="Giao Sở Thủy văn chủ trì lập kế hoạch điều tiết nước."
    )  # fmt: skip
    text = page(client, specialist, "meeting_draft", held.id, "thong-bao")
    assert "Không ghi thời hạn." in text
    assert "Sở Thủy văn" in text
    room = reverse("web:meeting_room", args=[held.id])
    assert f'href="{room}#line-{line.id}"' in text
    Conclusion.objects.all().delete()
    assert "Chưa ghi kết luận nào của người chủ trì." in page(client, specialist, "meeting_draft", held.id, "thong-bao")


def test_a_stale_draft_says_so_and_is_drafted_again(client, held, signing, specialist, chair, province):
    draft = draft_minutes(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)
    add_conclusion(actor=specialist, meeting_id=held.id, text="Thêm một việc.", now=NOW)
    assert "đã khác dự thảo ở 1 đoạn" in page(client, chair, "meeting_after", held.id)
    text = page(client, specialist, "meeting_after", held.id)
    assert "<ins>3. Thêm một việc.</ins>" in text
    address = reverse("web:meeting_draft_again", args=[held.id, "bien-ban"])
    client.force_login(chair)
    assert client.post(address, {"version": draft.version}).status_code == 403
    client.force_login(specialist)
    assert client.post(address, {"version": draft.version + 5}).status_code == 409
    assert client.post(address, {"version": draft.version}).status_code == 302
    assert "đã khác dự thảo" not in page(client, specialist, "meeting_after", held.id)


def test_every_number_of_the_work_opens_its_rows_of_the_same_day(
    client, held, signing, specialist, office_leader, clerk, province
):
    issued(noticed(held, specialist, province), signing, specialist, office_leader, clerk)
    for query in ("", "?on=2021-01-17"):
        text = page(client, office_leader, "meeting_standing", held.id, query=query)
        links = re.findall(r'<a class="figure[^"]*" href="([^"]+)">(?:<span[^>]*>[^<]*</span>)?(\d+)', text)
        assert bool(links) is not bool(query)  # the notice was issued on the 18th
        for url, shown in links:
            listed = client.get(url.replace("&amp;", "&")).content.decode()
            assert f"<strong>{shown}</strong> phần việc" in listed
    assert "Ngày 01/02/2021 chưa tới." in page(
        client, office_leader, "meeting_standing", held.id, query="?on=2021-02-01"
    )
    overview = page(client, office_leader, "meeting", held.id)
    assert reverse("web:meeting_standing", args=[held.id]) in overview


def test_the_next_meeting_opens_with_them_for_each_what_they_see(
    client, held, signing, specialist, office_leader, clerk, province, other_unit_focal
):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Kiểm điểm", kind="conference", rrule="FREQ=MONTHLY", now=NOW
    )  # fmt: skip
    Meeting.objects.filter(id=held.id).update(series_id=series.id)
    issued(noticed(held, specialist, province), signing, specialist, office_leader, clerk)
    coming = plan_next(actor=specialist, series_id=series.id, now=NOW).meeting
    call_meeting(actor=specialist, meeting_id=coming.id, short_notice_reason="Gấp.", now=NOW)
    office = page(client, specialist, "meeting", coming.id)
    assert "Kết luận cuộc họp trước, " in office
    assert "phần việc của đơn vị" not in office
    assert "Kết luận cuộc họp trước, " in page(client, specialist, "meeting_room", coming.id)
    own = page(client, other_unit_focal, "meeting", coming.id)
    assert "phần việc của đơn vị" in own
    (count,) = re.findall(r'<b><a class="figure[^"]*" href="[^"]+">(\d+)', own)[:1]
    assert count == "1"  # of four, the one that Sở Y tế leads
    assert reverse("web:meeting_standing", args=[coming.id]) not in own


def test_the_next_meeting_says_that_the_last_one_s_notice_is_not_issued(
    client, held, signing, specialist, office_leader, clerk, province
):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Kiểm điểm", kind="conference", rrule="FREQ=MONTHLY", now=NOW
    )  # fmt: skip
    Meeting.objects.filter(id=held.id).update(series_id=series.id)
    coming = plan_next(actor=specialist, series_id=series.id, now=NOW).meeting
    said = "Cuộc họp trước, 18/01/2021, chưa ban hành thông báo kết luận"
    for name in ("meeting", "meeting_room"):
        text = page(client, specialist, name, coming.id)
        assert said in text
        assert reverse("web:meeting_after", args=[held.id]) in text
    issued(noticed(held, specialist, province), signing, specialist, office_leader, clerk)
    for name in ("meeting", "meeting_room"):
        assert said not in page(client, specialist, name, coming.id)
    assert "phát hành 18/01/2021, trong ngày họp" in page(client, specialist, "meeting", held.id)


def test_an_ended_meeting_says_where_its_conclusions_are_changed(client, held, signing, specialist, province):
    room = page(client, specialist, "meeting_room", held.id)
    assert "Vẫn sửa được phát biểu, kết luận đến khi lập thông báo." in room
    assert "Mở lại cuộc họp" in room
    noticed(held, specialist, province)
    room = page(client, specialist, "meeting_room", held.id)
    assert "kết luận sửa tiếp ở dự thảo thông báo" in room
    assert "Mở lại cuộc họp" not in room
