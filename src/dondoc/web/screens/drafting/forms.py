"""The forms of drafting. They read what was typed; the commands judge it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.directives.choices import DeadlineKind
from dondoc.documents.kinds import KINDS
from dondoc.drafting.choices import Form
from dondoc.drafting.mandates import Step
from dondoc.web.forms import DayField

_KINDS = [(kind.name, f"{kind.name} ({kind.abbreviation})" if kind.abbreviation else kind.name) for kind in KINDS]
_REASON = {"rows": 3}


class FilterForm(forms.Form):
    """What the list is narrowed to; the state is chosen by its chips."""

    q = forms.CharField(
        label=_("Tìm dự thảo"), required=False, max_length=200,
        widget=forms.TextInput({"type": "search", "placeholder": _("trích yếu, loại văn bản, số…"), "data-search": ""}),
    )  # fmt: skip

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def words(self) -> str:
        """The words to look for."""
        return self.cleaned_data.get("q") or ""


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(_REASON))


class NumberForm(forms.Form):
    """Which number: the next one, or one that was reserved."""

    entry = forms.TypedChoiceField(
        label=_("Số"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Lý do dùng số giữ"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, following: str, reserved: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reserved:
            self.fields["entry"].choices = [("", following), *reserved]  # type: ignore[attr-defined]
        else:
            del self.fields["entry"], self.fields["reason"]


class IssueForm(forms.Form):
    """How it is issued."""

    give = forms.BooleanField(label=_("Giao luôn các nhiệm vụ trong văn bản"), required=False)


class _Sealed(forms.Form):
    """What is shown of a signature on the paper, and whose it is."""

    whose = forms.ChoiceField(
        label=_("Chữ ký của"), initial="person", widget=forms.RadioSelect,
        choices=[("person", _("Người có thẩm quyền ký")), ("agency", _("Cơ quan (dấu trên chữ ký)"))],
    )  # fmt: skip
    picture = forms.FileField(
        label=_("Hình chữ ký hoặc con dấu"), required=False, widget=forms.FileInput({"accept": "image/png"}),
        help_text=_("Ảnh PNG nền trong suốt; đặt đúng vị trí của thể thức."),
    )  # fmt: skip

    def mark(self) -> dict[str, Any]:
        """Return picture and whose signature it is, as the commands take them."""
        given = self.cleaned_data
        picture = given["picture"].read() if given["picture"] else None
        return {"picture": picture, "for_agency": given["whose"] == "agency"}


class PaperForm(forms.Form):
    """Signed by hand."""

    scan = forms.FileField(
        label=_("Bản chụp văn bản đã ký"), required=False, widget=forms.FileInput({"accept": "application/pdf,.pdf"}),
        help_text=_("Tệp PDF. Nếu chưa có, bản in có số là bản lưu."),
    )  # fmt: skip


class KeyForm(_Sealed):
    """Signed with a key file."""

    key_file = forms.FileField(
        label=_("Tệp khoá (.p12, .pfx)"), widget=forms.FileInput({"accept": ".p12,.pfx,application/x-pkcs12"})
    )
    passphrase = forms.CharField(
        label=_("Mật khẩu của tệp khoá"), required=False, strip=False, max_length=500,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=_("Tệp khoá và mật khẩu chỉ dùng cho lần ký này, không lưu lại."),
    )  # fmt: skip
    field_order = ("key_file", "passphrase", "whose", "picture")


class UploadForm(forms.Form):
    """Signed elsewhere, with the office's own program."""

    file = forms.FileField(
        label=_("Tệp PDF đã ký số"), widget=forms.FileInput({"accept": "application/pdf,.pdf"}),
        help_text=_("Tải văn bản đã cấp số từ đây về, ký bằng phần mềm của cơ quan, rồi tải lên nguyên tệp."),
    )  # fmt: skip


class ServiceForm(_Sealed):
    """Signed by a service that holds the key."""

    certificate = forms.FileField(
        label=_("Chứng thư số của người ký"), widget=forms.FileInput({"accept": ".cer,.crt,.pem,.der"}),
        help_text=_("Tệp .cer, .crt hoặc .pem; có thể kèm chứng thư của tổ chức cấp ngay sau."),
    )  # fmt: skip
    field_order = ("certificate", "whose", "picture")


class AnswerForm(forms.Form):
    """What the service answered, put in by hand."""

    secret = forms.CharField(max_length=200, widget=forms.HiddenInput)
    what = forms.ChoiceField(
        label=_("Dịch vụ trả về"), initial="signature", widget=forms.RadioSelect,
        choices=[("signature", _("chữ ký")), ("signed", _("gói CMS"))],
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Nội dung trả về (Base64 hoặc hex)"),
        max_length=200_000,
        widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
    )


class MandateForm(forms.Form):
    """A right to sign."""

    unit_id = forms.TypedChoiceField(label=_("Cơ quan ban hành"), coerce=int)
    post_id = forms.TypedChoiceField(label=_("Chức danh của người ký"), coerce=int)
    form1 = forms.ChoiceField(label=_("Hình thức ký"), required=False)
    of1 = forms.CharField(
        label=_("Thay mặt, ký thay, thừa lệnh ai"), required=False, max_length=120,
        help_text=_("Ví dụ: Ủy ban nhân dân (TM.), Chánh Văn phòng (KT.). In chữ hoa trên văn bản."),
    )  # fmt: skip
    form2 = forms.ChoiceField(label=_("Hình thức ký thứ hai"), required=False)
    of2 = forms.CharField(
        label=_("Ký thay, quyền ai"), required=False, max_length=120,
        help_text=_("Ví dụ phó chủ tịch: TM. Ủy ban nhân dân, rồi KT. Chủ tịch."),
    )  # fmt: skip
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"), required=False)
    basis = forms.CharField(
        label=_("Văn bản ủy quyền, phân công"), required=False, max_length=300,
        help_text=_("Số, ký hiệu và ngày. Bắt buộc với TUQ."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Loại văn bản được ký"), required=False, choices=_KINDS, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn loại nào: được ký mọi loại."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[tuple[int, str]], posts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        empty = ("", _("– chọn –"))
        own = [choice for choice in Form.choices if choice[0] != Form.HEAD]
        choices: dict[str, list[Any]] = {
            "unit_id": [*([empty] if len(units) > 1 else []), *units],
            "post_id": [empty, *posts],
            "form1": [("", Form.HEAD.label), *own],
            "form2": [("", _("không có")), *[each for each in own if each[0] in (Form.KT, Form.Q)]],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def steps(self) -> list[Step]:
        """Return the lines of authority that were chosen."""
        given = self.cleaned_data
        pairs = ((given["form1"], given["of1"]), (given["form2"], given["of2"]))
        return [Step(form, of) for form, of in pairs if form]


class EndForm(forms.Form):
    """When a right to sign ends."""

    last_day = DayField(label=_("Ngày cuối cùng còn được ký"))


class DutyForm(forms.Form):
    """The deadline that a person sets for a clause; its units are chosen with the pickers beside it."""

    deadline_kind = forms.ChoiceField(
        label=_("Thời hạn"), required=False, choices=[("", _("theo câu chữ")), *DeadlineKind.choices]
    )
    due_on = DayField(label=_("Ngày đến hạn"), required=False)
    deadline_words = forms.CharField(label=_("Thời hạn ghi, hoặc sự kiện"), required=False, max_length=300)
