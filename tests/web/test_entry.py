"""Signing in, signing out, the lock after wrong passwords, the language."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client: Client, username: str, password: str, **more: Any) -> Any:
    return client.post(reverse("web:sign_in"), {"username": username, "password": password, **more})


def test_page_asks_for_sign_in_and_returns_there(client: Client, specialist: Any) -> None:
    refused = client.get("/?ngay=1")
    assert refused.status_code == 302
    assert refused["Location"] == "/dang-nhap/?next=/%3Fngay%3D1"
    entered = sign_in(client, "chuyenvien", PASSWORD, next="/?ngay=1")
    assert entered["Location"] == "/?ngay=1"
    assert specialist.full_name in client.get("/").content.decode()


def test_name_is_the_same_in_any_case(client: Client, specialist: Any) -> None:
    assert sign_in(client, " ChuyenVien ", PASSWORD).status_code == 302


def test_next_never_leads_to_another_site(client: Client, specialist: Any) -> None:
    entered = sign_in(client, "chuyenvien", PASSWORD, next="https://example.org/")
    assert entered["Location"] == "/"


def test_wrong_password_is_told_in_vietnamese(client: Client, specialist: Any) -> None:
    page = sign_in(client, "chuyenvien", "sai")
    assert page.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page.content.decode()
    assert "Xin nhập mật khẩu." in sign_in(client, "chuyenvien", "").content.decode()


def test_inactive_person_cannot_sign_in(client: Client, specialist: Any) -> None:
    specialist.is_active = False
    specialist.save()
    page = sign_in(client, "chuyenvien", PASSWORD)
    assert "mật khẩu không đúng" in page.content.decode()


def test_five_wrong_passwords_lock_the_name_and_say_for_how_long(client: Client, specialist: Any) -> None:
    answers = [
        sign_in(client, name, "sai") for name in ("chuyenvien", "CHUYENVIEN", "chuyenvien", "Chuyenvien", "chuyenvien")
    ]
    assert answers[-1].status_code == 429
    assert "đợi 15 phút" in answers[-1].content.decode()
    locked = sign_in(client, "chuyenvien", PASSWORD)
    assert locked.status_code == 429
    assert "Tạm khoá đăng nhập" in locked.content.decode()


def test_lock_of_one_name_leaves_others_alone(client: Client, specialist: Any, clerk: Any) -> None:
    for _ in range(6):
        sign_in(client, "chuyenvien", "sai")
    assert sign_in(client, "vanthu", PASSWORD).status_code == 302


def test_signing_out_ends_the_session(client: Client, specialist: Any) -> None:
    client.force_login(specialist)
    assert client.get(reverse("web:sign_out")).status_code == 405
    left = client.post(reverse("web:sign_out"), follow=True)
    assert "Bạn đã đăng xuất." in left.content.decode()
    assert client.get("/").status_code == 302


def test_fragment_after_the_session_ended_moves_the_whole_page(client: Client, specialist: Any) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/nhiem-vu/?trang=2"}
    refused = client.get("/", headers=headers)
    assert refused.status_code == 401
    assert refused["HX-Redirect"] == "/dang-nhap/?next=%2Fnhiem-vu%2F%3Ftrang%3D2"


def test_vietnamese_whatever_the_browser_prefers(client: Client, specialist: Any) -> None:
    page = client.get(reverse("web:sign_in"), headers={"Accept-Language": "en-US,en;q=0.9"})
    assert page["Content-Language"] == "vi"
    assert '<html lang="vi"' in page.content.decode()
    assert "Mật khẩu" in page.content.decode()


def test_english_when_chosen_and_back(client: Client, specialist: Any) -> None:
    chosen = client.post(reverse("web:set_language"), {"language": "en", "next": "/dang-nhap/"})
    assert chosen["Location"] == "/dang-nhap/"
    page = client.get(reverse("web:sign_in"))
    assert '<html lang="en"' in page.content.decode()
    assert "Password" in page.content.decode()
    client.post(reverse("web:set_language"), {"language": "vi", "next": "/dang-nhap/"})
    assert "Mật khẩu" in client.get(reverse("web:sign_in")).content.decode()


@pytest.mark.parametrize("next_", ["https://example.org/", "//example.org", ""])
def test_language_switch_stays_on_this_site(client: Client, next_: str, db: None) -> None:
    assert client.post(reverse("web:set_language"), {"language": "en", "next": next_})["Location"] == "/"


def test_unknown_language_changes_nothing(client: Client, db: None) -> None:
    answer = client.post(reverse("web:set_language"), {"language": "xx", "next": "/dang-nhap/"})
    assert "django_language" not in answer.cookies


def test_health_needs_no_sign_in(client: Client, db: None) -> None:
    assert client.get(reverse("web:health")).content == b"ok\n"


def test_example_province_shows_its_own_day(client: Client, specialist: Any, province: Any, monkeypatch: Any) -> None:
    import time_machine

    client.force_login(specialist)
    with time_machine.travel(dt.datetime(2026, 5, 4, 3, 0, tzinfo=dt.UTC), tick=False):
        assert "Dữ liệu minh hoạ" not in client.get("/").content.decode()
        province.jurisdiction.is_example = True
        province.jurisdiction.clock_offset_days = (dt.date(2021, 1, 18) - dt.date(2026, 5, 4)).days
        province.jurisdiction.save()
        assert "Dữ liệu minh hoạ – hôm nay là 18/01/2021" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/don-doc/quy-tac/", "/nhiem-vu/"),
        ("/theo-doi/phan-viec/", "/nhiem-vu/"),
        ("/chuyen-de/", "/nhiem-vu/"),
        ("/bang-theo-doi/", "/nhiem-vu/"),
        ("/theo-doi/lich-lam-viec/", "/nhiem-vu/"),
        ("/trung-uong/", "/trung-uong/"),
    ],
)
def test_navigation_shows_where_a_page_belongs(client: Client, office_leader: Any, address: str, place: str) -> None:
    client.force_login(office_leader)
    body = client.get(address).content.decode()
    assert re.findall(r'<a href="([^"]+)" data-key="." aria-current="page">', body) == [place]


def test_navigation_shows_the_administrator_the_calendar(client: Client, administrator: Any) -> None:
    client.force_login(administrator)
    body = client.get("/theo-doi/lich-lam-viec/").content.decode()
    assert re.findall(r'<a href="([^"]+)" data-key="." aria-current="page">', body) == ["/theo-doi/lich-lam-viec/"]
