"""The tables of the overview and its one bar, as HTML made in Python: a hundred units through tags would be slow.

Every number that is not zero opens exactly the rows that it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dondoc.directives.choices import Timeliness, Update
from dondoc.documents.choices import Origin
from dondoc.reviews.figures import Figures, Overview
from dondoc.reviews.update_rates import UpdateRate, UpdateRates
from dondoc.web import components
from dondoc.web.screens.directives.reference import Reference
from dondoc.web.screens.overview.question import DONE, Question

# The order of the bar, of the tiles under it and of the columns: what asks for attention comes first.
ORDER = (
    Timeliness.OVERDUE,
    Timeliness.DUE_SOON,
    Timeliness.OPEN_IN_TIME,
    Timeliness.UNDATED,
    Timeliness.DONE_LATE,
    Timeliness.DONE_ON_TIME,
)
_CLASSES = {code: f"is-{code.value.replace('_', '-')}" for code in ORDER}
_QUIET_SHOWN = 10
_WIDE_ENOUGH = 7  # percent of the bar that a number fits into, on a phone too
_WIDE_ENOUGH_THERE = 3  # the same on a wide screen


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: what it is called, its figures, and the condition that opens its rows."""

    name: str
    figures: Figures
    condition: dict[str, Any]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures.

    Attributes:
        key: for its heading's id.
        title: what it is by.
        first: heading of the first column.
        body: its rows.
        shown: how many rows there are.
        size: how many there would be in all.
    """

    key: str
    title: str
    first: str
    body: SafeString
    shown: int
    size: int


def unit_lines(found: Overview, known: Reference) -> list[Line]:
    """Return the units, worst first: by overdue share, then by how many are overdue, then by how many there are."""
    codes = {id_: code for code, id_ in known.unit_ids.items()}
    # A unit's page lies under the list of units: two hundred look-ups of the address would cost more than the sums.
    home = reverse("web:units")
    lines = [
        Line(known.names_by_id[id_], figures, {"units": (codes[id_],)}, f"{home}{quote(codes[id_], safe='')}/")
        for id_, figures in found.by_unit.items()
    ]
    return sorted(lines, key=_worst_first)


def field_lines(found: Overview, known: Reference) -> list[Line]:
    """Return the fields of work, worst first; what is in none stands last."""
    codes = {id_: code for code, id_ in known.field_ids.items()}
    lines = [
        Line(known.field_names_by_id[id_], figures, {"field": codes[id_]})
        for id_, figures in found.by_field.items()
        if id_
    ]
    lines.sort(key=_worst_first)
    if 0 in found.by_field:
        lines.append(Line(_("Chưa phân lĩnh vực"), found.by_field[0], {"field": "none"}))
    return lines


def origin_lines(found: Overview) -> list[Line]:
    """Return the origins: what the Government and the Prime Minister gave, and what the province gave."""
    return [
        Line(str(origin.label), found.by_origin[origin], {"origin": str(origin)})
        for origin in Origin
        if origin in found.by_origin
    ]


def _worst_first(line: Line) -> tuple[float, int, int, str]:
    figures = line.figures
    return -figures.overdue_share, -figures.overdue, -figures.population, line.name


def table(question: Question, key: str, title: str, first: str, lines: list[Line], most: int = 0) -> Table:
    """Return the table of `lines`, of the first `most` of them where that is given."""
    shown = lines[:most] if most else lines
    body = mark_safe("".join(_rows(question, shown)))  # noqa: S308 - every value is escaped below
    return Table(key, title, first, body, len(shown), len(lines))


def _rows(question: Question, lines: Iterable[Line]) -> Iterator[str]:
    # On a phone these words stand before the numbers of a row; the table's own headings are in the template.
    heads = [
        escape(text)
        for text in (
            _("Quá hạn"), _("Sắp đến hạn"), _("Trong hạn"), _("Không hạn"), _("Xong trễ"), _("Xong đúng"),
            _("Tổng"),
        )
    ]  # fmt: skip
    for line in lines:
        yield _row(line, escape(question.rows(**line.condition)), heads)


def _row(line: Line, url: str, heads: list[str]) -> str:
    """Return one row; `url` opens all that it counts, each number's own a part of that."""
    figures = line.figures
    name = f'<a href="{escape(line.url)}">{escape(line.name)}</a>' if line.url else escape(line.name)

    def cell(code: Timeliness, head: str, of: int | None = None) -> str:
        return _cell(getattr(figures, code), f"{url}&amp;timeliness={code}", head, _CLASSES[code], of)

    overdue, due_soon, in_time, undated, late, on_time = (
        cell(code, head, figures.population if code == Timeliness.OVERDUE else None)
        for code, head in zip(ORDER, heads, strict=False)
    )
    share = components.percent(figures.overdue, figures.population) if figures.overdue else ""
    return (
        f'<tr><th scope="row" class="of-name"><span>{name}</span>{bar(figures, small=True)}</th>{overdue}'
        f'<td class="num of-share">{share}</td>{due_soon}{in_time}{undated}{late}{on_time}'
        f"{_cell(figures.population, url, heads[-1], 'is-all')}</tr>"
    )


def _number(count: int) -> str:
    """Return the number as it is written; the small ones, nearly all of them, without asking for the language."""
    return str(count) if count < 1000 else components.number(count)  # noqa: PLR2004 - where groups of digits begin


def _cell(count: int, url: str, head: str, more: str, of: int | None = None) -> str:
    number = _number(count)
    share = f'<span class="figure-of">/{_number(of)}</span>' if of is not None else ""
    inner = (
        f'<a class="figure" href="{url}">{number}{share}</a>'
        if count
        else f'<span class="figure">{number}{share}</span>'
    )
    return f'<td class="num {more}{"" if count else " is-none"}" data-label="{head}">{inner}</td>'


def bar(figures: Figures, *, small: bool = False) -> SafeString:
    """Return the whole population as one bar. Widths are attributes: the page's policy forbids inline styles."""
    total = figures.population
    if not total:
        return mark_safe("")
    parts: list[str] = []
    words: list[str] = []
    left = 0.0
    for code in ORDER:
        count = figures.open_in_time - figures.due_soon if code == Timeliness.OPEN_IN_TIME else getattr(figures, code)
        if not count:
            continue
        width = 100 * count / total
        name = _CLASSES[code].removeprefix("is-")
        parts.append(f'<rect class="fill-{name}" x="{left:.3f}%" y="0" width="{width:.3f}%" height="100%"/>')
        if left:
            parts.append(f'<rect class="bar-gap" x="{left:.3f}%" y="0" width="1" height="100%"/>')
        if not small:
            words.append(f"{code.label} {components.number(count)}/{components.number(total)}")
            if width >= _WIDE_ENOUGH_THERE:
                narrow = "" if width >= _WIDE_ENOUGH else " is-narrow"
                x = f"{left + width / 2:.3f}%"
                parts.append(f'<text class="on-{name}{narrow}" x="{x}" y="50%">{components.number(count)}</text>')
        left += width
    said = 'aria-hidden="true"' if small else f'role="img" aria-label="{escape("; ".join(words))}"'
    size = 'class="bar is-small" height="6"' if small else 'class="bar" height="30"'
    return mark_safe(f'<svg {size} width="100%" {said} focusable="false">{"".join(parts)}</svg>')  # noqa: S308 - numbers, and labels escaped


@dataclass(frozen=True, slots=True)
class Tile:
    """A head figure: its word, its number of the population, where it leads."""

    code: str
    label: SafeString
    figure: SafeString
    share: str
    note: str = ""


def tiles(question: Question, figures: Figures) -> list[Tile]:
    """Return the head figures in the order of the bar."""
    found = []
    for code in ORDER:
        count = getattr(figures, code)
        note = _("gồm cả sắp đến hạn") if code == Timeliness.OPEN_IN_TIME and figures.due_soon else ""
        found.append(
            Tile(
                str(code),
                components.timeliness_badge(code),
                components.figure(count, figures.population, question.rows(str(code)), str(code.label)),
                components.percent(count, figures.population),
                note,
            )
        )
    return found


def done_figure(question: Question, figures: Figures) -> SafeString:
    """Return how many are done, in time or late."""
    return components.figure(figures.done, figures.population, question.rows(*DONE), _("Hoàn thành"))


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """A unit with its two rates side by side: how many awaited reports came, how much is done."""

    name: str
    updated: SafeString
    share: str
    done: SafeString


def update_figure(question: Question, rate: UpdateRate) -> SafeString:
    """Return how many of those that a report was awaited of had one; it opens those."""
    url = question.rows(updates=(str(Update.UPDATED),))
    return components.figure(rate.updated, rate.measured, url, _("Có cập nhật"))


def update_lines(question: Question, rates: UpdateRates, found: Overview, known: Reference) -> list[UpdateLine]:
    """Return the units of which a report was awaited, the quietest first, ten at most."""
    codes = {id_: code for code, id_ in known.unit_ids.items()}
    quiet = sorted(
        rates.by_unit.items(), key=lambda pair: (-pair[1].stale, pair[1].updated, known.names_by_id[pair[0]])
    )[:_QUIET_SHOWN]
    return [
        UpdateLine(
            known.names_by_id[unit_id],
            components.figure(
                rate.updated, rate.measured, question.rows(units=(codes[unit_id],), updates=(str(Update.UPDATED),)),
                _("Có cập nhật"),
            ),
            components.percent(rate.updated, rate.measured),
            components.figure(
                found.by_unit[unit_id].done, found.by_unit[unit_id].population,
                question.rows(*DONE, units=(codes[unit_id],)), _("Hoàn thành"),
            ),
        )
        for unit_id, rate in quiet
        if unit_id in found.by_unit
    ]  # fmt: skip
