"""Drafts over the API: from the first line to the signed, issued document, by programs."""

from __future__ import annotations

import base64
import copy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.documents.signing import papers, pki
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import CONTENT, bytes_to_sign, chain_of, signed_by

from dondoc.directives.models import Assignment
from dondoc.documents.models import Document
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import NotFound

DRAFTS = "/outgoing-drafts"


@pytest.fixture
def writer(as_user, specialist):
    return as_user(specialist)


@pytest.fixture
def leader(as_user, office_leader):
    return as_user(office_leader)


@pytest.fixture
def counter(as_user, clerk):
    return as_user(clerk)


@pytest.fixture
def begun(writer, mandates):
    return writer.post(DRAFTS, {"unit": "vp", "kind": "Thông báo"}).json()


def content_with(leads):
    content = copy.deepcopy(CONTENT)
    content["body"][1]["duties"] = [{"leads": leads, "deadline_kind": "date", "due_on": "2021-02-20"}]
    return content


def test_a_program_takes_a_notice_from_its_first_line_to_its_directives(writer, leader, counter, begun, mandates):
    path = f"{DRAFTS}/{begun['id']}"
    assert (begun["state"], begun["version"], begun["verbs"]) == ("drafting", 1, ["change", "submit", "discard"])
    body = {"version": 1, "content": content_with(["stc"]), "mandate_id": mandates.deputy.id, "field": "kinh-te"}
    written = writer.patch(path, body).json()
    assert written["content"]["body"][1]["duties"][0]["leads"] == ["stc"], "units go in and out by code"
    assert (written["version"], written["field"]) == (2, "kinh-te")
    assert writer.post(path + "/submit", {"version": 2}).json()["state"] == "submitted"
    assert writer.post(path + "/approve", {"version": 2}).status_code == 403
    assert leader.post(path + "/approve", {"version": 2}).json()["state"] == "approved"
    assert counter.post(path + "/number", {}).json()["code"] == "01/TB-VP"
    assert counter.post(path + "/sign-on-paper").json()["signed_how"] == "paper"
    done = leader.post(path + "/issue", {"give_directives": True}).json()
    assert (done["draft"]["state"], len(done["directive_ids"])) == ("issued", 2)
    assert Document.objects.get(id=done["draft"]["document_id"]).code == "01/TB-VP"
    assert Assignment.objects.filter(directive_id=done["directive_ids"][0], unit__code="stc", role="lead").exists()
    assert leader.post(path + "/recall", {"reason": "Sai"}).json()["recall_reason"] == "Sai"
    assert leader.post(path + "/recall", {"reason": "Sai"}).status_code == 409


def test_what_is_not_sent_stays(writer, begun, mandates):
    path = f"{DRAFTS}/{begun['id']}"
    writer.patch(path, {"version": 1, "content": CONTENT, "mandate_id": mandates.chief.id, "field": "kinh-te"})
    kept = writer.patch(path, {"version": 2, "field": None}).json()
    assert (kept["field"], kept["mandate_id"], kept["subject"]) == (None, mandates.chief.id, CONTENT["subject"])


def test_an_older_version_is_told_the_present_one(writer, counter, begun):
    path = f"{DRAFTS}/{begun['id']}"
    writer.patch(path, {"version": 1, "content": CONTENT})
    problem = counter.patch(path, {"version": 1, "content": CONTENT | {"subject": "Khác"}})
    assert (problem.status_code, problem.json()["code"], problem.json()["version"]) == (409, "other_version", 2)


@pytest.mark.parametrize(
    "content",
    [
        content_with(["khong-co"]), content_with([7]), content_with("syt"), {"body": [1]}, {"body": {"duties": [{"leads": ["syt"]}]}},
        {"body": [{"text": "a", "under": [{"text": "b", "duties": [{"leads": [None]}]}]}]},
    ],
)  # fmt: skip
def test_content_that_cannot_be_is_a_problem(writer, begun, content):
    assert writer.patch(f"{DRAFTS}/{begun['id']}", {"version": 1, "content": content}).status_code == 422


def test_content_nested_without_end_is_a_problem(writer, begun):
    deep = '{"text": "a", "under": [' * 900 + "]}" * 900
    body = f'{{"version": 1, "content": {{"body": [{deep}]}}}}'
    assert writer.patch(f"{DRAFTS}/{begun['id']}", body).status_code in {400, 422}


def test_one_key_begins_one_draft(writer, mandates):
    key = {"Idempotency-Key": "mot"}
    first = writer.post(DRAFTS, {"unit": "vp", "kind": "Thông báo"}, headers=key)
    again = writer.post(DRAFTS, {"unit": "vp", "kind": "Thông báo"}, headers=key)
    assert (again.json()["id"], again["Idempotent-Replayed"]) == (first.json()["id"], "true")
    other = writer.post(DRAFTS, {"unit": "vp", "kind": "Giấy mời"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    assert OutgoingDraft.objects.count() == 1


def test_lists_are_narrowed_and_paged(writer, begun):
    writer.post(DRAFTS, {"unit": "vp", "kind": "Thông báo"})
    assert writer.get(DRAFTS + "?state=submitted").json()["count"] == 0
    assert writer.get(DRAFTS + "?state=drafting&state=submitted&q=thong bao").json()["count"] == 2
    assert len(writer.get(DRAFTS + "?limit=1&offset=1").json()["items"]) == 1
    assert writer.get(DRAFTS + "?trang=2").status_code == 422


def test_versions_stand_side_by_side(writer, begun):
    path = f"{DRAFTS}/{begun['id']}"
    writer.patch(path, {"version": 1, "content": content_with(["syt"]), "note": "viết xong"})
    assert [row["number"] for row in writer.get(path + "/versions").json()["items"]] == [2, 1]
    kept = writer.get(path + "/versions/2").json()
    assert (kept["note"], kept["content"]["body"][1]["duties"][0]["leads"]) == ("viết xong", ["syt"])
    rows = writer.get(path + "/difference?from=1&to=2").json()["items"]
    assert {"added", "removed"} & {row["what"] for row in rows}
    assert writer.get(path + "/difference?from=1&to=9").status_code == 404
    assert writer.get(path + "/difference?from=1").status_code == 422


def test_people_comment_and_it_is_dealt_with(writer, counter, begun):
    path = f"{DRAFTS}/{begun['id']}/comments"
    made = counter.post(path, {"text": "Nêu rõ", "clause": "0"}).json()
    assert (made["clause"], made["resolved_at"]) == ("0", None)
    assert writer.post(f"{path}/{made['id']}/resolve").json()["resolved_at"]
    assert len(writer.get(path).json()["items"]) == 1
    assert counter.post(path, {"text": "?", "clause": "9"}).status_code == 422


@pytest.mark.parametrize(("output", "start"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_an_unfinished_draft_has_a_preview(writer, begun, output, start):
    file = writer.get(f"/exports/outgoing-drafts/{begun['id']}?format={output}")
    assert b"".join(file.streaming_content).startswith(start)
    assert writer.get(f"{DRAFTS}/{begun['id']}/file").status_code == 404


def test_rights_to_sign_are_recorded_listed_and_ended(leader, writer, posts, notices, begun):
    given = {
        "unit": "vp",
        "post_id": posts.pcvp.id,
        "steps": [{"form": "tl", "of": "Chủ tịch"}],
        "valid_from": "2021-01-01",
    }
    made = leader.post("/signing-mandates", given).json()
    assert (made["steps"], made["valid_to"]) == ([{"form": "tl", "of": "Chủ tịch"}], None)
    assert made["id"] in {row["id"] for row in writer.get("/signing-mandates?unit=vp").json()["items"]}
    names = [one["lines"] for one in writer.get(f"{DRAFTS}/{begun['id']}/signers").json()["items"]]
    assert ["TL. CHỦ TỊCH"] in names
    assert (
        leader.post(f"/signing-mandates/{made['id']}/end", {"last_day": "2021-01-31"}).json()["valid_to"]
        == "2021-01-31"
    )
    assert leader.post("/signing-mandates", given | {"steps": [{"form": "tuq", "of": "Chủ tịch"}]}).status_code == 422


@pytest.fixture
def numbered(on_the_way):
    return on_the_way("numbered")


@pytest.fixture
def identity(key_of):
    return key_of("Đỗ Văn Hòa")


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_a_key_file_signs(leader, numbered, identity, trusted):
    path = f"{DRAFTS}/{numbered.id}"
    given = {"key_file": b64(identity.p12()), "passphrase": pki.PASSPHRASE, "picture": b64(papers.handwriting())}
    assert leader.post(path + "/sign", given | {"passphrase": "sai"}).json()["code"] == "wrong_passphrase"
    assert leader.post(path + "/sign", given | {"key_file": "?"}).json()["code"] == "bad_base64"
    assert leader.post(path + "/sign", given).json()["signed_how"] == "key_file"
    file = leader.get(path + "/file")
    assert b"/ByteRange" in b"".join(file.streaming_content)


def test_a_signed_file_comes_back(counter, numbered, identity):
    path = f"{DRAFTS}/{numbered.id}/signed-file"
    signed = signed_by(identity, bytes_to_sign(numbered))
    assert counter.post(path).json()["code"] == "file_required"
    wrong = counter.post(path, form={"file": SimpleUploadedFile("a.pdf", papers.notice())})
    assert wrong.json()["code"] == "other_document"
    done = counter.post(path, form={"file": SimpleUploadedFile("a.pdf", signed)})
    assert done.json()["signed_how"] == "uploaded"


def test_a_scan_comes_with_the_signature_on_paper(counter, numbered):
    form = {"file": SimpleUploadedFile("scan.pdf", papers.notice())}
    done = counter.post(f"{DRAFTS}/{numbered.id}/sign-on-paper", form=form)
    assert (done.json()["state"], done.json()["has_file"]) == ("signed", True)


@pytest.fixture
def job(leader, numbered, identity):
    answer = leader.post(f"{DRAFTS}/{numbered.id}/signing-jobs", {"certificate": chain_of(identity).decode()})
    assert answer.status_code == 201
    return answer.json()


def callback(job) -> str:
    return job["callback"].partition("/api/v1")[2]


def answer_of(job, identity):
    from dondoc.documents.signing import from_pkcs12

    key = from_pkcs12(identity.p12(), pki.PASSPHRASE)
    return {"signature": b64(key.sign(base64.b64decode(job["to_sign"])))}


def test_a_signing_service_answers_once_without_a_token(as_user, job, identity, numbered):
    service = as_user(None)
    assert service.post(callback(job), {"signature": b64(b"x")}).json()["code"] == "bad_job"
    assert service.post(callback(job), answer_of(job, identity)).json() == {"state": "signed"}
    again = service.post(callback(job), answer_of(job, identity))
    assert (again.status_code, again.json()["code"]) == (409, "answered")
    assert OutgoingDraft.objects.get(id=numbered.id).signed_how == "external"


def test_a_wrong_secret_an_unknown_job_and_an_impossible_one_have_one_answer(as_user, job):
    service = as_user(None)
    wrong = ("/signing-jobs/1-{id}/sai", "/signing-jobs/1-999999/sai", "/signing-jobs/2-{id}/sai")
    told = [service.post(path.format(**job), {"signature": "AAAA"}).json() for path in wrong]
    assert {(one["status"], one["code"], one["detail"]) for one in told} == {(404, "not_found", NotFound().message)}
    for path in ("/signing-jobs/a-b/sai", f"/signing-jobs/1-{10**30}/sai"):
        assert service.post(path, {"signature": "AAAA"}).status_code == 404


def test_guessing_locks_out_and_keeps_nothing_of_the_address(as_user, job, identity, settings):
    from axes.models import AccessAttempt

    service = as_user(None)
    secret = callback(job).rpartition("/")[2]
    for _ in range(settings.AXES_FAILURE_LIMIT):
        service.post(f"/signing-jobs/1-999999/{secret}", {"signature": "AAAA"})
    locked = service.post(f"/signing-jobs/1-{job['id']}/sai", {"signature": "AAAA"})
    assert (locked.status_code, locked.json()["code"]) == (429, "locked_out")
    assert AccessAttempt.objects.exists()
    assert secret not in str(list(AccessAttempt.objects.values()))
    right = service.post(callback(job), answer_of(job, identity))
    assert right.json() == {"state": "signed"}, "a stranger who guesses keeps nobody from answering"


def test_the_secret_is_in_no_log(as_user, job, caplog, monkeypatch):
    from dondoc.api.endpoints import signing

    caplog.set_level("DEBUG")
    service = as_user(None)
    secret = callback(job).rpartition("/")[2]
    service.post(f"/signing-jobs/1-999999/{secret}", {"signature": "AAAA"})
    service.post(callback(job), {"signature": "AAAA"})
    service.post(callback(job), {"signature": "?"})
    service.post(callback(job), {"x": 1})
    service.post(callback(job), "{")
    service.get(callback(job))

    def fails(**_):
        raise RuntimeError("away")

    monkeypatch.setattr(signing, "answer_external_signature", fails)
    service.client.raise_request_exception = False
    assert service.post(callback(job), {"signature": "AAAA"}).status_code == 500
    assert secret not in caplog.text


def test_an_english_reader_is_told_in_english(writer, begun):
    writer.client.cookies["django_language"] = "en"
    problem = writer.patch(f"{DRAFTS}/{begun['id']}", {"version": 1, "content": {"subject": 3}}).json()
    assert problem["detail"] == "Item “subject” must be a text."
