"""Agenda, papers, opinions before the meeting, requests to speak, own notes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.reading.builders import pdf

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.commands.ask_to_speak import ask_to_speak
from dondoc.meetings.commands.change_item import change_item
from dondoc.meetings.commands.drop_item import drop_item
from dondoc.meetings.commands.drop_paper import drop_paper
from dondoc.meetings.commands.give_opinion import give_opinion
from dondoc.meetings.commands.keep_own_note import keep_own_note
from dondoc.meetings.commands.move_item import move_item
from dondoc.meetings.commands.send_paper import send_paper
from dondoc.meetings.commands.withdraw_speech import withdraw_speech
from dondoc.meetings.models import AgendaItem, Meeting, Opinion, PaperVersion
from dondoc.meetings.paper_rules import default_due_on, is_late, summary_need
from dondoc.worktime import default_calendar, is_working_day, working_days_between


@pytest.fixture
def item(called, specialist, province):
    return add_item(
        actor=specialist, meeting_id=called.meeting.id, title="Báo cáo kiểm điểm",
        presenter_unit_id=province.units["skhdt"].id, presenter="Giám đốc Sở KH&ĐT", minutes=30, now=NOW,
    )  # fmt: skip


@pytest.fixture
def paper(called, item, specialist, province):
    return ask_for_paper(
        actor=specialist, meeting_id=called.meeting.id, title="Dự thảo báo cáo", kind="report", item_id=item.id,
        unit_id=province.units["skhdt"].id, due_on=dt.date(2021, 1, 20), now=NOW,
    )  # fmt: skip


def send(actor, paper, content=b"Bao cao ve tinh hinh.", name="bao-cao.txt"):
    return send_paper(actor=actor, paper_id=paper.id, name=name, content=content, now=NOW)


def test_the_agenda_is_put_in_order(called, item, specialist):
    second = add_item(actor=specialist, meeting_id=called.meeting.id, title="Thảo luận", now=NOW)
    third = add_item(actor=specialist, meeting_id=called.meeting.id, title="Kết luận", now=NOW)
    order = move_item(actor=specialist, item_id=third.id, place=1, now=NOW)
    assert [one.id for one in order] == [third.id, item.id, second.id]
    assert [one.id for one in move_item(actor=specialist, item_id=third.id, place=99, now=NOW)][-1] == third.id
    changed = change_item(actor=specialist, item_id=second.id, title="Ý kiến", minutes=45, now=NOW)
    assert (changed.title, changed.minutes) == ("Ý kiến", 45)


@pytest.mark.parametrize(("said", "field"), [({"title": " "}, "title"), ({"minutes": 0}, "minutes"), ({"minutes": 2000}, "minutes"), ({"presenter_unit_id": 999_999}, "presenter_unit")])  # fmt: skip
def test_an_item_that_cannot_be_is_named(called, specialist, said, field):
    with pytest.raises(BadInput) as refused:
        add_item(actor=specialist, meeting_id=called.meeting.id, now=NOW, **{"title": "x", **said})
    assert refused.value.details["field"] == field


def test_an_item_goes_only_while_nothing_belongs_to_it(called, item, paper, specialist):
    with pytest.raises(Conflict):
        drop_item(actor=specialist, item_id=item.id, now=NOW)
    drop_paper(actor=specialist, paper_id=paper.id, now=NOW)
    drop_item(actor=specialist, item_id=item.id, now=NOW)
    assert not AgendaItem.objects.exists()


def test_an_item_that_ran_stays(item, specialist):
    AgendaItem.objects.update(state="done")
    with pytest.raises(Conflict):
        drop_item(actor=specialist, item_id=item.id, now=NOW)


def test_the_unit_sends_versions_and_each_is_kept(paper, lead_focal, specialist):
    send(lead_focal, paper)
    second = send(lead_focal, paper, pdf([[(80, 80, "Mot")], [(80, 80, "Hai")]]), "bao-cao.pdf")
    assert (second.number, second.pages) == (2, 2)
    assert PaperVersion.objects.count() == 2
    with pytest.raises(Conflict):
        drop_paper(actor=specialist, paper_id=paper.id, now=NOW)


def test_pages_of_word_are_those_it_wrote_down(paper, lead_focal):
    def docx(pages):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            package.writestr(
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            )
            package.writestr(
                "word/document.xml",
                '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>',
            )
            if pages:
                package.writestr("docProps/app.xml", f"<Properties><Pages>{pages}</Pages></Properties>")
        return target.getvalue()

    assert send(lead_focal, paper, docx(12), "a.docx").pages == 12
    assert send(lead_focal, paper, docx(0), "a.docx").pages is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("TỐI MẬT\nBáo cáo về tình hình.".encode(), "secret_document"),
        (b"", "empty"),
        (b"ID3\x03\x00\x00\x00\x00\x00\x21" + b"\xff\xfb" * 50, "unsupported_type"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 60, "unsupported_type"),
    ],
)
def test_secret_papers_recordings_and_nothing_are_refused_and_nothing_is_kept(paper, lead_focal, content, code):
    with pytest.raises(BadInput) as refused:
        send(lead_focal, paper, content, "ghi-am.mp3")
    assert refused.value.code == code
    assert not PaperVersion.objects.exists()


def test_another_unit_s_paper_is_not_sent(paper, coordinating_focal, outsider, specialist):
    with pytest.raises(Refused):
        send(coordinating_focal, paper)
    with pytest.raises(NotFound):
        send(outsider, paper)
    assert send(specialist, paper).number == 1


def test_an_opinion_is_a_unit_s_and_the_last_one_counts(item, lead_focal, specialist, province):
    give_opinion(actor=lead_focal, item_id=item.id, stance="agree", text="", now=NOW)
    last = give_opinion(actor=lead_focal, item_id=item.id, stance="disagree", text="Thiếu nguồn.", now=NOW)
    assert Opinion.objects.get().id == last.id
    stc = give_opinion(
        actor=specialist, item_id=item.id, stance="agree", text="", unit_id=province.units["stc"].id, now=NOW
    )
    assert stc.unit_id == province.units["stc"].id


@pytest.mark.parametrize(("stance", "text", "field"), [("maybe", "", "stance"), ("disagree", " ", "text"), ("agree_with", "", "text"), ("agree", "x\0", "text")])  # fmt: skip
def test_an_opinion_that_says_nothing_is_refused(item, lead_focal, stance, text, field):
    with pytest.raises(BadInput) as refused:
        give_opinion(actor=lead_focal, item_id=item.id, stance=stance, text=text, now=NOW)
    assert refused.value.details["field"] == field


def test_opinions_end_when_the_meeting_begins(called, item, lead_focal, coordinating_focal, province):
    with pytest.raises(Refused):
        give_opinion(
            actor=coordinating_focal, item_id=item.id, stance="agree", text="", unit_id=province.units["skhdt"].id, now=NOW
        )  # fmt: skip
    Meeting.objects.filter(id=called.meeting.id).update(state="running")
    with pytest.raises(Conflict):
        give_opinion(actor=lead_focal, item_id=item.id, stance="agree", text="", now=NOW)


def test_who_is_called_asks_to_speak_once_at_a_time(called, item, lead_focal, coordinating_focal):
    asked = ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Giải ngân", item_id=item.id, now=NOW)
    assert (asked.state, asked.speaker) == ("asked", "Giám đốc Sở Kế hoạch và Đầu tư Đỗ Em")
    with pytest.raises(Conflict):
        ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Nữa", now=NOW)
    with pytest.raises(Refused):
        withdraw_speech(actor=coordinating_focal, remark_id=asked.id, now=NOW)
    assert withdraw_speech(actor=lead_focal, remark_id=asked.id, now=NOW).state == "withdrawn"
    assert ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Nữa", now=NOW).state == "asked"


def test_the_office_without_an_invitee_of_its_own_does_not_ask(called, specialist):
    with pytest.raises(Refused):
        ask_to_speak(actor=specialist, meeting_id=called.meeting.id, topic="", now=NOW)


def test_a_note_is_one_s_own_and_the_ledger_does_not_say_it(called, lead_focal, lead_head):
    note = keep_own_note(actor=lead_focal, meeting_id=called.meeting.id, text="riêng tư", version=0, now=NOW)
    assert (
        keep_own_note(actor=lead_focal, meeting_id=called.meeting.id, text="riêng tư", version=0, now=NOW).version == 1
    )
    with pytest.raises(Conflict) as refused:
        keep_own_note(actor=lead_focal, meeting_id=called.meeting.id, text="khác", version=0, now=NOW)
    assert refused.value.details["theirs"]["text"] == "riêng tư"
    other = keep_own_note(actor=lead_head, meeting_id=called.meeting.id, text="của tôi", version=0, now=NOW)
    assert other.id != note.id
    assert not [event for event in LedgerEvent.objects.all() if "riêng tư" in str(event.payload)]


def test_papers_are_due_two_working_days_ahead():
    assert default_due_on(dt.date(2021, 1, 22), default_calendar()) == dt.date(2021, 1, 20)
    assert default_due_on(dt.date(2021, 1, 25), default_calendar()) == dt.date(2021, 1, 21)
    assert default_due_on(dt.date(2021, 1, 4), default_calendar()) == dt.date(2020, 12, 30)


@given(st.dates(dt.date(2021, 1, 11), dt.date(2026, 6, 1)))
def test_the_due_day_is_a_working_day_before_the_meeting(day):
    due = default_due_on(day, default_calendar())
    assert is_working_day(due, default_calendar())
    assert due < day
    assert working_days_between(due, day - dt.timedelta(days=1), default_calendar()) == 1


@pytest.mark.parametrize(("due", "sent", "today", "late"), [(20, None, 20, False), (20, None, 21, True), (20, 20, 25, False), (20, 21, 25, True), (None, None, 30, False)])  # fmt: skip
def test_the_day_itself_is_in_time(due, sent, today, late):
    def day(number):
        return None if number is None else dt.date(2021, 1, number)

    assert is_late(day(due), day(sent), dt.date(2021, 1, today)) is late


def of(kind, pages, is_sent=True):
    return SimpleNamespace(kind=kind, pages=pages, is_sent=is_sent)


def test_a_long_dossier_needs_a_short_summary():
    assert not summary_need([of("report", 10)]).needed
    assert summary_need([of("report", 6), of("report", 5)]).lacking
    assert not summary_need([of("report", 11), of("summary", 6)]).lacking
    assert summary_need([of("report", 11), of("summary", 8)]).too_long == 2
    assert summary_need([of("report", 11), of("summary", None, is_sent=False)]).lacking
    assert not summary_need([of("other", 40)]).needed


@pytest.mark.parametrize("text", ["a\0b", "x" * 5_000_000])
def test_a_note_of_nul_or_megabytes_is_refused(called, lead_focal, text):
    with pytest.raises(BadInput) as refused:
        keep_own_note(actor=lead_focal, meeting_id=called.meeting.id, text=text, version=0, now=NOW)
    assert refused.value.details["field"] == "text"


def test_what_is_asked_of_a_unit_can_be_changed(called, item, paper, specialist, province):
    changed = ask_for_paper(
        actor=specialist, meeting_id=called.meeting.id, title="Dự thảo lần hai", kind="other",
        unit_id=province.units["stc"].id, due_on=dt.date(2021, 1, 21), paper_id=paper.id, now=NOW,
    )  # fmt: skip
    assert (changed.id, changed.title, changed.unit_id) == (paper.id, "Dự thảo lần hai", province.units["stc"].id)
