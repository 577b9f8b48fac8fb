"""Forms of the documents' screens."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.documents.choices import Direction, Origin
from dondoc.documents.commands.change_document import DocumentChanges
from dondoc.documents.models import Document
from dondoc.documents.selectors import DocumentFilter
from dondoc.web.forms import DayField

_EDITED = (
    "type_name", "number", "symbol", "issued_on", "place", "issuer", "subject", "urgency", "direction", "origin",
    "signer_authority", "signer_position", "signer_name",
)  # fmt: skip


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(
        label=_("Tìm văn bản"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Số, ký hiệu, trích yếu…"), "data-search": ""}
        ),
    )
    type = forms.ChoiceField(label=_("Loại"), required=False)
    origin = forms.ChoiceField(label=_("Nguồn giao"), required=False, choices=[("", _("Tất cả")), *Origin.choices])
    issued_from = DayField(label=_("Ban hành từ ngày"), required=False)
    issued_to = DayField(label=_("đến ngày"), required=False)

    def __init__(self, data: object, *, types: list[str]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["type"].choices = [("", _("Tất cả")), *((name, name) for name in types)]  # type: ignore[attr-defined]

    def wanted(self) -> DocumentFilter:
        """Return the filter; what was not understood narrows nothing (its field says so)."""
        self.is_valid()
        given = self.cleaned_data
        return DocumentFilter(
            search=given.get("q", ""), type_name=given.get("type", ""), origin=given.get("origin", ""),
            issued_from=given.get("issued_from"), issued_to=given.get("issued_to"),
        )  # fmt: skip

    @property
    def active(self) -> int:
        """How many fields narrow the list."""
        return sum(bool(value) for value in self.cleaned_data.values())


class DocumentForm(forms.Form):
    """What is recorded of a document."""

    type_name = forms.CharField(label=_("Loại văn bản"), required=False, max_length=60)
    number = forms.CharField(label=_("Số"), required=False, max_length=20)
    symbol = forms.CharField(label=_("Ký hiệu"), required=False, max_length=60)
    issued_on = DayField(label=_("Ngày ban hành"), required=False)
    place = forms.CharField(label=_("Nơi ban hành"), required=False, max_length=80)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=200)
    subject = forms.CharField(
        label=_("Trích yếu"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    urgency = forms.CharField(label=_("Độ khẩn"), required=False, max_length=30)
    direction = forms.ChoiceField(label=_("Văn bản đến hay đi"), choices=Direction.choices)
    origin = forms.ChoiceField(label=_("Nguồn giao"), choices=Origin.choices)
    signer_authority = forms.CharField(label=_("Thẩm quyền ký"), required=False, max_length=120)
    signer_position = forms.CharField(label=_("Chức vụ người ký"), required=False, max_length=120)
    signer_name = forms.CharField(label=_("Người ký"), required=False, max_length=120)

    @classmethod
    def of(cls, document: Document) -> DocumentForm:
        """Return the form with what is recorded now."""
        return cls(initial={name: getattr(document, name) for name in _EDITED})

    def changes(self) -> DocumentChanges:
        """Return what the person wrote."""
        return DocumentChanges(**{name: self.cleaned_data[name] for name in _EDITED})
