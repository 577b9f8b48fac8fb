"""Tổng quan: what each person sees, that figures open their rows, another day, what cannot be understood."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.conftest import NOW
from tests.reviews.conftest import give  # noqa: F401 - a fixture
from tests.web.conftest import Enter

from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.commands.report_completion import report_completion
from dondoc.directives.commands.withdraw import withdraw

FIGURE = re.compile(r'<a class="figure[^"]*" href="(/nhiem-vu/\?[^"]*)">(.*?)</a>')
TAGS = re.compile(r"<span class=\"visually-hidden\">.*?</span>|<[^>]+>")


@pytest.fixture(autouse=True)
def _today(province: Any, time_machine_at: Any) -> None:
    """The stories' today is 18/01/2021."""


@pytest.fixture
def time_machine_at() -> Any:
    import time_machine

    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def some(give, province, lead_focal, office_leader):  # noqa: F811
    """Six assignments of three units: overdue, due soon, in time, undated, done, and one that was withdrawn."""
    give("skhdt", due=-5, field="kinh-te", coordinates=("stc",))
    give("syt", due=2, origin="central", field="van-xa")
    give("skhdt", due=30)
    give("stc")
    done = give("skhdt", due=4, given=10)[0]
    acknowledge(actor=lead_focal, assignment_id=done.id, now=NOW)
    report_completion(actor=lead_focal, assignment_id=done.id, note="xong", result_document="15/BC", now=NOW)
    from dondoc.directives.commands.accept_completion import accept_completion

    accept_completion(actor=office_leader, assignment_id=done.id, now=NOW)
    gone = give("stc", due=-5)[0]
    withdraw(actor=office_leader, assignment_id=gone.id, now=NOW, reason="giao nhầm")


def figures_of(body: str) -> list[tuple[str, int]]:
    """Address and number of every figure of a page."""
    found = []
    for url, text in FIGURE.findall(body):
        number = TAGS.sub("", re.sub(r'<span class="figure-of">.*?</span>', "", text))
        found.append((unescape(url), int(number.replace(".", ""))))
    return found


def listed(client: Client, url: str) -> int:
    """How many rows the list at an address has."""
    body = client.get(url).content.decode()
    return len(re.findall(r'<span class="clamp">', body))


def test_the_page_says_how_all_stands(enter, some, chair):
    body = enter(chair).get("/tong-quan/").content.decode()
    assert "Toàn bộ Kiên Giang" in body
    text = unescape(TAGS.sub("", body))
    assert re.search(r"2/6\s+33 %", text)  # overdue
    assert re.search(r"Hoàn thành\s+1/6\s+\(17 %\)", text)
    assert (
        'aria-label="Quá hạn 2/6; Sắp đến hạn 1/6; Trong hạn 1/6; Không thời hạn 1/6; Hoàn thành đúng hạn 1/6"' in body
    )
    assert "quá 5 ngày" in body


@pytest.mark.parametrize("address", ["/tong-quan/", "/tong-quan/?on=17/01/2021", "/tong-quan/?on=2021-01-13&role=lead"])
@pytest.mark.parametrize("who", ["chair", "lead_focal", "specialist"])
def test_every_figure_opens_exactly_the_rows_it_counts(enter, some, request, address, who):
    client = enter(request.getfixturevalue(who))
    found = {
        figure
        for fragment in ("", "so-sanh/", "cap-nhat/", "xu-huong/")
        for figure in figures_of(client.get(address.replace("/tong-quan/", f"/tong-quan/{fragment}")).content.decode())
    }
    assert len(found) > 12
    assert {(url, listed(client, url)) for url, _ in found} == found


def test_units_stand_worst_first(enter, some, chair):
    body = enter(chair).get("/tong-quan/").content.decode()
    table = body[body.index('id="units"') :]
    names = re.findall(r'class="of-name"><span><a [^>]*>(.*?)</a>', table)
    assert names == ["Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Sở Y tế"]


def test_many_units_are_cut_and_shown_when_asked(enter, give, chair, province, monkeypatch):  # noqa: F811
    give("skhdt", "stc", "syt", "bdbp", due=1)
    monkeypatch.setattr("dondoc.web.screens.overview.views.MOST_UNITS", 2)
    client = enter(chair)
    body = client.get("/tong-quan/").content.decode()
    assert body.count('class="of-name"') == 2 + 1 + 1
    assert "Xem cả 4 đơn vị" in body
    assert client.get("/tong-quan/?units=all").content.decode().count('class="of-name"') == 4 + 1 + 1


def test_a_person_of_one_unit_sees_it_and_no_table_of_units(enter, some, lead_focal):
    body = enter(lead_focal).get("/tong-quan/").content.decode()
    assert "Sở Kế hoạch và Đầu tư" in body
    assert 'id="units"' not in body
    assert "Sở Y tế" not in body


def test_a_specialist_sees_their_fields_and_what_is_in_none(enter, some, specialist):
    body = enter(specialist).get("/tong-quan/").content.decode()
    assert "Lĩnh vực bạn theo dõi: Kinh tế tổng hợp" in body
    assert "Văn hoá – xã hội" not in body
    assert "Sở Y tế" not in body


@pytest.mark.parametrize(
    "address", ["/tong-quan/", "/tong-quan/so-sanh/", "/tong-quan/cap-nhat/", "/tong-quan/xu-huong/"]
)
def test_the_administrator_has_no_such_page(enter, administrator, address):
    assert enter(administrator).get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/tong-quan/", "/tong-quan/so-sanh/", "/tong-quan/cap-nhat/", "/tong-quan/xu-huong/"]
)
def test_nobody_sees_it_without_signing_in(client, address, db):
    assert client.get(address).status_code == 302


def test_another_province_has_its_own(enter, some, outsider):
    body = enter(outsider).get("/tong-quan/").content.decode()
    assert "Chưa có phần việc nào" in body
    assert "Sở" not in body


def test_nothing_given_is_said(enter, chair):
    client = enter(chair)
    body = client.get("/tong-quan/").content.decode()
    assert "Chưa có phần việc nào" in body
    assert "Không có phần việc nào được giao" in client.get("/tong-quan/xu-huong/").content.decode()
    assert client.get("/tong-quan/so-sanh/").status_code == 200


def test_a_past_day_is_marked_and_keeps_its_links(enter, some, chair):
    body = enter(chair).get("/tong-quan/?on=17/01/2021").content.decode()
    assert "số liệu của ngày 17/01/2021" in body
    assert "Về hôm nay" in body
    assert 'href="/tong-quan/?on=2021-01-16"' in body
    assert 'href="/tong-quan/"' in body
    assert all("on=2021-01-17" in url for url, _ in figures_of(body))
    assert "Đây là số liệu" not in enter(chair).get("/tong-quan/?on=18/01/2021").content.decode()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/02/2021", "Ngày 31/02/2021 không có trong lịch."),
        ("hôm qua", "Xin viết ngày theo dạng"),
        ("19/01/2021", "Ngày 19/01/2021 chưa tới."),
        ("01/01/0001", "Không có số liệu của ngày 01/01/0001."),
    ],
)
def test_a_day_that_cannot_be_shown_is_told_and_today_is_shown(enter, some, chair, written, said):
    response = enter(chair).get("/tong-quan/", {"on": written})
    assert response.status_code == 200
    body = response.content.decode()
    assert said in body
    assert "Dưới đây là số liệu hôm nay, 18/01/2021." in body


@pytest.mark.parametrize(
    ("today", "labels"),
    [
        (dt.date(2021, 1, 18), ["Hôm nay", "Hết năm 2020"]),
        (dt.date(2021, 5, 2), ["Hôm nay", "Hết tháng 04/2021", "Hết quý I/2021", "Hết năm 2020"]),
        (dt.date(2021, 7, 1), ["Hôm nay", "Hết quý II/2021", "Hết năm 2020"]),
    ],
)
def test_the_days_people_often_ask_for(today, labels):
    from dondoc.directives.listing import Moment
    from dondoc.web.screens.overview.question import Question

    picks = Question(Moment(on=today, today=today), "").picks
    assert [pick.label for pick in picks] == labels
    assert [pick.is_current for pick in picks] == [True] + [False] * (len(labels) - 1)
    assert picks[-1].day == dt.date(2020, 12, 31)


def test_the_change_is_from_thirty_days_before(enter, give, chair):  # noqa: F811
    give("skhdt", due=-1, given=40)
    give("stc", due=-1, given=3)
    body = enter(chair).get("/tong-quan/so-sanh/").content.decode()
    overdue = re.search(r'id="change-overdue".*?</span>\s*</span>|id="change-overdue".*', body)
    assert overdue
    assert "+2" in overdue.group()
    assert "on=2020-12-19" in overdue.group()
    in_time = re.search(r'id="change-open_in_time".*', body)
    assert in_time
    assert "−1" in in_time.group()


def test_the_months_are_data_and_a_table_alike(enter, some, chair):
    client = enter(chair)
    body = client.get("/tong-quan/xu-huong/", headers={"HX-Request": "true"}).content.decode()
    assert '<script id="months-data" type="application/json">' in body
    assert body.count("<tr><th scope") == 12 + 1
    assert "Tháng cuối tính đến ngày 18/01/2021." in body
    assert "<main" not in body
    page = client.get("/tong-quan/xu-huong/").content.decode()
    assert "<main" in page
    assert page.count("<tr><th scope") == 12 + 1
    assert figures_of(page) == figures_of(body)


def test_odd_parameters_are_harmless(enter, some, chair):
    client = enter(chair)
    for query in ("role=boss", "role=lead&role=coordinate", "units=1", "on=", "on=%00", "on=2021-01-17&on=2021-01-16"):
        assert client.get(f"/tong-quan/?{query}").status_code == 200


def test_text_of_people_is_escaped(enter, give, chair, province):  # noqa: F811
    from dondoc.organizations.models import Unit

    Unit.objects.filter(id=province.units["skhdt"].id).update(name='Sở <b>"Đậm"</b>')
    Unit.objects.filter(id=province.units["stc"].id).update(code="a&b=c d")
    province.jurisdiction.organization_version += 1
    province.jurisdiction.save()
    give("skhdt", "stc", due=-1)
    client = enter(chair)
    body = client.get("/tong-quan/").content.decode()
    assert "<b>" not in body
    assert "Sở &lt;b&gt;" in body
    for url, number in figures_of(body):
        assert listed(client, url) == number


def test_today_asks_few_questions(enter, some, chair, django_assert_max_num_queries):
    client = enter(chair)
    client.get("/tong-quan/")
    with django_assert_max_num_queries(9):
        client.get("/tong-quan/")


def test_figures_against_the_original_deadlines_open_their_own_rows(
    enter: Enter,
    give: Any,  # noqa: F811
    office_leader: Any,
) -> None:
    from dondoc.directives.commands.set_deadline import set_deadline

    late = give("skhdt", due=-3)[0]
    later = NOW.date() + dt.timedelta(days=30)
    set_deadline(actor=office_leader, assignment_id=late.id, due_on=later, reason="Gia hạn.", now=NOW)
    client = enter(office_leader)
    for query, overdue in (("", 0), ("?deadline=original", 1)):
        figures = [
            (url, number)
            for url, number in figures_of(client.get(f"/tong-quan/{query}").content.decode())
            if "timeliness=overdue" in url
        ]
        assert max((number for _, number in figures), default=0) == overdue
        for url, number in figures:
            assert ("deadline=original" in url) == bool(query)
            assert listed(client, url) == number
    assert "thời hạn ban đầu" in client.get("/nhiem-vu/?deadline=original").content.decode()
