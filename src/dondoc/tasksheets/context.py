"""What rows are compared with: units, documents, fields, what was imported before. Read once for a whole sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives.models import Directive
from dondoc.documents.permissions import visible_documents
from dondoc.foundation.text import fold
from dondoc.organizations.models import Unit
from dondoc.organizations.names import NameIndex, ResolvedName
from dondoc.organizations.selectors import fields_of, name_index
from dondoc.reading.deadlines import WorkingDays
from dondoc.tasksheets.choices import ImportState
from dondoc.tasksheets.models import SheetName, TaskImportRow
from dondoc.tasksheets.reading import Proposal, propose_names
from dondoc.worktime import add_working_days

_MOST_ASKED = 5_000


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that is in the system."""

    id: int
    code: str
    issued_on: dt.date | None
    origin: str


@dataclass
class Context:
    """What the rows of one sheet are compared with.

    Attributes:
        today: the local day.
        units: the names of a day, today's.
        valid: unit → the days from and to which it exists.
        documents: folded number and symbol → the documents that bear it.
        fields: folded name of a field → its id.
        remembered: folded name → units that a person said it means.
        directives: what was given of those documents already: (document, folded text).
        working_days: of the jurisdiction's calendar.
    """

    today: dt.date
    units: NameIndex
    valid: Mapping[int, tuple[dt.date, dt.date | None]]
    documents: Mapping[str, list[KnownDocument]]
    fields: Mapping[str, int]
    remembered: Mapping[str, tuple[int, ...]]
    directives: Collection[tuple[int, str]]
    working_days: WorkingDays
    _resolved: dict[str, ResolvedName] = field(default_factory=dict)
    _proposed: dict[str, list[Proposal]] = field(default_factory=dict)

    def resolve(self, name: str) -> ResolvedName:
        """Return what a name means, asked once for each."""
        if name not in self._resolved:
            self._resolved[name] = self.units.resolve(name)
        return self._resolved[name]

    def is_known(self, name: str) -> bool:
        """Whether a name is a unit's or a group's, one that has ended too."""
        found = self.resolve(name)
        return found.kind != "unknown" or bool(found.suggested_unit_ids) or fold(name) in self.remembered

    def proposals(self, name: str) -> list[Proposal]:
        """Return the units that a name not known may mean: its successors, else the most alike."""
        if name not in self._proposed:
            found = self.resolve(name)
            if found.suggested_unit_ids:
                self._proposed[name] = [Proposal(i, self.units.units[i].name, 100) for i in found.suggested_unit_ids]
            else:
                self._proposed[name] = propose_names(name, self._forms)
        return self._proposed[name]

    @cached_property
    def _forms(self) -> dict[int, tuple[str, ...]]:
        there = (unit for unit in self.units.units.values() if unit.exists)
        return {unit.id: (unit.name, unit.abbreviation, *unit.aliases) for unit in there}

    def existed(self, unit_id: int, first: dt.date) -> bool:
        """Whether a unit was there on any day from `first` to today: then it may have been given a task then."""
        period = self.valid.get(unit_id)
        if period is None:
            return False
        begins, ends = period
        return begins <= self.today and (ends is None or ends >= first)


def context_for(actor: User, *, today: dt.date, codes: Iterable[str]) -> Context:
    """Read what the rows of a sheet are compared with.

    Args:
        actor: whose jurisdiction, and who knows of which documents.
        today: the local day.
        codes: numbers and symbols of documents that the sheet names, as written.
    """
    here = actor.jurisdiction_id
    documents = _documents(actor, codes)
    ids = [each.id for found in documents.values() for each in found]
    given = Directive.objects.filter(jurisdiction_id=here, document_id__in=ids).values_list("document_id", "text")
    calendar = calendar_of(here)
    units = Unit.objects.filter(jurisdiction_id=here).values_list("id", "valid_from", "valid_to")
    names = SheetName.objects.filter(jurisdiction_id=here).values_list("key", "unit_ids")
    return Context(
        today=today,
        units=name_index(here, today),
        valid={unit_id: (first, last) for unit_id, first, last in units},
        documents=documents,
        fields={fold(name): field_id for field_id, name in fields_of(here).values_list("id", "name")},
        remembered={key: tuple(ids) for key, ids in names},
        directives={(document_id, fold(text)) for document_id, text in given if document_id},
        working_days=lambda start, count: add_working_days(start, count, calendar),
    )


def _documents(actor: User, codes: Iterable[str]) -> dict[str, list[KnownDocument]]:
    wanted: dict[str, set[str]] = {}
    for code in codes:
        number, _, symbol = code.partition("/")
        if number.strip() and symbol.strip():
            wanted.setdefault(symbol.strip(), set()).add(number.strip().lstrip("0"))
    asked = Q()
    for symbol, numbers in list(wanted.items())[:_MOST_ASKED]:
        both = {*numbers, *(number.zfill(2) for number in numbers)}
        asked |= Q(symbol=symbol, number__in=both)
    found: dict[str, list[KnownDocument]] = {}
    if asked:
        for document in visible_documents(actor).filter(asked, taken_back_at__isnull=True).defer("text").order_by("id"):
            known = KnownDocument(document.id, document.code, document.issued_on, document.origin)
            found.setdefault(code_key(document.code), []).append(known)
    return found


def code_key(code: str) -> str:
    """Return the form in which numbers of documents are compared: "Số: 013/TB-VP" and "13/tb-vp" are one."""
    return fold(code).removeprefix("so ").lstrip("0")


def imported_before(jurisdiction_id: int, digests: Collection[str]) -> dict[str, int]:
    """Return which rows (by digest) an import that stands has taken in already, with the directive of each."""
    rows = TaskImportRow.objects.filter(
        jurisdiction_id=jurisdiction_id, digest__in=digests, directive_id__isnull=False,
        task_import__state=ImportState.COMMITTED,
    )  # fmt: skip
    return {digest: directive_id for digest, directive_id in rows.values_list("digest", "directive_id") if directive_id}
