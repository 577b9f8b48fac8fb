"""How posts and meetings are named: a post with its unit, a meeting's title inside of a sentence. Pure."""

from __future__ import annotations

import re

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_LONGEST = 200
# What a meeting is called by. “Hội”, “Giao”, “Tiếp” alone also begin names (Hội Nông dân, Giao thông, …).
_KINDS = frozenset({
    "hội nghị", "hội thảo", "hội ý", "hội đàm", "giao ban", "tiếp công", "tiếp dân", "làm việc", "tọa đàm", "toạ đàm",
    "gặp mặt", "sơ kết", "tổng kết",
})  # fmt: skip
_ALONE = frozenset({"họp", "phiên", "cuộc", "buổi", "kỳ"})


def full_title(post: str, unit: str) -> str:
    """The post with its unit, words that end the one and begin the other said once; what a post adds in brackets left out.

    >>> full_title("Giám đốc", "Sở Y tế")
    'Giám đốc Sở Y tế'
    >>> full_title("Phó Chủ tịch Ủy ban nhân dân tỉnh (kinh tế)", "Ủy ban nhân dân tỉnh Kiên Giang")
    'Phó Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang'
    """
    title, body = _IN_BRACKETS.sub("", post).split(), unit.split()
    for shared in range(min(len(title), len(body)), 0, -1):
        if [word.casefold() for word in title[-shared:]] == [word.casefold() for word in body[:shared]]:
            return " ".join([*title, *body[shared:]])[:_LONGEST]
    return " ".join([*title, *body])[:_LONGEST]


def lowered(title: str) -> str:
    """A title inside of a sentence: a small letter only where it begins with what a meeting is called by.

    >>> lowered("Hội nghị kiểm điểm công tác năm 2020"), lowered("UBND tỉnh họp phiên tháng 01")
    ('hội nghị kiểm điểm công tác năm 2020', 'UBND tỉnh họp phiên tháng 01')
    """
    first = title.split(maxsplit=2)[:2]
    if not first or not first[0][1:].islower():
        return title
    words = " ".join(first).casefold()
    plain = first[0].casefold() in _ALONE or words in _KINDS
    return f"{title[:1].lower()}{title[1:]}" if plain else title
