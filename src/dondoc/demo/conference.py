"""The example's own conference of 31/12/2020, from its plan to the notice that was issued on the fourth working day.

The facts are those of the notice that the project began with (how it was held, who was away, who sent a deputy, which venue a
deputy chaired, who spoke, what was concluded); names and wording are ours. Everything goes through the commands of people.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.accounts.models import User
from dondoc.demo.story import People, Places
from dondoc.demo.tables import conference
from dondoc.documents.commands.reserve_numbers import reserve_numbers
from dondoc.documents.models import Register
from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
from dondoc.drafting.commands.sign_on_paper import sign_on_paper
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.drafting.models import OutgoingDraft, SigningMandate
from dondoc.foundation.clock import LOCAL
from dondoc.meetings.choices import Requirement
from dondoc.meetings.commands._plan import Plan
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.call_meeting import call_meeting
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.meetings.commands.draft_notice import draft_notice
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.invite_group import invite_group
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.commands.plan_next import plan_next
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.commands.set_category import set_category
from dondoc.meetings.models import Invitee, Meeting
from dondoc.organizations.models import Post

#: Numbers that the office had given on paper before its register was kept here: the conference's notice is number 13.
_EARLIER = 12
_WORDS = conference()
_MISSION, _DEPUTIES, _DEPUTY_CHAIR = "pct_nong_nghiep", ("snv", "bchqs"), "hondat"


def _at(year: int, month: int, day: int, hour: int = 8, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=LOCAL)


_PLANNED, _CALLED, _ANSWERED = _at(2020, 12, 24), _at(2020, 12, 25, 9), _at(2020, 12, 28, 10)
_STARTS, _ENDS = _at(2020, 12, 31, 8), _at(2020, 12, 31, 11, 30)
_NOTICED = _at(2021, 1, 7, 9)


def hold_conference(people: People, places: Places, right: SigningMandate) -> int:
    """Hold it, issue its notice, and leave a meeting that is called and one that is planned after it.

    Returns:
        How many steps that were.
    """
    told = Telling(people, places)
    meeting = told.plan()
    told.call(meeting)
    told.hold(meeting)
    told.notice(meeting, right)
    told.go_on()
    return told.steps


class Telling:
    """Tells the conference into the database.

    Args:
        people: who acts.
        places: where.
    """

    def __init__(self, people: People, places: Places) -> None:
        self._people, self._places = people, places
        self.steps = 0

    def _do(self, command: Any, actor: User, now: dt.datetime, **given: Any) -> Any:
        self.steps += 1
        return command(actor=actor, now=now, **given)

    def _post(self, unit: str, code: str) -> Post:
        return Post.objects.get(
            jurisdiction_id=self._places.jurisdiction_id, unit_id=self._places.units[unit].id, code=code
        )

    def plan(self) -> Meeting:
        """The conference with its categories, its list and its venues."""
        clerk, units, groups = self._people.clerk, self._places.units, self._places.groups
        room = self._do(keep_room, clerk, _PLANNED, name="Phòng họp trực tuyến UBND tỉnh", place="số 6 Nguyễn Công Trứ, Rạch Giá", seats=120)  # fmt: skip
        series = self._do(
            keep_series, clerk, _PLANNED, unit_id=units["ubnd"].id, name="Kiểm điểm công tác chỉ đạo, điều hành",
            kind="conference", rrule="FREQ=MONTHLY;BYMONTHDAY=29",
        )  # fmt: skip
        chair = self._post("ubnd", "chu_tich")
        plan = Plan(
            kind="conference", form="hybrid", title=_WORDS["title"], starts_at=_STARTS, ends_at=_ENDS, series_id=series.id,
            room_id=room.id, chair_post_id=chair.id, chair_title="Chủ tịch Ủy ban nhân dân tỉnh", content=_WORDS["report"],
            requests="Các cơ quan nghiên cứu dự thảo báo cáo, chuẩn bị ý kiến phát biểu.",
        )  # fmt: skip
        meeting: Meeting = self._do(plan_meeting, clerk, _PLANNED, unit_id=units["ubnd"].id, plan=plan)

        def category(name: str, requirement: str, *, counted: bool = False, votes: bool = False) -> int:
            found = self._do(
                set_category,
                clerk,
                _PLANNED,
                meeting_id=meeting.id,
                name=name,
                requirement=requirement,
                is_counted=counted,
                has_vote=votes,
            )
            return int(found.id)

        guests = category("Lãnh đạo Hội đồng nhân dân tỉnh, Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các đoàn thể cấp tỉnh", Requirement.ANYONE)  # fmt: skip
        for body, unit in (("Thường trực Hội đồng nhân dân tỉnh", None), ("Ban Thường trực UBMTTQ tỉnh", "mttq")):
            self._do(
                invite, clerk, _PLANNED, meeting_id=meeting.id, category_id=guests, unit_id=units[unit].id if unit else None,
                body="" if unit else body,
            )  # fmt: skip
        justice = category("Lãnh đạo Viện Kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh, Cục Thi hành án dân sự tỉnh", Requirement.ANYONE)  # fmt: skip
        for body, unit in (("Viện Kiểm sát nhân dân tỉnh", None), ("Tòa án nhân dân tỉnh", None), ("", "thads")):
            self._do(
                invite, clerk, _PLANNED, meeting_id=meeting.id, category_id=justice,
                unit_id=units[unit].id if unit else None, body=body,
            )  # fmt: skip
        members = category("Thành viên Ủy ban nhân dân tỉnh", Requirement.DEPUTY, counted=True, votes=True)
        for code in ("pct_thuong_truc", "pct_kinh_te", "pct_van_xa", _MISSION):
            self._do(invite, clerk, _PLANNED, meeting_id=meeting.id, category_id=members, post_id=self._post("ubnd", code).id)  # fmt: skip
        self._do(
            invite_group,
            clerk,
            _PLANNED,
            meeting_id=meeting.id,
            category_id=members,
            group_id=groups["thanh_vien_ubnd"].id,
        )
        others = category("Lãnh đạo Văn phòng Đoàn đại biểu Quốc hội tỉnh, Văn phòng Hội đồng nhân dân tỉnh, các công ty có vốn Nhà nước", Requirement.ANYONE)  # fmt: skip
        for unit in ("dbqh", "hdnd", "bdbp"):
            self._do(invite, clerk, _PLANNED, meeting_id=meeting.id, category_id=others, unit_id=units[unit].id)
        self._do(invite, clerk, _PLANNED, meeting_id=meeting.id, category_id=others, body="Các công ty có vốn Nhà nước")
        districts = category("Chủ tịch Ủy ban nhân dân các huyện, thành phố", Requirement.DEPUTY, counted=True)
        self._do(
            invite_group, clerk, _PLANNED, meeting_id=meeting.id, category_id=districts,
            group_id=groups["ubnd_cap_huyen"].id, with_venues=True,
        )  # fmt: skip
        self._do(add_item, clerk, _PLANNED, meeting_id=meeting.id, title=_WORDS["report"], minutes=30, presenter="Phó Chủ tịch Thường trực UBND tỉnh Lê Hoàng Phúc")  # fmt: skip
        self._do(add_item, clerk, _PLANNED, meeting_id=meeting.id, title="Thảo luận", minutes=120)
        self._do(add_item, clerk, _PLANNED, meeting_id=meeting.id, title="Kết luận của Chủ tịch", minutes=30)
        return meeting

    def _listed(self, meeting: Meeting) -> list[Invitee]:
        return list(
            Invitee.objects.select_related("unit", "post", "venue")
            .filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id)
            .order_by("id")
        )

    def _user(self, invitee: Invitee) -> User:
        """Who answers: the unit's own people, the clerk for bodies outside of it."""
        return self._people.of_unit.get(invitee.unit_id or 0, self._people.clerk)

    def call(self, meeting: Meeting) -> None:
        """Call them; one is away on a mission, three ask to send a deputy, the chair agrees to all of it."""
        self._do(call_meeting, self._people.clerk, _CALLED, meeting_id=meeting.id)
        for invitee in self._listed(meeting):
            unit = invitee.unit.code if invitee.unit else ""
            if invitee.post and invitee.post.code == _MISSION:
                given: dict[str, Any] = {"answer": "absent", "reason_kind": "mission"}
            elif unit in (*_DEPUTIES, _DEPUTY_CHAIR):
                given = {
                    "answer": "substitute",
                    "reason_kind": "mission",
                    "substitute_post_id": self._post(unit, "cap_pho").id,
                }
            else:
                given = {"answer": "comes"}
            actor = self._people.clerk if unit == "ubnd" else self._user(invitee)
            self._do(answer_invitation, actor, _ANSWERED, invitee_id=invitee.id, **given)
            if given["answer"] != "comes":
                self._do(
                    decide_absence, self._people.leader, _ANSWERED + dt.timedelta(hours=2), invitee_id=invitee.id,
                    consent="granted",
                )  # fmt: skip

    def hold(self, meeting: Meeting) -> None:
        """Check in, hear the report and those who speak, write down what is concluded."""
        clerk = self._people.clerk
        self._do(open_meeting, clerk, _STARTS, meeting_id=meeting.id)
        listed = self._listed(meeting)
        for invitee in listed:
            away = invitee.answer == "absent"
            self._do(
                check_in, clerk, _STARTS, invitee_id=invitee.id, presence="absent" if away else "present",
                attendee="substitute" if invitee.answer == "substitute" else "invited",
                mode="online" if invitee.venue_id else "in_room", how="list",
            )  # fmt: skip
        items = list(meeting.agenda.order_by("position"))
        by_unit = {invitee.unit.code: invitee for invitee in listed if invitee.unit and invitee.unit.code != "ubnd"}
        for k, item in enumerate(items):
            begins = _STARTS + dt.timedelta(minutes=(10, 45, 165)[k])
            self._do(run_item, clerk, begins, item_id=item.id)
            if k == 1:
                for number, (unit, text) in enumerate(_WORDS["speakers"]):
                    self._do(
                        add_remark, clerk, begins + dt.timedelta(minutes=12 * number), meeting_id=meeting.id, body="",
                        invitee_id=by_unit[unit].id, item_id=item.id, text=text,
                    )  # fmt: skip
        for line in _WORDS["conclusions"]:
            self._do(
                add_conclusion, clerk, _ENDS - dt.timedelta(minutes=5), meeting_id=meeting.id, kind=line["kind"],
                depth=line["depth"], text=line["text"],
            )  # fmt: skip
        self._do(end_meeting, clerk, _ENDS, meeting_id=meeting.id)

    def notice(self, meeting: Meeting, right: SigningMandate) -> OutgoingDraft:
        """The notice: drafted, approved, numbered 13, signed and issued on the fourth working day; its directives with it."""
        clerk, leader = self._people.clerk, self._people.leader
        register = Register.objects.get(
            jurisdiction_id=meeting.jurisdiction_id,
            unit_id=self._places.units["vpub"].id,
            kinds__contains=["Thông báo"],
        )
        self._do(
            reserve_numbers, leader, _at(2021, 1, 4), register_id=register.id, count=_EARLIER,
            reason="Đã cấp trên sổ giấy trước khi dùng hệ thống",
        )  # fmt: skip
        draft = self._do(
            draft_notice, clerk, _at(2021, 1, 5), meeting_id=meeting.id, unit_id=self._places.units["vpub"].id
        )
        given = {"draft_id": draft.id}
        draft = self._do(
            change_outgoing_draft, clerk, _at(2021, 1, 5, 10), version=draft.version, content=draft.content, mandate_id=right.id,
            field_id=self._places.fields["kinh-te-tong-hop"].id, **given,
        )  # fmt: skip
        self._do(submit_outgoing_draft, clerk, _at(2021, 1, 6), version=draft.version, **given)
        self._do(approve_outgoing_draft, leader, _at(2021, 1, 6, 15), version=draft.version, **given)
        self._do(number_outgoing_draft, clerk, _NOTICED, **given)
        self._do(sign_on_paper, clerk, _NOTICED, **given)
        issued = self._do(issue_outgoing_draft, leader, _NOTICED, give_directives=True, **given)
        found: OutgoingDraft = issued.draft
        return found

    def go_on(self) -> None:
        """What comes next on the story's day: the next of the series is called, a meeting on Tết is planned."""
        clerk, units = self._people.clerk, self._places.units
        now = _at(2021, 1, 18, 7, 45)
        series = Meeting.objects.filter(jurisdiction_id=self._places.jurisdiction_id).earliest("id").series_id
        coming = self._do(plan_next, clerk, now, series_id=series)
        self._do(call_meeting, clerk, now, meeting_id=coming.id)
        plan = Plan(
            kind="topic", title="Họp bàn công tác chuẩn bị Tết Nguyên đán Tân Sửu", starts_at=_at(2021, 1, 20, 14),
            ends_at=_at(2021, 1, 20, 16, 30), place="Phòng họp số 2", content="Hàng hóa, an ninh trật tự, chăm lo đời sống Nhân dân.",
            chair_post_id=self._post("ubnd", "pct_van_xa").id, chair_title="Phó Chủ tịch Ủy ban nhân dân tỉnh",
        )  # fmt: skip
        made = self._do(plan_meeting, clerk, now, unit_id=units["ubnd"].id, plan=plan)
        lead = self._do(
            set_category, clerk, now, meeting_id=made.id, name="Lãnh đạo các sở, ngành", requirement=Requirement.LEADER, is_counted=False
        )  # fmt: skip
        for unit in ("sct", "congan", "sldtbxh", "syt"):
            self._do(invite, clerk, now, meeting_id=made.id, category_id=lead.id, unit_id=units[unit].id)
