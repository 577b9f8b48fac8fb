"""Forms of the reading screen."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dondoc.directives.choices import DeadlineKind
from dondoc.directives.drafts import DATELESS, Addressee, DraftDeadline, DraftError, DraftItem
from dondoc.organizations.models import WorkField
from dondoc.web.forms import DayField


class SubmissionForm(forms.Form):
    """A file, or pasted text."""

    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        widget=forms.FileInput(
            attrs={"accept": ".docx,.doc,.odt,.rtf,.html,.htm,.pdf,.txt,.png,.jpg,.jpeg,.tif,.tiff"}
        ),
        help_text=_("Word (.docx, .doc, .odt, .rtf), PDF, HTML, .txt, hoặc bản quét (PDF, PNG, JPEG, TIFF)."),
        allow_empty_file=True,
    )
    text = forms.CharField(
        label=_("Hoặc dán toàn văn"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 9})
    )
    is_secret = forms.BooleanField(label=_("Văn bản có dấu Mật, Tối mật hoặc Tuyệt mật"), required=False)
    accept_duplicate = forms.BooleanField(required=False, widget=forms.HiddenInput)
    submission_key = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)


class ItemForm(forms.Form):
    """Deadline, field and clause of one directive; its units come as hidden fields beside it."""

    kind = forms.ChoiceField(label=_("Loại thời hạn"), choices=DeadlineKind.choices)
    due_on = DayField(label=_("Ngày đến hạn"), required=False)
    words = forms.CharField(label=_("Thời hạn như văn bản ghi"), required=False, max_length=300)
    event_name = forms.CharField(label=_("Sự kiện"), required=False, max_length=300)
    event_working_days = forms.IntegerField(
        label=_("Số ngày làm việc sau sự kiện"), required=False, min_value=0, max_value=999
    )
    field = forms.TypedChoiceField(label=_("Lĩnh vực"), required=False, coerce=int, empty_value=None)
    clause = forms.CharField(label=_("Mục trong văn bản"), required=False, max_length=60)

    def __init__(self, data: QueryDict | None = None, *, item: DraftItem, fields: list[WorkField]) -> None:
        deadline = item.deadline
        initial = {
            "kind": deadline.kind, "due_on": deadline.due_on, "words": deadline.words,
            "event_name": deadline.event_name, "event_working_days": deadline.event_working_days,
            "field": item.field_id, "clause": item.clause,
        }  # fmt: skip
        super().__init__(data, initial=initial, auto_id=f"id_{item.key}_%s")
        self.item = item
        choices = [("", _("Như cả văn bản")), *((work.id, work.name) for work in fields)]
        self.fields["field"].choices = choices  # type: ignore[attr-defined]

    def deadline(self) -> DraftDeadline:
        """Return the deadline as the person says it; the reader's rule stays where they changed nothing."""
        given, old = self.cleaned_data, self.item.deadline
        kind = given["kind"]
        is_event = kind == DeadlineKind.EVENT
        new = replace(
            old,
            kind=kind,
            words=given["words"],
            due_on=None if is_event or kind in DATELESS else given["due_on"],
            event_name=given["event_name"] if is_event else "",
            event_working_days=(given["event_working_days"] or 0) if is_event else 0,
        )
        if new.words != old.words:
            new = replace(new, start=None, end=None)
        return replace(new, rule="person") if (new.kind, new.due_on) != (old.kind, old.due_on) else new


def addressees(data: QueryDict, name: str) -> list[Addressee]:
    """Return the addressees of one role from its hidden fields.

    Raises:
        DraftError: a field holds none.
    """
    found = []
    for value in data.getlist(name):
        try:
            parsed: Any = json.loads(value)
        except ValueError:
            raise DraftError(str(_("Đơn vị không hợp lệ; hãy tải lại trang rồi chọn lại."))) from None
        found.append(Addressee.from_json(parsed))
    return found
