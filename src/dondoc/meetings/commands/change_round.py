"""Change a round of opinion slips that has not been sent."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import store_file
from dondoc.foundation.errors import Conflict
from dondoc.meetings import events
from dondoc.meetings.choices import RoundState
from dondoc.meetings.commands import _slips
from dondoc.meetings.commands._round import RoundFacts, payload_of, set_facts, set_members
from dondoc.meetings.models import SlipRound


def change_round(
    *,
    actor: User,
    round_id: int,
    version: int,
    facts: RoundFacts,
    now: dt.datetime,
    file: tuple[str, bytes | UploadedFile] | None = None,
    is_declared: bool = True,
    request_id: str = "",
) -> SlipRound:
    """Change it while it is prepared.

    Args:
        actor: the office.
        round_id: the round.
        version: the one that the actor began from.
        facts: all its facts.
        now: the moment.
        file: another dossier in place of the one there was.
        is_declared: whether who gives a file declared that it holds no state secret (`send_paper` says of whom it is asked).
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_slips.kept_round`; somebody else changed it in between.
        BadInput: a fact that cannot be, a deadline on a day off (`day_off`), or a file that is refused or not declared (`not_declared`).
    """
    if file is not None:
        _require_version(_slips.kept_round(actor, round_id, RoundState.DRAFT, is_locked=False), version)
    admitted = _slips.admitted(file, is_declared=is_declared)
    with files_and_rows():
        found = _slips.kept_round(actor, round_id, RoundState.DRAFT)
        _require_version(found, version)
        set_facts(found, facts, now=now)
        if admitted is not None:
            found.file_id = store_file(admitted, admitted.name, actor=actor, now=now).id
        found.version += 1
        found.save()
        slips = set_members(found, facts.member_post_ids, now=now)
        _slips.record(found, actor, events.ROUND_CHANGED, payload_of(found, slips), now=now, request_id=request_id)
    return found


def _require_version(found: SlipRound, version: int) -> None:
    if version != found.version:
        raise Conflict(
            _("Đợt lấy ý kiến vừa được người khác sửa. Hãy tải lại trang."), code="other_version", version=found.version
        )
