"""A conference that is over, and the office that signs what comes of it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import put_on

from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.grant_mandate import grant_mandate
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
from dondoc.drafting.commands.sign_on_paper import sign_on_paper
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.meetings.commands.draft_notice import draft_notice
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.run_item import run_item

#: Before it was opened: what is reported then is reported in time.
BEFORE = NOW - dt.timedelta(hours=1)


@pytest.fixture
def held(called, specialist, clerk, chair, lead_head, coordinating_focal, heads, province):
    """The conference is over: one is away on a mission, one sent a deputy, a deputy chaired a venue, and so on."""
    meeting = called.meeting
    answer_invitation(
        actor=lead_head, invitee_id=called.by["skhdt"].id, answer="absent", reason_kind="mission", now=BEFORE
    )
    decide_absence(actor=chair, invitee_id=called.by["skhdt"].id, consent="granted", now=BEFORE)
    answer_invitation(
        actor=coordinating_focal, invitee_id=called.by["stc"].id, answer="substitute", reason_kind="meeting",
        substitute_post_id=heads.deputy["stc"].id, now=BEFORE,
    )  # fmt: skip
    decide_absence(actor=chair, invitee_id=called.by["stc"].id, consent="granted", now=BEFORE)
    item = add_item(
        actor=specialist,
        meeting_id=meeting.id,
        title="Báo cáo kiểm điểm",
        presenter="Phó Chủ tịch Phan Thị Oanh",
        now=NOW,
    )
    put_on(meeting)
    open_meeting(actor=specialist, meeting_id=meeting.id, now=NOW)
    for code, said in (
        ("skhdt", {"presence": "absent"}),
        ("stc", {"presence": "present", "attendee": "substitute"}),
        ("syt", {"presence": "present"}),
        ("bdbp", {"presence": "present"}),
        ("rachgia", {"presence": "present", "mode": "online"}),
        ("hondat", {"presence": "present", "mode": "online", "attendee": "substitute", "attendee_name": "Hà Thị Tâm", "attendee_title": "Phó Chủ tịch", "attendee_rank": "deputy"}),
    ):  # fmt: skip
        check_in(actor=clerk, invitee_id=called.by[code].id, now=NOW, **said)
    run_item(actor=specialist, item_id=item.id, now=NOW)
    for code in ("syt", "rachgia"):
        add_remark(
            actor=specialist, meeting_id=meeting.id, body="", invitee_id=called.by[code].id, text="Nhất trí.", item_id=item.id, now=NOW
        )  # fmt: skip

    def line(text, **more):
        return add_conclusion(actor=specialist, meeting_id=meeting.id, text=text, now=NOW, **more)

    line("Đánh giá chung", kind="heading")
    line("Các sở, ngành đã có nhiều cố gắng trong năm 2020.", kind="paragraph", depth=1)
    line("Nhiệm vụ thời gian tới", kind="heading")
    line(
        "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng phương án mua sắm, trình UBND tỉnh trước ngày 05/02/2021.",
        depth=1,
    )
    line(
        "Hoàn thành việc rà soát danh mục dự án chậm tiến độ.", depth=1,
        duties=[{"leads": [province.units["skhdt"].id], "coordinates": [province.units["stc"].id], "deadline_kind": "date",
                 "deadline_words": "trong tháng 3", "due_on": "2021-03-31"}],
    )  # fmt: skip
    end_meeting(actor=specialist, meeting_id=meeting.id, now=NOW)
    return SimpleNamespace(**vars(called), id=meeting.id)


@pytest.fixture
def signing(opened, heads, office_leader, province):
    """The office numbers and signs notices."""
    opened("Sổ thông báo", "Thông báo")
    opened("Sổ biên bản")
    return grant_mandate(
        actor=office_leader, unit_id=province.units["vp"].id, post_id=heads.head["vp"].id, steps=(),
        valid_from=dt.date(2020, 1, 1), now=NOW,
    )  # fmt: skip


def noticed(held, specialist, province):
    return draft_notice(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)


def issued(draft, signing, specialist, office_leader, clerk, *, give=True):
    changed = change_outgoing_draft(
        actor=specialist,
        draft_id=draft.id,
        version=draft.version,
        content=draft.content,
        mandate_id=signing.id,
        now=NOW,
    )
    submit_outgoing_draft(actor=specialist, draft_id=draft.id, version=changed.version, now=NOW)
    approve_outgoing_draft(actor=office_leader, draft_id=draft.id, version=changed.version, now=NOW)
    number_outgoing_draft(actor=clerk, draft_id=draft.id, now=NOW)
    sign_on_paper(actor=clerk, draft_id=draft.id, now=NOW)
    return issue_outgoing_draft(actor=office_leader, draft_id=draft.id, give_directives=give, now=NOW)
