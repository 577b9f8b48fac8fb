"""Take a name that people entered by hand into the directory: an alias of a unit or a group, or a new group."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import draft_events
from dondoc.directives.choices import NameAnswer
from dondoc.directives.commands.name_step import answer_name, proposed
from dondoc.directives.models import NameDecision
from dondoc.directives.name_proposals import Proposal
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict
from dondoc.foundation.text import fold
from dondoc.organizations.changes import hold_organization
from dondoc.organizations.commands.change_group import change_group
from dondoc.organizations.commands.change_membership import change_membership
from dondoc.organizations.commands.change_unit import change_unit
from dondoc.organizations.commands.create_group import create_group
from dondoc.organizations.models import Unit, UnitGroup
from dondoc.organizations.permissions import require_manager
from dondoc.organizations.selectors import groups_of, resolve_names

_KEPT = (
    "name", "kind", "valid_from", "valid_to", "parent_unit_id", "official_code", "abbreviation",
)  # fmt: skip


def accept_name(*, actor: User, choice_id: int, now: dt.datetime, request_id: str = "") -> NameDecision:
    """Add the name to the unit or the group that people chose for it; a set of units without one becomes a group.

    Args:
        actor: an administrator.
        choice_id: the proposal's id.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such proposal in the actor's jurisdiction.
        BadInput: the name cannot be an alias (too long, like a formula).
        Conflict: it was dismissed meanwhile, or the name would still not lead to these units.
    """
    require_manager(actor)
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        found = proposed(actor, choice_id, NameAnswer.ACCEPTED, on=local_day(now))
        if isinstance(found, NameDecision):
            return found
        made = _take_in(actor, found, now=now, request_id=request_id)
        meant = resolve_names(actor.jurisdiction_id, [found.name], local_day(now))[found.name]
        if set(meant.unit_ids) != set(found.unit_ids):
            raise Conflict(
                _(
                    "Tên “%(name)s” vẫn chưa chỉ đúng các đơn vị này: trùng tên gọi khác, hoặc đơn vị đã kết thúc "
                    "hoạt động. Hãy sửa trong danh mục đơn vị."
                )
                % {"name": found.name},
                code="name_ambiguous",
            )
        return answer_name(
            actor, found, NameAnswer.ACCEPTED, draft_events.NAME_ACCEPTED, made, now=now, request_id=request_id
        )


def _take_in(actor: User, found: Proposal, *, now: dt.datetime, request_id: str) -> dict[str, int]:
    """Change the directory; returns what was changed, for the event."""
    here = actor.jurisdiction_id
    if found.kind == "unit_alias":
        unit = Unit.objects.get(jurisdiction_id=here, id=found.unit_ids[0])
        change_unit(
            actor=actor, unit_id=unit.id, **{name: getattr(unit, name) for name in _KEPT},
            aliases=[*unit.aliases, found.name], now=now, request_id=request_id,
        )  # fmt: skip
        return {"unit_id": unit.id}
    if found.group_id is not None:
        group = UnitGroup.objects.get(jurisdiction_id=here, id=found.group_id)
        change_group(
            actor=actor, group_id=group.id, name=group.name, aliases=[*group.aliases, found.name], now=now,
            request_id=request_id,
        )  # fmt: skip
        return {"group_id": group.id}
    group = create_group(
        actor=actor, code=_free_code(here, found.name), name=found.name, now=now, request_id=request_id
    )
    for unit in Unit.objects.filter(jurisdiction_id=here, id__in=found.unit_ids).order_by("sort_key", "id"):
        change_membership(
            actor=actor, group_id=group.id, unit_id=unit.id, valid_from=max(unit.valid_from, found.first_day),
            valid_to=unit.valid_to, now=now, request_id=request_id,
        )  # fmt: skip
    return {"group_id": group.id}


def _free_code(jurisdiction_id: int, name: str) -> str:
    """Return a code for a group of this name that no group has: its words, folded."""
    wanted = fold(name).replace(" ", "-")[:28].strip("-") or "nhom"
    taken = set(groups_of(jurisdiction_id).filter(code__startswith=wanted).values_list("code", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (wanted, *numbered) if code not in taken)
