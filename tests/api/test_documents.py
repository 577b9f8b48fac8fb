from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.conftest import NOW
from tests.documents.conftest import NOTICE

from dondoc.documents.models import Document

pytestmark = pytest.mark.usefixtures("files_folder", "province")


@pytest.fixture
def registered(office):
    return office.post("/documents", {"text": NOTICE}).json()


@pytest.fixture
def draft(office, registered):
    return office.get(f"/drafts/{registered['draft_id']}").json()


def test_a_pasted_notice_becomes_a_document_and_a_draft(office, registered):
    assert (registered["document"]["code"], registered["document"]["has_file"]) == ("21/TB-VP", False)
    shown = office.get(f"/documents/{registered['document']['id']}").json()
    assert shown["text"].startswith("UBND TỈNH KIÊN GIANG")
    assert shown["draft_id"] == registered["draft_id"]
    assert shown["directive_ids"] == []
    assert "Thường trực Tỉnh ủy" in shown["recipients"][0]
    assert office.get("/documents?q=giai ngan").json()["count"] == 1
    assert office.get("/documents?from=2021-02-01").json()["count"] == 0


def test_a_file_is_kept_and_given_back_as_it_was(office, as_user, observer):
    content = NOTICE.encode()
    form = {"file": SimpleUploadedFile("thông báo.txt", content), "direction": "issued"}
    made = office.post("/documents", form=form)
    assert made.status_code == 201
    path = f"/documents/{made.json()['document']['id']}"
    file = office.get(path + "/file")
    assert b"".join(file.streaming_content) == content
    assert "sandbox" in file["Content-Security-Policy"]
    seen = as_user(observer).get(path)
    assert (seen.status_code, seen.json()["has_file"], seen.json()["draft_id"]) == (200, False, None)
    assert as_user(observer).get(path + "/file").status_code == 404


def test_the_same_document_again_names_the_first(office, registered):
    problem = office.post("/documents", {"text": NOTICE}).json()
    assert (problem["status"], problem["code"]) == (409, "duplicate_document")
    assert problem["document_id"] == registered["document"]["id"]
    assert office.post("/documents", {"text": NOTICE, "accept_duplicate": True}).status_code == 201


def test_the_same_key_opens_one_draft(office):
    key = {"Idempotency-Key": "mot-lan-gui"}
    first = office.post("/documents", {"text": NOTICE}, headers=key)
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=False):
        again = office.post("/documents", {"text": NOTICE}, headers=key)
    assert first.json()["draft_id"] == again.json()["draft_id"]
    assert ("Idempotent-Replayed" in first, again["Idempotent-Replayed"]) == (False, "true")
    bad = office.post("/documents", {"text": NOTICE}, headers={"Idempotency-Key": "có dấu".encode().decode("latin-1")})
    assert bad.json()["code"] == "bad_idempotency_key"


def test_a_secret_document_leaves_nothing(office):
    form = {"file": SimpleUploadedFile("mật.txt", NOTICE.encode()), "is_secret": "true"}
    assert office.post("/documents", form=form).json()["code"] == "secret_document"
    assert office.get("/documents").json()["count"] == 0


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 broken")}, None),
        ({"file": SimpleUploadedFile("a.exe", b"MZ\x90\x00\x03" + bytes(500))}, None),
        ({"text": "   "}, "empty"),
        ({"direction": "sideways"}, "invalid"),
    ],
)
def test_what_cannot_be_read_is_refused(office, form, code):
    problem = office.post("/documents", form=form).json()
    assert problem["status"] == 422
    assert code is None or problem["code"] == code


def test_only_the_office_brings_documents_in(as_user, registered, lead_head, observer, outsider):
    for user in (lead_head, observer):
        assert as_user(user).post("/documents", {"text": "x"}).status_code == 403
    for user in (lead_head, outsider):
        for path in (f"/documents/{registered['document']['id']}", f"/drafts/{registered['draft_id']}"):
            assert as_user(user).get(path).status_code == 404


def test_a_draft_is_corrected_and_confirmed(office, draft, province):
    assert (draft["state"], draft["version"]) == ("open", 1)
    path = f"/drafts/{draft['id']}"
    assert office.get("/drafts").json()["items"][0]["items"] == len(draft["items"]) > 1
    first = draft["items"][0]["key"]
    edited = office.patch(
        f"{path}/items/{first}",
        {
            "version": 1, "lead": ["skhdt"], "coordinate": ["stc"], "field": "kinh-te", "reviewed": True,
            "deadline": {"kind": "date", "words": "trước ngày 25/01/2021", "due_on": "2021-01-25"},
        },
    ).json()  # fmt: skip
    assert edited["version"] == 2
    item = edited["items"][0]
    assert (item["lead"][0]["units"], item["field"], item["problems"]) == (["skhdt"], "kinh-te", [])
    stale = office.post(f"{path}/items/{first}/drop", {"version": 1}).json()
    assert (stale["status"], stale["code"], stale["version"]) == (409, "reading_changed", 2)
    version = 2
    for each in edited["items"][1:]:
        version = office.post(f"{path}/items/{each['key']}/drop", {"version": version}).json()["version"]
    restored = office.post(f"{path}/items/{edited['items'][1]['key']}/restore", {"version": version}).json()
    version = office.post(f"{path}/undo", {"version": restored["version"]}).json()["version"]
    version = office.post(f"{path}/field", {"version": version, "field": "van-xa"}).json()["version"]
    confirmed = office.post(f"{path}/confirm", {"version": version}).json()
    assert len(confirmed["directive_ids"]) == 1
    shown = office.get(f"/directives/{confirmed['directive_ids'][0]}").json()
    assert shown["document"]["id"] == confirmed["document_id"]
    assert office.get(f"/documents/{confirmed['document_id']}").json()["directive_ids"] == confirmed["directive_ids"]
    assert office.get("/assignments?q=21/TB-VP").json()["count"] == 2


def test_splitting_merging_and_adding(office, draft):
    path = f"/drafts/{draft['id']}"
    first = draft["items"][0]
    middle = (first["start"] + first["end"]) // 2
    split = office.post(f"{path}/items/{first['key']}/split", {"version": 1, "offset": middle}).json()
    assert len(split["items"]) == len(draft["items"]) + 1
    merged = office.post(f"{path}/items/{split['items'][0]['key']}/merge", {"version": split["version"]}).json()
    assert len(merged["items"]) == len(draft["items"])
    text = office.get(f"/documents/{draft['document_id']}").json()["text"]
    start = text.index("Sau khi nghe báo cáo")
    added = office.post(f"{path}/items", {"version": merged["version"], "start": start, "end": start + 20})
    assert added.status_code == 201
    assert office.post(f"{path}/items", {"version": 9, "start": 0, "end": 10**15}).status_code in {409, 422}
    gone = office.post(f"{path}/discard", {"version": added.json()["version"], "reason": "Không giao việc."}).json()
    assert gone["state"] == "discarded"
    assert office.post(f"{path}/confirm", {"version": gone["version"]}).json()["code"] == "reading_discarded"


def test_reading_again_answers_with_what_it_changed(office, registered):
    path = f"/documents/{registered['document']['id']}"
    Document.objects.update(why={}, type_name="Công văn", reader_version=0)
    answer = office.post(f"{path}/read-again")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["fields"], told["text"], told["added"], told["stayed"]) == (["type"], "same", 0, 0)
    assert told["reasons"] > 5
    assert office.get(path).json()["type"] == "Thông báo"
    assert office.post(f"{path}/read-again").json() == {
        "document_id": registered["document"]["id"], "fields": [], "reasons": 0, "words": 0, "added": 0, "changed": 0,
        "removed": 0, "stayed": 0, "text": "same",
    }  # fmt: skip
