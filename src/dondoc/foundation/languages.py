"""The person's language in what is made after the request's own language has been put away."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import get_language, override


def in_this_language(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Return an answer's pieces so that each is made in the language that holds now.

    A streamed answer is made on its way, when the middleware that set the language has already ended.
    """
    return _made_in(get_language(), pieces)


def _made_in(language: str | None, pieces: Iterator[bytes]) -> Iterator[bytes]:
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
