"""The screens of documents and of the reading over HTTP: every role at every address, files, refusals."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.documents.conftest import NOTICE

from dondoc.directives.commands.create_directives import NewDirective, create_directives
from dondoc.directives.commands.open_draft import open_draft
from dondoc.documents.intake import Submission
from dondoc.documents.models import Document

OFFICE = ("office_leader", "specialist", "clerk")
ROLES = (*OFFICE, "chair", "lead_head", "other_unit_focal", "observer", "administrator", "outsider")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def draft(clerk, specialist, province, now):
    found = open_draft(actor=clerk, submission=Submission(NOTICE.encode(), "thông báo 21.txt"), now=now)
    item = NewDirective(text="Tổng hợp", leads=[province.units["skhdt"].id], span_start=418, span_end=430)
    create_directives(actor=specialist, document=found.document, items=[item], now=now)
    return found


# name, needs: which of a draft, its first key or the document; then the status for each role
TABLE = {
    ("reading", ""): {**dict.fromkeys(OFFICE, 200), **dict.fromkeys(ROLES[3:], 403), "outsider": 200},
    ("reading_draft", "draft"): {**dict.fromkeys(OFFICE, 200), **dict.fromkeys(ROLES[3:], 404)},
    ("reading_card", "key"): {**dict.fromkeys(OFFICE, 200), **dict.fromkeys(ROLES[3:], 404)},
    ("reading_edit_form", "key"): {**dict.fromkeys(OFFICE, 200), **dict.fromkeys(ROLES[3:], 404)},
    ("reading_cuts", "key"): {**dict.fromkeys(OFFICE, 200), **dict.fromkeys(ROLES[3:], 404)},
    ("reading_missed", "draft"): {**dict.fromkeys(OFFICE, 200), **dict.fromkeys(ROLES[3:], 404)},
    ("reading_summary", "draft"): {**dict.fromkeys(OFFICE, 200), **dict.fromkeys(ROLES[3:], 404)},
    ("documents", ""): {**dict.fromkeys(ROLES, 200), "administrator": 403},
    ("document", "document"): {
        **dict.fromkeys(ROLES, 200), "other_unit_focal": 404, "administrator": 404, "outsider": 404,
    },
    ("document_edit", "document"): {
        **dict.fromkeys(OFFICE, 200), "chair": 403, "lead_head": 403, "observer": 403, "other_unit_focal": 404,
        "administrator": 404, "outsider": 404,
    },
    ("document_file", "document"): {
        **dict.fromkeys(ROLES, 200), "observer": 404, "other_unit_focal": 404, "administrator": 404, "outsider": 404,
    },
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_every_address_as_every_role(role, draft, client, request):
    client.force_login(request.getfixturevalue(role))
    given = {"": [], "draft": [draft.id], "key": [draft.id, "d1"], "document": [draft.document_id]}
    seen = {}
    for name, needs in TABLE:
        answer = client.get(reverse(f"web:{name}", args=given[needs]))
        if answer.streaming:
            b"".join(answer.streaming_content)  # to its end, so that the file is closed
        seen[name, needs] = answer.status_code
    assert seen == {address: statuses[role] for address, statuses in TABLE.items()}


POSTS = ("edit", "seen", "span", "split", "merge", "drop", "restore")


@pytest.mark.parametrize("role", ["chair", "lead_head", "observer", "administrator", "outsider"])
def test_no_correction_as_somebody_else(role, draft, client, request):
    client.force_login(request.getfixturevalue(role))
    payload = {"version": "1", "offset": "425", "start": "418", "end": "430", "kind": "none", "reviewed": "1"}
    for name in POSTS:
        answer = client.post(reverse(f"web:reading_{name}", args=[draft.id, "d1"]), payload)
        assert answer.status_code in {403, 404}, name
    for name in ("add", "set_field", "undo", "confirm", "discard"):
        answer = client.post(reverse(f"web:reading_{name}", args=[draft.id]), payload)
        assert answer.status_code in {403, 404}, name
    draft.refresh_from_db()
    assert (draft.version, draft.state) == (1, "open")


def test_the_original_is_sent_to_be_saved_and_cannot_run(draft, client, lead_head):
    client.force_login(lead_head)
    answer = client.get(reverse("web:document_file", args=[draft.document_id]))
    assert b"".join(answer.streaming_content) == NOTICE.encode()
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''th%C3%B4ng%20b%C3%A1o%2021.txt"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    shown = client.get(reverse("web:document_file", args=[draft.document_id]), {"xem": "1"})
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["Content-Security-Policy"].startswith("sandbox")
    assert b"".join(shown.streaming_content) == NOTICE.encode()


def test_a_file_gone_from_the_folder_is_said_so(draft, client, clerk, settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "elsewhere"
    client.force_login(clerk)
    answer = client.get(reverse("web:document_file", args=[draft.document_id]))
    assert answer.status_code == 404
    assert "kho lưu trữ" in answer.content.decode()


def upload(client, content, name, **more):
    return client.post(reverse("web:reading_submit"), {"file": SimpleUploadedFile(name, content), **more})


def a_pdf(words=""):
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode() if words else b""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table, len(body),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "rong.docx", "rỗng"), (a_pdf(), "quet.pdf", "bản quét"), (b"PK\x03\x04 hong", "hong.docx", "hỏng"),
        (b"%PDF-1.7 hong", "hong.pdf", "hỏng"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cu.doc", "."),
        (b"MZ\x90\0\x03" + b"\0" * 200, "van-ban.docx", "không được hỗ trợ"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_keeps_the_pasted_text(client, clerk, content, name, said):
    client.force_login(clerk)
    answer = upload(client, content, name, text="đang dán dở")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "đang dán dở</textarea>" in page
    assert not Document.objects.exists()


def test_a_wrong_extension_is_read_by_content_and_said(client, clerk):
    client.force_login(clerk)
    answer = upload(client, NOTICE.encode(), "van-ban.docx")
    assert answer.status_code == 302
    assert "nội dung là" in client.get(answer["Location"]).content.decode()
    assert Document.objects.get().file.name == "van-ban.txt"


def test_a_secret_tick_over_http_stores_nothing(client, clerk, tmp_path):
    client.force_login(clerk)
    answer = upload(client, NOTICE.encode(), "mat.txt", is_secret="on")
    assert answer.status_code == 422
    assert "mật" in answer.content.decode()
    assert not Document.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_upload_beyond_the_limit_is_stopped(client, clerk, settings):
    settings.UPLOAD_LIMIT = 100_000
    client.force_login(clerk)
    answer = upload(client, b"a" * 2_000_000, "to.txt")
    assert answer.status_code == 413
    assert not Document.objects.exists()


def test_a_duplicate_leads_to_the_first_and_may_be_kept(client, clerk, draft):
    client.force_login(clerk)
    answer = upload(client, NOTICE.encode(), "lai.txt")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert reverse("web:document", args=[draft.document_id]) in page
    assert "Vẫn nhập" in page
    assert upload(client, NOTICE.encode(), "lai.txt", accept_duplicate="True").status_code == 302
    assert Document.objects.count() == 2


def test_a_corrected_field_that_cannot_be_keeps_what_was_written(client, clerk, draft):
    client.force_login(clerk)
    url = reverse("web:document_edit", args=[draft.document_id])
    answer = client.post(url, {"number": "99", "issued_on": "31/02/2021", "direction": "issued", "origin": "province"})
    assert answer.status_code == 422
    assert "31/02/2021" in answer.content.decode()
    good = {"number": "99", "issued_on": "12/01/2021", "direction": "issued", "origin": "central"}
    assert client.post(f"{url}?next=//evil.example/", good)["Location"] == reverse(
        "web:document", args=[draft.document_id]
    )
    draft.document.refresh_from_db()
    assert (draft.document.number, draft.document.origin) == ("99", "central")


def test_the_screens_are_english_for_who_wants_english(client, clerk, draft, settings):
    client.force_login(clerk)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(reverse("web:reading_draft", args=[draft.id])).content.decode()
    for words in ("Đã rà soát", "Không phải chỉ đạo", "Hoàn tác", "Lĩnh vực"):
        assert words not in page.replace(NOTICE, "")


def test_places_to_cut_are_shown_in_whole_words(client, clerk, draft):
    client.force_login(clerk)
    words = set(draft.document.text.split())
    shown = []
    for item in draft.items:
        body = client.get(reverse("web:reading_cuts", args=(draft.id, item["key"]))).content.decode()
        shown += re.findall(r"<span>(.*?)</span>", body)
    assert shown
    assert not {word for part in shown for word in part.split()} - words - {"…"}


def test_the_documents_facts_say_by_which_rules_until_a_person_corrects_them(draft, client, clerk):
    client.force_login(clerk)
    page, form = (reverse(f"web:{name}", args=[draft.document_id]) for name in ("document", "document_edit"))
    shown = client.get(page).content.decode()
    for name in ("code", "issued_on", "issuer", "subject", "meeting_date", "meeting_chair"):
        assert f'id="why-{name}-document"' in shown, name
    assert "Số đứng sau chữ “Số” ở phần đầu." in shown
    edited = client.get(form).content.decode()
    assert 'id="why-number-document"' in edited
    assert 'id="why-urgency-document"' not in edited  # the reader found none
    fields = re.findall(r'name="(\w+)"[^>]*? value="([^"]*)"', edited)
    given = {**dict(fields), "number": "22", "subject": "Trích yếu mới", "origin": "province", "direction": "issued"}
    assert client.post(form, given).status_code == 302
    edited = client.get(form).content.decode()
    assert 'id="why-number-document"' not in edited
    assert 'id="why-symbol-document"' in edited


def test_a_document_from_before_the_reasons_were_kept_shows_none(draft, client, clerk):
    Document.objects.filter(id=draft.document_id, jurisdiction_id=draft.jurisdiction_id).update(why={})
    client.force_login(clerk)
    for name in ("document", "document_edit"):
        answer = client.get(reverse(f"web:{name}", args=[draft.document_id]))
        assert answer.status_code == 200
        assert 'class="why"' not in answer.content.decode()


def test_a_card_lists_the_several_times_under_its_deadline(client, clerk, now, province):
    sentence = "1. Giao Sở Tài chính hoàn thành dự thảo trong tháng 3/2021, lấy ý kiến các sở trong 10 ngày."
    text = NOTICE.replace("1. Giao Sở Kế hoạch", f"{sentence}\n\n2. Giao Sở Kế hoạch")
    found = open_draft(actor=clerk, submission=Submission.pasted(text), now=now)
    key = next(item["key"] for item in found.items if item["times"])
    client.force_login(clerk)
    shown = client.get(reverse("web:reading_card", args=[found.id, key])).content.decode()
    listed = re.sub(r"<[^>]+>", " ", shown[shown.index('class="card-times"') :].partition("</ul>")[0])
    assert "31/03/2021   Giao Sở Tài chính hoàn thành dự thảo" in listed
    assert "“trong 10 ngày”   lấy ý kiến các sở" in listed
