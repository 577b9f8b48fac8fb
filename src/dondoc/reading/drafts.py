"""Duties as they are being gathered, and the `Directive` that each becomes."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .confidence import confidence
from .dates import add_weekdays
from .deadlines import Expression, WorkingDays, bare_period, find, no_such_day
from .kept import Kept
from .lines import Block
from .model import Deadline, DeadlineKind, Directive, Milestone, Notice, UnitMention
from .normalise import folded
from .splitting import split
from .standing import standing
from .structure import Node
from .tables import TaskRow
from .task_lines import TaskLines, What
from .tokens import Tokens, tokenise
from .unit_words import Unit
from .units import parse_list

Names = tuple[tuple[str, int, int], ...]
CodeOf = Callable[[str], str | None]


def initials(name: str) -> str:
    """A body's head noun and the letters of its field: "sở giáo dục và đào tạo" and "sở gd đt" are one ("#sở gdđt").

    Args:
        name: a folded name.

    Returns:
        A key to compare, "" for a name of no department.
    """
    head, _, field_name = name.partition(" ")
    words = [w for w in field_name.split() if w != "và"]
    if head not in ("bộ", "sở", "phòng", "ban", "cục") or not words:
        return ""
    written = (
        "".join(words)
        if len(words) <= _MOST_GROUPS
        and all(len(w) <= _LONGEST_GROUP for w in words)
        and not _VOWEL.search("".join(words))
        else ""
    )
    return f"#{head} {written or ''.join(w[0] for w in words)}"


# An abbreviation has at most three groups of a few consonants ("lđ tb xh").
_MOST_GROUPS = 3
_LONGEST_GROUP = 6
_VOWEL = re.compile(r"[aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]")


@dataclass(slots=True)
class Context:
    """What the document says around a sentence."""

    text: str
    written: dt.date | None
    day_known: bool
    authors: frozenset[str]
    meeting_with: str | None
    code_of: CodeOf
    notices: list[Notice] = field(default_factory=list)
    working_days: WorkingDays = add_weekdays
    met: dt.date | None = None
    #: Every binding expression of time in a piece of this document.
    times: Kept[list[Expression]] = field(init=False)
    _authorship: Kept[bool] = field(init=False)

    def __post_init__(self) -> None:
        written, working_days, day_known, met = self.written, self.working_days, self.day_known, self.met
        authors = self.authors
        # Not of `self`: what refers to itself in a circle stays until the collector of such circles comes by.
        self.times = Kept(lambda same: find(same, written, working_days, day_known=day_known, met=met))
        self._authorship = Kept(lambda name: _is_author(folded(name), authors))

    def parts(self, same: str) -> list[tuple[int, int]]:
        """The duties of a sentence (see `splitting.split`)."""
        return split(same, self.is_author, self.times.__getitem__)

    def warn(self, found: list[Expression], same: str) -> None:
        """Tell of days in a sentence that the calendar lacks."""
        for e in found:
            if e.impossible:
                self.notices.append(no_such_day(same[e.start : e.end]))

    def is_author(self, name: str) -> bool:
        """Whether a name is the issuing body or who speaks through the document."""
        return self._authorship[name]


def _is_author(name: str, authors: frozenset[str]) -> bool:
    if initials(name) in authors:
        return True
    return name in authors or any(name.startswith(a + " ") and len(a) > 8 for a in authors)


@dataclass(slots=True)
class Draft:
    """A duty found in a paragraph; `start` and `end` are offsets in the paragraph."""

    node: Node
    start: int
    end: int
    lead: Names
    coordinate: Names
    deadline: Expression | None
    kind: DeadlineKind
    how: str
    inherited: str
    flags: list[str]
    because: list[str]
    sure_units: bool
    suffix: str = ""
    heard_first: bool = False
    timed_by: Node | None = None
    stated: Deadline | None = None
    unsure: bool = False
    times: list[tuple[Expression, str]] = field(default_factory=list)


def flat(name: str) -> str:
    """A name on one line, without emphasis marks and signs at its ends."""
    return " ".join(name.replace("*", "").split()).strip(" ,;:")


def placed(units: Sequence[Unit], t: Tokens, shift: int, node: Node) -> Names:
    """Names with offsets in the whole text."""
    out = []
    for u in units:
        start, end = node.block.span(shift + t.starts[u.first], shift + t.ends[u.last - 1])
        out.append((flat(u.name), start, end))
    return tuple(out)


def _mentions(lead: Names, coordinate: Names, context: Context) -> tuple[UnitMention, ...]:
    """Each unit with its role and place; one that no words of the text name (start -1) has none."""
    code_of = context.code_of
    found = [UnitMention(name, "lead", a, b, code_of(name)) for name, a, b in lead if a >= 0]
    found += [UnitMention(name, "coordinate", a, b, code_of(name)) for name, a, b in coordinate if a >= 0]
    return tuple(found)


def finished(d: Draft, context: Context) -> Directive:
    """The directive that a draft amounts to."""
    block = d.node.block
    raw_start, raw_end = block.span(d.start, d.end)
    printed = context.text[raw_start:raw_end].rstrip(" ;*\n|")
    raw_end = raw_start + len(printed)
    deadline = d.stated or Deadline(kind=d.kind)
    if d.deadline is not None:
        timed = (d.timed_by or d.node).block
        a, b = timed.span(d.deadline.start, d.deadline.end)
        deadline = Deadline(
            d.deadline.kind,
            flat(timed.text[d.deadline.start : d.deadline.end]),
            d.deadline.due_on,
            a,
            b,
            d.deadline.rrule,
        )
    path = d.node.path
    if "closing" in d.flags:
        path = None
    elif d.suffix:
        path = f"{path}.{d.suffix}" if path else d.suffix
    mentions = _mentions(d.lead, d.coordinate, context)
    times = tuple([
        Milestone(e.kind, flat(block.text[e.start : e.end]), e.due_on, *block.span(e.start, e.end), purpose)
        for e, purpose in d.times
    ])  # fmt: skip
    flags = tuple(dict.fromkeys(d.flags))
    return Directive(
        path, printed, raw_start, raw_end, tuple([n for n, _, _ in d.lead]), tuple([n for n, _, _ in d.coordinate]), deadline, flags,
        confidence(
            d.how, inherited=d.inherited, flags=flags, known_units=d.sure_units, length=raw_end - raw_start,
            unsure_deadline=d.unsure or (d.deadline is not None and d.deadline.impossible), lead=bool(d.lead),
        ),
        tuple(d.because), mentions, times,
    )  # fmt: skip


def stated_time(block: Block, x: int, y: int, context: Context) -> tuple[Deadline, bool]:
    """The deadline that a cell or a line states, and whether its words were understood."""
    if y <= x:
        return Deadline("none"), True
    expression = bare_period(block.same[x:y], context.written, context.working_days)
    words = flat(block.text[x:y])
    lasting = re.search(r"thường xuyên|hàng|hằng|liên tục", words, re.IGNORECASE)
    if expression is None and lasting is None:
        return Deadline("none"), False
    p, q = block.span(x, y)
    kind = expression.kind if expression else "standing"
    due_on, rrule = (expression.due_on, expression.rrule) if expression else (None, None)
    return Deadline(kind, words, due_on, p, q, rrule), True


def stated_units(block: Block, x: int, y: int, *, strict: bool = False) -> Names:
    """The bodies that a cell names; one that names none known is taken as it is, unless `strict`."""
    if y <= x:
        return ()
    t = tokenise(block.text[x:y])
    units: list[Unit] = []
    i = 0
    while i < t.count:
        more, j = parse_list(t, i, joined=True)
        units += more
        i = j if more else i + 1
        if strict and not units and i > _LABEL_TOKENS:
            return ()  # the title is of a field of work, though it may name a body later on
    if not units:
        return () if strict else ((flat(block.text[x:y]), *block.span(x, y)),)
    return tuple((flat(u.name), *block.span(x + t.starts[u.first], x + t.ends[u.last - 1])) for u in units)


_LABEL_TOKENS = 2
# "Chủ trì: Sở A; phối hợp: Sở B" in one cell.
_HELPED = re.compile(r"\s*[;,.]?\s*\b(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+với)?\s*:?\s*", re.IGNORECASE)


def from_row(row: TaskRow, context: Context) -> Directive:
    """The directive of a row of an assignment table."""
    block = row.block
    a, b = row.cells["task"]
    start, end = block.span(a, b)

    x, y = row.cells.get("lead", (0, 0))
    helped = _HELPED.search(block.same, x, y)
    lead = stated_units(block, x, helped.start() if helped else y)
    coordinate = stated_units(block, *row.cells.get("coordinate", (0, 0)))
    if helped:
        coordinate += stated_units(block, helped.end(), y)
    inherited = not lead and row.group is not None
    if inherited and row.group is not None:
        lead = stated_units(*row.group, strict=True)
    inherited = inherited and bool(lead)
    x, y = row.cells.get("deadline", (0, 0))
    deadline, sure = stated_time(block, x, y, context)
    because = (
        "act:row of an assignment table",
        "lead:inherited from heading" if inherited else "lead:column of the lead body",
        f"deadline:{deadline.kind} from its column",
    )
    clause = f"Phụ lục.{row.number}" if row.number else "Phụ lục"
    mentions = _mentions(lead, coordinate, context)
    return Directive(
        clause, context.text[start:end], start, end, tuple(n for n, _, _ in lead), tuple(n for n, _, _ in coordinate), deadline, ("inherit", "row") if inherited else ("row",),
        confidence("row", inherited="", flags=(), known_units=True, length=end - start, unsure_deadline=not sure, lead=bool(lead)), because, mentions,
    )  # fmt: skip


def from_lines(node: Node, lines: TaskLines, context: Context) -> Draft | None:
    """The duty of a task whose owner stands on a line under it; None where no body is named there.

    It is one duty, whatever its own words are.
    """
    lead = _stated(lines, "lead")
    end = len(node.block.same.rstrip(" .;:"))
    t = tokenise(node.block.text[node.begin : end], node.block.same[node.begin : end])
    if not lead or t.count < _FEWEST_WORDS:
        return None
    taken = {name for name, _, _ in lead}
    coordinate = tuple(c for c in _stated(lines, "coordinate") if c[0] not in taken)
    times = [stated_time(*place, context) for place in lines.said.get("deadline", [])]
    deadline, understood = times[0] if times else (Deadline("standing" if standing(t, 0) else "none"), True)
    because = ["act:task with lines under it", "lead:line under the task"]
    if coordinate:
        because.append("coordinate:line under the task")
    because.append(
        f"deadline:{deadline.kind} from the line under it" if times else f"deadline:{deadline.kind} by its verb"
    )
    return Draft(
        node, node.begin, end, lead, coordinate, None, deadline.kind, "row", "", ["inherit"], because, sure_units=True,
        stated=deadline, unsure=not understood,
    )  # fmt: skip


def _stated(lines: TaskLines, what: What) -> Names:
    return tuple(unit for place in lines.said.get(what, []) for unit in stated_units(*place))


_FEWEST_WORDS = 2
