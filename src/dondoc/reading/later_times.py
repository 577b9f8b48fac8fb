"""Times that are said once for several duties: in a sentence of their own, or at the end of one."""

from __future__ import annotations

import re

from .dates import number
from .deadlines import Expression
from .drafts import Context, Draft
from .structure import Node
from .trailing import alone, worth_asking

# "Các nhiệm vụ này hoàn thành trước …" after the last item speaks of all items.
_ALL_OF_THEM = re.compile(
    r"\W*(?:tất cả |toàn bộ )?(?:các|cả|hai|ba|bốn|\d{1,2}) (?:nội dung|nhiệm vụ|công việc|việc)\b", re.IGNORECASE
)
_SOME_OF_THEM = re.compile(r"\W*(hai|ba|bốn|\d{1,2})\s", re.IGNORECASE)
# How far back the duties of one list are looked for.
_LIST = 200


def give_back(context: Context, drafts: list[Draft], node: Node, same: str, start: int, before: Draft | None) -> bool:
    """Give the time of a sentence that says only by when ("Hoàn thành trước ngày …") to the duties before it.

    Args:
        context: what the document says around it.
        drafts: all duties found so far; those meant are changed.
        node: the paragraph of the sentence.
        same: the sentence in comparable form.
        start: where it begins in the paragraph.
        before: the duty before it in the paragraph.

    Returns:
        Whether it was such a sentence, and there was a duty to take the time.
    """
    if not worth_asking(same):
        return False
    found = context.times[same]
    expression = alone(same, found, context.is_author)
    if expression is None:
        return False
    context.warn(found, same)
    moved = expression.moved(start)
    targets = _meant(drafts, node, same, before)
    for draft in targets:
        if draft.deadline is None or (before and draft.deadline.kind == "event"):
            _take(draft, moved, "in the sentence after")
            draft.timed_by = node
    return bool(targets)


def _meant(drafts: list[Draft], node: Node, same: str, before: Draft | None) -> list[Draft]:
    """The duties that a time in a sentence of its own speaks of."""
    recent = drafts[-_LIST:]
    if before is None:
        near = (node, node.parent)
        return [d for d in recent if d.node in near or d.node.parent in near]
    if not (_ALL_OF_THEM.match(same) and node.labelled):
        return [before]
    listed = [d for d in recent if d.node is node or d.node.parent is node.parent]
    some = _SOME_OF_THEM.match(same)
    return listed[-(number(some.group(1)) or 0) :] if some else listed


def share_last(context: Context, made: list[Draft], same: str, start: int) -> None:
    """Such as "giao A …, giao B …, hoàn thành trước ngày …": a time that closes the sentence is of all its duties.

    Args:
        context: what the document says around it.
        made: the duties of the sentence, the last with the time; the others are changed.
        same: the sentence in comparable form.
        start: where it begins in the paragraph.
    """
    last = made[-1].deadline
    if last is None or any(d.deadline for d in made[:-1]):
        return
    where = last.start - start + 1
    tail = max(same.rfind(sign, 0, where) for sign in ",;") + 1
    rest = same[tail:].lstrip()
    if same[tail - 1 : tail] == "," and ";" in same[:tail]:
        return  # "…; A làm X, xong trước ngày …": the time is of the last part alone
    if tail and worth_asking(rest) and alone(rest, context.times[rest], context.is_author):
        for draft in made[:-1]:
            _take(draft, last, "at the sentence's end")


def _take(draft: Draft, deadline: Expression, where: str) -> None:
    """Set the time of a duty that its own words do not name."""
    draft.deadline, draft.kind = deadline, deadline.kind
    draft.flags.append("inherit_deadline")
    kept = [reason for reason in draft.because if not reason.startswith("deadline:")]
    draft.because = [*kept, f"{deadline.because} {where}"]
