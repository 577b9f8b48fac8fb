"""What completion needs: pure. The office's table says it by the kind of document and the role; this is how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from dondoc.directives.choices import AssignmentRole, Need

#: Where the office has said nothing: who leads shows what was done, who coordinates says it.
DEFAULT_NEEDS: dict[str, Need] = {AssignmentRole.LEAD: Need.EITHER, AssignmentRole.COORDINATE: Need.NOTE}


class Missing(StrEnum):
    """What a report of completion lacks."""

    NOTE = "note_required"
    EVIDENCE = "evidence_required"
    FILE = "file_required"
    DOCUMENT = "document_required"


def need_of(kind: str, role: str, table: Mapping[tuple[str, str], str]) -> Need:
    """Return what completion needs: the row of the kind, else that of every kind, else the default.

    Args:
        kind: of the document that gave the task; empty where there is none.
        role: of the assignment.
        table: the office's rows by kind and role; the kind is empty in the row of every kind.
    """
    found = table.get((kind, role)) or table.get(("", role))
    return Need(found) if found else DEFAULT_NEEDS.get(role, Need.NOTE)


def missing(need: Need, *, note: bool, files: bool, document: bool) -> Missing | None:
    """Return what a report lacks, the first of it, or None where it brings all that is needed.

    Args:
        need: what is needed.
        note: whether the result is told.
        files: whether there is a file.
        document: whether an answering document is named.
    """
    found = (
        (need != Need.NOTHING and not note, Missing.NOTE),
        (need == Need.EITHER and not files and not document, Missing.EVIDENCE),
        (need in {Need.FILE, Need.BOTH} and not files, Missing.FILE),
        (need in {Need.DOCUMENT, Need.BOTH} and not document, Missing.DOCUMENT),
    )
    return next((what for holds, what in found if holds), None)
