"""Who is called: the page of participants, their categories and venues, and adding to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.foundation.errors import NotFound, Refused
from dondoc.foundation.text import fold, whole_number
from dondoc.meetings.attendance_selectors import Line, lines_of
from dondoc.meetings.choices import Answer, Consent, State
from dondoc.meetings.commands._steps import OPEN
from dondoc.meetings.commands.drop_category import drop_category
from dondoc.meetings.commands.drop_venue import drop_venue
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.invite_group import invite_group
from dondoc.meetings.commands.set_category import set_category
from dondoc.meetings.commands.set_venue import set_venue
from dondoc.meetings.commands.withdraw_invitee import withdraw_invitee
from dondoc.meetings.models import Category, Invitee, Meeting, Venue
from dondoc.meetings.permissions import may_answer_now, may_consent, may_plan
from dondoc.meetings.rules import ANSWER_STATES, day_of, takes_answers
from dondoc.meetings.selectors import meeting_of
from dondoc.organizations.models import Post, Unit
from dondoc.organizations.selectors import groups_of, members_of_group, units_on
from dondoc.web import answering
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.frame import frame
from dondoc.web.screens.meetings.people.forms import CategoryForm, GuestForm, PlaceForm, VenueForm, posts_found

_BOTH = ["GET", "POST"]
_MOST_FOUND = 12
_Row = TypeVar("_Row", Category, Venue)


@dataclass(frozen=True, slots=True)
class Group:
    """A category on the page, with who is called in it."""

    category: Category
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that a search found, with its posts: who holds each, and whether they are called."""

    unit: Unit
    posts: list[tuple[Post, str, bool]]
    is_called: bool


@require_GET
def people(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show who is called, by category; what waits for the person stands first."""
    meeting = meeting_of(request.user, meeting_id)
    lines = lines_of(meeting, request.user)
    categories = list(Category.objects.filter(**_here(meeting)).order_by("position", "id"))
    seated: dict[int, int] = {}
    for line in lines:
        if line.invitee.venue_id:
            seated[line.invitee.venue_id] = seated.get(line.invitee.venue_id, 0) + 1
    venues = Venue.objects.filter(**_here(meeting)).select_related("unit", "chair").order_by("position", "id")
    answers = [line.invitee.answer for line in lines]
    context = {
        **frame(request.user, meeting, "meeting_people"),
        "groups": [Group(each, [line for line in lines if line.invitee.category_id == each.id]) for each in categories],
        "venues": [(venue, seated.get(venue.id, 0)) for venue in venues],
        "called": len(lines),
        "answers": [(code.label, answers.count(code.value)) for code in Answer],
        "waiting": [line for line in lines if line.invitee.consent == Consent.ASKED] if _decides(request, meeting) else [],
        "own": [line for line in lines if line.is_own],
        "may_plan": may_plan(request.user),
        "is_open": meeting.state in OPEN,
        "answerable": {
            line.invitee.id for line in lines if may_answer_now(request.user, meeting, line.invitee, request.now)
        },
        "is_answered_late": meeting.state in ANSWER_STATES and not takes_answers(meeting, request.now),
        "may_decide": _decides(request, meeting),
    }  # fmt: skip
    return render(request, "web/meetings/people.html", context)


@require_http_methods(_BOTH)
def category(request: PageRequest, meeting_id: int, category_id: int | None = None) -> HttpResponse:
    """Name a category, or change one."""
    meeting = _planned(request, meeting_id)
    found = _one_of(Category, meeting, category_id)
    named = ("name", "requirement", "is_counted", "has_vote")
    initial = {name: getattr(found, name) for name in named} if found else None
    form = CategoryForm(request.POST or None, initial=initial)

    def run(**common: Any) -> str:
        set_category(**common, meeting_id=meeting.id, category_id=category_id, **form.cleaned_data)
        return _("Đã lưu thành phần dự họp.")

    drop = reverse("web:meeting_category_drop", args=[meeting.id, category_id]) if found else ""
    if found and found.invitees.exists():
        drop = ""
    words = {"title": _("Sửa thành phần") if found else _("Thêm thành phần"), "action": _("Lưu"), "drop": drop}
    words["drop_ask"] = _("Bỏ thành phần này khỏi cuộc họp?")
    return answer_form(request, meeting, form, run, words)


@require_POST
def category_drop(request: PageRequest, meeting_id: int, category_id: int) -> HttpResponse:
    """Drop an empty category."""
    meeting = _planned(request, meeting_id)
    drop_category(meeting_id=meeting.id, category_id=category_id, **request.who)
    messages.success(request, _("Đã bỏ thành phần."))
    return redirect("web:meeting_people", meeting.id)


@require_http_methods(_BOTH)
def venue(request: PageRequest, meeting_id: int, venue_id: int | None = None) -> HttpResponse:
    """Name a venue, or change one."""
    meeting = _planned(request, meeting_id)
    found = _one_of(Venue, meeting, venue_id)
    names = ("name", "unit_id", "chair_id", "place", "link", "is_main")
    form = VenueForm(
        request.POST or None, meeting=meeting, on=day_of(meeting),
        initial={name: getattr(found, name) for name in names} if found else None,
    )  # fmt: skip

    def run(**common: Any) -> str:
        set_venue(**common, meeting_id=meeting.id, venue_id=venue_id, **form.cleaned_data)
        return _("Đã lưu điểm cầu.")

    drop = reverse("web:meeting_venue_drop", args=[meeting.id, venue_id]) if found else ""
    words = {"title": _("Sửa điểm cầu") if found else _("Thêm điểm cầu"), "action": _("Lưu"), "drop": drop}
    words["drop_ask"] = _("Bỏ điểm cầu này? Người ngồi ở đó vẫn được mời, ngồi tại phòng họp.")
    return answer_form(request, meeting, form, run, words)


@require_POST
def venue_drop(request: PageRequest, meeting_id: int, venue_id: int) -> HttpResponse:
    """Drop a venue."""
    meeting = _planned(request, meeting_id)
    drop_venue(meeting_id=meeting.id, venue_id=venue_id, **request.who)
    messages.success(request, _("Đã bỏ điểm cầu."))
    return redirect("web:meeting_people", meeting.id)


@require_http_methods(_BOTH)
def call(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Find units, posts and groups and call them with one press; or a guest by name."""
    meeting = _planned(request, meeting_id)
    asked = request.POST if request.method == "POST" else request.GET
    place = PlaceForm(asked if "category_id" in asked else None, meeting=meeting, initial=_first_place(meeting))
    guest = GuestForm(request.POST if "guest" in request.POST else None)
    status = 200
    if request.method == "POST":
        status = 422
        if place.is_valid() and (not guest.is_bound or guest.is_valid()):
            try:
                done = _call(request, meeting, place.cleaned_data, guest)
            except CORRECTABLE as error:
                show_refusal(guest if guest.is_bound else place, error)
            else:
                messages.success(request, done)
                return redirect(f"{reverse('web:meeting_call', args=[meeting.id])}?{_kept(request)}")
    return render(request, "web/meetings/people_call.html", _context(request, meeting, place, guest), status=status)


@require_POST
def withdraw(request: PageRequest, meeting_id: int, invitee_id: int) -> HttpResponse:
    """Take somebody off the list."""
    meeting = meeting_of(request.user, meeting_id)
    invitee = one_called(meeting, invitee_id)
    withdraw_invitee(invitee_id=invitee.id, **request.who)
    messages.success(request, _("Đã rút giấy mời của %(name)s.") % {"name": invitee.person_name or invitee.body})
    return redirect("web:meeting_people", meeting.id)


def one_called(meeting: Meeting, invitee_id: int) -> Invitee:
    """One who is called to this meeting.

    Raises:
        NotFound: nobody of this id is.
    """
    found = (
        Invitee.objects.filter(**_here(meeting), id=invitee_id, withdrawn_at__isnull=True)
        .select_related("category", "venue", "unit", "post")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def answer_form(
    request: PageRequest, meeting: Meeting, form: forms.Form, run: Callable[..., str], words: dict[str, str]
) -> HttpResponse:
    """Show the form within the meeting's frame, or give what was typed to the command and go back."""
    back = words.get("back") or reverse("web:meeting_people", args=[meeting.id])
    context = {**frame(request.user, meeting, "meeting_people"), **words, "back": back}
    template = words.get("template", "web/meetings/people_form.html")
    return answering.answer_form(request, form, lambda **who: (run(**who), back), template, context)


def _here(meeting: Meeting) -> dict[str, int]:
    return {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}


def _decides(request: PageRequest, meeting: Meeting) -> bool:
    return may_consent(request.user) and meeting.state not in (State.ENDED, State.CANCELLED)


def _planned(request: PageRequest, meeting_id: int) -> Meeting:
    meeting = meeting_of(request.user, meeting_id)
    if not may_plan(request.user):
        raise Refused(_("Thành phần dự họp do Văn phòng UBND tỉnh lập."))
    return meeting


def _one_of(kind: type[_Row], meeting: Meeting, number: int | None) -> _Row | None:
    if number is None:
        return None
    found = kind.objects.filter(**_here(meeting), id=number).first()
    if found is None:
        raise NotFound
    return found


def _first_place(meeting: Meeting) -> dict[str, Any]:
    return {"category_id": meeting.categories.order_by("position", "id").values_list("id", flat=True).first()}


def _kept(request: PageRequest) -> str:
    """The search and the place, so that the next one is called with one press more."""
    asked = request.GET.copy()
    for name in ("category_id", "venue_id"):
        asked[name] = request.POST.get(name, "")
    return asked.urlencode()


def _call(request: PageRequest, meeting: Meeting, place: dict[str, Any], guest: GuestForm) -> str:
    base = {**request.who, "meeting_id": meeting.id, "category_id": place["category_id"]}
    group = whole_number(request.POST.get("group_id"))
    if group is not None:
        found = invite_group(**base, group_id=group, with_venues="with_venues" in request.POST)
        told = _("Đã mời %(count)s người.") % {"count": len(found.invitees)}
        if found.already:
            told += " " + _("Đã có trong danh sách từ trước: %(names)s.") % {"names": ", ".join(found.already)}
        return told
    said = guest.cleaned_data if guest.is_bound else {}
    one = invite(
        **base, **said, venue_id=place["venue_id"], unit_id=whole_number(request.POST.get("unit_id")),
        post_id=whole_number(request.POST.get("post_id")),
    )  # fmt: skip
    name = ", ".join(part for part in (one.person_name, one.title or one.body) if part)
    return _("Đã mời: %(name)s.") % {"name": name}


def _context(request: PageRequest, meeting: Meeting, place: PlaceForm, guest: GuestForm) -> dict[str, Any]:
    day = day_of(meeting)
    words = request.GET.get("q", "")[:100].strip()
    invited = list(
        Invitee.objects.filter(**_here(meeting), withdrawn_at__isnull=True).values_list("post_id", "unit_id")
    )
    posts, units = {post for post, _unit in invited}, {unit for post, unit in invited if post is None}
    found = list(units_on(meeting.jurisdiction_id, day, search=words)[:_MOST_FOUND]) if words else []
    held = posts_found(meeting, [unit.id for unit in found], day)
    wanted = fold(words).split()
    groups = [
        (group, len(members_of_group(meeting.jurisdiction_id, group.id, day)))
        for group in groups_of(meeting.jurisdiction_id)
        if all(word in fold(" ".join((group.name, *group.aliases))) for word in wanted)
    ]
    return {
        **frame(request.user, meeting, "meeting_people"), "place": place, "guest": guest, "words": words,
        "groups": [(group, size) for group, size in groups if size],
        "found": [
            Found(unit, [(post, name, post.id in posts) for post, name in held.get(unit.id, [])], unit.id in units)
            for unit in found
        ],
        "with_venues": meeting.form != "in_room", "most": _MOST_FOUND,
    }  # fmt: skip
