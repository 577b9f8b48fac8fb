"""The rows of the list as HTML, made in Python: a template with its tags took four times as long for 100 rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dondoc.directives.choices import AssignmentRole, Lifecycle, Timeliness
from dondoc.directives.listing import AssignmentRow, Moment
from dondoc.directives.rules import AssignmentState, timeliness
from dondoc.documents.choices import Origin
from dondoc.followup.choices import SuccessionKind
from dondoc.web import components


def table_body(
    rows: Iterable[AssignmentRow],
    moment: Moment,
    field_names: dict[int, str],
    *,
    starred: frozenset[int] = frozenset(),
    became: Mapping[int, SuccessionKind],
    stages: Mapping[str, str],
) -> SafeString:
    """Return the `<tr>`s of the list; on a phone each becomes a card (`table-stack`).

    Args:
        rows: the page.
        moment: the day it is told for.
        field_names: names of the fields of work by id.
        starred: the directives that bear a star on the moment's day.
        became: why those that ended without having been done did, by id, where another took their place.
        stages: names of the stages of progress that the page needs, by code.
    """
    language = get_language() or ""
    # The address of a directive is the list's address and the id: reversing it per row is most of a row's time.
    base = escape(reverse("web:directives"))
    unit, deadline, reached = (
        f'<td data-label="{escape(label)}">' for label in (_("Đơn vị"), _("Thời hạn"), _("Tiến độ"))
    )
    from_central = _("TW giao")  # outside of the f-string, where the catalogue's script finds it
    central = f'<span class="source-central">{escape(from_central)}</span>'
    states, roles = _badges(language)
    marked = _("Lãnh đạo đánh dấu sao")
    star = f'<span class="task-star">{components.icon("star", marked)}</span>'
    fates = _fates(language) if became else {}
    on, soon = moment.on, moment.due_soon_days
    parts: list[str] = []
    for row in rows:
        code = timeliness(AssignmentState(row.lifecycle, row.due_on, row.reported_on, row.completed_on), on, soon)
        due = _due(row.due_on, on, code or Timeliness.DONE_ON_TIME, "" if row.due_on else row.deadline_words, language)
        field = field_names.get(row.field_id, "") if row.field_id else ""
        given_on = None if row.document_code or row.document_issued_on else row.assigned_on
        source = _source(row.document_code, row.document_issued_on, row.clause, given_on, field, language)
        parts.append(
            f'<tr><td class="is-main"><div class="task-cell"><a class="task" href="{base}{row.directive_id}/#phan-viec-{row.id}">'
            f'{star if row.directive_id in starred else ""}<span class="clamp">{escape(row.text)}</span></a><span class="task-source">'
            f"{central if row.origin == Origin.CENTRAL else ''}{source}</span></div></td>"
            f'{unit}<span class="task-unit">{_escaped(row.unit_name)} {roles[row.role]}</span></td>'
            f"{deadline}{due}{_moved(row, language) if row.is_moved else ''}</td>{_progress(reached, row, stages, language)}{states[code, row.lifecycle] if row.id not in became else fates[became[row.id]]}</tr>"
        )
    return mark_safe("".join(parts))  # noqa: S308 - every value is escaped above


def _moved(row: AssignmentRow, language: str) -> str:
    """Return the other deadline beside the one that is judged by, with how often it was extended."""
    by_first = row.due_on == row.original_due_on
    return _other_deadline(row.current_due_on if by_first else row.original_due_on, by_first, row.extensions, language)


@lru_cache(maxsize=1024)
def _other_deadline(due_on: dt.date | None, is_current: bool, extensions: int, _language: str) -> str:
    words = escape(components.moved_deadline(due_on, extensions, is_current=is_current))
    # A column of days has no room for the words: there the first day stands struck out, the words under the pointer.
    tag = "span" if is_current else "s"
    short = f"<{tag}>{components.day(due_on)}</{tag}> {escape(components.extended_times(extensions))}"
    return (
        f'<span class="due-first" title="{words}"><span class="first-words">{words}</span>'
        f'<span class="first-short" aria-hidden="true">{short}</span></span>'
    )


@lru_cache(maxsize=8)
def _badges(_language: str) -> tuple[dict[tuple[str | None, str], str], dict[str, str]]:
    """Return the cells of timeliness and lifecycle by their codes, and the badges of the roles by theirs."""
    verdict, work = (f'<span data-label="{escape(label)}">' for label in (_("Theo hạn"), _("Thực hiện")))
    verdicts: dict[str | None, str] = {None: ""}  # what was withdrawn is neither in time nor late
    verdicts |= {code: f"{verdict}{components.timeliness_badge(code)}</span>" for code in Timeliness.values}
    return (
        {
            (code, life): f'<td class="task-state">{said}{work}{components.lifecycle_badge(life)}</span></td>'
            for code, said in verdicts.items()
            for life in Lifecycle.values
        },
        {code: components.role_badge(code) for code in AssignmentRole.values},
    )


def _progress(cell: str, row: AssignmentRow, stages: Mapping[str, str], language: str) -> str:
    """Return the cell of how far the unit says it is; empty where it said nothing, and of what is done: its state says so."""
    if row.lifecycle == Lifecycle.ACCEPTED or (row.percent is None and not row.stage):
        return "<td></td>"
    bar = "" if row.percent is None else _bar(row.percent, language)
    name = escape(stages.get(row.stage, row.stage))
    # One line where a bar stands above it: the title has the whole name.
    stage = f'<span class="task-stage" title="{name}">{name}</span>' if name else ""
    return f'{cell}<span class="task-progress">{bar}{stage}</span></td>'


@lru_cache(maxsize=256)
def _bar(percent: int, _language: str) -> str:
    """Return a percentage as a bar with its figure; the figure is what a screen reader says."""
    return components.progress_bar(percent)


@lru_cache(maxsize=8)
def _fates(_language: str) -> dict[str, str]:
    """Return the cells of what ended in favour of another one."""
    work = _("Thực hiện")
    return {
        code: f'<td class="task-state"><span data-label="{escape(work)}">'
        f"{components.lifecycle_badge(Lifecycle.WITHDRAWN, code)}</span></td>"
        for code in SuccessionKind
    }


@lru_cache(maxsize=8192)
def _due(due_on: dt.date | None, on: dt.date, code: str, words: str, _language: str) -> str:
    """Return a deadline's cell; the same few hundred days are shown all day long."""
    return components.due_cell(due_on, on, code, words)


@lru_cache(maxsize=8192)
def _source(
    code: str, issued_on: dt.date | None, clause: str, given_on: dt.date | None, field: str, _language: str
) -> str:
    """Return where a directive comes from; the sentences of one document's clause all say the same."""
    said = []
    if given_on is None:
        said.append(" ".join(filter(None, (code, components.day(issued_on)))))
        if clause:
            said.append(_("mục %(clause)s") % {"clause": clause})
    else:
        said.append(_("giao ngày %(day)s") % {"day": components.day(given_on)})
    if field:
        said.append(field)
    first, *others = (escape(part) for part in said)
    return f'<span class="source-document">{first}</span>' + "".join(f"<span>{other}</span>" for other in others)


_escaped = lru_cache(maxsize=2048)(escape)
