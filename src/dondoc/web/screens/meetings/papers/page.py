"""The agenda with its papers: what is owed, what has come, what the units think."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import is_office
from dondoc.documents.disk import open_content
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import NotFound
from dondoc.meetings.choices import PaperKind, Stance, State
from dondoc.meetings.models import Meeting
from dondoc.meetings.paper_rules import default_due_on
from dondoc.meetings.paper_selectors import agenda_of, version_for
from dondoc.meetings.permissions import may_plan, sees_all_meetings, units_of
from dondoc.meetings.selectors import meeting_of, own_invitees
from dondoc.organizations.selectors import units_on
from dondoc.web.forms import DayField
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.frame import frame
from dondoc.worktime import default_calendar

_SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})


class ItemForm(forms.Form):
    """An item of the agenda."""

    title = forms.CharField(label=gettext_lazy("Nội dung"), max_length=500, widget=forms.Textarea({"rows": 2}))
    presenter_unit = forms.ChoiceField(label=gettext_lazy("Đơn vị trình bày"), required=False)
    presenter = forms.CharField(label=gettext_lazy("Người trình bày"), required=False, max_length=200)
    minutes = forms.IntegerField(label=gettext_lazy("Thời lượng (phút)"), initial=15, min_value=1, max_value=1440)


class PaperForm(forms.Form):
    """A paper that a unit is asked for."""

    title = forms.CharField(label=gettext_lazy("Tên tài liệu"), max_length=400)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=PaperKind.choices)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị gửi"), required=False)
    item = forms.ChoiceField(label=gettext_lazy("Thuộc nội dung"), required=False)
    due_on = DayField(label=gettext_lazy("Hạn gửi"), required=False)


def item_form(request: PageRequest, data: Any = None) -> ItemForm:
    """The form with the units of today."""
    form = ItemForm(data)
    units = [(str(unit.id), unit.name) for unit in units_on(request.jurisdiction.id, request.today)]
    form.fields["presenter_unit"].choices = [("", _("– không –")), *units]  # type: ignore[attr-defined]
    return form


def paper_form(request: PageRequest, meeting: Meeting, data: Any = None) -> PaperForm:
    """The form with the units of today and the items of the meeting."""
    form = PaperForm(data, initial={"due_on": default_due_on(local_day(meeting.starts_at), default_calendar())})
    units = [(str(unit.id), unit.name) for unit in units_on(request.jurisdiction.id, request.today)]
    items = [(str(item.id), item.title) for item in meeting.agenda.order_by("position", "id")]
    form.fields["unit"].choices = [("", _("Văn phòng")), *units]  # type: ignore[attr-defined]
    form.fields["item"].choices = [("", _("Tài liệu chung")), *items]  # type: ignore[attr-defined]
    return form


def show(request: PageRequest, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page; with what was typed and refused, where something was."""
    agenda = agenda_of(meeting, today=request.today)
    mine = units_of(request.user)
    rows = [row for item in agenda.items for row in item.papers] + list(agenda.others)
    may_arrange = may_plan(request.user) and meeting.state in (State.PLANNED, State.CALLED, State.RUNNING)
    context: dict[str, Any] = {
        **frame(request.user, meeting, "meeting_papers"),
        "agenda": agenda,
        "late": [row for row in rows if row.is_late],
        "owed": [row for row in rows if not row.is_sent and row.paper.unit_id in mine],
        "may_arrange": may_arrange,
        "may_send_all": is_office(request.user),
        "mine": mine,
        "is_open": meeting.state in (State.PLANNED, State.CALLED, State.RUNNING),
        "sees_all": sees_all_meetings(request.user),
        "may_opine": meeting.state == State.CALLED and bool(own_invitees(request.user, meeting)),
        "own_unit": request.user.unit_id,
        "stances": Stance.choices,
        "item_form": item_form(request) if may_arrange else None,
        "paper_form": paper_form(request, meeting) if may_arrange else None,
        **more,
    }
    return render(request, "web/meetings/papers.html", context, status=status)


@require_GET
def papers(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show the page."""
    return show(request, meeting_of(request.user, meeting_id))


@require_GET
def file(request: PageRequest, meeting_id: int, version_id: int) -> FileResponse:
    """Send a version's file to who sees the meeting; what a browser shows safely is shown in place."""
    kept = version_for(request.user, meeting_of(request.user, meeting_id), version_id).file
    try:
        content = open_content(kept.sha256)
    except FileNotFoundError:
        raise NotFound(_("Tệp này không còn trong kho tệp; xin báo quản trị hệ thống khôi phục.")) from None
    shown = kept.content_type in _SHOWN and "tai" not in request.GET
    response = FileResponse(content, as_attachment=not shown, filename=kept.name, content_type=kept.content_type)
    # A PDF needs the browser's own viewer, which a sandbox would take from it; nothing else runs.
    if not shown:
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
