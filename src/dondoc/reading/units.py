"""Units as they are written: one name, a title with its body, a set, or an enumeration with the head said once.

The forms come from how official letters name addressees (NĐ 30/2020/NĐ-CP, annex I, box 9) and from
the habit of saying the head noun once ("các Sở: Tài chính, Xây dựng").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    SPECIAL_UNITS,
    STATE_WORDS,
    SURNAMES,
    VERBS,
)
from .tokens import Tokens, tokenise

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
_FIELD_LONGEST = max(len(f.split(" ")) for f in FIELD_KEYS)
_ELIDABLE = frozenset({"bộ", "sở", "phòng", "cục", "vụ", "ban", "viện", "chi cục", "trường", "công ty", "tổng công ty", "tập đoàn", "hội", "báo"})
_PLURAL_ONLY = frozenset({"trường", "công ty", "tổng công ty", "tập đoàn", "hội", "báo"})
_ALONE = frozenset({
    "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy", "vpcp", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "công an", "bch", "bchqs",
    "bql", "văn phòng chính phủ", "ban thường vụ", "cơ quan thường trực",
})  # fmt: skip
_LOWER_NAME = frozenset({
    "trung tâm", "ban quản lý", "ban quản lý dự án", "ban chỉ đạo", "ban chỉ huy", "văn phòng", "chi nhánh", "tổ công tác", "bệnh viện", "trường", "hội đồng",
    "chi cục", "cục", "kho bạc", "ngân hàng", "hội", "liên đoàn", "liên minh", "đài", "bộ chỉ huy", "viện kiểm sát", "tòa án", "ban", "phòng", "công ty", "quỹ", "hiệp hội",
    "cơ quan điều phối", "tiểu ban", "nhóm công tác", "cảnh sát", "hạt", "trạm", "đội", "đoàn", "cổng thông tin điện tử",
})  # fmt: skip
_COMMITTEES = frozenset({"ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd", "thường trực hội đồng nhân dân", "thường trực hđnd", "tt hđnd", "văn phòng ubnd", "văn phòng ủy ban nhân dân", "văn phòng hđnd", "văn phòng hội đồng nhân dân", "văn phòng hđnd và ubnd", "văn phòng hội đồng nhân dân và ủy ban nhân dân", "văn phòng hđnd - ubnd", "văn phòng đoàn đbqh và hđnd", "văn phòng đoàn đại biểu quốc hội và hội đồng nhân dân", "thường trực ubnd", "lãnh đạo ubnd"})
_SINGLE_GENERIC = frozenset({"báo", "đài", "tổ", "hội", "bên", "hộ", "ấp", "thôn", "cấp", "trường", "vụ", "viện"})
_CLAUSAL = frozenset({"có", "được", "thuộc", "trên địa bàn", "trên", "của", "tại", "ở", "trong", "đóng trên địa bàn", "phụ trách", "nơi"})
_VERBLIKE = frozenset({"quản lý", "kinh doanh", "sản xuất", "thi công", "tham mưu", "thực hiện dự án", "tư vấn", "thường trực"})
_PUNCTUATION = frozenset(",;:.!?()[]…\"'|/-")
_STRONG = VERBS | frozenset({"khẩn trương", "phải", "cần", "có trách nhiệm", "kịp thời", "nhanh chóng", "sớm", "không để", "không được", "có văn bản", "có kế hoạch", "định kỳ", "cùng"})
_FIRST_WORDS = frozenset(w.split(" ")[0] for w in HEADS | SPECIAL_UNITS | POSITIONS | _COMMITTEES | QUANTIFIERS | GENERIC_NOUNS | LEVELS)
_LONGEST_MODIFIER = 7
_LONGEST_NAME = 14
_PREPOSITIONS = frozenset({"về", "với", "cho", "để", "theo", "từ", "qua", "tại", "bằng", "vào", "ra", "lên", "xuống"})
_POLITE = frozenset({"đồng chí", "đ/c", "ông", "bà", "các đồng chí"})


def may_start(t: Tokens, i: int) -> bool:
    """A cheap test: whether a unit might begin at word `i`."""
    return t.low[i] in _FIRST_WORDS


def parse_list(t: Tokens, i: int, *, joined: bool = False) -> tuple[list[Unit], int]:
    """The units listed from word `i` on.

    Args:
        t: the sentence.
        i: where the list may begin.
        joined: take "cùng …" as one more member (in a list of those who work with the lead).

    Returns:
        The units and the word after the list; no units where none begins at `i`.
    """
    units, j = parse_one(t, i)
    if not units:
        return [], i
    while j < len(t):
        k = _after_separator(t, j, joined)
        if k < 0 or k >= len(t):
            break
        more, end = parse_one(t, k)
        if not more:
            more, end = _elided(t, k, units[-1])
        if more and more[0].kind == "generic" and not _in_list(t, k):
            more = []
        if not more:
            break
        if units[-1].kind == "committee" and _bare(units[-1]) and more[0].kind == "committee" and not _bare(more[0]):
            units[-1] = replace(units[-1], name=f"{units[-1].name} {more[0].name[len(more[0].head):].strip()}")
        units += more
        j = end
    return units, j


def _bare(unit: Unit) -> bool:
    return unit.name == unit.head


def _in_list(t: Tokens, k: int) -> bool:
    """A set named inside a list: quantified, lower-case, or restricted; a capital begins a new clause."""
    return t.phrase(k, 2, QUANTIFIERS) > 0 or not t.capital(k)


def _after_separator(t: Tokens, j: int, joined: bool) -> int:
    word = t.low[j]
    if word in (",", ";"):
        if j + 1 < len(t) and t.low[j + 1] in ("và", "cùng"):
            return j + 2
        return j + 1
    if word in ("và", "hoặc", "&"):
        return j + 1
    if word == "cùng" and joined:
        return j + 2 if j + 1 < len(t) and t.low[j + 1] == "với" else j + 1
    return -1


def _elided(t: Tokens, k: int, before: Unit) -> tuple[list[Unit], int]:
    """ "Sở Y tế, Giáo dục và Đào tạo": the head of the unit before is meant again."""
    if before.kind != "named" or before.head.lower() not in _ELIDABLE or not t.capital(k):
        return [], k
    n = t.phrase(k, _FIELD_LONGEST, FIELD_KEYS)
    if not n:
        return [], k
    return [Unit(f"{before.head} {t.slice(k, k + n)}", k, k + n, "named", before.head)], k + n


def parse_one(t: Tokens, i: int) -> tuple[list[Unit], int]:
    """One member of a list; several where an enumeration follows one head. Arguments and result as `parse_list`."""
    if i >= len(t):
        return [], i
    q = t.phrase(i, 3, QUANTIFIERS)
    if not q and t.low[i].isdigit() and i + 1 < len(t) and t.low[i + 1] in LEVELS | GENERIC_NOUNS:
        q = 1
    k = i + q
    if k >= len(t):
        return [], i
    n = t.phrase(k, 2, _POLITE)
    if n:
        return _person(t, i, k + n)
    n = t.phrase(k, 12, _COMMITTEES)
    if n:
        return _committee(t, i, k + n)
    n = t.phrase(k, 4, POSITIONS)
    if n and (t.capital(k) or q or t.low[k] in ("người", "lãnh", "thủ", "giám", "chủ")):
        found = _titled(t, i, k, k + n)
        if found[0]:
            return found
    if t.capital(k):
        found = _enumeration(t, i, k) if q else _named(t, k)
        if found[0]:
            return found
    return _generic(t, i, k, quantified=bool(q))


def _name(t: Tokens, first: int, last: int, kind: Kind, head: str = "") -> Unit:
    return Unit(t.slice(first, last), first, last, kind, head)


def _stops(t: Tokens, j: int) -> bool:
    """Whether an action, a state or the end of the phrase begins at word `j`."""
    word = t.low[j]
    if word in _PUNCTUATION or word in ("và", "hoặc", "thì", "mà", "khi", "nếu"):
        return True
    if t.capital(j):
        return False
    if t.phrase(j, 3, NOT_VERBS):
        return False
    return bool(t.phrase(j, 3, ACTIONS) or t.phrase(j, 3, STATE_WORDS) or t.phrase(j, 2, QUANTIFIERS))


def action_at(t: Tokens, j: int) -> bool:
    """Whether words that open a duty stand at `j`."""
    return j < len(t) and not t.capital(j) and t.phrase(j, 4, ACTIONS) > 0 and not t.phrase(j, 3, NOT_VERBS)


def _place(t: Tokens, j: int) -> int:
    """The end of a place name that begins at `j` ("Bà Rịa - Vũng Tàu", "1"), or `j`."""
    if j >= len(t):
        return j
    if t.low[j].isdigit() and j > 0 and t.low[j - 1] in ("quận", "phường", "tổ", "khu"):
        return j + 1
    n = t.phrase(j, 5, PROVINCES)
    if n and t.capital(j):
        return j + n
    k = j
    while k < len(t) and k - j < 4 and t.capital(k) and t.words[k].isalpha() and not _head_at(t, k):
        k += 1
    return k


def _head_at(t: Tokens, k: int) -> int:
    """How many words of a body's head noun stand at `k`, none where the word only looks like one."""
    if not t.capital(k):
        return 0
    n = t.phrase(k, 4, HEADS)
    if not n:
        return 0
    after = k + n
    if n > 1 or t.words[k].isupper() or after >= len(t):
        return n
    return n if t.capital(after) or t.phrase(after, 2, LEVELS) else 0


def _tail(t: Tokens, j: int) -> int:
    """Past "tỉnh", "thành phố Hà Tiên", "Việt Nam", "Trung ương" after a name."""
    while j < len(t):
        n = t.phrase(j, 2, LEVELS)
        if n and t.low[j] not in ("địa", "thôn", "ấp"):
            end = _place(t, j + n)
            more = t.phrase(end + 1, 2, LEVELS) if end == j + n and end < len(t) and t.low[end] == "," else 0
            if more and not (end + 1 + more < len(t) and t.capital(end + 1 + more)) and not t.capital(end + 1):
                end += 1 + more  # "tỉnh, thành phố" is one level
            j = end
            continue
        if t.phrase(j, 2, frozenset({"việt nam", "trung ương", "nhà nước", "khu vực"})):
            j += 2
            if t.low[j - 2] == "khu" and j < len(t) and (t.words[j].isdigit() or t.words[j].isupper()):
                j += 1
            continue
        if t.low[j] == "thuộc" and j + 1 < len(t) and t.capital(j + 1):
            more, end = parse_one(t, j + 1)
            if more:
                j = end
                continue
        break
    return j


def skip_parenthesis(t: Tokens, j: int) -> int:
    """The word after a parenthesis that opens at `j`, or `j`."""
    if j < len(t) and t.low[j] == "(":
        for k in range(j + 1, min(j + 40, len(t))):
            if t.low[k] == ")":
                return k + 1
    return j


def _run(t: Tokens, j: int, *, inner_comma: bool = True) -> int:
    """The end of a name in running text: capitals, and lower-case words up to an action."""
    k = j
    while k < len(t):
        word = t.low[k]
        if word in ("và", "-", ",", "&"):
            if k + 1 >= len(t) or k == j:
                break
            n = t.phrase(k + 1, _FIELD_LONGEST, FIELD_KEYS)
            if _head_at(t, k + 1) or t.phrase(k + 1, 4, POSITIONS) or t.phrase(k + 1, 2, QUANTIFIERS) or (word == "," and n):
                break
            if word == ",":
                # A comma is inside a name only where "và" closes the same name soon after.
                near = t.low[k + 1 : k + 8]
                if not inner_comma or not t.capital(k + 1) or "và" not in near or "," in near[: near.index("và")]:
                    break
            elif not t.capital(k + 1) and (word == "&" or _stops(t, k + 1) or t.phrase(k + 1, 4, GENERIC_NOUNS)):
                break
            k += 1
            continue
        if t.capital(k):
            if k > j and _head_at(t, k):
                break
            k += 1
            continue
        part = t.phrase(k, 7, NAME_PARTS)
        if part:
            k += part
            continue
        if _stops(t, k) or t.phrase(k, 2, LEVELS) or k - j > _LONGEST_NAME:
            break
        k += 1
    return k


def _named(t: Tokens, k: int) -> tuple[list[Unit], int]:
    """A body by its own name, beginning with a capital."""
    n = t.phrase(k, 8, SPECIAL_UNITS)
    if n:
        end = _tail(t, k + n)
        return [_name(t, k, end, "named")], skip_parenthesis(t, end)
    n = t.phrase(k, 2, LEVELS)
    if n and t.low[k] != "địa" and t.low[k] != "cấp":
        end = _place(t, k + n)
        return [_name(t, k, end, "named")], end
    n = t.phrase(k, 4, HEADS)
    if not n:
        return [], k
    head, after = t.slice(k, k + n), k + n
    low = head.lower()
    field = t.phrase(after, _FIELD_LONGEST, FIELD_KEYS) if after < len(t) and t.capital(after) else 0
    longer = _run(t, after) if after < len(t) and t.capital(after) else after
    if field and longer > after + field and t.low[after + field] not in ("và", "-", ",") and low not in ("bộ", "sở"):
        field = 0  # "Cục Thuế doanh nghiệp lớn": the name goes on
    if field:
        end = after + field
    elif longer > after:
        end = longer
    elif after < len(t) and (t.phrase(after, 2, LEVELS) or low in _ALONE):
        end = after
    elif low in _LOWER_NAME and n > 1 and after < len(t) and not _stops(t, after):
        end = _run(t, after)
    elif low in _ALONE or (low in HEADS and t.words[k].isupper()):
        end = after
    else:
        return [], k
    end = _tail(t, end)
    return [_name(t, k, end, "named", head)], skip_parenthesis(t, end)


def _enumeration(t: Tokens, i: int, k: int) -> tuple[list[Unit], int]:
    """ "các Sở: Tài chính, Xây dựng", "các Bộ Công an, Tài chính"; a plain set is left to `_generic`."""
    n = t.phrase(k, 4, HEADS)
    if not n or k + n >= len(t):
        return [], i
    head, j = t.slice(k, k + n), k + n
    if t.low[j] == "," and t.phrase(j + 1, 3, frozenset({"cơ quan", "ngành"})) and ":" in t.low[j : j + 5]:
        j = t.low.index(":", j)  # "Các Bộ, cơ quan: Tài chính, …"
    if t.low[j] == ":":
        j += 1
    if j >= len(t) or not t.capital(j):
        return [], i
    units: list[Unit] = []
    while j < len(t) and t.capital(j) and not (units and _head_at(t, j)):
        field = t.phrase(j, _FIELD_LONGEST, FIELD_KEYS)
        end = j + field if field else _run(t, j, inner_comma=False)
        if end == j:
            break
        units.append(Unit(f"{head} {t.slice(j, end)}", j, end, "named", head))
        j = end
        if j < len(t) and t.low[j] in (",", "và", ";") and j + 1 < len(t) and t.capital(j + 1) and not _head_at(t, j + 1) and not t.phrase(j + 1, 4, POSITIONS | _COMMITTEES):
            j += 1
        else:
            break
    if not units:
        return [], i
    units[0] = replace(units[0], first=i)
    return units, j


def _levels(t: Tokens, j: int) -> int:
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


def _committee(t: Tokens, i: int, j: int) -> tuple[list[Unit], int]:
    """ "UBND" and "HĐND" with the area they belong to."""
    head = t.slice(i, j)
    unit = Unit(head, i, j, "committee", head)
    if j >= len(t):
        return [unit], j
    if t.phrase(j, 2, frozenset({"các cấp", "nơi đó", "nơi có", "cùng cấp", "cấp dưới"})):
        end = j + 2
        return [replace(unit, name=t.slice(i, end), last=end)], end
    plural = t.low[j] in ("các", "những", "mỗi", "từng", "một") or t.low[j].isdigit()
    k = j + (2 if t.phrase(j, 2, frozenset({"một số"})) else int(plural))
    end = _levels(t, k)
    if end == k:
        return [unit], j
    if plural and end < len(t) and (t.low[end] == ":" or t.capital(end)):
        level = t.slice(k, end)
        names, stop = _areas(t, end + (t.low[end] == ":"), level)
        if len(names) == 1 and ("," in level or " và " in level):
            # "các huyện, thành phố Cà Mau": all districts, and the one city
            return [replace(unit, name=t.slice(i, stop), last=stop)], stop
        if names:
            return [Unit(f"{head} {name}", a, b, "committee", head) for name, a, b in names], stop
    end = _restrict(t, end) if plural else _restrict(t, _place(t, end), modified=False)
    return [replace(unit, name=t.slice(i, end), last=end)], skip_parenthesis(t, end)


def _areas(t: Tokens, j: int, level: str) -> tuple[list[tuple[str, int, int]], int]:
    """ "các huyện: Hòn Đất, Châu Thành và thành phố Hà Tiên": the areas with their level said."""
    out: list[tuple[str, int, int]] = []
    single = "," not in level and " và " not in level
    while j < len(t):
        n = t.phrase(j, 2, LEVELS)
        start = j
        if n:
            level, single = t.slice(j, j + n), True
            j += n
        end = _place(t, j)
        if end == j:
            return out, (out[-1][2] if out else start)
        out.append((f"{level} {t.slice(j, end)}" if single else t.slice(j, end), start, end))
        j = end
        if j + 1 < len(t) and t.low[j] in (",", "và", ";") and (t.phrase(j + 1, 2, LEVELS) or (t.capital(j + 1) and not _head_at(t, j + 1))):
            if t.phrase(j + 1, 4, POSITIONS | _COMMITTEES | SPECIAL_UNITS):
                break
            j += 1
        else:
            break
    return out, j


def _titled(t: Tokens, i: int, k: int, j: int) -> tuple[list[Unit], int]:
    """A post with the body it heads ("Giám đốc các Sở: …" is repeated for each)."""
    title = t.slice(k, j)
    if j >= len(t) or _stops(t, j) and not t.phrase(j, 2, QUANTIFIERS):
        if t.low[k] in ("lãnh", "trưởng", "thành") and j - k <= 2:
            return [], i
        return ([_name(t, i, j, "titled", title)], j) if t.capital(k) or t.low[k] == "chủ" else ([], i)
    inner, end = parse_one(t, j)
    if inner and inner[0].kind in ("person", "titled"):
        inner = []
    if not inner:
        end = _person_name(t, j)
        if end == j:
            if t.capital(j):
                end = _run(t, j)
            elif t.low[k] not in ("người", "trưởng"):
                end = j
            else:
                end = _run(t, j)
        if end == j and not t.capital(k):
            return [], i
        return [_name(t, i, end, "titled", title)], end
    if len(inner) > 1:
        units = [Unit(f"{title} {u.name}", u.first, u.last, "titled", title) for u in inner]
        units[0] = replace(units[0], first=i)
        return units, end
    end = _person_name(t, end)
    return [_name(t, i, end, "titled", title)], end


def _person_name(t: Tokens, j: int) -> int:
    """The end of a person's name at `j` (a known surname and one to four capitalised words), or `j`."""
    if j >= len(t) or not t.capital(j) or t.low[j] not in SURNAMES or t.phrase(j, 4, PROVINCES):
        return j
    k = j
    while k < len(t) and k - j < 5 and t.capital(k) and (t.words[k].isalpha()):
        k += 1
    return k if k - j >= 2 else j


def _person(t: Tokens, i: int, j: int) -> tuple[list[Unit], int]:
    """ "đồng chí Nguyễn Văn A - Phó Chủ tịch UBND tỉnh" stays whole; "đồng chí Giám đốc Sở Y tế" too."""
    end = _person_name(t, j)
    if end == j:
        inner, stop = parse_one(t, j) if j < len(t) else ([], j)
        if inner and inner[-1].kind in ("titled", "generic"):
            inner[0] = replace(inner[0], name=t.slice(i, inner[0].last), first=i)
            return inner, stop
        return [], i
    if end + 1 < len(t) and t.low[end] in (",", "-") and t.capital(end + 1):
        n = t.phrase(end + 1, 4, POSITIONS)
        if n:
            post, stop = _titled(t, end + 1, end + 1, end + 1 + n)
            if len(post) == 1:
                return [_name(t, i, post[0].last, "person")], skip_comma(t, stop)
    return [_name(t, i, end, "person")], end


def skip_comma(t: Tokens, j: int) -> int:
    """Past one comma that closes an apposition."""
    return j + 1 if j + 1 < len(t) and t.low[j] == "," and action_at(t, j + 1) else j


def _restrict(t: Tokens, j: int, *, modified: bool = True) -> int:
    """The end of what restricts a set from `j` on ("có liên quan", "thuộc Bộ …", "trên địa bàn tỉnh")."""
    first = j
    while j < len(t):
        if t.low[j] in _PUNCTUATION or t.low[j] in ("và", "hoặc") or t.phrase(j, 3, STATE_WORDS - {"được", "của"}) > 1:
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
                end = _place(t, end)
        elif acting or t.phrase(j, 2, QUANTIFIERS) or (t.capital(j) and _head_at(t, j)):
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
    while k < len(t) and k - j < _LONGEST_MODIFIER and not _stops(t, k) and t.low[k] not in _PREPOSITIONS:
        k += 1
    return k if k == len(t) or _stops(t, k) and t.low[k] not in _PREPOSITIONS else j


def _clause(t: Tokens, j: int, *, skip_first: bool) -> int:
    """Past a relative clause, up to a verb, a sign or a joining word; `j` where no end is in sight."""
    k = j + 1 if skip_first else j
    while k < len(t) and k - j < 14:
        if t.low[k] in _PUNCTUATION or t.low[k] in ("và", "hoặc", "thì"):
            break
        if not t.capital(k) and t.phrase(k, 3, _STRONG):
            break
        k += 1
    return k if k < len(t) and k - j < 14 or k == len(t) else j


def _generic(t: Tokens, i: int, k: int, *, quantified: bool) -> tuple[list[Unit], int]:
    """A set of bodies, kept whole as printed ("các sở, ngành, địa phương")."""
    n = t.phrase(k, 7, GENERIC_NOUNS)
    if not n or (not quantified and n == 1 and t.low[k] in _SINGLE_GENERIC | LEVELS):
        return [], i
    if not quantified and t.phrase(k, 3, VERBS) >= n:
        return [], i
    j = k + n
    while j < len(t):
        more = _generic_more(t, j)
        if more == j:
            break
        j = more
    j = _restrict(t, j)
    return [_name(t, i, j, "generic")], skip_parenthesis(t, j)


def _generic_more(t: Tokens, j: int) -> int:
    """Past one more noun of the same set (", ngành", "và địa phương", " các ngành")."""
    if t.low[j] in ("các",) and j + 1 < len(t):
        n = t.phrase(j + 1, 7, GENERIC_NOUNS)
        return j + 1 + n if n else j
    k = j + 1 if t.low[j] in (",", "và", "hoặc", "/") else j
    if k >= len(t) or (k > j and t.capital(k)):
        return j
    n = t.phrase(k, 7, GENERIC_NOUNS)
    if not n:
        return j
    after = t.low[k + n] if k + n < len(t) else ""
    if t.low[k] == "tổ" and n == 2 and after not in ("", ",", "có", "liên", "thuộc", "và", "trên", "chính", "xã", "được", "trong", "khác", "quốc"):
        return j  # "tổ chức" as a verb
    if k == j and t.phrase(k, 3, ACTIONS):
        return j
    return k + n


def unknown_subject(t: Tokens) -> Unit | None:
    """A body that no head noun names: a sentence that opens with a run of capitalised words and then acts."""
    if not len(t) or not t.capital(0) or t.phrase(0, 3, ACTIONS | STATE_WORDS):
        return None
    end = _run(t, 0)
    capitals = sum(1 for k in range(end) if t.capital(k))
    if capitals < 2 or end < 2 or end > 9 or not action_at(t, end):
        return None
    return _name(t, 0, end, "unknown")
