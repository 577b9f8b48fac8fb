"""Sentences that pure rooms made in Vietnamese, in the language of the person: a room lists its templates, this finds the one.

The reader, the exchange, signing and rendering know no framework, so they cannot translate; what they raise is a template of
theirs with its facts filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

_FACT = re.compile(r"%\\\((\w+)\\\)s")


def is_spoken_here() -> bool:
    """Return whether the active language is the one that the sentences are made in."""
    return (get_language() or "vi").startswith("vi")


def said(sentence: str, templates: tuple[str, ...], *, fact: Callable[[str, str], str] | None = None) -> str | None:
    """Return the sentence in the language that is active, or None where it is none of the templates.

    Args:
        sentence: what was raised.
        templates: the msgids it may come from, with facts as `%(name)s`.
        fact: given a fact's name and value, the value as it is said in the active language; as it stands without.
    """
    for pattern, template in _patterns(templates):
        found = pattern.fullmatch(sentence)
        if found:
            facts = found.groupdict()
            return _(template) % ({name: fact(name, value) for name, value in facts.items()} if fact else facts)
    return None


@cache
def _patterns(templates: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    # Those with more words of their own first: "%(what)s: …" would take any.
    ordered = sorted(templates, key=lambda text: -len(re.sub(r"%\(\w+\)s", "", text)))
    return tuple((re.compile(_FACT.sub(r"(?P<\1>.*)", re.escape(text)), re.DOTALL), text) for text in ordered)
