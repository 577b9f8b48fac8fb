"""Reads of transfers, mergers and replacements: requests, what became of an assignment, which tasks look like one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dondoc.accounts import permissions as people
from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle
from dondoc.directives.listing import AssignmentFilter, AssignmentRow, Moment, list_assignments
from dondoc.directives.models import Assignment, Directive
from dondoc.drafting.choices import Relation
from dondoc.drafting.models import OutgoingDraft
from dondoc.followup.choices import SuccessionKind
from dondoc.followup.models import AssignmentSuccession, Part, Succession, Transfer
from dondoc.followup.succession_rules import (
    LIKE_ENOUGH,
    NEAR_DAYS,
    TRANSFER_STEPS,
    TRANSFERABLE,
    WAITING,
    EndWho,
    is_over,
    likeness,
    plays,
    transfer_step,
    undo_hindrance,
    words_of,
)
from dondoc.foundation.errors import NotFound
from dondoc.ledger.models import LedgerEvent

_MOST_COMPARED, _MOST_SHOWN = 400, 10


def may_take_transfer_step(
    user: User, verb: str, transfer: Transfer, assignment: Assignment, *, scope: people.Scope | None = None
) -> bool:
    """Return whether `user` is one who may take that step of a transfer, whatever its state."""
    who = next((step.who for step in TRANSFER_STEPS if step.verb == verb), "")
    if who == "receiver":
        return people.may_report_for(user, transfer.to_unit_id, scope=scope)
    if who == "unit":
        return people.may_report_for(user, assignment.unit_id, scope=scope)
    is_theirs = user.unit_id in (assignment.unit_id, transfer.to_unit_id)
    return who == "office" and not is_theirs and people.may_withdraw(user, field_id=assignment.field_id)


def transfer_steps(user: User, transfer: Transfer, *, scope: people.Scope | None = None) -> list[str]:
    """Return the verbs that `user` may take on this request now."""
    assignment = transfer.assignment
    if assignment.lifecycle not in TRANSFERABLE:
        return []
    return [
        step.verb
        for step in TRANSFER_STEPS
        if transfer_step(step.verb, transfer.state) is not None
        and may_take_transfer_step(user, step.verb, transfer, assignment, scope=scope)
        and (step.verb == "withdraw" or transfer.asked_by_id != user.pk)
    ]


def transfers_seen(user: User) -> QuerySet[Transfer]:
    """Return the requests that `user` reads, the newest first: a unit's people those from them and to them."""
    scope = people.scope_of(user)
    here = Transfer.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if scope.kind == "none":
        return here.none()
    if scope.kind == "units":
        here = here.filter(Q(assignment__unit_id__in=scope.unit_ids) | Q(to_unit_id__in=scope.unit_ids))
    if scope.kind == "fields":
        # Also what comes to the office itself, whatever its field.
        mine = Q(assignment__field_id__isnull=True) | Q(assignment__field_id__in=scope.field_ids)
        here = here.filter(mine | Q(to_unit_id=user.unit_id))
    return here.select_related("assignment__directive__document", "assignment__unit", "to_unit").order_by(
        "-asked_at", "-id"
    )


def transfer_for(user: User, transfer_id: int) -> Transfer:
    """Return one request.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = transfers_seen(user).filter(id=transfer_id).first()
    if found is None:
        raise NotFound
    return found


def transfers_waiting(user: User) -> list[Transfer]:
    """Return the requests that wait for this person's answer or decision, the oldest first."""
    scope = people.scope_of(user)
    waiting = transfers_seen(user).filter(state__in=WAITING, assignment__lifecycle__in=TRANSFERABLE)
    listed = waiting.order_by("asked_at", "id")[:200]
    # That it could be refused before the other unit has answered does not make it wait for the office.
    acting = {"agree", "confirm"}
    return [one for one in listed if acting & set(transfer_steps(user, one, scope=scope))]


def transfers_of(jurisdiction_id: int, assignment_ids: Iterable[int]) -> dict[int, list[Transfer]]:
    """Return the requests of these assignments, oldest first (one query)."""
    found: dict[int, list[Transfer]] = {}
    listed = Transfer.objects.select_related("assignment", "to_unit").filter(
        jurisdiction_id=jurisdiction_id, assignment_id__in=list(assignment_ids)
    )
    for one in listed.order_by("asked_at", "id"):
        found.setdefault(one.assignment_id, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an assignment, or where it comes from.

    Attributes:
        link: the assignment, and the one that took its place.
        unit_name: of the unit that has it now, or had it before.
        directive_text: of the other directive.
        directive_code: the number of its document.
        may_open: whether this person sees that directive.
    """

    link: AssignmentSuccession
    unit_name: str
    directive_id: int
    directive_text: str
    directive_code: str
    may_open: bool

    @property
    def kind(self) -> SuccessionKind:
        """Why."""
        return SuccessionKind(self.link.succession.kind)


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of assignments and where they come from, by assignment."""

    after: dict[int, Fate]
    before: dict[int, list[Fate]]


def fates_of(user: User, assignments: Sequence[Assignment], *, scope: people.Scope | None = None) -> Fates:
    """Return what became of these assignments and what they took the place of (two queries)."""
    scope = scope or people.scope_of(user)
    ids = [one.id for one in assignments]
    closed = {one.id for one in assignments if one.lifecycle not in OPEN_LIFECYCLES}
    links = list(
        AssignmentSuccession.objects.select_related(
            "succession__directive__document", "succession__successor_directive__document", "assignment__unit",
            "successor_assignment__unit",
        )
        .filter(
            Q(assignment_id__in=ids) | Q(successor_assignment_id__in=ids), jurisdiction_id=user.jurisdiction_id,
            succession__undone_at__isnull=True,
        )
        .order_by("id")
    )  # fmt: skip
    others = {link.succession.directive_id for link in links} | {
        link.succession.successor_directive_id for link in links
    }
    units: dict[int, set[int]] = {}
    if links:
        known = Assignment.objects.filter(jurisdiction_id=user.jurisdiction_id, directive_id__in=others)
        for directive_id, unit_id in known.values_list("directive_id", "unit_id"):
            units.setdefault(directive_id, set()).add(unit_id)

    def fate(link: AssignmentSuccession, other: Directive, row: Assignment | None) -> Fate:
        may_open = scope.sees(
            jurisdiction_id=other.jurisdiction_id, unit_ids=units.get(other.id, set()), field_id=other.field_id
        )
        code = other.document.code if other.document else ""
        return Fate(link, row.unit.name if row else "", other.id, other.text if may_open else "", code, may_open)

    after: dict[int, Fate] = {}
    before: dict[int, list[Fate]] = {}
    for link in links:
        if link.is_new and link.successor_assignment_id is not None:
            # Given again, it is open: where it is closed now, something else has closed it.
            after.pop(link.successor_assignment_id, None)
        if link.assignment_id in closed:
            after[link.assignment_id] = fate(link, link.succession.successor_directive, link.successor_assignment)
        if link.successor_assignment_id in ids:
            before.setdefault(link.successor_assignment_id, []).append(
                fate(link, link.succession.directive, link.assignment)
            )
    return Fates(after, before)


def kinds_of(
    jurisdiction_id: int, assignment_ids: Sequence[int], moment: Moment | None = None
) -> dict[int, SuccessionKind]:
    """Return why withdrawn assignments ended, by assignment, where it was by such an act (one query, none for no rows).

    Args:
        jurisdiction_id: whose.
        assignment_ids: assignments that are withdrawn at the moment.
        moment: as of which day, and as known when; None: as things stand.
    """
    if not assignment_ids:
        return {}
    ids = set(assignment_ids)
    found = AssignmentSuccession.objects.filter(
        Q(assignment_id__in=ids) | Q(successor_assignment_id__in=ids, is_new=True), jurisdiction_id=jurisdiction_id
    )
    stands = Q(succession__undone_at__isnull=True)
    if moment is not None:
        found = found.filter(succession__done_on__lte=moment.on)
        if moment.known_at is not None:
            stands |= Q(succession__undone_at__gt=moment.known_at)
            found = found.filter(succession__done_at__lte=moment.known_at)
    kinds: dict[int, SuccessionKind] = {}
    links = found.filter(stands).order_by("id")
    for ended, given, is_new, kind in links.values_list(
        "assignment_id", "successor_assignment_id", "is_new", "succession__kind"
    ):
        if is_new and given is not None:
            # Given again, it was open: what closed it afterwards is another matter.
            kinds.pop(given, None)
        if ended in ids:
            kinds[ended] = SuccessionKind(kind)
    return kinds


def ends_of(jurisdiction_id: int, rows: Iterable[AssignmentRow], moment: Moment) -> dict[int, SuccessionKind]:
    """Return why rows of a list ended, by assignment, where it was by such an act (one query, none without such rows)."""
    return kinds_of(jurisdiction_id, [row.id for row in rows if row.lifecycle == Lifecycle.WITHDRAWN], moment)


def successions_of_directive(user: User, directive: Directive) -> list[Succession]:
    """Return the acts by which this directive ended or others ended in favour of it, the oldest first; `user` sees it."""
    found = Succession.objects.select_related("directive__document", "successor_directive__document").filter(
        Q(directive_id=directive.id) | Q(successor_directive_id=directive.id),
        jurisdiction_id=user.jurisdiction_id, undone_at__isnull=True,
    )  # fmt: skip
    return list(found.order_by("done_at", "id"))


def succession_for(user: User, succession_id: int) -> Succession:
    """Return one act.

    Raises:
        NotFound: there is none, or the person sees neither directive.
    """
    found = (
        Succession.objects.select_related("directive", "successor_directive")
        .filter(jurisdiction_id=user.jurisdiction_id, id=succession_id)
        .first()
    )
    if found is None:
        raise NotFound
    scope = people.scope_of(user)
    for directive in (found.directive, found.successor_directive):
        units = Assignment.objects.filter(jurisdiction_id=user.jurisdiction_id, directive_id=directive.id)
        of = set(units.values_list("unit_id", flat=True))
        if not scope.sees(jurisdiction_id=user.jurisdiction_id, unit_ids=of, field_id=directive.field_id):
            raise NotFound
    return found


def may_undo(user: User, succession: Succession) -> bool:
    """Return whether `user` is one who takes the act back: who did it, or the leader of the office."""
    return may_have_part(user, "doer") and (user.pk == succession.done_by_id or user.role == Role.OFFICE_LEADER)


def may_have_part(user: User, who: EndWho) -> bool:
    """Return whether a part in ending tasks may be this person's, as far as their role says it."""
    return user.is_active and plays(who, user.role)


def may_end(user: User, *, field_id: int | None) -> bool:
    """Return whether `user` transfers, merges and replaces tasks of that field."""
    return may_have_part(user, "office") and people.may_withdraw(user, field_id=field_id)


def undoable(user: User, successions: Sequence[Succession], *, on: dt.date) -> list[Succession]:
    """Return those of the acts that `user` may take back today."""
    found = []
    for one in successions:
        is_undone = one.undone_at is not None
        if not may_undo(user, one) or one.done_on != on or is_over(one.kind, is_undone=is_undone):
            continue
        if not may_end(user, field_id=one.directive.field_id):
            continue
        links = list(one.assignments.all())
        if undo_hindrance(one.done_on, on, is_undone=False, happened=happened_since(one, links)) is None:
            found.append(one)
    return found


def happened_since(succession: Succession, links: Sequence[AssignmentSuccession]) -> bool:
    """Return whether something followed the act: on what it ended, what it gave, or what took the others' place."""
    here = succession.jurisdiction_id
    given = {link.successor_assignment_id for link in links if link.is_new and link.successor_assignment_id is not None}
    own = {link.assignment_id for link in links} | given
    of = LedgerEvent.objects.filter(jurisdiction_id=here, aggregate=events.ASSIGNMENT)
    # The act wrote to these: its own event must be their last.
    last = of.filter(aggregate_id__in=own).order_by("aggregate_id", "-seq").distinct("aggregate_id")
    if any(payload.get("succession_id") != succession.id for payload in last.values_list("payload", flat=True)):
        return True
    others = {link.successor_assignment_id for link in links if link.successor_assignment_id is not None} - given
    if of.filter(aggregate_id__in=others, recorded_at__gt=succession.done_at).exists():
        return True
    if Part.objects.filter(jurisdiction_id=here, assignment_id__in=given).exists():
        return True
    # What the act gave may have taken another one's place meanwhile, or in the same request.
    later = AssignmentSuccession.objects.filter(
        jurisdiction_id=here, successor_assignment_id__in=given, succession__undone_at__isnull=True
    )
    return later.exclude(succession_id=succession.id).exists()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A directive that may be the same as another one, or that it may take the place of.

    Attributes:
        directive: the other one.
        units: names of the units that have both.
        percent: how many of the words are the same.
        days_apart: between the days on which they were given.
        is_replaced: whether the document replaces the other's document.
    """

    directive: Directive
    units: Sequence[str]
    percent: int
    days_apart: int
    is_replaced: bool = False


def candidates(user: User, directive: Directive) -> list[Candidate]:
    """Return open directives that may be the same as this one, or replaced by it, with what speaks for it (five queries).

    The same unit has something open in both, more than half of the words are the same, and they were given within four
    months; or this one's document replaces the other's. What a person sees is compared, the likest first.
    """
    units = list(_open_rows(user, Q(directive_id=directive.id)).values_list("unit_id", flat=True))
    near = dt.timedelta(days=NEAR_DAYS)
    found = _open_rows(user, Q(unit_id__in=units)).filter(
        directive__issued_on__gte=directive.issued_on - near, directive__issued_on__lte=directive.issued_on + near
    )
    rows = list(
        found.exclude(directive_id=directive.id)
        .select_related("directive__document", "unit")
        .order_by("-id")[:_MOST_COMPARED]
    )
    return _compared(directive, rows, least=LIKE_ENOUGH) + _replaced(user, directive)


def searched(user: User, directive: Directive, words: str, *, on: dt.date, limit: int = 50) -> list[Candidate]:
    """Return open directives with these words, compared with this one; the likest first."""
    wanted = AssignmentFilter(text=words, lifecycles=tuple(str(code) for code in OPEN_LIFECYCLES), sort="recent")
    rows = list_assignments(people.scope_of(user), wanted, Moment(on=on, today=on), limit=limit)
    ids = {row.directive_id for row in rows} - {directive.id}
    found = _open_rows(user, Q(directive_id__in=ids)).select_related("directive__document", "unit")
    return _compared(directive, list(found), least=0, most=limit)


def _open_rows(user: User, wanted: Q) -> QuerySet[Assignment]:
    scope = people.scope_of(user)
    here = Assignment.objects.filter(wanted, jurisdiction_id=user.jurisdiction_id, lifecycle__in=OPEN_LIFECYCLES)
    if scope.kind == "fields":
        here = here.filter(Q(field_id__isnull=True) | Q(field_id__in=scope.field_ids))
    elif scope.kind == "units":
        here = here.filter(unit_id__in=scope.unit_ids)
    return here if scope.kind != "none" else here.none()


def _compared(
    directive: Directive, rows: Sequence[Assignment], *, least: int, most: int = _MOST_SHOWN
) -> list[Candidate]:
    mine = words_of(directive.text)
    units: dict[int, list[str]] = {}
    others: dict[int, Directive] = {}
    for row in rows:
        others[row.directive_id] = row.directive
        units.setdefault(row.directive_id, []).append(row.unit.name)
    found = [
        Candidate(
            other, sorted(set(units[other.id])), likeness(mine, words_of(other.text)),
            abs((other.issued_on - directive.issued_on).days),
        )
        for other in others.values()
    ]  # fmt: skip
    like = [one for one in found if one.percent >= least]
    return sorted(like, key=lambda one: (-one.percent, one.days_apart, one.directive.id))[:most]


def _replaced(user: User, directive: Directive) -> list[Candidate]:
    """What stands open by the document that this one's document replaces (drafting knows)."""
    if directive.document_id is None:
        return []
    drafts = OutgoingDraft.objects.filter(
        jurisdiction_id=user.jurisdiction_id, document_id=directive.document_id, relation=Relation.REPLACES
    )
    sources = [each for each in drafts.values_list("source_document_id", flat=True) if each is not None]
    if not sources:
        return []
    rows = list(_open_rows(user, Q(directive__document_id__in=sources)).select_related("directive__document", "unit"))
    return [
        Candidate(one.directive, one.units, one.percent, one.days_apart, is_replaced=True)
        for one in _compared(directive, rows, least=0, most=50)
    ]


def may_succeed(user: User, directive: Directive) -> bool:
    """Return whether `user` merges and replaces tasks of this one's field."""
    return may_end(user, field_id=directive.field_id)
