"""Arranging the agenda, asking for papers and sending them, giving opinions."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dondoc.foundation.errors import DomainError
from dondoc.foundation.text import whole_number
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.commands.change_item import change_item
from dondoc.meetings.commands.drop_item import drop_item
from dondoc.meetings.commands.drop_paper import drop_paper
from dondoc.meetings.commands.give_opinion import give_opinion
from dondoc.meetings.commands.move_item import move_item
from dondoc.meetings.commands.send_paper import send_paper
from dondoc.meetings.commands.send_summary import send_summary
from dondoc.meetings.models import AgendaItem, Meeting, Paper, PaperVersion
from dondoc.meetings.selectors import meeting_of
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.papers.page import item_form, paper_form, show


def _whole(value: str | None) -> int | None:
    return int(value) if value else None


def _named(request: PageRequest, name: str) -> int | None:
    """The row that the form changes; none: a new one."""
    which = request.POST.get(name, "")
    return int(which) if which.isascii() and which.isdigit() and len(which) < 19 else None  # noqa: PLR2004 - what fits


def _of(meeting: Meeting, model: type[AgendaItem | Paper], row_id: int) -> None:
    """Do nothing where the row is one of this meeting: an address names both, and they must agree.

    Raises:
        Http404: it is another meeting's, or nobody's.
    """
    if not model.objects.filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, id=row_id).exists():
        raise Http404


def _wants_json(request: PageRequest) -> bool:
    """Whether a page's own script asked, which goes on with what it is told."""
    return request.headers.get("Accept") == "application/json"


def _back(meeting_id: int, place: str = "") -> HttpResponse:
    return redirect(f"{reverse('web:meeting_papers', args=[meeting_id])}{f'#{place}' if place else ''}")


@require_POST
def new_item(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Put a matter on the agenda, or change one."""
    meeting = meeting_of(request.user, meeting_id)
    form = item_form(request, request.POST)
    changed = _named(request, "item")
    if changed is not None:
        _of(meeting, AgendaItem, changed)
    if form.is_valid():
        data = form.cleaned_data
        given = {
            "title": data["title"], "presenter_unit_id": _whole(data["presenter_unit"]), "presenter": data["presenter"],
            "minutes": data["minutes"],
        }  # fmt: skip
        try:
            if changed is not None:
                change_item(item_id=changed, **given, **request.who)
            else:
                add_item(meeting_id=meeting.id, **given, **request.who)
        except CORRECTABLE as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Đã lưu chương trình họp."))
            return _back(meeting.id)
    return show(request, meeting, status=422, item_form=form, changed_item=changed)


@require_POST
def item(request: PageRequest, meeting_id: int, item_id: int, name: str) -> HttpResponse:
    """Move an item up, down or to a place, or drop it; a page whose script moved it is told of a refusal in JSON."""
    meeting = meeting_of(request.user, meeting_id)
    order = list(
        AgendaItem.objects.filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id)
        .order_by("position", "id")
        .values_list("id", flat=True)
    )
    if item_id not in order or name not in ("len", "xuong", "cho", "bo"):
        raise Http404
    try:
        if name == "bo":
            drop_item(item_id=item_id, **request.who)
        else:
            here = order.index(item_id) + 1
            asked = whole_number(request.POST.get("place", "")) if name == "cho" else None
            place = asked or {"len": here - 1, "xuong": here + 1}.get(name, here)
            move_item(item_id=item_id, place=place, **request.who)
    except DomainError as error:
        if _wants_json(request):
            return JsonResponse({"message": error.message, "code": error.code}, status=error.status)
        if not isinstance(error, CORRECTABLE):
            raise
        messages.error(request, error.message)
    if _wants_json(request):
        return JsonResponse({"id": item_id})
    return _back(meeting.id, f"muc-{item_id}" if name != "bo" else "")


@require_POST
def new_paper(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Ask a unit for a paper, or change what is asked."""
    meeting = meeting_of(request.user, meeting_id)
    form = paper_form(request, meeting, request.POST)
    changed = _named(request, "paper")
    if changed is not None:
        _of(meeting, Paper, changed)
    if form.is_valid():
        data = form.cleaned_data
        try:
            ask_for_paper(
                meeting_id=meeting.id, title=data["title"], kind=data["kind"], item_id=_whole(data["item"]),
                unit_id=_whole(data["unit"]), due_on=data["due_on"], paper_id=changed, **request.who,
            )  # fmt: skip
        except CORRECTABLE as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Đã lưu chương trình họp.") if changed else _("Đã yêu cầu tài liệu."))
            return _back(meeting.id)
    return show(request, meeting, status=422, paper_form=form, changed_paper=changed)


@require_POST
def no_paper(request: PageRequest, meeting_id: int, paper_id: int) -> HttpResponse:
    """Ask no longer for a paper."""
    meeting = meeting_of(request.user, meeting_id)
    _of(meeting, Paper, paper_id)
    try:
        drop_paper(paper_id=paper_id, **request.who)
    except CORRECTABLE as error:
        messages.error(request, error.message)
    return _back(meeting.id)


@require_POST
def send(request: PageRequest, meeting_id: int, paper_id: int) -> HttpResponse:
    """Send a version of a paper."""
    meeting = meeting_of(request.user, meeting_id)
    _of(meeting, Paper, paper_id)
    return _sent(request, meeting, f"tai-lieu-{paper_id}", lambda **given: send_paper(paper_id=paper_id, **given))


@require_POST
def summary(request: PageRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Send the summary that an item's long dossier lacks."""
    meeting = meeting_of(request.user, meeting_id)
    _of(meeting, AgendaItem, item_id)
    return _sent(request, meeting, f"thieu-tom-tat-{item_id}", lambda **given: send_summary(item_id=item_id, **given))


def _sent(request: PageRequest, meeting: Meeting, place: str, act: Callable[..., PaperVersion]) -> HttpResponse:
    """Send the file of the request; what is refused is said where it was given."""
    given = request.FILES.get("file")
    try:
        version = act(
            name=(given.name if given else "") or _("chưa chọn tệp"), content=given or b"", note=request.POST.get("note", ""),
            is_declared="not_secret" in request.POST, **request.who,
        )  # fmt: skip
    except DomainError as error:
        if _wants_json(request):
            return JsonResponse({"message": error.message, "code": error.code}, status=error.status)
        if not isinstance(error, CORRECTABLE):
            raise
        return show(request, meeting, status=error.status, refused_send={"place": place, "message": error.message})
    messages.success(request, _("Đã gửi bản %(number)s.") % {"number": version.number})
    if _wants_json(request):
        return JsonResponse({"number": version.number})
    return _back(meeting.id, f"tai-lieu-{version.paper_id}")


@require_POST
def opinion(request: PageRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Give the unit's opinion on an item."""
    meeting = meeting_of(request.user, meeting_id)
    _of(meeting, AgendaItem, item_id)
    stance, text = request.POST.get("stance", ""), request.POST.get("text", "")
    try:
        give_opinion(item_id=item_id, stance=stance, text=text, **request.who)
    except CORRECTABLE as error:
        refused = {"id": item_id, "message": error.message, "stance": stance, "text": text}
        return show(request, meeting, status=error.status, refused_opinion=refused)
    messages.success(request, _("Đã gửi ý kiến của đơn vị."))
    return _back(meeting.id, f"muc-{item_id}")
