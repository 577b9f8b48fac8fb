"""The two panes: the text with its directives marked, and the cards that correct them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dondoc.accounts.permissions import may_confirm_reading
from dondoc.directives import draft_events
from dondoc.directives.choices import DraftState
from dondoc.directives.commands.add_draft_item import add_draft_item
from dondoc.directives.commands.confirm_draft import confirm_draft
from dondoc.directives.commands.discard_draft import discard_draft
from dondoc.directives.commands.drop_draft_item import drop_draft_item
from dondoc.directives.commands.edit_draft_item import edit_draft_item
from dondoc.directives.commands.merge_draft_items import merge_draft_items
from dondoc.directives.commands.restore_draft_item import restore_draft_item
from dondoc.directives.commands.set_draft_field import set_draft_field
from dondoc.directives.commands.split_draft_item import split_draft_item
from dondoc.directives.commands.undo_draft_change import last_change, undo_draft_change
from dondoc.directives.draft_selectors import draft_of, places_to_cut, sentences_left
from dondoc.directives.drafts import Addressee, DraftError
from dondoc.directives.models import DeadlineEvent, DraftReading
from dondoc.foundation.errors import BadInput, Conflict, DomainError, NotFound
from dondoc.web.requests import PageRequest
from dondoc.web.screens.reading.cards import Board, summary_of
from dondoc.web.screens.reading.forms import ItemForm, addressees

_AROUND = 60


def _shortened(text: str, *, from_end: bool = False) -> str:
    """Return whole words of about `_AROUND` characters, with an ellipsis where something was left out."""
    words = text.split()
    kept: list[str] = []
    for word in reversed(words) if from_end else words:
        if kept and sum(map(len, kept)) + len(kept) + len(word) > _AROUND:
            break
        kept.append(word)
    if from_end:
        kept.reverse()
    shown = " ".join(kept)
    if len(kept) == len(words):
        return shown
    return f"… {shown}" if from_end else f"{shown} …"


@require_GET
def draft(request: PageRequest, draft_id: int) -> HttpResponse:
    """Show a reading; one that is closed leads to its document."""
    found = draft_of(request.user, draft_id)
    if found.state != DraftState.OPEN:
        if found.state == DraftState.DISCARDED:
            messages.info(request, _("Bản đọc này đã được bỏ; văn bản vẫn còn ở đây."))
        return redirect("web:document", found.document_id)
    return render(request, "web/reading/draft.html", _context(request, found))


@require_GET
def edit_form(request: PageRequest, draft_id: int, key: str) -> HttpResponse:
    """Give the form of one card."""
    board = _board(request, _open(request, draft_id))
    return _edit_card(request, board, key)


@require_GET
def card(request: PageRequest, draft_id: int, key: str) -> HttpResponse:
    """Give one card as it is, after its form was left."""
    board = _board(request, _open(request, draft_id))
    return render(request, "web/reading/card.html", {"board": board, "card": _card(board, key)})


@require_POST
def edit(request: PageRequest, draft_id: int, key: str) -> HttpResponse:
    """Take the form of one card."""
    found = _open(request, draft_id)
    board = _board(request, found)
    form = ItemForm(request.POST, item=_card(board, key).item, fields=board.fields)
    try:
        lead, coordinate = addressees(request.POST, "lead"), addressees(request.POST, "coordinate")
    except DraftError as error:
        raise BadInput(str(error)) from error
    if not form.is_valid():
        return _edit_card(request, board, key, form=form, lead=lead, coordinate=coordinate)

    def run(**common: Any) -> DraftReading:
        chosen = form.cleaned_data["field"]
        return edit_draft_item(
            **common, key=key, lead=lead, coordinate=coordinate, deadline=form.deadline(), field_id=chosen,
            clear_field=chosen is None, clause=form.cleaned_data["clause"], reviewed=True,
        )  # fmt: skip

    return _answer(request, draft_id, run, active=key)


@require_POST
def seen(request: PageRequest, draft_id: int, key: str) -> HttpResponse:
    """Note that a person has looked at a card, or take that back."""
    reviewed = request.POST.get("reviewed") == "1"
    return _answer(request, draft_id, lambda **c: edit_draft_item(**c, key=key, reviewed=reviewed), active=key)


@require_POST
def span(request: PageRequest, draft_id: int, key: str) -> HttpResponse:
    """Give a card the selected text."""
    start, end = _offset(request, "start"), _offset(request, "end")
    return _answer(request, draft_id, lambda **c: edit_draft_item(**c, key=key, span=(start, end)), active=key)


@require_GET
def cuts(request: PageRequest, draft_id: int, key: str) -> HttpResponse:
    """List the places where a card may be cut, for who does not point into the text."""
    board = _board(request, _open(request, draft_id))
    item = _card(board, key).item
    text = board.draft.document.text
    places = [
        (at, _shortened(text[item.start : at], from_end=True), _shortened(text[at : item.end]))
        for at in places_to_cut(text, item)
    ]
    return render(request, "web/reading/cuts.html", {"board": board, "card": _card(board, key), "places": places})


@require_POST
def split(request: PageRequest, draft_id: int, key: str) -> HttpResponse:
    """Cut a card in two."""
    offset = _offset(request, "offset")
    return _answer(request, draft_id, lambda **c: split_draft_item(**c, key=key, offset=offset), active=key)


@require_POST
def merge(request: PageRequest, draft_id: int, key: str) -> HttpResponse:
    """Merge a card with the next."""
    return _answer(request, draft_id, lambda **c: merge_draft_items(**c, key=key), active=key)


@require_POST
def drop(request: PageRequest, draft_id: int, key: str) -> HttpResponse:
    """Mark a card as no directive."""
    return _answer(request, draft_id, lambda **c: drop_draft_item(**c, key=key), active=key)


@require_POST
def restore(request: PageRequest, draft_id: int, key: str) -> HttpResponse:
    """Bring a dropped card back."""
    return _answer(request, draft_id, lambda **c: restore_draft_item(**c, key=key), active=key)


@require_GET
def missed(request: PageRequest, draft_id: int) -> HttpResponse:
    """List the sentences that no card has."""
    board = _board(request, _open(request, draft_id))
    text = board.draft.document.text
    rows = [(start, end, text[start:end]) for start, end in sentences_left(text, board.items)]
    return render(request, "web/reading/missed.html", {"board": board, "rows": rows})


@require_POST
def add(request: PageRequest, draft_id: int) -> HttpResponse:
    """Add the selected text as a directive."""
    start, end = _offset(request, "start"), _offset(request, "end")
    added: list[str] = []

    def run(**common: Any) -> DraftReading:
        found, key = add_draft_item(**common, start=start, end=end)
        added.append(key)
        return found

    return _answer(request, draft_id, run, active=added)


@require_POST
def set_field(request: PageRequest, draft_id: int) -> HttpResponse:
    """Give all directives one field."""
    chosen = request.POST.get("field", "")
    field_id = int(chosen) if chosen.isdecimal() else None
    return _answer(request, draft_id, lambda **c: set_draft_field(**c, field_id=field_id))


@require_POST
def undo(request: PageRequest, draft_id: int) -> HttpResponse:
    """Take the last correction back."""
    return _answer(request, draft_id, undo_draft_change)


@require_GET
def summary(request: PageRequest, draft_id: int) -> HttpResponse:
    """Say what confirming will create, or what is still missing."""
    board = _board(request, _open(request, draft_id))
    context = {"board": board, "summary": summary_of(board), "may_confirm": may_confirm_reading(request.user)}
    return render(request, "web/reading/summary.html", context)


@require_POST
def confirm(request: PageRequest, draft_id: int) -> HttpResponse:
    """Create the directives and go to the document that shows them."""
    found = draft_of(request.user, draft_id)
    try:
        created = confirm_draft(
            draft_id=draft_id, version=_version(request), **request.who,
        )  # fmt: skip
    except Conflict as error:
        if error.code == "reading_changed":
            return _workspace(request, draft_id, error=error)
        messages.warning(request, error.message)
    except DomainError as error:
        return _workspace(request, draft_id, error=error, active=str(error.details.get("key", "")))
    else:
        messages.success(
            request,
            ngettext(
                "Đã giao %(count)s nhiệm vụ của văn bản này.",
                "Đã giao %(count)s nhiệm vụ của văn bản này.",
                len(created),
            )
            % {"count": len(created)},
        )
    return _redirect(request, reverse("web:document", args=[found.document_id]))


@require_POST
def discard(request: PageRequest, draft_id: int) -> HttpResponse:
    """Put the reading away; its document stays."""
    try:
        discard_draft(
            draft_id=draft_id, version=_version(request), **request.who,
        )  # fmt: skip
    except Conflict as error:
        messages.warning(request, error.message)
        return _redirect(request, reverse("web:reading_draft", args=[draft_id]))
    messages.success(request, _("Đã bỏ bản đọc. Văn bản vẫn được giữ ở mục Văn bản, không giao nhiệm vụ nào."))
    return _redirect(request, reverse("web:reading"))


def _answer(
    request: PageRequest, draft_id: int, run: Callable[..., DraftReading], *, active: str | list[str] = ""
) -> HttpResponse:
    """Run a correction and give the panes as they are now, with the refusal where there was one."""
    common = {
        "actor": request.user, "draft_id": draft_id, "version": _version(request), "now": request.now,
        "request_id": request.request_id,
    }  # fmt: skip
    try:
        run(**common)
    except (BadInput, Conflict) as error:
        if isinstance(error, Conflict) and error.code != "reading_changed":
            messages.warning(request, error.message)
            return _redirect(request, reverse("web:document", args=[error.details["document_id"]]))
        return _workspace(request, draft_id, error=error, active=active if isinstance(active, str) else "")
    return _workspace(request, draft_id, active=active if isinstance(active, str) else "".join(active[:1]))


def _workspace(
    request: PageRequest, draft_id: int, *, active: str = "", error: DomainError | None = None
) -> HttpResponse:
    if error is not None:
        messages.error(request, error.message)
    if not request.is_htmx:
        return redirect("web:reading_draft", draft_id)
    context = {**_context(request, draft_of(request.user, draft_id)), "active": active}
    if error is None:
        return render(request, "web/reading/answer.html", context)
    headers = {"HX-Retarget": "#workspace", "HX-Reswap": "outerHTML"}
    return _with(render(request, "web/reading/answer.html", context, status=error.status), headers)


def _with(response: HttpResponse, headers: dict[str, str]) -> HttpResponse:
    for name, value in headers.items():
        response[name] = value
    return response


def _context(request: PageRequest, found: DraftReading) -> dict[str, Any]:
    last = last_change(found)
    labels = {
        draft_events.ITEM_EDITED: _("sửa ý"), draft_events.ITEM_SPLIT: _("tách ý"),
        draft_events.ITEMS_MERGED: _("gộp ý"), draft_events.ITEM_ADDED: _("thêm ý"),
        draft_events.ITEM_DROPPED: _("bỏ ý"), draft_events.ITEM_RESTORED: _("khôi phục ý"),
        draft_events.FIELD_SET: _("đặt lĩnh vực"),
    }  # fmt: skip
    board = _board(request, found)
    board.undo_label = labels[last.code] if last else ""
    return {"board": board, "may_confirm": may_confirm_reading(request.user)}


def _board(request: PageRequest, found: DraftReading) -> Board:
    return Board(draft=found, jurisdiction=request.jurisdiction, today=request.today)


def _open(request: PageRequest, draft_id: int) -> DraftReading:
    found = draft_of(request.user, draft_id)
    if found.state != DraftState.OPEN:
        raise Conflict(_("Bản đọc này đã đóng; hãy tải lại trang."), document_id=found.document_id)
    return found


def _card(board: Board, key: str) -> Any:
    try:
        return board.card(key)
    except DraftError as error:
        raise NotFound(str(error)) from error


def _edit_card(
    request: PageRequest,
    board: Board,
    key: str,
    *,
    form: ItemForm | None = None,
    lead: Sequence[Addressee] = (),
    coordinate: Sequence[Addressee] = (),
) -> HttpResponse:
    """Give the form of a card; after a refusal with what the person had put into it."""
    shown = _card(board, key)
    events = DeadlineEvent.objects.filter(jurisdiction_id=board.jurisdiction.id, occurred_on__isnull=True)
    context = {
        "board": board,
        "card": shown,
        "leads": shown.lead if form is None else board.chips(lead),
        "coordinates": shown.coordinate if form is None else board.chips(coordinate),
        "form": form or ItemForm(item=shown.item, fields=board.fields),
        "events": events.order_by("-created_at").values_list("name", flat=True)[:50],
    }
    if form is None:
        return render(request, "web/reading/card_edit.html", context)
    headers = {"HX-Retarget": f"#card-{shown.item.key}", "HX-Reswap": "outerHTML"}
    return _with(render(request, "web/reading/card_edit.html", context, status=422), headers)


def _version(request: PageRequest) -> int:
    value = request.POST.get("version", "")
    return int(value) if value.isdecimal() else 0


def _offset(request: PageRequest, name: str) -> int:
    value = request.POST.get(name, "")
    if not value.isdecimal() or len(value) > 9:  # noqa: PLR2004 - beyond any text
        raise BadInput(_("Hãy chọn đoạn văn bản rồi làm lại."))
    return int(value)


def _redirect(request: PageRequest, url: str) -> HttpResponse:
    if request.is_htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
