"""Who works with the lead: "phối hợp với", "cùng", "thống nhất với", where it is of the lead's own task."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

from .mentions import Mention
from .tokens import Tokens
from .unit_words import Unit

_MANNER = frozenset({
    "chặt", "chẽ", "thường", "xuyên", "tốt", "kịp", "thời", "cùng", "với", "đồng", "bộ", "hiệu", "quả", "trực", "tiếp", "nhịp",
    "nhàng", "có", "thống", "nhất", "ý", "kiến", "sự",
})  # fmt: skip
_TOGETHER = frozenset({"cùng", "có trách nhiệm", "là cơ quan", "là đơn vị"})
# "có trách nhiệm", "là cơ quan" and "phối hợp".
_NEAR_BY = 5
_TO_HELP = frozenset({"giao", "đề", "nghị", "yêu", "cầu", "do"})
_LEADS = frozenset({"chủ trì", "làm đầu mối", "là cơ quan chủ trì", "đầu mối"})
# "chủ trì" and what is led, in words, before the comma.
_LEADING = 12
_NOMINAL = frozenset({"chế", "sự", "tác", "trình", "việc", "hoạch", "tinh", "thần"})
_DIRECTING = (
    "chỉ đạo", "yêu cầu", "đôn đốc", "hướng dẫn", "giao", "đề nghị", "kiểm tra", "giám sát", "hỗ trợ", "phân công",
)  # fmt: skip


def partners(t: Tokens, found: tuple[Mention, ...], lead_at: int) -> list[Unit]:
    """The units that work with the lead, each name once.

    Args:
        t: the sentence.
        found: all lists of units in it.
        lead_at: the word at which the lead's own list begins; -1 where nobody leads.
    """
    out: list[Unit] = []
    for m in found:
        if m.first != lead_at and _works_with(t, m, found, lead_at):
            out += [u for u in m.units if u.name not in {known.name for known in out}]
    return out


def _works_with(t: Tokens, m: Mention, found: tuple[Mention, ...], lead_at: int) -> bool:
    """Whether the words before the mention make its units partners of the lead's task."""
    i = m.first
    if i == 0 or _helps(t, m):
        return i > 0
    return (t.low[i - 1] in _MANNER or t.low[i - 1] == "hợp") and _said_with(t, m, found, lead_at)


def _said_with(t: Tokens, m: Mention, found: tuple[Mention, ...], lead_at: int) -> bool:
    """Whether "phối hợp với", "cùng" or "thống nhất với" stands before the mention and is of the lead's own task."""
    i = m.first
    before = " ".join(t.low[max(0, i - 8) : i])
    if before.endswith(("thống nhất với", "thống nhất ý kiến với", "thống nhất phương án với")):
        return not _third_party(t, m, found, lead_at, i - 2)
    k = i - 1
    while k >= 0 and t.low[k] in _MANNER and i - k < 8:
        if (
            t.low[k] == "cùng"
            and k + 1 <= i
            and (k + 1 == i or t.low[k + 1] == "với")
            and (k == 0 or t.low[k - 1] in ("trì", ",", "hợp") or any(other.last == k for other in found))
        ):
            return not _third_party(t, m, found, lead_at, k)
        k -= 1
    if k >= 1 and t.low[k] == "hợp" and t.low[k - 1] == "phối":
        verb = k - 1
        if verb > 0 and (
            t.low[verb - 1] in _NOMINAL
            or " ".join(t.low[max(0, verb - 2) : verb]) in ("quy chế", "cơ chế", "công tác", "chương trình")
        ):
            return False
        return not _third_party(t, m, found, lead_at, verb)
    return False


def _helps(t: Tokens, m: Mention) -> bool:
    """Such as "Sở A chủ trì, Sở B phối hợp": who is named before the verb, after the lead's own part."""
    if "hợp" not in t.low[m.last : m.last + _NEAR_BY]:
        return False
    follows = m.last + t.phrase(m.last, 2, _TOGETHER)
    if t.low[follows : follows + 2] != ["phối", "hợp"]:
        return False
    k = m.first - 1
    while k > 0 and t.low[k] in _TO_HELP:
        k -= 1
    return t.low[k] in (",", ";", "và") and any(t.phrase(j, 2, _LEADS) for j in range(max(0, k - _LEADING), k))


def _third_party(t: Tokens, m: Mention, found: tuple[Mention, ...], lead_at: int, verb: int) -> bool:
    """Whether somebody else, told by the lead, is the one who works with these units."""
    for other in reversed(found):
        if other.last <= verb and other.first != lead_at and other is not m:
            if other.last != verb and not all(w not in (",", ";") for w in t.low[other.last : verb]):
                return False
            told = " ".join(t.low[max(0, other.first - 2) : other.first])
            return told in _DIRECTING
    return False
