"""The meetings of the scenario in which every address is asked as every role; what is sent where an empty form says nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.conftest import NOW
from tests.meetings import access_api, access_people
from tests.meetings.meetings_world import ENDS, STARTS

#: By (name, method): what an API address is sent.
JSON: dict[tuple[str, str], Any] = {
    **access_people.JSON,
    ("api:meetings", "POST"): {
        "unit": "ubnd", "kind": "topic", "title": "Họp", "starts_at": "2021-01-25T08:00:00+07:00",
        "ends_at": "2021-01-25T10:00:00+07:00",
    },
    ("api:meeting", "PATCH"): {
        "version": 1, "kind": "topic", "title": "Họp", "starts_at": "2021-01-25T08:00:00+07:00",
        "ends_at": "2021-01-25T10:00:00+07:00",
    },
    ("api:meeting_rooms", "POST"): {"name": "Phòng B"},
    ("api:meeting_room", "PATCH"): {"name": "Hội trường A"},
    ("api:meeting_series_list", "POST"): {"unit": "ubnd", "name": "Thường kỳ", "kind": "regular"},
    ("api:meeting_series", "PATCH"): {"unit": "ubnd", "name": "Giao ban", "kind": "briefing"},
    ("api:meeting_call", "POST"): {"reason": "Khẩn"},
    ("api:meeting_cancel", "POST"): {"reason": "Hoãn"},
    ("api:meeting_agenda", "POST"): {"title": "Thảo luận"},
    ("api:meeting_conclusions", "POST"): {"text": "Giao Sở Y tế báo cáo."},
    ("api:meeting_conclusion", "PATCH"): {"version": 1, "text": "Giao Sở Y tế báo cáo ngay."},
    ("api:meeting_remarks", "POST"): {"body": "Sở Y tế"},
    ("api:meeting_remark", "PATCH"): {"version": 1, "text": "Nhất trí."},
    ("api:meeting_decisions", "POST"): {"text": "Thông qua."},
    ("api:meeting_decision", "PATCH"): {"version": 1, "text": "Thông qua."},
    ("api:meeting_decision_drop", "POST"): {"version": 1},
    ("api:meeting_conclusions_show", "POST"): {"shown": True},
    ("api:slip_answer", "POST"): {"stance": "agree"},
    ("api:meeting_papers", "POST"): {"title": "Báo cáo"},
    ("api:opinion", "POST"): {"stance": "agree"},
    ("api:speeches", "POST"): {"topic": "Giải ngân"},
    **access_api.JSON,
}  # fmt: skip
#: By name: what a screen's form is sent.
FORMS: dict[str, Any] = {
    **access_people.FORMS,
    "web:meeting_remark_new": {"body": "Sở Y tế", "state": "asked"},
    "web:meeting_decision_new": {"text": "Thông qua."},
    "web:meeting_decision_save": {"version": "1", "text": "Thông qua."},
    "web:meeting_decision_drop": {"version": "1"},
    "web:meeting_item_save": {"title": "Nội dung mới", "minutes": "10"},
    "web:meeting_paper_new": {"title": "Báo cáo", "kind": "report"},
    "web:meeting_opinion": {"stance": "agree"},
    "web:meeting_step": {"reason": "Nhầm"},
    "web:meeting_plan_step": {"reason": "Hoãn"},
    "web:slip_answer": {"stance": "agree"},
    "web:slip_step": {"reason": "Thôi"},
    "web:slip_silence": {"silence": "abstains"},
}


def meetings_of(writer: Any, province: Any) -> dict[str, Any]:
    """A planned meeting, one that Kế hoạch và Đầu tư and Tài chính are called to, one that runs, one that is over, a round of slips."""
    from dondoc.meetings.commands._plan import Plan
    from dondoc.meetings.commands.plan_meeting import plan_meeting
    from dondoc.meetings.models import Meeting

    plan = Plan(kind="topic", title="Họp về giải ngân", starts_at=STARTS, ends_at=ENDS)
    found: dict[str, Any] = {}
    for name in ("planned", "meeting", "running", "over"):
        made = plan_meeting(actor=writer, unit_id=province.units["ubnd"].id, plan=plan, now=NOW)
        found[name] = made.id
        if name in ("meeting", "running"):
            called = _called(made, province)
            found |= called if name == "meeting" else {}
    # It is held later on this day, so that people can answer and be checked in.
    today = {"starts_at": NOW + dt.timedelta(hours=2), "ends_at": NOW + dt.timedelta(hours=4)}
    Meeting.objects.filter(id=found["meeting"]).update(state="called", called_at=NOW, **today)
    Meeting.objects.filter(id=found["running"]).update(state="running", called_at=NOW, opened_at=NOW)
    found |= access_people.people_of(found, province, found["category"])
    found |= access_api.more_of(found, province)
    return found | _in_the_room(writer, found["running"], found["meeting"]) | _lists(writer, province)


def _called(meeting: Any, province: Any) -> dict[str, Any]:
    from dondoc.meetings.models import Category, Invitee

    here = {"jurisdiction_id": province.id, "meeting_id": meeting.id}
    category = Category.objects.create(**here, position=1, name="Lãnh đạo các sở", requirement="leader")
    found = {"category": category.id}
    for position, code in enumerate(("skhdt", "stc")):
        unit = province.units[code]
        invitee = Invitee.objects.create(
            **here, category_id=category.id, position=position, unit_id=unit.id, body=unit.name
        )
        found[f"invitee_{code}"] = invitee.id
    return found


def _in_the_room(writer: Any, running: int, called: int) -> dict[str, Any]:
    from dondoc.documents.models import StoredFile
    from dondoc.meetings.commands.add_conclusion import add_conclusion
    from dondoc.meetings.commands.add_item import add_item
    from dondoc.meetings.commands.add_remark import add_remark
    from dondoc.meetings.commands.ask_for_paper import ask_for_paper
    from dondoc.meetings.commands.record_decision import record_decision
    from dondoc.meetings.models import PaperVersion

    given: dict[str, Any] = {"actor": writer, "now": NOW}
    found = {
        "agenda_item": add_item(meeting_id=running, title="Báo cáo", **given).id,
        "spoken": add_remark(meeting_id=running, body="Sở Y tế", **given).id,
        "decided": record_decision(meeting_id=running, text="Thông qua.", **given).id,
        "line": add_conclusion(meeting_id=running, text="Giao Sở Y tế báo cáo.", **given).id,
        "asked_speech": add_remark(meeting_id=called, body="Sở Y tế", state="asked", **given).id,
        "called_item": add_item(meeting_id=called, title="Thảo luận", **given).id,
    }
    found["paper"] = ask_for_paper(meeting_id=called, title="Dự thảo", kind="report", **given).id
    sent = ask_for_paper(meeting_id=called, title="Tóm tắt", kind="summary", **given)
    version = PaperVersion.objects.create(
        jurisdiction_id=1, paper_id=sent.id, number=1, file_id=StoredFile.objects.earliest("id").id, sent_at=NOW, sent_by_id=writer.id
    )  # fmt: skip
    return found | {"paper_version": version.id}


def _lists(writer: Any, province: Any) -> dict[str, Any]:
    from dondoc.meetings.commands.keep_room import keep_room
    from dondoc.meetings.commands.keep_series import keep_series
    from dondoc.meetings.models import Slip, SlipRound
    from dondoc.organizations.models import Post

    given: dict[str, Any] = {"actor": writer, "now": NOW}
    unit = province.units["ubnd"].id
    member = Post.objects.get(jurisdiction_id=1, unit_id=province.units["skhdt"].id, is_head=True)
    found = {
        "hall": keep_room(name="Hội trường A", **given).id,
        "series": keep_series(name="Giao ban", unit_id=unit, kind="briefing", **given).id,
    }
    for state in ("draft", "sent", "closed"):
        made = SlipRound.objects.create(
            jurisdiction_id=1, unit_id=unit, title=f"Phiếu {state}", content="Thông qua.", state=state,
            due_at=NOW + dt.timedelta(days=3), created_at=NOW, created_by_id=writer.id, sent_at=NOW,
        )  # fmt: skip
        found[f"round_{state}"] = made.id
        slip = Slip.objects.create(
            jurisdiction_id=1, round_id=made.id, position=1, unit_id=member.unit_id, post_id=member.id
        )
        found[f"slip_{state}"] = slip.id
    return found
