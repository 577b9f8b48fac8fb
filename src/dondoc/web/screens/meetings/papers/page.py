"""The agenda with its papers: what is owed, what has come, what the units think."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import is_office
from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.clock import local_day
from dondoc.meetings.choices import PaperKind, Stance, State
from dondoc.meetings.models import AgendaItem, Meeting, Paper
from dondoc.meetings.paper_rules import default_due_on
from dondoc.meetings.paper_selectors import agenda_of, version_for
from dondoc.meetings.permissions import may_plan, sees_all_meetings, units_of
from dondoc.meetings.selectors import meeting_of, own_invitees
from dondoc.organizations.selectors import units_on
from dondoc.web.downloads import send
from dondoc.web.forms import NOT_SECRET, DayField
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.frame import frame

_Row = TypeVar("_Row", AgendaItem, Paper)
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


def item_form(request: PageRequest, data: Any = None, *, of: AgendaItem | None = None) -> ItemForm:
    """The form with the units of today; with what an item says, where one is changed."""
    said = {name: getattr(of, name) for name in ("title", "presenter", "minutes")} if of else {}
    form = ItemForm(data, initial={**said, "presenter_unit": of.presenter_unit_id} if of else None)
    units = [(str(unit.id), unit.name) for unit in units_on(request.jurisdiction.id, request.today)]
    form.fields["presenter_unit"].choices = [("", _("– không –")), *units]  # type: ignore[attr-defined]
    return form


def paper_form(request: PageRequest, meeting: Meeting, data: Any = None, *, of: Paper | None = None) -> PaperForm:
    """The form with the units of today and the items of the meeting; with what was asked, where that is changed."""
    said: dict[str, Any] = {
        "due_on": default_due_on(local_day(meeting.starts_at), request.today, calendar_of(request.jurisdiction.id))
    }
    if of is not None:
        said = {"title": of.title, "kind": of.kind, "unit": of.unit_id, "item": of.item_id, "due_on": of.due_on}
    # Two forms stand on one page and both have a title: each label must find its own.
    form = PaperForm(data, initial=said, auto_id="giay_%s")
    units = [(str(unit.id), unit.name) for unit in units_on(request.jurisdiction.id, request.today)]
    items = [(str(item.id), item.title) for item in meeting.agenda.order_by("position", "id")]
    form.fields["unit"].choices = [("", _("Văn phòng")), *units]  # type: ignore[attr-defined]
    form.fields["item"].choices = [("", _("Tài liệu chung")), *items]  # type: ignore[attr-defined]
    return form


def _changed(request: PageRequest, meeting: Meeting, name: str, model: type[_Row]) -> _Row | None:
    """The row of this meeting that the address asks to change."""
    which = request.GET.get(name, "")
    if not (which.isascii() and which.isdigit() and len(which) < 19):  # noqa: PLR2004 - what fits a key
        return None
    return model.objects.filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, id=int(which)).first()


def show(request: PageRequest, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page; with what was typed and refused, where something was."""
    agenda = agenda_of(meeting, today=request.today)
    mine = units_of(request.user)
    rows = [row for item in agenda.items for row in (*item.papers, item.wanted) if row] + list(agenda.others)
    may_arrange = may_plan(request.user) and meeting.state in (State.PLANNED, State.CALLED, State.RUNNING)
    item, paper = _changed(request, meeting, "muc", AgendaItem), _changed(request, meeting, "tep", Paper)
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
        "stances": Stance.choices,
        "not_secret": NOT_SECRET,
        "item_form": item_form(request, of=item) if may_arrange else None,
        "paper_form": paper_form(request, meeting, of=paper) if may_arrange else None,
        "changed_item": item.id if item else None,
        "changed_paper": paper.id if paper else None,
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
    return send(kept, shown=kept.content_type in _SHOWN and "tai" not in request.GET)
