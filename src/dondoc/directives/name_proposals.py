"""Names that people entered by hand often enough to be proposed for the directory. Nothing changes by itself."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_see_reading_report
from dondoc.directives.models import NameChoice, NameDecision
from dondoc.foundation.errors import Refused
from dondoc.organizations.names import NameIndex
from dondoc.organizations.selectors import name_index
from dondoc.reading import without_page_numbers

FEWEST = 2
_EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name and the units that people chose for it.

    Attributes:
        id: of the first choice; names the proposal as long as it stands.
        name: as written, the way it was written most.
        name_key: the form in which names are compared.
        unit_ids: the units chosen.
        group_id: the group that has exactly these members; None for one unit, and where there is no such group yet.
        times: how often these units were chosen.
        of_times: how often anything was chosen for the name.
        documents: in how many documents.
        first_day: the earliest of these documents' days.
        examples: the newest of the choices.
    """

    id: int
    name: str
    name_key: str
    unit_ids: tuple[int, ...]
    group_id: int | None
    times: int
    of_times: int
    documents: int
    first_day: dt.date
    examples: tuple[NameChoice, ...]

    @property
    def kind(self) -> str:
        """What accepting it makes: an alias of a unit or of a group, or a new group."""
        if len(self.unit_ids) == 1:
            return "unit_alias"
        return "group_alias" if self.group_id is not None else "new_group"

    def as_dict(self, units: Mapping[int, str], groups: Mapping[int, str]) -> dict[str, Any]:
        """Return it as data, with the codes of units and groups instead of their ids."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "units": [units[unit] for unit in self.unit_ids if unit in units],
            "group": groups.get(self.group_id) if self.group_id else None,
            "times": self.times,
            "of_times": self.of_times,
            "documents": self.documents,
            "examples": [
                without_page_numbers(each.document.text[each.span_start : each.span_end]) for each in self.examples
            ],
        }


def proposals_for(user: User, on: dt.date) -> list[Proposal]:
    """Return what this person may see of the proposals of their jurisdiction, the most frequent first.

    Raises:
        Refused: this person is neither of the office nor the administrator.
    """
    if not may_see_reading_report(user):
        raise Refused(_("Tên gọi đề xuất dành cho Văn phòng UBND tỉnh và người quản trị."))
    return proposals_of(user.jurisdiction_id, on)


def proposals_of(jurisdiction_id: int, on: dt.date) -> list[Proposal]:
    """Return the names that the directory of the day `on` does not know, chosen alike at least twice and mostly."""
    choices: dict[str, list[NameChoice]] = {}
    for choice in NameChoice.objects.filter(jurisdiction_id=jurisdiction_id).order_by("id"):
        choices.setdefault(choice.name_key, []).append(choice)
    if not choices:
        return []
    answered = {
        (key, tuple(units))
        for key, units in NameDecision.objects.filter(jurisdiction_id=jurisdiction_id).values_list(
            "name_key", "unit_ids"
        )
    }
    index = name_index(jurisdiction_id, on)
    found = [
        proposal
        for key, rows in choices.items()
        if (proposal := _proposal(key, rows, index)) is not None
        and (key, proposal.unit_ids) not in answered
        and index.resolve(proposal.name).kind == "unknown"
    ]
    _with_sentences([example for proposal in found for example in proposal.examples])
    return sorted(found, key=lambda one: (-one.times, one.id))


def _proposal(key: str, rows: Sequence[NameChoice], index: NameIndex) -> Proposal | None:
    sets = Counter(tuple(row.unit_ids) for row in rows)
    units, times = sets.most_common(1)[0]
    # Chosen alike by habit, not once so and once so.
    if times < FEWEST or times * 2 <= len(rows):
        return None
    mine = [row for row in rows if tuple(row.unit_ids) == units]
    group = next((group.id for group in index.groups.values() if set(group.member_ids) == set(units)), None)
    return Proposal(
        id=mine[0].id,
        name=Counter(row.name for row in mine).most_common(1)[0][0],
        name_key=key,
        unit_ids=units,
        group_id=group if len(units) > 1 else None,
        times=times,
        of_times=len(rows),
        documents=len({row.document_id for row in mine}),
        first_day=min(row.document_day for row in mine),
        examples=tuple(reversed(mine[-_EXAMPLES:])),
    )


def _with_sentences(choices: Sequence[NameChoice]) -> None:
    """Read the documents of the choices, together."""
    if choices:
        prefetch_related_objects(list(choices), "document")
