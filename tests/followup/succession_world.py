"""The story of these tests: Kế hoạch và Đầu tư has a task that Sở Y tế should do; today is 18/01/2021."""

from __future__ import annotations

from typing import Any

from tests.directives import story

from dondoc.directives.models import Assignment, Directive
from dondoc.followup.commands.answer_transfer import answer_transfer
from dondoc.followup.commands.decide_transfer import decide_transfer
from dondoc.followup.commands.merge_directives import merge_directives
from dondoc.followup.commands.request_transfer import request_transfer
from dondoc.followup.commands.supersede_directives import supersede_directives
from dondoc.followup.commands.transfer_by_decision import transfer_by_decision
from dondoc.followup.commands.undo_succession import undo_succession
from dondoc.followup.commands.withdraw_transfer import withdraw_transfer
from dondoc.followup.models import Succession, Transfer

NOW = story.at("2021-01-18")
WHY = "Đúng chức năng của đơn vị kia."


def ask(actor: Any, subject: Assignment, to: Any, **more: Any) -> Transfer:
    """Ask that `to` take it."""
    given = {"reason": WHY, "now": NOW, **more}
    return request_transfer(actor=actor, assignment_id=subject.id, to_unit_id=to.id, **given)


def take(verb: str, actor: Any, transfer: Transfer, **more: Any) -> Transfer:
    """Take a step of a transfer with what it needs."""
    base = {"actor": actor, "transfer_id": transfer.id, "now": NOW}
    match verb:
        case "agree" | "decline":
            return answer_transfer(**base, agrees=verb == "agree", **{"note": "Không đủ người.", **more})
        case "confirm" | "refuse":
            return decide_transfer(**base, is_confirmed=verb == "confirm", **{"note": "Giữ nguyên.", **more})
    return withdraw_transfer(**base)


def by_decision(actor: Any, subject: Assignment, to: Any, **more: Any) -> Succession:
    """Hand it over at once."""
    given = {"reason": WHY, "now": NOW, **more}
    return transfer_by_decision(actor=actor, assignment_id=subject.id, to_unit_id=to.id, **given)


def merge(actor: Any, stays: Directive, *duplicates: Directive, **more: Any) -> list[Succession]:
    """Merge them into the one that stays."""
    given = {"reason": "Trùng nội dung.", "now": NOW, **more}
    return merge_directives(actor=actor, directive_id=stays.id, duplicate_ids=[one.id for one in duplicates], **given)


def supersede(actor: Any, later: Directive, *earlier: Directive, **more: Any) -> list[Succession]:
    """Let the later one take their place."""
    given = {"reason": "Văn bản sau thay thế.", "now": NOW, **more}
    return supersede_directives(actor=actor, directive_id=later.id, superseded_ids=[one.id for one in earlier], **given)


def undo(actor: Any, succession: Succession, **more: Any) -> Succession:
    """Take it back."""
    return undo_succession(actor=actor, succession_id=succession.id, **{"now": story.at("2021-01-18", 15), **more})


def rows(directive: Directive) -> dict[str, str]:
    """How far each unit of a directive is, by its code."""
    found = Assignment.objects.select_related("unit").filter(jurisdiction_id=1, directive_id=directive.id)
    return {row.unit.code: row.lifecycle for row in found}
