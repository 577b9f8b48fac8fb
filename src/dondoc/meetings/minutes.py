"""The minutes (biên bản) of a meeting as the content of a draft: chair, attendance, course, votes, conclusion. Pure.

What minutes hold: QĐ 45/2018/QĐ-TTg (chair and attendance list, sequence, opinions, votes, conclusion).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dondoc.drafting.content import Agency, blank, dash, paragraph
from dondoc.meetings.attendance import Attended, by_category, counts
from dondoc.meetings.choices import AttendanceCode
from dondoc.meetings.notice import Held, Line, Presented, Spoken, dealt_with, nested
from dondoc.meetings.titles import lowered

_HOW = {
    AttendanceCode.NOT_YET: "chưa điểm danh", AttendanceCode.PRESENT: "có mặt", AttendanceCode.ONLINE: "dự trực tuyến",
    AttendanceCode.ABSENT_WITH_REASON: "vắng có lý do", AttendanceCode.ABSENT_UNREPORTED: "vắng không báo cáo",
    AttendanceCode.SUBSTITUTE_CONSENTED: "người dự thay", AttendanceCode.SUBSTITUTE_UNANSWERED: "người dự thay",
    AttendanceCode.SUBSTITUTE_UNCONSENTED: "người dự thay (chủ trì chưa đồng ý)",
    AttendanceCode.WRONG_COMPOSITION: "cử sai thành phần", AttendanceCode.DEPUTY_CHAIRS_VENUE: "cấp phó chủ trì điểm cầu",
}  # fmt: skip


def minutes_content(agency: Agency, held: Held, *, standing: Sequence[str] = ()) -> dict[str, Any]:
    """The content of a draft of kind “Biên bản”.

    Args:
        agency: who keeps them.
        held: what was recorded.
        standing: how the conclusions of the meeting before stand, a sentence each; none: no such part.
    """
    found = blank("Biên bản", agency)
    found["subject"] = held.title
    parts: list[tuple[str, list[dict[str, Any]]]] = [
        ("Thời gian, địa điểm", _when(held)),
        ("Thành phần", _people(held)),
    ]
    if standing:
        parts.append(("Việc thực hiện kết luận cuộc họp trước", [dash(text) for text in standing]))
    parts.append(("Diễn biến", _course(held)))
    parts.append(("Kết luận của người chủ trì", _conclusions(held.conclusions)))
    body: list[dict[str, Any]] = []
    for number, (name, under) in enumerate(parts, start=1):
        body.append({"label": f"{_roman(number)}.", "kind": "heading", "text": name.upper(), "under": under})
    body.append(
        {"label": "", "kind": "paragraph", "text": f"Cuộc họp kết thúc lúc {_clock(held.ends_at)}, ngày {held.ends_at:%d/%m/%Y}."}
    )  # fmt: skip
    found["body"] = [item if item.get("under") or item["kind"] != "heading" else {**item, "under": [paragraph("Không có.")]} for item in body]  # fmt: skip
    found["recipients"] = ["- Người chủ trì (để báo cáo);", *found["recipients"][-1:]]
    return found


def _when(held: Held) -> list[dict[str, Any]]:
    told = f"{held.host} tổ chức {lowered(held.title)} từ {_clock(held.starts_at)}, ngày {held.starts_at:%d/%m/%Y}"
    return [paragraph(f"{told}, tại {held.place}." if held.place else f"{told}.")]


def _people(held: Held) -> list[dict[str, Any]]:
    chair = " ".join(part for part in (held.chair_title, held.chair_name) if part)
    found = [paragraph(f"Chủ trì: {chair}.")] if chair else []
    if held.secretaries:
        found.append(paragraph(f"Thư ký: {', '.join(held.secretaries)}."))
    all_of_them = counts(held.people)
    if all_of_them.called:
        here = all_of_them.called - all_of_them.absent - all_of_them.not_yet
        found.append(
            paragraph(f"Được mời {all_of_them.called}, có mặt {here}, vắng {all_of_them.absent} "
                  f"(có lý do {all_of_them.absent_with_reason}, không báo cáo {all_of_them.absent_unreported}).")
        )  # fmt: skip
    for name, group in by_category(held.people).items():
        found.append(
            {"label": "", "kind": "paragraph", "text": f"{name}:", "under": [dash(_person(one)) for one in group]}
        )
    return found


def _person(one: Attended) -> str:
    called = " ".join(part for part in (one.title or one.body, one.person_name) if part)
    told = f"{called}: {_HOW[one.code]}"
    came = " ".join(part for part in (one.attendee_title, one.attendee_name) if part)
    if came and one.attendee_name != one.person_name:
        told += f", {came}"
    return f"{told}, {one.venue};" if one.venue else f"{told};"


def _course(held: Held) -> list[dict[str, Any]]:
    found = [_item(item) for item in dealt_with(held.agenda)]
    found += [paragraph(f"Quyết nghị: {text}") for text in held.decisions]
    said = {(one.body, one.text) for item in held.agenda for one in item.remarks}
    others = [one for one in held.remarks if (one.body, one.text) not in said]
    if others:
        found.append(
            {"label": "", "kind": "paragraph", "text": "Ý kiến khác:", "under": [dash(_view(one)) for one in others]}
        )
    return found


def _item(item: Presented) -> dict[str, Any]:
    at = f"{_clock(item.started_at)}: " if item.started_at else ""
    by = f" ({item.presenter} trình bày)" if item.presenter else ""
    under = [dash(_view(one)) for one in item.remarks] + [dash(f"Quyết nghị: {text}") for text in item.decisions]
    found: dict[str, Any] = {"label": "", "kind": "paragraph", "text": f"{at}{item.title}{by}."}
    return {**found, "under": under} if under else found


def _view(one: Spoken) -> str:
    who = f"{one.body} ({one.speaker})" if one.speaker else one.body
    said = " ".join(one.text.split())
    return f"{who}: {said}" if said else f"{who} phát biểu ý kiến."


def _conclusions(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The conclusions without their duties: these come to be by the notice, once."""
    plain = [Line(line.depth, line.kind, line.label, line.text) for line in lines]
    return nested(plain)


def _clock(moment: dt.datetime) -> str:
    return f"{moment:%H} giờ {moment:%M}"


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII")[number - 1]
