"""What restricts a set of bodies: where "có liên quan", "thuộc Bộ …", "chưa phân bổ hết vốn" ends and the duty begins."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

from .lexicon import ACTIONS, LEVELS, QUANTIFIERS, RESTRICTIONS, STATE_WORDS, VERBS
from .tokens import Tokens
from .unit_words import PUNCTUATION, action_at, head_at, place_end, stops

_CLAUSAL = frozenset(
    {"có", "được", "thuộc", "trên địa bàn", "trên", "của", "tại", "ở", "trong", "đóng trên địa bàn", "phụ trách", "nơi"}
)
# What follows one of these names the members of a set by how they stand ("các bộ chưa phân bổ hết vốn phải …"): only
# where an order follows, for a description begins in the same words ("Các sở chưa quan tâm chỉ đạo").
_STANDING_AS = frozenset(
    {"chưa", "còn", "đang", "không", "đã đăng ký", "đã được", "đã ký", "đã nhận", "đã có", "nào", "để xảy ra"}
)
# Words that no description of a set holds: the order has begun.
_OBLIGING = frozenset({
    "phải", "cần", "có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm", "khẩn trương", "tập trung", "nhanh chóng", "lập tức", "kiểm điểm", "rút kinh nghiệm", "chấm dứt",
})  # fmt: skip
# The manner of an order where a verb follows, of what was done where none does ("chưa thực hiện nghiêm túc").
_MANNER = frozenset({"nghiêm túc", "sớm", "quyết liệt", "ngay", "kịp thời", "chủ động", "dứt điểm"})
# A set that tells others what to do acts already: "các xã có rừng chỉ đạo các chủ rừng khẩn trương …".
_TELLING = frozenset({
    "chỉ đạo", "yêu cầu", "giao", "hướng dẫn", "đôn đốc", "phối hợp", "tổ chức", "chủ trì", "tham mưu", "báo cáo", "rà soát", "kiểm tra", "đề nghị", "thông báo", "phân công", "vận động", "tuyên truyền",
    "nhắc nhở", "tiếp tục", "tăng cường", "đẩy mạnh", "nâng cao", "bảo đảm", "đảm bảo", "thường xuyên",
})  # fmt: skip
_LONGEST_CLAUSE = 22
# "các địa phương trong quá trình thực hiện": when, not which.
_TIMES = frozenset(
    {
        "quá trình",
        "thời gian",
        "việc",
        "công tác",
        "suốt",
        "tháng",
        "quý",
        "năm",
        "tuần",
        "ngày",
        "kỳ",
        "dịp",
        "đợt",
        "trường hợp",
    }
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
_STATES = STATE_WORDS - {"được", "của"}
_LONGEST_MODIFIER = 7
_PREPOSITIONS = frozenset({"về", "với", "cho", "để", "theo", "từ", "qua", "tại", "bằng", "vào", "ra", "lên", "xuống"})


def restriction_end(t: Tokens, j: int, *, modified: bool = True) -> int:
    """The end of what restricts a set from word `j` on.

    Args:
        t: the sentence.
        j: the word after the set's nouns.
        modified: whether words of no known meaning may belong to the noun ("các cơ quan thông tấn").

    Returns:
        The word after the restriction; `j` where there is none.
    """
    first = j
    while j < t.count and (end := _one_end(t, j, opening=j == first, modified=modified)) > j:
        j = end
    return j


def _one_end(t: Tokens, j: int, *, opening: bool, modified: bool) -> int:  # noqa: PLR0911  one way out for each form
    """Past one restriction that begins at `j`, or `j`."""
    state = t.phrase(j, 3, _STANDING_AS)
    if t.low[j] in PUNCTUATION or t.low[j] in ("và", "hoặc") or (not state and t.phrase(j, 3, _STATES) > 1):
        return j
    if state and (ordered := _order_after(t, j + state, given=t.low[j + state - 1] == "được")):
        return ordered
    acting = t.phrase(j, 4, ACTIONS)
    n = t.phrase(j, 6, RESTRICTIONS)
    word = " ".join(t.low[j : j + n])
    if n and word in _CLAUSAL:
        if acting > n or (word == "trong" and t.phrase(j + n, 2, _TIMES)):
            return j
        given = word == "được"
        return _order_after(t, j + n, given=given) or _clause(t, j + n, skip_first=given)
    if n and word in _VERBLIKE:
        end = _clause(t, j + n, skip_first=False) if opening else j
        return end if end < t.count and action_at(t, end) else j  # else it is the duty itself
    if n and acting <= n:
        return place_end(t, j + n) if word in LEVELS else j + n
    if acting or t.phrase(j, 2, QUANTIFIERS) or (t.capital(j) and head_at(t, j)):
        return j
    return _plain_modifier(t, j) if modified else j


def _plain_modifier(t: Tokens, j: int) -> int:
    """Past a few words that belong to the noun ("thông tấn", "giáo dục đại học"), when an action or a sign follows."""
    k = j
    while k < t.count and k - j < _LONGEST_MODIFIER and not stops(t, k) and t.low[k] not in _PREPOSITIONS:
        k += 1
    return k if k == t.count or (stops(t, k) and t.low[k] not in _PREPOSITIONS) else j


def _clause(t: Tokens, j: int, *, skip_first: bool) -> int:
    """Past a relative clause, up to a verb, a sign or a joining word; `j` where no end is in sight."""
    k = j + 1 if skip_first else j
    while k < t.count and k - j < 14:
        if t.low[k] in PUNCTUATION or t.low[k] in ("và", "hoặc", "thì", "theo"):
            break
        if not t.capital(k) and t.phrase(k, 3, _STRONG):
            break
        k += 1
    return k if (k < t.count and k - j < 14) or k == t.count else j


def _order_after(t: Tokens, j: int, *, given: bool) -> int:
    """Where an order begins after a clause about a set that begins at `j`; 0 where none is in sight.

    `given`: the clause says what was done to the set, so its first verb is another's ("được giao vốn").
    """
    k, after_verb = j, given
    while k < min(j + _LONGEST_CLAUSE, t.count):
        if t.low[k] in PUNCTUATION or t.low[k] == "thì" or (k > j and t.phrase(k, 2, QUANTIFIERS)):
            return 0
        small = not t.capital(k)
        if small and k > j and (t.phrase(k, 3, _OBLIGING) or ((n := t.phrase(k, 2, _MANNER)) and action_at(t, k + n))):
            return k
        # "chưa nộp báo cáo": what follows a verb at once is its object.
        if small and not after_verb and t.phrase(k, 2, _TELLING):
            return 0
        verb = t.phrase(k, 3, VERBS) if small else 0
        after_verb = verb > 0
        k += verb or 1
    return 0
