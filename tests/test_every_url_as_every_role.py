"""Every address of the project asked as every role, against the table that people read: `access_table.md`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve
from tests.attention.access_scenario import FORMS as ATTENTION_FORMS
from tests.attention.access_scenario import JSON as ATTENTION_JSON
from tests.attention.access_scenario import scenario as attention_of
from tests.calendars.access_scenario import JSON as CALENDAR_JSON
from tests.central.access_scenario import FORMS as CENTRAL_FORMS
from tests.central.access_scenario import JSON as CENTRAL_JSON
from tests.central.access_scenario import central_of
from tests.conftest import NOW, PASSWORD
from tests.directives.story import assignment, bring_to, give
from tests.followup.access_scenario import FORMS as FOLLOWUP_FORMS
from tests.followup.access_scenario import JSON as FOLLOWUP_JSON
from tests.followup.access_scenario import scenario as followup_of
from tests.indicators.access_scenario import JSON as INDICATOR_JSON
from tests.indicators.access_scenario import scenario as indicators_of
from tests.meetings.access_scenario import FORMS as MEETING_FORMS
from tests.meetings.access_scenario import JSON as MEETING_JSON
from tests.meetings.access_scenario import meetings_of
from tests.notifications.access_scenario import FORMS as CHANNEL_FORMS
from tests.notifications.access_scenario import JSON as CHANNEL_JSON
from tests.notifications.access_scenario import scenario as channels_of
from tests.operations.access_scenario import FORMS as JOB_FORMS
from tests.operations.access_scenario import JSON as JOB_JSON
from tests.operations.access_scenario import scenario as jobs_of
from tests.schedules.access_scenario import JSON as SCHEDULES_JSON
from tests.schedules.access_scenario import scenario as schedules_of
from tests.tasksheets.access_scenario import JSON as SHEET_JSON
from tests.tasksheets.access_scenario import scenario as sheets_of
from tests.urging.access_scenario import FORMS as URGING_FORMS
from tests.urging.access_scenario import JSON as URGING_JSON
from tests.urging.access_scenario import urging_of

TABLE = Path(__file__).with_name("access_table.md")
# The column's name in the table: the fixture of the person.
ROLES = {
    "anonymous": None,
    "chair": "chair",
    "office leader": "office_leader",
    "specialist, own field": "specialist",
    "specialist, other field": "other_specialist",
    "clerk": "clerk",
    "head, lead unit": "lead_head",
    "focal point, lead unit": "lead_focal",
    "focal point, coordinating": "coordinating_focal",
    "focal point, unrelated": "other_unit_focal",
    "observer": "observer",
    "administrator": "administrator",
    "outsider": "outsider",
    "outsider, administrator": "other_administrator",
}
METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")
# What is sent where an empty request would say nothing about access. Everything else goes empty: 422 then means
# "let in, and asked for what is missing".
JSON = {
    ("api:directives", "POST"): {"text": "Rà soát.", "leads": ["skhdt"], "field": "kinh-te"},
    ("api:record_deadline_event", "POST"): {"occurred_on": "2021-01-18"},
    ("api:report_completion", "POST"): {"note": "Xong.", "result_document": "1/BC"},
    ("api:return_completion", "POST"): {"reason": "Thiếu số liệu."},
    ("api:withdraw", "POST"): {"reason": "Giao nhầm."},
    ("api:set_deadline", "POST"): {"due_on": "2021-03-01", "reason": "Gia hạn."},
    ("api:documents", "POST"): {"text": "Giao Sở Tài chính báo cáo."},
    ("api:units", "POST"): {"code": "sct", "name": "Sở Công Thương", "kind": "department", "valid_from": "2021-01-01"},
    ("api:unit", "PATCH"): {"abbreviation": "SKHĐT"},
    ("api:close_unit", "POST"): {"last_day": "2021-01-31"},
    ("api:unit_posts", "POST"): {"code": "pgd", "title": "Phó Giám đốc"},
    ("api:post_holders", "POST"): {"person_name": "Trần Văn A", "valid_from": "2021-01-01"},
    ("api:end_tenure", "POST"): {"last_day": "2021-01-31"},
    ("api:groups", "POST"): {"code": "moi", "name": "nhóm mới"},
    ("api:group_members", "POST"): {"unit": "bdbp", "valid_from": "2021-01-01"},
    ("api:import_commit", "POST"): {"digest": "0"},
    ("api:filters", "POST"): {"name": "Quá hạn", "query": "timeliness=overdue"},
    ("api:document", "PATCH"): {"number": "14"},
    ("api:own_password", "POST"): {"password": "một mật khẩu đủ dài", "current_password": PASSWORD},
    ("api:draft_confirm", "POST"): {"version": 1},
    ("api:draft_discard", "POST"): {"version": 1},
    ("api:draft_field", "POST"): {"version": 1, "field": "kinh-te"},
    ("api:draft_undo", "POST"): {"version": 1},
    ("api:draft_items", "POST"): {"version": 1, "start": 0, "end": 30},
    ("api:draft_item", "PATCH"): {"version": 1, "clause": "9"},
    ("api:draft_split", "POST"): {"version": 1, "offset": 1},
    ("api:draft_merge", "POST"): {"version": 1},
    ("api:draft_drop", "POST"): {"version": 1},
    ("api:draft_restore", "POST"): {"version": 1},
    ("api:tokens", "POST"): {"name": "thử"},
    ("api:users", "POST"): {"username": "moi", "full_name": "Mới", "role": "clerk"},
    ("api:user", "PATCH"): {"full_name": "Tên khác"},
    ("api:registers", "POST"): {
        "unit": "vp",
        "direction": "issued",
        "name": "Sổ công văn",
        "kinds": ["Công văn"],
        "agency_symbol": "VP",
    },
    ("api:register", "PATCH"): {"name": "Sổ thông báo, kết luận"},
    ("api:register_take", "POST"): {"kind": "Thông báo", "subject": "Kết luận"},
    ("api:register_arrive", "POST"): {"arrived_on": "2021-01-18", "author": "Bộ Tài chính", "subject": "Giải ngân"},
    ("api:register_reserve", "POST"): {"count": 1, "reason": "Chờ ký"},
    ("api:register_entry", "PATCH"): {"note": "Đã chuyển"},
    ("api:register_entry_use", "POST"): {"kind": "Thông báo", "subject": "Kết luận", "reason": "Ký hôm qua"},
    ("api:register_entry_void", "POST"): {"reason": "Viết nhầm"},
    ("api:outgoing_drafts", "POST"): {"unit": "vp", "kind": "Thông báo"},
    ("api:outgoing_draft", "PATCH"): {"version": 1, "note": "x"},
    ("api:outgoing_draft_submit", "POST"): {"version": 1},
    ("api:outgoing_draft_return", "POST"): {"reason": "Viết rõ hơn"},
    ("api:outgoing_draft_approve", "POST"): {"version": 1},
    ("api:outgoing_draft_recall", "POST"): {"reason": "Ban hành nhầm"},
    ("api:outgoing_draft_discard", "POST"): {"reason": "Không cần nữa"},
    ("api:outgoing_draft_comments", "POST"): {"text": "Nêu rõ nguồn vốn"},
    ("api:outgoing_draft_sign", "POST"): {"key_file": "AAAA", "passphrase": ""},
    ("api:outgoing_draft_signing_jobs", "POST"): {"certificate": "AAAA"},
    ("api:signing_job_answer", "POST"): {"signature": "AAAA"},
    ("api:signing_mandates", "POST"): {"unit": "vp", "post_id": 1, "valid_from": "2021-01-01"},
    ("api:signing_mandate_end", "POST"): {"last_day": "2021-01-31"},
    ("api:exchange_refuse", "POST"): {"reason": "Nhầm nơi nhận"},
    ("api:exchange_release", "POST"): {"note": "Đã gọi bên gửi"},
    ("api:exchange_dismiss", "POST"): {"reason": "Thư rác"},
    ("api:exchange_status", "POST"): {"status": "04"},
    ("api:exchange_answer", "POST"): {"agree": True},
    ("api:document_exchange", "POST"): {"receivers": ["H01.01"]},
    ("api:document_recall", "POST"): {"reason": "Gửi nhầm"},
    ("api:assignment_report_packet", "POST"): {"document_id": 1},
    ("api:exchange_parties", "POST"): {"code": "H99.01", "name": "Văn phòng UBND tỉnh Cần Thơ"},
    ("api:user_password", "POST"): {"password": "một mật khẩu đủ dài"},
    ("api:message_preferences", "PUT"): {
        "by_email": True,
        "by_push": False,
        "urgent_at_once": True,
        "digest_hour": 8,
    },
    **ATTENTION_JSON,
    **CALENDAR_JSON,
    **CENTRAL_JSON,
    **CHANNEL_JSON,
    **FOLLOWUP_JSON,
    **URGING_JSON,
    **JOB_JSON,
    **INDICATOR_JSON,
    **MEETING_JSON,
    **SCHEDULES_JSON,
    **SHEET_JSON,
}
_READING = {"version": "1", "start": "0", "end": "30", "offset": "1", "reviewed": "1"}
FORMS = {
    "web:filter_save": {"name": "Quá hạn", "query": "timeliness=overdue"},
    "web:set_language": {"language": "vi"},
    "web:assignment_step": {
        "note": "Xong.",
        "result_document": "1/BC",
        "reason": "Vì vậy.",
        "due_on": "01/03/2021",
        "wanted_on": "01/02/2021",
        "since": "18/01/2021",
        "until": "18/01/2021",
        "cause": "Vì vậy.",
    },
    **{
        f"web:reading_{what}": _READING
        for what in (
            "seen",
            "span",
            "split",
            "merge",
            "drop",
            "restore",
            "add",
            "set_field",
            "undo",
            "confirm",
            "discard",
        )
    },
    "web:directive_priority": {"priority": "high"},
    "web:notification_settings": {"digest_hour": "7"},
    **ATTENTION_FORMS,
    **CHANNEL_FORMS,
    **FOLLOWUP_FORMS,
    **URGING_FORMS,
    **CENTRAL_FORMS,
    **JOB_FORMS,
    **MEETING_FORMS,
}


@dataclass(frozen=True)
class Row:
    """One line of the table: an address, a method, and what each role gets."""

    name: str
    method: str
    address: str
    expected: dict[str, int]


def rows() -> list[Row]:
    """The table, read as people read it."""
    found = []
    headings: list[str] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or set(cells[0]) <= set(":- "):
            continue
        if cells[0] == "name":
            headings = cells[3:]
            continue
        found.append(Row(cells[0], cells[1], cells[2], dict(zip(headings, map(int, cells[3:]), strict=True))))
    return found


@pytest.fixture
def other_specialist(make_user: Callable[..., Any]) -> Any:
    return make_user("cv.vx", "specialist", unit="vp", fields=("van-xa",), full_name="Chuyên viên Hà Yến")


@pytest.fixture
def other_administrator(make_user: Callable[..., Any]) -> Any:
    """The administrator of another province: manages users and units, but none of ours."""
    from dondoc.organizations.models import Jurisdiction

    Jurisdiction.objects.create(id=3, code="H02", name="Cần Thơ")
    return make_user("quantri.khac", "administrator", jurisdiction_id=3, full_name="Quản trị Võ Nam")


@pytest.fixture
def scenario(
    settings: Any, tmp_path: Path, province: Any, office_leader: Any, specialist: Any, lead_focal: Any, clerk: Any,
    administrator: Any, make_user: Callable[..., Any], monkeypatch: pytest.MonkeyPatch,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """One of everything: directives of one field led by Kế hoạch và Đầu tư, coordinated by Tài chính."""
    from tests.directives.story import item

    from dondoc.accounts.commands.issue_token import issue_token
    from dondoc.directives.commands.create_directives import create_directives
    from dondoc.directives.commands.open_draft import open_draft
    from dondoc.directives.models import DeadlineEvent, Evidence, SavedFilter
    from dondoc.documents.intake import Submission
    from dondoc.organizations.models import Post, Tenure

    settings.FILES_FOLDER = tmp_path / "files"
    settings.SECURE_SSL_REDIRECT = False
    settings.LIVE_STREAM_SECONDS = 0
    with time_machine.travel(NOW, tick=False):
        text = "Giao Sở Kế hoạch và Đầu tư chủ trì rà soát danh mục dự án, báo cáo UBND tỉnh trước ngày 25/01/2021."
        source = open_draft(actor=specialist, submission=Submission(_printed(text), "van-ban.pdf"), now=NOW).document
        draft = open_draft(
            actor=specialist, submission=Submission.pasted(f"{text}\nGiao Sở Tài chính tổng hợp, báo cáo."), now=NOW
        )
        found: dict[str, Any] = {}
        for state in ("assigned", "acknowledged", "reported"):
            directive = create_directives(actor=office_leader, items=[item(province)], document=source, now=NOW)[0]
            one = assignment(directive, province.units["skhdt"])
            found[state] = bring_to(state, one, unit=lead_focal, office=office_leader, now=NOW).id
        found["directive"] = directive.id
        give(office_leader, province, due_on=None, deadline_kind="event", event_name="Nghị quyết ban hành", now=NOW)
        found["event"] = DeadlineEvent.objects.get().id
        found["evidence"] = Evidence.objects.create(
            jurisdiction_id=1, assignment_id=found["reported"], file_id=source.file_id, added_at=NOW,
            added_by_id=lead_focal.pk,
        ).id  # fmt: skip
        unit = province.units["skhdt"]
        post = Post.objects.create(jurisdiction_id=1, unit_id=unit.id, code="gd", title="Giám đốc", is_head=True)
        tenure = Tenure.objects.create(
            jurisdiction_id=1, post_id=post.id, person_name="Đỗ Em", valid_from=unit.valid_from
        )
        kept = SavedFilter.objects.create(
            jurisdiction_id=1, user_id=specialist.pk, name="Của tôi", query="role=lead", created_at=NOW
        )
        found |= _registers(office_leader, province)
        found |= _outgoing(office_leader, specialist, province, post, source)
        found |= _drafts(office_leader, province)
        found |= _exchange(clerk, office_leader, found["arriving"])
        found |= meetings_of(specialist, province)
        found |= central_of(NOW, province, specialist, clerk)
        found |= jobs_of()
        found |= followup_of(NOW, province, specialist, office_leader, lead_focal)
        found |= schedules_of(NOW, province, office_leader)
        found |= attention_of(NOW, province, specialist, office_leader, directive_id=found["directive"])
        monkeypatch.setitem(JSON, ("api:gather", "POST"), {"directive_ids": [found["directive"]]})
        monkeypatch.setitem(FORMS, "web:directive_theme", {"theme": str(found["theme"])})
        found |= sheets_of(NOW, specialist)
        found |= indicators_of(NOW, province, office_leader, lead_focal)
        monkeypatch.setitem(
            JSON, ("api:decide_indicator_values", "POST"), {"values": [found["waiting_value"]], "is_approved": True}
        )
        found |= channels_of(NOW, clerk, administrator)
        found |= urging_of(
            NOW, province, specialist, lead_focal, lambda name, sent: monkeypatch.setitem(JSON, (name, "POST"), sent),
            lambda name, sent: monkeypatch.setitem(FORMS, name, sent),
        )  # fmt: skip
        monkeypatch.setitem(JSON, ("api:exchange_accept", "POST"), {"register_id": found["arriving"]})
        found["message"] = _told(clerk)
        yield found | {
            "limit": "giay_moi", "began": "2018-12-25",
            "document": source.id, "draft": draft.id, "item": draft.items[0]["key"] if draft.items else "d1",
            "unit": unit.code, "group": "so", "post": post.id, "tenure": tenure.id, "filter": kept.id,
            "token": issue_token(actor=clerk, name="của văn thư", now=NOW).token.id,
            "import": _kept_import(administrator), "name": _name_chosen_twice(draft, specialist, unit), "user": make_user("ai.do", "clerk", unit="vp").pk,
        }  # fmt: skip


def _told(user: Any) -> int:
    """Something that the clerk was told."""
    from dondoc.notifications.models import Message
    from dondoc.notifications.outbox import NewMessage, send

    send(jurisdiction_id=1, messages=[NewMessage(user.pk, "a", "-", {}, "/")], now=NOW)
    return Message.objects.get(key="a").id


def _registers(leader: Any, province: Any) -> dict[str, int]:
    from dondoc.documents.commands._facts import Facts
    from dondoc.documents.commands.open_register import open_register
    from dondoc.documents.commands.reserve_numbers import reserve_numbers
    from dondoc.documents.commands.take_number import take_number

    given = {"actor": leader, "unit_id": province.units["vp"].id, "now": NOW}
    issued = open_register(direction="issued", name="Sổ thông báo", agency_symbol="VP", **given)
    arriving = open_register(direction="received", name="Sổ đến", **given)
    facts = Facts(kind="Thông báo", subject="Kết luận")
    entry = take_number(actor=leader, register_id=issued.id, facts=facts, now=NOW)
    (kept,) = reserve_numbers(actor=leader, register_id=issued.id, count=1, reason="Chờ ký", now=NOW)
    return {"register": issued.id, "arriving": arriving.id, "entry": entry.id, "reserved": kept.id}


def _outgoing(leader: Any, writer: Any, province: Any, post: Any, source: Any) -> dict[str, Any]:
    """A draft at each step of its way, a right to sign, a comment, and a job that waits for a signature."""
    import hashlib

    from dondoc.documents.models import RegisterEntry
    from dondoc.drafting.commands.comment_on_draft import comment_on_draft
    from dondoc.drafting.commands.grant_mandate import grant_mandate
    from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
    from dondoc.drafting.models import OutgoingDraft, SigningJob

    unit = province.units["vp"].id
    mandate = grant_mandate(
        actor=leader, unit_id=unit, post_id=post.id, steps=(), valid_from=post.unit.valid_from, now=NOW
    )
    found: dict[str, Any] = {"mandate": mandate.id, "jurisdiction": 1, "secret": "bi-mat", "first": 1}
    more = {"kind": "Thông báo", "symbol": "TB-VP", "year": 2021, "created_at": NOW, "created_by_id": leader.id}
    for order, state in enumerate(("drafting", "submitted", "approved", "numbered", "signed", "issued")):
        made = open_outgoing_draft(actor=writer, unit_id=unit, kind="Thông báo", now=NOW)
        columns: dict[str, Any] = {"state": state}
        if order > 2:
            entry = RegisterEntry.objects.create(
                jurisdiction_id=1, register_id=RegisterEntry.objects.earliest("id").register_id, number=90 + order,
                entered_on=NOW.date(), **more,
            )  # fmt: skip
            columns |= {"entry_id": entry.id, "rendered_file_id": source.file_id}
        if state == "issued":
            columns |= {"document_id": source.id}
        OutgoingDraft.objects.filter(id=made.id).update(**columns)
        found[f"draft_{state}"] = made.id
    found["comment"] = comment_on_draft(actor=writer, draft_id=found["draft_drafting"], text="?", now=NOW).id
    found["job"] = SigningJob.objects.create(
        jurisdiction_id=1, draft_id=found["draft_numbered"], prepared_file_id=source.file_id, token="-",
        callback_hash=hashlib.sha256(b"bi-mat").digest(), expires_at=NOW.replace(year=2022), created_at=NOW,
        created_by_id=leader.id,
    ).id  # fmt: skip
    return found


def _drafts(leader: Any, province: Any) -> dict[str, int]:
    """A draft at each step of its way, and who may sign them."""
    from tests.drafting.drafting_world import CONTENT

    from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
    from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
    from dondoc.drafting.commands.comment_on_draft import comment_on_draft
    from dondoc.drafting.commands.grant_mandate import grant_mandate
    from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
    from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
    from dondoc.drafting.commands.sign_on_paper import sign_on_paper
    from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
    from dondoc.organizations.models import Post, Tenure

    office = province.units["vp"]
    common: dict[str, Any] = {"actor": leader, "now": NOW}
    post = Post.objects.create(jurisdiction_id=1, unit_id=office.id, code="cvp", title="Chánh Văn phòng", is_head=True)
    Tenure.objects.create(jurisdiction_id=1, post_id=post.id, person_name="Trần Thị Lan", valid_from=office.valid_from)
    given = {"unit_id": office.id, "post_id": post.id, "steps": (), "valid_from": office.valid_from}
    found = {"mandate": grant_mandate(**common, **given).id}
    after = ("submitted", "approved", "numbered", "signed")
    for state in ("outgoing", *after):
        draft = open_outgoing_draft(**common, unit_id=office.id, kind="Thông báo")
        which = {"draft_id": draft.id}
        content = {**CONTENT, "subject": f"Kết luận, {state}"}
        version = change_outgoing_draft(
            **common, **which, version=1, content=content, mandate_id=found["mandate"]
        ).version
        steps: list[Callable[..., Any]] = [
            partial(submit_outgoing_draft, version=version), partial(approve_outgoing_draft, version=version),
            number_outgoing_draft, sign_on_paper,
        ]  # fmt: skip
        for step in steps[: 0 if state == "outgoing" else after.index(state) + 1]:
            step(**common, **which)
        found[state] = draft.id
    found["remark"] = comment_on_draft(**common, draft_id=found["submitted"], text="Xem lại thời hạn.").id
    return found


def _exchange(clerk: Any, leader: Any, register: int) -> dict[str, int]:
    from tests.documents.exchange_world import _party, issued
    from tests.documents.test_receive_packet import notice

    from dondoc.documents.commands.accept_packet import Taking, accept_packet
    from dondoc.documents.commands.queue_packet import queue_packet
    from dondoc.documents.commands.receive_packet import receive_packet
    from dondoc.documents.exchange.packet import Attachment
    from dondoc.documents.models import OutgoingPacket

    own, other = _party(leader, "H33.01", "Văn phòng", own=True), _party(leader, "H01.01", "An Giang")
    given = {"actor": clerk, "party": own, "now": NOW}
    text = Attachment("thong-bao.txt", "Giao Sở Y tế báo cáo trước ngày 25/01/2021.".encode())
    came, bad, taken = (
        receive_packet(name=name, data=data, **given)
        for name, data in (
            ("1", notice(code_number="25", attachments=(text,))),
            ("2", b"x"),
            ("3", notice(code_number="22", attachments=())),
        )
    )
    accept_packet(actor=clerk, packet_id=taken.id, taking=Taking(register), now=NOW)
    document = issued(leader)
    (sent,) = queue_packet(actor=clerk, document_id=document.id, receiver_ids=[other.id], now=NOW)
    OutgoingPacket.objects.filter(id=sent.id).update(state="given_up", attempts=9)
    return {
        "came": came.id, "quarantined": bad.id, "course": taken.course_id, "issued": document.id, "sent": sent.id,
        "party": other.id, "part": 1,
    }  # fmt: skip


def _printed(text: str) -> bytes:
    """A PDF, so that the document has a page to show."""
    from tests.reading.builders import pdf

    half = text.index(" ", len(text) // 2)
    return pdf([[(80, 80, text[:half]), (80, 96, text[half + 1 :])]])


def _name_chosen_twice(draft: Any, person: Any, unit: Any) -> int:
    from dondoc.directives.models import NameChoice

    made = [
        NameChoice.objects.create(
            jurisdiction_id=1, document_id=draft.document_id, draft_id=draft.id, item_key=key, role="lead",
            name="Sở Kế hoạch tỉnh nhà", name_key="so ke hoach tinh nha", unit_ids=[unit.id], span_start=0, span_end=9,
            document_day=NOW.date(), chosen_at=NOW, chosen_by_id=person.pk,
        )
        for key in ("d1", "d2")
    ]  # fmt: skip
    return int(made[0].id)


def _kept_import(actor: Any) -> int:
    from dondoc.organizations.commands.keep_import import keep_import
    from dondoc.organizations.imports.files import read_files

    tables = read_files(
        [("units.csv", "code,name,kind,valid_from\nmoi,Sở Mới,department,2021-01-01\n".encode())]
    ).tables
    return keep_import(actor=actor, file_names=["units.csv"], tables=tables, now=NOW).id


def ask(client: Client, name: str, method: str, address: str) -> int:
    """Ask and undo what it did; answer with the status."""
    given: dict[str, Any] = {}
    if (name, method) in JSON or (name.startswith("api:") and method != "GET"):
        given = {"data": json.dumps(JSON.get((name, method), {})), "content_type": "application/json"}
    elif method == "POST":
        given = {"data": FORMS.get(name, {})}
    with transaction.atomic():
        response = getattr(client, method.lower())(address, **given)
        if response.streaming:
            for _chunk in response.streaming_content:  # to its end, where the client closes the file
                pass
        transaction.set_rollback(True)
    return int(response.status_code)


def signed_in(user: Any) -> Client:
    """A browser with a session of `user`; of nobody for None."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend="dondoc.accounts.backends.PasswordBackend")
    return client


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_the_table_says(role, scenario, request):
    fixture = ROLES[role]
    user = request.getfixturevalue(fixture) if fixture else None
    wrong = []
    client = signed_in(user)
    for row in rows():
        got = ask(client, row.name, row.method, row.address.format(**scenario))
        if row.name == "web:sign_out":
            client = signed_in(user)
        if got != row.expected[role]:
            wrong.append(f"{row.method} {row.address} ({row.name}): {got}, the table says {row.expected[role]}")
    assert not wrong, f"as {role}:\n" + "\n".join(wrong)


def addresses(patterns: Any = None, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the project: name and route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", route
        else:
            yield from addresses(
                pattern.url_patterns, route, f"{space}{pattern.namespace}:" if pattern.namespace else space
            )


def test_the_table_has_every_address_of_the_project():
    missing = {name for name, _ in addresses()} - {row.name for row in rows()}
    assert not missing, f"add a line to {TABLE.name} for: {', '.join(sorted(missing))}"


def test_every_line_leads_to_the_address_that_it_names():
    sample = dict.fromkeys(re.findall(r"{(\w+)}", TABLE.read_text(encoding="utf-8")), 1)
    for row in rows():
        assert resolve(row.address.format(**sample).split("?")[0]).view_name == row.name, row
        assert list(row.expected) == list(ROLES)


def test_every_endpoint_and_method_of_the_api_has_its_line():
    from dondoc.api.root import api

    told = {(row.method, re.sub(r"{\w+}|(?<=/units/)[\w-]+", "{}", row.address.split("?")[0])) for row in rows()}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method in methods:
            assert (method.upper(), re.sub(r"{\w+}", "{}", path)) in told, (method, path)


def test_a_method_that_the_table_does_not_list_is_not_taken(scenario, office_leader, administrator):
    told: dict[str, set[str]] = {}
    where: dict[str, str] = {}
    for row in rows():
        told.setdefault(row.name, set()).add(row.method)
        where.setdefault(row.name, row.address.format(**scenario))
    taken = []
    office, manager = signed_in(office_leader), signed_in(administrator)
    for name, methods in told.items():
        for method in METHODS:
            # Nothing is there whatever the method; the other sends whoever is signed in on, whatever the method.
            if method in methods or name in {"api:unknown", "api:api-root", "web:sign_in"}:
                continue
            client = manager if any(part in name for part in ("user", "unit", "reading_name_")) else office
            if ask(client, name, method, where[name]) != 405:
                taken.append(f"{method} {where[name]} ({name})")
    assert not taken, taken
