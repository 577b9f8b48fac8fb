"""The forms of the exchange. They read what was typed; the commands judge it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.documents.choices import IncomingState, MessageKind, OutgoingState
from dondoc.documents.commands.accept_packet import Taking
from dondoc.documents.commands.send_status import BY_HAND
from dondoc.documents.commands.set_party import PartyFacts
from dondoc.documents.exchange.codes import Steering
from dondoc.documents.exchange_courses import may_follow
from dondoc.documents.exchange_outbox import Contents
from dondoc.documents.exchange_selectors import PacketFilter
from dondoc.documents.exchange_takeover import Listed
from dondoc.documents.exchange_words import status_name
from dondoc.documents.models import Document, ExchangeCourse, ExchangeParty, Register
from dondoc.organizations import selectors
from dondoc.web.forms import DayField

_WORDS = forms.Textarea({"rows": 3})
_KINDS = [("", _("Văn bản và yêu cầu")), ("status", _("Trạng thái đã trao đổi")), ("all", _("Tất cả"))]


class FilterForm(forms.Form):
    """What a list of packets is narrowed to."""

    q = forms.CharField(
        label=_("Tìm gói tin"), required=False, max_length=200,
        widget=forms.TextInput({"type": "search", "placeholder": _("Số, trích yếu, cơ quan…"), "data-search": ""}),
    )  # fmt: skip
    state = forms.ChoiceField(label=_("Tình trạng"), required=False)
    kind = forms.ChoiceField(label=_("Hiện"), required=False, choices=_KINDS)

    def __init__(self, data: Any, *, states: type[IncomingState | OutgoingState]) -> None:
        super().__init__(data)
        self.fields["state"].choices = [("", _("Tất cả")), *states.choices]  # type: ignore[attr-defined]

    def wanted(self) -> PacketFilter:
        """Return the filter; what was not understood narrows nothing (its field says so)."""
        self.is_valid()
        given = self.cleaned_data
        return PacketFilter(given.get("q", ""), given.get("state", ""), given.get("kind", ""))

    @property
    def active(self) -> int:
        """How many fields narrow the list."""
        return sum(bool(value) for value in self.cleaned_data.values())


class ReasonForm(forms.Form):
    """Words that go to the other side."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=500, widget=_WORDS, help_text=_("Bên gửi đọc được lý do này.")
    )


class AsideForm(forms.Form):
    """Words that stay here."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=500, widget=_WORDS, help_text=_("Ghi vào sổ cái; không gửi cho bên gửi.")
    )


class NoteForm(forms.Form):
    """What a person found out before a packet is let out of quarantine."""

    note = forms.CharField(
        label=_("Đã kiểm tra thế nào"), max_length=500, widget=_WORDS,
        help_text=_("Ví dụ: đã gọi bên gửi, xác nhận đúng là gửi cho cơ quan mình."),
    )  # fmt: skip


class StatusForm(forms.Form):
    """How far a document is that was taken over."""

    status = forms.ChoiceField(label=_("Trạng thái"), widget=forms.RadioSelect)
    description = forms.CharField(label=_("Diễn giải"), required=False, max_length=500, widget=_WORDS)

    def __init__(self, data: Any, *, course: ExchangeCourse) -> None:
        super().__init__(data)
        # Those that may follow; where none may, all, and the command says why.
        follow = [status for status in BY_HAND if may_follow(course, status)] or list(BY_HAND)
        names = [(status.value, f"{status.value} {status_name(status)}") for status in follow]
        self.fields["status"].choices = names  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Whether a document is given back."""

    answer = forms.ChoiceField(
        label=_("Trả lời"), widget=forms.RadioSelect,
        choices=[("agree", _("Đồng ý (15)")), ("decline", _("Từ chối (16)"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Lý do"), required=False, max_length=500, widget=_WORDS, help_text=_("Bắt buộc khi từ chối.")
    )


class AcceptForm(forms.Form):
    """How a document is taken over."""

    register_id = forms.TypedChoiceField(label=_("Vào sổ"), coerce=int)
    attachment = forms.TypedChoiceField(
        label=_("Tệp là văn bản"), coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    settled_by = forms.CharField(label=_("Đơn vị hoặc người nhận"), required=False, max_length=200)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))
    duplicate = forms.ChoiceField(label=_("Văn bản đã có trong hệ thống"), required=False, widget=forms.HiddenInput)
    existing = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, registers: Sequence[Register], files: Sequence[Listed], main: int | None) -> None:
        super().__init__(data, initial={"attachment": main, "register_id": registers[0].id if registers else None})
        self.fields["register_id"].choices = [  # type: ignore[attr-defined]
            (each.id, f"{each.name}, {each.unit.name}") for each in registers
        ]
        readable = [(each.number, each.name) for each in files if each.is_readable]
        if len(readable) > 1:
            self.fields["attachment"].choices = readable  # type: ignore[attr-defined]
        else:
            del self.fields["attachment"]
        answers = [("new", _("Nhập thành văn bản khác"))]
        if data is not None and data.get("existing"):
            answers.insert(0, ("link", _("Gắn gói tin với văn bản đã có")))
        self.fields["duplicate"].choices = [("", ""), *answers]  # type: ignore[attr-defined]
        if data is not None and data.get("duplicate") is not None and "asked" in data:
            self.fields["duplicate"] = forms.ChoiceField(
                label=_("Văn bản đã có trong hệ thống"), choices=answers, required=False, widget=forms.RadioSelect
            )

    def taking(self) -> Taking:
        """Return what was chosen."""
        given = self.cleaned_data
        return Taking(
            register_id=given["register_id"],
            attachment=given.get("attachment"),
            settled_by=given["settled_by"],
            note=given["note"],
            link_document_id=given["existing"] if given["duplicate"] == "link" else None,
            accept_duplicate=given["duplicate"] == "new",
        )


class SendForm(forms.Form):
    """To whom a document goes, and as what."""

    receivers = forms.TypedMultipleChoiceField(
        label=_("Cơ quan nhận"), coerce=int, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    steering = forms.TypedChoiceField(
        label=_("Văn bản có giao việc không"), coerce=int, widget=forms.RadioSelect, initial=Steering.NONE.value,
        choices=[(Steering.NONE.value, _("Không phải văn bản chỉ đạo")), (Steering.STEERS.value, _("Văn bản chỉ đạo"))],
    )  # fmt: skip
    due_on = DayField(label=_("Thời hạn bên nhận thực hiện"), required=False)
    kind = forms.ChoiceField(
        label=_("Gửi như là"), widget=forms.RadioSelect, initial=MessageKind.NEW,
        choices=[
            (MessageKind.NEW, _("Văn bản mới")), (MessageKind.UPDATE, _("Bản cập nhật của văn bản đã gửi")),
            (MessageKind.REPLACE, _("Văn bản thay thế một văn bản đã gửi")),
        ],
    )  # fmt: skip
    replaces = forms.TypedChoiceField(label=_("Thay thế văn bản"), required=False, coerce=int, empty_value=None)
    reason = forms.CharField(
        label=_("Lý do cập nhật, thay thế"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )

    def __init__(
        self, data: Any, *, receivers: Sequence[ExchangeParty], sent: Sequence[Document], was_sent: bool
    ) -> None:
        super().__init__(data)
        self.fields["receivers"].choices = [  # type: ignore[attr-defined]
            (each.id, f"{each.name} ({each.code})") for each in receivers
        ]
        self.fields["replaces"].choices = [  # type: ignore[attr-defined]
            ("", _("– chọn –")), *((each.id, f"{each.code} {each.subject}"[:120]) for each in sent),
        ]  # fmt: skip
        # What can be updated is what went out; what went out itself replaces nothing any more.
        if not (sent or was_sent):
            del self.fields["kind"], self.fields["reason"]
        if not sent or was_sent:
            del self.fields["replaces"]
        if "kind" in self.fields:
            absent = MessageKind.REPLACE if was_sent else MessageKind.UPDATE
            choices = self.fields["kind"].choices  # type: ignore[attr-defined]
            self.fields["kind"].choices = [each for each in choices if each[0] != absent]  # type: ignore[attr-defined]

    def contents(self) -> Contents:
        """Return what the packet says besides its document."""
        given = self.cleaned_data
        return Contents(
            kind=MessageKind(given.get("kind") or MessageKind.NEW),
            steering=Steering(given["steering"]),
            due_on=given["due_on"],
            reason=given.get("reason", ""),
        )


class RecallForm(forms.Form):
    """From whom a document is asked back, and how."""

    courses = forms.TypedMultipleChoiceField(
        label=_("Lấy lại từ"), coerce=int, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    how = forms.ChoiceField(
        label=_("Cách lấy lại"), widget=forms.RadioSelect, initial="status",
        choices=[
            ("status", _("Yêu cầu lấy lại (13): gửi nhầm, gửi thiếu")),
            ("packet", _("Thu hồi văn bản: văn bản không còn giá trị")),
        ],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Lý do"), max_length=500, widget=_WORDS, help_text=_("Bên nhận đọc được lý do này.")
    )

    def __init__(self, data: Any, *, courses: Sequence[ExchangeCourse]) -> None:
        super().__init__(data, initial={"courses": [each.id for each in courses]})
        self.fields["courses"].choices = [  # type: ignore[attr-defined]
            (each.id, f"{each.other_name or each.other_code} ({each.other_code})") for each in courses
        ]


class ReportForm(forms.Form):
    """Which document reports on a completed assignment."""

    document_id = forms.TypedChoiceField(
        label=_("Văn bản báo cáo"), coerce=int,
        help_text=_("Văn bản đi có tệp gốc. Chưa có thì nhập văn bản trước, rồi trở lại đây."),
    )  # fmt: skip

    def __init__(self, data: Any, *, documents: Sequence[Document]) -> None:
        super().__init__(data)
        self.fields["document_id"].choices = [  # type: ignore[attr-defined]
            ("", _("– chọn –")),
            *((each.id, f"{each.type_name} {each.code}: {each.subject}"[:140]) for each in documents),
        ]


class PartyForm(forms.Form):
    """A body of the exchange."""

    code = forms.CharField(
        label=_("Mã định danh"), max_length=35,
        help_text=_("Theo QĐ 20/2020/QĐ-TTg, ví dụ H33.01; mã kiểu cũ 000.00.01.H33 cũng được."),
    )  # fmt: skip
    name = forms.CharField(label=_("Tên cơ quan"), max_length=200)
    unit_id = forms.TypedChoiceField(
        label=_("Là đơn vị trong hệ thống"), required=False, coerce=int, empty_value=None
    )  # fmt: skip
    in_charge = forms.CharField(label=_("Cơ quan chủ quản"), required=False, max_length=200)
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=250)
    email = forms.EmailField(label=_("Thư điện tử"), required=False, max_length=100)
    telephone = forms.CharField(label=_("Điện thoại"), required=False, max_length=20)
    is_own = forms.BooleanField(label=_("Là cơ quan mình: gói tin gửi đi mang mã này"), required=False)
    is_active = forms.BooleanField(label=_("Chọn được làm nơi nhận"), required=False, initial=True)

    def __init__(
        self, data: Any, *, party: ExchangeParty | None, jurisdiction_id: int, on: dt.date, may_own: bool
    ) -> None:
        names = ("code", "name", "unit_id", "in_charge", "address", "email", "telephone", "is_own", "is_active")
        super().__init__(data, initial={name: getattr(party, name) for name in names} if party else None)
        units = selectors.units_on(jurisdiction_id, on).values_list("id", "name")
        self.fields["unit_id"].choices = [("", _("– không –")), *units]  # type: ignore[attr-defined]
        if party is not None:
            self.fields["code"].disabled = True
        if not may_own:
            del self.fields["is_own"]

    def facts(self) -> PartyFacts:
        """Return what was typed."""
        given = self.cleaned_data
        names = ("name", "in_charge", "address", "email", "telephone", "unit_id", "is_active")
        return PartyFacts(**{name: given[name] for name in names}, is_own=given.get("is_own", False))
