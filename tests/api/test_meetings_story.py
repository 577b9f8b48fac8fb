"""A meeting from its plan to what came of its conclusions, and a round of slips, by programs alone."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.conftest import NOW
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures
from tests.meetings.meetings_world import put_on

from dondoc.directives.models import Assignment, Directive
from dondoc.meetings.models import Meeting, SlipRound
from dondoc.meetings.slip_members import members


@pytest.fixture
def people(as_user, office_leader, specialist, clerk, chair, lead_head, coordinating_focal, make_user):
    """The programs of those who take part, by what they do."""
    members = {code: make_user(f"gd.{code}", "unit_head", unit=code) for code in ("stc", "syt")}
    named = {
        "leader": office_leader, "writer": specialist, "clerk": clerk, "chair": chair, "skhdt": lead_head,
        "focal": coordinating_focal, **members,
    }  # fmt: skip
    return {name: as_user(user) for name, user in named.items()}


@pytest.fixture
def signing(people, heads):
    """Registers to number in, and the right of the head of the office to sign."""
    leader = people["leader"]
    for name, kinds in (("Sổ thông báo", ["Thông báo"]), ("Sổ khác", [])):
        book = {"unit": "vp", "direction": "issued", "name": name, "kinds": kinds, "agency_symbol": "VP"}
        assert leader.post("/registers", book).status_code == 201
    right = {"unit": "vp", "post_id": heads.head["vp"].id, "valid_from": "2020-01-01"}
    return leader.post("/signing-mandates", right).json()["id"]


def _issued(people, draft, mandate):
    """Take a draft from its words to its directives."""
    path = f"/outgoing-drafts/{draft['id']}"
    version = people["writer"].patch(path, {"version": draft["version"], "mandate_id": mandate}).json()["version"]
    people["writer"].post(path + "/submit", {"version": version})
    people["leader"].post(path + "/approve", {"version": version})
    people["clerk"].post(path + "/number", {})
    people["clerk"].post(path + "/sign-on-paper")
    done = people["leader"].post(path + "/issue", {"give_directives": True})
    assert done.status_code == 200, done.json()
    return done.json()


def _planned(writer, heads):
    """Plan the meeting with its series, list, venue, agenda and paper; answer with its address."""
    series = {"unit": "ubnd", "name": "Kiểm điểm", "kind": "conference", "rrule": "FREQ=MONTHLY"}
    plan = {
        "unit": "ubnd", "kind": "conference", "form": "hybrid", "title": "Hội nghị kiểm điểm", "field": "kinh-te",
        "starts_at": "2021-01-22T08:00:00+07:00", "ends_at": "2021-01-22T11:00:00+07:00", "place": "Hội trường A",
        "chair_post_id": heads.head["ubnd"].id, "chair_title": "Chủ tịch UBND tỉnh",
        "series_id": writer.post("/meeting-series", series).json()["id"],
    }  # fmt: skip
    key = {"Idempotency-Key": "hop-1"}
    made = writer.post("/meetings", plan, headers=key).json()
    again = writer.post("/meetings", plan, headers=key)
    assert (again.json()["id"], again["Idempotent-Replayed"], Meeting.objects.count()) == (made["id"], "true", 1)
    assert writer.post("/meetings", {**plan, "title": "Khác"}, headers=key).json()["code"] == "idempotency_key_reused"
    path = f"/meetings/{made['id']}"
    members = {"name": "Thành viên UBND tỉnh", "requirement": "deputy", "is_counted": True, "has_vote": True}
    category = writer.post(path + "/categories", members).json()["id"]
    writer.post(path + "/invitees", {"category_id": category, "group": "so"})
    (district,) = writer.post(path + "/invitees", {"category_id": category, "unit": "hondat"}).json()["items"]
    venue = {"name": "Điểm cầu Hòn Đất", "unit": "hondat", "chair_id": district["id"]}
    assert writer.post(path + "/venues", venue).json()["invitees"] == 1
    item = {"title": "Báo cáo kiểm điểm", "presenter_unit": "skhdt", "presenter": "Giám đốc", "minutes": 60}
    agenda = writer.post(path + "/agenda", item).json()["agenda"]
    paper = {"title": "Báo cáo", "item_id": agenda[0]["id"], "unit": "skhdt", "due_on": "2021-01-20"}
    assert writer.post(path + "/papers", paper).json()["versions"] == []
    return path


def _held(people, path, invitees):
    """Call, answer, check in and run the meeting; answer with its two lines that give work."""
    writer, skhdt, focal = people["writer"], people["skhdt"], people["focal"]
    assert writer.post(path + "/call", {}).json()["state"] == "called"
    answer = {"answer": "absent", "reason_kind": "mission"}
    assert skhdt.post(f"/invitees/{invitees['skhdt']}/answer", answer).json()["consent"] == "asked"
    people["chair"].post(f"/invitees/{invitees['skhdt']}/consent", {"consent": "granted"})
    secret = writer.post(path + "/door-code").json()["secret"]
    put_on(Meeting.objects.get())
    assert writer.post(path + "/open").json()["state"] == "running"
    entered = {"presence": "present", "how": "qr", "door_secret": secret}
    assert focal.post(f"/invitees/{invitees['stc']}/check-in", entered).json()["attendance"] == "present"
    writer.post(f"/invitees/{invitees['syt']}/check-in", {"presence": "present"})
    item = writer.get(path + "/agenda").json()["items"][0]["id"]
    writer.post(f"{path}/agenda/{item}/run")
    said = {"invitee_id": invitees["syt"], "text": "Nhất trí.", "item_id": item}
    assert writer.post(path + "/remarks", said).json()["body"] == "Sở Y tế"
    vote = {"text": "Thông qua báo cáo", "votes_for": 3, "votes_against": 0, "votes_abstained": 0, "item_id": item}
    assert writer.post(path + "/decisions", vote).status_code == 201
    lines = path + "/conclusions"
    duty = {"leads": ["skhdt"], "coordinates": ["stc"], "deadline_kind": "date", "due_on": "2021-03-31"}
    by_hand = writer.post(
        lines, {"text": "Hoàn thành rà soát danh mục dự án chậm tiến độ.", "depth": 1, "duties": [duty]}
    )
    assert by_hand.json()["duties"] == [{**duty, "deadline_words": ""}]
    heading = writer.post(lines, {"text": "Nhiệm vụ thời gian tới", "kind": "heading", "after_id": 0}).json()
    read = "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng phương án mua sắm, trình UBND tỉnh trước ngày 05/02/2021."
    plain = writer.post(lines, {"text": read, "depth": 1}).json()
    moved = writer.post(f"{lines}/{plain['id']}/move", {"after_id": heading["id"]}).json()["items"]
    assert [(line["mark"], line["id"]) for line in moved] == [
        ("1.", heading["id"]), ("a)", plain["id"]), ("b)", by_hand.json()["id"]),
    ]  # fmt: skip
    wrong = writer.post(lines, {"text": "Ghi nhầm."}).json()
    assert writer.post(f"{lines}/{wrong['id']}/drop", {"version": wrong["version"]}).status_code == 204
    found = writer.get(path + "/understood").json()["items"]
    assert [(one["line_id"], one["leads"], one["due_on"], one["by_hand"]) for one in found] == [
        (plain["id"], ["Sở Y tế"], "2021-02-05", False),
        (by_hand.json()["id"], ["Sở Kế hoạch và Đầu tư"], "2021-03-31", True),
    ]
    writer.post(path + "/show-conclusions", {"shown": True, "line_ids": [plain["id"]]})
    now = focal.get(path + "/now").json()
    assert (now["running"]["id"], [line["text"] for line in now["conclusions"]]) == (item, [read])
    writer.post(path + "/end")
    assert writer.post(path + "/reopen", {"reason": "Kết thúc nhầm"}).json()["state"] == "running"
    assert writer.post(path + "/end").json()["state"] == "ended"
    return plain["id"], by_hand.json()["id"]


def test_a_meeting_goes_from_its_plan_to_what_came_of_its_conclusions(people, signing, heads):
    writer = people["writer"]
    path = _planned(writer, heads)
    invitation = writer.post(path + "/invitation", {"unit": "vp"})
    assert (invitation.status_code, invitation.json()["kind"]) == (201, "Giấy mời")
    invitees = {one["unit"]: one["id"] for one in writer.get(path + "/invitees").json()["items"]}
    _held(people, path, invitees)
    minutes = writer.post(path + "/minutes", {"unit": "vp"}).json()
    assert (minutes["kind"], minutes["field"]) == ("Biên bản", "kinh-te")
    assert "Thông qua báo cáo (3 phiếu đồng ý" in str(minutes["content"])
    writer.post(path + "/conclusions", {"text": "Hội nghị biểu dương các đơn vị.", "kind": "paragraph", "after_id": 0})
    anew = writer.post(path + "/minutes/again", {"version": minutes["version"]}).json()
    assert (anew["id"], anew["version"]) == (minutes["id"], minutes["version"] + 1)
    assert "Hội nghị biểu dương" in str(anew["content"])
    none_yet = writer.post(path + "/notice/again", {"version": 1})
    assert (none_yet.status_code, none_yet.json()["code"]) == (409, "not_drafted")
    due = writer.get(path + "/notice").json()
    assert (due["is_owed"], due["due_on"], due["draft_id"]) == (True, "2021-01-25", None)
    assert [one["meeting_id"] for one in writer.get("/meeting-notices").json()["items"]] == [due["meeting_id"]]
    notice = writer.post(path + "/notice", {"unit": "vp"}).json()
    again = writer.post(path + "/notice", {"unit": "vp"})
    assert (again.status_code, again.json()["code"], again.json()["draft_id"]) == (409, "drafted", notice["id"])
    late = writer.post(path + "/conclusions", {"text": "Thêm."})
    assert (late.status_code, late.json()["code"]) == (409, "notice_drafted")
    issued = _issued(people, notice, signing)
    assert (len(issued["directive_ids"]), Directive.objects.count()) == (2, 2)
    parts = set(Assignment.objects.values_list("unit__code", "role"))
    assert parts == {("skhdt", "lead"), ("syt", "lead"), ("stc", "coordinate")}
    done = people["chair"].get(path + "/notice").json()
    assert (done["issued_on"], done["draft_state"], done["is_late"]) == ("2021-01-18", "issued", False)
    assert (done["is_owed"], done["due_on"]) == (False, "2021-01-25")
    assert writer.get("/meeting-notices").json() == {"items": []}

    standing = writer.get(path + "/standing").json()
    assert [(line["mark"], len(line["given"])) for line in standing["lines"]] == [("1.", 0), ("a)", 1), ("b)", 1)]
    assert standing["total"] == sum(standing["counts"].values()) == 4
    assert writer.get(path + "/standing?on=2021-01-17").json()["total"] == 0  # the notice was issued on the 18th
    series = writer.get(path).json()["series_id"]
    coming = writer.post(f"/meeting-series/{series}/next", {}).json()["id"]
    before = people["chair"].get(f"/meetings/{coming}/standing-before").json()
    assert (before["meeting_id"], before["lines"]) == (standing["meeting_id"], standing["lines"])
    assert writer.get(path + "/standing-before").json()["meeting_id"] is None
    told = [(one["what"], one["reason"]) for one in writer.get(path + "/history").json()["items"]]
    assert told[:4] == [
        ("phát hành thông báo kết luận 01/TB-VP", ""), ("lập dự thảo thông báo kết luận", ""), ("soạn lại dự thảo theo nội dung đã ghi", ""), ("lập dự thảo biên bản", ""),
    ]  # fmt: skip
    assert ("mở lại cuộc họp", "Kết thúc nhầm") in told


def test_a_unit_knows_what_it_may(people, signing, heads):
    path = _planned(people["writer"], heads)
    assert people["skhdt"].get(path).status_code == 404
    people["writer"].post(path + "/call", {})
    for address in ("/notice", "/standing", "/standing-before", "/history", "/clashes", "/door-code", "/understood"):
        assert people["skhdt"].get(path + address).status_code == 403
    assert people["skhdt"].get("/meeting-notices").status_code == 403
    assert people["skhdt"].post(path + "/minutes", {"unit": "vp"}).status_code == 403


@pytest.fixture
def round_(people, heads):
    """A round of three members, prepared."""
    asked = {
        "unit": "ubnd", "title": "Dự thảo Quy chế làm việc", "content": "Đề nghị thông qua dự thảo.",
        "due_at": "2021-01-21T17:00:00+07:00", "proposer_unit": "vp",
        "member_post_ids": [heads.head[code].id for code in ("skhdt", "stc", "syt")],
    }  # fmt: skip
    key = {"Idempotency-Key": "phieu-1"}
    made = people["writer"].post("/slip-rounds", asked, headers=key)
    again = people["writer"].post("/slip-rounds", asked, headers=key)
    assert (made.status_code, again.json()["id"], SlipRound.objects.count()) == (201, made.json()["id"], 1)
    return made.json()


def test_a_round_of_slips_goes_from_its_opening_to_its_record(people, round_, signing):
    writer, path = people["writer"], f"/slip-rounds/{round_['id']}"
    assert [slip["person_name"] for slip in round_["slips"]] == ["Đỗ Em", "Hồ Hạnh", "Bùi Ích"]
    assert people["skhdt"].get(path).status_code == 404, "members see it when it is sent"
    changed = writer.patch(path, {"version": 1, "silence": "abstains"}).json()
    assert (changed["silence"], changed["title"], changed["proposer_unit"], changed["version"]) == (
        "abstains", round_["title"], "vp", 2,
    )  # fmt: skip
    stale = writer.patch(path, {"version": 1, "title": "Khác"})
    assert (stale.status_code, stale.json()["code"], stale.json()["version"]) == (409, "other_version", 2)
    secret = SimpleUploadedFile("a.txt", "TỐI MẬT\nTờ trình.".encode())
    refused = writer.post(path + "/dossier", form={"version": "2", "file": secret})
    assert (refused.status_code, refused.json()["code"]) == (422, "secret_document")
    sent_file = SimpleUploadedFile("tờ trình.txt", b"To trinh.")
    kept = writer.post(path + "/dossier", form={"version": "2", "file": sent_file}).json()
    assert (kept["dossier"], kept["silence"], len(kept["slips"])) == ("tờ trình.txt", "abstains", 3)
    assert writer.post(path + "/send", {}).json()["state"] == "sent"

    member = people["skhdt"]
    own = member.get(path).json()
    assert ([slip["unit"] for slip in own["slips"]], own["members"], own["answered"]) == (["skhdt"], None, None)
    file = member.client.get(f"/api/v1{path}/dossier/file", headers=member.headers)
    assert b"".join(file.streaming_content) == b"To trinh."
    answered = member.post(f"/slips/{own['own_slip_id']}/answer", {"stance": "agree"}).json()
    assert answered["own_stance"] == "agree"
    assert member.post(f"/slips/{own['own_slip_id']}/answer", {"stance": ""}).json()["own_stance"] == ""
    member.post(f"/slips/{own['own_slip_id']}/answer", {"stance": "agree_with", "text": "Rà lại Điều 5."})
    assert member.get(path + "/result").status_code == 403
    assert writer.post(path + "/close").json()["code"] == "not_over"
    other = people["stc"].get(path).json()["own_slip_id"]
    people["stc"].post(f"/slips/{other}/answer", {"stance": "agree"})
    assert writer.get(path).json()["answered"] == 2

    with time_machine.travel(NOW + dt.timedelta(days=4), tick=False):
        assert writer.post(path + "/close").json()["state"] == "closed"
        result = member.get(path + "/result").json()
        assert (result["agree"], result["abstain"], result["silent"], result["is_passed"]) == (2, 1, 1, True)
        shown = member.get(path).json()
        assert (shown["members"], shown["answered"], len(shown["slips"])) == (3, 2, 1)
        record = writer.post(path + "/record", {"unit": "vp"})
        assert (record.status_code, record.json()["kind"]) == (201, "Báo cáo")
        assert "Rà lại Điều 5" in str(record.json()["content"])
        assert writer.get(path).json()["record_draft_id"] == record.json()["id"]
        assert writer.post(path + "/record", {"unit": "vp"}).json()["code"] == "drafted"
        assert member.post(path + "/record", {"unit": "vp"}).status_code == 403


def test_a_round_is_cancelled_and_lists_are_narrowed(people, round_):
    writer, path = people["writer"], f"/slip-rounds/{round_['id']}"
    assert writer.post(path + "/dossier", {"version": 1}).json()["code"] == "empty"
    assert writer.post(path + "/cancel", {}).json()["code"] == "reason_required"
    assert writer.post(path + "/cancel", {"reason": "Đưa ra phiên họp"}).json()["cancel_reason"] == "Đưa ra phiên họp"
    assert writer.post(path + "/send", {}).status_code == 409
    found = writer.get("/slip-rounds?state=cancelled&limit=1").json()
    assert (found["count"], found["items"][0]["id"], found["limit"]) == (1, round_["id"], 1)
    assert writer.get("/slip-rounds?state=sent").json()["items"] == []
    assert writer.get("/slip-rounds?trang=1").json()["code"] == "unknown_parameter"
    assert people["skhdt"].get("/slip-rounds").json()["count"] == 0


def test_a_list_of_rounds_asks_no_more_the_longer_it_is(people, round_, django_assert_max_num_queries):
    writer, member = people["writer"], people["skhdt"]
    writer.post(f"/slip-rounds/{round_['id']}/send", {})
    for number in range(4):
        made = SlipRound.objects.get(id=round_["id"])
        slips = list(made.slips.all())
        made.id, made.title = None, f"Đợt {number}"
        made.save(force_insert=True)
        for slip in slips:
            slip.id, slip.round_id = None, made.id
            slip.save(force_insert=True)
    with django_assert_max_num_queries(8):
        found = member.get("/slip-rounds").json()
    assert len({one["own_slip_id"] for one in found["items"]} - {None}) == 5
    assert all(one["own_slip_id"] is None for one in writer.get("/slip-rounds").json()["items"])


def test_two_threads_with_one_key_plan_one_meeting(at_once, as_user, office_leader, province):
    plan = {
        "unit": "ubnd", "kind": "topic", "title": "Họp", "starts_at": "2021-01-25T08:00:00+07:00",
        "ends_at": "2021-01-25T10:00:00+07:00",
    }  # fmt: skip
    callers = [as_user(office_leader) for _ in range(3)]
    answers = at_once(*(
        lambda caller=caller: caller.post("/meetings", plan, headers={"Idempotency-Key": "mot-lan"}) for caller in callers
    ))  # fmt: skip
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert callers[0].get("/meetings").json()["count"] == 1


def test_a_deadline_is_put_off_and_a_new_round_begins_with_the_office_s_rule(people, round_):
    writer, path = people["writer"], f"/slip-rounds/{round_['id']}"
    later = {"due_at": "2021-01-26T17:00:00+07:00", "reason": "Chờ số liệu"}
    assert writer.post(path + "/extend", later).status_code == 409, "it was not sent"
    writer.post(path + "/send", {})
    assert writer.post(path + "/extend", {**later, "reason": ""}).json()["code"] == "reason_required"
    assert writer.post(path + "/extend", {**later, "due_at": round_["due_at"]}).json()["field"] == "due_at"
    assert people["skhdt"].post(path + "/extend", later).status_code == 403
    extended = writer.post(path + "/extend", later).json()
    assert extended["due_at"] == later["due_at"]
    seen = people["skhdt"].get(path).json()["extensions"]
    assert seen == [{"before": round_["due_at"], **later}]

    assert people["skhdt"].get("/slip-rule").json() == {"silence": "agrees"}
    assert people["skhdt"].patch("/slip-rule", {"silence": "abstains"}).status_code == 403
    assert writer.patch("/slip-rule", {"silence": "maybe"}).status_code == 422
    assert writer.patch("/slip-rule", {"silence": "abstains"}).json() == {"silence": "abstains"}
    asked = {"unit": "ubnd", "title": "Việc khác", "content": "Thông qua.", "due_at": "2021-01-21T17:00:00+07:00"}
    made = writer.post("/slip-rounds", asked).json()
    assert made["silence"] == "abstains"
    here = SlipRound.objects.get(id=made["id"]).jurisdiction_id
    assert [slip["post_id"] for slip in made["slips"]] == members(here, NOW.date())
