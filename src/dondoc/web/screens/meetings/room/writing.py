"""What the secretary's screen saves as one types: remarks and conclusions, and what the reader understands of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from dondoc.drafting.clause_duties import clean_duty
from dondoc.drafting.content import clauses
from dondoc.drafting.understanding import Understood, understood
from dondoc.foundation.errors import DomainError
from dondoc.meetings.choices import ConclusionKind
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.change_conclusion import change_conclusion
from dondoc.meetings.commands.change_remark import change_remark
from dondoc.meetings.commands.drop_conclusion import drop_conclusion
from dondoc.meetings.commands.move_conclusion import move_conclusion
from dondoc.meetings.commands.show_conclusions import show_conclusions
from dondoc.meetings.labels import DEEPEST
from dondoc.meetings.models import Conclusion, Meeting
from dondoc.meetings.notice import Line, nested
from dondoc.web.components import moment
from dondoc.web.requests import PageRequest, json_of
from dondoc.web.screens.meetings.room.page import secretary_s

Answer = Callable[..., dict[str, Any]]
_MOST_LINES = 1000


def _saving(answer: Answer) -> Callable[..., JsonResponse]:
    """A view that takes JSON and answers with it; a refusal too, with both texts where two wrote at once."""

    @require_POST
    @wraps(answer)
    def view(request: PageRequest, **where: int) -> JsonResponse:
        try:
            meeting = secretary_s(request, where.pop("meeting_id"))
            told = answer(request, meeting, json_of(request), **where)
        except DomainError as error:
            return JsonResponse({"message": error.message, "code": error.code, **error.details}, status=error.status)
        return JsonResponse({"at": moment(request.now)[-5:], **told})

    return view


def _text(given: dict[str, Any], name: str) -> str | None:
    value = given.get(name)
    return value if isinstance(value, str) else None


def _whole(given: dict[str, Any], name: str) -> int | None:
    value = given.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63 else None


def _duties(given: dict[str, Any]) -> list[Any] | None:
    value = given.get("duties")
    return value if isinstance(value, list) else None


def _saved(line: Conclusion) -> dict[str, Any]:
    return {"id": line.id, "version": line.version, "text": line.text, "is_shown": line.is_shown}


@_saving
def save_remark(request: PageRequest, _meeting: Meeting, given: dict[str, Any], *, remark_id: int) -> dict[str, Any]:
    """Save what is typed of a remark."""
    saved = change_remark(
        remark_id=remark_id, version=_whole(given, "version") or 0, text=_text(given, "text"), body=_text(given, "body"),
        speaker=_text(given, "speaker"), **request.who,
    )  # fmt: skip
    return {"id": saved.id, "version": saved.version}


@_saving
def new_line(request: PageRequest, meeting: Meeting, given: dict[str, Any]) -> dict[str, Any]:
    """Save a new line; sent again after a lost answer it is the same line."""
    return _saved(
        add_conclusion(
            meeting_id=meeting.id, kind=_text(given, "kind") or ConclusionKind.CLAUSE, depth=_whole(given, "depth") or 0,
            label=_text(given, "label") or "", text=_text(given, "text") or "", duties=_duties(given) or [],
            after_id=_whole(given, "after"), client_key=_text(given, "client_key") or "", **request.who,
        )
    )  # fmt: skip


@_saving
def save_line(request: PageRequest, _meeting: Meeting, given: dict[str, Any], *, line_id: int) -> dict[str, Any]:
    """Save what was changed of a line."""
    return _saved(
        change_conclusion(
            conclusion_id=line_id, version=_whole(given, "version") or 0, kind=_text(given, "kind"),
            depth=_whole(given, "depth"), label=_text(given, "label"), text=_text(given, "text"), duties=_duties(given),
            **request.who,
        )
    )  # fmt: skip


@_saving
def move_line(request: PageRequest, _meeting: Meeting, given: dict[str, Any], *, line_id: int) -> dict[str, Any]:
    """Put a line behind another."""
    return _saved(move_conclusion(conclusion_id=line_id, after_id=_whole(given, "after") or 0, **request.who))


@_saving
def drop_line(request: PageRequest, _meeting: Meeting, given: dict[str, Any], *, line_id: int) -> dict[str, Any]:
    """Drop a line; saving it again brings it back."""
    return _saved(drop_conclusion(conclusion_id=line_id, version=_whole(given, "version") or 0, **request.who))


@_saving
def show_line(request: PageRequest, meeting: Meeting, given: dict[str, Any], *, line_id: int) -> dict[str, Any]:
    """Show a line on the participants' pages, or hide it."""
    shown = given.get("shown") is True
    show_conclusions(meeting_id=meeting.id, shown=shown, conclusion_ids=[line_id], **request.who)
    return {"id": line_id, "is_shown": shown}


@_saving
def understand(request: PageRequest, meeting: Meeting, given: dict[str, Any]) -> dict[str, Any]:
    """Say what the reader would find in the lines if they were issued today. Nothing is kept."""
    said = given.get("lines")
    lines = [_line(one) for one in said[:_MOST_LINES]] if isinstance(said, list) else []
    content = {"issuer": meeting.unit.name, "subject": meeting.title, "body": nested(lines)}
    found = understood(meeting.jurisdiction_id, content, kind="Thông báo", symbol="", on=request.today)
    order = {clause.place: number for number, clause in enumerate(clauses(content))}
    by_line: dict[int, list[Understood]] = {}
    for duty in found:
        by_line.setdefault(order[duty.place], []).append(duty)
    return {
        "lines": {
            number: render_to_string(
                "web/drafting/understood.html", {"duties": duties, "editing": True}, request=request
            )
            for number, duties in by_line.items()
        },
        "count": len(found),
        "troubled": sum(bool(duty.problems) for duty in found),
    }


def _line(one: Any) -> Line:
    given = one if isinstance(one, dict) else {}
    kind = _text(given, "kind")
    text = " ".join((_text(given, "text") or "").split())[:5000]
    duties = [clean_duty(duty, text[:40]) for duty in (_duties(given) or [])[:20]] if text else []
    return Line(
        min(_whole(given, "depth") or 0, DEEPEST), kind if kind in ConclusionKind.values else ConclusionKind.CLAUSE,
        (_text(given, "label") or "")[:20], text, duties,
    )  # fmt: skip
