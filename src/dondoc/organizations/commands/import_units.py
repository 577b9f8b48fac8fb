"""Import units, groups, posts and their holders: first a preview, then, if nothing changed meanwhile, all of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations import events
from dondoc.organizations.changes import hold_organization, refusals, units_changed
from dondoc.organizations.imports.apply import apply_plan
from dondoc.organizations.imports.plan import ImportPreview, make_plan
from dondoc.organizations.imports.snapshot import take_snapshot
from dondoc.organizations.imports.tables import TABLES, Tables
from dondoc.organizations.permissions import Actor, require_manager

_MOST_TOLD = 20


def preview_import(*, actor: Actor, tables: Tables) -> ImportPreview:
    """Return what `tables` would create and change, and what is wrong with them. Nothing is written.

    Args:
        actor: an administrator.
        tables: table (`fields`, `groups`, `units`, `memberships`, `posts`, `holders`) → rows of text; see
            `imports.tables` for their columns. Rows that are not in them stay as they are.

    Raises:
        Refused: the actor is no administrator.
        BadInput: there is no table, or one that is not known.
    """
    _check(tables)
    require_manager(actor)
    with transaction.atomic():
        return make_plan(tables, take_snapshot(actor.jurisdiction_id))


def commit_import(
    *, actor: Actor, tables: Tables, expected_digest: str, now: dt.datetime, request_id: str = ""
) -> ImportPreview:
    """Do what the preview of `tables` said, all of it or nothing.

    Args:
        actor: an administrator.
        tables: as previewed.
        expected_digest: of the preview that the person saw.
        now: the moment.
        request_id: groups the events.

    Raises:
        Refused: the actor is no administrator.
        BadInput: the tables have errors.
        Conflict: units changed since the preview.
    """
    _check(tables)
    require_manager(actor)
    here = actor.jurisdiction_id
    with transaction.atomic():
        hold_organization(here)
        there = take_snapshot(here)
        plan = make_plan(tables, there)
        if plan.digest != expected_digest:
            raise Conflict(_("Dữ liệu đơn vị đã thay đổi từ lúc xem trước. Hãy xem trước lại rồi xác nhận."))
        if not plan.clean:
            raise _refusal(plan)
        touched = plan.touched
        if not touched:
            return plan
        with refusals():
            told = apply_plan(touched, there)
        units_changed(here)
        counts: dict[str, Any] = plan.counts
        append(
            jurisdiction_id=here,
            events=[
                *told,
                NewEvent(events.JURISDICTION, here, events.IMPORTED, {"counts": counts, "digest": plan.digest}),
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return plan


def import_organization(*, actor: Actor, tables: Tables, now: dt.datetime, request_id: str = "") -> ImportPreview:
    """Preview and commit at once, for programs. Repeatable: what is there already stays the same.

    Raises:
        Refused: the actor is no administrator.
        BadInput: the tables have errors; `details["row_errors"]` lists them.
        Conflict: somebody changed units at the same time.
    """
    plan = preview_import(actor=actor, tables=tables)
    if not plan.clean:
        raise _refusal(plan)
    return commit_import(actor=actor, tables=tables, expected_digest=plan.digest, now=now, request_id=request_id)


def _check(tables: Tables) -> None:
    unknown = sorted(set(tables) - set(TABLES))
    if unknown or not tables:
        raise BadInput(
            _("Không có bảng nào để nhập, hoặc có bảng lạ (%(unknown)s). Hãy dùng các bảng: %(tables)s.")
            % {"unknown": ", ".join(unknown)[:80], "tables": ", ".join(TABLES)}
        )


def _refusal(plan: ImportPreview) -> BadInput:
    first = plan.errors[0]
    listed = [
        {"table": error.table, "row": error.row, "column": error.column, "message": error.message}
        for error in plan.errors[:_MOST_TOLD]
    ]
    return BadInput(
        _(
            "Tệp có %(count)s lỗi nên chưa nhập gì. Lỗi đầu: %(table_label)s, dòng %(row)s, cột %(column_label)s: %(message)s"
        )
        % {
            "count": len(plan.errors),
            "table_label": first.table_label,
            "row": first.row,
            "column_label": first.column_label,
            "message": first.message,
        },
        row_errors=listed,
    )
