from __future__ import annotations

import base64
import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.api.conftest import Caller
from tests.conftest import PASSWORD
from tests.directives.story import assignment, bring_to, give

NEW = {
    "text": "Sở Kế hoạch và Đầu tư rà soát tiến độ giải ngân.",
    "leads": ["skhdt"],
    "coordinates": ["stc", "syt"],
    "deadline": {"kind": "date", "words": "trước ngày 25/01/2021", "due_on": "2021-01-25"},
    "field": "kinh-te",
}


def test_a_directive_is_given_and_shown_as_it_stands(office, province):
    response = office.post("/directives", NEW)
    assert response.status_code == 201
    given = response.json()
    assert given == office.get(f"/directives/{given['id']}").json()
    assert [(item["unit"], item["role"]) for item in given["assignments"]] == [
        ("skhdt", "lead"), ("stc", "coordinate"), ("syt", "coordinate"),
    ]  # fmt: skip
    assert given["deadline"]["due_on"] == "2021-01-25"


def test_what_the_benchmark_sends_is_enough(office, province):
    body = {"text": "Rà soát.", "leads": ["stc"], "deadline": {"kind": "date", "due_on": "2021-02-17"}}
    assert office.post("/directives", body).status_code == 201


def test_a_directive_has_the_priority_it_is_given_with(office, province):
    for more, kept in (({}, "normal"), ({"priority": "urgent"}, "urgent")):
        given = office.post("/directives", {**NEW, **more}).json()
        assert {each["priority"] for each in given["assignments"]} == {kept}
    assert office.get("/assignments?priority=urgent").json()["count"] == len(given["assignments"])
    assert office.post("/directives", {**NEW, "priority": "asap"}).status_code == 422


def test_a_group_is_its_members_on_the_day_it_is_given(office, province):
    from dondoc.organizations.models import GroupMembership

    GroupMembership.objects.filter(unit_id=province.units["syt"].id).update(valid_from=dt.date(2021, 1, 5))
    body = {"text": "Rà soát.", "lead_groups": ["so"], "coordinate_groups": ["huyen"]}
    late = {"issued_on": "2021-01-04", "reason": "Văn bản đến chậm."}
    for more, leads in (({}, ["skhdt", "stc", "syt"]), (late, ["skhdt", "stc"])):
        given = office.post("/directives", {**body, **more}).json()
        assert sorted(a["unit"] for a in given["assignments"] if a["role"] == "lead") == leads
        assert sorted(a["unit"] for a in given["assignments"] if a["role"] == "coordinate") == ["hondat", "rachgia"]
        assert given == office.get(f"/directives/{given['id']}").json()


def test_giving_takes_few_queries(office, province):
    office.post("/directives", NEW)
    with CaptureQueriesContext(connection) as asked:
        office.post("/directives", {name: value for name, value in NEW.items() if name != "field"})
    # token and user; codes of units; checks and ids; directive; assignments; ledger; the clock held; roll-ups; and a
    # savepoint's two; who is told, and the messages
    assert len(asked) <= 12


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"leads": []}, 422, "lead_required"),
        ({"leads": ["khong-co"]}, 422, "unknown_unit"),
        ({"field": "khong-co"}, 422, "unknown_field"),
        ({"text": ""}, 422, "invalid"),
        ({"text": "   "}, 422, "text_required"),
        ({"text": "a\0b"}, 422, "invalid"),
        ({"deadline": {"kind": "date"}}, 422, "due_on_required"),
        ({"deadline": {"kind": "date", "due_on": "2021-02-31"}}, 422, "invalid"),
        ({"deadline": {"kind": "date", "due_on": "2020-01-01"}}, 422, "due_before_given"),
        ({"deadline": {"kind": "soon"}}, 422, "invalid"),
        ({"deadline": {"kind": "standing", "due_on": "2021-01-25"}}, 422, "due_on_unexpected"),
        ({"lead_groups": ["khong-co"]}, 422, "unknown_group"),
        ({"issued_on": "2021-01-04"}, 422, "reason_required"),
        ({"issued_on": "2021-01-19"}, 422, "issued_in_future"),
        ({"document_id": 99}, 404, "not_found"),
        ({"title": "?"}, 422, "invalid"),
    ],
)
def test_what_cannot_be_given_is_refused_with_a_sentence(office, province, change, status, code):
    problem = office.post("/directives", {**NEW, **change}).json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert office.get("/assignments").json()["count"] == 0


def test_only_the_office_gives(as_user, province, specialist, clerk, chair, lead_head, outsider):
    assert as_user(specialist).post("/directives", NEW).status_code == 201
    assert as_user(specialist).post("/directives", {**NEW, "field": "van-xa"}).status_code == 403
    for user in (clerk, chair, lead_head):
        assert as_user(user).post("/directives", NEW).status_code == 403
    assert as_user(outsider).post("/directives", NEW).json()["code"] == "unknown_unit"


def test_an_assignment_from_acknowledgement_to_acceptance(as_user, office, province, lead_focal, files_folder):
    one = office.post("/directives", NEW).json()["assignments"][0]["id"]
    unit = as_user(lead_focal)
    assert unit.post(f"/assignments/{one}/acknowledge").json()["lifecycle"] == "acknowledged"
    assert unit.post(f"/assignments/{one}/acknowledge").json()["code"] == "wrong_state"
    assert unit.post(f"/assignments/{one}/start", {"note": "Đã phân công."}).json()["lifecycle"] == "in_progress"
    assert unit.post(f"/assignments/{one}/report-completion", {"note": "Xong."}).json()["code"] == "evidence_required"
    evidence = SimpleUploadedFile("kết quả.txt", "Kết quả rà soát.".encode())
    reported = unit.post(f"/assignments/{one}/report-completion", form={"note": "Xong.", "files": evidence}).json()
    assert (reported["lifecycle"], reported["files"][0]["name"]) == ("reported", "kết quả.txt")
    file = unit.get(f"/evidence/{reported['files'][0]['id']}/file")
    assert b"".join(file.streaming_content).decode() == "Kết quả rà soát."
    assert file["Content-Disposition"].startswith("attachment")
    assert office.post(f"/assignments/{one}/return-completion").json()["code"] == "reason_required"
    assert (
        office.post(f"/assignments/{one}/return-completion", {"reason": "Thiếu số liệu."}).json()["lifecycle"]
        == "returned"
    )
    by_letter = {"note": "Xong.", "result_document": "15/BC-SKHĐT"}
    assert unit.post(f"/assignments/{one}/report-completion", by_letter).json()["lifecycle"] == "reported"
    assert unit.post(f"/assignments/{one}/accept-completion").status_code == 403
    accepted = office.post(f"/assignments/{one}/accept-completion", {"note": "Đạt."}).json()
    assert (accepted["lifecycle"], accepted["timeliness"], accepted["actions"]) == (
        "accepted", "done_on_time", ["reopen"],
    )  # fmt: skip


def test_an_observer_has_no_files(as_user, province, office_leader, lead_focal, observer, files_folder):
    directive = give(office_leader, province)
    one = bring_to(
        "acknowledged", assignment(directive, province.units["skhdt"]), unit=lead_focal, office=office_leader
    )
    form = {"note": "Xong.", "files": SimpleUploadedFile("a.txt", b"abc")}
    file = as_user(lead_focal).post(f"/assignments/{one.id}/report-completion", form=form).json()["files"][0]
    assert as_user(observer).get(f"/assignments/{one.id}").json()["files"] == []
    assert as_user(observer).get(f"/evidence/{file['id']}/file").status_code == 404


def test_withdrawing_and_setting_a_deadline(office, province, office_leader):
    directive = give(office_leader, province)
    one = assignment(directive, province.units["skhdt"]).id
    late = office.post(f"/assignments/{one}/set-deadline", {"due_on": "2021-02-01", "reason": "Theo đề nghị."}).json()
    assert (late["due_on"], late["original_due_on"]) == ("2021-02-01", "2021-01-25")
    assert office.post(f"/assignments/{one}/set-deadline", {"due_on": "2021-02-02"}).json()["field"] == "reason"
    gone = office.post(f"/assignments/{one}/withdraw", {"reason": "Giao nhầm."}).json()
    assert (gone["lifecycle"], gone["timeliness"]) == ("withdrawn", None)


def test_recording_an_event_gives_the_day(as_user, office, province, lead_focal):
    body = {**NEW, "deadline": {"kind": "event", "event_name": "Nghị quyết được ban hành", "event_working_days": 2}}
    given = office.post("/directives", body).json()
    assert (given["deadline"]["event_name"], given["deadline"]["due_on"]) == ("Nghị quyết được ban hành", None)
    event = office.get("/deadline-events").json()["items"][0]
    assert (
        as_user(lead_focal).post(f"/deadline-events/{event['id']}/record", {"occurred_on": "2021-01-15"}).status_code
        == 403
    )
    recorded = office.post(f"/deadline-events/{event['id']}/record", {"occurred_on": "2021-01-15"}).json()
    assert recorded["occurred_on"] == "2021-01-15"
    assert office.get(f"/directives/{given['id']}").json()["deadline"]["due_on"] == "2021-01-19"
    again = office.post(f"/deadline-events/{event['id']}/record", {"occurred_on": "2021-01-15"}).json()
    assert again["code"] == "already_recorded"


def test_the_same_key_gives_the_same_directive(office, province):
    key = {"Idempotency-Key": "7f0c5e0a-1"}
    first = office.post("/directives", NEW, headers=key)
    again = office.post("/directives", NEW, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotent-Replayed"] == "true"
    other = office.post("/directives", {**NEW, "text": "Việc khác."}, headers=key).json()
    assert (other["code"], other["directive_id"]) == ("idempotency_key_reused", first.json()["id"])
    assert (
        office.post("/directives", NEW, headers={"Idempotency-Key": "có dấu"}).json()["code"] == "bad_idempotency_key"
    )
    assert office.get("/assignments?role=lead").json()["count"] == 1


def test_two_threads_with_one_key_give_one_directive(at_once, as_user, province, office_leader):
    callers = [as_user(office_leader) for _ in range(3)]
    answers = at_once(*(
        lambda caller=caller: caller.post("/directives", NEW, headers={"Idempotency-Key": "một-lần".encode().hex()})
        for caller in callers
    ))  # fmt: skip
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert callers[0].get("/assignments?role=lead").json()["count"] == 1


def test_tokens_of_ones_own(as_user, clerk, specialist, administrator):
    mine = as_user(clerk)
    issued = mine.post("/tokens", {"name": "kịch bản", "expires_at": "2021-06-30T17:00:00+07:00"}).json()
    assert issued["token"].startswith("ddt_1_")
    listed = mine.get("/tokens").json()["items"]
    assert {token["name"] for token in listed} == {"kịch bản", "thử"}
    assert all("token" not in token for token in listed)
    assert as_user(specialist).delete(f"/tokens/{issued['id']}").status_code == 404
    assert mine.delete(f"/tokens/{issued['id']}").status_code == 204
    revoked = Caller(Client(), {"Authorization": f"Bearer {issued['token']}"}).get("/me")
    assert (revoked.status_code, revoked.json()["code"]) == (401, "bad_token")
    assert as_user(administrator).delete(f"/tokens/{listed[-1]['id']}").status_code == 204


def basic(name, password):
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_a_first_token_by_password_and_the_lock(as_user, clerk):
    nobody = as_user(None)
    issued = nobody.post("/tokens", {"name": "lần đầu"}, headers=basic("vanthu", PASSWORD))
    assert issued.status_code == 201
    assert nobody.get("/me", headers=basic("vanthu", PASSWORD)).status_code == 401
    for _ in range(4):
        wrong = nobody.post("/tokens", {"name": "thử"}, headers=basic("vanthu", "sai"))
        assert (wrong.status_code, wrong.json()["code"]) == (401, "bad_password")
    nobody.post("/tokens", {"name": "thử"}, headers=basic("vanthu", "sai"))
    locked = nobody.post("/tokens", {"name": "thử"}, headers=basic("vanthu", PASSWORD))
    assert (locked.status_code, locked.json()["code"]) == (429, "locked_out")


def test_the_administrator_keeps_the_users(as_user, administrator, province, office_leader):
    admin = as_user(administrator)
    new = {"username": "moi", "full_name": "Người mới", "role": "specialist", "unit": "vp", "fields": ["kinh-te"]}
    made = admin.post("/users", new).json()
    assert (made["unit"], made["fields"], made["is_active"]) == ("vp", ["kinh-te"], True)
    assert admin.post("/users", new).status_code == 409
    changed = admin.patch(f"/users/{made['id']}", {"role": "clerk", "fields": []}).json()
    assert (changed["role"], changed["full_name"]) == ("clerk", "Người mới")
    assert admin.post(f"/users/{made['id']}/password", {"password": "ngắn"}).json()["field"] == "password"
    assert admin.post(f"/users/{made['id']}/password", {"password": "một mật khẩu đủ dài"}).status_code == 204
    assert admin.post(f"/users/{made['id']}/deactivate", {"reason": "Chuyển công tác."}).json()["is_active"] is False
    assert admin.post(f"/users/{made['id']}/reactivate").json()["is_active"] is True
    assert admin.get("/users?q=moi").json()["count"] == 1
    for path in ("/users", f"/users/{made['id']}"):
        assert as_user(office_leader).get(path).status_code == 403
    assert as_user(office_leader).post("/users", new).status_code == 403
