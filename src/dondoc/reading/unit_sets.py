"""Sets of bodies named by common nouns ("các sở, ngành, địa phương"), kept whole as printed."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

from .committees import COMMITTEES
from .lexicon import ACTIONS, GENERIC_NOUNS, LEVELS, VERBS
from .restrictions import restriction_end
from .tokens import Tokens
from .unit_words import Unit, skip_parenthesis, unit_of

_SINGLE_GENERIC = frozenset({"báo", "đài", "tổ", "hội", "bên", "hộ", "ấp", "thôn", "cấp", "trường", "vụ", "viện"})
_OF_THE_STATE = frozenset({"trung ương", "ngang bộ", "thuộc chính phủ"})
_NO_SET = _SINGLE_GENERIC | LEVELS


def generic_set(t: Tokens, i: int, k: int, *, quantified: bool) -> tuple[list[Unit], int]:
    """A set of bodies, kept whole as printed ("các sở, ngành, địa phương")."""
    n = t.phrase(k, 7, GENERIC_NOUNS)
    if not n or (not quantified and n == 1 and t.low[k] in _NO_SET):
        return [], i
    if not quantified and t.phrase(k, 3, VERBS) >= n:
        return [], i
    j = k + n
    while j < t.count:
        more = _generic_more(t, j)
        if more == j:
            break
        j = more
    end = restriction_end(t, j)
    # "các bộ, cơ quan trung ương và địa phương" is one set, and so are those of the Government's own bodies.
    while (
        end > j and end < t.count and " ".join(t.low[j:end]) in _OF_THE_STATE and (more := _generic_more(t, end)) > end
    ):
        j, end = more, restriction_end(t, more)
    if t.low[end - 1] == "viên" and (n := t.phrase(end, 12, COMMITTEES)):
        end += n  # "các đồng chí thành viên Ban Chỉ đạo"
    j = end
    return [unit_of(t, i, j, "generic")], skip_parenthesis(t, j)


def _generic_more(t: Tokens, j: int) -> int:
    """Past one more noun of the same set (", ngành", "và địa phương", " các ngành")."""
    if t.low[j] == "các" and j + 1 < t.count:
        n = t.phrase(j + 1, 7, GENERIC_NOUNS)
        return j + 1 + n if n else j
    k = j + 1 if t.low[j] in (",", "và", "hoặc", "/") else j
    if k >= t.count or (k > j and t.capital(k)):
        return j
    n = t.phrase(k, 7, GENERIC_NOUNS)
    if not n:
        return j
    after = t.low[k + n] if k + n < t.count else ""
    if (
        t.low[k] == "tổ"
        and n == 2
        and after not in ("", ",", "có", "liên", "thuộc", "và", "trên", "chính", "xã", "được", "trong", "khác", "quốc")
    ):
        return j  # "tổ chức" as a verb
    if k == j and t.phrase(k, 3, ACTIONS):
        return j
    return k + n
