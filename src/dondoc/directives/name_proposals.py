"""Names that people entered by hand often enough to be proposed for the directory. Nothing changes by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Count, F
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_see_reading_report
from dondoc.directives.models import NameChoice, NameDecision
from dondoc.directives.name_rules import FEWEST, Habit, Tally, habits
from dondoc.foundation.errors import Refused
from dondoc.organizations.selectors import name_index
from dondoc.reading import without_page_numbers

_EXAMPLES = 10
# What `name_rules.is_habit` asks, asked by the database, so that the tail of rare names stays there.
_TALLIES = """
SELECT name_key, unit_ids, name, times, of_times, first_id, first_day FROM (
  SELECT name_key, unit_ids, name, count(*) AS times, min(id) AS first_id, min(document_day) AS first_day,
         (sum(count(*)) OVER (PARTITION BY name_key, unit_ids))::bigint AS alike,
         (sum(count(*)) OVER (PARTITION BY name_key))::bigint AS of_times
  FROM directives_namechoice WHERE jurisdiction_id = %(jurisdiction)s GROUP BY name_key, unit_ids, name
) counted WHERE alike >= %(fewest)s AND alike * 2 > of_times
"""


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
        first_day: the earliest of the documents' days.
    """

    id: int
    name: str
    name_key: str
    unit_ids: tuple[int, ...]
    group_id: int | None
    times: int
    of_times: int
    first_day: dt.date

    @property
    def kind(self) -> str:
        """What accepting it makes: an alias of a unit or of a group, or a new group."""
        if len(self.unit_ids) == 1:
            return "unit_alias"
        return "group_alias" if self.group_id is not None else "new_group"

    def as_dict(self, units: Mapping[int, str], groups: Mapping[int, str], seen: Mapping[int, Seen]) -> dict[str, Any]:
        """Return it as data, with the codes of units and groups instead of their ids.

        Args:
            units: codes by id.
            groups: codes by id.
            seen: where the proposals were seen, by their id.
        """
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "units": [units[unit] for unit in self.unit_ids if unit in units],
            "group": groups.get(self.group_id) if self.group_id else None,
            "times": self.times,
            "of_times": self.of_times,
            "documents": seen[self.id].documents,
            "examples": [one.sentence for one in seen[self.id].examples],
        }


@dataclass(frozen=True, slots=True)
class SeenIn:
    """A sentence in which a name stood."""

    sentence: str
    document_id: int
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a proposal comes from: in how many documents, and the newest sentences."""

    documents: int
    examples: tuple[SeenIn, ...]


def proposals_for(user: User, on: dt.date, *, most: int | None = None) -> list[Proposal]:
    """Return what this person may see of the proposals of their jurisdiction, the most frequent first.

    Args:
        user: who asks.
        on: the day whose directory does not know them.
        most: how many of them; None for all.

    Raises:
        Refused: this person is neither of the office nor the administrator.
    """
    if not may_see_reading_report(user):
        raise Refused(_("Tên gọi đề xuất dành cho Văn phòng UBND tỉnh và người quản trị."))
    return proposals_of(user.jurisdiction_id, on, most=most)


def proposals_of(jurisdiction_id: int, on: dt.date, *, most: int | None = None) -> list[Proposal]:
    """Return the names that the directory of the day `on` does not know, chosen alike at least twice and mostly.

    The most frequent come first; `most` is how many of them, None for all.
    """
    found = habits(tallies_of(jurisdiction_id))
    if not found:
        return []
    answered = {
        (key, tuple(units))
        for key, units in NameDecision.objects.filter(jurisdiction_id=jurisdiction_id).values_list(
            "name_key", "unit_ids"
        )
    }
    index = name_index(jurisdiction_id, on)
    groups: dict[frozenset[int], int] = {}
    for group in index.groups.values():
        groups.setdefault(frozenset(group.member_ids), group.id)
    # The directory is asked in the order of the answer: it takes longer than the counting.
    unknown = (
        _proposal(one, groups)
        for one in sorted(found, key=lambda one: (-one.times, one.id))
        if (one.name_key, one.unit_ids) not in answered and index.resolve(one.name).kind == "unknown"
    )
    return list(islice(unknown, most))


def tallies_of(jurisdiction_id: int) -> list[Tally]:
    """Return how often which units were chosen for which name, where that is a habit: one query counts them."""
    with connection.cursor() as cursor:
        cursor.execute(_TALLIES, {"jurisdiction": jurisdiction_id, "fewest": FEWEST})
        return [Tally(key, tuple(units), *rest) for key, units, *rest in cursor.fetchall()]


def seen_of(jurisdiction_id: int, proposals: Sequence[Proposal]) -> dict[int, Seen]:
    """Return by proposal's id where it comes from; two queries however many they are, no whole text is read."""
    if not proposals:
        return {}
    wanted = {(one.name_key, one.unit_ids): one.id for one in proposals}
    counted = (
        NameChoice.objects.filter(jurisdiction_id=jurisdiction_id, name_key__in={key for key, _units in wanted})
        .values("name_key", "unit_ids")
        .annotate(documents=Count("document_id", distinct=True), newest=ArrayAgg("id", order_by=["-id"]))
    )
    mine = {wanted[key]: row for row in counted if (key := (row["name_key"], tuple(row["unit_ids"]))) in wanted}
    sentences = _sentences(jurisdiction_id, (one for row in mine.values() for one in row["newest"][:_EXAMPLES]))
    return {
        number: Seen(row["documents"], tuple(sentences[one] for one in row["newest"][:_EXAMPLES] if one in sentences))
        for number, row in mine.items()
    }


def _sentences(jurisdiction_id: int, choice_ids: Iterable[int]) -> dict[int, SeenIn]:
    rows = NameChoice.objects.filter(jurisdiction_id=jurisdiction_id, id__in=list(choice_ids)).values_list(
        "id", "document_id", "document__type_name", "document__number", "document__symbol", "span_start", "span_end",
        Substr("document__text", F("span_start") + 1, F("span_end") - F("span_start")),
    )  # fmt: skip
    return {
        choice: SeenIn(
            without_page_numbers(sentence), document,
            " ".join(part for part in (kind, "/".join(part for part in (number, symbol) if part)) if part), start, end,
        )
        for choice, document, kind, number, symbol, start, end, sentence in rows
    }  # fmt: skip


def _proposal(found: Habit, groups: Mapping[frozenset[int], int]) -> Proposal:
    return Proposal(
        id=found.id,
        name=found.name,
        name_key=found.name_key,
        unit_ids=found.unit_ids,
        group_id=groups.get(frozenset(found.unit_ids)) if len(found.unit_ids) > 1 else None,
        times=found.times,
        of_times=found.of_times,
        first_day=found.first_day,
    )
