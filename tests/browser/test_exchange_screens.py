"""Liên thông as the clerk sees it, on a phone and on a desk: taken over, sent, asked back, quarantined."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.documents.exchange import builders as b
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.test_accept_packet import WORDS
from tests.documents.test_receive_packet import ABOUT, notice, receive, said

from dondoc.documents.exchange import write_packet
from dondoc.documents.exchange.codes import Status

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections")

FILES = (
    b.Attachment("Thông báo 21.pdf", WORDS, "Toàn văn"),
    b.Attachment("Phụ lục danh mục dự án chậm tiến độ.pdf", WORDS),
)


@pytest.fixture
def world(ours, theirs, notice_out, time_machine):
    """A day at the office: a notice that waits, one asked back, one sent, one that cannot be sent, three in quarantine."""
    time_machine.move_to(NOW, tick=False)
    waits = receive(ours, notice(attachments=FILES, code_number="24"))
    receive(ours, b"%PDF-1.7 a file that lost its way")
    receive(ours, write_packet(b.notice(code_number="33"), at=b.AT))
    receive(ours, said(Status.ACCEPTED, sender=b.FINANCE))
    (sent,) = ours.send(notice_out, steering=2)
    ours.round()
    theirs.round()
    ours.clock.on(days=2)
    theirs.take(theirs.incoming().get())
    theirs.round()
    ours.round()
    return ours, theirs, waits, sent


@pytest.mark.parametrize("width", [1440, 360])
def test_a_day_of_the_exchange(page_at, sign_in, world, assert_accessible, assert_fits, shoot, width):
    ours, _theirs, waits, sent = world
    page = page_at(width)
    sign_in(page, ours.leader)

    def look(address, name):
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"exchange-{name}-{width}", full=True)

    look("/lien-thong/", "incoming")
    look("/lien-thong/di/?kind=all", "outgoing")
    look("/lien-thong/cach-ly/", "quarantine")
    look("/lien-thong/co-quan/", "parties")
    look("/lien-thong/co-quan/moi/", "party-new")
    look(f"/lien-thong/di/{sent.id}/", "sent")
    look(f"/lien-thong/gui/{sent.course.document_id}/", "send")
    look(f"/lien-thong/lay-lai/{sent.course.document_id}/", "recall")
    look(f"/van-ban/{sent.course.document_id}/", "document-out")
    page.goto("/lien-thong/cach-ly/")
    page.get_by_role("link", name="nội dung không phải XML").click()
    look(page.url, "quarantined")
    page.get_by_role("link", name="Xử lý lại").click()
    page.get_by_label("Đã kiểm tra thế nào").fill("Đã gọi bên gửi")
    page.get_by_role("button", name="Xử lý lại").click()
    expect(page.get_by_text("Tệp không phải là gói tin edXML").last).to_be_visible()
    assert_accessible(page)
    shoot(page, f"exchange-released-{width}", full=True)
    page.get_by_role("link", name="Quay lại").click()
    page.get_by_role("link", name="Bỏ qua").click()
    page.get_by_label("Lý do").fill("Thư rác")
    page.get_by_role("button", name="Bỏ qua").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    shoot(page, f"exchange-confirm-{width}")
    page.get_by_role("dialog").get_by_role("button", name="Bỏ qua").click()
    expect(page.get_by_text("Đã bỏ qua gói tin")).to_be_visible()

    look(f"/lien-thong/den/{waits.id}/", "packet")
    page.get_by_role("link", name="Tiếp nhận").click()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"exchange-accept-{width}", full=True)
    page.get_by_role("button", name="Tiếp nhận và vào sổ").click()
    expect(page.get_by_text("Đã tiếp nhận và vào sổ: số đến 01.")).to_be_visible()
    assert "/doc-van-ban/" in page.url
    asked = receive(
        ours, said(Status.TAKE_BACK, replace(ABOUT, notation="24/TB-VP"), "Gửi nhầm bản dự thảo", sender=b.OFFICE)
    )
    look(f"/lien-thong/den/{asked.id}/", "asked")
    page.get_by_role("link", name="Trả lời").click()
    page.get_by_label("Đồng ý (15)").check()
    assert_accessible(page)
    shoot(page, f"exchange-answer-{width}", full=True)
    page.get_by_role("button", name="Gửi trả lời").click()
    page.get_by_role("dialog").get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text("Đã đồng ý; bên gửi sẽ nhận trạng thái 15.")).to_be_visible()
    look(f"/van-ban/{ours.course(id=asked.course_id).document_id}/", "document-taken-back")
    look("/lien-thong/?kind=all", "incoming-all")
