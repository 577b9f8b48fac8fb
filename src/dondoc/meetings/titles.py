"""How a post is named with its unit: “Chánh Văn phòng” of “Văn phòng UBND tỉnh” is “Chánh Văn phòng UBND tỉnh”. Pure."""

from __future__ import annotations

import re

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_LONGEST = 200


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
