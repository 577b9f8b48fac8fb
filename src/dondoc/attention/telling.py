"""What this room tells people: whom a comment calls on, and, of what they watch, what others did there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.accounts.selectors import user_names
from dondoc.attention import events
from dondoc.attention.models import Comment, WatchClock
from dondoc.attention.permissions import reads_comment
from dondoc.attention.selectors import Subject, watchers_of
from dondoc.directives import events as directive_events
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.permissions import may_read_report
from dondoc.directives.telling import STEP, step_key
from dondoc.foundation.text import shortened
from dondoc.ledger.models import LedgerEvent
from dondoc.notifications.models import Message
from dondoc.notifications.outbox import NewMessage, send

MENTIONED = "attention.mentioned"
WATCHED = "attention.watched"
#: A transaction may have been recorded before the last run and become visible after it: so much is read again.
_AGAIN = dt.timedelta(minutes=10)
_QUOTED = 200
#: What people said is read on the page, and not carried along in a message.
_NOT_CARRIED = frozenset({"note", "files", "text", "mentioned", "previous"})


def path_of(directive_id: int, comment_id: int | None = None) -> str:
    """The address of a directive's page, of a comment on it where one is named."""
    place = f"#y-kien-{comment_id}" if comment_id is not None else ""
    return reverse("web:directive", args=[directive_id]) + place


def tell_mentioned(
    actor: User, comment: Comment, subject: Subject, called: Iterable[User], *, now: dt.datetime
) -> None:
    """Tell those whom a comment calls on, in its transaction; nobody is told of what they wrote themselves."""
    send(
        jurisdiction_id=actor.jurisdiction_id,
        messages=[
            NewMessage(
                user_id=one.pk, key=f"mention:{comment.id}", kind=MENTIONED, is_urgent=True,
                payload={
                    "by": actor.full_name, "text": shortened(comment.text, _QUOTED), "task": shortened(subject.directive.text, _QUOTED),
                },
                path=path_of(comment.directive_id, comment.id),
            )
            for one in called
            if one.pk != actor.pk
        ],
        now=now,
    )  # fmt: skip


def tell_watchers(*, jurisdiction_id: int, now: dt.datetime) -> int:
    """Tell those who watch what others did since the last run, as far as they may read it now.

    The first run of a jurisdiction tells nothing of the past. What it reads again is not told again: the message's key is
    the event.

    Args:
        jurisdiction_id: whose.
        now: the moment of its clock.

    Returns:
        How many messages were new.
    """
    with transaction.atomic():
        clock, is_first = WatchClock.objects.select_for_update().get_or_create(
            jurisdiction_id=jurisdiction_id, defaults={"told_until": now}
        )
        if is_first or clock.told_until >= now:
            return 0
        told = send(
            jurisdiction_id=jurisdiction_id,
            messages=_messages(jurisdiction_id, clock.told_until - _AGAIN, now),
            now=now,
        )
        clock.told_until = now
        clock.save(update_fields=["told_until"])
    return told


def _messages(jurisdiction_id: int, since: dt.datetime, until: dt.datetime) -> list[NewMessage]:
    happened = list(
        LedgerEvent.objects.filter(
            jurisdiction_id=jurisdiction_id, recorded_at__gt=since, recorded_at__lte=until,
            aggregate__in=(directive_events.DIRECTIVE, directive_events.ASSIGNMENT, events.COMMENT),
        ).order_by("id")
    )  # fmt: skip
    parts = {
        one.id: one
        for one in Assignment.objects.filter(
            jurisdiction_id=jurisdiction_id,
            id__in={event.aggregate_id for event in happened if event.aggregate == directive_events.ASSIGNMENT},
        )
    }
    about = {event.id: _directive_of(event, parts) for event in happened}
    watchers = watchers_of(jurisdiction_id, {one for one in about.values() if one})
    found = _Watched(jurisdiction_id, watchers)
    actors = user_names(jurisdiction_id, {event.actor_id for event in happened})
    known = _told_already(jurisdiction_id, happened)
    return [
        NewMessage(
            user_id=user.pk, key=f"watch:{event.id}", kind=WATCHED, path=path_of(directive_id),
            payload=_facts(event, found.directives[directive_id], parts.get(event.aggregate_id), actors),
        )
        for event in happened
        if (directive_id := about[event.id]) in watchers
        for user in found.readers(event, directive_id)
        if (user.pk, event.id) not in known
    ]  # fmt: skip


def _told_already(jurisdiction_id: int, happened: Sequence[LedgerEvent]) -> set[tuple[int, int]]:
    """Who was told of which event when it happened, because it concerned them: they need not hear of it twice."""
    keys = {
        step_key(event.code, event.aggregate_id, event.recorded_at): event.id
        for event in happened
        if event.aggregate == directive_events.ASSIGNMENT
    }
    since = min((event.recorded_at for event in happened), default=None)
    if since is None:
        return set()
    # By the day first: there is an index of it, and none of keys alone.
    told = Message.objects.filter(jurisdiction_id=jurisdiction_id, created_at__gte=since, kind=STEP, key__in=list(keys))
    return {(user_id, keys[key]) for user_id, key in told.values_list("user_id", "key")}


def _directive_of(event: LedgerEvent, parts: Mapping[int, Assignment]) -> int:
    if event.aggregate == directive_events.DIRECTIVE:
        return event.aggregate_id
    if event.aggregate == directive_events.ASSIGNMENT:
        return parts[event.aggregate_id].directive_id if event.aggregate_id in parts else 0
    return int(event.payload.get("directive_id") or 0)


def _facts(
    event: LedgerEvent, directive: Directive, part: Assignment | None, actors: Mapping[int, str]
) -> dict[str, Any]:  # fmt: skip
    """What the sentence is made of when it is shown."""
    return {
        "code": event.code, "facts": {key: value for key, value in event.payload.items() if key not in _NOT_CARRIED},
        "unit": part.unit.name if part is not None else "", "by": actors.get(event.actor_id or 0, ""),
        "at": event.recorded_at.isoformat(), "task": shortened(directive.text, _QUOTED),
    }  # fmt: skip


class _Watched:
    """The directives that are watched and happened to, with all their parts, and the people who watch them."""

    def __init__(self, jurisdiction_id: int, watchers: Mapping[int, Mapping[int, dt.datetime]]) -> None:
        self.watchers = watchers
        here = {"jurisdiction_id": jurisdiction_id}
        self.directives = {one.id: one for one in Directive.objects.filter(**here, id__in=set(watchers))}
        self.parts: dict[int, list[Assignment]] = {}
        for one in Assignment.objects.select_related("unit").filter(**here, directive_id__in=set(watchers)):
            self.parts.setdefault(one.directive_id, []).append(one)
        wanted = {user_id for each in watchers.values() for user_id in each}
        self.users = {one.pk: one for one in User.objects.filter(**here, id__in=wanted, is_active=True)}
        self.scopes = {id_: people.scope_of(user) for id_, user in self.users.items()}
        self.comments: dict[int, Comment] = {}

    def readers(self, event: LedgerEvent, directive_id: int) -> Sequence[User]:
        """Who watches the directive since before the event, did not do it themselves, and may read of it."""
        return [
            self.users[user_id]
            for user_id, since in self.watchers[directive_id].items()
            if user_id in self.users
            and user_id != event.actor_id
            and since <= event.recorded_at
            and self._may_read(user_id, event, directive_id)
        ]

    def _may_read(self, user_id: int, event: LedgerEvent, directive_id: int) -> bool:
        scope, parts, directive = self.scopes[user_id], self.parts.get(directive_id, []), self.directives[directive_id]
        if not scope.sees(
            jurisdiction_id=directive.jurisdiction_id, unit_ids={one.unit_id for one in parts},
            field_id=directive.field_id,
        ):  # fmt: skip
            return False
        if event.aggregate == events.COMMENT:
            comment = Comment(directive_id=directive_id, assignment_id=event.payload.get("assignment_id"))
            return event.code == events.COMMENT_WRITTEN and reads_comment(scope, comment, parts)
        if event.aggregate == directive_events.ASSIGNMENT and event.code != directive_events.ASSIGNMENT_CREATED:
            return any(one.id == event.aggregate_id and may_read_report(scope, one, parts) for one in parts)
        return True
