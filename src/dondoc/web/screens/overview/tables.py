"""The tables of the overview and its one bar, as HTML made in Python: a hundred units through tags would be slow.

Every number that is not zero opens exactly the rows that it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dondoc.directives.choices import Timeliness
from dondoc.documents.choices import Origin
from dondoc.reviews.figures import Figures, Overview
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
_WIDE_ENOUGH = 7  # percent of the bar that a number fits into, on a phone too


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
    lines = [
        Line(known.names_by_id[id_], figures, {"units": (codes[id_],)}, reverse("web:unit", args=[codes[id_]]))
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
        figures = line.figures
        name = f'<a href="{escape(line.url)}">{escape(line.name)}</a>' if line.url else escape(line.name)
        everything = escape(question.rows(**line.condition))

        def cell(code: str, head: int, of: int | None = None, /, *, line: Line = line) -> str:
            count = getattr(line.figures, code)
            url = escape(question.rows(code, **line.condition)) if count else ""
            return _cell(count, url, heads[head], f"is-{code.replace('_', '-')}", of)

        late_share = components.percent(figures.overdue, figures.population) if figures.overdue else ""
        yield (
            f'<tr><th scope="row" class="of-name"><span>{name}</span>{bar(figures, small=True)}</th>'
            f"{cell('overdue', 0, figures.population)}"
            f'<td class="num of-share">{late_share}</td>'
            f"{cell('due_soon', 1)}{cell('open_in_time', 2)}{cell('undated', 3)}{cell('done_late', 4)}"
            f"{cell('done_on_time', 5)}{_cell(figures.population, everything, heads[6], 'is-all')}</tr>"
        )


def _cell(count: int, url: str, head: str, more: str, of: int | None = None) -> str:
    number = components.number(count)
    share = f'<span class="figure-of">/{components.number(of)}</span>' if of is not None else ""
    inner = (
        f'<a class="figure" href="{url}">{number}{share}</a>' if url else f'<span class="figure">{number}{share}</span>'
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
        parts.append(
            f'<rect class="fill-{code.replace("_", "-")}" x="{left:.3f}%" y="0" width="{width:.3f}%" height="100%"/>'
        )
        if left:
            parts.append(f'<rect class="bar-gap" x="{left:.3f}%" y="0" width="1" height="100%"/>')
        if not small and width >= _WIDE_ENOUGH:
            parts.append(
                f'<text class="on-{code.replace("_", "-")}" x="{left + width / 2:.3f}%" y="50%">{components.number(count)}</text>'
            )
        words.append(f"{code.label} {components.number(count)}/{components.number(total)}")
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
