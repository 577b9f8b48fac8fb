"""Bodies by their own name, and enumerations that say the head noun once ("các Sở: Tài chính, Xây dựng")."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

from functools import lru_cache

from . import places
from .committees import COMMITTEES
from .lexicon import (
    ACTIONS,
    HEADS,
    LEVELS,
    NAME_PARTS,
    POSITIONS,
    SPECIAL_UNITS,
    STATE_WORDS,
)
from .tokens import Tokens, first_words
from .unit_words import (
    FIELD_KEYS,
    FIELD_LONGEST,
    ParseOne,
    Unit,
    action_at,
    head_at,
    levels_end,
    name_end,
    place_end,
    skip_parenthesis,
    stops,
    unit_of,
)

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
_AFTER_A_NAME = first_words(_AROUND, places.PARTY, _BRANCH, LEVELS, _WIDE) | {"các", "thuộc"}


def small_head(t: Tokens, i: int, k: int, one: ParseOne, *, quantified: bool) -> tuple[list[Unit], int]:
    """Such as "các sở: Tư pháp, Nội vụ", "phòng Kinh tế": the head noun written small, the field with a capital."""
    n = 0 if t.capital(k) else t.phrase(k, 2, _LOWER_HEADS)
    if not n or k + n >= t.count:
        return [], i
    if quantified and t.low[k + n] == ":" and k + n + 1 < t.count and t.capital(k + n + 1):
        return enumeration(t, i, k)
    if t.capital(k + n) and t.phrase(k + n, FIELD_LONGEST, FIELD_KEYS):
        return named(t, k, one)
    return [], i


def tail(t: Tokens, j: int, one: ParseOne) -> int:
    """Past "tỉnh", "thành phố Hà Tiên", "Việt Nam", "Trung ương" after a name; `one` reads the body that it belongs to."""
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
            owner, end = one(t, j + 1)
            if owner:
                j = end
                continue
        break
    return j


def named(t: Tokens, k: int, one: ParseOne) -> tuple[list[Unit], int]:
    """A body by its own name, beginning with a capital; `one` reads the body that it belongs to."""
    n = t.phrase(k, 12, SPECIAL_UNITS)
    if n:
        # "Kho bạc Nhà nước Kiên Giang", but no place after an office that is one in the country
        end = k + n if t.low[k] in _ONE_IN_THE_COUNTRY else place_end(t, k + n)
        end = tail(t, end, one)
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
    end = _owner_end(t, end, one) if low in _OWNED and end == after else tail(t, end, one)
    shared = places.shared(t, k, end, head)
    return shared if shared[0] else ([unit_of(t, k, end, "named", head)], skip_parenthesis(t, end))


def _owner_end(t: Tokens, j: int, one: ParseOne) -> int:
    """Past the body that a part belongs to ("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh" is one unit)."""
    owner, end = one(t, j) if j < t.count and head_at(t, j) else ([], j)
    return end if len(owner) == 1 else tail(t, j, one)


def enumeration(t: Tokens, i: int, k: int) -> tuple[list[Unit], int]:
    """Such as "các Sở: Tài chính, Xây dựng", "các Bộ Công an, Tài chính"; a plain set is left to `generic_set`."""
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
