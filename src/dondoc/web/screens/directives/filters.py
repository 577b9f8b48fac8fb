"""The filter bar of the list, and its conditions in words: as chips, and as the lines above an export.

The controls are written in Python in the markup of `components/field.html`: ten of them through the template
tag cost more than the rest of the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dondoc.directives.choices import AssignmentRole, Lifecycle, Priority, Timeliness, Update
from dondoc.directives.forms import NO_FIELD, ORIGINAL, ListQuery
from dondoc.documents.choices import Origin
from dondoc.web.components import day
from dondoc.web.screens.directives.reference import Reference, selected


@dataclass(frozen=True, slots=True)
class Condition:
    """One active condition: what it is called, what it says, and the query string without it."""

    name: str
    label: str
    value: str
    without: str


def conditions(query: ListQuery, known: Reference, *, theme: str = "") -> list[Condition]:
    """Return the active conditions in words; `theme` is the name of the theme that restricts the list."""
    found = [
        *(("unit", code, _("Đơn vị"), known.unit_names[code]) for code in query.units),
        *(("timeliness", code, _("Theo thời hạn"), timeliness_words(code)) for code in query.timeliness),
        *(("lifecycle", code, _("Mức độ thực hiện"), str(Lifecycle(code).label)) for code in query.lifecycles),
    ]
    if query.role:
        found.append(("role", "", _("Vai trò"), str(AssignmentRole(query.role).label)))
    if query.origin:
        found.append(("origin", "", _("Nguồn giao"), str(Origin(query.origin).label)))
    if query.field:
        name = _("Chưa phân lĩnh vực") if query.field == NO_FIELD else known.field_names[query.field]
        found.append(("field", "", _("Lĩnh vực"), name))
    for name, label, first, last in (
        ("due", _("Thời hạn"), query.due_from, query.due_to),
        ("assigned", _("Giao"), query.assigned_from, query.assigned_to),
        ("completed", _("Hoàn thành"), query.completed_from, query.completed_to),
    ):
        if first or last:
            found.append((name, "", label, _range(first, last)))
    if query.text:
        found.append(("q", "", _("Có chữ"), f"“{query.text}”"))
    if query.document:
        found.append(("document", "", _("Văn bản"), _("chỉ một văn bản")))
    if query.directive:
        found.append(("directive", "", _("Nhiệm vụ"), _("chỉ một nhiệm vụ")))
    found += _marked(query, theme)
    if query.counted:
        found.append(("counted", "", _("Chỉ tính"), _("phần việc không bị thu hồi")))
    if query.original:
        found.append(("deadline", "", _("Tính theo"), _("thời hạn ban đầu")))
    return [Condition(name, label, value, query.without(name, code).string()) for name, code, label, value in found]


def _marked(query: ListQuery, theme: str) -> Iterator[tuple[str, str, str, str]]:
    """Conditions by what people said, marked and gathered."""
    yield from (("updates", code, _("Cập nhật"), str(Update(code).label)) for code in query.updates)
    if query.priority:
        yield "priority", "", _("Mức ưu tiên"), str(Priority(query.priority).label)
    if query.theme:
        yield "theme", "", _("Chuyên đề"), theme
    if query.starred:
        yield "starred", "", _("Dấu sao"), _("lãnh đạo đánh dấu")


def timeliness_words(code: str) -> str:
    """Return the words of a timeliness as a filter: in time includes due soon."""
    if code == Timeliness.OPEN_IN_TIME:
        return _("Trong hạn (gồm sắp đến hạn)")
    return str(Timeliness(code).label)


def _range(first: dt.date | None, last: dt.date | None) -> str:
    if first and last:
        return _("từ %(first)s đến %(last)s") % {"first": day(first), "last": day(last)}
    if first:
        return _("từ %(first)s") % {"first": day(first)}
    return _("đến %(last)s") % {"last": day(last)}


def controls(query: ListQuery, known: Reference) -> SafeString:
    """Return the fields of the filter bar."""
    return mark_safe("".join(_controls(query, known)))  # noqa: S308 - every value is escaped below


def _controls(query: ListQuery, known: Reference) -> Iterator[str]:
    # Words stand outside of f-strings: the catalogue's script does not look into those.
    every, marks, nobody, no_field = (
        escape(words)
        for words in (
            _("Tất cả"),
            _("có dấu hoặc không dấu"),
            _("Không có đơn vị nào khớp"),
            _("Chưa phân lĩnh vực"),
        )
    )
    everything = f'<option value="">{every}</option>'
    yield _labelled(
        "q",
        _("Nội dung, số văn bản"),
        f'<input class="form-control" type="search" id="f-q" name="q" value="{escape(query.text)}" maxlength="200" '
        f'autocomplete="off" data-search placeholder="{marks}">',
        "is-wide",
    )
    yield _labelled(
        "unit",
        _("Đơn vị"),
        f'<select class="form-select" id="f-unit" name="unit" data-combobox '
        f'data-none="{nobody}">{everything}{selected(known.unit_options, query.units[:1])}</select>'
        + _hidden("unit", query.units[1:]),
        "is-wide",
    )
    yield _select(
        "timeliness", _("Theo thời hạn"), ((c, timeliness_words(c)) for c in Timeliness.values), query.timeliness
    )
    yield _select("lifecycle", _("Mức độ thực hiện"), Lifecycle.choices, query.lifecycles)
    yield _select("role", _("Vai trò"), AssignmentRole.choices, (query.role,))
    yield _select("origin", _("Nguồn giao"), Origin.choices, (query.origin,))
    none = f'<option value="{NO_FIELD}">{no_field}</option>'
    yield _labelled(
        "field",
        _("Lĩnh vực"),
        f'<select class="form-select" id="f-field" name="field">{everything}'
        f"{selected(known.field_options + none, (query.field,))}</select>",
    )
    yield _select("updates", _("Cập nhật"), Update.choices, query.updates)
    yield _select("priority", _("Mức ưu tiên"), Priority.choices, (query.priority,))
    yield _select("starred", _("Dấu sao"), (("1", _("Lãnh đạo đánh dấu sao")),), ("1" if query.starred else "",))
    yield _day_input("from", _("Hạn từ ngày"), day(query.due_from))
    yield _day_input("to", _("Hạn đến ngày"), day(query.due_to))
    yield _day_input("on", _("Xem như ngày"), day(query.on), _("hôm nay"))
    asked = () if query.sort == query.default_sort else (query.sort,)
    yield _select("sort", _("Xếp theo"), _orders(), asked, _("Thông thường"), "only-phone")
    # Set by the links of figures; the bar has no controls for them, the conditions above the list show them.
    for name in ("assigned_from", "assigned_to", "completed_from", "completed_to"):
        written: dt.date | None = getattr(query, name)
        yield _hidden(name, (written.isoformat() if written else "",))
    if query.document:
        yield _hidden("document", (str(query.document),))
    if query.directive:
        yield _hidden("directive", (str(query.directive),))
    if query.theme:
        yield _hidden("theme", (str(query.theme),))
    if query.counted:
        yield _hidden("counted", ("1",))
    if query.original:
        yield _hidden("deadline", (ORIGINAL,))


def _labelled(name: str, label: str, control: str, more: str = "") -> str:
    return f'<div class="field {more}"><label class="form-label" for="f-{name}">{escape(label)}</label>{control}</div>'


def _orders() -> list[tuple[str, str]]:
    return [
        ("due", _("Đến hạn sớm nhất")),
        ("-due", _("Đến hạn muộn nhất")),
        ("recent", _("Mới giao nhất")),
        ("unit", _("Tên đơn vị")),
        ("reported", _("Báo cáo sớm nhất")),
    ]


def _select(
    name: str,
    label: str,
    choices: Iterable[tuple[str, object]],
    values: tuple[str, ...],
    nothing: str = "",
    more: str = "",
) -> str:
    options = "".join(
        f'<option value="{escape(code)}"{" selected" if values[:1] == (code,) else ""}>{escape(str(words))}</option>'
        for code, words in choices
    )
    nothing = nothing or _("Tất cả")
    every = f'<option value="">{escape(nothing)}</option>'
    return _labelled(
        name,
        label,
        f'<select class="form-select" id="f-{name}" name="{name}">{every}{options}</select>'
        + _hidden(name, values[1:]),
        more,
    )


def _day_input(name: str, label: str, value: str, hint: str = "dd/mm/yyyy") -> str:
    return _labelled(
        name,
        label,
        f'<input class="form-control input-day" type="text" inputmode="numeric" maxlength="10" autocomplete="off" '
        f'id="f-{name}" name="{name}" value="{escape(value)}" placeholder="{escape(hint)}" data-day>',
    )


def _hidden(name: str, values: Iterable[str]) -> str:
    return "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for value in values if value)
