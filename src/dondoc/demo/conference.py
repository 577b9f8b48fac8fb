"""The example's own conference of 31/12/2020, from its plan to the notice that was issued on the fourth working day.

The facts are those of the notice that the project began with (how it was held, who was away, who sent a deputy, which venue a
deputy chaired, who spoke, what was concluded); names and wording are ours. Everything goes through the commands of people.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.accounts.models import User
from dondoc.demo.story import Held, People, Places
from dondoc.demo.tables import conference
from dondoc.directives.commands.discard_draft import discard_draft
from dondoc.directives.commands.open_draft import open_draft
from dondoc.directives.models import Directive
from dondoc.documents.commands.reserve_numbers import reserve_numbers
from dondoc.documents.intake import Submission
from dondoc.documents.models import Register
from dondoc.documents.rendering import StructuredDocument, render
from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
from dondoc.drafting.commands.sign_on_paper import sign_on_paper
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.drafting.models import OutgoingDraft, SigningMandate
from dondoc.foundation.clock import LOCAL
from dondoc.meetings.choices import PaperKind, RemarkState, Requirement
from dondoc.meetings.commands._plan import Plan
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.commands.ask_to_speak import ask_to_speak
from dondoc.meetings.commands.call_meeting import call_meeting
from dondoc.meetings.commands.change_remark import change_remark
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.meetings.commands.draft_invitation import draft_invitation
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.commands.draft_notice import draft_notice
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.give_opinion import give_opinion
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.invite_group import invite_group
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.commands.plan_next import plan_next
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.commands.send_paper import send_paper
from dondoc.meetings.commands.set_category import set_category
from dondoc.meetings.commands.set_venue import set_venue
from dondoc.meetings.models import Invitee, Meeting
from dondoc.organizations.models import Post
from dondoc.organizations.selectors import members_of_group

#: Numbers that the office had given on paper before its register was kept here: the conference's notice is number 13.
_EARLIER = 12
_WORDS = conference()
_MISSION, _DEPUTIES, _DEPUTY_CHAIR = "pct_nong_nghiep", ("snv", "bchqs"), "hondat"


def _at(year: int, month: int, day: int, hour: int = 8, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=LOCAL)


_PLANNED, _CALLED, _ANSWERED = _at(2020, 12, 24), _at(2020, 12, 25, 9), _at(2020, 12, 28, 10)
_STARTS, _ENDS = _at(2020, 12, 31, 8), _at(2020, 12, 31, 11, 30)
_SENT, _ASKED, _MINUTED = _at(2020, 12, 28, 9), _at(2020, 12, 30, 14), _at(2020, 12, 31, 14)
_DUE = dt.date(2020, 12, 29)
_NOTICED = _at(2021, 1, 7, 9)


def hold_conference(people: People, places: Places, right: SigningMandate) -> Held:
    """Hold it, from the plan to the notice that gives its directives.

    Args:
        people: who acts.
        places: where.
        right: by which the notice is signed.
    """
    told = Telling(people, places)
    meeting = told.plan()
    told.invite_in_writing(meeting, right)
    told.call(meeting)
    told.prepare(meeting)
    told.hold(meeting)
    told.minutes(meeting, right)
    given = told.notice(meeting, right)
    return Held(told.steps, given)


def go_on(people: People, places: Places) -> int:
    """What comes next on the story's day: the next of the series is called, a meeting on Tết is planned.

    Returns:
        How many steps that were.
    """
    told = Telling(people, places)
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
        clerk, units = self._people.clerk, self._places.units
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

        for given in _WORDS["categories"]:
            self._call_together(meeting, given)
        self._do(add_item, clerk, _PLANNED, meeting_id=meeting.id, title=_WORDS["report"], minutes=30, presenter="Phó Chủ tịch Thường trực UBND tỉnh Lê Hoàng Phúc")  # fmt: skip
        self._do(add_item, clerk, _PLANNED, meeting_id=meeting.id, title="Thảo luận", minutes=120)
        self._do(add_item, clerk, _PLANNED, meeting_id=meeting.id, title="Kết luận của Chủ tịch", minutes=30)
        return meeting

    def _call_together(self, meeting: Meeting, given: dict[str, Any]) -> None:
        """One category with all who are called in it."""
        clerk, units, here = self._people.clerk, self._places.units, {"meeting_id": meeting.id}
        category = self._do(
            set_category, clerk, _PLANNED, **here, name=given["name"], requirement=given["requirement"],
            is_counted=given.get("counted", False), has_vote=given.get("votes", False),
        )  # fmt: skip
        here["category_id"] = category.id
        has_venues = given.get("venues", False)
        for body in given.get("bodies", ()):
            self._do(invite, clerk, _PLANNED, **here, body=body)
        for code in given.get("posts", ()):
            self._do(invite, clerk, _PLANNED, **here, post_id=self._post("ubnd", code).id)
        for code in given.get("units", ()):
            venue = None
            if has_venues:
                unit = units[code]
                venue = self._do(set_venue, clerk, _PLANNED, meeting_id=meeting.id, name=unit.name, unit_id=unit.id)
            self._do(invite, clerk, _PLANNED, **here, unit_id=units[code].id, venue_id=venue.id if venue else None)
        if "group" in given:
            group = self._places.groups[given["group"]]
            self._do(invite_group, clerk, _PLANNED, **here, group_id=group.id, with_venues=has_venues)

    def invite_in_writing(self, meeting: Meeting, right: SigningMandate) -> None:
        """The Giấy mời, issued on the day on which they are called: the third working day before, and more."""
        agency = self._places.units["vpub"].id
        draft = self._do(draft_invitation, self._people.clerk, _CALLED, meeting_id=meeting.id, unit_id=agency)
        self._issue(
            draft, right, written=_CALLED, issued=_CALLED + dt.timedelta(hours=5), why="Giấy mời, không giao việc"
        )

    def prepare(self, meeting: Meeting) -> None:
        """The report in time, two opinions on it, and who asks to speak about what."""
        item = meeting.agenda.earliest("position")
        office = self._places.units["vpub"].id
        paper = self._do(
            ask_for_paper, self._people.clerk, _CALLED, meeting_id=meeting.id, title=_WORDS["report"], kind=PaperKind.REPORT,
            item_id=item.id, unit_id=office, due_on=_DUE,
        )  # fmt: skip
        content = render(
            StructuredDocument.from_dict({**_WORDS["report_document"], "number": None, "date": None}), "pdf"
        )
        self._do(
            send_paper,
            self._people.clerk,
            _SENT,
            paper_id=paper.id,
            name="Du-thao-bao-cao-kiem-diem.pdf",
            content=content,
        )
        for unit, stance, text in _WORDS["opinions"]:
            self._do(
                give_opinion, self._of(unit), _SENT + dt.timedelta(hours=6), item_id=item.id, stance=stance, text=text
            )
        for minute, (unit, topic, _text) in enumerate(_WORDS["speakers"]):
            at = _ASKED + dt.timedelta(minutes=minute)
            self._do(ask_to_speak, self._of(unit), at, meeting_id=meeting.id, topic=topic, invitee_id=self._called(meeting, unit).id)  # fmt: skip

    def _of(self, unit: str) -> User:
        """The unit's own people, the clerk for one that has none here."""
        return self._people.of_unit.get(self._places.units[unit].id, self._people.clerk)

    def _called(self, meeting: Meeting, unit: str) -> Invitee:
        return Invitee.objects.get(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, unit_id=self._places.units[unit].id
        )

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
        for k, item in enumerate(items):
            begins = _STARTS + dt.timedelta(minutes=(10, 45, 165)[k])
            self._do(run_item, clerk, begins, item_id=item.id)
            if k == 1:
                self._hear(meeting, item.id, begins)
        for line in _WORDS["conclusions"]:
            self._do(
                add_conclusion, clerk, _ENDS - dt.timedelta(minutes=5), meeting_id=meeting.id, kind=line["kind"],
                depth=line["depth"], text=line["text"], duties=[self._duty(line["duty"])] if "duty" in line else [],
            )  # fmt: skip
        self._do(end_meeting, clerk, _ENDS, meeting_id=meeting.id)

    def _hear(self, meeting: Meeting, item_id: int, begins: dt.datetime) -> None:
        """Those who asked to speak, one after another."""
        for number, (unit, _topic, text) in enumerate(_WORDS["speakers"]):
            at = begins + dt.timedelta(minutes=12 * number)
            asked = self._called(meeting, unit).remarks.get(state=RemarkState.ASKED)
            begun = self._do(
                change_remark, self._people.clerk, at, remark_id=asked.id, version=asked.version, item_id=item_id,
                state=RemarkState.SPEAKING,
            )  # fmt: skip
            self._do(
                change_remark, self._people.clerk, at + dt.timedelta(minutes=10), remark_id=asked.id,
                version=begun.version, text=text, state=RemarkState.DONE,
            )  # fmt: skip

    def _duty(self, given: dict[str, Any]) -> dict[str, Any]:
        """What the secretary sets for a line: units, groups as their members of the day, until when."""
        return {
            "leads": self._units(given["leads"]), "coordinates": self._units(given.get("coordinates", [])),
            "deadline_kind": given["kind"], "deadline_words": given.get("words", ""), "due_on": given.get("due", ""),
        }  # fmt: skip

    def _units(self, codes: list[str]) -> list[int]:
        here, found = self._places.jurisdiction_id, []
        for code in codes:
            group = self._places.groups.get(code)
            found += [unit.id for unit in members_of_group(here, group.id, _STARTS.date())] if group else [self._places.units[code].id]  # fmt: skip
        return list(dict.fromkeys(found))

    def minutes(self, meeting: Meeting, right: SigningMandate) -> None:
        """The minutes, issued on the first working day after; and the report that was approved, registered."""
        clerk, leader = self._people.clerk, self._people.leader
        draft = self._do(draft_minutes, clerk, _MINUTED, meeting_id=meeting.id, unit_id=self._places.units["vpub"].id)
        self._issue(
            draft,
            right,
            written=_MINUTED,
            issued=_at(2021, 1, 4, 10),
            why="Biên bản; việc được giao bằng thông báo kết luận",
        )
        report = StructuredDocument.from_dict(_WORDS["report_document"])
        reading = self._do(
            open_draft, clerk, _MINUTED + dt.timedelta(hours=2), origin="province",
            submission=Submission(content=render(report, "pdf"), filename="489-BC-UBND.pdf"),
        )  # fmt: skip
        self._do(
            discard_draft, leader, _MINUTED + dt.timedelta(hours=2, minutes=10), draft_id=reading.id,
            version=reading.version, reason="Báo cáo, không giao việc",
        )  # fmt: skip

    def notice(self, meeting: Meeting, right: SigningMandate) -> tuple[Directive, ...]:
        """The notice: drafted, approved, numbered 13, signed and issued on the fourth working day; its directives with it."""
        clerk, agency = self._people.clerk, self._places.units["vpub"]
        register = Register.objects.get(
            jurisdiction_id=meeting.jurisdiction_id, unit_id=agency.id, kinds__contains=["Thông báo"]
        )
        self._do(
            reserve_numbers, self._people.leader, _at(2021, 1, 4), register_id=register.id, count=_EARLIER,
            reason="Đã cấp trên sổ giấy trước khi dùng hệ thống",
        )  # fmt: skip
        draft = self._do(draft_notice, clerk, _at(2021, 1, 5), meeting_id=meeting.id, unit_id=agency.id)
        return self._issue(draft, right, written=_at(2021, 1, 5, 10), issued=_NOTICED)

    def _issue(
        self, draft: OutgoingDraft, right: SigningMandate, *, written: dt.datetime, issued: dt.datetime, why: str = ""
    ) -> tuple[Directive, ...]:
        """A draft on its way: put forward, approved, numbered, signed, issued. Where it gives nothing, `why` says so."""
        clerk, leader, given = self._people.clerk, self._people.leader, {"draft_id": draft.id}
        draft = self._do(
            change_outgoing_draft, clerk, written, version=draft.version, content=draft.content, mandate_id=right.id,
            field_id=self._places.fields["kinh-te-tong-hop"].id, **given,
        )  # fmt: skip
        self._do(submit_outgoing_draft, clerk, written + dt.timedelta(hours=1), version=draft.version, **given)
        self._do(approve_outgoing_draft, leader, written + dt.timedelta(hours=3), version=draft.version, **given)
        self._do(number_outgoing_draft, clerk, issued, **given)
        self._do(sign_on_paper, clerk, issued, **given)
        done = self._do(issue_outgoing_draft, leader, issued, give_directives=not why, **given)
        if why and done.reading is not None:
            self._do(
                discard_draft, leader, issued, draft_id=done.reading.id, version=done.reading.version,
                reason=why,
            )  # fmt: skip
        directives: tuple[Directive, ...] = done.directives
        return directives

    def go_on(self) -> None:
        """What comes next on the story's day: the next of the series is called, a meeting on Tết is planned."""
        clerk, units = self._people.clerk, self._places.units
        now = _at(2021, 1, 18, 7, 45)
        series = Meeting.objects.filter(jurisdiction_id=self._places.jurisdiction_id).earliest("id").series_id
        coming = self._do(plan_next, clerk, now, series_id=series)
        self._do(call_meeting, clerk, now, meeting_id=coming.meeting.id)
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
