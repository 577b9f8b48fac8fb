"""What an import asks, as fields of a form: the answers that may be chosen, and what was chosen as an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _

from dondoc.foundation.text import whole_number
from dondoc.organizations.selectors import resolve_names
from dondoc.tasksheets.answers import ALLOWED, Answer
from dondoc.tasksheets.selectors import Question
from dondoc.tasksheets.words import column_label, problem_said
from dondoc.web.components import day
from dondoc.web.forms import DayField

#: So many questions are shown at once; the next appear when these are answered.
MOST_ASKED = 40
_DAY = DayField(required=False)


@dataclass(slots=True)
class Asked:
    """A question on the page.

    Attributes:
        place: its number in the form.
        question: what is asked.
        sentence: in words.
        column: of the sheet.
        choices: value and words of each answer that may be chosen.
        takes_day: whether a day may be typed.
        takes_unit: whether a unit may be typed.
        error: what was wrong with the answer that was sent.
        typed: what was sent.
    """

    place: int
    question: Question
    sentence: str
    column: str
    choices: list[tuple[str, str]]
    takes_day: bool
    takes_unit: bool
    error: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def asked_of(questions: list[Question]) -> list[Asked]:
    """Return the first questions as the page shows them."""
    return [_asked(place, question) for place, question in enumerate(questions[:MOST_ASKED])]


def _asked(place: int, question: Question) -> Asked:
    allowed = ALLOWED[question.code]
    return Asked(
        place=place,
        question=question,
        sentence=problem_said({"level": "question", "code": question.code, "words": question.words}),
        column=column_label(question.column),
        choices=_choices(question),
        takes_day="on" in allowed,
        takes_unit="unit_ids" in allowed,
    )


def _choices(question: Question) -> list[tuple[str, str]]:
    allowed = ALLOWED[question.code]
    words = _words()
    found = [(f"unit_ids:{p.key}", f"{p.name} ({p.percent} %)") for p in question.proposals]
    if "on" in allowed and question.code != "completed_on":
        found += [(f"on:{option.isoformat()}", day(option)) for option in question.options]
    if question.code == "swapped":
        shown = [day(option) for option in question.options]
        found += [
            ("swap:1", _("Có: %(day)s là ngày đúng") % {"day": shown[-1]}),
            ("swap:0", _("Không: các ngày đã đúng")),
        ]
        return found
    for name, values in allowed.items():
        if isinstance(values, tuple):
            found += [
                (f"{name}:{_sent(value)}", words[name, str(value)]) for value in values if (name, str(value)) in words
            ]
    if question.code == "unit" and question.column == "lead":
        found = [choice for choice in found if choice[0] != "as_written:1"]
    return found


def _sent(value: object) -> str:
    return {True: "1", False: "0"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _words() -> dict[tuple[str, str], str]:
    return {
        ("as_written", "True"): _("Giữ nguyên như bảng ghi, không giao qua hệ thống"),
        ("kind", "none"): _("Không thời hạn"),
        ("kind", "standing"): _("Thường xuyên"),
        ("kind", "done"): _("Đã hoàn thành"),
        ("kind", "open"): _("Đang thực hiện"),
        ("kind", "not_started"): _("Chưa thực hiện"),
        ("kind", "withdrawn"): _("Đã thu hồi, không nhập"),
        ("rule", "after_issue"): _("Cả cột: ngày gần nhất tính từ ngày ban hành của từng dòng"),
        ("rule", "first"): _("Cả cột: ngày đầu tiên ghi trong ô"),
        ("rule", "last"): _("Cả cột: ngày cuối cùng ghi trong ô"),
        ("rule", "due_on"): _("Lấy ngày đến hạn của từng dòng"),
        ("rule", "open"): _("Coi như đang thực hiện"),
        ("order", "dmy"): _("Cả cột: ngày trước, tháng sau"),
        ("order", "mdy"): _("Cả cột: tháng trước, ngày sau"),
        ("trust", "status"): _("Tin cột trạng thái"),
        ("trust", "progress"): _("Tin cột tiến độ"),
        ("take", "True"): _("Nhập cả các dòng ẩn"),
        ("take", "False"): _("Bỏ các dòng ẩn"),
    }


def answers_in(sent: Mapping[str, str], *, jurisdiction_id: int, today: dt.date) -> tuple[list[Answer], dict[int, str]]:
    """Return the answers of a form, and by question what is wrong with the others; what was left open is neither."""
    found: list[Answer] = []
    wrong: dict[int, str] = {}
    for place in range(MOST_ASKED):
        code, key = sent.get(f"code-{place}", ""), sent.get(f"key-{place}", "")
        choice = sent.get(f"choice-{place}", "")
        if code not in ALLOWED or not choice:
            continue
        name, _colon, value = choice.partition(":")
        if name in ("rule", "order") and ":" in key:
            key = key.partition(":")[0] + ":"  # holds for the whole column
        try:
            found.append(Answer(code, key, {name: _value(name, value, sent, place, jurisdiction_id, today)}))
        except forms.ValidationError as error:
            wrong[place] = error.messages[0]
    return found, wrong


def _value(name: str, value: str, sent: Mapping[str, str], place: int, jurisdiction_id: int, today: dt.date) -> object:
    if name == "on" and not value:
        typed = _DAY.to_python(sent.get(f"day-{place}", ""))
        if typed is None:
            raise forms.ValidationError(_("Xin nhập ngày."))
        return typed.isoformat()
    if name == "unit_ids":
        known = whole_number(value)
        return [known] if known is not None else _units(sent.get(f"unit-{place}", ""), jurisdiction_id, today)
    return value == "1" if name in ("as_written", "take", "swap") else value


def _units(text: str, jurisdiction_id: int, today: dt.date) -> list[int]:
    resolved = resolve_names(jurisdiction_id, [text], today)[text]
    if not resolved.unit_ids:
        raise forms.ValidationError(
            _("Không có đơn vị “%(name)s”. Hãy chọn trong danh sách gợi ý.") % {"name": text[:60]}
        )
    return list(resolved.unit_ids)
