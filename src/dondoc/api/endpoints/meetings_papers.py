"""Papers of a meeting, opinions before it, requests to speak."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from ninja import Body, Router

from dondoc.api import lookups
from dondoc.api.bodies import MULTIPART, body_of, request_body
from dondoc.api.meeting_rows import require_row
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.meetings_papers import (
    NewOpinion,
    NewPaper,
    NewSpeech,
    NewVersion,
    OpinionItem,
    Opinions,
    PaperItem,
    Papers,
    SpeechItem,
)
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.commands.ask_to_speak import ask_to_speak
from dondoc.meetings.commands.drop_paper import drop_paper
from dondoc.meetings.commands.give_opinion import give_opinion
from dondoc.meetings.commands.send_paper import send_paper
from dondoc.meetings.commands.send_summary import send_summary
from dondoc.meetings.commands.withdraw_speech import withdraw_speech
from dondoc.meetings.models import AgendaItem, Meeting, Opinion, Paper, Remark
from dondoc.meetings.paper_selectors import PaperRow, agenda_of, version_for
from dondoc.meetings.permissions import sees_all_meetings, units_of
from dondoc.meetings.selectors import meeting_of
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp: tài liệu, ý kiến, phát biểu"])


@router.get("/meetings/{meeting_id}/papers", response=Papers, summary="Tài liệu họp", url_name="meeting_papers")
def papers_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả tài liệu của cuộc họp, mọi bản đã gửi, ai gửi muộn."""
    return reply({"items": _papers(request, meeting_of(request.user, meeting_id))})


@router.post(
    "/meetings/{meeting_id}/papers", response={201: PaperItem}, summary="Yêu cầu tài liệu", url_name="meeting_papers"
)
def ask_one_paper(request: PageRequest, meeting_id: Id, body: Body[NewPaper]) -> HttpResponse:
    """Yêu cầu một đơn vị gửi tài liệu; dành cho Văn phòng."""
    meeting = meeting_of(request.user, meeting_id)
    return reply(_paper(request, meeting, _asked(request, meeting, body, None)), status=201)


@router.patch(
    "/meetings/{meeting_id}/papers/{paper_id}", response=PaperItem, summary="Sửa yêu cầu tài liệu",
    url_name="meeting_paper",
)  # fmt: skip
def change_one_paper(request: PageRequest, meeting_id: Id, paper_id: Id, body: Body[NewPaper]) -> HttpResponse:
    """Sửa yêu cầu tài liệu, ghi đủ mọi trường; các bản đã gửi vẫn giữ. Dành cho Văn phòng."""
    meeting = require_row(request, meeting_id, Paper, paper_id)
    return reply(_paper(request, meeting, _asked(request, meeting, body, paper_id)))


@router.delete(
    "/meetings/{meeting_id}/papers/{paper_id}", response={204: None}, summary="Bỏ yêu cầu tài liệu",
    url_name="meeting_paper",
)  # fmt: skip
def drop_one_paper(request: PageRequest, meeting_id: Id, paper_id: Id) -> HttpResponse:
    """Thôi yêu cầu một tài liệu chưa có bản nào gửi; dành cho Văn phòng."""
    require_row(request, meeting_id, Paper, paper_id)
    drop_paper(paper_id=paper_id, **request.who)
    return no_content()


@router.post(
    "/meetings/{meeting_id}/papers/{paper_id}/versions", response={201: PaperItem}, summary="Gửi tài liệu",
    url_name="meeting_paper_versions", openapi_extra=request_body(NewVersion, files="file"),
)  # fmt: skip
def send_one_version(request: PageRequest, meeting_id: Id, paper_id: Id) -> HttpResponse:
    """Gửi một bản: `multipart/form-data` với `file`. Sau hạn vẫn nhận và ghi là muộn; tài liệu mật không nhận."""
    meeting = require_row(request, meeting_id, Paper, paper_id)
    body = body_of(request, NewVersion)
    upload = request.FILES.get("file") if request.content_type == MULTIPART else None
    send_paper(
        paper_id=paper_id, name=(upload.name or "") if upload else "", content=upload or b"", note=body.note,
        **request.who,
    )  # fmt: skip
    return reply(_paper(request, meeting, paper_id), status=201)


@router.post(
    "/meetings/{meeting_id}/agenda/{item_id}/summary", response={201: PaperItem}, summary="Gửi bản tóm tắt còn thiếu",
    url_name="meeting_summary", openapi_extra=request_body(NewVersion, files="file"),
)  # fmt: skip
def send_one_summary(request: PageRequest, meeting_id: Id, item_id: Id) -> HttpResponse:
    """Gửi bản tóm tắt mà hồ sơ dài của một nội dung còn thiếu: `multipart/form-data` với `file`; từ đó là một tài liệu."""
    meeting = require_row(request, meeting_id, AgendaItem, item_id)
    body = body_of(request, NewVersion)
    upload = request.FILES.get("file") if request.content_type == MULTIPART else None
    sent = send_summary(
        item_id=item_id, name=(upload.name or "") if upload else "", content=upload or b"", note=body.note,
        **request.who,
    )  # fmt: skip
    return reply(_paper(request, meeting, sent.paper_id), status=201)


@router.get(
    "/meetings/{meeting_id}/paper-versions/{version_id}/file", summary="Tệp tài liệu", url_name="meeting_paper_file"
)
def file_of_version(request: PageRequest, meeting_id: Id, version_id: Id) -> FileResponse:
    """Tải tệp của một bản; người được biết cuộc họp mới tải được."""
    return send(version_for(request.user, meeting_of(request.user, meeting_id), version_id).file)


@router.get("/meetings/{meeting_id}/opinions", response=Opinions, summary="Ý kiến trước họp", url_name="opinions")
def opinions_of_meeting(request: PageRequest, meeting_id: Id) -> HttpResponse:
    """Trả ý kiến đã gửi: Văn phòng và Lãnh đạo thấy tất cả, đơn vị thấy của mình."""
    meeting = meeting_of(request.user, meeting_id)
    agenda = agenda_of(meeting, today=request.today)
    everything, mine = sees_all_meetings(request.user), units_of(request.user)
    found = [one for row in agenda.items for one in row.opinions if everything or one.unit_id in mine]
    return reply({"items": [_opinion(one) for one in found]})


@router.post(
    "/meetings/{meeting_id}/agenda/{item_id}/opinion", response=OpinionItem, summary="Cho ý kiến", url_name="opinion"
)
def give_one_opinion(request: PageRequest, meeting_id: Id, item_id: Id, body: Body[NewOpinion]) -> HttpResponse:
    """Gửi hoặc thay ý kiến của đơn vị mình, đến khi khai mạc; Văn phòng ghi hộ ý kiến nhận bằng giấy."""
    require_row(request, meeting_id, AgendaItem, item_id)
    unit_id = lookups.unit_id_of(request.user, body.unit, "unit")
    given = give_opinion(item_id=item_id, stance=body.stance, text=body.text, unit_id=unit_id, **request.who)
    return reply(_opinion(given))


@router.post(
    "/meetings/{meeting_id}/speeches", response={201: SpeechItem}, summary="Đăng ký phát biểu", url_name="speeches"
)
def ask_for_the_floor(request: PageRequest, meeting_id: Id, body: Body[NewSpeech]) -> HttpResponse:
    """Đăng ký phát biểu cho người được mời của đơn vị mình."""
    return reply(_speech(ask_to_speak(meeting_id=meeting_id, **body.model_dump(), **request.who)), status=201)


@router.post(
    "/meetings/{meeting_id}/speeches/{speech_id}/withdraw", response=SpeechItem, summary="Thôi phát biểu",
    url_name="speech_withdraw",
)  # fmt: skip
def leave_the_queue(request: PageRequest, meeting_id: Id, speech_id: Id) -> HttpResponse:
    """Rút đăng ký còn đang chờ."""
    require_row(request, meeting_id, Remark, speech_id)
    return reply(_speech(withdraw_speech(remark_id=speech_id, **request.who)))


def _asked(request: PageRequest, meeting: Meeting, body: NewPaper, paper_id: int | None) -> int:
    return ask_for_paper(
        meeting_id=meeting.id, title=body.title, kind=body.kind, item_id=body.item_id, due_on=body.due_on,
        unit_id=lookups.unit_id_of(request.user, body.unit, "unit"), paper_id=paper_id, **request.who,
    ).id  # fmt: skip


def _papers(request: PageRequest, meeting: Meeting) -> list[dict[str, Any]]:
    agenda = agenda_of(meeting, today=request.today)
    rows = [row for item in agenda.items for row in item.papers] + list(agenda.others)
    return [_row(row) for row in rows]


def _paper(request: PageRequest, meeting: Meeting, paper_id: int) -> dict[str, Any]:
    return next(row for row in _papers(request, meeting) if row["id"] == paper_id)


def _row(row: PaperRow) -> dict[str, Any]:
    paper = row.paper
    return {
        "id": paper.id, "item_id": paper.item_id, "kind": paper.kind, "title": paper.title,
        "unit": paper.unit.code if paper.unit else None, "due_on": paper.due_on, "is_late": row.is_late,
        "versions": [
            {
                "id": one.id, "number": one.number, "name": one.file.name, "pages": one.pages,
                "pages_estimated": one.pages_estimated, "note": one.note,
                "sent_at": at(one.sent_at),
            }
            for one in row.versions
        ],
    }  # fmt: skip


def _opinion(one: Opinion) -> dict[str, Any]:
    return {
        "item_id": one.item_id, "unit": one.unit.code, "stance": one.stance, "text": one.text, "made_at": at(one.made_at)
    }  # fmt: skip


def _speech(one: Remark) -> dict[str, Any]:
    return {"id": one.id, "body": one.body, "speaker": one.speaker, "topic": one.topic, "state": one.state}
