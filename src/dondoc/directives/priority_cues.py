"""What the words of a sentence say of its haste: a proposal, a person decides. Pure."""

from __future__ import annotations

import re
import unicodedata

from dondoc.directives.choices import Priority

# What the sentence itself says of its haste; the first that is found counts. Not folded: "ngay" is no "ngày".
_CUES = (
    (Priority.URGENT, re.compile(r"\b(hỏa tốc|hoả tốc|khẩn cấp|ngay)\b(?! (sau|từ|khi)\b)")),
    (Priority.HIGH, re.compile(r"\b(khẩn trương|gấp|sớm)\b(?! (đôi|\d))")),
    (Priority.LOW, re.compile(r"\b(khi có điều kiện|lâu dài)\b")),
)


def proposed_priority(sentence: str) -> Priority:
    """Return the priority that the words of a sentence propose; a person decides.

    "ngay sau khi …" says when something begins and not that it is in haste.
    """
    words = unicodedata.normalize("NFC", sentence).lower()
    return next((code for code, cue in _CUES if cue.search(words)), Priority.NORMAL)
