"""Committees and councils with the area they belong to: "UBND các huyện: A, B", "Chủ tịch UBND thành phố Hà Tiên"."""

from __future__ import annotations

from .lexicon import LEVELS, POSITIONS, SPECIAL_UNITS
from .restrictions import restriction_end
from .tokens import Tokens
from .unit_words import Unit, head_at, levels_end, place_end, skip_parenthesis

COMMITTEES = frozenset(
    {
        "ủy ban nhân dân",
        "ubnd",
        "hội đồng nhân dân",
        "hđnd",
        "thường trực hội đồng nhân dân",
        "thường trực hđnd",
        "tt hđnd",
        "văn phòng ubnd",
        "văn phòng ủy ban nhân dân",
        "văn phòng hđnd",
        "văn phòng hội đồng nhân dân",
        "văn phòng hđnd và ubnd",
        "văn phòng hội đồng nhân dân và ủy ban nhân dân",
        "văn phòng hđnd - ubnd",
        "văn phòng đoàn đbqh và hđnd",
        "văn phòng đoàn đại biểu quốc hội và hội đồng nhân dân",
        "thường trực ubnd",
        "lãnh đạo ubnd",
    }
)
_THERE = frozenset({"các cấp", "nơi đó", "nơi có", "cùng cấp", "cấp dưới"})
_SOME = frozenset({"một số"})
_OTHER_UNITS = POSITIONS | COMMITTEES | SPECIAL_UNITS


def committee(t: Tokens, i: int, j: int) -> tuple[list[Unit], int]:
    """Such as "UBND" and "HĐND" with the area they belong to."""
    head = t.slice(i, j)
    bare = [Unit(head, i, j, "committee", head)]
    if j >= t.count:
        return bare, j
    if t.phrase(j, 2, _THERE):
        end = j + 2
        return [Unit(t.slice(i, end), i, end, "committee", head)], end
    plural = t.low[j] in ("các", "những", "mỗi", "từng", "một") or t.low[j].isdigit()
    k = j + (2 if t.phrase(j, 2, _SOME) else int(plural))
    end = levels_end(t, k)
    if end == k:
        return bare, j
    if plural and end < t.count and (t.low[end] == ":" or t.capital(end)):
        level = t.slice(k, end)
        names, stop = areas(t, end + (t.low[end] == ":"), level)
        if len(names) == 1 and ("," in level or " và " in level):
            # "các huyện, thành phố Cà Mau": all districts, and the one city
            return [Unit(t.slice(i, stop), i, stop, "committee", head)], stop
        if names:
            return [Unit(f"{head} {name}", a, b, "committee", head) for name, a, b in names], stop
    end = restriction_end(t, end) if plural else restriction_end(t, place_end(t, end), modified=False)
    return [Unit(t.slice(i, end), i, end, "committee", head)], skip_parenthesis(t, end)


def areas(t: Tokens, j: int, level: str) -> tuple[list[tuple[str, int, int]], int]:
    """Such as "các huyện: Hòn Đất, Châu Thành và thành phố Hà Tiên": the areas with their level said.

    Args:
        t: the sentence.
        j: the word at which the first area's name begins.
        level: what they are ("huyện").

    Returns:
        Each name with its level, the word it begins at and the one after it; and the word after the list.
    """
    out: list[tuple[str, int, int]] = []
    single = "," not in level and " và " not in level
    while j < t.count:
        n = t.phrase(j, 2, LEVELS)
        start = j
        if n:
            level, single = t.slice(j, j + n), True
            j += n
        end = place_end(t, j)
        if end == j:
            return out, (out[-1][2] if out else start)
        out.append((f"{level} {t.slice(j, end)}" if single else t.slice(j, end), start, end))
        j = end
        if (
            j + 1 < t.count
            and t.low[j] in (",", "và", ";")
            and (t.phrase(j + 1, 2, LEVELS) or (t.capital(j + 1) and not head_at(t, j + 1)))
        ):
            if t.phrase(j + 1, 4, _OTHER_UNITS):
                break
            j += 1
        else:
            break
    return out, j
