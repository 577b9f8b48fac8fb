"""What the commands of this room share: the ledger, the theme under its lock, who is called on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.attention.models import Comment, Mention, Theme
from dondoc.attention.permissions import may_open_theme, readers
from dondoc.attention.rules import MOST_MENTIONED, ThemeState, ThemeVerb, mentioned, theme_step
from dondoc.attention.selectors import Subject, theme_for
from dondoc.directives import events as directive_events
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.foundation.text import fold, sort_key
from dondoc.foundation.typed import text_of
from dondoc.ledger.append import NewEvent, append

LONGEST_NAME = 200
LONGEST_NOTE = 200
LONGEST_TEXT = 4000


def tell(
    actor: User, aggregate: str, aggregate_id: int, code: str, payload: dict[str, Any], *, now: dt.datetime,
    request_id: str, is_first: bool = False,
) -> None:  # fmt: skip
    """Append one event."""
    append(
        jurisdiction_id=actor.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
        events=[NewEvent(aggregate, aggregate_id, code, payload, is_first=is_first)],
    )  # fmt: skip


def tell_directive(
    actor: User, directive_id: int, code: str, payload: dict[str, Any], *, now: dt.datetime, request_id: str
) -> None:
    """Append an event to a directive's own chain."""
    tell(actor, directive_events.DIRECTIVE, directive_id, code, payload, now=now, request_id=request_id)


def require_opens_themes(actor: User) -> None:
    """Do nothing where the actor opens and changes themes.

    Raises:
        Refused: they do not.
    """
    if not may_open_theme(actor):
        raise Refused(_("Chuyên đề do lãnh đạo hoặc chuyên viên Văn phòng mở và quản lý."), code="refused")


def locked_theme(actor: User, theme_id: int, verb: ThemeVerb) -> Theme:
    """A theme under its lock, for a step that it is at.

    Args:
        actor: who takes it.
        theme_id: the theme.
        verb: of `rules.THEME_STEPS`.

    Raises:
        NotFound: none for this person.
        Refused: they do not change themes.
        Conflict: it is closed, or open.
    """
    theme_for(actor, theme_id)
    require_opens_themes(actor)
    theme = Theme.objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=theme_id)
    state = ThemeState.OPEN if theme.closed_on is None else ThemeState.CLOSED
    if theme_step(state, verb) is None:
        if state == ThemeState.OPEN:
            raise Conflict(_("Chuyên đề này đang mở."), code="open")
        raise Conflict(
            _("Chuyên đề “%(name)s” đã kết thúc; hãy mở lại trước khi thay đổi.") % {"name": theme.name}, code="closed"
        )
    return theme


def facts_of(*, name: str, about: str, starts_on: dt.date, ends_on: dt.date | None) -> dict[str, Any]:
    """A theme's own columns from what was typed.

    Raises:
        BadInput: no name, words too long, an end before the beginning.
    """
    called = " ".join(text_of(name, field="name", most=LONGEST_NAME, missing=_("Hãy đặt tên cho chuyên đề.")).split())
    if ends_on is not None and ends_on < starts_on:
        raise BadInput(_("Ngày kết thúc không thể trước ngày bắt đầu."), code="days_ordered", field="ends_on")
    return {
        "name": called, "search_text": fold(called)[:LONGEST_NAME], "sort_key": sort_key(called),
        "about": text_of(about, field="about", most=LONGEST_TEXT), "starts_on": starts_on, "ends_on": ends_on,
    }  # fmt: skip


def require_own_name(actor: User, folded: str, *, but: int | None = None) -> None:
    """Do nothing where no other open theme bears the name.

    Raises:
        Conflict: another does.
    """
    others = Theme.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, search_text=folded, closed_on__isnull=True
    ).exclude(id=but or 0)
    other = others.first()
    if other is not None:
        raise name_taken(other.name)


def name_taken(name: str) -> Conflict:
    """The refusal of a name that another open theme bears."""
    return Conflict(_("Đã có chuyên đề đang mở mang tên “%(name)s”.") % {"name": name}, code="name_taken", field="name")


def is_name_taken(error: IntegrityError) -> bool:
    """Whether the database refused a row because of its name: two people were at it at once."""
    return "theme_name_once" in str(error)


def payload_of(theme: Theme) -> dict[str, Any]:
    """A theme's facts as they go into its events."""
    return {
        "name": theme.name, "about": theme.about, "starts_on": theme.starts_on.isoformat(),
        "ends_on": theme.ends_on.isoformat() if theme.ends_on else None,
    }  # fmt: skip


def called_on(subject: Subject, assignment_id: int | None, text: str) -> Sequence[User]:
    """The people whom a text calls on, all of whom read it.

    Raises:
        BadInput: too many, or somebody who is not there or does not read it.
    """
    names = mentioned(text)
    if len(names) > MOST_MENTIONED:
        raise BadInput(
            _("Mỗi ý kiến nhắc tới nhiều nhất %(most)s người.") % {"most": MOST_MENTIONED},
            code="too_many",
            field="text",
        )
    if not names:
        return ()
    known = {user.username.lower(): user for user in readers(subject.directive, subject.assignments, assignment_id)}
    for name in names:
        if name not in known:
            raise BadInput(
                _("Không nhắc tới được @%(name)s: không có người dùng này, hoặc người đó không xem được nhiệm vụ.")
                % {"name": name}, code="cannot_read", field="text",
            )  # fmt: skip
    return [known[name] for name in names]


def set_mentions(comment: Comment, called: Sequence[User]) -> list[User]:
    """Make those the people whom a comment calls on; gives back those whom it did not call on before."""
    here = Mention.objects.filter(jurisdiction_id=comment.jurisdiction_id, comment_id=comment.id)
    before = set(here.values_list("user_id", flat=True))
    here.exclude(user_id__in=[one.pk for one in called]).delete()
    new = [one for one in called if one.pk not in before]
    Mention.objects.bulk_create(
        Mention(jurisdiction_id=comment.jurisdiction_id, comment_id=comment.id, user_id=one.pk) for one in new
    )
    return new


def comment_payload(comment: Comment, called: Sequence[User]) -> dict[str, Any]:
    """A comment's facts as they go into its events."""
    return {
        "directive_id": comment.directive_id, "assignment_id": comment.assignment_id, "text": comment.text,
        "mentioned": [one.pk for one in called],
    }  # fmt: skip
