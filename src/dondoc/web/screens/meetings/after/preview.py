"""The minutes or the notice as they would be drafted now, with what lacks, each with the place where it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.directives.choices import DeadlineKind
from dondoc.drafting.content import Clause, clauses
from dondoc.drafting.selectors import issuing_units
from dondoc.drafting.understanding import Understood
from dondoc.foundation.text import whole_number
from dondoc.meetings.attendance import counts
from dondoc.meetings.attendance_selectors import attendance_of
from dondoc.meetings.choices import State
from dondoc.meetings.composing import MINUTES, NOTICE, Composed, compose_minutes, compose_notice
from dondoc.meetings.held import conclusions_of
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import may_keep_minutes
from dondoc.meetings.staleness import Part, draft_of
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.models import Unit
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.frame import frame

_WORDS = 60


@dataclass(frozen=True, slots=True)
class Lack:
    """What lacks: in words, with the words of the line that it is about, and where it is mended."""

    text: str
    about: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the sheet with what the reader understands of it."""

    clause: Clause
    duties: list[Understood]


def agencies_of(jurisdiction_id: int) -> list[Unit]:
    """The agencies that issue here, the office first: it keeps the minutes and issues the notices."""
    return sorted(issuing_units(jurisdiction_id), key=lambda unit: unit.kind != UnitKind.OFFICE)


def preview(request: PageRequest, meeting: Meeting, name: str, part: Part) -> HttpResponse:
    """Show the sheet. Nothing is written."""
    agencies = agencies_of(meeting.jurisdiction_id)
    issuer = _issuer(request, meeting, agencies)
    composed = (
        Composed(compose_minutes(request.user, meeting, issuer, today=request.today), [], {})
        if part == "minutes"
        else compose_notice(meeting, issuer, on=request.today)
    )
    duties: dict[str, list[Understood]] = {}
    for duty in composed.duties:
        duties.setdefault(duty.place, []).append(duty)
    is_over = meeting.state == State.ENDED
    context: dict[str, Any] = {
        **frame(request.user, meeting, "meeting_after"),
        "name": name,
        "kind": MINUTES if part == "minutes" else NOTICE,
        "content": composed.content,
        "lines": [Line(clause, duties.get(clause.place, [])) for clause in clauses(composed.content)],
        "lacks": _lacks(meeting, composed, agencies),
        "given": len(composed.duties) if part == "notice" else None,
        "agencies": agencies,
        "issuer": issuer,
        "drafted": draft_of(meeting, part),
        "is_over": is_over,
        "may_draft": may_keep_minutes(request.user) and is_over and bool(agencies),
    }
    return render(request, "web/meetings/after_preview.html", context)


def _issuer(request: PageRequest, meeting: Meeting, agencies: list[Unit]) -> Unit:
    """The agency asked for, else the first that issues, else the office; else who held the meeting."""
    asked = whole_number(request.GET.get("unit", ""))
    chosen = next((unit for unit in agencies if unit.id == asked), None) or next(iter(agencies), None)
    if chosen is not None:
        return chosen
    here = Unit.objects.filter(jurisdiction_id=meeting.jurisdiction_id, kind=UnitKind.OFFICE)
    return here.order_by("id").first() or meeting.unit


def _lacks(meeting: Meeting, composed: Composed, agencies: list[Unit]) -> list[Lack]:
    found: list[Lack] = []
    room = reverse("web:meeting_room", args=[meeting.id])
    if not any(line.text for line in conclusions_of(meeting)):
        found.append(Lack(_("Chưa ghi kết luận nào của người chủ trì."), "", room))
    not_yet = counts(attendance_of(meeting)).not_yet
    if not_yet:
        found.append(
            Lack(
                ngettext("Còn %(count)s người chưa điểm danh.", "Còn %(count)s người chưa điểm danh.", not_yet)
                % {"count": not_yet},
                "",
                reverse("web:meeting_attendance", args=[meeting.id]),
            )
        )
    if not (meeting.chair_name or meeting.chair_title):
        found.append(Lack(_("Chưa ghi người chủ trì."), "", reverse("web:meeting", args=[meeting.id])))
    if not agencies:
        found.append(Lack(_("Chưa có sổ văn bản đi nên chưa soạn được."), "", reverse("web:registers")))
    for duty in composed.duties:
        line = composed.line_of.get(duty.place)
        url = f"{room}#line-{line}" if line else room
        found += [Lack(text, _short(duty.text), url) for text in _of_duty(duty)]
    return found


def _of_duty(duty: Understood) -> list[str]:
    """What lacks of one duty: who, which of the names is unknown, until when."""
    found = []
    if not duty.lead:
        found.append(_("Chưa rõ đơn vị chủ trì."))
    if duty.unknown:
        names = ", ".join(f"“{name}”" for name in duty.unknown)
        found.append(_("Không có trong danh mục đơn vị: %(names)s.") % {"names": names})
    if duty.kind == DeadlineKind.NONE:
        found.append(_("Không ghi thời hạn."))
    known = bool(duty.lead) and not duty.unknown
    return found + [_("Cần %(problem)s.") % {"problem": problem} for problem in duty.problems if known]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WORDS else f"{flat[:_WORDS].rsplit(' ', 1)[0]}…"
