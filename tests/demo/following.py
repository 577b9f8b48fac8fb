"""What the example shows beside its tasks: how far they are, days asked for, explanations, parts, themes, stars, remarks."""

from __future__ import annotations

from dondoc.attention.models import Mention, Star, Theme, ThemeDirective
from dondoc.demo.tables import table
from dondoc.directives import events
from dondoc.followup.models import Extension, Part
from dondoc.followup.progress_models import ProgressFile, ProgressReport
from dondoc.ledger.models import LedgerEvent
from dondoc.urging.models import Explanation


def check_following() -> None:
    """Assert that each is there, and that nobody reported progress on what they had not begun."""
    said = list(ProgressReport.objects.all())
    told = table("progress")
    assert len(said) == len(told)
    assert ProgressFile.objects.count() == sum(bool(row["file"]) for row in told)
    began = dict(LedgerEvent.objects.filter(code=events.OF_VERB["start"]).values_list("aggregate_id", "effective_on"))
    assert all(began[row.assignment_id] <= row.on for row in said)

    assert sorted(Extension.objects.values_list("state", flat=True)) == ["asked", "granted", "refused"]
    assert sorted(Explanation.objects.values_list("state", flat=True)) == ["asked", "sufficient"]
    parts = Part.objects.values_list("unit__kind", "lifecycle")
    assert sorted(parts.filter(user_id__isnull=False)) == [
        ("office", "accepted"), ("office", "assigned"), ("office", "reported"),
    ]  # fmt: skip
    assert sorted(parts.filter(user_id__isnull=True)) == [("subunit", "accepted"), ("subunit", "in_progress")]
    assert Theme.objects.count() == 2
    assert ThemeDirective.objects.count() == 14 + 7
    assert Star.objects.count() == 4
    assert Mention.objects.count() == 2
