"""Units as they are written: one name, a title with its body, a set, or an enumeration with the head said once.

The forms come from how official letters name addressees (NĐ 30/2020/NĐ-CP, annex I, box 9) and from
the habit of saying the head noun once ("các Sở: Tài chính, Xây dựng").
"""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

from functools import lru_cache

from . import places
from .committees import COMMITTEES, committee
from .lexicon import (
    ACTIONS,
    GENERIC_NOUNS,
    HEADS,
    LEVELS,
    NAME_PARTS,
    NUMERALS,
    POSITIONS,
    QUANTIFIERS,
    SPECIAL_UNITS,
    STATE_WORDS,
    VILLAGE_HEADS,
)
from .tokens import Tokens, first_words
from .unit_sets import generic_set
from .unit_words import (
    FIELD_KEYS,
    FIELD_LONGEST,
    Unit,
    action_at,
    head_at,
    levels_end,
    name_end,
    person_end,
    place_end,
    skip_comma,
    skip_parenthesis,
    stops,
    unit_of,
)

_ELIDABLE = frozenset(
    {
        "bộ",
        "sở",
        "phòng",
        "cục",
        "vụ",
        "ban",
        "viện",
        "chi cục",
        "trường",
        "công ty",
        "tổng công ty",
        "tập đoàn",
        "hội",
        "báo",
    }
)
_PLURAL_ONLY = frozenset({"trường", "công ty", "tổng công ty", "tập đoàn", "hội", "báo"})
_ALONE = frozenset({
    "đồn biên phòng", "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy", "vpcp", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "công an", "bch", "bchqs",
    "bql", "văn phòng chính phủ", "ban thường vụ", "cơ quan thường trực",
})  # fmt: skip
# Parts of a body, named with it.
_OWNED = frozenset({
    "trung ương", "ủy ban trung ương", "ban thường trực", "ban thường vụ", "ban chấp hành", "ủy ban kiểm tra", "văn phòng", "văn phòng thường trực", "thường trực", "ban cán sự đảng", "đảng đoàn",
})  # fmt: skip
_LOWER_NAME = frozenset({
    "trung tâm", "ban quản lý", "ban quản lý dự án", "ban chỉ đạo", "ban chỉ huy", "văn phòng", "chi nhánh", "tổ công tác", "bệnh viện", "trường", "hội đồng",
    "chi cục", "cục", "kho bạc", "ngân hàng", "hội", "liên đoàn", "liên minh", "đài", "bộ chỉ huy", "viện kiểm sát", "tòa án", "ban", "phòng", "công ty", "quỹ", "hiệp hội",
    "khu quản lý", "cơ quan điều phối", "tiểu ban", "nhóm công tác", "cảnh sát", "hạt", "trạm", "đội", "đoàn", "cổng thông tin điện tử",
})  # fmt: skip
_AROUND = frozenset({"trên địa bàn"})
_BRANCH = frozenset({"chi nhánh"})
_WIDE = frozenset({"việt nam", "trung ương", "nhà nước", "khu vực"})
_LONGEST_LISTED = 6
_ONE_IN_THE_COUNTRY = frozenset({"thủ", "chính", "quốc", "kiểm", "thanh"})
_AGENCIES = frozenset({"cơ quan", "ngành"})
# "phân công 01 lãnh đạo phụ trách": people who are counted are what is to be provided.
_COUNTED = (LEVELS | GENERIC_NOUNS) - {
    "lãnh đạo",
    "cán bộ",
    "công chức",
    "viên chức",
    "thành viên",
    "đại biểu",
    "cá nhân",
}
_OTHERS = POSITIONS | COMMITTEES
_NO_SUBJECT = ACTIONS | STATE_WORDS
# Days and times open sentences with capitals too.
_NO_BODY = frozenset({
    "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật", "thời gian", "ngày", "tháng", "quý", "năm", "sáng", "chiều", "tối", "hạn chế", "tồn tại", "nguyên nhân",
    "khó khăn", "kết quả", "tình hình", "công tác", "dự án", "tuyến", "đoạn", "gói thầu",
})  # fmt: skip
_PREPOSED = frozenset(
    {"vào", "trước", "sau", "trong", "từ", "đến", "theo", "về", "tại", "trên", "qua", "khi", "nếu", "do", "để"}
)
_LOWER_HEADS = frozenset({"phòng", "sở", "bộ", "cục", "chi cục", "trung tâm", "ban"})
_FIRST_WORDS = first_words(HEADS, SPECIAL_UNITS, _OTHERS, QUANTIFIERS, GENERIC_NOUNS, LEVELS, NUMERALS)
_BY_GIVEN_NAME = frozenset({"ông", "bà"})
_POLITE = frozenset({"đồng chí", "đ/c", "ông", "bà", "các đồng chí"})


_AFTER_A_NAME = first_words(_AROUND, places.PARTY, _BRANCH, LEVELS, _WIDE) | {"các", "thuộc"}
_QUANTIFYING = first_words(QUANTIFIERS)
_VILLAGE = first_words(VILLAGE_HEADS)
_LEVEL = first_words(LEVELS)
_PERSONAL = first_words(_POLITE, COMMITTEES, POSITIONS)


def may_start(t: Tokens) -> list[int]:
    """A cheap test: the words at which a unit might begin."""
    return [
        i
        for i, word in enumerate(t.low)
        if word in _FIRST_WORDS or (word < ":" and word.isdigit() and t.phrase(i + 1, 3, _COUNTED) > 0)
    ]


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
    while j < t.count:
        k = _after_separator(t, j, joined)
        if k < 0 or k >= t.count or t.low[k] == "mỗi":
            break  # "Bộ A, Bộ B, mỗi bộ trong phạm vi của mình" names nobody else
        more, end = parse_one(t, k)
        if not more:
            more, end = _elided(t, k, units[-1])
        if not more and units[-1].head in LEVELS:
            more, end = places.small(t, k)
        if more and more[0].kind == "generic" and not _in_list(t, k):
            more = []
        if not more:
            break
        if units[-1].kind == "committee" and _bare(units[-1]) and more[0].kind == "committee" and not _bare(more[0]):
            units[-1] = units[-1]._replace(name=f"{units[-1].name} {more[0].name[len(more[0].head) :].strip()}")
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
        if j + 1 < t.count and t.low[j + 1] in ("và", "cùng"):
            return j + 2
        return j + 1
    if word in ("và", "hoặc", "&"):
        return j + 1
    if word == "cùng" and joined:
        return j + 2 if j + 1 < t.count and t.low[j + 1] == "với" else j + 1
    return -1


def _elided(t: Tokens, k: int, before: Unit) -> tuple[list[Unit], int]:
    """Such as "Sở Y tế, Giáo dục và Đào tạo": the head of the unit before is meant again."""
    if before.kind != "named" or before.head.lower() not in _ELIDABLE or not t.capital(k):
        return [], k
    n = t.phrase(k, FIELD_LONGEST, FIELD_KEYS)
    if not n:
        return [], k
    return [Unit(f"{before.head} {t.slice(k, k + n)}", k, k + n, "named", before.head)], k + n


def parse_one(t: Tokens, i: int) -> tuple[list[Unit], int]:  # noqa: PLR0911, PLR0912  one way out for each form
    """One member of a list; several where an enumeration follows one head. Arguments and result as `parse_list`."""
    if i >= t.count:
        return [], i
    q = t.phrase(i, 3, QUANTIFIERS) if t.low[i] in _QUANTIFYING else 0
    if not q and (t.low[i].isdigit() or t.low[i] in NUMERALS) and t.phrase(i + 1, 3, _COUNTED):
        q = 1
    k = i + q
    if k >= t.count:
        return [], i
    if t.low[k] in _PERSONAL:
        n = t.phrase(k, 2, _POLITE)
        if n:
            return _person(t, i, k + n)
        n = t.phrase(k, 12, COMMITTEES)
        if n:
            return committee(t, i, k + n)
        # "Trưởng thôn" heads no body: a set of people
        n = 0 if t.low[k] in _VILLAGE and t.phrase(k, 4, VILLAGE_HEADS) else t.phrase(k, 4, POSITIONS)
        if n and (t.capital(k) or q or t.low[k] in ("người", "lãnh", "thủ", "giám", "chủ")):
            found = _titled(t, i, k, k + n)
            if found[0]:
                return found
    found = _small_head(t, i, k, quantified=bool(q))
    if found[0]:
        return found
    if t.low[k] in _LEVEL:
        found = places.listed(t, i, k) if q else places.told(t, i)
        if found[0]:
            return found
    if t.capital(k):
        found = _enumeration(t, i, k) if q else _named(t, k)
        if found[0]:
            return found
    return generic_set(t, i, k, quantified=bool(q))


def _small_head(t: Tokens, i: int, k: int, *, quantified: bool) -> tuple[list[Unit], int]:
    """Such as "các sở: Tư pháp, Nội vụ", "phòng Kinh tế": the head noun written small, the field with a capital."""
    n = 0 if t.capital(k) else t.phrase(k, 2, _LOWER_HEADS)
    if not n or k + n >= t.count:
        return [], i
    if quantified and t.low[k + n] == ":" and k + n + 1 < t.count and t.capital(k + n + 1):
        return _enumeration(t, i, k)
    if t.capital(k + n) and t.phrase(k + n, FIELD_LONGEST, FIELD_KEYS):
        return _named(t, k)
    return [], i


def _tail(t: Tokens, j: int) -> int:
    """Past "tỉnh", "thành phố Hà Tiên", "Việt Nam", "Trung ương" after a name."""
    while j < t.count and t.low[j] in _AFTER_A_NAME:
        if t.low[j] == "các":
            end = levels_end(t, j + 1)
            if end == j + 1 or (end < t.count and (t.low[end] == ":" or t.capital(end))):
                break
            j = end  # "Trung tâm Y tế các huyện"
            continue
        if t.phrase(j, 3, _AROUND):
            j += 3
            continue
        if places.party_at(t, j) or t.phrase(j, 2, _BRANCH):
            j += 2
            continue
        n = t.phrase(j, 2, LEVELS)
        if n and t.low[j] not in ("địa", "thôn", "ấp"):
            end = place_end(t, j + n)
            more = t.phrase(end + 1, 2, LEVELS) if end == j + n and end < t.count and t.low[end] == "," else 0
            if more and not (end + 1 + more < t.count and t.capital(end + 1 + more)) and not t.capital(end + 1):
                end += 1 + more  # "tỉnh, thành phố" is one level
            j = end
            continue
        if t.phrase(j, 2, _WIDE):
            j += 2
            if t.low[j - 2] == "khu" and j < t.count and (t.words[j].isdigit() or t.words[j].isupper()):
                j += 1
            continue
        if t.low[j] == "thuộc" and j + 1 < t.count and t.capital(j + 1):
            owner, end = parse_one(t, j + 1)
            if owner:
                j = end
                continue
        break
    return j


def _named(t: Tokens, k: int) -> tuple[list[Unit], int]:
    """A body by its own name, beginning with a capital."""
    n = t.phrase(k, 12, SPECIAL_UNITS)
    if n:
        # "Kho bạc Nhà nước Kiên Giang", but no place after an office that is one in the country
        end = k + n if t.low[k] in _ONE_IN_THE_COUNTRY else place_end(t, k + n)
        end = _tail(t, end)
        return [unit_of(t, k, end, "named")], skip_parenthesis(t, end)
    found = places.by_level(t, k)
    if found[0]:
        return found
    n = t.phrase(k, 4, HEADS)
    if not n or t.low[k : k + 2] == ["tổ", "chức"]:
        return [], k
    head, after = t.slice(k, k + n), k + n
    low = head.lower()
    field = t.phrase(after, FIELD_LONGEST, FIELD_KEYS) if after < t.count and t.capital(after) else 0
    longer = name_end(t, after) if after < t.count and t.capital(after) else after
    if field and longer > after + field and t.low[after + field] not in ("và", "-", ",") and low not in ("bộ", "sở"):
        field = 0  # "Cục Thuế doanh nghiệp lớn": the name goes on
    if low in _OWNED and after < t.count and head_at(t, after):
        end = after  # the body that it belongs to is named next
    elif field:
        end = after + field
    elif longer > after:
        end = longer
    elif after < t.count and (t.phrase(after, 2, LEVELS) or low in _ALONE):
        end = after
    elif low in _LOWER_NAME and n > 1:
        # "Ban Chỉ đạo hoàn thiện …": the one that the document speaks of
        end = (
            name_end(t, after) if after < t.count and (t.phrase(after, 7, NAME_PARTS) or not stops(t, after)) else after
        )
    elif low in _ALONE or low in _OWNED or (low in HEADS and t.words[k].isupper()):
        end = after
    else:
        return [], k
    end = _owner_end(t, end) if low in _OWNED and end == after else _tail(t, end)
    shared = places.shared(t, k, end, head)
    return shared if shared[0] else ([unit_of(t, k, end, "named", head)], skip_parenthesis(t, end))


def _owner_end(t: Tokens, j: int) -> int:
    """Past the body that a part belongs to ("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh" is one unit)."""
    owner, end = parse_one(t, j) if j < t.count and head_at(t, j) else ([], j)
    return end if len(owner) == 1 else _tail(t, j)


def _enumeration(t: Tokens, i: int, k: int) -> tuple[list[Unit], int]:
    """Such as "các Sở: Tài chính, Xây dựng", "các Bộ Công an, Tài chính"; a plain set is left to `_generic`."""
    n = t.phrase(k, 4, HEADS)
    if not n or k + n >= t.count:
        return [], i
    head, j = t.slice(k, k + n), k + n
    head = head[:1].upper() + head[1:]  # "các sở: Tư pháp, …" names the body Sở Tư pháp
    if t.low[j] == "," and t.phrase(j + 1, 3, _AGENCIES) and ":" in t.low[j : j + 5]:
        j = t.low.index(":", j)  # "Các Bộ, cơ quan: Tài chính, …"
    if t.low[j] == ":":
        j += 1
    if j >= t.count or not t.capital(j):
        return [], i
    units: list[Unit] = []
    while j < t.count and t.capital(j) and not (units and head_at(t, j) and not _field_of(t, j, head)):
        end = _listed_name_end(t, j)
        if end == j:
            break
        units.append(Unit(f"{head} {t.slice(j, end)}", j, end, "named", head))
        j = end
        if (
            j < t.count
            and t.low[j] in (",", "và", ";")
            and j + 1 < t.count
            and t.capital(j + 1)
            and (not head_at(t, j + 1) or _field_of(t, j + 1, head))
            and not t.phrase(j + 1, 4, _OTHERS)
        ):
            j += 1
        else:
            break
    if not units:
        return [], i
    units[0] = units[0]._replace(first=i)
    return units, j


def _field_of(t: Tokens, j: int, head: str) -> bool:
    """Whether a word that heads bodies of its own is a field in a list of ministries ("các Bộ: Quốc phòng, Công an")."""
    if head.lower() != "bộ" or t.low[j : j + 2] not in (["công", "an"], ["ngoại", "giao"]):
        return False
    return j + 2 >= t.count or not (t.capital(j + 2) or t.phrase(j + 2, 2, LEVELS))


def _listed_name_end(t: Tokens, j: int) -> int:
    """The end of one name in "các Phòng: Đăng ký kinh doanh, Doanh nghiệp": up to the next comma where one is near."""
    field = t.phrase(j, FIELD_LONGEST, FIELD_KEYS)
    end = j + field if field else name_end(t, j, inner_comma=False)
    if end < t.count and t.low[end] in (",", ";", "và"):
        return end
    for k in range(end, min(t.count - 1, j + _LONGEST_LISTED)):
        if t.low[k] in (",", ";"):
            return k if t.capital(k + 1) else end
        if not t.words[k].isalpha() or t.capital(k):
            break
    longer = name_end(t, j, inner_comma=False)
    return max(end, longer)


def _titled(t: Tokens, i: int, k: int, j: int) -> tuple[list[Unit], int]:
    """A post with the body it heads ("Giám đốc các Sở: …" is repeated for each)."""
    title = t.slice(k, j)
    if j >= t.count or (stops(t, j) and not t.phrase(j, 2, QUANTIFIERS)):
        if t.low[k] in ("lãnh", "trưởng", "thành") and j - k <= 2:
            return [], i
        return ([unit_of(t, i, j, "titled", title)], j) if t.capital(k) or t.low[k] in ("chủ", "người") else ([], i)
    inner, end = parse_one(t, j)
    if inner and inner[0].kind in ("person", "titled"):
        inner = []
    if not inner:
        end = person_end(t, j)
        if end == j:
            field = t.phrase(j, FIELD_LONGEST, FIELD_KEYS)
            if field and t.capital(j):
                end = _tail(t, j + field)  # "Trưởng phòng Giáo dục và Đào tạo"
            elif t.capital(j):
                end = _tail(t, name_end(t, j))
            elif t.low[k] not in ("người", "trưởng"):
                end = j
            else:
                end = name_end(t, j)
        if end == j and not t.capital(k):
            return [], i
        return [unit_of(t, i, end, "titled", title)], end
    if len(inner) > 1:
        units = [Unit(f"{title} {u.name}", u.first, u.last, "titled", title) for u in inner]
        units[0] = units[0]._replace(first=i)
        return units, end
    end = person_end(t, end)
    return [unit_of(t, i, end, "titled", title)], end


def _person(t: Tokens, i: int, j: int) -> tuple[list[Unit], int]:
    """Such as "đồng chí Nguyễn Văn A - Phó Chủ tịch UBND tỉnh" stays whole; "đồng chí Giám đốc Sở Y tế" too."""
    end = person_end(t, j) if j >= t.count or t.low[j - 1] not in _BY_GIVEN_NAME else _called(t, j)
    if end == j:
        inner, stop = parse_one(t, j) if j < t.count else ([], j)
        if inner and inner[-1].kind in ("titled", "generic"):
            inner[0] = inner[0]._replace(name=t.slice(i, inner[0].last), first=i)
            return inner, stop
        return [], i
    if end + 1 < t.count and t.low[end] in (",", "-") and t.capital(end + 1):
        n = t.phrase(end + 1, 4, POSITIONS)
        if n:
            post, stop = _titled(t, end + 1, end + 1, end + 1 + n)
            if len(post) == 1:
                return [unit_of(t, i, post[0].last, "person")], skip_comma(t, stop)
    return [unit_of(t, i, end, "person")], end


def _called(t: Tokens, j: int) -> int:
    """The end of a name after "ông" or "bà": people are called by their given name alone too."""
    end = person_end(t, j)
    while end < t.count and end - j < 5 and t.capital(end) and t.words[end].isalpha() and not head_at(t, end):
        if t.phrase(end, 4, POSITIONS):
            break
        end += 1
    return end


@lru_cache(maxsize=32)
def unknown_subject(t: Tokens) -> Unit | None:
    """A body that no head noun names: a sentence that opens with a run of capitalised words and then acts."""
    if (
        not t.count
        or not t.capital(0)
        or t.low[0] in _PREPOSED
        or t.phrase(0, 3, _NO_SUBJECT)
        or t.phrase(0, 2, _NO_BODY)
    ):
        return None
    end = name_end(t, 0)
    capitals = sum(1 for k in range(end) if t.capital(k))
    if capitals < 2 or end < 2 or end > 9 or not action_at(t, end):
        return None
    return unit_of(t, 0, end, "unknown")
