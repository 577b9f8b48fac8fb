"""Lines that only name somebody ("2. Sở Tài chính", "Đối với UBND cấp huyện:"): the addressee of what follows."""

from __future__ import annotations

import re
from functools import lru_cache

from . import nature
from .drafts import Names, placed
from .labels import INLINE
from .structure import Node
from .tokens import Tokens, tokenise
from .unit_words import Unit, unit_of
from .units import parse_list

_LONGEST_LINE = 60
# Words that a heading has only where it says what to do.
_ORDERING = frozenset(
    {
        "có trách nhiệm",
        "chịu trách nhiệm",
        "chủ trì",
        "phối hợp",
        "thực hiện",
        "khẩn trương",
        "tập trung",
        "tổ chức",
        "phải",
        "cần",
        "rà soát",
        "báo cáo",
        "như sau",
    }
)
_BEFORE = frozenset({
    "đối với", "về phía", "giao", "yêu cầu", "đề nghị", "trách nhiệm của", "nhiệm vụ của", "kính đề nghị", "riêng", "riêng đối với", "phân công",
    "đối với các đồng chí",
})  # fmt: skip
_AFTER = re.compile(
    r"(?:là (?:cơ quan|đơn vị) (?:đầu mối|thường trực|chủ trì) )?(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|thực hiện|tập trung thực hiện|chủ trì|theo chức năng|và đơn vị liên quan|khẩn trương"
    r"|(?:\w+ ){0,6}(?:các )?(?:nhiệm vụ|nội dung|công việc|việc)(?: sau| sau đây| cụ thể| trọng tâm)*)"
)
_SIGNS = frozenset(":.,;")
# An apposition after the name: Cục Trẻ em - đơn vị thường trực của Kế hoạch - có trách nhiệm
_APPOSITION = re.compile(r"^(?:- [^-]{3,80} -|\( [^()]{3,80} \)) ?")
# "Đối với UBND cấp huyện: ký cam kết …": the addressee and the task on one line.
_RUN_IN = re.compile(r"(?P<head>(?:(?:Riêng )?[Đđ]ối với|Về phía|Riêng)\s[^:;.]{3,160}):\s+(?=\S)")


def _which(t: Tokens, j: int) -> bool:
    """Whether what follows a set's noun in a heading says which ("chủ đầu tư các dự án nhà ở xã hội:")."""
    return (
        j < t.count - 1
        and t.low[j] in ("các", "những")
        and "," not in t.low[j:]
        and not any(t.phrase(k, 3, _ORDERING) for k in range(j, t.count))
    )


@lru_cache(maxsize=32)
def heading_units(text: str) -> tuple[tuple[Unit, ...], Tokens] | None:
    """The units that a whole line names.

    Args:
        text: the line without its clause mark, in comparable form.

    Returns:
        The units and the line's words; None where the line says more than whom it is for.
    """
    t = tokenise(text, text)
    if not t.count or t.count > _LONGEST_LINE:
        return None
    units, j = parse_list(t, t.phrase(0, 4, _BEFORE))
    if not units:
        return None
    if len(units) == 1 and units[0].kind == "generic" and text.rstrip().endswith(":") and _which(t, j):
        return (unit_of(t, units[0].first, t.count - 1, "generic"),), t
    rest = _APPOSITION.sub("", " ".join(w for w in t.low[j:] if w not in _SIGNS))
    return None if rest and not _AFTER.fullmatch(rest) else (tuple(units), t)


def may_run_in(same: str) -> bool:
    """Whether a sentence, where it opens a clause, may name before its colon whom it is for."""
    return _RUN_IN.match(same) is not None


def run_in(node: Node, start: int, same: str) -> tuple[Names, int] | None:
    """Whom a clause names before its colon, and where its task begins; None for any other sentence."""
    match = _RUN_IN.match(same) if start == node.begin else None
    found = heading_units(match.group("head")) if match else None
    if match is None or found is None or len(INLINE.findall(same)) > 1:
        return None
    rest = same[match.end() :]
    if nature.imperative_at(tokenise(rest, rest)) != 0:
        return None
    units, t = found
    return placed(units, t, start, node), start + match.end()
