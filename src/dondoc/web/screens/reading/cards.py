"""What the screen shows of a draft: cards with the units' names, what is missing, and what confirming will do."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from dondoc.directives import drafts
from dondoc.directives.choices import DeadlineKind
from dondoc.directives.drafts import Addressee, DraftItem
from dondoc.directives.judgement_selectors import UNSURE_BELOW
from dondoc.directives.models import DraftReading
from dondoc.directives.rules import due_day
from dondoc.documents.reader_words import notices_in_words
from dondoc.documents.scans import scan_of
from dondoc.foundation.text import fold, sort_key
from dondoc.organizations.models import GroupMembership, Jurisdiction, WorkField
from dondoc.organizations.selectors import fields_of, groups_of, resolve_names, unit_choices, units_on, valid_on
from dondoc.web.screens.reading.reasons import flags
from dondoc.web.screens.reading.scan import ScanPage, scan_pages
from dondoc.web.screens.reading.segments import Span, marked_text, marks_of
from dondoc.web.screens.reading.why import Why, whys_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Member:
    """A unit of a group, kept or taken out by the person."""

    id: int
    name: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One addressee as the screen shows it; `value` is what its hidden field holds."""

    addressee: Addressee
    names: tuple[str, ...]
    group: str = ""
    members: tuple[Member, ...] = ()
    suggestions: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """What stands on it: the group, the unit, or the words of the text."""
        if self.group:
            return self.group
        return self.names[0] if len(self.names) == 1 else self.addressee.as_written

    @property
    def written(self) -> str:
        """The words of the text where they differ from the label."""
        words = self.addressee.as_written
        return words if words and fold(words) != fold(self.label) else ""

    @property
    def value(self) -> str:
        """The addressee as JSON."""
        a = self.addressee
        return json.dumps(
            {
                "as_written": a.as_written, "unit_ids": list(a.unit_ids), "group_id": a.group_id, "start": a.start,
                "end": a.end,
            },
            ensure_ascii=False,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """One directive of the draft."""

    item: DraftItem
    number: int
    lead: tuple[Chip, ...]
    coordinate: tuple[Chip, ...]
    problems: tuple[str, ...]
    due_on: dt.date | None
    field_name: str
    has_next: bool
    why: dict[str, Why]

    @property
    def is_unsure(self) -> bool:
        """Whether the reader was not sure and nobody has looked at it yet."""
        item = self.item
        is_low = item.confidence is not None and item.confidence < UNSURE_BELOW
        return is_low and not item.reviewed and not item.dropped

    @property
    def flags(self) -> list[_StrPromise]:
        """What the reader marked."""
        return flags(self.item.flags)

    @property
    def kind_label(self) -> _StrPromise | str:
        """The word of the deadline's kind."""
        return DeadlineKind(self.item.deadline.kind).label

    @property
    def is_shifted(self) -> bool:
        """Whether the office's rule for "trước ngày" moves the day."""
        return self.due_on != self.item.deadline.due_on

    @property
    def tone(self) -> int:
        """Which of the few tints it has, so that neighbours differ."""
        return self.number % 4

    @property
    def state(self) -> str:
        """The class of its span and card."""
        return "is-dropped" if self.item.dropped else "is-problem" if self.problems else ""


@dataclass
class Board:
    """A draft with what its screen needs; each part is looked up once, when asked."""

    draft: DraftReading
    jurisdiction: Jurisdiction
    today: dt.date
    open_key: str = ""
    undo_label: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def warnings(self) -> list[dict[str, str]]:
        """What the reader noticed about the document as a whole."""
        return notices_in_words(self.draft.warnings)

    @cached_property
    def items(self) -> drafts.Items:
        """The draft's items."""
        return drafts.from_json(self.draft.items)

    @cached_property
    def read_items(self) -> dict[str, DraftItem]:
        """What the reader itself said, by key; nothing where that was not kept."""
        return {item.key: item for item in drafts.from_json(self.draft.read_items or [])}

    @cached_property
    def day(self) -> dt.date:
        """The day on which units and groups are taken."""
        return self.draft.document.issued_on or self.today

    @cached_property
    def unit_names(self) -> dict[int, str]:
        """All units of the day, by id, in alphabetical order."""
        return dict(units_on(self.jurisdiction.id, self.day).values_list("id", "name"))

    @cached_property
    def group_members(self) -> dict[int, tuple[int, ...]]:
        """The members of each group on the day, in alphabetical order."""
        rows = GroupMembership.objects.filter(valid_on(self.day), jurisdiction_id=self.jurisdiction.id)
        place = {unit: index for index, unit in enumerate(self.unit_names)}
        found: dict[int, list[int]] = {}
        for group_id, unit_id in rows.values_list("group_id", "unit_id"):
            if unit_id in place:
                found.setdefault(group_id, []).append(unit_id)
        return {group: tuple(sorted(units, key=place.__getitem__)) for group, units in found.items()}

    @cached_property
    def groups(self) -> dict[int, str]:
        """The groups' names."""
        return dict(groups_of(self.jurisdiction.id).values_list("id", "name"))

    @cached_property
    def fields(self) -> list[WorkField]:
        """The fields of work to choose from."""
        return list(fields_of(self.jurisdiction.id))

    @cached_property
    def cards(self) -> list[Card]:
        """One card for each item, in the order of the text."""
        names = {work.id: work.name for work in self.fields}
        last_kept = max((i for i, item in enumerate(self.items) if not item.dropped), default=-1)
        return [
            Card(
                item=item,
                number=number,
                lead=self.chips(item.lead),
                coordinate=self.chips(item.coordinate),
                problems=() if item.dropped else drafts.problems(item, issued_on=self.draft.document.issued_on),
                due_on=due_day(
                    item.deadline.due_on, item.deadline.words, before_excludes_day=self.jurisdiction.before_excludes_day
                ),
                field_name=names.get(item.field_id or 0, ""),
                has_next=number - 1 < last_kept,
                why=whys_of(item, self.read_items.get(item.key), self.unit_names),
            )
            for number, item in enumerate(self.items, start=1)
        ]

    @cached_property
    def text(self) -> SafeString:
        """The document's text with its marks."""
        spans = [Span(card.item.key, card.item.start, card.item.end, card.number, card.state) for card in self.cards]
        return marked_text(self.draft.document.text, spans, marks_of(self.items))

    @cached_property
    def scan(self) -> list[ScanPage]:
        """The pages of the scan that the text was read from; none where it comes from letters."""
        found = scan_of(self.draft.document)
        cards = [(card.item, card.number, card.state) for card in self.cards]
        return scan_pages(found, cards) if found else []

    def card(self, key: str) -> Card:
        """Return one card.

        Raises:
            drafts.DraftError: there is none.
        """
        return self.cards[drafts.find(self.items, key)]

    @property
    def kept(self) -> list[Card]:
        """The cards of what will be created."""
        return [card for card in self.cards if not card.item.dropped]

    @property
    def reviewed(self) -> int:
        """How many a person has looked at."""
        return sum(item.reviewed for item in self.items)

    @property
    def troubled(self) -> list[Card]:
        """The cards that cannot be confirmed yet."""
        return [card for card in self.kept if card.problems]

    @cached_property
    def choices(self) -> list[dict[str, Any]]:
        """Units and groups for the search field of the pickers."""
        return unit_choices(self.jurisdiction.id, self.day)

    def chips(self, addressees: Iterable[Addressee]) -> tuple[Chip, ...]:
        """Return addressees as the screen shows them."""
        return tuple(map(self._chip, addressees))

    def _chip(self, addressee: Addressee) -> Chip:
        names = tuple(self.unit_names.get(unit, "?") for unit in addressee.unit_ids)
        members: tuple[Member, ...] = ()
        if addressee.group_id is not None:
            kept = set(addressee.unit_ids)
            everyone = dict.fromkeys((*self.group_members.get(addressee.group_id, ()), *addressee.unit_ids))
            members = tuple(Member(unit, self.unit_names.get(unit, "?"), unit in kept) for unit in everyone)
        suggestions: tuple[tuple[str, str], ...] = ()
        if not addressee.known and addressee.group_id is None:
            meant = resolve_names(self.jurisdiction.id, [addressee.as_written], self.day)[addressee.as_written]
            suggestions = tuple((f"u{unit}", self.unit_names.get(unit, "?")) for unit in meant.suggested_unit_ids[:4])
            if meant.suggested_group_id is not None:
                suggestions += ((f"g{meant.suggested_group_id}", self.groups.get(meant.suggested_group_id, "?")),)
        return Chip(addressee, names, self.groups.get(addressee.group_id or 0, ""), members, suggestions)


@dataclass(frozen=True, slots=True)
class UnitShare:
    """How many of the directives one unit will have."""

    name: str
    lead: int
    coordinate: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What confirming will create."""

    directives: int
    assignments: int
    units: list[UnitShare]
    undated: int
    awaiting: int
    dropped: int
    unseen: int
    unknown: list[str]


def summary_of(board: Board) -> Summary:
    """Return what confirming the board's draft will create."""
    leads: Counter[int] = Counter()
    others: Counter[int] = Counter()
    kept = [card.item for card in board.kept]
    for item in kept:
        leads.update(item.lead_ids)
        others.update(item.coordinate_ids)
    names = board.unit_names
    shares = [UnitShare(names.get(unit, "?"), leads[unit], others[unit]) for unit in {*leads, *others}]
    return Summary(
        directives=len(kept),
        assignments=leads.total() + others.total(),
        units=sorted(shares, key=lambda share: (-share.lead - share.coordinate, sort_key(share.name))),
        undated=sum(item.deadline.due_on is None and item.deadline.kind != DeadlineKind.EVENT for item in kept),
        awaiting=sum(item.deadline.kind == DeadlineKind.EVENT for item in kept),
        dropped=len(board.items) - len(kept),
        unseen=len(board.items) - board.reviewed,
        unknown=sorted({name for item in kept for name in item.unknown}, key=sort_key),
    )
