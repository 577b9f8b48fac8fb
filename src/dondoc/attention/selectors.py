"""Reads of this room: what is starred, themes and what belongs to them, comments, what a person watches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.attention.models import Comment, Mention, Star, Theme, ThemeDirective, Watch
from dondoc.attention.permissions import reads_comment
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.permissions import require_visible
from dondoc.foundation.errors import NotFound
from dondoc.foundation.text import fold


def holding(day: dt.date) -> Q:
    """The condition that a star or a directive's place in a theme holds at the end of a day (`rules.holds_on`)."""
    return Q(since__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


@dataclass(frozen=True, slots=True)
class Subject:
    """A directive that a person sees, with all its assignments and the person's scope."""

    directive: Directive
    assignments: Sequence[Assignment]
    scope: people.Scope


def subject_for(user: User, directive_id: int) -> Subject:
    """Return a directive that `user` sees (three queries at most).

    Raises:
        NotFound: there is none, or not for this person.
    """
    directive = (
        Directive.objects.select_related("document")
        .filter(jurisdiction_id=user.jurisdiction_id, id=directive_id)
        .first()
    )
    if directive is None:
        raise NotFound
    assignments = list(
        Assignment.objects.select_related("unit").filter(
            jurisdiction_id=user.jurisdiction_id, directive_id=directive_id
        )
    )
    scope = people.scope_of(user)
    require_visible(user, directive, frozenset(one.unit_id for one in assignments), scope=scope)
    return Subject(directive, assignments, scope)


def directives_seen(user: User, directive_ids: Collection[int]) -> list[Directive]:
    """Return those of the directives that `user` sees (one query, two for the people of units)."""
    found = _within(user, people.scope_of(user)).filter(id__in=set(directive_ids))
    return list(found.order_by("id"))


def _within(user: User, scope: people.Scope) -> QuerySet[Directive]:
    """The directives of a person's scope: `Scope.sees` as a query."""
    found = Directive.objects.select_related("document").filter(jurisdiction_id=user.jurisdiction_id)
    if scope.kind == "none":
        return found.none()
    if scope.kind == "fields":
        return found.filter(Q(field_id__isnull=True) | Q(field_id__in=sorted(scope.field_ids)))
    if scope.kind == "units":
        own = Assignment.objects.filter(
            jurisdiction_id=user.jurisdiction_id, directive_id=OuterRef("id"), unit_id__in=sorted(scope.unit_ids)
        )
        return found.filter(Exists(own))
    return found


def directives_found(user: User, words: str, *, but_in: int, most: int) -> list[Directive]:
    """Return directives that `user` sees and whose text or document's number has the words, the newest first.

    Args:
        user: who looks.
        words: with or without marks; the last may be a beginning.
        but_in: not those that belong to this theme already.
        most: at most so many.
    """
    asked = fold(words).split()
    if not asked:
        return []
    query = SearchQuery(" & ".join([*asked[:-1], asked[-1] + ":*"]), config="simple", search_type="raw")
    gathered = ThemeDirective.objects.filter(
        jurisdiction_id=user.jurisdiction_id, theme_id=but_in, directive_id=OuterRef("id"), removed_at__isnull=True
    )
    found = _within(user, people.scope_of(user)).filter(~Exists(gathered), search_vector=query)
    return list(found.order_by("-id")[:most])


def starred_on(jurisdiction_id: int, day: dt.date, directive_ids: Collection[int] | None = None) -> frozenset[int]:
    """Return the directives that bear a star at the end of a day.

    Args:
        jurisdiction_id: whose.
        day: the local day.
        directive_ids: only among these; all where not given.
    """
    found = Star.objects.filter(holding(day), jurisdiction_id=jurisdiction_id)
    if directive_ids is not None:
        found = found.filter(directive_id__in=set(directive_ids))
    return frozenset(found.values_list("directive_id", flat=True))


def star_of(jurisdiction_id: int, directive_id: int) -> Star | None:
    """Return the star that a directive bears now."""
    return Star.objects.filter(
        jurisdiction_id=jurisdiction_id, directive_id=directive_id, ended_at__isnull=True
    ).first()


def gathered_on(jurisdiction_id: int, theme_id: int, day: dt.date) -> tuple[int, ...]:
    """Return the directives that belong to a theme at the end of a day, whoever asks, the first one first."""
    found = ThemeDirective.objects.filter(holding(day), jurisdiction_id=jurisdiction_id, theme_id=theme_id)
    return tuple(found.order_by("since", "directive_id").values_list("directive_id", flat=True))


def directives_among(
    jurisdiction_id: int, *, theme_id: int | None, is_starred: bool, day: dt.date
) -> tuple[int, ...] | None:
    """Return the directives that a list is restricted to by a theme and by stars as of a day; None: it is not.

    Args:
        jurisdiction_id: whose.
        theme_id: those of this theme.
        is_starred: those with a star.
        day: the day that the list is told for.
    """
    if theme_id is None and not is_starred:
        return None
    if theme_id is None:
        return tuple(sorted(starred_on(jurisdiction_id, day)))
    found = gathered_on(jurisdiction_id, theme_id, day)
    if is_starred:
        starred = starred_on(jurisdiction_id, day, found)
        found = tuple(one for one in found if one in starred)
    return found


def themes_for(user: User) -> QuerySet[Theme]:
    """Return the themes that `user` may know of, open ones first, the newest first.

    The office and who looks on know them all; people of a unit those in which a directive has a part of theirs, a
    specialist those with a directive of their fields, or with none yet.
    """
    found = Theme.objects.filter(jurisdiction_id=user.jurisdiction_id)
    scope = people.scope_of(user)
    if scope.kind == "none":
        return found.none()
    own = ThemeDirective.objects.filter(
        jurisdiction_id=user.jurisdiction_id, theme_id=OuterRef("id"), removed_at__isnull=True
    )
    if scope.kind == "units":
        found = found.filter(Exists(own.filter(directive__assignments__unit_id__in=sorted(scope.unit_ids))))
    return found.order_by("closed_on", "-starts_on", "-id").annotate(
        size=Count("gathered", filter=Q(gathered__removed_at__isnull=True))
    )


def theme_for(user: User, theme_id: int) -> Theme:
    """Return a theme.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = themes_for(user).filter(id=theme_id).first()
    if found is None:
        raise NotFound
    return found


def themes_of(user: User, directive_id: int) -> list[Theme]:
    """Return the themes that a directive belongs to now, by name."""
    found = Theme.objects.filter(
        jurisdiction_id=user.jurisdiction_id,
        gathered__directive_id=directive_id,
        gathered__removed_at__isnull=True,
    )
    return list(found.order_by("sort_key", "id"))


def open_themes(user: User) -> list[Theme]:
    """Return the open themes that `user` may know of, by name."""
    return list(themes_for(user).filter(closed_on__isnull=True).order_by("sort_key", "id"))


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as a person reads it, with the names of those it calls on by their sign-in names."""

    comment: Comment
    names: dict[str, str]


def comments_for(user: User, subject: Subject) -> list[Said]:
    """Return the comments on a directive that `user` reads, oldest first (two queries)."""
    found = Comment.objects.filter(jurisdiction_id=user.jurisdiction_id, directive_id=subject.directive.id).order_by(
        "written_at", "id"
    )
    seen = [one for one in found if reads_comment(subject.scope, one, subject.assignments)]
    called: dict[int, list[int]] = {}
    mentions = Mention.objects.filter(jurisdiction_id=user.jurisdiction_id, comment_id__in=[one.id for one in seen])
    for comment_id, user_id in mentions.values_list("comment_id", "user_id"):
        called.setdefault(comment_id, []).append(user_id)
    people_called = User.objects.filter(
        jurisdiction_id=user.jurisdiction_id, id__in={each for ids in called.values() for each in ids}
    )
    names = {id_: (username, name) for id_, username, name in people_called.values_list("id", "username", "full_name")}
    return [Said(one, dict(names[each] for each in called.get(one.id, ()) if each in names)) for one in seen]


def comment_for(user: User, comment_id: int) -> tuple[Comment, Subject]:
    """Return a comment with what it is about.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = Comment.objects.filter(jurisdiction_id=user.jurisdiction_id, id=comment_id).first()
    if found is None:
        raise NotFound
    subject = subject_for(user, found.directive_id)
    if not reads_comment(subject.scope, found, subject.assignments):
        raise NotFound
    return found, subject


def watches_of(user: User) -> QuerySet[Watch]:
    """Return what `user` watches, the newest first."""
    return (
        Watch.objects.select_related("directive__document", "theme")
        .filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk)
        .order_by("-since", "-id")
    )


@dataclass(frozen=True, slots=True)
class Watched:
    """Something that a person watches; directive and theme are None where they may not see it any more."""

    watch: Watch
    directive: Directive | None
    theme: Theme | None


def watches_seen(user: User) -> list[Watched]:
    """Return what `user` watches, the newest first, each as far as they see it."""
    rows = list(watches_of(user))
    seen = {one.id: one for one in directives_seen(user, [row.directive_id for row in rows if row.directive_id])}
    known = {one.id: one for one in themes_for(user).filter(id__in=[row.theme_id for row in rows if row.theme_id])}
    return [Watched(row, seen.get(row.directive_id or 0), known.get(row.theme_id or 0)) for row in rows]


def watches_directive(user: User, directive_id: int) -> bool:
    """Return whether `user` watches this directive itself."""
    return watches_of(user).filter(directive_id=directive_id).exists()


def watches_theme(user: User, theme_id: int) -> bool:
    """Return whether `user` watches this theme."""
    return watches_of(user).filter(theme_id=theme_id).exists()


def watchers_of(jurisdiction_id: int, directive_ids: Iterable[int]) -> dict[int, dict[int, dt.datetime]]:
    """Return who watches each of these directives, itself or through a theme, and since when (two queries)."""
    wanted = set(directive_ids)
    found: dict[int, dict[int, dt.datetime]] = {}
    direct = Watch.objects.filter(jurisdiction_id=jurisdiction_id, directive_id__in=wanted)
    pairs = [*direct.values_list("directive_id", "user_id", "since")]
    through = ThemeDirective.objects.filter(
        jurisdiction_id=jurisdiction_id, directive_id__in=wanted, removed_at__isnull=True,
        theme__watches__user_id__isnull=False,
    )  # fmt: skip
    pairs += through.values_list("directive_id", "theme__watches__user_id", "theme__watches__since")
    for directive_id, user_id, since in pairs:
        if directive_id is not None:
            own = found.setdefault(directive_id, {})
            own[user_id] = min(own.get(user_id, since), since)
    return found
