"""Registers and their numbers by a program of the Office."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from tests.documents.register_world import arriving, notices, opened

from dondoc.documents.models import RegisterEntry
from dondoc.ledger.verify import verify

__all__ = ["arriving", "notices", "opened"]
NOTICE = {"kind": "Thông báo", "subject": "Kết luận của Chủ tịch UBND tỉnh", "signer": "Lê Thị Bình"}
LETTER = {
    "arrived_on": "2021-01-18", "author": "Bộ Tài chính", "document_code": "125/BTC-NSNN", "document_date": "2021-01-08",
    "subject": "V/v giải ngân vốn đầu tư công",
}  # fmt: skip


@pytest.fixture
def leader(as_user, office_leader):
    return as_user(office_leader)


@pytest.fixture
def counter(as_user, clerk):
    """The clerk's program."""
    return as_user(clerk)


def test_a_register_is_opened_changed_and_closed(leader, province):
    new = {"unit": "vp", "direction": "issued", "name": "Sổ thông báo", "kinds": ["Thông báo"], "agency_symbol": "VP"}
    made = leader.post("/registers", new)
    assert made.status_code == 201
    path = f"/registers/{made.json()['id']}"
    assert made.json() == leader.get(path).json() == leader.get("/registers").json()["items"][0]
    assert (made.json()["unit"], made.json()["last_number"], made.json()["latest_on"]) == ("vp", 0, None)
    changed = leader.patch(path, {"name": "Sổ thông báo, kết luận"}).json()
    assert (changed["name"], changed["kinds"], changed["closed_on"]) == ("Sổ thông báo, kết luận", ["Thông báo"], None)
    assert leader.patch(path, {"closed": True}).json()["closed_on"] == "2021-01-18"
    assert leader.post(path + "/numbers", NOTICE).status_code == 409
    assert verify().intact


def test_a_number_is_taken_corrected_and_voided(counter, notices):
    taken = counter.post(f"/registers/{notices.id}/numbers", NOTICE)
    assert (taken.status_code, taken.json()["code"], taken.json()["entered_on"]) == (201, "01/TB-VP", "2021-01-18")
    path = f"/register-entries/{taken.json()['id']}"
    changed = counter.patch(path, {"copies": 25, "handed_on": "2021-01-19", "note": None}).json()
    assert (changed["copies"], changed["signer"], changed["handed_on"]) == (25, "Lê Thị Bình", "2021-01-19")
    assert counter.patch(path, {"copies": None}).json()["copies"] is None
    voided = counter.post(path + "/void", {"reason": "Viết nhầm"}).json()
    assert (voided["state"], voided["reason"]) == ("voided", "Viết nhầm")
    assert counter.get(path).json() == voided
    assert counter.patch(path, {"note": "x"}).json()["code"] == "not_taken"
    assert counter.post(f"/registers/{notices.id}/numbers", NOTICE).json()["number"] == 2


def test_the_same_key_takes_one_number(counter, notices):
    path, key = f"/registers/{notices.id}/numbers", {"Idempotency-Key": "mot-so"}
    first = counter.post(path, NOTICE, headers=key)
    again = counter.post(path, NOTICE, headers=key)
    assert (again.status_code, again.json(), again["Idempotent-Replayed"]) == (201, first.json(), "true")
    other = counter.post(path, {**NOTICE, "subject": "Khác"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    assert RegisterEntry.objects.count() == 1


def test_kept_numbers_are_used_with_a_reason(leader, counter, notices):
    kept = leader.post(f"/registers/{notices.id}/reserve", {"count": 2, "reason": "Chờ ký"}).json()["items"]
    assert [(one["number"], one["state"]) for one in kept] == [(1, "reserved"), (2, "reserved")]
    path = f"/register-entries/{kept[1]['id']}/use"
    assert counter.post(path, {**NOTICE, "reason": "Ký hôm nay"}).status_code == 403
    assert leader.post(path, NOTICE).status_code == 422
    used = leader.post(path, {**NOTICE, "reason": "Ký hôm nay"}).json()
    assert (used["code"], used["state"]) == ("02/TB-VP", "taken")
    shown = leader.get("/registers").json()["items"][0]
    assert (shown["last_number"], shown["reserved"], shown["latest_on"]) == (2, 1, "2021-01-18")


def test_what_arrives_twice_names_the_first(counter, arriving):
    path = f"/registers/{arriving.id}/arrivals"
    first = counter.post(path, LETTER).json()
    assert (first["code"], first["author"], first["document_date"]) == ("01", "Bộ Tài chính", "2021-01-08")
    problem = counter.post(path, LETTER).json()
    assert (problem["status"], problem["code"], problem["entry_id"]) == (409, "duplicate_arrival", first["id"])
    assert counter.post(path, {**LETTER, "accept_duplicate": True}).json()["code"] == "02"


def test_the_lines_of_a_year_are_found_and_exported(counter, notices):
    for subject in ("Kết luận về giải ngân", "Kết luận về đất đai"):
        counter.post(f"/registers/{notices.id}/numbers", {**NOTICE, "subject": subject})
    path = f"/registers/{notices.id}/entries"
    assert [one["number"] for one in counter.get(path).json()["items"]] == [2, 1]
    assert counter.get(path + "?q=dat dai").json()["count"] == 1
    assert counter.get(path + "?year=2020").json()["count"] == 0
    assert counter.get(path + "?limit=1&offset=1").json()["items"][0]["number"] == 1
    assert counter.get(path + "?nam=2021").status_code == 422
    file = counter.get(f"/exports/registers/{notices.id}")
    sheet = load_workbook(io.BytesIO(file.content)).active
    assert [sheet.cell(row, 1).value for row in (5, 6)] == ["01/TB-VP", "02/TB-VP"]
    lines = counter.get(f"/exports/registers/{notices.id}?format=csv")
    assert b"".join(lines.streaming_content).decode("utf-8-sig").splitlines()[1].startswith("01/TB-VP,18/01/2021")


def test_others_have_no_registers(as_user, lead_focal, outsider, chair, notices):
    assert as_user(lead_focal).get("/registers").status_code == 403
    assert as_user(outsider).get(f"/registers/{notices.id}").status_code == 404
    assert as_user(chair).get(f"/registers/{notices.id}").status_code == 200
    assert as_user(chair).post(f"/registers/{notices.id}/numbers", NOTICE).status_code == 403


def test_the_same_key_is_the_same_after_a_correction_and_however_it_is_spaced(counter, notices):
    path, key = f"/registers/{notices.id}/numbers", {"Idempotency-Key": "cach-dong"}
    body = {**NOTICE, "subject": "Kết  luận\ncủa Chủ tịch"}
    first = counter.post(path, body, headers=key).json()
    counter.patch(f"/register-entries/{first['id']}", {"subject": "Kết luận"})
    again = counter.post(path, body, headers=key)
    assert (again.status_code, again.json()["id"], again["Idempotent-Replayed"]) == (201, first["id"], "true")


def test_the_file_speaks_the_persons_language_and_keeps_its_name(client, office_leader, notices, arriving):
    client.force_login(office_leader)
    client.cookies["django_language"] = "en"
    lines = client.get(f"/so-van-ban/{notices.id}/tep/?dang=csv")
    assert b"".join(lines.streaming_content).decode("utf-8-sig").startswith("Number and symbol,")
    arriving.name = "文 Sổ"
    arriving.save()
    header = client.get(f"/so-van-ban/{arriving.id}/tep/")["Content-Disposition"]
    assert header.startswith("attachment; filename*=utf-8''")


def test_a_closed_registers_numbers_can_still_be_used_and_voided(client, leader, office_leader, notices):
    (kept,) = leader.post(f"/registers/{notices.id}/reserve", {"count": 1, "reason": "Chờ ký"}).json()["items"]
    leader.patch(f"/registers/{notices.id}", {"closed": True})
    client.force_login(office_leader)
    page = client.get(f"/so-van-ban/{notices.id}/").content.decode()
    assert f"/so-van-ban/so/{kept['id']}/dung/" in page
    assert f"/so-van-ban/{notices.id}/lay-so/" not in page
    assert (
        leader.post(f"/register-entries/{kept['id']}/use", {**NOTICE, "reason": "Ký hôm nay"}).json()["reason"]
        == "Ký hôm nay"
    )


def test_the_box_for_a_duplicate_does_not_go_along_unseen(client, clerk, arriving):
    client.force_login(clerk)
    page = client.post(f"/so-van-ban/{arriving.id}/vao-so/", {"accept_duplicate": "on", "arrived_on": "31/02/2021"})
    assert page.status_code == 422
    assert 'type="hidden" name="accept_duplicate"' not in page.content.decode()


def test_what_arrived_is_corrected(counter, client, clerk, arriving, notices):
    entry = counter.post(f"/registers/{arriving.id}/arrivals", LETTER).json()
    path = f"/register-entries/{entry['id']}"
    changed = counter.patch(path, {"author": "Bộ Nội vụ", "document_date": None}).json()
    assert (changed["author"], changed["document_date"], changed["document_code"]) == (
        "Bộ Nội vụ",
        None,
        "125/BTC-NSNN",
    )
    taken = counter.post(f"/registers/{notices.id}/numbers", NOTICE).json()
    assert counter.patch(f"/register-entries/{taken['id']}", {"author": "Bộ Nội vụ"}).status_code == 422
    client.force_login(clerk)
    form = {"author": "Bộ Tài chính", "subject": "Giải ngân", "document_date": "08/01/2021"}
    assert client.post(f"/so-van-ban/so/{entry['id']}/sua/", form).status_code == 302
    shown = counter.get(path).json()
    assert (shown["author"], shown["document_date"], shown["document_code"]) == ("Bộ Tài chính", "2021-01-08", "")
