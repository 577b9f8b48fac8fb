"""The editor: its page, and what its script asks for (saving, what the reader understands, a group's members)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.accounts.selectors import user_names
from dondoc.documents.kinds import BY_DRAFTER
from dondoc.documents.rendering.model import URGENCIES
from dondoc.drafting import content as contents
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.comparison import compare
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.permissions import may, may_keep_mandates, may_write_drafts
from dondoc.drafting.remarks import by_clause
from dondoc.drafting.selectors import (
    code_of_draft,
    comments_of,
    draft_of,
    recipients_of_group,
    register_for,
    signers,
    symbol_of,
    versions_of,
)
from dondoc.drafting.understanding import Understood
from dondoc.foundation.errors import BadInput, Conflict, DomainError, Refused
from dondoc.organizations.models import UnitGroup
from dondoc.organizations.selectors import fields_of, groups_of, unit_choices
from dondoc.web.components import moment
from dondoc.web.requests import PageRequest, json_of
from dondoc.web.screens.drafting.forms import DutyForm
from dondoc.web.screens.drafting.page import Remark, duties_of
from dondoc.web.screens.drafting.way import way_of
from dondoc.web.templatetags.dondoc import asset

_LETTERS_ASKED = BY_DRAFTER
_PARTS = (
    ("picker", "picker"), ("outline", "drafting-outline"), ("saving", "drafting-saving"), ("duties", "drafting-duties"),
    ("lists", "drafting-lists"),
)  # fmt: skip
# Kinds that are addressed to somebody, or rest on something: the others have the field folded away.
_ADDRESSED = BY_DRAFTER | {"Tờ trình", "Báo cáo", "Công điện", "Giấy mời", "Phiếu gửi", "Phiếu chuyển", "Phiếu báo"}
_GROUNDED = frozenset({"Nghị quyết", "Quyết định", "Chỉ thị", "Kế hoạch", "Tờ trình", "Quy chế", "Quy định"})


@require_GET
def editor(request: PageRequest, draft_id: int) -> HttpResponse:
    """Show the editor; whoever may not write is led to the draft."""
    found = draft_of(request.user, draft_id)
    if not may(request.user, "change", found.state):
        return redirect("web:draft", found.id)
    remarks = comments_of(found)
    who = user_names(request.jurisdiction.id, {each.made_by_id for each in remarks})
    beside = by_clause(remarks, contents.clauses(found.content))
    able = signers(found.jurisdiction_id, unit_id=found.unit_id, kind=found.kind, on=request.today)
    context: dict[str, Any] = {
        "draft": found,
        "way": way_of(found, request.user),
        "code": code_of_draft(found),
        "signers": able,
        # A right that has ended since stands in the field until another is chosen, and is said to have ended.
        "lapsed": found.mandate_id is not None and all(each.mandate.id != found.mandate_id for each in able),
        "may_keep_mandates": may_keep_mandates(request.user),
        "fields": fields_of(request.jurisdiction.id),
        "groups": groups_of(request.jurisdiction.id),
        "urgencies": URGENCIES,
        "asks_letters": found.kind in _LETTERS_ASKED,
        "symbol": symbol_of(found, register_for(found)),
        "addressed": found.kind in _ADDRESSED or bool(found.content.get("addressees")),
        "grounded": found.kind in _GROUNDED or bool(found.content.get("grounds")),
        "duty_form": DutyForm(prefix="duty"),
        # Loaded by the editor under the very addresses that the page names, which bear a mark of their content.
        "parts": [{"name": name, "url": asset(f"web/{file}.js")} for name, file in _PARTS],
        "choices": unit_choices(request.jurisdiction.id, request.today),
        "data": {
            "content": found.content,
            "version": found.version,
            "remarks": {
                place: render_to_string(
                    "web/drafting/remarks.html",
                    {
                        "remarks": [Remark(each, who.get(each.made_by_id, "")) for each in own],
                        "draft": found,
                        "editing": True,
                    },
                    request=request,
                )
                for place, own in beside.items()
            },
        },
        "general": [Remark(each, who.get(each.made_by_id, "")) for each in remarks if not each.clause],
        "unresolved": sum(each.resolved_at is None for each in remarks),
    }
    return render(request, "web/drafting/editor.html", context)


@require_POST
def save(request: PageRequest, draft_id: int) -> JsonResponse:
    """Save what was written. A refusal is JSON: with what somebody else saved meanwhile, where that is why."""
    found = draft_of(request.user, draft_id)
    try:
        given = json_of(request)
        saved = change_outgoing_draft(
            draft_id=found.id, version=_number(given, "version") or 0, content=_content(given),
            mandate_id=_number(given, "mandate"), field_id=_number(given, "field"),
            drafter_letters=str(given.get("letters") or "")[:40], note=str(given.get("note") or "")[:300],
            **request.who,
        )  # fmt: skip
    except DomainError as error:
        answer = {"message": error.message, "code": error.code, "field": error.details.get("field", "")}
        if isinstance(error, Conflict) and error.code == "other_version":
            answer |= _other(request, draft_of(request.user, draft_id), _content(given))
        return JsonResponse(answer, status=error.status)
    return JsonResponse({"version": saved.version, "at": f"{moment(request.now)[-5:]}", "state": str(saved.state)})


@require_POST
def understand(request: PageRequest, draft_id: int) -> JsonResponse:
    """Say what the reader would find in what is being written, clause by clause. Nothing is kept."""
    found = draft_of(request.user, draft_id)
    if not may(request.user, "change", found.state):
        raise Refused(_("Dự thảo đang ở bước này không sửa được nữa."))
    try:
        content = contents.clean(_content(json_of(request)))
        duties = duties_of(request, found, content)
    except BadInput as error:
        return JsonResponse({"message": error.message, "code": error.code}, status=error.status)
    by_place: dict[str, list[Understood]] = {}
    for duty in duties:
        by_place.setdefault(duty.place, []).append(duty)
    fragments = {
        place: render_to_string("web/drafting/understood.html", {"duties": own, "editing": True})
        for place, own in by_place.items()
    }
    return JsonResponse({"clauses": fragments, "count": len(duties), "troubled": sum(bool(d.problems) for d in duties)})


@require_GET
def group(request: PageRequest, group_id: int) -> JsonResponse:
    """Give the names of a group's members today, as lines for Nơi nhận or Kính gửi."""
    if not may_write_drafts(request.user):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh soạn văn bản trên hệ thống này."))
    here = UnitGroup.objects.filter(jurisdiction_id=request.jurisdiction.id, id=group_id)
    names = recipients_of_group(request.jurisdiction.id, group_id, on=request.today) if here.exists() else []
    return JsonResponse({"names": names})


def _content(given: Mapping[str, Any]) -> dict[str, Any]:
    content = given.get("content")
    return content if isinstance(content, dict) else {}


def _number(given: Mapping[str, Any], name: str) -> int | None:
    value = given.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _other(request: PageRequest, found: OutgoingDraft, mine: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody else saved: who, when, and how it differs from what this person has on the screen."""
    latest = versions_of(found)[0]
    who = user_names(request.jurisdiction.id, {latest.saved_by_id}).get(latest.saved_by_id, "")
    rows = compare(latest.content, mine)
    told = {"rows": rows, "left": _("Bản vừa được lưu"), "right": _("Bản của bạn")}
    return {
        "version": found.version,
        "content": found.content,
        "who": who,
        "at": moment(latest.saved_at),
        "html": render_to_string("web/drafting/comparison.html", told),
    }
