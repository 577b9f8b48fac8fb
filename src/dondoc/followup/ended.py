"""How an assignment stands, in one word wherever it is told: on a page, in a file, by the API.

What another unit has now, or another directive stands for, is closed as withdrawn (docs/followup.md). Who reads
"withdrawn" of it believes that nobody does it any more, so its word is that of its end.
"""

from __future__ import annotations

from dondoc.directives.choices import Lifecycle
from dondoc.followup.choices import SuccessionKind


def state_word(lifecycle: str, ended: SuccessionKind | None = None) -> str:
    """Return the word of how an assignment stands, in the language of who reads it.

    Args:
        lifecycle: a code of Lifecycle.
        ended: why it ended, where it did in favour of another one (`succession_selectors.ends_of`).
    """
    if ended is not None and lifecycle == Lifecycle.WITHDRAWN:
        return str(ended.label)
    return str(Lifecycle(lifecycle).label)
