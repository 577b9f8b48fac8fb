"""Bàn làm việc: what waits for each person, with links that list exactly what is counted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.directives import story

from dondoc.directives.models import Assignment, DraftReading
from dondoc.foundation.clock import local_day

Desk = Callable[[Any], str]


@pytest.fixture
def desk(province: Any) -> Desk:
    """The desk of a person, on 18/01/2021."""
    province.jurisdiction.is_example = True
    province.jurisdiction.clock_offset_days = (dt.date(2021, 1, 18) - local_day(timezone.now())).days
    province.jurisdiction.save()

    def body(user: Any) -> str:
        client = Client()
        client.force_login(user)
        answer = client.get("/")
        assert answer.status_code == 200
        return str(answer.content.decode())

    return body


def sections(body: str) -> dict[str, str]:
    """The parts of a desk by their headings."""
    found = re.findall(r'<h2 id="phan-\d+">(.*?)</h2>(.*?)</section>', body, re.DOTALL)
    return {re.sub(r"<.*?>", "", title).strip(): rest for title, rest in found}


@pytest.fixture
def work(province: Any, office_leader: Any, lead_focal: Any) -> dict[str, Assignment]:
    """Of Sở Kế hoạch và Đầu tư: one to acknowledge that is late, one due soon, one reported, one returned, one done."""

    def one(text: str, due_on: dt.date, state: str) -> Assignment:
        directive = story.give(office_leader, province, text=text, due_on=due_on, coordinates=())
        subject = story.assignment(directive, province.units["skhdt"])
        return story.bring_to(state, subject, unit=lead_focal, office=office_leader, now=story.at("2021-01-14"))

    return {
        "late": one("Việc trễ", dt.date(2021, 1, 12), "assigned"),
        "soon": one("Việc sắp đến hạn", dt.date(2021, 1, 20), "in_progress"),
        "reported": one("Việc đã báo cáo", dt.date(2021, 2, 20), "reported"),
        "returned": one("Việc bị trả lại", dt.date(2021, 2, 20), "returned"),
        "done": one("Việc đã xong", dt.date(2021, 2, 20), "accepted"),
    }


def test_a_units_person_sees_what_waits_for_them(desk: Desk, work: dict[str, Assignment], lead_focal: Any) -> None:
    found = sections(desk(lead_focal))
    assert list(found) == ["Cần tiếp nhận 1", "Bị trả lại 1", "Quá hạn 1", "Sắp đến hạn 1", "Đang thực hiện 1"]
    waiting = ("Việc trễ", "Việc bị trả lại", "Việc trễ", "Việc sắp đến hạn", "Việc sắp đến hạn")
    for title, text in zip(found, waiting, strict=True):
        assert text in found[title]


def test_acknowledging_from_the_desk_is_one_click_and_comes_back(
    desk: Desk, work: dict[str, Assignment], lead_focal: Any
) -> None:
    body = desk(lead_focal)
    assert f'action="/nhiem-vu/phan-viec/{work["late"].id}/acknowledge/"' in body
    client = Client()
    client.force_login(lead_focal)
    answer = client.post(f"/nhiem-vu/phan-viec/{work['late'].id}/acknowledge/", {"next": "desk"}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Không còn nhiệm vụ nào chờ tiếp nhận." in answer.content.decode()


def test_the_office_decides_reports_and_sees_who_is_late(
    desk: Desk, work: dict[str, Assignment], specialist: Any
) -> None:
    found = sections(desk(specialist))
    assert "Việc đã báo cáo" in found["Báo cáo chờ xem xét 1"]
    assert 'href="/nhiem-vu/?unit=skhdt&amp;timeliness=overdue"' in found["Quá hạn theo đơn vị 1"]
    assert "Không có bản đọc nào đang chờ." in found["Bản đọc chờ xác nhận"]


def test_a_specialist_sees_their_fields_only(desk: Desk, province: Any, office_leader: Any, specialist: Any) -> None:
    directive = story.give(office_leader, province, field="van-xa", due_on=dt.date(2021, 1, 12))
    assert directive
    assert "Quá hạn theo đơn vị" in sections(desk(specialist))
    assert "Quá hạn theo đơn vị 2" in sections(desk(office_leader))


def test_an_awaited_event_is_recorded_from_the_desk(desk: Desk, province: Any, office_leader: Any) -> None:
    directive = story.give(
        office_leader, province, due_on=None, deadline_kind="event", event_name="Nghị quyết của HĐND tỉnh"
    )
    part = sections(desk(office_leader))["Sự kiện chờ ghi nhận 1"]
    assert "Nghị quyết của HĐND tỉnh" in part
    assert "1 nhiệm vụ đang chờ" in part
    assert f'action="/theo-doi/su-kien/{directive.event_id}/"' in part


def test_the_chairs_figures_open_what_they_count(desk: Desk, work: dict[str, Assignment], chair: Any) -> None:
    found = sections(desk(chair))
    assert list(found) == ["Hôm nay", "Trễ lâu nhất 1", "Vừa hoàn thành"]
    assert "Việc đã xong" in found["Vừa hoàn thành"]
    client = Client()
    client.force_login(chair)
    lines = re.findall(
        r'<a class="figure[^"]*" href="([^"]+)">.*?</span>(\d+)<span class="figure-of">/(\d+)</span>', found["Hôm nay"]
    )
    assert [(int(n), int(d)) for _url, n, d in lines] == [(1, 5), (1, 5), (3, 5), (0, 5), (1, 5), (0, 5)]
    for url, counted, _population in lines:
        body = client.get(url.replace("&amp;", "&")).content.decode()
        assert len(re.findall(r'<td class="is-main">', body)) == int(counted), url


def test_the_observer_sees_figures_and_the_late_list_without_buttons(
    desk: Desk, work: dict[str, Assignment], observer: Any
) -> None:
    body = desk(observer)
    assert list(sections(body)) == ["Hôm nay", "Đang quá hạn 1"]
    assert "phan-viec/" not in body


def test_the_clerk_sees_readings_and_documents(desk: Desk, province: Any, clerk: Any) -> None:
    from dondoc.documents.models import Document

    document = Document.objects.create(
        jurisdiction_id=1, direction="issued", origin="province", type_name="Thông báo", number="13", symbol="TB-VP",
        subject="Kết luận <giao ban>", issued_on=dt.date(2021, 1, 7), text="x", source_sha256="0" * 64, search_text="13",
        created_at=story.at("2021-01-08"), created_by_id=clerk.pk,
    )  # fmt: skip
    DraftReading.objects.create(
        jurisdiction_id=1, document_id=document.id, created_at=story.at("2021-01-08"), created_by_id=clerk.pk
    )
    body = desk(clerk)
    found = sections(body)
    assert "Kết luận &lt;giao ban&gt;" in found["Bản đọc chờ xác nhận 1"]
    assert "13/TB-VP" in found["Văn bản mới nhất"]
    assert "Đọc văn bản" in body


def test_the_administrator_has_shortcuts_and_no_directives(
    desk: Desk, work: dict[str, Assignment], administrator: Any
) -> None:
    body = desk(administrator)
    assert list(sections(body)) == ["Quản trị"]
    assert "Việc trễ" not in body


def test_an_empty_desk_says_something_true(desk: Desk, lead_focal: Any, chair: Any, office_leader: Any) -> None:
    assert "Không có nhiệm vụ nào quá hạn." in desk(lead_focal)
    assert "Chưa có nhiệm vụ nào được giao." in desk(chair)
    assert "Mọi báo cáo đã được xem xét." in desk(office_leader)


def test_the_offices_own_work_is_on_its_desk(desk: Desk, province: Any, office_leader: Any, clerk: Any) -> None:
    story.give(office_leader, province, leads=("vp",), coordinates=())
    for person in (office_leader, clerk):
        assert "Văn phòng cần tiếp nhận 1" in sections(desk(person))
