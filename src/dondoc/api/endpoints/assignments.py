"""Lists of assignments, single ones, figures: reads of today and of any past day."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.http import FileResponse, HttpResponse
from ninja import Query, Router

from dondoc.accounts.models import User
from dondoc.accounts.permissions import scope_of
from dondoc.api import lookups, payloads
from dondoc.api.replies import reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.directives import (
    AssignmentDetail,
    AssignmentPage,
    AssignmentQuery,
    Figures,
    FiguresByField,
    FiguresQuery,
    Trend,
)
from dondoc.attention.selectors import directives_among, theme_for
from dondoc.directives.choices import Lifecycle, Timeliness
from dondoc.directives.listing import (
    IN_TIME_CODES,
    MOST_COUNTED,
    AssignmentFilter,
    Moment,
    count_assignments,
    list_assignments,
)
from dondoc.directives.selectors import assignment_for, evidence_for, evidence_of
from dondoc.documents.choices import Origin
from dondoc.followup.succession_selectors import ends_of, kinds_of
from dondoc.organizations.selectors import fields_of
from dondoc.reviews import figures
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

router = Router(tags=["Phần việc"])
_LIST_NAMES = frozenset(name.removesuffix("_") for name in AssignmentQuery.model_fields)
_FIGURES_NAMES = frozenset(FiguresQuery.model_fields)


@router.get("/assignments", response=AssignmentPage, summary="Danh sách phần việc", url_name="assignments")
def list_of_assignments(request: PageRequest, query: Query[AssignmentQuery]) -> HttpResponse:
    """Trả những phần việc trong phạm vi của người hỏi, hôm nay hoặc như đã đứng vào ngày `on`.

    `count` đúng đến 10 000; nhiều hơn nữa thì `count_is_exact` là false, trừ khi số liệu tổng hợp biết số đúng.
    """
    user = request.user
    lookups.require_directives(user)
    lookups.refuse_unknown(request, _LIST_NAMES)
    moment = lookups.moment_of(request, query.on, query.known_at, query.deadline)
    scope = scope_of(user)
    wanted = filter_of(user, query, on=moment.on)
    rows = list_assignments(scope, wanted, moment, limit=query.limit, offset=query.offset)
    if len(rows) < query.limit and (rows or query.offset == 0):
        count, exact = query.offset + len(rows), True  # the last page says it
    else:
        count = count_assignments(scope, wanted, moment)
        exact = count <= MOST_COUNTED or wanted.is_dimensional
    fields = lookups.field_codes(user) if any(row.field_id for row in rows) else {}
    ends = ends_of(user.jurisdiction_id, rows, moment)
    return reply(
        {
            "items": [payloads.assignment_item(row, moment, fields, ends) for row in rows],
            "count": count if exact else MOST_COUNTED,
            "count_is_exact": exact,
            "on": moment.on,
            "limit": query.limit,
            "offset": query.offset,
        }
    )


def filter_of(user: User, query: AssignmentQuery, *, on: dt.date) -> AssignmentFilter:
    """Return what a query asks for, codes turned into ids; theme and star as of the day `on`.

    Raises:
        NotFound: the person knows of no such theme.
    """
    if query.theme is not None:
        theme_for(user, query.theme)
    return AssignmentFilter(
        unit_ids=tuple(unit.id for unit in lookups.units_by_code(user, query.unit)),
        role=query.role or "",
        lifecycles=tuple(query.lifecycle),
        timeliness=_timeliness(query.timeliness),
        origin=query.origin or "",
        field_id=lookups.field_filter(user, query.field),
        due_from=query.from_,
        due_to=query.to,
        assigned_from=query.assigned_from,
        assigned_to=query.assigned_to,
        completed_from=query.completed_from,
        completed_to=query.completed_to,
        text=query.q,
        document_id=query.document,
        directive_ids=directives_among(user.jurisdiction_id, theme_id=query.theme, is_starred=query.starred, day=on),
        counted=query.counted,
        updates=tuple(query.updates),
        priority=query.priority or "",
        sort=query.sort,
    )


def _timeliness(codes: list[Any]) -> tuple[str, ...]:
    wanted = dict.fromkeys(str(code) for code in codes)
    if Timeliness.OPEN_IN_TIME in wanted:
        wanted |= dict.fromkeys(str(code) for code in IN_TIME_CODES)
    return tuple(wanted)


@router.get("/assignments/{assignment_id}", response=AssignmentDetail, summary="Một phần việc", url_name="assignment")
def one_assignment(request: PageRequest, assignment_id: Id) -> HttpResponse:
    """Trả một phần việc với tệp minh chứng và những bước người hỏi được làm."""
    return reply(detail(request, assignment_id))


def detail(request: PageRequest, assignment_id: int) -> dict[str, Any]:
    """Return one assignment as it is now, for this person."""
    user = request.user
    lookups.require_directives(user)
    found = assignment_for(user, assignment_id)
    moment = lookups.moment_of(request, None, None)
    ends = kinds_of(user.jurisdiction_id, [found.id]) if found.lifecycle == Lifecycle.WITHDRAWN else {}
    return payloads.assignment_detail(
        found, user, moment, code=found.unit.code, name=found.unit.name, evidence=evidence_of(user, found),
        ended=ends.get(found.id),
    )  # fmt: skip


@router.get("/evidence/{evidence_id}/file", summary="Tệp minh chứng", url_name="evidence_file", tags=["Phần việc"])
def evidence_file(request: PageRequest, evidence_id: Id) -> FileResponse:
    """Tải tệp minh chứng. Người theo dõi (HĐND, Mặt trận) không mở được tệp."""
    return send(evidence_for(request.user, evidence_id).file)


@router.get("/figures", response=Figures, summary="Số liệu tổng quan", url_name="figures", tags=["Số liệu"])
def figures_of_a_day(request: PageRequest, query: Query[FiguresQuery]) -> HttpResponse:
    """Trả số liệu của một ngày trong phạm vi của người hỏi; cùng một đối tượng với `dondoc figures --json`."""
    user = request.user
    lookups.require_directives(user)
    lookups.refuse_unknown(request, _FIGURES_NAMES)
    moment, part = asked_figures(request, query)
    current, original = figures.both_overviews(scope_of(user), moment, part)
    found, told, none = original if moment.against_original else current, figures.told_with_original, figures.Figures()
    units = lookups.units_by_id(user, found.by_unit.keys())
    by_unit = [
        {"unit": units[unit_id].code, "name": units[unit_id].name, **told(counts, original.by_unit[unit_id])}
        for unit_id, counts in sorted(found.by_unit.items(), key=lambda entry: units[entry[0]].code)
    ]
    return reply(
        {
            "on": moment.on,
            **told(found.total, original.total),
            "by_unit": by_unit,
            "by_origin": {
                origin: told(found.by_origin.get(origin, none), original.by_origin.get(origin, none))
                for origin in Origin.values
            },
        }
    )


@router.get(
    "/figures/fields",
    response=FiguresByField,
    summary="Số liệu theo lĩnh vực",
    url_name="figures_fields",
    tags=["Số liệu"],
)
def figures_by_field(request: PageRequest, query: Query[FiguresQuery]) -> HttpResponse:
    """Trả số liệu của một ngày theo từng lĩnh vực trong phạm vi của người hỏi."""
    user = request.user
    lookups.require_directives(user)
    lookups.refuse_unknown(request, _FIGURES_NAMES)
    moment, part = asked_figures(request, query)
    found = figures.overview(scope_of(user), moment, part).by_field
    items = [
        {"field": field.code, "name": field.name, **found[field.id].as_dict()}
        for field in fields_of(user.jurisdiction_id)
        if field.id in found
    ]
    if 0 in found:
        items.append({"field": None, "name": None, **found[0].as_dict()})
    return reply({"on": moment.on, "items": items})


@router.get("/figures/trend", response=Trend, summary="Mười hai tháng", url_name="figures_trend", tags=["Số liệu"])
def figures_of_months(request: PageRequest, query: Query[FiguresQuery]) -> HttpResponse:
    """Trả số phần việc được giao và hoàn thành theo tháng, mười hai tháng đến ngày hỏi."""
    user = request.user
    lookups.require_directives(user)
    lookups.refuse_unknown(request, _FIGURES_NAMES)
    moment, part = asked_figures(request, query)
    return reply({"on": moment.on, "items": [asdict(month) for month in figures.trend(scope_of(user), moment, part)]})


def asked_figures(request: PageRequest, query: FiguresQuery) -> tuple[Moment, figures.Slice]:
    """Return the moment and the part of the population that a query of figures asks for."""
    user = request.user
    part = figures.Slice(
        unit_ids=tuple(unit.id for unit in lookups.units_by_code(user, query.unit)),
        role=query.role or "",
        origin=query.origin or "",
        field_id=lookups.field_filter(user, query.field),
    )
    return lookups.moment_of(request, query.on, query.known_at, query.deadline), part
