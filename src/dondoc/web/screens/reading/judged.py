"""One judged field in words: what the reader said, what the person confirmed, and where the sentence stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.directives.choices import DeadlineKind, ItemOutcome, JudgedField
from dondoc.directives.models import Judgement
from dondoc.reading import without_page_numbers
from dondoc.web.components import day


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row of the list; `url` is empty where this person has no documents."""

    row: Judgement
    sentence: str
    read: str
    confirmed: str
    url: str


def row_of(row: Judgement, names: Mapping[int, str], *, may_open: bool) -> JudgedRow:
    """Return `row` in words.

    Args:
        row: with its document.
        names: of the units that it mentions.
        may_open: whether this person may open documents.
    """
    return JudgedRow(
        row=row,
        sentence=without_page_numbers(row.document.text[row.span_start : row.span_end]),
        read=_said(row, row.read, names),
        confirmed=_said(row, row.confirmed, names),
        url=sentence_url(row.document_id, row.span_start, row.span_end) if may_open else "",
    )


def sentence_url(document_id: int, start: int, end: int) -> str:
    """Return the address that opens a document at a sentence."""
    return f"{reverse('web:document', args=[document_id])}?cau={start}-{end}#t-cau"


def _said(row: Judgement, value: Any, names: Mapping[int, str]) -> str:
    if value is None:
        return ""
    if row.judged_field == JudgedField.DIRECTIVE:
        return str(ItemOutcome(value["outcome"]).label) if "outcome" in value else _("là ý chỉ đạo")
    if row.judged_field in {JudgedField.LEAD, JudgedField.COORDINATE}:
        return "; ".join(_addressee(one, names) for one in value)
    if row.judged_field == JudgedField.DEADLINE_KIND:
        return str(DeadlineKind(value).label)
    if row.judged_field == JudgedField.DUE_ON:
        return day(dt.date.fromisoformat(value))
    return str(value)


def _addressee(one: Mapping[str, Any], names: Mapping[int, str]) -> str:
    units = one["unit_ids"]
    if len(units) == 1:
        return names.get(units[0], one["as_written"])
    if not units:
        return _("“%(name)s” (chưa có trong danh mục)") % {"name": one["as_written"]}
    return _("%(name)s (%(count)s đơn vị)") % {"name": one["as_written"], "count": len(units)}
