"""The form of a round of slips."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.clock import LOCAL
from dondoc.meetings.choices import Silence
from dondoc.meetings.commands._round import RoundFacts
from dondoc.meetings.models import SlipRound
from dondoc.meetings.slip_members import Candidate, candidates
from dondoc.meetings.slip_rules import default_due_on
from dondoc.meetings.slip_selectors import slips_of
from dondoc.organizations.selectors import units_on
from dondoc.web.forms import NOT_SECRET, ClockField, DayField
from dondoc.web.requests import PageRequest

#: Whose boxes are shown beside the members': asked for in the address.
SHOW_ALL = "tat-ca"


class RoundForm(forms.Form):
    """A round of slips."""

    title = forms.CharField(label=gettext_lazy("Việc lấy ý kiến"), max_length=400, widget=forms.Textarea({"rows": 2}))
    content = forms.CharField(label=gettext_lazy("Nội dung xin ý kiến"), widget=forms.Textarea({"rows": 5}))
    proposer = forms.ChoiceField(label=gettext_lazy("Đơn vị trình"), required=False)
    file = forms.FileField(label=gettext_lazy("Hồ sơ kèm theo"), required=False, allow_empty_file=True)
    not_secret = forms.BooleanField(label=NOT_SECRET, required=False)
    due_day = DayField(label=gettext_lazy("Hạn trả lời"))
    due_time = ClockField(label=gettext_lazy("Đến giờ"), initial="17:00")
    silence = forms.ChoiceField(label=gettext_lazy("Phiếu không trả lời"), choices=Silence.choices)
    everybody = forms.BooleanField(required=False)
    members = forms.MultipleChoiceField(
        label=gettext_lazy("Chọn từng người"), widget=forms.CheckboxSelectMultiple(), required=False
    )
    known: list[Candidate]

    def facts(self) -> RoundFacts:
        """The facts that were typed."""
        data = self.cleaned_data
        chosen = [int(one) for one in data["members"]]
        return RoundFacts(
            title=data["title"], content=data["content"],
            due_at=dt.datetime.combine(data["due_day"], data["due_time"], LOCAL), silence=data["silence"],
            member_post_ids=_members(self.known) if data["everybody"] else chosen,
            proposer_unit_id=int(data["proposer"]) if data["proposer"] else None,
        )  # fmt: skip


def round_form(request: PageRequest, found: SlipRound | None) -> RoundForm:
    """The form with who may be asked today; with what a round says, where one is changed."""
    here, known = request.jurisdiction.id, candidates(request.jurisdiction.id, request.today)
    initial: dict[str, Any] = {
        "due_day": default_due_on(request.today, calendar_of(here)), "silence": request.jurisdiction.slip_silence,
        "everybody": True,
    }  # fmt: skip
    chosen: list[int] = []
    if found is not None:
        due = found.due_at.astimezone(LOCAL)
        chosen = [slip.post_id for slip in slips_of(found) if slip.post_id]
        initial = {
            "title": found.title, "content": found.content, "proposer": found.proposer_unit_id, "due_day": due.date(),
            "due_time": f"{due:%H:%M}", "silence": found.silence, "members": [str(post_id) for post_id in chosen],
            "everybody": chosen == _members(known),
        }  # fmt: skip
    is_sent = request.method == "POST"
    form = RoundForm(request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial)
    form.known = known
    if found is not None:
        form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput(), initial=found.version)
    units = [(str(unit.id), unit.name) for unit in units_on(here, request.today)]
    form.fields["proposer"].choices = [("", _("– không –")), *units]  # type: ignore[attr-defined]
    # Who was chosen before stays to be seen, and what was sent is understood, whatever is shown now.
    shows_all = is_sent or SHOW_ALL in request.GET
    shown = [one for one in known if shows_all or one.is_member or one.post_id in chosen]
    form.fields["members"].choices = [(str(one.post_id), one.said) for one in shown]  # type: ignore[attr-defined]
    count = len(_members(known))
    form.fields["everybody"].label = ngettext(
        "Tất cả %(count)s thành viên UBND tỉnh", "Tất cả %(count)s thành viên UBND tỉnh", count
    ) % {"count": count}
    return form


def _members(known: list[Candidate]) -> list[int]:
    return [one.post_id for one in known if one.is_member]
