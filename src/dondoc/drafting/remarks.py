"""Beside which clause a comment stands now: the one that still begins as it did, else the one in its place. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.drafting.content import Clause
from dondoc.drafting.models import DraftComment

# Fewer letters may be quoted by chance.
_TELLING = 20
# What is quoted is cut at 200 letters, and begins with the mark.
_QUOTED, _COMPARED = 200, 160


def by_clause(comments: Sequence[DraftComment], paragraphs: Sequence[Clause]) -> dict[str, list[DraftComment]]:
    """The comments that are about a clause, by the place of the clause.

    Args:
        comments: in the order they were made.
        paragraphs: the clauses of the draft as it is now.

    Returns:
        By place; a comment whose clause is gone stands at the place it had, or at the last one.
    """
    beginnings = {f"{clause.label} {clause.text}".strip()[:_QUOTED]: clause.place for clause in reversed(paragraphs)}
    texts = {clause.text[:_COMPARED]: clause.place for clause in reversed(paragraphs)}
    places = {clause.place for clause in paragraphs}
    found: dict[str, list[DraftComment]] = {}
    for comment in comments:
        if not comment.clause or not paragraphs:
            continue
        place = beginnings.get(comment.quoted) or _same_words(comment.quoted, texts)
        if place is None:
            place = comment.clause if comment.clause in places else paragraphs[-1].place
        found.setdefault(place, []).append(comment)
    return found


def _same_words(quoted: str, texts: dict[str, str]) -> str | None:
    """The place of the clause whose words were quoted, whatever mark it bears now."""
    return next((place for text, place in texts.items() if len(text) >= _TELLING and text in quoted), None)
