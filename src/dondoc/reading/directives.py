"""Duties: which sentences oblige somebody, whom, with whom, by when (see the corpus' GUIDELINES)."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from . import nature
from .actors import Roles, analyse
from .addressees import heading_units, run_in
from .dates import number
from .deadlines import Expression, choose, no_such_day
from .drafts import Context, Draft, Names, finished, from_lines, from_row, placed
from .labels import INLINE
from .milestones import purposes
from .model import Directive
from .sentences import sentences
from .splitting import DESCRIBED
from .structure import Node, Outline, is_heading
from .tables import TaskRow
from .task_lines import task_lines
from .tokens import Tokens, tokenise
from .told import begin_with_orders
from .trailing import alone, worth_asking

_LETTER = re.compile(r"[^\W\d_]")
# No sentence of an official document is longer; what is has lost its full stops and is not understood.
_LONGEST = 12_000
_LIST = 200
_TITLE = re.compile(r"(?:Về|VỀ)\s[^,:;.()]{3,90}:\s+(?=\S)")
# "Các nhiệm vụ này hoàn thành trước …" after the last item speaks of all items.
_ALL_OF_THEM = re.compile(
    r"\W*(?:tất cả |toàn bộ )?(?:các|cả|hai|ba|bốn|\d{1,2}) (?:nội dung|nhiệm vụ|công việc|việc)\b", re.IGNORECASE
)
_SOME_OF_THEM = re.compile(r"\W*(hai|ba|bốn|\d{1,2})\s", re.IGNORECASE)
_FIXED = frozenset({"date", "period", "relative", "event"})
# Where no lead-in opens the duties, a subject far inside a sentence belongs to a description.
_NEAR = 24
_ACTS = {
    "imperative": "act:bare imperative",
    "item": "act:item under an addressee",
    "conditional": "act:in a given case",
}


@dataclass(slots=True)
class _Bearer:
    """Who must act and how the sentence says so; `first` is the word at which the act begins."""

    how: str
    lead: Names
    source: str
    first: int
    flags: list[str]
    because: list[str]


# Words of time that gave no expression: perhaps one that the grammar does not know.
_LIKE_A_TIME = re.compile(
    r"\b(?:trước|trong|chậm nhất|đến|xong|vào)\s+(?:hết\s+)?(?:\d+|ngày|sáng|chiều|tối|tháng|tuần|quý|cuối|đầu)\b",
    re.IGNORECASE,
)
# "hai cơ quan này" names nobody: whom it means stands further up.
_POINTS_BACK = re.compile(r"\s(?:này|trên|đó)$")
_SHORTEST = 6  # no duty is said, no body is named in fewer letters


class Finder:
    """Goes through the outline once and keeps what the next sentence may inherit."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.drafts: list[Draft] = []
        self.general: Names = ()
        self.previous: Draft | None = None

    def run(self, outline: Outline, rows: list[TaskRow]) -> tuple[Directive, ...]:
        """All directives of the body's paragraphs and the annex's table rows."""
        begin_with_orders(outline.nodes, self.context)
        tasks, lines = task_lines(outline.nodes)
        for index, node in enumerate(outline.nodes):
            if index in lines:
                continue
            task = from_lines(node, tasks[index], self.context) if index in tasks and node.operative else None
            if task:
                self.drafts.append(task)
            else:
                self.node(node, outline.started, last=index >= len(outline.nodes) - 2)
        found = [finished(d, self.context) for d in self.drafts]
        found += [from_row(row, self.context) for row in rows]
        return tuple(found)

    # -- addressees ---------------------------------------------------------------------------

    def _inherited(self, node: Node) -> tuple[Names, str]:
        at: Node | None = node
        while at is not None:
            if at.addressees:
                return at.addressees, at.because
            at = at.parent
        return (self.general, "chapeau") if self.general else ((), "")

    # -- paragraphs ---------------------------------------------------------------------------

    def node(self, node: Node, started: bool, *, last: bool) -> None:
        """Read one paragraph."""
        text = node.text.rstrip()
        if not text or (len(text) < _SHORTEST and not node.under):
            return
        same = node.same.rstrip()
        if (node.labelled or node.under or is_heading(same)) and len(text) < 420:
            bare = same.rstrip(" *_")
            if not bare.endswith((".", ";")) or node.under:
                found = heading_units(same)
                if found and (node.under or bare.endswith(":") or node.labelled):
                    units, t = found
                    node.addressees = placed(units, t, node.begin, node)
                    node.because = "heading"
                    return
        spans = sentences(node.block.same, node.begin)
        single = len(spans) == 1
        heading = single and self._only_heading(node, same)
        before_in_block: Draft | None = None
        for start, end in spans:
            piece = node.block.same[start:end]
            if piece.rstrip(' *_"').endswith(":") or (heading and not piece.rstrip().endswith(".")):
                self._chapeau(node, start, end)
                continue
            if heading:
                continue
            drafts = self._sentence(node, start, end, before_in_block, started=started, last=last)
            if drafts:
                before_in_block = drafts[-1]
        told = before_in_block
        if (
            told is not None
            and not node.addressees
            and told.inherited == ""
            and told.how in ("assign", "subject")
            and any(n.labelled for n in node.under)
        ):
            # "2. Công an huyện … : a) …; b) …": what stands under a duty is its bearer's too
            node.addressees, node.because = told.lead, "clause above"

    @staticmethod
    def _only_heading(node: Node, same: str) -> bool:
        """A clause that only names what its sub-clauses say."""
        text = same.rstrip(" *_")
        if text.endswith(":"):
            return True
        deeper = [n for n in node.under if n.labelled]
        if text[-1:] not in ".;" and "./." not in text[-4:]:
            return (
                bool(node.under)
                or (text.isupper())
                or (node.labelled and node.rank <= 4 and len(text) < 160)
                or bool(re.match(r"Về\s", text) and len(text) < 200)
            )
        return (
            bool(deeper)
            and len(text) < 260
            and not analyse(tokenise(node.text, node.same), is_author=lambda _n: False, inherited=False).lead
        )

    def _chapeau(self, node: Node, start: int, end: int) -> None:
        """A lead-in: whom it names is told everything under it."""
        piece = node.block.same[start:end]
        t = tokenise(node.block.text[start:end], piece) if end - start <= _LONGEST else tokenise("")
        if not len(t):
            return
        if re.search(
            r"\b(?:thông báo|kết luận|báo cáo|trình bày|hướng)\s*:?\s*(?:như sau)?\s*:?$", piece.lower().rstrip(": ")
        ) and not re.search(r"yêu cầu|đề nghị|giao", piece):
            return
        roles = analyse(t, is_author=self.context.is_author, inherited=False)
        if not roles.lead or roles.author_acts or roles.how == "unknown subject" or nature.past(t, roles.lead[-1].last):
            return
        names = placed(roles.lead, t, start, node)
        if node.labelled or (node.parent is not None and node.parent.labelled):
            target = node if node.labelled else node.parent
            if target is not None:
                target.addressees, target.because = names, "chapeau"
        else:
            self.general = names

    # -- sentences ----------------------------------------------------------------------------

    def _sentence(
        self, node: Node, start: int, end: int, before: Draft | None, *, started: bool, last: bool
    ) -> list[Draft]:
        same = node.block.same[start:end]
        if len(same) > _LONGEST or not _LETTER.search(same):
            return []
        if self._deadline_alone(node, same, start, before):
            return []
        if not node.operative and not (last and nature.closing(same)):
            return []
        for_whom = run_in(node, start, same)
        if for_whom:
            names, body = for_whom
            node.addressees, node.because = names, "heading"
            draft = self._judge(node, start, end, before, started=started, last=last, given=names, body=body)
            if draft:
                draft.flags.append("inherit")
                draft.because[0] = "lead:named before the colon"
                self.drafts.append(draft)
                return [draft]
        marks = list(INLINE.finditer(same))
        if len(marks) >= 2 and not re.search(r"(?:theo hướng|bao gồm|gồm|như)\s*:?\s*$", same[: marks[0].start()]):
            made = self._inline(node, start, same, marks, before, started=started, last=last)
            if made:
                return made
        made = []
        parts = self.context.parts(same)
        quoting = nature.quotes(same)
        for a, b in parts:
            if quoting and nature.goes_on_quoting(same[a:b]):
                continue
            previous = made[-1] if made else before
            draft = self._judge(node, start + a, start + b, previous, started=started, last=last, continued=bool(made))
            if draft:
                made.append(draft)
                self.drafts.append(draft)
        if len(made) > 1:
            self._share_last_time(made, same, start)
        return made

    def _share_last_time(self, made: list[Draft], same: str, start: int) -> None:
        """Such as "giao A …, giao B …, hoàn thành trước ngày …": a time that closes the sentence is of all its duties."""
        last = made[-1]
        if last.deadline is None or any(d.deadline for d in made[:-1]):
            return
        where = last.deadline.start - start + 1
        tail = max(same.rfind(sign, 0, where) for sign in ",;") + 1
        rest = same[tail:].lstrip()
        if same[tail - 1 : tail] == "," and ";" in same[:tail]:
            return  # "…; A làm X, xong trước ngày …": the time is of the last part alone
        if tail and worth_asking(rest) and alone(rest, self.context.times(rest), self.context.is_author):
            for draft in made[:-1]:
                draft.deadline, draft.kind = last.deadline, last.deadline.kind
                draft.flags.append("inherit_deadline")
                kept = [b for b in draft.because if not b.startswith("deadline:")]
                draft.because = [*kept, f"{last.deadline.because} at the sentence's end"]

    def _inline(
        self,
        node: Node,
        start: int,
        same: str,
        marks: list[re.Match[str]],
        before: Draft | None,
        *,
        started: bool,
        last: bool,
    ) -> list[Draft]:
        """Such as "Giao Bộ X: (i) …; (ii) …": one directive for each mark."""
        head = same[: marks[0].start()].rstrip(" :")
        t = tokenise(node.block.text[start : start + len(head)])
        lead: Names = ()
        if len(t):
            roles = analyse(t, is_author=self.context.is_author, inherited=False)
            if not roles.lead:
                units = heading_units(head)
                roles.lead = list(units[0]) if units else []
            if not roles.lead and not self._inherited(node)[0]:
                return []
            lead = placed(roles.lead, t, start, node)
        made: list[Draft] = []
        for k, mark in enumerate(marks):
            a = mark.end() if k else 0
            b = marks[k + 1].start() if k + 1 < len(marks) else len(same)
            b = a + len(same[a:b].rstrip(" ;,"))
            draft = self._judge(
                node, start + a, start + b, before, started=started, last=last, given=lead, body=start + mark.end()
            )
            if draft:
                draft.suffix = mark.group("v")
                if k:
                    draft.flags.append("inherit")
                made.append(draft)
                self.drafts.append(draft)
        return made

    # -- one duty -----------------------------------------------------------------------------

    def _judge(
        self,
        node: Node,
        start: int,
        end: int,
        before: Draft | None,
        *,
        started: bool,
        last: bool,
        given: Names = (),
        body: int | None = None,
        continued: bool = False,
    ) -> Draft | None:
        piece = node.block.text[start:end]
        same = node.block.same[start:end]
        shift = start
        title = _TITLE.match(same)
        if title:
            shift = start + title.end()
            piece, same = piece[title.end() :], same[title.end() :]
        t = tokenise(piece, same)
        if len(t) < 3 or nature.no_duty(same) or nature.narrates(same, self.context.written):
            return None
        inherited, source = (given, "chapeau") if given else self._inherited(node)
        roles = analyse(t, is_author=self.context.is_author, inherited=bool(inherited))
        if not inherited and not roles.lead and nature.approves(same):
            return None
        described = DESCRIBED.search(same)
        binding = same[: described.start()] if described else same
        found = self.context.times(binding)
        self._warn(found, same)
        expression = choose(found)
        if given and body is not None:
            first = next((k for k, s in enumerate(t.starts) if shift + s >= body), 0)
            bearer: _Bearer | None = _Bearer(
                "imperative", given, "heading", first, [], ["lead:shared by the marks (i), (ii)"]
            )
        elif node.lead_in and roles.how != "assign":
            bearer = None
        elif roles.lead and not nature.past(t, roles.lead[-1].last) and not nature.praise(t, roles.lead[-1].last):
            bearer = self._named(roles, placed(roles.lead, t, shift, node), t, expression, started=started)
        elif roles.described or roles.lead:
            bearer = None
        else:
            bearer = self._unnamed(
                node, t, same, before, (inherited, source), started=started, continued=continued, timed=bool(found)
            )
        if bearer is None:
            return None
        how, lead, source, first = bearer.how, bearer.lead, bearer.source, bearer.first
        flags, because = bearer.flags, bearer.because
        if nature.conditional(same):
            flags.append("conditional")
        if last and not node.labelled and nature.closing(same):
            flags.append("closing")
        coordinate = placed(roles.coordinate, t, shift, node)
        leading = {n for n, _, _ in lead}
        coordinate = tuple(c for c in coordinate if c[0] not in leading)
        if coordinate:
            because.append("coordinate:phối hợp, cùng, thống nhất với")
        kind = (
            expression.kind
            if expression
            else ("standing" if "closing" in flags or nature.standing(t, first) else "none")
        )
        because.append(expression.because if expression else f"deadline:{kind} by its verb")
        times = list(zip(found, purposes(t, found), strict=True)) if len(found) > 1 else []
        return Draft(
            node, shift, end, lead, coordinate, replace(expression, start=expression.start + shift, end=expression.end + shift) if expression else None,
            kind, how, source, flags, because, all(u.kind != "unknown" and not _POINTS_BACK.search(u.name) for u in roles.lead), heard_first=roles.at == 0 and how == "subject" and start == node.begin,
            unsure=";" in same[: expression.start] if expression else bool(_LIKE_A_TIME.search(binding)),
            times=[(replace(e, start=e.start + shift, end=e.end + shift), purpose) for e, purpose in times],
        )  # fmt: skip

    @staticmethod
    def _named(roles: Roles, lead: Names, t: Tokens, expression: Expression | None, *, started: bool) -> _Bearer | None:
        """Who must act, when the sentence itself names them."""
        if roles.author_acts and not (expression and expression.kind in _FIXED):
            return None  # what the author announces counts only with a time
        if not started and roles.how == "subject" and roles.at > _NEAR:
            return None
        because = {
            "assign": "lead:verb of assignment",
            "subject": "lead:subject of an action",
            "author": "lead:the author commits itself",
        }.get(roles.how, "lead:unknown body acts")
        first = next((k for k in range(roles.lead[-1].last, len(t)) if t.words[k].isalpha()), 0)
        return _Bearer(roles.how, lead, "", first, ["commitment"] if roles.author_acts else [], [because])

    def _unnamed(
        self,
        node: Node,
        t: Tokens,
        same: str,
        before: Draft | None,
        above: tuple[Names, str],
        *,
        started: bool,
        continued: bool,
        timed: bool,
    ) -> _Bearer | None:
        """Who must act, when the sentence names nobody."""
        verdict = self._without_subject(
            node, t, same, before, *above, started=started, continued=continued, timed=timed
        )
        if verdict is None:
            return None
        how, lead, source, first = verdict
        because = [_ACTS[how]]
        if lead:
            because.append(f"lead:inherited from {source}")
        flag = "inherit" if lead and source != "meeting" else "implicit"
        return _Bearer(how, lead, source, first, [flag], because)

    def _without_subject(  # noqa: PLR0911  one way out for each form
        self,
        node: Node,
        t: Tokens,
        same: str,
        before: Draft | None,
        inherited: Names,
        source: str,
        *,
        started: bool,
        continued: bool,
        timed: bool,
    ) -> tuple[str, Names, str, int] | None:
        """A sentence that names nobody: a bare imperative, an item under an addressee, or no duty."""
        at = nature.imperative_at(t)
        if at < 0:
            if (
                nature.conditional(same)
                and (inherited or before)
                and re.search(r"\bthì\b|\bphải\b|,\s*\w+", same)
                and not nature.past(t, 0)
            ):
                names = before.lead if before else inherited
                return "conditional", names, "before" if before else source, 0
            together = t.low[0] == "cùng" and len(t) > 1
            if (
                inherited
                and node.labelled
                and not nature.noun_start(t)
                and (together or not t.capital(1 if len(t) > 1 else 0))
            ):
                return "item", inherited, source, 0
            if continued and before and timed and not nature.past(t, 0):
                return (
                    "item",
                    before.lead,
                    "before",
                    0,
                )  # "…; hồ sơ gửi về Sở trước ngày …" goes on with a time of its own
            return None
        if not started and not inherited and before is None:
            return None
        if node.label is not None and node.label.kind == "article" and not inherited and before is None:
            return None  # "Điều 1. Phê duyệt …": what is decided, not what somebody must do
        if (
            before is not None
            and before.lead
            and not (before.how == "assign" and nature.exhortation(same))
            and "commitment" not in before.flags
        ):
            return "imperative", before.lead, "before" if before.inherited == "" else before.inherited, at
        if inherited:
            return "imperative", inherited, source, at
        if before is None and at == 0:
            sibling = self._sibling(node)
            if sibling:
                return "imperative", sibling.lead, "before", at
        if self.context.meeting_with and node.operative:
            return "imperative", ((self.context.meeting_with, -1, -1),), "meeting", at
        return "imperative", (), "", at

    def _sibling(self, node: Node) -> Draft | None:
        """The bullet before, when it opens with its subject: the list goes on about the same body."""
        if (
            not self.drafts
            or node.parent is None
            or not node.labelled
            or node.label is None
            or node.label.kind not in ("dash", "star", "plus")
        ):
            return None
        last = self.drafts[-1]
        same_list = last.node is not node and last.node.parent is node.parent and last.node.rank == node.rank
        return last if same_list and (last.heard_first or last.inherited == "before") and len(last.lead) == 1 else None

    def _deadline_alone(self, node: Node, same: str, start: int, before: Draft | None) -> bool:
        """Give a deadline that stands in a sentence of its own to the duties before it."""
        if not worth_asking(same):
            return False
        found = self.context.times(same)
        expression = alone(same, found, self.context.is_author)
        if expression is None:
            return False
        self._warn(found, same)
        moved = replace(expression, start=expression.start + start, end=expression.end + start)
        near = (node, node.parent)
        whole_list = before is not None and _ALL_OF_THEM.match(same) and node.labelled
        if before is not None and not whole_list:
            targets = [before]
        elif whole_list:
            some = _SOME_OF_THEM.match(same)
            targets = [d for d in self.drafts[-_LIST:] if d.node is node or d.node.parent is node.parent]
            if some:
                targets = targets[-(number(some.group(1)) or 0) :]
        else:
            targets = [d for d in self.drafts[-_LIST:] if d.node in near or d.node.parent in near]
        for draft in targets:
            if draft.deadline is None or (before and draft.deadline.kind == "event"):
                draft.deadline, draft.kind, draft.timed_by = moved, moved.kind, node
                draft.flags.append("inherit_deadline")
                kept = [b for b in draft.because if not b.startswith("deadline:")]
                draft.because = [*kept, f"{moved.because} in the sentence after"]
        return bool(targets)

    def _warn(self, found: list[Expression], same: str) -> None:
        for e in found:
            if e.impossible:
                self.context.notices.append(no_such_day(same[e.start : e.end]))
