"""The steps of an import of a task sheet: data that commands, pages and tests use. Pure."""

from __future__ import annotations

from typing import Literal

from dondoc.accounts.choices import Role
from dondoc.foundation import transitions
from dondoc.foundation.transitions import Way
from dondoc.tasksheets.choices import ImportState

#: "importer": who gives directives; a specialist their own imports, the leader of the office every one.
Who = Literal["importer"]
_PARTS: dict[Who, frozenset[str]] = {"importer": frozenset({Role.OFFICE_LEADER, Role.SPECIALIST})}
#: A file that nobody has given yet.
UNGIVEN = ""
ImportVerb = Literal["open", "answer", "commit", "discard", "withdraw"]
ImportStep = transitions.Transition[str, ImportVerb, Who]
_OPEN, _COMMITTED = str(ImportState.OPEN), str(ImportState.COMMITTED)
IMPORT_STEPS: tuple[ImportStep, ...] = (
    ImportStep(UNGIVEN, "open", _OPEN, "importer"),
    ImportStep(_OPEN, "answer", _OPEN, "importer"),
    ImportStep(_OPEN, "commit", _COMMITTED, "importer"),
    ImportStep(_OPEN, "discard", str(ImportState.DISCARDED), "importer"),
    ImportStep(_COMMITTED, "withdraw", str(ImportState.WITHDRAWN), "importer", needs_reason=True),
)
_WAY = Way[str, ImportVerb, Who](str, IMPORT_STEPS, _PARTS)
#: The step that a verb is for an import that stands so; None where it is none.
import_step = _WAY.step
#: Whether a person of a role may have a part.
plays = _WAY.plays
