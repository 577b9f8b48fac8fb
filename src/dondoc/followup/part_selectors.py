"""Reads of parts: the tree under an assignment, one part's page, what waits for a person, a past day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from dondoc.accounts import permissions as people
from dondoc.accounts.choices import OFFICE_ROLES, UNIT_ROLES
from dondoc.accounts.models import User
from dondoc.accounts.selectors import user_names
from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle, Timeliness
from dondoc.directives.models import Assignment
from dondoc.directives.rules import AssignmentState, timeliness
from dondoc.followup import events
from dondoc.followup.part_models import Part, PartFile
from dondoc.followup.part_permissions import Placed, gives, holder_of, holds, may_divide, part_steps, reads
from dondoc.followup.part_rules import DIVISIBLE, MOST_DEEP, Progress, is_after, progress
from dondoc.foundation.errors import NotFound
from dondoc.ledger.append import timeline
from dondoc.ledger.models import LedgerEvent
from dondoc.organizations.models import Unit
from dondoc.organizations.selectors import descendants, units_on

#: What waits for one person at once; more than that nobody reads in a list.
_MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class PartView:
    """A part as one person sees it.

    Attributes:
        placed: the part with what it is a part of.
        verdict: what the day says of it; None where it is not to be done any more.
        user_name: the person's name where one is named.
        is_readable: whether the person reads more than how far it is.
        steps: the verbs that the person may take now.
        may_change: whether they may change its words and its day.
        may_divide: whether they may divide it further.
        is_after: whether it is due after what it is a part of, which moved to an earlier day.
        parts: its own parts.
        level: how deep it stands, 0 under the assignment.
    """

    placed: Placed
    verdict: Timeliness | None
    user_name: str
    is_readable: bool
    steps: Sequence[str]
    may_change: bool
    may_divide: bool
    is_after: bool
    parts: Sequence[PartView] = ()
    level: int = 0

    @property
    def part(self) -> Part:
        """The part."""
        return self.placed.part

    @property
    def stands(self) -> bool:
        """Whether it is still to be done."""
        return self.placed.stands

    @property
    def is_closed_with_whole(self) -> bool:
        """Whether nobody closed it, but what it is a part of is closed."""
        return not self.placed.stands and self.part.lifecycle in OPEN_LIFECYCLES

    @property
    def progress(self) -> Progress:
        """How far its own parts are."""
        return progress(one.part.lifecycle for one in self.parts)


@dataclass(frozen=True, slots=True)
class PartTree:
    """The parts of one assignment as one person sees them.

    Attributes:
        parts: those directly under it, in the order in which they were given.
        progress: how far those are.
        may_divide: whether the person may divide the assignment.
        proposal: what the parts reported, where all are done and the person may report the whole; else empty.
    """

    parts: Sequence[PartView] = ()
    progress: Progress = field(default_factory=lambda: Progress(0, 0))
    may_divide: bool = False
    proposal: str = ""

    def flat(self) -> list[PartView]:
        """All parts, each before its own."""
        found: list[PartView] = []

        def walk(parts: Sequence[PartView]) -> None:
            for one in parts:
                found.append(one)
                walk(one.parts)

        walk(self.parts)
        return found

    @property
    def after(self) -> list[PartView]:
        """Those that stand and are due after what they are a part of."""
        return [one for one in self.flat() if one.is_after]


def part_trees(
    user: User, assignments: Sequence[Assignment], *, on: dt.date, soon: int, scope: people.Scope | None = None
) -> dict[int, PartTree]:
    """Return the parts of these assignments as `user` sees them, by assignment (two queries).

    Args:
        user: who asks; they see the assignments.
        assignments: of one directive, or of several.
        on: today.
        soon: the jurisdiction's number of days in which something is due soon.
        scope: `scope_of(user)` where the caller has it already.
    """
    scope = scope or people.scope_of(user)
    listed = Part.objects.select_related("unit").filter(
        jurisdiction_id=user.jurisdiction_id, assignment_id__in=[one.id for one in assignments]
    )
    by_assignment: dict[int, list[Part]] = {}
    for part in listed.order_by("id"):
        by_assignment.setdefault(part.assignment_id, []).append(part)
    names = user_names(
        user.jurisdiction_id, {part.user_id for found in by_assignment.values() for part in found if part.user_id}
    )
    return {
        one.id: _tree(user, scope, one, by_assignment.get(one.id, []), names=names, on=on, soon=soon)
        for one in assignments
    }


def _tree(
    user: User, scope: people.Scope, assignment: Assignment, parts: Sequence[Part], *, names: dict[int, str], on: dt.date,
    soon: int,
) -> PartTree:  # fmt: skip
    by_id = {part.id: part for part in parts}
    under: dict[int | None, list[Part]] = {}
    for part in parts:
        under.setdefault(part.parent_part_id, []).append(part)

    def views(parent: int | None, level: int) -> list[PartView]:
        found = []
        for part in under.get(parent, ()):
            placed = Placed(part, assignment, [by_id[each] for each in part.above])
            found.append(
                view_of(user, scope, placed, names, on=on, soon=soon, parts=views(part.id, level + 1), level=level)
            )
        return found

    top = views(None, 0)
    done = progress(one.part.lifecycle for one in top)
    mine = may_divide(user, assignment, scope=scope)
    proposal = proposal_of([one.part for one in top], names) if mine and done.is_complete else ""
    return PartTree(top, done, mine and assignment.lifecycle in DIVISIBLE, proposal)


def view_of(
    user: User, scope: people.Scope, placed: Placed, names: dict[int, str], *, on: dt.date, soon: int,
    parts: Sequence[PartView] = (), level: int = 0,
) -> PartView:  # fmt: skip
    """Return one part as `user` sees it on a day."""
    part = placed.part
    stands = placed.stands
    is_over = part.lifecycle in OPEN_LIFECYCLES and not stands
    return PartView(
        placed=placed,
        verdict=None if is_over else timeliness(part.state, on, soon),
        user_name=names.get(part.user_id or 0, ""),
        is_readable=reads(user, scope, placed),
        steps=part_steps(user, placed, scope=scope),
        may_change=stands and gives(user, placed, scope=scope),
        may_divide=stands and part.lifecycle in DIVISIBLE and len(placed.above) + 1 < MOST_DEEP
        and holds(user, holder_of(part), scope=scope),
        is_after=stands and is_after(part.due_on, placed.parent.due_on),
        parts=parts,
        level=level,
    )  # fmt: skip


def proposal_of(parts: Iterable[Part], names: dict[int, str]) -> str:
    """Return the parts' results, one in a line: what a report of the whole may begin with. Nothing is sent by itself."""
    said = []
    for part in parts:
        if part.lifecycle != Lifecycle.ACCEPTED:
            continue
        who = names.get(part.user_id or 0, "") or part.unit.name
        document = f" ({part.result_document})" if part.result_document else ""
        said.append(f"- {who}: {part.result}{document}")
    return "\n".join(said)


def placed_part(jurisdiction_id: int, part_id: int) -> Placed | None:
    """Return a part with all that it is a part of, whoever asks."""
    part = (
        Part.objects.select_related("assignment__directive__document", "assignment__unit", "unit")
        .filter(jurisdiction_id=jurisdiction_id, id=part_id)
        .first()
    )
    return None if part is None else place([part])[0]


def place(parts: Sequence[Part]) -> list[Placed]:
    """Return parts, whose assignments they carry, with the parts above them (one query)."""
    wanted = {each for part in parts for each in part.above}
    above = {}
    if wanted:
        here = Part.objects.select_related("unit").filter(jurisdiction_id=parts[0].jurisdiction_id, id__in=wanted)
        above = {one.id: one for one in here}
    return [Placed(part, part.assignment, [above[each] for each in part.above]) for part in parts]


def part_for(user: User, part_id: int) -> Placed:
    """Return a part that `user` reads.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = placed_part(user.jurisdiction_id, part_id)
    if found is None or not reads(user, people.scope_of(user), found):
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class PartPage:
    """All that a person sees of one part.

    Attributes:
        view: the part with its own parts.
        beside: parts of the same whole, to say how far they are.
        sees_directive: whether the directive's page is open to this person.
        events: the part's history, oldest first.
        actors: the names of who did it.
        files: what came with its reports, the newest report's first; None where the person opens no files.
    """

    view: PartView
    beside: Sequence[PartView]
    sees_directive: bool
    events: Sequence[LedgerEvent] = ()
    actors: dict[int, str] = field(default_factory=dict)
    files: Sequence[PartFile] | None = None


def files_of_parts(user: User, views: Iterable[PartView]) -> dict[int, list[PartFile]]:
    """Return the files of these parts that `user` may open, by part, the newest report's first (one query)."""
    wanted = [view.part.id for view in views if view.is_readable]
    if not wanted or not people.may_see_files(user):
        return {}
    rows = PartFile.objects.select_related("file").filter(jurisdiction_id=user.jurisdiction_id, part_id__in=wanted)
    found: dict[int, list[PartFile]] = {}
    for row in rows.order_by("-added_at", "id"):
        found.setdefault(row.part_id, []).append(row)
    return found


def part_file_for(user: User, file_row_id: int) -> PartFile:
    """Return the row of a file that came with a report of a part.

    Raises:
        NotFound: there is none, or `user` may not open it.
    """
    found = PartFile.objects.select_related("file").filter(jurisdiction_id=user.jurisdiction_id, id=file_row_id).first()
    if found is None or not people.may_see_files(user):
        raise NotFound
    part_for(user, found.part_id)
    return found


def part_page(user: User, part_id: int, *, on: dt.date, soon: int) -> PartPage:
    """Return one part's page as `user` sees it.

    Raises:
        NotFound: there is none, or not for this person.
    """
    placed = part_for(user, part_id)
    scope = people.scope_of(user)
    whole = placed.assignment
    tree = part_trees(user, [whole], on=on, soon=soon, scope=scope)[whole.id].flat()
    view = next(one for one in tree if one.part.id == part_id)
    beside = [one for one in tree if one.part.parent_part_id == view.part.parent_part_id and one.part.id != part_id]
    history = timeline(user.jurisdiction_id, [(events.PART, part_id)])
    units = Assignment.objects.filter(jurisdiction_id=user.jurisdiction_id, directive_id=whole.directive_id)
    return PartPage(
        view=view, beside=beside,
        sees_directive=scope.sees(
            jurisdiction_id=user.jurisdiction_id, unit_ids=set(units.values_list("unit_id", flat=True)),
            field_id=whole.directive.field_id,
        ),
        events=history, actors=user_names(user.jurisdiction_id, {event.actor_id for event in history}),
        files=files_of_parts(user, [view]).get(part_id, []) if people.may_see_files(user) else None,
    )  # fmt: skip


def parts_of_person(user: User, *, on: dt.date, soon: int) -> list[PartView]:
    """Return the parts that stand and that `user` has: named, or of their unit; the first due first (four queries)."""
    mine = Q(user_id=user.pk, unit_id=user.unit_id)
    if user.role in UNIT_ROLES or user.role in OFFICE_ROLES:
        mine |= Q(user_id__isnull=True, unit_id=user.unit_id)
    if user.unit_id is None or not user.is_active:
        return []
    return _standing(user, mine & Q(lifecycle__in=OPEN_LIFECYCLES), on=on, soon=soon)


def parts_to_accept(user: User, *, on: dt.date, soon: int) -> list[PartView]:
    """Return the parts whose report waits for `user`'s word (four queries): those of what their unit or they themselves hold."""
    if user.unit_id is None or not user.is_active or user.role not in UNIT_ROLES | OFFICE_ROLES:
        return []
    given = Q(giver_unit_id=user.unit_id, giver_user_id__isnull=True) | Q(giver_user_id=user.pk)
    found = _standing(user, given & Q(lifecycle=Lifecycle.REPORTED), on=on, soon=soon)
    return [one for one in found if "accept_part" in one.steps]


def _standing(user: User, wanted: Q, *, on: dt.date, soon: int) -> list[PartView]:
    listed = list(
        Part.objects.select_related("assignment__directive__document", "assignment__unit", "unit")
        .filter(wanted, jurisdiction_id=user.jurisdiction_id, assignment__lifecycle__in=OPEN_LIFECYCLES)
        .order_by("due_on", "id")[:_MOST_LISTED]
    )
    if not listed:
        return []
    scope = people.scope_of(user)
    names = user_names(user.jurisdiction_id, {part.user_id for part in listed if part.user_id})
    return [
        view_of(user, scope, placed, names, on=on, soon=soon) for placed in place(listed) if placed.stands
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Targets:
    """To whom a part may go: the units below that exist today, and the people of the unit and of those."""

    units: Sequence[Unit]
    persons: Sequence[User]


def targets(user: User, under: Assignment | Placed, *, on: dt.date) -> Targets:
    """Return to whom `user` may hand on a part of this assignment or part (three queries)."""
    here = user.jurisdiction_id
    unit_id = under.part.unit_id if isinstance(under, Placed) else under.unit_id
    below = descendants(here, {unit_id})
    units = list(units_on(here, on).filter(id__in=below - {unit_id}))
    standing = {unit_id, *(unit.id for unit in units)}
    persons = User.objects.filter(
        jurisdiction_id=here, is_active=True, unit_id__in=standing, role__in=UNIT_ROLES | OFFICE_ROLES
    ).exclude(pk=user.pk)
    return Targets(units, sorted(persons, key=lambda one: (one.unit_id != unit_id, one.unit_id or 0, one.full_name)))


def states_on(
    jurisdiction_id: int, part_ids: Iterable[int], on: dt.date, *, known_at: dt.datetime | None = None
) -> dict[int, AssignmentState]:
    """Return the states that parts had on a day, by part, from the ledger; one that was not given yet is not there (one query)."""
    found = LedgerEvent.objects.filter(
        jurisdiction_id=jurisdiction_id, aggregate=events.PART, aggregate_id__in=list(part_ids), effective_on__lte=on
    )
    if known_at is not None:
        found = found.filter(recorded_at__lte=known_at)
    last = found.order_by("aggregate_id", "-seq").distinct("aggregate_id")
    return {event.aggregate_id: _state(event.payload) for event in last}


def _state(payload: dict[str, str | None]) -> AssignmentState:
    def day(name: str) -> dt.date | None:
        return dt.date.fromisoformat(payload[name]) if payload.get(name) else None  # type: ignore[arg-type]

    return AssignmentState(str(payload["lifecycle"]), day("due_on"), day("reported_on"), day("completed_on"))
