"""The list as the centre's system gave its own: the same columns in the same order, with what we know of each task now."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import gettext as _

from dondoc.central.choices import CentralState, ImportState
from dondoc.central.listing import TaskRow
from dondoc.central.models import CentralImport
from dondoc.directives.choices import Timeliness
from dondoc.directives.timeliness_sums import Reading, SumFormats, write_sums
from dondoc.foundation.sheets import Cell, print_on_a4, write_row

_WIDTHS = {"content": 70, "number": 6, "unit": 28, "status": 22, "note": 36, "giver": 22}


@dataclass(frozen=True, slots=True)
class Form:
    """A file's columns.

    Attributes:
        header: the words above them.
        places: which field stands in which column; a column that is no field's stays empty.
    """

    header: Sequence[str]
    places: Mapping[int, str]


def form_of(jurisdiction_id: int) -> Form:
    """Return the columns of the last file that was taken in; the house's own where there is none."""
    last = (
        CentralImport.objects.filter(jurisdiction_id=jurisdiction_id, state=ImportState.COMMITTED)
        .order_by("-as_of", "-id")
        .first()
    )
    if last is not None:
        return Form(tuple(last.header), {place: name for name, place in last.mapping.items()})
    own = {
        "number": _("STT"), "code": _("Mã nhiệm vụ"), "document_code": _("Số, ký hiệu văn bản"),
        "document_issued_on": _("Ngày văn bản"), "content": _("Nội dung nhiệm vụ"), "due_on": _("Hạn hoàn thành"),
        "unit": _("Đơn vị thực hiện"), "status": _("Tình trạng"), "giver": _("Cơ quan giao"), "note": _("Ghi chú"),
    }  # fmt: skip
    return Form(tuple(own.values()), dict(enumerate(own)))


def to_xlsx(rows: Iterable[TaskRow], form: Form, *, people: Mapping[int, str], created: dt.datetime) -> bytes:
    """Return the rows as a workbook with a frozen header, filters and real days, and a sheet of totals.

    After the centre's own columns stand both readings of its deadline and our own clock; the totals are formulas over
    these columns, in a sheet of their own, so that the list can be read again as one of the centre's.

    Args:
        rows: what to write, in its order.
        form: the columns.
        people: names of those who answer for tasks, by id.
        created: the moment, aware.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": created.replace(tzinfo=None)})
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#EFEBE3"})
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "border": 1, "align": "left"})
    extra = _own_titles()
    # A file of ours that was taken in has these columns already.
    titles = [*form.header, *(words for words in extra if words not in form.header)]
    for place, words in enumerate(titles):
        sheet.set_column(place, place, _WIDTHS.get(form.places.get(place, ""), 16))
        sheet.write_string(0, place, words, head)
    last = 0
    counts: list[Counter[Timeliness]] = [Counter(), Counter(), Counter()]
    for last, row in enumerate(rows, start=1):
        own = dict(zip(extra, _own_values(row, counts), strict=True))
        values = {"number": last, **_values(row, people)}
        cells: list[Cell] = [
            values.get(form.places[place], "") if place in form.places else own.get(words, "")
            for place, words in enumerate(titles)
        ]
        write_row(sheet, last, cells, text=text, day=day)
    end = max(last, 1)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, end, max(len(titles) - 1, 0))
    print_on_a4(sheet, 0)
    number = book.add_format({"bold": True, "num_format": "#,##0", "border": 1})
    judged = (_CURRENT, _ORIGINAL, _INTERNAL)
    readings = [Reading(extra[at], titles.index(extra[at]), told) for at, told in zip(judged, counts, strict=True)]
    write_sums(book.add_worksheet(_("Tổng hợp")), sheet.name, (1, end), readings, SumFormats(head, number, text))
    book.close()
    return out.getvalue()


# Places among our own columns of what the day says.
_CURRENT, _ORIGINAL, _INTERNAL = 2, 3, 5


def _own_titles() -> list[str]:
    return [
        _("Hạn ban đầu"), _("Số lần đổi hạn"), _("Theo hạn Trung ương"), _("Theo hạn ban đầu"), _("Hạn nội bộ"),
        _("Theo hạn nội bộ"),
    ]  # fmt: skip


def _own_values(row: TaskRow, counts: Sequence[Counter[Timeliness]]) -> list[Cell]:
    """The cells of our own columns; what they say is counted by reading."""
    inside = row.clocks.internal
    told = (row.current_says, row.original_says, inside.says if inside else None)
    for verdict, count in zip(told, counts, strict=True):
        if verdict is not None:
            count[verdict] += 1
    current, original, internal = (str(one.label) if one is not None else "" for one in told)
    return [row.state.original_due_on, row.moves, current, original, inside.due_on if inside else None, internal]


def _values(row: TaskRow, people: Mapping[int, str]) -> dict[str, Cell]:
    task, facts = row.task, row.state.facts
    answered = facts.state in {CentralState.REPORTED, CentralState.DONE} and facts.reported_on is not None
    note = task.note
    if answered and task.report_document:
        said = {"number": task.report_document, "day": f"{facts.reported_on:%d/%m/%Y}"}
        note = "\n".join(filter(None, (_("Báo cáo số %(number)s ngày %(day)s") % said, note)))
    return {
        "code": task.code, "content": task.content, "document_code": task.document_code,
        "document_issued_on": task.document_issued_on, "due_on": row.state.current_due_on,
        "unit": task.unit.name if task.unit else "", "signer": task.document_signer,
        "status": _("Đã báo cáo") if answered else task.centre_words,
        "giver": task.giver_words or str(task.get_giver_display()),
        "specialist": people.get(task.specialist_id or 0, ""), "note": note,
    }  # fmt: skip
