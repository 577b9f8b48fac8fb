"""Duties: which sentences oblige somebody, whom, with whom, by when (see the corpus' GUIDELINES)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from . import nature
from .actors import Roles, analyse
from .confidence import confidence
from .deadlines import Expression, bare_period, choose, find
from .labels import INLINE
from .lexicon import QUANTIFIERS
from .lines import Block
from .model import Deadline, Directive, Notice, UnitMention
from .normalise import folded
from .sentences import clauses, sentences
from .structure import Node, Outline, is_heading
from .tables import TaskRow
from .tokens import Tokens, tokenise
from .units import Unit, parse_list

Names = tuple[tuple[str, int, int], ...]
CodeOf = Callable[[str], str | None]


@dataclass(slots=True)
class Context:
    """What the document says around a sentence."""

    text: str
    written: dt.date | None
    authors: frozenset[str]
    meeting_with: str | None
    code_of: CodeOf
    notices: list[Notice] = field(default_factory=list)

    def is_author(self, name: str) -> bool:
        """Whether a name is the issuing body or who speaks through the document."""
        name = folded(name)
        return name in self.authors or any(name.startswith(a + " ") and len(a) > 8 for a in self.authors)


@dataclass(slots=True)
class _Draft:
    node: Node
    start: int
    end: int
    lead: Names
    coordinate: Names
    deadline: Expression | None
    kind: str
    how: str
    inherited: str
    flags: list[str]
    because: list[str]
    sure_units: bool
    suffix: str = ""
    heard_first: bool = False
    timed_by: Node | None = None


def _flat(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("*", "")).strip(" ,;:")


def _names(units: list[Unit], t: Tokens, shift: int, node: Node) -> Names:
    """Names with offsets in the whole text."""
    out = []
    for u in units:
        start, end = node.block.span(shift + t.starts[u.first], shift + t.ends[u.last - 1])
        out.append((_flat(u.name), start, end))
    return tuple(out)


def heading_units(text: str) -> tuple[list[Unit], Tokens] | None:
    """The units that a whole line names ("2. Sở Tài chính", "Đối với UBND cấp huyện:"), or None."""
    t = tokenise(text)
    if not len(t) or len(t) > 60:
        return None
    i = 0
    n = t.phrase(0, 4, frozenset({"đối với", "về phía", "giao", "yêu cầu", "đề nghị", "trách nhiệm của", "nhiệm vụ của", "kính đề nghị", "riêng", "riêng đối với", "phân công", "đối với các đồng chí"}))
    i = n
    units, j = parse_list(t, i)
    if not units:
        return None
    rest = [w for w in t.low[j:] if w not in (":", ".", ",", ";")]
    tail = " ".join(rest)
    if rest and not re.fullmatch(r"(?:có trách nhiệm|chịu trách nhiệm|thực hiện|tập trung thực hiện|chủ trì|theo chức năng|và đơn vị liên quan|khẩn trương|(?:\w+ ){0,6}(?:các )?(?:nhiệm vụ|nội dung|công việc|việc)(?: sau| sau đây| cụ thể| trọng tâm)*)", tail):
        return None
    return units, t


class Finder:
    """Goes through the outline once and keeps what the next sentence may inherit."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.drafts: list[_Draft] = []
        self.general: Names = ()
        self.previous: _Draft | None = None

    def run(self, outline: Outline, rows: list[TaskRow]) -> tuple[Directive, ...]:
        """All directives of the body's paragraphs and the annex's table rows."""
        for index, node in enumerate(outline.nodes):
            self.node(node, outline.started, last=index >= len(outline.nodes) - 2)
        found = [self._finish(d) for d in self.drafts]
        found += [d for d in (self._row(row) for row in rows) if d]
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
        if not text:
            return
        same = node.same.rstrip()
        if (node.labelled or node.under or is_heading(same)) and len(text) < 420:
            bare = same.rstrip(" *_")
            if not bare.endswith((".", ";")) or node.under:
                found = heading_units(same)
                if found and (node.under or bare.endswith(":") or node.labelled):
                    units, t = found
                    node.addressees = _names(units, t, node.begin, node)
                    node.because = "heading"
                    return
        spans = sentences(node.block.same, node.begin)
        single = len(spans) == 1
        heading = single and self._only_heading(node, same)
        before_in_block: _Draft | None = None
        for start, end in spans:
            piece = node.block.same[start:end]
            if piece.rstrip(" *_\"").endswith(":") or (heading and not piece.rstrip().endswith(".")):
                self._chapeau(node, start, end, started)
                continue
            if heading:
                continue
            drafts = self._sentence(node, start, end, before_in_block, started=started, last=last)
            if drafts:
                before_in_block = drafts[-1]
        told = before_in_block
        if told is not None and not node.addressees and told.inherited == "" and told.how in ("assign", "subject") and any(n.labelled for n in node.under):
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
            return bool(node.under) or (text.isupper()) or (node.labelled and node.rank <= 4 and len(text) < 160) or bool(re.match(r"Về\s", text) and len(text) < 200)
        return bool(deeper) and len(text) < 260 and not analyse(tokenise(node.text, node.same), is_author=lambda _n: False, inherited=False).lead

    def _chapeau(self, node: Node, start: int, end: int, started: bool) -> None:
        """A lead-in: whom it names is told everything under it."""
        piece = node.block.same[start:end]
        t = tokenise(node.block.text[start:end], piece)
        if not len(t):
            return
        if re.search(r"\b(?:thông báo|kết luận|báo cáo|trình bày|hướng)\s*:?\s*(?:như sau)?\s*:?$", piece.lower().rstrip(": ")) and not re.search(r"yêu cầu|đề nghị|giao", piece):
            return
        roles = analyse(t, is_author=self.context.is_author, inherited=False)
        if not roles.lead or roles.author_acts or roles.how == "unknown subject" or nature.past(t, roles.lead[-1].last):
            return
        names = _names(roles.lead, t, start, node)
        if node.labelled or (node.parent is not None and node.parent.labelled):
            target = node if node.labelled else node.parent
            if target is not None:
                target.addressees, target.because = names, "chapeau"
        else:
            self.general = names

    # -- sentences ----------------------------------------------------------------------------

    def _sentence(self, node: Node, start: int, end: int, before: _Draft | None, *, started: bool, last: bool) -> list[_Draft]:
        same = node.block.same[start:end]
        if not any(ch.isalpha() for ch in same):
            return []
        if self._deadline_alone(node, same, start, before):
            return []
        if not node.operative and not (last and nature.closing(same)):
            return []
        marks = [m for m in INLINE.finditer(same)]
        if len(marks) >= 2 and not re.search(r"(?:theo hướng|bao gồm|gồm|như)\s*:?\s*$", same[: marks[0].start()]):
            made = self._inline(node, start, same, marks, before, started=started, last=last)
            if made:
                return made
        made = []
        parts = self._split(node, same, start)
        for a, b in parts:
            previous = made[-1] if made else before
            draft = self._judge(node, start + a, start + b, previous, started=started, last=last, continued=bool(made))
            if draft:
                made.append(draft)
                self.drafts.append(draft)
        return made

    def _inline(self, node: Node, start: int, same: str, marks: list[re.Match[str]], before: _Draft | None, *, started: bool, last: bool) -> list[_Draft]:
        """ "Giao Bộ X: (i) …; (ii) …": one directive for each mark."""
        head = same[: marks[0].start()].rstrip(" :")
        t = tokenise(node.block.text[start : start + len(head)])
        lead: Names = ()
        if len(t):
            roles = analyse(t, is_author=self.context.is_author, inherited=False)
            if not roles.lead:
                units = heading_units(head)
                roles.lead = units[0] if units else []
            if not roles.lead and not self._inherited(node)[0]:
                return []
            lead = _names(roles.lead, t, start, node)
        made: list[_Draft] = []
        for k, mark in enumerate(marks):
            a = mark.end() if k else 0
            b = marks[k + 1].start() if k + 1 < len(marks) else len(same)
            b = a + len(same[a:b].rstrip(" ;,"))
            draft = self._judge(node, start + a, start + b, before, started=started, last=last, given=lead, body=start + mark.end())
            if draft:
                draft.suffix = mark.group("v")
                if k:
                    draft.flags.append("inherit")
                made.append(draft)
                self.drafts.append(draft)
        return made

    def _split(self, node: Node, same: str, start: int) -> list[tuple[int, int]]:
        """Cut a sentence where the addressee or the deadline changes, nowhere else."""
        cuts = clauses(same, 0, len(same))
        pieces: list[tuple[int, int]] = []
        for a, b in cuts:
            pieces += self._by_assignment(same, a, b)
        if len(pieces) == 1:
            return pieces
        out: list[tuple[int, int]] = [pieces[0]]
        current = self._facts(same, *pieces[0])
        for a, b in pieces[1:]:
            facts = self._facts(same, a, b)
            if self._changes(current, facts) or (facts[0] and nature.no_duty(same[out[-1][0] : out[-1][1]])):
                out.append((a, b))
                current = facts
            else:
                out[-1] = (out[-1][0], b)
                current = (current[0] or facts[0], facts[1] or current[1], facts[2] or current[2], current[3])
        return out

    def _by_assignment(self, same: str, a: int, b: int) -> list[tuple[int, int]]:
        """ "giao A …, giao B …" inside one clause."""
        out: list[tuple[int, int]] = []
        at = a
        for m in re.finditer(r",\s+(?:đồng thời,?\s+|và\s+)?(?=(?:giao|yêu cầu|đề nghị|phân công)\s+(?:[A-ZĐÀ-Ỹ]|các\s|đồng chí))", same[a:b]):
            cut = a + m.start()
            first = tokenise(same[at:cut], same[at:cut])
            if nature.no_duty(same[at:cut]) or (len(first) > 5 and analyse(first, is_author=self.context.is_author, inherited=False).lead):
                out.append((at, cut))
                at = a + m.end()
        out.append((at, b))
        return out

    def _facts(self, same: str, a: int, b: int) -> tuple[tuple[str, ...], str, bool, bool]:
        """(who is told in this clause, kind of its deadline, acts, reports)."""
        t = tokenise(same[a:b], same[a:b])
        if not len(t):
            return (), "", False, False
        roles = analyse(t, is_author=self.context.is_author, inherited=True)
        told = roles.how in ("assign", "subject") and (a == 0 or roles.at < 12 or roles.how == "assign") and (roles.lead[0].kind != "generic" or roles.at > 0 or a == 0 or t.phrase(0, 2, QUANTIFIERS) > 0)
        lead = tuple(folded(u.name) for u in roles.lead) if told else ()
        expression = choose(find(same[a:b], self.context.written))
        i = 1 if t.low[0] in ("và", ",") else 0
        n = t.phrase(i, 2, frozenset({"đồng thời"}))
        acts = nature.imperative_at(t) >= 0 or t.phrase(i + n, 4, nature.IMPERATIVES) > 0
        reports = bool(re.match(r"(?:(?:và|đồng thời|định kỳ|(?:hằng|hàng|mỗi) \w+|(?:0?\d|một|hai|ba|sáu) (?:tuần|tháng|quý|năm)|một lần|hoặc đột xuất|trước ngày \d+)[, ]+)*(?:tổng hợp,? ?)?báo cáo\b", same[a:b], re.I))
        return lead, expression.kind if expression else "", acts, reports

    @staticmethod
    def _changes(before: tuple[tuple[str, ...], str, bool, bool], now: tuple[tuple[str, ...], str, bool, bool]) -> bool:
        if now[0] and now[0] != before[0] and before[0]:
            return True
        if not now[2]:
            return False
        finite = ("date", "period", "relative")
        if before[1] in finite and now[1] != before[1]:
            return True
        if before[1] in finite and now[1] in finite:
            return True
        if before[1] == "event" and now[1] in (*finite, "recurring"):
            return True
        return bool(now[3] and now[1] and now[1] != "event" and not before[1])

    # -- one duty -----------------------------------------------------------------------------

    def _judge(
        self, node: Node, start: int, end: int, before: _Draft | None, *, started: bool, last: bool, given: Names = (), body: int | None = None, continued: bool = False
    ) -> _Draft | None:
        piece = node.block.text[start:end]
        same = node.block.same[start:end]
        shift = start
        title = re.match(r"(?:Về|VỀ)\s[^,:;.()]{3,90}:\s+(?=\S)", same)
        if title:
            shift = start + title.end()
            piece, same = piece[title.end() :], same[title.end() :]
        t = tokenise(piece, same)
        if len(t) < 3 or nature.no_duty(same):
            return None
        inherited, source = (given, "chapeau") if given else self._inherited(node)
        roles = analyse(t, is_author=self.context.is_author, inherited=bool(inherited))
        found = find(same, self.context.written)
        self._warn(found, same)
        expression = choose(found)
        flags: list[str] = []
        because: list[str] = []
        lead: Names = ()
        how = ""
        first = 0
        if given and body is not None:
            how, lead, source = "imperative", given, "heading"
            because.append("lead:shared by the marks (i), (ii)")
            first = next((k for k, s in enumerate(t.starts) if shift + s >= body), 0)
        elif node.lead_in and roles.how != "assign":
            return None
        elif roles.lead and not (nature.past(t, roles.lead[-1].last)):
            if roles.author_acts and not (expression and expression.kind in ("date", "period", "relative", "event")):
                return None
            how, lead, source = roles.how, _names(roles.lead, t, shift, node), ""
            because.append({"assign": "lead:verb of assignment", "subject": "lead:subject of an action", "author": "lead:the author commits itself"}.get(how, "lead:unknown body acts"))
            if roles.author_acts:
                flags.append("commitment")
            first = next((k for k in range(roles.lead[-1].last, len(t)) if t.words[k].isalpha()), 0)
            if not started and how == "subject" and roles.at > 24:
                return None
        elif roles.described or (roles.lead and nature.past(t, roles.lead[-1].last)):
            return None
        else:
            verdict = self._without_subject(node, t, same, before, inherited, source, started=started, continued=continued)
            if verdict is None:
                return None
            how, lead, source, first = verdict
            because.append({"imperative": "act:bare imperative", "item": "act:item under an addressee", "conditional": "act:in a given case"}[how])
            if lead:
                because.append(f"lead:inherited from {source}")
                flags.append("implicit" if source == "meeting" else "inherit")
            else:
                flags.append("implicit")
        if nature.conditional(same):
            flags.append("conditional")
        if last and not node.labelled and nature.closing(same):
            flags.append("closing")
        coordinate = _names(roles.coordinate, t, shift, node)
        leading = {n for n, _, _ in lead}
        coordinate = tuple(c for c in coordinate if c[0] not in leading)
        if coordinate:
            because.append("coordinate:phối hợp, cùng, thống nhất với")
        kind = expression.kind if expression else ("standing" if "closing" in flags or nature.standing(t, first) else "none")
        if expression and expression.kind == "event" and expression.due_on is None and re.match(r"(?:trong )?dịp", same[expression.start : expression.end], re.I) and nature.standing(t, first):
            kind = "event"
        because.append(expression.because if expression else f"deadline:{kind} by its verb")
        return _Draft(
            node, shift, end, lead, coordinate, replace(expression, start=expression.start + shift, end=expression.end + shift) if expression else None,
            kind, how, source, flags, because, all(u.kind != "unknown" for u in roles.lead), heard_first=roles.at == 0 and how == "subject" and start == node.begin,
        )  # fmt: skip

    def _without_subject(
        self, node: Node, t: Tokens, same: str, before: _Draft | None, inherited: Names, source: str, *, started: bool, continued: bool
    ) -> tuple[str, Names, str, int] | None:
        """A sentence that names nobody: a bare imperative, an item under an addressee, or no duty."""
        at = nature.imperative_at(t)
        if at < 0:
            if nature.conditional(same) and (inherited or before) and re.search(r"\bthì\b|,\s*\w+", same) and not nature.past(t, 0):
                names = before.lead if before else inherited
                return "conditional", names, "before" if before else source, 0
            if inherited and node.labelled and not nature.noun_start(t) and not t.capital(1 if len(t) > 1 else 0):
                return "item", inherited, source, 0
            if continued and before:
                return None
            return None
        if not started and not inherited and before is None:
            return None
        if node.label is not None and node.label.kind == "article" and not inherited and before is None:
            return None  # "Điều 1. Phê duyệt …": what is decided, not what somebody must do
        if before is not None and before.lead and not (before.how == "assign" and nature.exhortation(same)) and "commitment" not in before.flags:
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

    def _sibling(self, node: Node) -> _Draft | None:
        """The bullet before, when it opens with its subject: the list goes on about the same body."""
        if not self.drafts or node.parent is None or not node.labelled or node.label is None or node.label.kind not in ("dash", "star", "plus"):
            return None
        last = self.drafts[-1]
        same_list = last.node is not node and last.node.parent is node.parent and last.node.rank == node.rank
        return last if same_list and (last.heard_first or last.inherited == "before") and len(last.lead) == 1 else None

    def _deadline_alone(self, node: Node, same: str, start: int, before: _Draft | None) -> bool:
        """ "Hoàn thành trước ngày 30/6." belongs to what stands before it."""
        if len(same) > 170 or not re.match(r"(?:\(?\s*)(?:(?:yêu cầu |các nội dung (?:trên )?|các nhiệm vụ (?:trên )?|việc này )?(?:phải )?(?:hoàn thành|thời gian|thời hạn|hạn|xong|kết quả|báo cáo kết quả|chậm nhất|trước ngày|trong tháng|trong quý))\b", same, re.I):
            return False
        found = find(same, self.context.written)
        expression = choose(found)
        if expression is None or expression.kind == "event":
            return False
        if len(same) - expression.end > 40 or expression.start > 60:
            return False
        t = tokenise(same, same)
        if not re.match(r"(?:hoàn thành|thời gian|thời hạn|hạn|xong|chậm nhất|yêu cầu hoàn thành|các n)", same, re.I) and analyse(t, is_author=self.context.is_author, inherited=True).lead:
            return False
        if re.match(r"(?:báo cáo|kết quả)", same, re.I):
            return False
        if re.match(r"hoàn thành\s+(?:việc|công tác|các|dự|hồ|đề|toàn|\w+ \w+ \w+ \w+ \w+)", same, re.I) and not re.match(r"hoàn thành\s+(?:trước|trong|chậm|xong|các nhiệm vụ trên|các nội dung trên|vào|theo)", same, re.I):
            return False
        self._warn(found, same)
        moved = replace(expression, start=expression.start + start, end=expression.end + start)
        targets = [before] if before else [d for d in self.drafts if d.deadline is None and d.node.operative and (d.node is node or d.node.parent is node.parent or d.node.parent is node)]
        for draft in targets:
            if draft.deadline is None or draft.deadline.kind == "event":
                draft.deadline, draft.kind = moved, moved.kind
                draft.flags.append("inherit_deadline")
                draft.because = [b for b in draft.because if not b.startswith("deadline:")] + [f"{moved.because} in the sentence after"]
                draft.timed_by = node
        return bool(targets)

    def _warn(self, found: list[Expression], same: str) -> None:
        for e in found:
            if e.impossible:
                words = same[e.start : e.end]
                self.context.notices.append(Notice("impossible_date", f"Ngày không có trên lịch: “{words}”; thời hạn để trống, cần người xem lại."))

    # -- results ------------------------------------------------------------------------------

    def _finish(self, d: _Draft) -> Directive:
        block = d.node.block
        raw_start, raw_end = block.span(d.start, d.end)
        raw_end -= len(self.context.text[raw_start:raw_end]) - len(self.context.text[raw_start:raw_end].rstrip(" ;*\n|"))
        deadline = Deadline(kind=d.kind)  # type: ignore[arg-type]
        if d.deadline is not None:
            timed = (d.timed_by or d.node).block
            a, b = timed.span(d.deadline.start, d.deadline.end)
            deadline = Deadline(d.deadline.kind, _flat(timed.text[d.deadline.start : d.deadline.end]), d.deadline.due_on, a, b)
        path = d.node.path
        if "closing" in d.flags:
            path = None
        elif d.suffix:
            path = f"{path}.{d.suffix}" if path else d.suffix
        mentions = tuple(UnitMention(n, role, a, b, self.context.code_of(n)) for role, names in (("lead", d.lead), ("coordinate", d.coordinate)) for n, a, b in names if a >= 0)  # type: ignore[arg-type]
        flags = tuple(dict.fromkeys(d.flags))
        return Directive(
            path, self.context.text[raw_start:raw_end], raw_start, raw_end, tuple(n for n, _, _ in d.lead), tuple(n for n, _, _ in d.coordinate), deadline, flags,
            confidence(
                d.how, inherited=d.inherited, flags=flags, known_units=d.sure_units, length=raw_end - raw_start,
                unsure_deadline=d.deadline is not None and d.deadline.impossible, lead=bool(d.lead),
            ),
            tuple(d.because), mentions,
        )  # fmt: skip

    def _row(self, row: TaskRow) -> Directive | None:
        block = row.block
        a, b = row.cells["task"]
        start, end = block.span(a, b)

        def cell_units(name: str) -> Names:
            x, y = row.cells.get(name, (0, 0))
            if y <= x:
                return ()
            t = tokenise(block.text[x:y])
            units: list[Unit] = []
            i = 0
            while i < len(t):
                more, j = parse_list(t, i, joined=True)
                units += more
                i = j if more else i + 1
            if not units:
                return ((_flat(block.text[x:y]), *block.span(x, y)),)
            return tuple((_flat(u.name), *block.span(x + t.starts[u.first], x + t.ends[u.last - 1])) for u in units)

        lead, coordinate = cell_units("lead"), cell_units("coordinate")
        x, y = row.cells.get("deadline", (0, 0))
        expression = bare_period(block.same[x:y], self.context.written) if y > x else None
        deadline = Deadline("none")
        if y > x:
            p, q = block.span(x, y)
            words = _flat(block.text[x:y])
            standing = re.search(r"thường xuyên|hàng|hằng|liên tục", words, re.I)
            deadline = Deadline(expression.kind if expression else "standing" if standing else "none", words if expression or standing else "", expression.due_on if expression else None, p, q)
        because = ("act:row of an assignment table", "lead:column of the lead body", f"deadline:{deadline.kind} from its column")
        clause = f"Phụ lục.{row.number}" if row.number else "Phụ lục"
        mentions = tuple(UnitMention(n, role, s, e, self.context.code_of(n)) for role, names in (("lead", lead), ("coordinate", coordinate)) for n, s, e in names)  # type: ignore[arg-type]
        return Directive(
            clause, self.context.text[start:end], start, end, tuple(n for n, _, _ in lead), tuple(n for n, _, _ in coordinate), deadline, ("row",),
            confidence("row", inherited="", flags=(), known_units=True, length=end - start, unsure_deadline=y > x and expression is None, lead=bool(lead)), because, mentions,
        )  # fmt: skip

