"""What the page of a document shows of its exchange: its way to and from each body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dondoc.accounts.models import User
from dondoc.documents import exchange_selectors as selectors
from dondoc.documents.choices import Direction
from dondoc.documents.models import Document, ExchangeCourse
from dondoc.documents.permissions import may_exchange
from dondoc.web.screens.exchange import words


@dataclass(frozen=True, slots=True)
class Way:
    """A document at one body."""

    course: ExchangeCourse
    where: str
    asked: str
    lines: list[words.Line]


def exchange_of(user: User, document: Document) -> dict[str, Any]:
    """Return what a document's page shows of its exchange; nothing for who may not know of it."""
    courses = selectors.courses_of_document(user, document.id)
    steps = selectors.steps_of(courses)
    acts = may_exchange(user)
    return {
        "exchanged": [
            Way(course, words.where(course), words.asked_of(course), words.lines_of(course, steps[course.id]))
            for course in courses
        ],
        "may_send": acts and document.direction == Direction.ISSUED and document.file_id is not None,
        "may_recall": acts and bool(selectors.recallable(user, document.id)),
    }
