"""The steps of a series of recurring directives: data that commands, pages and tests use. Pure.

When a day comes is in `recurrence`.
"""

from __future__ import annotations

from typing import Literal

from dondoc.accounts.choices import Role
from dondoc.foundation import transitions
from dondoc.foundation.transitions import Way
from dondoc.schedules.choices import SeriesState

#: "scheduler": who gives directives of the field; "system": what follows by itself.
Who = Literal["scheduler", "system"]
_PARTS: dict[Who, frozenset[str]] = {
    "scheduler": frozenset({Role.OFFICE_LEADER, Role.SPECIALIST}),
    "system": frozenset(),
}
#: A recurring directive that does not come again yet.
UNSTARTED = ""
SeriesVerb = Literal["start", "change", "open_next", "skip", "stop", "finish"]
SeriesStep = transitions.Transition[str, SeriesVerb, Who]
_RUNNING = str(SeriesState.RUNNING)
SERIES_STEPS: tuple[SeriesStep, ...] = (
    SeriesStep(UNSTARTED, "start", _RUNNING, "scheduler"),
    SeriesStep(_RUNNING, "change", _RUNNING, "scheduler"),
    SeriesStep(_RUNNING, "open_next", _RUNNING, "scheduler"),
    SeriesStep(_RUNNING, "skip", _RUNNING, "scheduler", needs_reason=True),
    SeriesStep(_RUNNING, "stop", str(SeriesState.STOPPED), "scheduler", needs_reason=True),
    # Where the next occurrence would be opened and the rule has no day any more.
    SeriesStep(_RUNNING, "finish", str(SeriesState.FINISHED), "system"),
)
_WAY = Way[str, SeriesVerb, Who](str, SERIES_STEPS, _PARTS)
#: The step that a verb is for a series that stands so; None where it is none.
series_step = _WAY.step
#: Whether a person of a role may have a part.
plays = _WAY.plays
