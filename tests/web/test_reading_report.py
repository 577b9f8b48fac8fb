"""The page of how right the reader was, its rows, and the answers to proposed names; why on the cards."""

from __future__ import annotations

import re

import pytest
from tests.directives.draft_world import *  # noqa: F403 - fixtures
from tests.directives.test_accept_name import chosen  # noqa: F401 - a fixture
from tests.directives.test_judgements import corrected

from dondoc.directives.models import DraftReading
from dondoc.organizations.models import Unit

REPORT = "/doc-van-ban/do-dung/"


@pytest.fixture
def _judged(draft, specialist, province, now):
    corrected(draft, specialist, province, now)


@pytest.fixture
def page(client):
    def get(user, address):
        client.force_login(user)
        return client.get(address)

    return get


@pytest.mark.usefixtures("_judged")
def test_every_number_opens_exactly_its_rows(page, specialist):
    html = page(specialist, REPORT).content.decode()
    found = re.findall(
        r'<a class="figure" href="([^"]+)">(?:<span class="visually-hidden">[^<]*</span>)?([0-9]+)', html
    )
    assert len(found) > 20
    for address, number in set(found):
        rows = page(specialist, address.replace("&amp;", "&")).content.decode()
        assert rows.count('<td class="is-main') == int(number), address


@pytest.mark.usefixtures("_judged")
def test_a_row_opens_its_sentence_in_the_document(page, specialist):
    html = page(specialist, f"{REPORT}dong/?judged_field=lead&verdict=wrong").content.decode()
    address = re.search(r'href="(/van-ban/\d+/\?cau=[0-9]+-[0-9]+)#t-cau"', html)
    text = page(specialist, address[1]).content.decode()
    assert text.count('id="t-cau"') == 1
    assert "is-sought" in text
    assert page(specialist, address[1].split("=")[0] + "=9-99999999").status_code == 200
    assert 'id="t-cau"' not in page(specialist, address[1].split("=")[0] + "=x").content.decode()


@pytest.mark.usefixtures("_judged")
def test_the_administrator_reads_sentences_and_is_not_led_to_documents(page, administrator):
    html = page(administrator, f"{REPORT}dong/?judged_field=lead&verdict=wrong").content.decode()
    assert "Bộ Chỉ huy Bộ đội Biên phòng" in html
    assert "/van-ban/" not in html


def test_nothing_judged_yet_is_said_so(page, clerk):
    assert "Chưa có gì để đối chiếu" in page(clerk, REPORT).content.decode()
    assert "Không có bản đọc nào được xác nhận" in page(clerk, f"{REPORT}?first=01/01/2020").content.decode()


def test_an_administrator_answers_and_others_only_read(client, page, chosen, administrator, clerk):  # noqa: F811
    first = chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
    chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
    button = f"/doc-van-ban/ten-goi/{first.id}/nhan/"
    assert button in page(administrator, REPORT).content.decode()
    seen = page(clerk, REPORT).content.decode()
    assert "Sở Kế hoạch tỉnh nhà" in seen
    assert button not in seen
    client.force_login(administrator)
    answer = client.post(button, follow=True).content.decode()
    assert "Đã nhận tên “Sở Kế hoạch tỉnh nhà”" in answer
    assert "Sở Kế hoạch tỉnh nhà" in Unit.objects.get(code="skhdt").aliases


class TestWhy:
    def card(self, page, user, draft, key):
        html = page(user, f"/doc-van-ban/{draft.id}/the/{key}/").content.decode()
        return re.sub(r"\s+", " ", html)

    def tip(self, html, name):
        return re.search(rf'id="why-{name}-d\d+">(.*?)</span></span>', html)[1]

    def test_each_field_says_by_which_rules(self, page, specialist, draft):
        html = self.card(page, specialist, draft, "d1")
        assert "Có động từ giao việc" in self.tip(html, "lead")
        assert "Thời hạn ghi ngày cụ thể" in self.tip(html, "deadline")
        assert "Có động từ giao việc" not in self.tip(html, "deadline")
        for name in ("act", "lead", "coordinate", "deadline"):
            assert f'aria-describedby="why-{name}-d1"' in html

    def test_what_a_person_changed_says_what_was_read(self, page, specialist, draft, province, now):
        from dondoc.directives.commands.edit_draft_item import edit_draft_item
        from dondoc.directives.drafts import Addressee, DraftDeadline

        edit_draft_item(
            actor=specialist, draft_id=draft.id, version=1, key="d1", deadline=DraftDeadline(kind="standing"),
            lead=[Addressee("Sở Y tế", (province.units["syt"].id,))], now=now,
        )  # fmt: skip
        html = self.card(page, specialist, draft, "d1")
        assert "bộ đọc ghi: Sở Kế hoạch và Đầu tư." in self.tip(html, "lead")
        assert "bộ đọc ghi: 25/01/2021." in self.tip(html, "deadline")
        assert "bộ đọc ghi" not in self.tip(html, "coordinate")

    def test_low_confidence_is_marked_until_somebody_looked(self, client, page, specialist, draft):
        assert "cần xem kỹ" not in self.card(page, specialist, draft, "d1")
        stored = DraftReading.objects.get(id=draft.id)
        stored.items[0]["confidence"] = 69
        stored.save()
        assert "cần xem kỹ" in self.card(page, specialist, draft, "d1")
        client.post(f"/doc-van-ban/{draft.id}/da-xem/d1/", {"version": "1", "reviewed": "1"})
        assert "cần xem kỹ" not in self.card(page, specialist, draft, "d1")


def test_only_the_most_frequent_names_are_shown_at_once(page, chosen, specialist, monkeypatch):  # noqa: F811
    from dondoc.web.screens.reading import names

    for number in range(3):
        for _ in range(2 + number):
            chosen(f"Cơ quan thứ {number}", "skhdt")
    everything = page(specialist, REPORT).content.decode()
    assert everything.count('class="name-what"') == 3
    assert "ít gặp hơn" not in everything
    monkeypatch.setattr(names, "_MOST", 2)
    html = page(specialist, REPORT).content.decode()
    assert html.count('class="name-what"') == 2
    assert "Cơ quan thứ 0" not in html
    assert "2+" in html
    assert "Còn những tên gọi ít gặp hơn" in html
