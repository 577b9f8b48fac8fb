"""What the table of who gets what needs of this room: themes, a star, a comment of the specialist."""

from __future__ import annotations

import datetime as dt
from typing import Any

JSON: dict[tuple[str, str], dict[str, Any]] = {
    ("api:star", "PUT"): {"note": "Theo dõi sát."},
    ("api:themes", "POST"): {"name": "Mục tiêu kép", "starts_on": "2021-01-18"},
    ("api:theme", "PATCH"): {"name": "Tết Tân Sửu", "starts_on": "2021-01-18"},
    ("api:comments", "POST"): {"text": "Cần làm rõ."},
    ("api:comment", "PATCH"): {"text": "Đã rõ."},
}
FORMS: dict[str, dict[str, str]] = {
    "web:theme_new": {"name": "Mục tiêu kép", "starts_on": "18/01/2021"},
    "web:theme_edit": {"name": "Tết Tân Sửu", "starts_on": "18/01/2021"},
    "web:comment_write": {"text": "Cần làm rõ."},
    "web:comment_change": {"text": "Đã rõ."},
}


def scenario(
    now: dt.datetime, province: Any, specialist: Any, office_leader: Any, *, directive_id: int
) -> dict[str, int]:
    """An open and a closed theme of the directive, a starred one beside it, a comment."""
    from tests.directives import story

    from dondoc.attention.commands.close_theme import close_theme
    from dondoc.attention.commands.open_theme import open_theme
    from dondoc.attention.commands.star_directive import star_directive
    from dondoc.attention.commands.write_comment import write_comment

    given: dict[str, Any] = {
        "actor": office_leader, "starts_on": now.date(), "directive_ids": [directive_id], "now": now,
    }  # fmt: skip
    theme, closed = open_theme(name="Tết", **given), open_theme(name="Phòng, chống dịch", **given)
    close_theme(actor=office_leader, theme_id=closed.id, now=now)
    starred = story.give(office_leader, province, now=now)
    star_directive(actor=office_leader, directive_id=starred.id, now=now)
    said = write_comment(actor=specialist, directive_id=directive_id, text="Còn vướng.", now=now)
    return {"theme": theme.id, "closed_theme": closed.id, "starred": starred.id, "said": said.id}
