"""Duties: which sentences oblige somebody, whom, with whom, by when (see the corpus' GUIDELINES)."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re

from . import nature
from .actors import Roles, analyse
from .addressees import heading_units, run_in
from .antecedents import Antecedents
from .bearers import Bearer, Surroundings, named, unnamed
from .deadlines import Expression, choose
from .drafts import Context, Draft, Names, finished, from_lines, from_row, placed
from .kept import Kept
from .later_times import give_back, share_last
from .milestones import purposes
from .model import Directive
from .sentences import sentences
from .standing import standing
from .structure import Node, Outline, is_heading
from .tables import TaskRow
from .task_lines import task_lines
from .tokens import Tokens, tokenise
from .told import begin_with_orders
from .wordings import LONGEST, Sentence, Wording, printed, sure_units

_SHORTEST = 6  # no duty is said, no body is named in fewer letters


class Finder:
    """Goes through the outline once and keeps what the next sentence may inherit."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.drafts: list[Draft] = []
        self.general: Names = ()
        self.told_before = Antecedents()
        self.sentences = Kept(lambda words: Sentence(words, context))
        self.wordings = Kept(lambda words: Wording(words, context))

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
        same = node.same.rstrip()
        if not same or (len(same) < _SHORTEST and not node.under):
            return
        if (node.label or node.under or is_heading(same)) and len(same) < 420:
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
        t = tokenise(node.block.text[start:end], piece) if end - start <= LONGEST else tokenise("")
        if not t.count:
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
        block = node.block
        sentence = self.sentences[printed(block.text[start:end], block.same[start:end])]
        if sentence.void:
            return []
        same = sentence.same
        if sentence.timing and give_back(self.context, self.drafts, node, same, start, before):
            return []
        if sentence.assesses or (not node.operative and not (last and nature.closing(same))):
            return []
        for_whom = run_in(node, start, same) if sentence.runs_in else None
        if for_whom:
            names, body = for_whom
            node.addressees, node.because = names, "heading"
            draft = self._judge(node, start, end, before, started=started, last=last, given=names, body=body)
            if draft:
                draft.flags.append("inherit")
                draft.because[0] = "lead:named before the colon"
                self.drafts.append(draft)
                return [draft]
        if sentence.marks:
            made = self._inline(node, start, same, sentence.marks, before, started=started, last=last)
            if made:
                return made
        made = []
        for a, b, wording in sentence.duties:
            previous = made[-1] if made else before
            draft = self._judge(
                node, start + a, start + b, previous, started=started, last=last, continued=bool(made), wording=wording
            )
            if draft:
                made.append(draft)
                self.drafts.append(draft)
        if len(made) > 1:
            share_last(self.context, made, same, start)
        return made

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
        if t.count:
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

    def _bearer(
        self, at: Surroundings, wording: Wording, roles: Roles, expression: Expression | None, shift: int
    ) -> Bearer | None:
        """Who bears a duty, where no line above names him for its marks; `shift`: where its words begin."""
        node, t = at.node, wording.t
        if node.lead_in and roles.how != "assign":
            return None
        if roles.lead and not nature.past(t, roles.lead[-1].last) and not nature.praise(t, roles.lead[-1].last):
            names = self.told_before.whole(placed(roles.lead, t, shift, node), roles.lead, node)
            return named(roles, names, t, expression, started=at.started)
        return None if roles.described or roles.lead else unnamed(at, t, wording.same)

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
        wording: Wording | None = None,
    ) -> Draft | None:
        if wording is None:
            wording = self.wordings[printed(node.block.text[start:end], node.block.same[start:end])]
        if wording.silent:
            return None
        t, same, shift = wording.t, wording.same, start + wording.title
        inherited, source = (given, "chapeau") if given else self._inherited(node)
        roles = wording.roles(inherited=bool(inherited))
        if not inherited and not roles.lead and nature.approves(same):
            return None
        found = wording.times
        if found:
            self.context.warn(found, same)
        expression = choose(found)
        at = Surroundings(
            self.context, node, before, self.drafts, inherited, source,
            started=started, continued=continued, timed=bool(found),
        )  # fmt: skip
        bearer = (
            self._bearer(at, wording, roles, expression, shift)
            if body is None or not given
            else Bearer("imperative", given, "heading", _word_at(t, body - shift), [], [_BY_MARKS])
        )
        if bearer is None:
            return None
        how, lead, source, first = bearer.how, bearer.lead, bearer.source, bearer.first
        flags, because = bearer.flags, bearer.because
        if nature.conditional(same):
            flags.append("conditional")
        if last and not node.labelled and nature.closing(same):
            flags.append("closing")
        coordinate: Names = ()
        if roles.coordinate:
            leading = {n for n, _, _ in lead}
            coordinate = tuple([c for c in placed(roles.coordinate, t, shift, node) if c[0] not in leading])
        if coordinate:
            because.append("coordinate:phối hợp, cùng, thống nhất với")
        kind = (
            expression.kind
            if expression
            else (
                "standing"
                if "closing" in flags or standing(t, first, [(m.first, m.last) for m in roles.mentions])
                else "none"
            )
        )
        because.append(expression.because if expression else f"deadline:{kind} by its verb")
        times = list(zip(found, purposes(t, found), strict=True)) if len(found) > 1 else []
        return Draft(
            node, shift, end, lead, coordinate, expression.moved(shift) if expression else None,
            kind, how, source, flags, because, sure_units(roles), heard_first=roles.at == 0 and how == "subject" and start == node.begin,
            unsure=";" in same[: expression.start] if expression else wording.like_a_time,
            times=[(e.moved(shift), purpose) for e, purpose in times],
        )  # fmt: skip


_BY_MARKS = "lead:shared by the marks (i), (ii)"


def _word_at(t: Tokens, offset: int) -> int:
    """The first word from an offset on; 0 where none is."""
    return next((k for k, start in enumerate(t.starts) if start >= offset), 0)
