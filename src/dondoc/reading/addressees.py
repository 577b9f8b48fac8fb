"""Lines that only name somebody ("2. Sở Tài chính", "Đối với UBND cấp huyện:"): the addressee of what follows."""

from __future__ import annotations

import re

from .tokens import Tokens, tokenise
from .unit_words import Unit
from .units import parse_list

_LONGEST_LINE = 60
_BEFORE = frozenset({
    "đối với", "về phía", "giao", "yêu cầu", "đề nghị", "trách nhiệm của", "nhiệm vụ của", "kính đề nghị", "riêng", "riêng đối với", "phân công",
    "đối với các đồng chí",
})  # fmt: skip
_AFTER = re.compile(
    r"(?:có trách nhiệm|chịu trách nhiệm|thực hiện|tập trung thực hiện|chủ trì|theo chức năng|và đơn vị liên quan|khẩn trương"
    r"|(?:\w+ ){0,6}(?:các )?(?:nhiệm vụ|nội dung|công việc|việc)(?: sau| sau đây| cụ thể| trọng tâm)*)"
)
_SIGNS = frozenset(":.,;")


def heading_units(text: str) -> tuple[list[Unit], Tokens] | None:
    """The units that a whole line names.

    Args:
        text: the line without its clause mark, in comparable form.

    Returns:
        The units and the line's words; None where the line says more than whom it is for.
    """
    t = tokenise(text, text)
    if not len(t) or len(t) > _LONGEST_LINE:
        return None
    units, j = parse_list(t, t.phrase(0, 4, _BEFORE))
    if not units:
        return None
    rest = " ".join(w for w in t.low[j:] if w not in _SIGNS)
    return None if rest and not _AFTER.fullmatch(rest) else (units, t)
