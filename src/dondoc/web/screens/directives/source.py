"""A directive's sentence in the paragraph of its document."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.directives.models import Directive

_MOST_AROUND = 600


@dataclass(frozen=True, slots=True)
class Source:
    """The paragraph cut at the sentence's span."""

    before: str
    sentence: str
    after: str


def source_of(directive: Directive) -> Source | None:
    """Return the sentence with what stands around it in its paragraph; None for one given by hand."""
    document, start, end = directive.document, directive.span_start, directive.span_end
    if document is None or start is None or end is None or end > len(document.text):
        return None
    text = document.text
    first = text.rfind("\n", 0, start) + 1
    newline = text.find("\n", end)
    last = len(text) if newline < 0 else newline
    before, after = text[first:start], text[end:last]
    if len(before) > _MOST_AROUND:
        before = "… " + before[-_MOST_AROUND:]
    if len(after) > _MOST_AROUND:
        after = after[:_MOST_AROUND] + " …"
    return Source(before, text[start:end], after)
