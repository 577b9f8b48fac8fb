"""What this room adds to a directive's page: star and watching beside its title, its themes, the comments under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dondoc.accounts.selectors import user_names
from dondoc.attention.models import Comment, Star, Theme
from dondoc.attention.permissions import may_change_comment, may_comment, may_gather, may_remove_comment, may_star
from dondoc.attention.rules import split_mentions
from dondoc.attention.selectors import (
    Subject,
    comments_for,
    open_themes,
    star_of,
    themes_of,
    watches_directive,
)
from dondoc.directives.models import Assignment
from dondoc.web.requests import PageRequest


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment as the page shows it: its words in pieces, those it calls on by name, what this person may do."""

    comment: Comment
    author: str
    about: str
    pieces: Sequence[tuple[str, str]]
    may_change: bool
    may_remove: bool
    refused: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The parts of a directive's page that this room has."""

    star: Star | None
    starred_by: str
    may_star: bool
    is_watched: bool
    themes: list[Theme]
    may_gather: bool
    themes_to_choose: list[Theme]
    comments: list[Shown]
    may_comment: bool
    parts: list[Assignment]
    refused: dict[str, Any] | None


def panel_of(request: PageRequest, subject: Subject, refused: dict[str, Any] | None = None) -> Panel:
    """Return the parts.

    Args:
        request: whose page.
        subject: the directive with its assignments.
        refused: a comment that was refused: its sentence, what was typed, which comment or part it is about.
    """
    user, directive = request.user, subject.directive
    star = star_of(user.jurisdiction_id, directive.id)
    belongs = themes_of(user, directive.id)
    gathers = may_gather(user, directive)
    said = comments_for(user, subject)
    names = user_names(
        user.jurisdiction_id, {star.starred_by_id if star else None, *(one.comment.written_by_id for one in said)}
    )
    units = {one.id: one.unit.name for one in subject.assignments}
    tried = (refused or {}).get("comment")
    own_parts = [
        one for one in subject.assignments if subject.scope.kind != "units" or one.unit_id in subject.scope.unit_ids
    ]
    comments = [
        Shown(
            one.comment, names.get(one.comment.written_by_id, ""), units.get(one.comment.assignment_id or 0, ""),
            [(words, one.names.get(name, "")) for words, name in split_mentions(one.comment.text)],
            may_change_comment(user, one.comment), may_remove_comment(user, one.comment),
            refused if tried == one.comment.id else None,
        )
        for one in said
    ]  # fmt: skip
    inside = {theme.id for theme in belongs}
    return Panel(
        star=star,
        starred_by=names.get(star.starred_by_id, "") if star else "",
        may_star=may_star(user),
        is_watched=watches_directive(user, directive.id),
        themes=belongs,
        may_gather=gathers,
        themes_to_choose=[one for one in open_themes(user) if one.id not in inside] if gathers else [],
        comments=comments,
        may_comment=may_comment(user),
        parts=own_parts,
        refused=refused if refused and tried is None else None,
    )
