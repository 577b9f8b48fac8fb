"""The steps of the secretary's screen that are taken by a button."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dondoc.foundation.text import whole_number
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.change_remark import change_remark
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.finish_item import finish_item
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.reopen_meeting import reopen_meeting
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.commands.show_conclusions import show_conclusions
from dondoc.meetings.models import AgendaItem, Remark
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.room.page import part, secretary_s


def _part(request: PageRequest, meeting_id: int, name: str) -> HttpResponse:
    """The fragment that changed, or the whole screen where no script asked."""
    if not request.is_htmx:
        return redirect("web:meeting_room", meeting_id)
    return part(request, secretary_s(request, meeting_id), name)


@require_POST
def step(request: PageRequest, meeting_id: int, name: str) -> HttpResponse:
    """Open, end or reopen the meeting."""
    secretary_s(request, meeting_id)
    if name == "khai-mac":
        open_meeting(meeting_id=meeting_id, **request.who)
        messages.success(request, _("Cuộc họp đã khai mạc."))
    elif name == "ket-thuc":
        end_meeting(meeting_id=meeting_id, **request.who)
        messages.success(request, _("Cuộc họp đã kết thúc. Lập thông báo kết luận ở trang “Biên bản, thông báo”."))
    elif name == "mo-lai":
        reopen_meeting(meeting_id=meeting_id, reason=request.POST.get("reason", ""), **request.who)
        messages.success(request, _("Cuộc họp được mở lại."))
    else:
        raise Http404
    return redirect("web:meeting_room", meeting_id)


@require_POST
def item(request: PageRequest, meeting_id: int, item_id: int, name: str) -> HttpResponse:
    """Begin or finish an item of the agenda."""
    secretary_s(request, meeting_id)
    do: Callable[..., AgendaItem] | None = {"bat-dau": run_item, "ket-thuc": finish_item}.get(name)
    if do is None:
        raise Http404
    do(item_id=item_id, **request.who)
    return _part(request, meeting_id, "agenda")


@require_POST
def new_remark(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Put somebody on the list of speakers, or give them the word at once."""
    secretary_s(request, meeting_id)
    running = AgendaItem.objects.filter(
        jurisdiction_id=request.user.jurisdiction_id, meeting_id=meeting_id, state="running"
    ).first()
    add_remark(
        meeting_id=meeting_id, body=request.POST.get("body", ""), speaker=request.POST.get("speaker", ""),
        invitee_id=whole_number(request.POST.get("invitee", "")), item_id=running.id if running else None,
        state=request.POST.get("state", "speaking"), client_key=request.POST.get("client_key", ""), **request.who,
    )  # fmt: skip
    return _part(request, meeting_id, "remarks")


@require_POST
def remark(request: PageRequest, meeting_id: int, remark_id: int, state: str) -> HttpResponse:
    """Give the word, take it as said, or as withdrawn."""
    secretary_s(request, meeting_id)
    version = Remark.objects.filter(jurisdiction_id=request.user.jurisdiction_id, id=remark_id).values_list(
        "version", flat=True
    )
    change_remark(remark_id=remark_id, version=version.first() or 0, state=state, **request.who)
    return _part(request, meeting_id, "remarks")


@require_POST
def show_all(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show all conclusions on the participants' pages, or hide them."""
    secretary_s(request, meeting_id)
    shown = request.POST.get("hien") == "1"
    changed = show_conclusions(meeting_id=meeting_id, shown=shown, **request.who)
    if changed:
        messages.success(request, _("Đã hiện kết luận trên màn hình của người dự.") if shown else _("Đã ẩn kết luận."))
    return redirect("web:meeting_room", meeting_id)
