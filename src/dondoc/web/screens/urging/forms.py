"""The forms of urging. They read what was typed; the commands judge it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.directives.choices import AssignmentRole
from dondoc.documents.choices import Origin
from dondoc.urging.choices import Rank, Trigger
from dondoc.urging.rules import MOST_DAYS
from dondoc.web.forms import NOT_SECRET, DayField


class RuleForm(forms.Form):
    """A reminder rule."""

    name = forms.CharField(label=_("Tên quy tắc"), max_length=160)
    trigger = forms.ChoiceField(label=_("Trường hợp"), choices=Trigger.choices)
    days = forms.IntegerField(
        label=_("Số ngày"), min_value=0, max_value=MOST_DAYS,
        help_text=_(
            "Trước hạn bao nhiêu ngày, hoặc sau bao nhiêu ngày kể từ mốc của trường hợp đã chọn. Mốc của “Lâu không có cập nhật” "
            "là ngày cuối cùng còn kịp cập nhật theo mức ưu tiên; 1 là ngày đầu tiên bị coi là không cập nhật."
        ),
    )  # fmt: skip
    repeat_days = forms.IntegerField(
        label=_("Rồi nhắc lại sau mỗi (ngày)"), min_value=0, max_value=MOST_DAYS, help_text=_("0: chỉ nhắc một lần.")
    )
    is_working_days = forms.BooleanField(label=_("Đếm ngày làm việc"), required=False)
    ranks = forms.MultipleChoiceField(
        label=_("Nhắc ai"), choices=Rank.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Người giữ và nơi chia việc chỉ có ở phần việc được chia. Đơn vị là đơn vị giữ phần việc, đơn vị được đề nghị nhận việc, "
            "hoặc đơn vị chủ trì nhiệm vụ Trung ương."
        ),
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Chỉ vai trò"), choices=[("", _("Mọi vai trò")), *AssignmentRole.choices], required=False
    )
    origin = forms.ChoiceField(
        label=_("Chỉ nguồn giao"), choices=[("", _("Mọi nguồn giao")), *Origin.choices], required=False
    )
    only_starred = forms.BooleanField(label=_("Chỉ nhiệm vụ được đánh dấu sao"), required=False)
    at_once = forms.BooleanField(
        label=_("Báo ngay qua thiết bị và cổng nhắn tin"), required=False,
        help_text=_(
            "Không đợi bản tổng hợp: từ 6 giờ sáng, mỗi người nhận một thông báo đẩy và một tin qua cổng SMS, Zalo cho cả lượt nhắc. "
            "Không đánh dấu: chỉ có trong danh sách thông báo và bản tổng hợp."
        ),
    )  # fmt: skip
    field_ids = forms.TypedMultipleChoiceField(
        label=_("Chỉ lĩnh vực"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn lĩnh vực nào: áp dụng cho mọi lĩnh vực."),
    )  # fmt: skip
    position = forms.IntegerField(
        label=_("Thứ tự"), min_value=0, max_value=9999, required=False,
        help_text=_("Nhiều quy tắc cùng đến hạn trong một ngày: người nhận chỉ được nhắc theo quy tắc đứng sau."),
    )  # fmt: skip

    def __init__(self, *args: Any, fields: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field_ids"].choices = fields  # type: ignore[attr-defined]


class UrgeForm(forms.Form):
    """What is said to the units."""

    note = forms.CharField(
        label=_("Lời nhắn gửi đơn vị"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )


class LetterForm(forms.Form):
    """Who issues the letter, to whom, and until when the units report."""

    issuing_unit = forms.TypedChoiceField(label=_("Cơ quan ban hành"), coerce=int)
    to_unit = forms.TypedChoiceField(label=_("Gửi"), coerce=int, required=False, empty_value=None)
    answer_by = DayField(label=_("Báo cáo trước ngày"), required=False)

    def __init__(self, *args: Any, issuers: list[tuple[int, str]], units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issuing_unit"].choices = issuers  # type: ignore[attr-defined]
        if len(units) > 1:
            whole = ("", _("Tất cả đơn vị trong một công văn, kèm danh mục"))
            self.fields["to_unit"].choices = [whole, *units]  # type: ignore[attr-defined]
        else:
            self.fields["to_unit"].choices = units  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    """What is to be explained, until when."""

    question = forms.CharField(label=_("Nội dung cần giải trình"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    due_on = DayField(label=_("Hạn giải trình"), help_text=_("Một ngày làm việc."))


class AnswerForm(forms.Form):
    """The unit's explanation; its files are read beside the form."""

    text = forms.CharField(label=_("Nội dung giải trình"), max_length=20_000, widget=forms.Textarea({"rows": 8}))
    not_secret = forms.BooleanField(label=NOT_SECRET, required=False)


class AcceptForm(forms.Form):
    """That it suffices."""

    note = forms.CharField(label=_("Ghi chú"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))


class ReturnForm(forms.Form):
    """What is missing, and until when."""

    note = forms.CharField(label=_("Nội dung cần giải trình thêm"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    due_on = DayField(label=_("Hạn giải trình mới"), help_text=_("Một ngày làm việc."))


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = forms.CharField(label=_("Lý do rút yêu cầu"), max_length=2000, widget=forms.Textarea({"rows": 2}))
