"""Bringing documents in: what is kept, what is turned away, and that a secret one leaves nothing behind."""

import datetime as dt
import hashlib
import json
import stat
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from dondoc.documents import disk
from dondoc.documents.commands.register_document import DuplicateDocument, register_document
from dondoc.documents.intake import Submission
from dondoc.documents.models import Document, StoredFile
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.models import LedgerEvent

pytestmark = pytest.mark.usefixtures("files_folder")


def upload(text, name="thong-bao.txt", **more):
    return Submission(content=text.encode(), filename=name, **more)


def test_clerk_registers_a_notice_with_its_file_and_header(clerk, notice, now, files):
    document = register_document(actor=clerk, submission=upload(notice), now=now).document
    document.refresh_from_db()
    assert (document.type_name, document.code, document.issued_on) == ("Thông báo", "21/TB-VP", dt.date(2021, 1, 12))
    assert document.origin == "province"
    assert document.text.strip() == notice.strip()
    assert document.recipients.order_by("position").first().line == "Thường trực Tỉnh ủy"
    sha256 = hashlib.sha256(notice.encode()).hexdigest()
    assert files() == [f"{sha256[:2]}/{sha256[2:4]}/{sha256}"]
    assert document.file.name == "thong-bao.txt"
    with disk.open_content(sha256) as stored:
        assert stored.read() == notice.encode()


def test_the_stored_file_is_private_and_not_executable(clerk, notice, now, files_folder):
    register_document(actor=clerk, submission=upload(notice), now=now)
    for path in files_folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_pasted_text_needs_no_file(specialist, notice, now, files):
    document = register_document(actor=specialist, submission=Submission.pasted(notice), now=now).document
    assert document.file_id is None
    assert files() == []
    assert document.code == "21/TB-VP"


def test_the_ledger_says_who_registered_what(clerk, notice, now):
    document = register_document(actor=clerk, submission=upload(notice), now=now).document
    event = LedgerEvent.objects.get(aggregate="document", aggregate_id=document.id)
    assert (event.code, event.actor_id, event.payload["code"]) == ("document.registered", clerk.id, "21/TB-VP")


@pytest.mark.parametrize("person", ["lead_head", "lead_focal", "observer", "administrator", "chair"])
def test_only_the_office_brings_documents_in(person, notice, now, request, files):
    with pytest.raises(Refused):
        register_document(actor=request.getfixturevalue(person), submission=upload(notice), now=now)
    assert files() == []


def everything_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t')  # noqa: S608 - names of our own tables
            rows[table] = [row[0] for row in cursor.fetchall()]
    return rows


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", ""])
@pytest.mark.parametrize("as_file", [True, False])
def test_a_secret_document_leaves_nothing_behind(clerk, notice, now, files, stamp, as_file, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    marked = notice.replace("Số: 21", f"{stamp}\n\nSố: 21") if stamp else notice
    ticked = not stamp
    submission = upload(marked, is_secret=ticked) if as_file else Submission.pasted(marked, is_secret=ticked)
    before = everything_in_the_database()
    left = sorted(Path(tmp_path).rglob("*"))
    with pytest.raises(BadInput, match="mật") as refusal:
        register_document(actor=clerk, submission=submission, now=now)
    assert refusal.value.code == "secret_document"
    assert refusal.value.__cause__ is None
    assert refusal.value.__context__ is None or refusal.value.__suppress_context__
    assert files() == []
    assert sorted(Path(tmp_path).rglob("*")) == left
    after = everything_in_the_database()
    new = {table: [row for row in after[table] if row not in before[table]] for table in after}
    assert {table for table, rows in new.items() if rows} <= {"ledger_ledgerevent", "ledger_ledgerhead"}
    words = json.dumps(new, ensure_ascii=False)
    for word in ("21/TB-VP", "Kế hoạch và Đầu tư", "giải ngân", "thong-bao"):
        assert word not in words
    event = LedgerEvent.objects.get(code="refusal.secret_document")
    assert (event.actor_id, event.payload, event.reason) == (clerk.id, {}, "")


def test_the_same_file_again_shows_the_first(clerk, specialist, notice, now):
    first = register_document(actor=clerk, submission=upload(notice), now=now).document
    with pytest.raises(DuplicateDocument, match="21/TB-VP") as refusal:
        register_document(actor=specialist, submission=upload(notice, "ban-khac.txt"), now=now)
    assert refusal.value.details == {"document_id": first.id, "by": "content"}


def test_the_same_number_in_another_file_shows_the_first(clerk, notice, now):
    first = register_document(actor=clerk, submission=upload(notice), now=now).document
    other = notice.replace("Số: 21 /TB-VP", "Số: 021/TB-VP").replace("chậm tiến độ", "rất chậm tiến độ")
    with pytest.raises(DuplicateDocument, match="cùng số") as refusal:
        register_document(actor=clerk, submission=upload(other), now=now)
    assert refusal.value.details == {"document_id": first.id, "by": "number"}


def test_the_same_number_of_another_year_is_another_document(clerk, notice, now):
    register_document(actor=clerk, submission=upload(notice), now=now)
    other = notice.replace("ngày 12 tháng 01 năm 2021", "ngày 12 tháng 01 năm 2020")
    assert register_document(actor=clerk, submission=upload(other), now=now).document.issued_on.year == 2020


def test_a_duplicate_may_be_kept_on_purpose_and_shares_the_content(clerk, notice, now, files):
    register_document(actor=clerk, submission=upload(notice), now=now)
    register_document(actor=clerk, submission=upload(notice), accept_duplicate=True, now=now)
    assert (Document.objects.count(), StoredFile.objects.count(), len(files())) == (2, 2, 1)


def test_another_province_knows_nothing_of_the_first(clerk, outsider, notice, now):
    register_document(actor=clerk, submission=upload(notice), now=now)
    assert register_document(actor=outsider, submission=upload(notice), now=now).document.jurisdiction_id == 2


def test_a_failed_registration_leaves_no_file(clerk, notice, now, files, monkeypatch):
    def fail(**_):
        raise RuntimeError("the power went")

    monkeypatch.setattr("dondoc.documents.commands.register_document.append", fail)
    with pytest.raises(RuntimeError):
        register_document(actor=clerk, submission=upload(notice), now=now)
    assert files() == []
    assert not Document.objects.exists()


def test_a_failed_second_registration_keeps_the_content_of_the_first(clerk, notice, now, files, monkeypatch):
    register_document(actor=clerk, submission=upload(notice), now=now)

    def fail(**_):
        raise RuntimeError("the power went")

    monkeypatch.setattr("dondoc.documents.commands.register_document.append", fail)
    with pytest.raises(RuntimeError):
        register_document(actor=clerk, submission=upload(notice), accept_duplicate=True, now=now)
    assert len(files()) == 1


@pytest.mark.parametrize(
    ("submission", "code"),
    [
        (Submission(b"", "rong.txt"), "empty"),
        (Submission(b"  \n ", "trang.txt"), "empty"),
        (Submission.pasted(" \n\t"), "empty"),
    ],
)
def test_nothing_to_read_is_said_so(clerk, now, files, submission, code):
    with pytest.raises(BadInput) as refusal:
        register_document(actor=clerk, submission=submission, now=now)
    assert refusal.value.code == code
    assert files() == []


def test_a_file_above_the_limit_is_refused_with_both_sizes(clerk, now, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    with pytest.raises(BadInput, match=r"2 MB.*1 MB") as refusal:
        register_document(actor=clerk, submission=Submission(b"a" * (2 * 1024 * 1024), "to.txt"), now=now)
    assert refusal.value.code == "too_large"


@pytest.mark.parametrize(
    ("issuer_line", "origin"),
    [("VĂN PHÒNG CHÍNH PHỦ", "central"), ("BỘ TÀI CHÍNH", "central"), ("BỘ CHỈ HUY QUÂN SỰ TỈNH", "province")],
)
def test_the_origin_is_suggested_from_the_issuer_and_may_be_said(clerk, notice, now, issuer_line, origin):
    text = notice.replace("UBND TỈNH KIÊN GIANG\nVĂN PHÒNG\n", f"{issuer_line}\n").replace("/TB-VP", "/TB-XYZ")
    document = register_document(actor=clerk, submission=upload(text), now=now).document
    assert document.origin == origin
    said = "province" if origin == "central" else "central"
    again = register_document(actor=clerk, submission=upload(text), origin=said, accept_duplicate=True, now=now)
    assert again.document.origin == said


def test_the_rules_behind_header_and_meeting_are_kept_those_of_references_are_not(clerk, notice, now):
    document = register_document(actor=clerk, submission=upload(notice), now=now).document
    document.refresh_from_db()
    assert document.why["document.number"] == ["header:number after Số"]
    assert document.why["meeting.chair"]
    assert {path.partition(".")[0] for path in document.why} == {"document", "meeting"}
