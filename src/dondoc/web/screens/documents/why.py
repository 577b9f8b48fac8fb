"""Why the document's facts say what they say: the reader's rules for each field that nobody has corrected since."""

from __future__ import annotations

from dondoc.documents.models import Document
from dondoc.documents.rules import WHY_PATHS
from dondoc.web.screens.reading.reasons import reasons
from dondoc.web.screens.reading.why import Why

_MEETING = ("date", "chair", "reporter", "absent", "substitutes", "speakers", "attendees")
# Rows of the page that show several fields at once.
_TOGETHER = {
    "code": ("number", "symbol"),
    "signer": ("signer_authority", "signer_position", "signer_name"),
}


def whys_of_document(document: Document) -> dict[str, Why]:
    """Return why, by the document's field, by `meeting_<fact>`, and for the rows `code` and `signer`.

    What the reader did not fill, or a person corrected, is not there.
    """
    paths = {**WHY_PATHS, **{f"meeting_{name}": (f"meeting.{name}",) for name in _MEETING}}
    paths |= {row: tuple(path for name in names for path in WHY_PATHS[name]) for row, names in _TOGETHER.items()}
    found = {
        name: reasons(tuple(rule for path in places for rule in document.why.get(path, ())))
        for name, places in paths.items()
    }
    return {name: Why(sentences) for name, sentences in found.items() if sentences}
