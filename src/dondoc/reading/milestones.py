"""Several times in one duty: each with what it is for ("lấy ý kiến trước 15/3, trình trước 30/3")."""

from __future__ import annotations

from .deadlines import Expression
from .lexicon import VERBS
from .tokens import Tokens

_LONGEST = 90
_FILLERS = " ,;:-("


def purposes(t: Tokens, found: list[Expression]) -> list[str]:
    """What each time of a duty is for: the act that stands before it, else the one after it.

    Args:
        t: the duty as words.
        found: its times in order, offsets in the duty.

    Returns:
        One phrase for each, as printed; empty where no act stands near.
    """
    verbs = [
        t.starts[k] for k in range(t.count) if t.phrase(k, 3, VERBS) and not (k and t.low[k - 1] in ("được", "đã"))
    ]
    out: list[str] = []
    begin = 0
    for number, time in enumerate(found):
        end = found[number + 1].start if number + 1 < len(found) else len(t.same)
        before = next((v for v in verbs if begin <= v < time.start), None)
        after = next((v for v in verbs if time.end <= v < end), None)
        if before is not None:
            out.append(_phrase(t, before, time.start))
        elif after is not None:
            out.append(_phrase(t, after, end))
            begin = end
            continue
        else:
            out.append("")
        begin = time.end
    return out


def _phrase(t: Tokens, start: int, end: int) -> str:
    """The words from `start` to the first sign that ends a clause, at most so many characters, cut at a word."""
    text = t.text[start:end]
    for sign in (";", ". "):
        text = text.partition(sign)[0]
    text = text.strip(_FILLERS)
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + "…"
