"""What a sentence and a duty say by their words alone, wherever they stand: found once for each wording."""

from __future__ import annotations

import re

from . import nature
from .actors import Roles, analyse
from .addressees import may_run_in
from .cues import Hints
from .deadlines import Expression
from .drafts import Context
from .labels import INLINE
from .normalise import lowered
from .splitting import DESCRIBED
from .tokens import Tokens, tokenise
from .trailing import worth_asking

_LETTER = re.compile(r"[^\W\d_]")
# No sentence of an official document is longer; what is has lost its full stops and is not understood.
LONGEST = 12_000
_TITLE = re.compile(
    r"(?:Về|VỀ)\s[^,:;.()]{3,90}:\s+(?=\S)"
    # Such as "Các đơn vị thuộc Bộ: Vụ A theo dõi …; Thanh tra Bộ …"
    r"|(?:Các|Những)\s[^,:;.()]{3,60}:\s+(?=(?:Vụ|Cục|Sở|Bộ|Phòng|UBND|Ủy ban|Thanh tra|Văn phòng|Ban|Công an|Trung tâm|Chi cục|Viện)\s)"
)
# "…, theo hướng: …; …; trình UBND tỉnh trước ngày …": the last part is of the one duty again.
_FINISHES = re.compile(r";\s*(?:và\s+)?(?:hoàn thành|trình|báo cáo|gửi|xong)\b")
# Words of time that gave no expression: perhaps one that the grammar does not know.
_LIKE_A_TIME = re.compile(
    r"\b(?:trước|trong|chậm nhất|đến|xong|vào)\s+(?:hết\s+)?(?:\d+|ngày|sáng|chiều|tối|tháng|tuần|quý|cuối|đầu)\b",
)
# "hai cơ quan này" names nobody: whom it means stands further up.
_POINTS_BACK = re.compile(r"\s(?:này|trên|đó)$")
_FEWEST_WORDS = 3


def printed(text: str, same: str) -> str:
    """A key for words as printed: those alike in all but dashes, spaces or accents are two; no text holds a zero."""
    return text if text == same else f"{text}\0{same}"


class Sentence:
    """What a sentence says before anybody asks where it stands.

    Attributes:
        void: it holds no duty anywhere, and no time for one.
        timing: it may say only by when.
        assesses: it tells how things stand.
        runs_in: it may name before its colon whom it is for.
        marks: its marks (i), (ii), where it has several that are duties of their own.
    """

    __slots__ = ("_context", "_duties", "_text", "assesses", "marks", "runs_in", "same", "timing", "void")

    def __init__(self, words: str, context: Context) -> None:
        text, _, same = words.partition("\0")
        self._text, self.same = text, same or text
        same = self.same
        self._context = context
        self._duties: list[tuple[int, int, Wording]] | None = None
        self.void = len(same) > LONGEST or not _LETTER.search(same)
        self.timing = worth_asking(same)
        self.assesses = nature.assesses(same)
        self.runs_in = may_run_in(same)
        marks = list(INLINE.finditer(same)) if "(" in same and not self.void else []
        self.marks = [] if len(marks) < _SEVERAL or _LISTS.search(same[: marks[0].start()]) else marks

    @property
    def duties(self) -> list[tuple[int, int, Wording]]:
        """Where its duties stand, and what they say; those left out that only go on with what somebody said.

        Found out when it is asked for: many sentences are known before to hold none.
        """
        if self._duties is None:
            same = self.same
            parts = self._context.parts(same)
            if nature.quotes(same):
                parts = [(a, b) for a, b in parts if not nature.goes_on_quoting(same[a:b])]
            if nature.petitions(same):
                parts = [(a, b) for a, b in parts if not nature.goes_on_asking(same[a:b])]
            worded = [(a, b, Wording(printed(self._text[a:b], same[a:b]), self._context)) for a, b in parts]
            self._duties = [part for part in worded if not part[2].silent]
            self.void = not (self._duties or self.timing or self.marks or self.runs_in)
        return self._duties


_SEVERAL = 2
_LISTS = re.compile(r"(?:theo hướng|bao gồm|gồm|như)\s*:?\s*$")


class Wording:
    """What one duty says before anybody asks where it stands.

    Attributes:
        title: how many characters a title before it takes ("Về công tác tuyên truyền: …").
        same: it in comparable form, without the title.
        t: its words.
        silent: it is no duty anywhere.
    """

    __slots__ = ("_binding", "_context", "_found", "_roles", "_unsure", "same", "silent", "t", "title")

    def __init__(self, words: str, context: Context) -> None:
        text, _, same = words.partition("\0")
        same = same or text
        self._context = context
        title = _TITLE.match(same)
        self.title = title.end() if title else 0
        if title:
            text, same = text[title.end() :], same[title.end() :]
        self.same = same
        self.t: Tokens = tokenise(text, same)
        self.silent = self.t.count < _FEWEST_WORDS or nature.no_duty(same) or nature.narrates(same, context.written)
        self._roles: list[Roles | None] = [None, None]
        self._found: list[Expression] | None = None
        self._unsure: bool | None = None
        self._binding = same

    def roles(self, *, inherited: bool) -> Roles:
        """Who acts in it; `inherited` as for `actors.analyse`."""
        known = self._roles[inherited]
        if known is None:
            known = self._roles[inherited] = analyse(self.t, is_author=self._context.is_author, inherited=inherited)
        return known

    @property
    def times(self) -> list[Expression]:
        """Its times; those of what a paper is to hold ("theo hướng: …") left out."""
        if self._found is None:
            same = self.same
            described = DESCRIBED.search(same) if ":" in same else None
            if described:
                self._binding = same[: described.start()]
            self._found = self._context.times[self._binding] or self._times_after(
                described.end() if described else None
            )
        return self._found

    def _times_after(self, described: int | None) -> list[Expression]:
        """The times of the part that finishes a duty, behind what its paper is to hold."""
        part = self.same.rfind(";", described) if described is not None else -1
        if part < 0 or not _FINISHES.match(self.same, part):
            return []
        return [e.moved(part) for e in self._context.times[self.same[part:]]]

    @property
    def like_a_time(self) -> bool:
        """Whether words of time stand in it that gave no expression; asked after `times`."""
        if self._unsure is None:
            low = lowered(self._binding)
            self._unsure = _OPENING_A_TIME.found(low) and bool(_LIKE_A_TIME.search(low))
        return self._unsure


_OPENING_A_TIME = Hints(dict.fromkeys(("trước", "trong", "chậm nhất", "đến", "xong", "vào")))


def sure_units(roles: Roles) -> bool:
    """Whether every body told is of a form whose end is certain."""
    for unit in roles.lead:  # noqa: SIM110  a generator takes longer, and every duty asks
        if unit.kind == "unknown" or _POINTS_BACK.search(unit.name):
            return False
    return True
