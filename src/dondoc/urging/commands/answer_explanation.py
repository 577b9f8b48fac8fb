"""Answer a request for explanation: the unit says why, with files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events as chains
from dondoc.directives.evidence_files import admitted
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import store_file
from dondoc.foundation.clock import local_day
from dondoc.foundation.typed import text_of
from dondoc.notifications.outbox import NewMessage
from dondoc.urging import events, messages
from dondoc.urging.choices import ExplanationState
from dondoc.urging.commands import _steps
from dondoc.urging.models import Explanation, ExplanationAnswer, ExplanationFile


def answer_explanation(
    *,
    actor: User,
    explanation_id: int,
    text: str,
    now: dt.datetime,
    files: Sequence[tuple[str, bytes | UploadedFile]] = (),
    is_declared: bool = True,
    request_id: str = "",
) -> Explanation:
    """Answer what was asked, or asked again.

    Args:
        actor: one of the unit's people.
        explanation_id: the request.
        text: the explanation.
        now: the moment.
        files: as (name, content), at most ten.
        is_declared: whether the sender declared that the files hold no state secret; a program vouches for what it sends.
        request_id: groups what one request did.

    Raises:
        NotFound: no such request for this person.
        Refused: not of this unit.
        Conflict: it was answered already, or is over.
        BadInput: no text, a file that is refused.
    """
    words = text_of(text, field="text", missing=_("Hãy ghi nội dung giải trình."), most=_steps.LONGEST_ANSWER)
    found_files = admitted(files, is_declared=is_declared)
    with files_and_rows():
        explanation, assignments = _steps.lock_explanation(actor, explanation_id, "answer")
        here = explanation.jurisdiction_id
        answer = ExplanationAnswer.objects.create(
            jurisdiction_id=here, explanation_id=explanation.id, text=words, answered_on=local_day(now), answered_at=now,
            answered_by_id=actor.pk,
        )  # fmt: skip
        kept = []
        for file in found_files:
            stored = store_file(file, file.name, actor=actor, now=now)
            ExplanationFile.objects.create(jurisdiction_id=here, answer_id=answer.id, file_id=stored.id, added_at=now)
            kept.append([stored.name, stored.sha256])
        explanation.state = ExplanationState.ANSWERED
        explanation.save(update_fields=["state"])
        said = {"explanation_id": explanation.id, "answer_id": answer.id, "files": kept}
        _steps.on_chains(assignments, chains.EXPLANATION_ANSWERED, said, actor=actor, now=now, request_id=request_id)
        _steps.on_case(
            events.EXPLANATION, explanation.id, events.EXPLANATION_ANSWERED, {"answer_id": answer.id, "text": words, "files": kept},
            actor=actor, now=now, request_id=request_id,
        )  # fmt: skip
        _steps.tell(
            actor,
            [NewMessage(
                explanation.asked_by_id, f"giai-trinh:{explanation.id}:tra-loi:{answer.id}", messages.EXPLANATION_ANSWERED,
                {"unit": explanation.unit.name, "text": words[:400]}, messages.explanation_path(explanation.id),
            )],
            now=now,
        )  # fmt: skip
    return explanation
