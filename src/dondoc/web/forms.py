"""Form fields that screens share."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.text import fold
from dondoc.web.components import day

#: What who sends a file declares (`storage.require_declaration`).
NOT_SECRET = _("Tôi xác nhận tệp không chứa bí mật nhà nước")
_WRITTEN = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
# Of folded text: "8", "08 00", "8h30", "14g", "8 gio 30 phut", and the digits alone: "830", "0830".
_CLOCK = re.compile(r"^(\d{1,2}) ?(?:h|g|gio)? ?(\d{2})?(?: ?(?:phut|ph|p))?$")


class DayInput(forms.TextInput):
    """A text field for dd/MM/yyyy; app.js adds a button with the browser's calendar beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "inputmode": "numeric",
                "autocomplete": "off",
                "maxlength": "10",
                "placeholder": "dd/mm/yyyy",
                "data-day": "",
                "class": "input-day",
                **(attrs or {}),
            }
        )

    def format_value(self, value: Any) -> str | None:
        """Return the day as it is written here, whatever the browser's language."""
        return day(value) if isinstance(value, dt.date) else value or None


class DayField(forms.Field):
    """A day written dd/MM/yyyy (2021-01-15 is understood too); a day that does not exist is named as such."""

    widget = DayInput
    default_error_messages = {
        "required": _("Xin nhập ngày."),
        "form": _("Xin viết ngày theo dạng ngày/tháng/năm, ví dụ 15/01/2021."),
        "absent": _("Ngày %(written)s không có trong lịch."),
    }

    def to_python(self, value: Any) -> dt.date | None:
        """Return the date, or None for an empty field."""
        if isinstance(value, dt.date) or value in self.empty_values:
            return value or None
        text = str(value).strip()
        if written := _WRITTEN.match(text):
            dd, mm, yyyy = (int(part) for part in written.groups())
        elif iso := _ISO.match(text):
            yyyy, mm, dd = (int(part) for part in iso.groups())
        else:
            raise forms.ValidationError(self.error_messages["form"], code="form")
        try:
            return dt.date(yyyy, mm, dd)
        except ValueError:
            raise forms.ValidationError(
                self.error_messages["absent"], code="absent", params={"written": text}
            ) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the day differs, however it is written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True


class ClockInput(forms.TextInput):
    """A text field for an hour; what is typed in short is written out when it is left (meetings-plan.js)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"autocomplete": "off", "maxlength": "14", "placeholder": "08:00", "data-clock": "", **(attrs or {})}
        )

    def format_value(self, value: Any) -> str | None:
        """Return the hour with its minutes."""
        return f"{value:%H:%M}" if isinstance(value, dt.time) else value or None


class ClockField(forms.Field):
    """An hour of the day as people type it: 8, 08:00, 8h30, 14g, 8 giờ 30, 830."""

    widget = ClockInput
    default_error_messages = {
        "required": _("Xin nhập giờ."),
        "form": _("Xin viết giờ theo dạng giờ:phút, ví dụ 08:30."),
        "absent": _("Không có giờ %(written)s trong ngày."),
    }

    def to_python(self, value: Any) -> dt.time | None:
        """Return the time, or None for an empty field."""
        if isinstance(value, dt.time) or value in self.empty_values:
            return value or None
        text = str(value).strip()
        written = _CLOCK.match(fold(text))
        if written is None:
            raise forms.ValidationError(self.error_messages["form"], code="form")
        hours, minutes = written.groups()
        try:
            return dt.time(int(hours), int(minutes or 0))
        except ValueError:
            raise forms.ValidationError(
                self.error_messages["absent"], code="absent", params={"written": text}
            ) from None
