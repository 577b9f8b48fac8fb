"""Whether a duty has an end or is to be done all the time, by its main verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lexicon import FINITE_VERBS, STANDING_VERBS, VERBS
from .normalise import lowered
from .tokens import Tokens

_STANDING_CUES = frozenset({
    "tiếp tục", "tăng cường", "thường xuyên", "đẩy mạnh", "duy trì", "theo dõi", "đôn đốc", "chấp hành", "nâng cao", "chịu trách nhiệm", "quán triệt", "nêu cao", "chú trọng",
    "tăng tốc", "quyết tâm", "phát huy", "đề cao", "nắm chắc", "nắm sát", "nắm tình hình", "nắm bắt", "bám sát", "nhận thức", "nhận thức rõ", "trực ban", "điều hành",
})  # fmt: skip
_FORBIDS = frozenset({"nghiêm cấm", "không được", "không để", "tuyệt đối"})
# More of what is done all the time has no end either ("tăng thời lượng tuyên truyền").
_MORE_OF = frozenset({"thời lượng", "tần suất", "số lượng tin"})
# "trực tiếp chỉ đạo công tác …", "chỉ đạo và chịu trách nhiệm": an office to hold, not a task to finish.
_HOLDS = re.compile(r"(?:(?:, \w+ \w+)? công tác\b|(?: và|,)(?: trực tiếp| tự)? chịu trách nhiệm\b)")
_LEADS = frozenset({"chỉ đạo", "lãnh đạo"})
_FINITE_CUES = frozenset({
    "trình", "hoàn thiện", "hoàn thành", "lập", "ban hành", "đề xuất", "tham mưu", "thẩm định", "xây dựng", "nghiên cứu", "rà soát", "khắc phục", "báo cáo", "kiểm tra",
    "xác minh", "bố trí", "phân công", "thành lập",
})  # fmt: skip
_WEAK = frozenset({
    "thực hiện", "triển khai", "tổ chức thực hiện", "tổ chức triển khai", "tổ chức", "giải quyết", "xử lý", "phổ biến", "trả lời", "hướng dẫn", "kiểm tra", "hỗ trợ", "cung cấp",
    "tháo gỡ", "tham gia",
})  # fmt: skip
# These say how or with whom; the verb after them says what.
_CARRIERS = frozenset(
    {
        "chủ trì",
        "phối hợp",
        "chỉ đạo",
        "tập trung",
        "chủ động",
        "tích cực",
        "nghiêm túc",
        "quan tâm",
        "lãnh đạo",
        "yêu cầu",
        "giao",
        "đề nghị",
        "quyết liệt",
    }
)
_OFTEN = re.compile(r"(?<!chi )(?<!thu )thường xuyên")
_MANNER_STANDING = re.compile(
    r"(?:nghiêm|hiệu quả|đồng bộ|tốt|đầy đủ|kịp thời|thường xuyên|quyết liệt|sâu rộng|chặt chẽ)\b", re.IGNORECASE
)
_KEEPING = re.compile(
    r"(?:thực hiện|triển khai|chấp hành)(?: thật)? (?:nghiêm|tốt|có hiệu quả)\b[^,;]{0,60}(?:này|quy định|chế độ|quy chế|kỷ luật)",
)


def standing(t: Tokens, first: int, named: Sequence[tuple[int, int]] = ()) -> bool:  # noqa: PLR0911  one way out for each form
    """Whether the duty has no end: decided by its main verb, from word `first` on.

    The main verb is the first one after manner words, after the partners of "phối hợp với …" and after those whom
    the lead is to direct.

    Args:
        t: the sentence.
        first: the word at which the act begins.
        named: first word and the one after the last of each list of bodies; no verb is looked for in their names.
    """
    low = lowered(t.same)
    if (
        t.phrase(0, 2, _STANDING_CUES)
        or t.phrase(first, 2, _FORBIDS)
        or ("24/24" in low and "24/24" in t.low)
        or ("thường xuyên" in low and _OFTEN.search(low))
        or (
            ("nghiêm" in low or "tốt" in low or "hiệu quả" in low)
            and _KEEPING.search(low, t.starts[min(first, t.count - 1)])
        )
    ):
        return True
    eager = False
    i = first
    window = min(t.count, first + 60)
    ends = {a: b for a, b in named if a > first}
    while i < window:
        if i in ends:
            i = max(ends[i], i + 1)
            continue
        n = 0 if t.capital(i) and i > first else t.phrase(i, 3, VERBS)
        # "trực tiếp" says how; "tiếp" alone would be a verb
        if not n or (i > 0 and (t.low[i - 1] in ("được", "đã") or t.low[i - 1 : i + 1] == ["trực", "tiếp"])):
            i += 1
            continue
        phrase = " ".join(t.low[i : i + n])
        if phrase in _CARRIERS:
            if phrase == "phối hợp" and re.match(
                r"(?:chặt chẽ |thường xuyên |tốt )*(?:với [^,;]{0,60})?(?:trong|giữa) ",
                " ".join(t.low[i + n : i + n + 16]),
            ):
                return True
            if phrase in _LEADS and _HOLDS.match(" " + " ".join(t.low[i + n : i + n + 7]).replace(" ,", ",")):
                return True
            eager = eager or phrase in ("tích cực", "chủ động", "nghiêm túc")
            i += n
            continue
        if phrase in _STANDING_CUES or (phrase == "tăng" and t.phrase(i + n, 3, _MORE_OF)):
            return True
        if phrase in _WEAK:
            return (
                eager
                or bool(_MANNER_STANDING.search(" ".join(t.low[i + n : i + n + 3])))
                or bool(re.search(r", (?:giám sát|theo dõi|đôn đốc|quản lý)", " ".join(t.low[i + n : i + n + 7])))
            )
        if phrase in STANDING_VERBS:
            return phrase not in FINITE_VERBS or phrase in ("bảo đảm", "đảm bảo", "vận động", "tuyên truyền")
        return eager and phrase not in _FINITE_CUES
    return True
