"""The page of reading again: what changes, what stays, then back to where the person came from."""

import pytest
from django.urls import reverse
from tests.directives.draft_world import *  # noqa: F403 - fixtures
from tests.reading.builders import scanned_pdf

from dondoc.directives.commands.confirm_draft import confirm_draft
from dondoc.directives.commands.edit_draft_item import edit_draft_item
from dondoc.directives.commands.open_draft import open_draft
from dondoc.documents import intake
from dondoc.documents.commands.change_document import DocumentChanges, change_document
from dondoc.documents.intake import Submission
from dondoc.documents.models import Document
from dondoc.ledger.models import LedgerEvent
from dondoc.reading import Reading


def page(client, draft):
    return client.get(reverse("web:document_read_again", args=[draft.document_id])).content.decode()


def again(client, draft, **more):
    return client.post(reverse("web:document_read_again", args=[draft.document_id]), {"submission_key": "k"}, **more)


def told(answer):
    return [str(message) for message in answer.wsgi_request._messages]


@pytest.fixture
def old(open_for, specialist, province, client):
    made = open_for(specialist)
    Document.objects.update(why={}, type_name="Công văn", reader_version=0)
    client.force_login(specialist)
    return made


def test_it_says_what_changes_before_and_after(old, client):
    shown = page(client, old)
    assert "1 mục thông tin có nội dung mới (loại văn bản)" in shown
    assert "Giữ nguyên" not in shown
    answer = again(client, old)
    assert answer["Location"] == reverse("web:reading_draft", args=[old.id])
    assert told(answer)[0].startswith("Đã đọc lại: 1 mục thông tin có nội dung mới (loại văn bản); ")
    assert "Không có gì" in page(client, old)
    assert "không có gì thay đổi" in told(again(client, old))[-1]


def test_it_says_what_stays(old, client, specialist, now):
    change_document(actor=specialist, document_id=old.document_id, changes=DocumentChanges(place="Hà Tiên"), now=now)
    key = old.items[0]["key"]
    edit_draft_item(actor=specialist, draft_id=old.id, version=1, key=key, reviewed=True, now=now)
    shown = page(client, old)
    assert "1 mục thông tin đã có người sửa hoặc đã vào sổ" in shown
    assert "1 ý chỉ đạo đã có người sửa, bỏ hoặc rà soát" in shown


def test_after_confirming_it_leads_back_to_the_document(draft, client, specialist, now):
    confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)
    client.force_login(specialist)
    assert "4 nhiệm vụ đã giao từ văn bản này" in page(client, draft)
    answer = again(client, draft, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == reverse("web:document", args=[draft.document_id])


def test_of_a_scan_it_says_that_pages_must_be_recognised(files_folder, province, clerk, client, now, monkeypatch):
    monkeypatch.setattr(intake, "read_bytes", lambda *_, **__: Reading("Giao Sở Y tế báo cáo.", source="ocr"))
    submission = Submission(scanned_pdf((60, 80, b"\xff" * 4800)), "q.pdf")
    draft = open_draft(actor=clerk, submission=submission, now=now)
    client.force_login(clerk)
    shown = page(client, draft)
    assert "phải nhận dạng lại mới biết chính xác" in shown
    assert "Đọc lại 11 mục thông tin" in shown


def test_only_who_may_read_again_is_offered_it(old, client, chair):
    address = reverse("web:document_read_again", args=[old.document_id])
    assert address in client.get(reverse("web:document", args=[old.document_id])).content.decode()
    assert address in client.get(reverse("web:reading_draft", args=[old.id])).content.decode()
    client.force_login(chair)
    assert address not in client.get(reverse("web:document", args=[old.document_id])).content.decode()
    assert again(client, old).status_code == 403
    assert not LedgerEvent.objects.filter(code="document.read_again").exists()
