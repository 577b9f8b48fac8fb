"""A deadline in a sentence of its own ("Hoàn thành trước ngày 30/6."): it belongs to what stands before."""

from __future__ import annotations

import re

from .actors import analyse
from .deadlines import Expression, choose
from .leading import IsAuthor
from .normalise import lowered
from .tokens import tokenise

_LONGEST = 170
_FAR = 60
_MORE = 40
_OPENS = re.compile(
    r"\(?\s*(?:yêu cầu |(?:tất cả |toàn bộ )?(?:các |cả |hai |ba |bốn |\d{1,2} )?(?:nội dung|nhiệm vụ|công việc|việc)"
    r"(?: nêu)?(?: (?:trên|này|tại (?:khoản|mục|điểm|phần) này))?(?:, trừ [^,;.]{3,60})?,? )?(?:phải )?(?:thực hiện )?"
    r"(?:hoàn thành|thời gian|thời hạn|hạn|xong|chậm nhất|trước ngày|trong tháng|trong quý)\b",
)
_SAYS_ONLY_WHEN = re.compile(
    r"hoàn thành|thời gian|thời hạn|hạn|xong|chậm nhất|yêu cầu hoàn thành|(?:các|hai|ba|bốn|cả|\d{1,2}) (?:n|công v|v)",
)
_COMPLETES_SOMETHING = re.compile(
    r"hoàn thành\s+(?!trước|trong|chậm|xong|các nhiệm vụ trên|các nội dung trên|vào|theo)"
    r"(?:việc|công tác|các|dự|hồ|đề|toàn|\w+ \w+ \w+ \w+ \w+)",
)


def alone(same: str, found: list[Expression], is_author: IsAuthor) -> Expression | None:
    """The expression of a sentence that says only by when.

    Args:
        same: the sentence in comparable form.
        found: its expressions of time.
        is_author: see `actors.analyse`.

    Returns:
        The governing expression, or None where the sentence is a duty of its own.
    """
    if len(same) > _LONGEST:
        return None
    low = lowered(same)
    opened = _OPENS.match(low)
    if opened is None or _COMPLETES_SOMETHING.match(low):
        return None
    expression = choose([e for e in found if e.end > opened.end()])
    if expression is None or expression.kind == "event":
        return None
    if len(same) - expression.end > _MORE or expression.start > max(_FAR, opened.end()):
        return None
    if not _SAYS_ONLY_WHEN.match(low) and analyse(tokenise(same, same), is_author=is_author, inherited=True).lead:
        return None
    return expression


def worth_asking(same: str) -> bool:
    """A cheap test before `found` is computed."""
    return len(same) <= _LONGEST and bool(_OPENS.match(lowered(same)))
