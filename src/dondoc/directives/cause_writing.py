"""Writing what was said of a delay, inside the command that asks for it; the refusals in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.answerable import answerable_of, head_given, source_of, tenures_said
from dondoc.directives.cause_models import LateCause
from dondoc.directives.cause_rules import CauseFault, CauseGiven, fault, share_of, side_of
from dondoc.directives.choices import CauseSource
from dondoc.directives.closing_selectors import reasons_of, standing_cause
from dondoc.directives.models import Assignment
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput

LONGEST = 2000
_LONGEST_NAME = 120


def keep_cause(
    assignment: Assignment,
    given: CauseGiven,
    *,
    source: str,
    completed_on: dt.date | None,
    actor: User,
    now: dt.datetime,
    answers: LateCause | None = None,
) -> LateCause:
    """Write what was said of why a locked assignment is late; what stood before is kept and stands no longer.

    Args:
        assignment: locked, with a deadline.
        given: what was said.
        source: a code of CauseSource.
        completed_on: day of the late report, None while nothing was reported.
        actor: who says it.
        now: the moment.
        answers: what the unit had said, where the office confirms it or puts it right.

    Raises:
        BadInput: something is missing or cannot be; the field says which.
    """
    if assignment.due_on is None:
        raise ValueError(assignment)
    stood = standing_cause(assignment.jurisdiction_id, assignment.id)
    # A reason that was taken off the list since is kept where it was already said, and cannot be newly chosen.
    said = set(stood.kinds) if stood is not None else set()
    sides = {one.code: one.side for one in reasons_of(assignment.jurisdiction_id) if one.is_active or one.code in said}
    wrong = fault(given, sides)
    if wrong is not None:
        raise _refusal(wrong)
    lengths = (
        ("words", given.words, LONGEST), ("remedy", given.remedy, LONGEST), ("head_name", given.head_name, _LONGEST_NAME),
        ("head_title", given.head_title, _LONGEST_NAME),
    )  # fmt: skip
    for field, text, most in lengths:
        if len(text) > most:
            raise BadInput(_("Nội dung dài quá %(most)s ký tự.") % {"most": most}, code="too_long", field=field)
        if "\0" in text:
            raise BadInput(_("Nội dung có ký tự không hợp lệ."), code="bad_text", field=field)
    head, _by = head_given(assignment, given)
    kinds = list(dict.fromkeys(given.kinds))
    side = side_of(kinds, sides)
    LateCause.objects.filter(
        jurisdiction_id=assignment.jurisdiction_id, assignment_id=assignment.id, is_standing=True
    ).update(is_standing=False)
    return LateCause.objects.create(
        jurisdiction_id=assignment.jurisdiction_id, assignment_id=assignment.id, source=source, side=side,
        objective_percent=share_of(side, given.objective_percent), kinds=kinds, words=given.words.strip(),
        head_name=head.name, head_title=head.title, head_tenure_id=head.tenure_id, remedy=given.remedy.strip(),
        due_on=assignment.due_on, completed_on=completed_on, answers_id=answers.id if answers else None,
        is_agreed=answers is not None and _same(answers, given, side, head.name), stated_on=local_day(now), stated_at=now,
        stated_by_id=actor.pk,
    )  # fmt: skip


def conclude(
    assignment: Assignment, given: CauseGiven | None, *, completed_on: dt.date, actor: User, now: dt.datetime
) -> LateCause:
    """Write what the office says of a late completion that it accepts: its own words, or the unit's confirmed.

    Raises:
        BadInput: nobody has said why; or something in it is missing.
    """
    stood = standing_cause(assignment.jurisdiction_id, assignment.id)
    wanted = given
    if stood is not None and (given is None or given.says_only_the_head):
        wanted = _confirmed(assignment, stood, given)
    elif given is not None and given.says_only_the_head:
        wanted = None
    if wanted is None:
        raise BadInput(
            _(
                "Nhiệm vụ hoàn thành sau thời hạn và đơn vị chưa nêu nguyên nhân; hãy chọn nguyên nhân chậm và cách khắc phục."
            ),
            code="cause_required",
            field="kinds",
        )
    answers = stood if stood is not None and stood.source == CauseSource.UNIT else None
    return keep_cause(
        assignment, wanted, source=CauseSource.OFFICE, completed_on=completed_on, actor=actor, now=now, answers=answers
    )


def said_by(cause: LateCause) -> CauseGiven:
    """Return what a row says, as it would be said again."""
    share = cause.objective_percent if 0 < cause.objective_percent < 100 else None  # noqa: PLR2004 - percent
    name, title = ("", "") if cause.head_tenure_id else (cause.head_name, cause.head_title)
    return CauseGiven(tuple(cause.kinds), share, cause.words, name, cause.remedy, title, cause.head_tenure_id)


def told(cause: LateCause) -> dict[str, Any]:
    """Return a cause as it goes into the ledger."""
    return {
        "cause_id": cause.id, "source": str(cause.source), "side": str(cause.side),
        "objective_percent": cause.objective_percent, "kinds": list(cause.kinds), "words": cause.words,
        "head_name": cause.head_name, "head_title": cause.head_title, "head_tenure_id": cause.head_tenure_id,
        "head_source": str(source_of(cause, tenures_said(cause.jurisdiction_id, [cause]))),
        "head_on": cause.due_on.isoformat(), "remedy": cause.remedy, "is_agreed": cause.is_agreed,
    }  # fmt: skip


def _confirmed(assignment: Assignment, stood: LateCause, given: CauseGiven | None) -> CauseGiven:
    """What was said, as the office says it again: with the head of the record, of the office, or as it was said.

    The record may have been put right since; and of another deadline another head may answer.
    """
    said = said_by(stood)
    if given is not None:
        return replace(
            said, head_name=given.head_name, head_title=given.head_title, head_tenure_id=given.head_tenure_id
        )
    asked = answerable_of(assignment)
    if asked.head is not None or stood.due_on != asked.on:
        return replace(said, head_name="", head_title="", head_tenure_id=None)
    return said


def _same(stood: LateCause, given: CauseGiven, side: str, head: str) -> bool:
    """Whether the office says what the unit said; a head whom the unit left out is added, not put right."""
    return (
        set(stood.kinds) == set(given.kinds)
        and stood.objective_percent == share_of(side, given.objective_percent)
        and stood.words == given.words.strip()
        and stood.remedy == given.remedy.strip()
        and stood.head_name in ("", head)
    )


def _refusal(wrong: CauseFault) -> BadInput:
    match wrong:
        case CauseFault.NO_REASON:
            said, field = _("Hãy chọn ít nhất một nguyên nhân chậm."), "kinds"
        case CauseFault.UNKNOWN_REASON:
            said, field = _("Có nguyên nhân không còn trong danh mục; hãy chọn lại."), "kinds"
        case CauseFault.SHARE_REQUIRED:
            said = _("Nguyên nhân vừa khách quan vừa chủ quan: hãy ghi phần khách quan từ 1 đến 99 %.")
            field = "objective_percent"
        case CauseFault.SHARE_UNEXPECTED:
            said = _("Các nguyên nhân đã chọn cùng một loại; hãy bỏ trống tỷ lệ khách quan.")
            field = "objective_percent"
        case CauseFault.WORDS_REQUIRED:
            said, field = _("Đã chọn nguyên nhân khác: hãy ghi rõ nguyên nhân đó."), "words"
        case CauseFault.REMEDY_REQUIRED:
            said, field = _("Hãy ghi cách khắc phục."), "remedy"
    return BadInput(said, code=str(wrong), field=field)
