"""The forms of registers. They read what was typed; the commands judge it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.documents.choices import Direction, EntryState
from dondoc.documents.commands._facts import Facts
from dondoc.documents.commands.change_register_entry import Origin
from dondoc.documents.commands.record_arrival import Arrival
from dondoc.documents.kinds import BY_DRAFTER, KINDS
from dondoc.documents.models import Document, RegisterEntry
from dondoc.organizations import selectors
from dondoc.web.forms import DayField

_KINDS = [(kind.name, f"{kind.name} ({kind.abbreviation})" if kind.abbreviation else kind.name) for kind in KINDS]
_LINES = forms.Textarea({"rows": 3})


class FilterForm(forms.Form):
    """What a register's table is narrowed to."""

    q = forms.CharField(
        label=_("Tìm trong sổ"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            {"type": "search", "placeholder": _("số, trích yếu, người ký, tác giả…"), "data-search": ""}
        ),
    )
    nam = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *EntryState.choices])

    def __init__(self, data: Any, *, years: list[int]) -> None:
        super().__init__(data)
        self.years = years
        self.fields["nam"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def year(self) -> int:
        """The year that is shown: the newest unless another is asked for."""
        return self.cleaned_data.get("nam") or self.years[0]

    @property
    def active(self) -> int:
        """How many fields narrow the table."""
        return sum(bool(self.cleaned_data.get(name)) for name in ("q", "state"))


class RegisterForm(forms.Form):
    """A register's name and what goes into it."""

    name = forms.CharField(label=_("Tên sổ"), max_length=200, help_text=_("Ví dụ: Sổ thông báo, Sổ công văn đi."))
    agency_symbol = forms.CharField(
        label=_("Chữ viết tắt của cơ quan trong ký hiệu"), required=False, max_length=40,
        help_text=_("Ví dụ VP cho …/TB-VP, UBND cho …/UBND-KT. Sổ văn bản đến không cần."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Các loại văn bản đánh số chung trong sổ"), required=False, choices=_KINDS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn loại nào: sổ nhận mọi loại mà các sổ đang mở khác của cơ quan không nêu."),
    )  # fmt: skip


class NewRegisterForm(RegisterForm):
    """A new register also has its agency and direction."""

    unit_id = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int)
    direction = forms.ChoiceField(
        label=_("Sổ"), choices=Direction.choices, widget=forms.RadioSelect, initial=Direction.ISSUED
    )
    field_order = ("unit_id", "direction", "name")

    def __init__(self, *args: Any, jurisdiction_id: int, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = selectors.units_on(jurisdiction_id, on).values_list("id", "name")
        self.fields["unit_id"].choices = [("", _("– chọn –")), *units]  # type: ignore[attr-defined]


class ChangedRegisterForm(RegisterForm):
    """An existing register can be closed."""

    closed = forms.BooleanField(label=_("Đóng sổ: không cấp số mới"), required=False)


class FactsForm(forms.Form):
    """What stands beside a number."""

    subject = forms.CharField(label=_("Trích yếu"), max_length=2000, widget=forms.Textarea({"rows": 2}))
    signer = forms.CharField(label=_("Người ký"), required=False, max_length=120)
    recipients = forms.CharField(label=_("Nơi nhận"), required=False, max_length=2000, widget=_LINES)
    kept_by = forms.CharField(label=_("Đơn vị, người nhận bản lưu"), required=False, max_length=200)
    copies = forms.IntegerField(label=_("Số lượng bản"), required=False, min_value=0, max_value=100_000)
    handed_on = DayField(label=_("Ngày chuyển"), required=False)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))

    def facts(self, *, document_id: int | None = None) -> Facts:
        """Return what was typed."""
        given = self.cleaned_data
        names = ("kind", "drafter", "subject", "signer", "recipients", "kept_by", "copies", "handed_on", "note")
        return Facts(**{name: given[name] for name in names if name in given}, document_id=document_id)

    @classmethod
    def initial_of(cls, entry: RegisterEntry) -> dict[str, Any]:
        """Return what the form begins with for an existing line."""
        return {name: getattr(entry, name) for name in cls.base_fields}


class NumberForm(FactsForm):
    """A number for a document that is being issued."""

    kind = forms.ChoiceField(label=_("Loại văn bản"))
    drafter = forms.CharField(
        label=_("Chữ viết tắt của đơn vị soạn thảo"), required=False, max_length=20,
        help_text=_("Chỉ cần cho công văn, ví dụ KT trong 05/UBND-KT."),
    )  # fmt: skip
    field_order = ("kind", "drafter", "subject")

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(name, label) for name, label in _KINDS if name in kinds]
        self.fields["kind"].choices = [("", _("– chọn –")), *names] if len(names) > 1 else names  # type: ignore[attr-defined]
        if BY_DRAFTER.isdisjoint(kinds):
            del self.fields["drafter"]


class ReservedNumberForm(NumberForm):
    """A reserved number for a document of its day."""

    reason = forms.CharField(
        label=_("Lý do dùng số đã giữ"), max_length=500, help_text=_("Ghi vào nhật ký cùng ngày dùng số.")
    )


class ReceivedForm(FactsForm):
    """What stands beside the number of what arrived."""

    author = forms.CharField(label=_("Tác giả (cơ quan ban hành)"), max_length=200)
    document_code = forms.CharField(label=_("Số, ký hiệu văn bản"), required=False, max_length=80)
    document_date = DayField(label=_("Ngày tháng văn bản"), required=False)
    kind = forms.CharField(label=_("Loại văn bản"), required=False, max_length=60)
    field_order: tuple[str, ...] = ("author", "document_code", "document_date", "kind", "subject", "recipients")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].label = _("Đơn vị hoặc người nhận")
        self.fields["recipients"].widget = forms.TextInput()
        for name in ("signer", "kept_by", "copies"):
            del self.fields[name]

    def origin(self) -> Origin:
        """Return what stands on the document."""
        given = self.cleaned_data
        return Origin(given["author"], given["document_code"], given["document_date"], given["kind"])


class ArrivalForm(ReceivedForm):
    """What arrived."""

    arrived_on = DayField(label=_("Ngày đến"))
    accept_duplicate = forms.BooleanField(label=_("Vẫn vào sổ: đây là văn bản khác"), required=False)
    field_order = ("arrived_on", *ReceivedForm.field_order)

    def __init__(self, *args: Any, duplicate: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever has ticked it sees it again: it must not go along unseen with another document.
        if not (duplicate or self.data.get("accept_duplicate")):
            self.fields["accept_duplicate"].widget = forms.HiddenInput()

    def arrival(self) -> Arrival:
        """Return what stands on the document and when it came."""
        given = self.cleaned_data
        return Arrival(given["arrived_on"], given["author"], given["document_code"], given["document_date"])

    @staticmethod
    def initial_of_document(document: Document, today: dt.date) -> dict[str, Any]:
        """Return what the form begins with for a document that is in the system."""
        return {
            "arrived_on": today, "author": document.issuer, "document_code": document.code,
            "document_date": document.issued_on, "kind": document.type_name, "subject": document.subject,
        }  # fmt: skip


class ReserveForm(forms.Form):
    """How many numbers are kept, and why."""

    count = forms.IntegerField(label=_("Số lượng"), min_value=1, max_value=20, initial=1)
    reason = forms.CharField(label=_("Lý do giữ số"), max_length=500)


class VoidForm(forms.Form):
    """Why a number is voided."""

    reason = forms.CharField(
        label=_("Lý do huỷ"), max_length=500, help_text=_("Số đã huỷ vẫn nằm trong sổ cùng lý do này.")
    )
