"""Liên thông as the clerk uses it: what came in is taken over, refused, let out of quarantine; what goes out is followed."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import NOW
from tests.documents.exchange import builders as b
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.test_accept_packet import WORDS
from tests.documents.test_receive_packet import notice, receive, said

from dondoc.directives.models import DraftReading
from dondoc.documents.exchange.codes import Status, Steering
from dondoc.documents.models import Document, IncomingPacket, OutgoingPacket

FILES = (b.Attachment("Thông báo 21.pdf", WORDS, "Toàn văn"),)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_directive_that_came_is_taken_over_into_its_reading(ours):
    row = receive(ours, notice(attachments=FILES))
    client = browser(ours.clerk)
    listed = words(client.get("/lien-thong/"))
    assert "21/TB-VP" in listed
    assert "Chờ xử lý" in listed
    page = words(client.get(f"/lien-thong/den/{row.id}/"))
    for part in ("Văn phòng UBND tỉnh", "Văn bản chỉ đạo", "25/01/2021", "Thông báo 21.pdf", "01 Đã đến", "Tiếp nhận"):
        assert part in page, part
    form = client.get(f"/lien-thong/den/{row.id}/tiep-nhan/")
    assert "màn hình đọc mở ra" in words(form)
    done = client.post(f"/lien-thong/den/{row.id}/tiep-nhan/", {"register_id": ours.register.id, "settled_by": "STC"})
    assert done.url == reverse("web:reading_draft", args=[DraftReading.objects.get().id])
    page = words(client.get(f"/lien-thong/den/{row.id}/"))
    assert "03 Đã tiếp nhận" in page
    assert "01, Sổ văn bản đến" in page
    done = client.post(f"/lien-thong/van-ban/{row.course_id}/trang-thai/", {"status": "04", "description": "Giao STC"})
    assert done.status_code == 302
    assert "04 Đã phân công" in words(client.get(f"/lien-thong/den/{row.id}/"))
    assert "Liên thông" in words(client.get(reverse("web:document", args=[Document.objects.get().id])))


def test_what_gives_no_task_leads_to_its_document(ours):
    row = receive(ours, notice(attachments=FILES, steering=Steering.NONE))
    done = browser(ours.clerk).post(f"/lien-thong/den/{row.id}/tiep-nhan/", {"register_id": ours.register.id})
    assert done.url == reverse("web:document", args=[Document.objects.get().id])


def test_what_is_here_already_is_asked_about_and_linked(ours, specialist):
    from dondoc.documents.commands.register_document import register_document
    from dondoc.documents.intake import Submission

    first = register_document(
        actor=specialist, submission=Submission(WORDS, "a.pdf"), direction="received", now=NOW
    ).document
    row = receive(ours, notice(attachments=FILES))
    client = browser(ours.clerk)
    asked = client.post(f"/lien-thong/den/{row.id}/tiep-nhan/", {"register_id": ours.register.id})
    assert asked.status_code == 422
    assert "Gắn gói tin với văn bản đã có" in words(asked)
    assert f'name="existing" value="{first.id}"' in asked.content.decode()
    given = {"register_id": ours.register.id, "duplicate": "link", "existing": first.id}
    assert client.post(f"/lien-thong/den/{row.id}/tiep-nhan/", given).status_code == 302
    assert IncomingPacket.objects.get(id=row.id).document_id == first.id


def test_a_document_is_refused_with_words(ours):
    row = receive(ours, notice())
    client = browser(ours.clerk)
    empty = client.post(f"/lien-thong/den/{row.id}/tu-choi/", {"reason": ""})
    assert empty.status_code == 422
    assert client.post(f"/lien-thong/den/{row.id}/tu-choi/", {"reason": "Nhầm nơi nhận"}).status_code == 302
    page = words(client.get(f"/lien-thong/den/{row.id}/"))
    assert "Đã từ chối" in page
    assert "Nhầm nơi nhận" in page


def test_quarantine_is_shown_with_its_sentence_and_emptied(ours):
    bad, other = receive(ours, b"x"), receive(ours, another())
    client = browser(ours.clerk)
    page = words(client.get("/lien-thong/cach-ly/"))
    assert "nội dung không phải XML" in page
    assert "Gói tin gửi cho cơ quan khác" in page
    stays = client.post(f"/lien-thong/den/{bad.id}/xu-ly-lai/", {"note": "Xem lại"})
    assert stays.status_code == 422
    assert "nội dung không phải XML" in words(stays)
    assert client.post(f"/lien-thong/den/{bad.id}/bo-qua/", {"reason": "Thư rác"}).status_code == 302
    assert client.post(f"/lien-thong/den/{other.id}/xu-ly-lai/", {"note": "Đúng là gửi mình"}).status_code == 302
    assert "Không có gói tin nào bị cách ly" in words(client.get("/lien-thong/cach-ly/"))


def another():
    from dondoc.documents.exchange import write_packet

    return write_packet(b.notice(), at=b.AT)


def test_files_are_saved_and_never_shown(ours):
    row = receive(ours, notice(attachments=FILES))
    client = browser(ours.clerk)
    raw = client.get(f"/lien-thong/den/{row.id}/tep/")
    assert b"".join(raw.streaming_content) == notice(attachments=FILES)
    attached = client.get(f"/lien-thong/den/{row.id}/dinh-kem/1/")
    assert (attached.content, attached["Content-Type"]) == (WORDS, "application/pdf")
    for answer in (raw, attached):
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Security-Policy"].startswith("sandbox")
    assert client.get(f"/lien-thong/den/{row.id}/dinh-kem/2/").status_code == 404
    assert client.get(f"/lien-thong/den/{receive(ours, b'x').id}/dinh-kem/1/").status_code == 404


def test_a_document_is_sent_and_followed_and_asked_back(ours, theirs, notice_out):
    client = browser(ours.clerk)
    page = client.get(reverse("web:document", args=[notice_out.id]))
    assert "Gửi liên thông" in words(page)
    form = client.get(f"/lien-thong/gui/{notice_out.id}/")
    assert "Văn phòng UBND tỉnh An Giang (H01.01)" in words(form)
    done = client.post(
        f"/lien-thong/gui/{notice_out.id}/", {"receivers": [ours.other.id], "steering": "2", "due_on": "25/01/2021"}
    )
    assert done.url == reverse("web:document", args=[notice_out.id])
    sent = OutgoingPacket.objects.get()
    assert (sent.steering, str(sent.due_on)) == (2, "2021-01-25")
    page = words(client.get(reverse("web:document", args=[notice_out.id])))
    assert "Văn phòng UBND tỉnh An Giang" in page
    assert "Chờ gửi" in page
    ours.round()
    theirs.round()
    ours.round()
    page = words(client.get(f"/lien-thong/di/{sent.id}/"))
    assert "Đã gửi" in page
    assert "01 Đã đến" in page
    done = client.post(
        f"/lien-thong/lay-lai/{notice_out.id}/", {"courses": [sent.course_id], "how": "status", "reason": "Gửi nhầm"}
    )
    assert done.status_code == 302
    assert "13 Yêu cầu lấy lại" in words(client.get(reverse("web:document", args=[notice_out.id])))


def test_who_asks_back_is_answered_and_the_document_is_flagged(ours):
    row = receive(ours, notice(attachments=FILES, steering=Steering.NONE))
    client = browser(ours.clerk)
    client.post(f"/lien-thong/den/{row.id}/tiep-nhan/", {"register_id": ours.register.id})
    about = b.Answered(b.OFFICE.code, "21/TB-VP", b.dt.date(2021, 1, 12))
    asked = receive(ours, said(Status.TAKE_BACK, about, "Gửi nhầm", sender=b.OFFICE))
    page = words(client.get(f"/lien-thong/den/{asked.id}/"))
    assert "yêu cầu lấy lại văn bản, chưa trả lời" in page
    form = words(client.get(f"/lien-thong/van-ban/{asked.course_id}/tra-loi/"))
    assert "nhiệm vụ đã giao không tự thay đổi" in form
    declined = client.post(f"/lien-thong/van-ban/{asked.course_id}/tra-loi/", {"answer": "decline"})
    assert (declined.status_code, "Hãy ghi lý do." in words(declined)) == (422, True)
    assert client.post(f"/lien-thong/van-ban/{asked.course_id}/tra-loi/", {"answer": "agree"}).status_code == 302
    document = Document.objects.get()
    page = words(client.get(reverse("web:document", args=[document.id])))
    assert "Bên gửi đã lấy lại văn bản này lúc 18/01/2021 08:00" in page
    assert "Lý do: Gửi nhầm" in page
    assert "Sửa thông tin" not in page


def test_what_could_not_be_sent_is_sent_again(ours, notice_out):
    (row,) = ours.send(notice_out)
    ours.round()  # the other body has no folder
    client = browser(ours.clerk)
    assert "chưa có trong thư mục trao đổi" in words(client.get("/lien-thong/di/"))
    assert "Gửi lại" in words(client.get(f"/lien-thong/di/{row.id}/"))
    assert client.post(f"/lien-thong/di/{row.id}/gui-lai/").status_code == 302
    assert "Chờ gửi" in words(client.get(f"/lien-thong/di/{row.id}/"))
    assert client.post(f"/lien-thong/di/{row.id}/gui-lai/").status_code == 409


def test_bodies_are_entered_and_changed(ours):
    client = browser(ours.clerk)
    assert "is_own" not in client.get("/lien-thong/co-quan/moi/").content.decode()
    wrong = client.post("/lien-thong/co-quan/moi/", {"code": "abc", "name": "Sở", "is_active": "on"})
    assert (wrong.status_code, "không đúng dạng" in words(wrong)) == (422, True)
    assert (
        client.post(
            "/lien-thong/co-quan/moi/", {"code": "000.00.13.H33", "name": "Sở Tài chính", "is_active": "on"}
        ).status_code
        == 302
    )
    page = words(client.get("/lien-thong/co-quan/"))
    assert "H33.13" in page
    assert "Cơ quan mình" in page
    assert client.get(f"/lien-thong/co-quan/{ours.other.id}/").status_code == 200
    changed = client.post(f"/lien-thong/co-quan/{ours.other.id}/", {"name": "UBND tỉnh An Giang"})
    assert changed.status_code == 302
    ours.other.refresh_from_db()
    assert (ours.other.name, ours.other.code, ours.other.is_active) == ("UBND tỉnh An Giang", "H01.01", False)


def test_a_specialist_sees_and_does_nothing_and_the_chair_sees_nothing(ours, specialist, chair):
    row = receive(ours, notice(attachments=FILES))
    looking = browser(specialist)
    page = looking.get(f"/lien-thong/den/{row.id}/")
    assert page.status_code == 200
    assert "Tiếp nhận và vào sổ" not in words(page)
    assert f"/lien-thong/den/{row.id}/tiep-nhan/" not in page.content.decode()
    assert looking.post(f"/lien-thong/den/{row.id}/tu-choi/", {"reason": "x"}).status_code == 403
    assert browser(chair).get("/lien-thong/").status_code == 404


def test_a_report_goes_to_who_gave_the_task(ours, theirs, province, lead_focal):
    from tests.directives.story import assignment, bring_to, item
    from tests.documents.exchange_world import issued

    from dondoc.directives.commands.create_directives import create_directives

    fresh = issued(theirs.leader, number="30", symbol="TB-VPAG")
    theirs.send(fresh, steering=2)
    theirs.round()
    ours.round()
    document = ours.take(ours.incoming().get()).document
    (directive,) = create_directives(actor=ours.leader, items=[item(province)], document=document, now=NOW)
    one = assignment(directive, province.units["skhdt"])
    client = browser(ours.clerk)
    page = reverse("web:directive", args=[directive.id])
    assert "Gửi báo cáo liên thông" not in words(client.get(page))
    bring_to("accepted", one, unit=lead_focal, office=ours.leader, now=NOW)
    report = issued(
        ours.leader, number="40", symbol="BC-VP", text="Báo cáo kết quả rà soát danh mục dự án đầu tư công năm 2021."
    )
    assert "Gửi báo cáo liên thông" in words(client.get(page))
    assert "40/BC-VP" in words(client.get(f"/lien-thong/bao-cao/{one.id}/"))
    assert client.post(f"/lien-thong/bao-cao/{one.id}/", {"document_id": report.id}).url == page
    assert "Gửi báo cáo kết quả liên thông đến Văn phòng UBND tỉnh An Giang" in words(client.get(page))


def test_it_speaks_english_too(ours):
    receive(ours, b"x")
    client = browser(ours.clerk)
    client.cookies["django_language"] = "en"
    page = words(client.get("/lien-thong/cach-ly/"))
    assert "The file is no edXML packet" in page
    assert "Quarantine" in page
