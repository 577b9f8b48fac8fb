"""What the words of a unit's name look like: where a name, a place, a person or a restriction ends."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .lexicon import (
    ACTIONS,
    FIELDS,
    GENERIC_NOUNS,
    HEADS,
    LEVELS,
    NAME_PARTS,
    NOT_VERBS,
    POSITIONS,
    PROVINCES,
    QUANTIFIERS,
    RESTRICTIONS,
    STATE_WORDS,
    SURNAMES,
    VERBS,
)
from .tokens import Tokens, first_words, tokenise

Kind = Literal["named", "titled", "generic", "committee", "person", "unknown"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in a sentence: words `first` to `last` (excluded); `name` repeats an elided head."""

    name: str
    first: int
    last: int
    kind: Kind
    head: str = ""


FIELD_KEYS = frozenset(" ".join(tokenise(f).low) for f in FIELDS)
FIELD_LONGEST = max(len(f.split(" ")) for f in FIELD_KEYS)
_CLAUSAL = frozenset(
    {"có", "được", "thuộc", "trên địa bàn", "trên", "của", "tại", "ở", "trong", "đóng trên địa bàn", "phụ trách", "nơi"}
)
_VERBLIKE = frozenset(
    {
        "quản lý",
        "kinh doanh",
        "sản xuất",
        "thi công",
        "tham mưu",
        "thực hiện dự án",
        "tư vấn",
        "thường trực",
        "tham gia",
    }
)
_PUNCTUATION = frozenset(",;:.!?()[]…\"'|/-")
_STRONG = VERBS | frozenset(
    {
        "khẩn trương",
        "phải",
        "cần",
        "có trách nhiệm",
        "kịp thời",
        "nhanh chóng",
        "sớm",
        "không để",
        "không được",
        "có văn bản",
        "có kế hoạch",
        "định kỳ",
        "cùng",
    }
)
_MAY_STOP = _PUNCTUATION | {"và", "hoặc", "thì", "mà", "khi", "nếu"} | first_words(ACTIONS, STATE_WORDS, QUANTIFIERS)
_STATES = STATE_WORDS - {"được", "của"}
_HEADING = frozenset({"chỉ đạo", "điều hành"})
_LONGEST_MODIFIER = 7
_LONGEST_NAME = 14
_PREPOSITIONS = frozenset({"về", "với", "cho", "để", "theo", "từ", "qua", "tại", "bằng", "vào", "ra", "lên", "xuống"})


def stops(t: Tokens, j: int) -> bool:
    """Whether an action, a state or the end of the phrase begins at word `j`."""
    word = t.low[j]
    if word not in _MAY_STOP:
        return False
    if word in _PUNCTUATION or word in ("và", "hoặc", "thì", "mà", "khi", "nếu"):
        return True
    if t.capital(j):
        return False
    if t.phrase(j, 3, NOT_VERBS):
        return False
    return bool(t.phrase(j, 3, ACTIONS) or t.phrase(j, 3, STATE_WORDS) or t.phrase(j, 2, QUANTIFIERS))


def action_at(t: Tokens, j: int) -> bool:
    """Whether words that open a duty stand at `j`."""
    return j < len(t) and not t.capital(j) and t.phrase(j, 5, ACTIONS) > 0 and not t.phrase(j, 3, NOT_VERBS)


def place_end(t: Tokens, j: int) -> int:
    """The end of a place name that begins at `j` ("Bà Rịa - Vũng Tàu", "1"), or `j`."""
    if j >= len(t):
        return j
    if t.low[j].isdigit() and j > 0 and t.low[j - 1] in ("quận", "phường", "tổ", "khu"):
        return j + 1
    n = t.phrase(j, 5, PROVINCES)
    if n and t.capital(j):
        return j + n
    k = j
    while k < len(t) and k - j < 4 and t.capital(k) and t.words[k].isalpha() and not head_at(t, k):
        k += 1
    return k


def head_at(t: Tokens, k: int) -> int:
    """How many words of a body's head noun stand at `k`, none where the word only looks like one."""
    if not t.capital(k):
        return 0
    n = t.phrase(k, 4, HEADS)
    if not n or (n == 1 and t.low[k : k + 2] == ["tổ", "chức"]):
        return 0
    after = k + n
    if n > 1 or t.words[k].isupper() or after >= len(t):
        return n
    return n if t.capital(after) or t.phrase(after, 2, LEVELS) else 0


def skip_parenthesis(t: Tokens, j: int) -> int:
    """The word after a parenthesis that opens at `j`, or `j`."""
    if j < len(t) and t.low[j] == "(":
        for k in range(j + 1, min(j + 40, len(t))):
            if t.low[k] == ")":
                return k + 1
    return j


def name_end(t: Tokens, j: int, *, inner_comma: bool = True) -> int:
    """The end of a name in running text: capitals, and lower-case words up to an action."""
    k = j
    while k < len(t):
        word = t.low[k]
        if word in ("và", "-", ",", "&"):
            if k + 1 >= len(t) or k == j:
                break
            n = t.phrase(k + 1, FIELD_LONGEST, FIELD_KEYS)
            if (
                head_at(t, k + 1)
                or t.phrase(k + 1, 4, POSITIONS)
                or t.phrase(k + 1, 2, QUANTIFIERS)
                or (word == "," and n)
            ):
                break
            if word == ",":
                if any(" ".join(t.low[k - w : k]) in PROVINCES for w in (1, 2, 3) if k - w > j):
                    break  # the name has ended with its place
                # A comma is inside a name only where "và" closes the same name soon after.
                near = t.low[k + 1 : k + 8]
                if not inner_comma or not t.capital(k + 1) or "và" not in near or "," in near[: near.index("và")]:
                    break
            elif not t.capital(k + 1) and (word == "&" or stops(t, k + 1) or t.phrase(k + 1, 4, GENERIC_NOUNS)):
                break
            k += 1
            continue
        if t.capital(k) and k > j and head_at(t, k):
            break
        part = t.phrase(k, 7, NAME_PARTS)
        if part and k > j and not t.capital(k) and t.phrase(k, 2, _HEADING):
            break  # "Phòng Y tế chỉ đạo …"; but "Trung tâm điều hành"
        if part or t.capital(k):
            k += part or 1  # "Văn phòng Đăng ký đất đai": words of action may be the name's
            continue
        if word == "thuộc" or stops(t, k) or t.phrase(k, 2, LEVELS) or k - j > _LONGEST_NAME:
            break
        k += 1
    return k


def levels_end(t: Tokens, j: int) -> int:
    """Past "huyện, thị xã và thành phố"."""
    n = t.phrase(j, 2, LEVELS)
    if not n:
        return j
    j += n
    while j + 1 < len(t) and t.low[j] in (",", "và", "/", "-"):
        n = t.phrase(j + 1, 2, LEVELS)
        if not n or (j + 1 + n < len(t) and t.capital(j + 1 + n) and t.low[j] != ","):
            break
        j += 1 + n
    return j


def person_end(t: Tokens, j: int) -> int:
    """The end of a person's name at `j` (a known surname and one to four capitalised words), or `j`."""
    if j >= len(t) or not t.capital(j) or t.low[j] not in SURNAMES or t.phrase(j, 4, PROVINCES):
        return j
    k = j
    while k < len(t) and k - j < 5 and t.capital(k) and (t.words[k].isalpha()):
        k += 1
    return k if k - j >= 2 else j


def skip_comma(t: Tokens, j: int) -> int:
    """Past one comma that closes an apposition."""
    return j + 1 if j + 1 < len(t) and t.low[j] == "," and action_at(t, j + 1) else j


def restriction_end(t: Tokens, j: int, *, modified: bool = True) -> int:
    """The end of what restricts a set from `j` on ("có liên quan", "thuộc Bộ …", "trên địa bàn tỉnh")."""
    first = j
    while j < len(t):
        if t.low[j] in _PUNCTUATION or t.low[j] in ("và", "hoặc") or t.phrase(j, 3, _STATES) > 1:
            break
        acting = t.phrase(j, 4, ACTIONS)
        n = t.phrase(j, 6, RESTRICTIONS)
        word = " ".join(t.low[j : j + n])
        if n and word in _CLAUSAL:
            end = _clause(t, j + n, skip_first=word == "được") if acting <= n else j
        elif n and word in _VERBLIKE:
            if j > first:
                break
            end = _clause(t, j + n, skip_first=False)
            if end >= len(t) or not action_at(t, end):
                end = j  # then it is the duty itself
        elif n and acting <= n:
            end = j + n
            if word in LEVELS:
                end = place_end(t, end)
        elif acting or t.phrase(j, 2, QUANTIFIERS) or (t.capital(j) and head_at(t, j)):
            break
        else:
            end = _plain_modifier(t, j) if modified else j
        if end == j:
            break
        j = end
    return j


def _plain_modifier(t: Tokens, j: int) -> int:
    """Past a few words that belong to the noun ("thông tấn", "giáo dục đại học"), when an action or a sign follows."""
    k = j
    while k < len(t) and k - j < _LONGEST_MODIFIER and not stops(t, k) and t.low[k] not in _PREPOSITIONS:
        k += 1
    return k if k == len(t) or (stops(t, k) and t.low[k] not in _PREPOSITIONS) else j


def _clause(t: Tokens, j: int, *, skip_first: bool) -> int:
    """Past a relative clause, up to a verb, a sign or a joining word; `j` where no end is in sight."""
    k = j + 1 if skip_first else j
    while k < len(t) and k - j < 14:
        if t.low[k] in _PUNCTUATION or t.low[k] in ("và", "hoặc", "thì"):
            break
        if not t.capital(k) and t.phrase(k, 3, _STRONG):
            break
        k += 1
    return k if (k < len(t) and k - j < 14) or k == len(t) else j


def unit_of(t: Tokens, first: int, last: int, kind: Kind, head: str = "") -> Unit:
    """The unit that the words `first` to `last` (excluded) name as printed."""
    return Unit(t.slice(first, last), first, last, kind, head)
