"""What of parts, transfers and successions stands on a directive's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dondoc.accounts import permissions as people
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Directive
from dondoc.directives.permissions import may_read_report
from dondoc.directives.selectors import DirectiveView
from dondoc.followup.choices import TransferState
from dondoc.followup.models import Succession, Transfer
from dondoc.followup.part_selectors import PartTree, part_trees
from dondoc.followup.succession_rules import TRANSFERABLE, WAITING
from dondoc.followup.succession_selectors import (
    Fate,
    fates_of,
    may_succeed,
    successions_of_directive,
    transfers_of,
    undoable,
)
from dondoc.web.requests import PageRequest


@dataclass(frozen=True, slots=True)
class CascadeCard:
    """What an assignment's card shows of it.

    Attributes:
        tree: its parts.
        after: what became of it, where it ended in favour of another.
        before: what it took the place of.
        transfers: requests that it go to another unit; empty where the person does not read them.
        transfer: "ask" or "decide" where the person may begin one now.
    """

    tree: PartTree = field(default_factory=PartTree)
    after: Fate | None = None
    before: Sequence[Fate] = ()
    transfers: Sequence[Transfer] = ()
    transfer: str = ""


@dataclass(frozen=True, slots=True)
class SuccessionPanel:
    """What became of the whole directive, and what it took the place of.

    Attributes:
        after: the act by which it ended in favour of another one.
        before: those by which others ended in favour of it.
        undoable: the acts that this person may take back now, by id.
        may_succeed: whether they merge and replace tasks of this field.
    """

    after: Sequence[Succession] = ()
    before: Sequence[Succession] = ()
    transferred: Sequence[Succession] = ()
    undoable: frozenset[int] = frozenset()
    may_succeed: bool = False


def cascade_cards(request: PageRequest, found: DirectiveView) -> dict[int, CascadeCard]:
    """Return what the cards of a directive's assignments show of it, by assignment (eight queries at most)."""
    user, scope = request.user, people.scope_of(request.user)
    rows = [view.assignment for view in found.assignments]
    trees = part_trees(user, rows, on=request.today, soon=request.jurisdiction.due_soon_days, scope=scope)
    fates = fates_of(user, rows, scope=scope)
    asked = transfers_of(user.jurisdiction_id, [one.id for one in rows if may_read_report(scope, one, rows)])
    cards = {}
    for one in rows:
        after = fates.after.get(one.id)
        # What came of a request that was granted is said by what became of the assignment.
        transfers = [each for each in asked.get(one.id, []) if after is None or each.state != TransferState.DONE]
        begin = ""
        if one.lifecycle in TRANSFERABLE:
            if people.may_withdraw(user, field_id=one.field_id):
                begin = "decide"
            elif people.may_report_for(user, one.unit_id, scope=scope) and not any(
                t.state in WAITING for t in transfers
            ):
                begin = "ask"
        cards[one.id] = CascadeCard(trees[one.id], after, fates.before.get(one.id, ()), transfers, begin)
    return cards


def succession_panel(request: PageRequest, directive: Directive, found: DirectiveView) -> SuccessionPanel:
    """Return what became of the directive (two queries where nothing did)."""
    acts = successions_of_directive(request.user, directive)
    is_open = any(view.assignment.lifecycle in OPEN_LIFECYCLES for view in found.assignments)
    own = [one for one in acts if one.directive_id != one.successor_directive_id]
    return SuccessionPanel(
        after=[one for one in own if one.directive_id == directive.id],
        before=[one for one in own if one.successor_directive_id == directive.id],
        transferred=[one for one in acts if one.directive_id == one.successor_directive_id],
        undoable=frozenset(one.id for one in undoable(request.user, acts, on=request.today)),
        may_succeed=is_open and may_succeed(request.user, directive),
    )
