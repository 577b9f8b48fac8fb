"""What makes the units of a list lead: a verb of assignment before it, or an action after it."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

from collections.abc import Callable

from .lexicon import ASSIGN_VERBS, IMPERATIVE_OPENERS, NOT_ASSIGNING_AFTER, STATE_WORDS, VERBS
from .mentions import BOUNDARY, Mention
from .tokens import Tokens
from .unit_words import action_at

#: Tells whether a name is the document's author or who speaks through it.
IsAuthor = Callable[[str], bool]
# What joins a clause to the one before.
_LINKED = (["trong", "đó"], ["còn"], ["riêng"])
_STRONG_SUBJECT = frozenset({"chủ trì", "có trách nhiệm", "chịu trách nhiệm", "phải", "cần", "khẩn trương"})
_DONE_BY = frozenset({"chủ trì", "thực hiện", "chịu trách nhiệm", "đảm nhận", "làm chủ đầu tư"})
_OPINION = frozenset({"có ý kiến"})
# "… có ý kiến chỉ đạo như sau" tells what was said; "có ý kiến trong 5 ngày" is a duty.
_SAYS = frozenset({"chỉ đạo", "kết luận", "như sau", "phát biểu", "tại", "đồng ý", "thống nhất", "đề nghị", "về"})
_QUANTIFIED = frozenset({"các", "những", "từng", "mọi", "mỗi", "cơ sở"})
_NO_STATE = frozenset({
    "được giao", "đang", "là đầu mối", "là cơ quan đầu mối", "là đơn vị đầu mối", "là cơ quan thường trực", "là đơn vị thường trực",
})  # fmt: skip
# Whom one is to tell follows: a duty, not the formula "… thông báo để … biết".
_TELLS = frozenset({"thông báo cho", "thông báo đến", "thông báo tới", "thông báo kịp thời", "thông báo công khai"})
_WITHIN_DUTY = frozenset({"theo chức năng", "theo thẩm quyền", "theo nhiệm vụ", "căn cứ", "trên cơ sở"})
_OWN_DUTIES = (
    "theo dõi", "đôn đốc", "chủ trì", "có trách nhiệm", "chịu trách nhiệm", "tổng hợp", "tham mưu", "sao gửi", "chuẩn bị",
)  # fmt: skip
_PREPOSITIONS = frozenset({"với", "để", "từ", "bằng", "trong", "qua", "theo", "nhằm"})
_ENDING_A_VERB = frozenset(verb.split(" ")[-1] for verb in ASSIGN_VERBS)
_COMMANDS = ASSIGN_VERBS - {"trách nhiệm", "trách nhiệm của"}
#: Words that a bare order opens with.
IMPERATIVES = VERBS | IMPERATIVE_OPENERS
_BEFORE_ORDER = frozenset({
    "cũng", "kính", "trọng", "ý", "nhất", "tục", "túc", "xin", "thời", "nay", "đó", "ta", "này", "luận", "trên", "phí", "vốn",
})  # fmt: skip
_POLITE = frozenset({"cho", "đồng", "chí", ":", "kính", "trách", "nhiệm"})


def assigned_by(t: Tokens, m: Mention, found: tuple[Mention, ...], author: IsAuthor) -> int:
    """How many words of a verb of assignment stand right before the mention; 0 for none."""
    end = m.first
    while end > 0 and t.low[end - 1] in _POLITE and m.first - end < 4:
        end -= 1
    ended = end > 0 and t.low[end - 1] in _ENDING_A_VERB
    for n in (4, 3, 2, 1) if ended else ():
        start = end - n
        if start < 0 or " ".join(t.low[start:end]) not in ASSIGN_VERBS:
            continue
        low = " ".join(t.low[start:end])
        if low in ("chỉ đạo", "mời", "nhắc", "mong", "trách nhiệm"):
            spoken_by = next((x for x in found if x.last == start), None)
            if spoken_by is None or not (author(spoken_by.units[0].name)):
                continue
        if low in ("trách nhiệm", "trách nhiệm của") and start > 0:
            continue
        if start == 0 or t.low[start - 1] in BOUNDARY:
            return m.first - start
        before = t.low[start - 1]
        if any(x.last == start and len(x.units) == 1 and author(x.units[0].name) for x in found):
            return m.first - start
        if before in NOT_ASSIGNING_AFTER or " ".join(t.low[max(0, start - 2) : start]) in NOT_ASSIGNING_AFTER:
            continue
        if any(x.last == start for x in found) or before in _BEFORE_ORDER:
            # an author's name may stand before ("UBND tỉnh yêu cầu …"); a law's name may not
            speaker = next((x for x in found if x.last == start), None)
            if (
                speaker is None
                or author(speaker.units[-1].name)
                or speaker.units[-1].kind in ("titled", "person", "committee")
            ):
                return m.first - start
        if (
            start >= 2
            and t.capital(start - 1)
            and not any(ch.isdigit() for ch in t.words[start - 1])
            and before != "đảng"
        ):
            return m.first - start  # "… Lâm Minh Thành yêu cầu"
    return 0


def self_assigned(t: Tokens, m: Mention) -> bool:
    """Such as "Giao Văn phòng UBND tỉnh theo dõi …": the issuing office tells itself."""
    return m.first <= 4 and action_at(t, m.last)


def assigns_next(t: Tokens, j: int) -> bool:
    """Whether a verb of assignment follows within a few words of `j`."""
    k = j
    while k < t.count and k - j < 4:
        if t.phrase(k, 4, _COMMANDS):
            return True
        k += 1
    return False


def follows_up(t: Tokens, j: int) -> bool:
    """The issuing office's own duty: "Văn phòng … theo dõi, đôn đốc", "… chủ trì tổng hợp"."""
    words = " ".join(t.low[j : j + 20])
    return any(w in words for w in _OWN_DUTIES) and "đã" not in t.low[j : j + 6]


def is_subject(t: Tokens, m: Mention) -> bool:  # noqa: PLR0911  one way out for each form
    """Whether an action follows units that open a clause."""
    if m.first > 0 and t.low[m.first - 1] == "do" and t.phrase(m.last, 3, _DONE_BY):
        return True
    if not _opens_clause(t, m):
        return False
    j = m.last
    if j >= t.count:
        return False
    if t.low[j] in (",", ":") and j + 1 < t.count:
        if t.low[j] == "," and m.first > 0 and t.low[m.first - 1] == ",":
            return False
        j += 1
        if t.low[j] == "(" and t.low[j - 1] == ":":
            return True
    opinion = t.phrase(j, 3, _OPINION)
    if (
        t.phrase(j, 3, STATE_WORDS)
        and not t.phrase(j, 5, _NO_STATE)
        and not t.phrase(j, 3, _TELLS)
        and not (opinion and not t.phrase(j + opinion, 2, _SAYS))
    ):
        return False
    if t.phrase(j, 4, _WITHIN_DUTY):
        return True
    if t.capital(j):
        return t.low[j - 1] == ":" and t.phrase(j, 4, IMPERATIVES) > 0
    if action_at(t, j):
        return not (m.first > 0 and t.phrase(j, 1, _PREPOSITIONS))
    return m.first == 0 and t.words[j].isalpha() and m.units[-1].kind != "generic"


def _opens_clause(t: Tokens, m: Mention) -> bool:
    """Whether the units stand where a clause begins."""
    if m.first == 0:
        return True
    before = t.low[m.first - 1]
    if t.low[: m.first] in _LINKED:
        before = ","  # "Trong đó Bộ Quốc phòng bố trí …"
    if before not in BOUNDARY or before in ("và", "(", "-", '"'):
        return False
    return not (
        before in (",", ";", ":")
        and m.units[0].kind == "generic"
        and not t.capital(m.first)
        and not t.phrase(m.first, 2, _QUANTIFIED)
        and not strong_subject(t, m.last)
    )


def strong_subject(t: Tokens, j: int) -> bool:
    """Whether words stand at `j` that only who must act has before them."""
    return t.phrase(j, 3, _STRONG_SUBJECT) > 0
