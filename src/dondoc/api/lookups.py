"""From the codes that the API speaks to the ids inside, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives.forms import NO_FIELD
from dondoc.directives.listing import Moment
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.organizations.models import UnitGroup, WorkField
from dondoc.organizations.selectors import groups_of, members_of_group
from dondoc.web.requests import PageRequest


class UnitRef(NamedTuple):
    """A unit as others name it."""

    id: int
    code: str
    name: str


def units_by_code(user: User, codes: Sequence[str], *, field: str = "unit") -> list[UnitRef]:
    """Return the units of these codes, in their order, each once.

    Raises:
        BadInput: a code that no unit has; the sentence names it.
    """
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        return []
    found = {unit.code: unit for unit in _units(user, "code = ANY(%s)", wanted)}
    unknown = [code for code in wanted if code not in found]
    if unknown:
        raise BadInput(
            _("Không có đơn vị nào mang mã “%(unknown)s”; xem danh sách ở /api/v1/units.") % {"unknown": unknown[0]},
            code="unknown_unit",
            field=field,
            unknown=unknown,
        )
    return [found[code] for code in wanted]


def unit_id_of(user: User, code: str | None, field: str) -> int | None:
    """Return the id of the unit of this code; None where none is named.

    Raises:
        BadInput: no unit has it.
    """
    return units_by_code(user, [code], field=field)[0].id if code else None


def groups_by_code(user: User, codes: Sequence[str], *, field: str) -> list[UnitGroup]:
    """Return the groups of these codes, in their order, each once.

    Raises:
        BadInput: a code that no group has; the sentence names it.
    """
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        return []
    found = {group.code: group for group in groups_of(user.jurisdiction_id).filter(code__in=wanted)}
    unknown = [code for code in wanted if code not in found]
    if unknown:
        raise BadInput(
            _("Không có nhóm nào mang mã “%(unknown)s”; xem danh sách ở /api/v1/groups.") % {"unknown": unknown[0]},
            code="unknown_group",
            field=field,
            unknown=unknown,
        )
    return [found[code] for code in wanted]


def members_by_code(user: User, codes: Sequence[str], on: dt.date) -> list[UnitRef]:
    """Return the units that belong to the groups of these codes on the day `on`."""
    groups = groups_by_code(user, codes, field="lead_groups")
    return [
        UnitRef(unit.id, unit.code, unit.name)
        for group in groups
        for unit in members_of_group(user.jurisdiction_id, group.id, on)
    ]


def units_by_id(user: User, ids: Collection[int]) -> dict[int, UnitRef]:
    """Return the units of these ids."""
    return {unit.id: unit for unit in _units(user, "id = ANY(%s)", list(set(ids)))} if ids else {}


def _units(user: User, condition: str, value: list[Any]) -> list[UnitRef]:
    # Most requests name units: plain SQL spares each of them the query builder.
    sql = f"SELECT id, code, name FROM organizations_unit WHERE jurisdiction_id = %s AND {condition}"  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(sql, [user.jurisdiction_id, value])
        return [UnitRef(*row) for row in cursor.fetchall()]


def field_by_code(user: User, code: str) -> int:
    """Return the id of the field of work with this code.

    Raises:
        BadInput: there is none.
    """
    found = (
        WorkField.objects.filter(jurisdiction_id=user.jurisdiction_id, code=code).values_list("id", flat=True).first()
    )
    if found is None:
        raise BadInput(
            _("Không có lĩnh vực nào mang mã “%(code)s”; xem danh sách ở /api/v1/fields.") % {"code": code},
            code="unknown_field",
            field="field",
        )
    return found


def field_filter(user: User, code: str) -> int | None:
    """Return what a filter's field means: None for all, 0 for those without one."""
    if not code:
        return None
    return 0 if code == NO_FIELD else field_by_code(user, code)


def field_codes(user: User) -> dict[int, str]:
    """Return the codes of the fields of work by id: a handful of rows."""
    return dict(WorkField.objects.filter(jurisdiction_id=user.jurisdiction_id).values_list("id", "code"))


def moment_of(
    request: PageRequest, on: dt.date | None, known_at: dt.datetime | None, deadline: str = "current"
) -> Moment:
    """Return the moment that a query asks about, by the clock of the person's jurisdiction."""
    return Moment(
        on=on or request.today,
        today=request.today,
        known_at=known_at,
        due_soon_days=request.jurisdiction.due_soon_days,
        against_original=deadline == "original",
    )


def require_directives(user: User) -> None:
    """Let those pass who see any directive at all.

    Raises:
        NotFound: the administrator, for whom there are none.
    """
    if not people.may_see_directives(user):
        raise NotFound


def refuse_unknown(request: PageRequest, known: Collection[str]) -> None:
    """Refuse a query with a name that means nothing: a misspelt filter must not list everything.

    Raises:
        BadInput: with the name.
    """
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        raise BadInput(
            _("Không có tham số “%(unknown)s”; các tham số dùng được: %(known)s.")
            % {"unknown": unknown[0][:60], "known": ", ".join(sorted(known))},
            code="unknown_parameter",
            field=unknown[0][:60],
        )
