"""The rows of the list as HTML, made in Python: a template with its tags took four times as long for 100 rows."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dondoc.directives.choices import Timeliness
from dondoc.directives.listing import AssignmentRow, Moment
from dondoc.documents.choices import Origin
from dondoc.web import components


def table_body(rows: Iterable[AssignmentRow], moment: Moment, field_names: dict[int, str]) -> SafeString:
    """Return the `<tr>`s of the list; on a phone each becomes a card (`table-stack`).

    Args:
        rows: the page.
        moment: the day it is told for.
        field_names: names of the fields of work by id.
    """
    # The address of a directive is the list's address and the id: reversing it per row is most of a row's time.
    base = escape(reverse("web:directives"))
    unit, deadline, verdict, work = (
        f'<td data-label="{escape(label)}">' for label in (_("Đơn vị"), _("Thời hạn"), _("Theo hạn"), _("Thực hiện"))
    )
    central = f'<span class="source-central">{escape(_("TW giao"))}</span>'
    dues: dict[tuple[object, ...], str] = {}
    parts: list[str] = []
    for row in rows:
        code = row.timeliness(moment)
        key = (row.due_on, code, row.deadline_words if row.due_on is None else "")
        due = dues.get(key)
        if due is None:
            due = dues[key] = components.due_cell(
                row.due_on, moment.on, code or Timeliness.DONE_ON_TIME, row.deadline_words
            )
        badge = components.timeliness_badge(code) if code else ""
        parts.append(
            f'<tr><td class="is-main"><a class="task" href="{base}{row.directive_id}/#phan-viec-{row.id}">'
            f'<span class="clamp">{escape(row.text)}</span></a>'
            f'<span class="task-source">{_source(row, field_names)}'
            f"{central if row.origin == Origin.CENTRAL else ''}</span></td>"
            f'{unit}<span class="task-unit">{escape(row.unit_name)} {components.role_badge(row.role)}</span></td>'
            f"{deadline}{due}</td>{verdict}{badge}</td>{work}{components.lifecycle_badge(row.lifecycle)}</td></tr>"
        )
    return mark_safe("".join(parts))  # noqa: S308 - every value is escaped above


def _source(row: AssignmentRow, field_names: dict[int, str]) -> str:
    said = []
    if row.document_code or row.document_issued_on:
        said.append(" ".join(filter(None, (row.document_code, components.day(row.document_issued_on)))))
        if row.clause:
            said.append(_("mục %(clause)s") % {"clause": row.clause})
    else:
        said.append(_("giao ngày %(day)s") % {"day": components.day(row.assigned_on)})
    if row.field_id and row.field_id in field_names:
        said.append(field_names[row.field_id])
    return "".join(f"<span>{escape(part)}</span>" for part in said)
