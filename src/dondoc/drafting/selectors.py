"""Reads of drafts and rights to sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import numbering
from dondoc.documents.choices import Direction
from dondoc.documents.commands._facts import Facts
from dondoc.documents.models import Register, StoredFile
from dondoc.documents.rendering import StructuredDocument
from dondoc.drafting import content as contents
from dondoc.drafting import mandates
from dondoc.drafting.content import Agency
from dondoc.drafting.models import DraftComment, DraftVersion, OutgoingDraft, SigningMandate
from dondoc.drafting.permissions import visible_drafts
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.foundation.text import fold
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.models import GroupMembership, Jurisdiction, Post, Tenure, Unit
from dondoc.organizations.selectors import valid_on

_MOST_RECIPIENTS = 2000


def draft_of(user: User, draft_id: int) -> OutgoingDraft:
    """The draft.

    Raises:
        NotFound: there is none that `user` may know of.
    """
    found = (
        visible_drafts(user).select_related("unit", "entry", "document", "source_document").filter(id=draft_id).first()
    )
    if found is None:
        raise NotFound
    return found


def drafts_for(user: User, *, states: Iterable[str] = (), words: str = "") -> QuerySet[OutgoingDraft]:
    """The drafts that `user` sees, those changed last first.

    Args:
        user: who looks.
        states: codes of State; none: all.
        words: words that kind, subject or code hold, in any spelling of the diacritics.
    """
    found = visible_drafts(user).select_related("unit", "entry").order_by("-changed_at", "-id")
    wanted = list(states)
    if wanted:
        found = found.filter(state__in=wanted)
    for word in fold(words).split():
        found = found.filter(search_text__contains=word)
    return found


def versions_of(draft: OutgoingDraft) -> list[DraftVersion]:
    """Its versions, the latest first."""
    here = DraftVersion.objects.filter(jurisdiction_id=draft.jurisdiction_id, draft_id=draft.id)
    return list(here.order_by("-number"))


def version_of(draft: OutgoingDraft, number: int) -> DraftVersion:
    """One of its versions.

    Raises:
        NotFound: it has none of this number.
    """
    here = DraftVersion.objects.filter(jurisdiction_id=draft.jurisdiction_id, draft_id=draft.id)
    found = here.filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def file_of(draft: OutgoingDraft) -> StoredFile:
    """Its signed file, else the one that is printed with its number.

    Raises:
        NotFound: it has no number yet.
    """
    found: StoredFile | None = draft.signed_file if draft.signed_file_id else draft.rendered_file
    if found is None:
        raise NotFound(_("Dự thảo chưa được cấp số nên chưa có tệp để ký; hãy xem trước."))
    return found


def comments_of(draft: OutgoingDraft) -> list[DraftComment]:
    """Its comments in the order they were made."""
    here = DraftComment.objects.filter(jurisdiction_id=draft.jurisdiction_id, draft_id=draft.id)
    return list(here.order_by("made_at", "id"))


def issuing_units(jurisdiction_id: int) -> list[Unit]:
    """The agencies that issue here: those that have an open register of what is issued."""
    ids = Register.objects.filter(
        jurisdiction_id=jurisdiction_id, direction=Direction.ISSUED, closed_on__isnull=True
    ).values_list("unit_id", flat=True)
    return list(Unit.objects.filter(jurisdiction_id=jurisdiction_id, id__in=set(ids)).order_by("sort_key"))


def issuing_unit(jurisdiction_id: int, unit_id: int) -> Unit:
    """The agency.

    Raises:
        BadInput: it has no open register of what is issued.
    """
    for unit in issuing_units(jurisdiction_id):
        if unit.id == unit_id:
            return unit
    raise BadInput(
        _("Cơ quan này chưa mở sổ văn bản đi. Hãy đề nghị Lãnh đạo Văn phòng mở sổ trước khi soạn văn bản."),
        field="unit",
    )


def register_for(draft: OutgoingDraft) -> Register | None:
    """The open register of the agency that takes documents of the draft's kind."""
    here = list(
        Register.objects.filter(
            jurisdiction_id=draft.jurisdiction_id, unit_id=draft.unit_id, direction=Direction.ISSUED,
            closed_on__isnull=True,
        ).order_by("id")
    )  # fmt: skip
    for register in here:
        others = {kind for other in here if other.id != register.id for kind in other.kinds}
        if numbering.takes(register.kinds, draft.kind, others=others):
            return register
    return None


def register_taking(draft: OutgoingDraft) -> Register:
    """The register of `register_for`.

    Raises:
        BadInput: no register takes this kind.
    """
    register = register_for(draft)
    if register is None:
        raise BadInput(
            _("Chưa có sổ văn bản đi nào của cơ quan này nhận loại “%(kind)s”. Hãy đề nghị Lãnh đạo Văn phòng mở sổ.")
            % {"kind": draft.kind},
            code="no_register",
        )
    return register


def own_office(jurisdiction_id: int) -> Unit:
    """The office whose papers the house prints by itself: the committee's own, else the first unit there is.

    Raises:
        NotFound: there is no unit.
    """
    here = Unit.objects.filter(jurisdiction_id=jurisdiction_id).order_by("id")
    office = here.filter(kind=UnitKind.OFFICE).first() or here.first()
    if office is None:
        raise NotFound
    return office


def head_of(office: Unit, day: dt.date) -> tuple[str, str]:
    """Who heads a unit on a day, by post and name, as one who signs; "" where the directory knows none."""
    head = Post.objects.filter(jurisdiction_id=office.jurisdiction_id, unit_id=office.id, is_head=True).first()
    if head is None:
        return "", ""
    held = Tenure.objects.filter(valid_on(day), jurisdiction_id=office.jurisdiction_id, post_id=head.id).first()
    return head.title, held.person_name if held else ""


def agency_of(unit: Unit) -> Agency:
    """How the agency is named at the head of its documents."""
    jurisdiction = Jurisdiction.objects.get(id=unit.jurisdiction_id)
    parent = (
        Unit.objects.filter(jurisdiction_id=unit.jurisdiction_id, id=unit.parent_unit_id).first()
        if unit.parent_unit_id
        else None
    )
    place = (
        jurisdiction.name.removeprefix("Tỉnh ")
        .removeprefix("tỉnh ")
        .removeprefix("Thành phố ")
        .removeprefix("thành phố ")
    )
    register = Register.objects.filter(
        jurisdiction_id=unit.jurisdiction_id, unit_id=unit.id, direction=Direction.ISSUED, closed_on__isnull=True
    ).order_by("id").first()  # fmt: skip
    return Agency(
        name=unit.name,
        parent=parent.name if parent else "",
        place=place,
        letters=register.agency_symbol if register else "",
    )


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs by a right on a day, and how it is printed."""

    mandate: SigningMandate
    post: str
    name: str
    lines: tuple[str, ...]
    position: str


def steps_of(mandate: SigningMandate) -> tuple[mandates.Step, ...]:
    """The lines of authority of a right."""
    return tuple(mandates.Step(step["form"], step["of"]) for step in mandate.steps)


def right_of(mandate: SigningMandate) -> mandates.Right:
    """A right as the rules see it."""
    return mandates.Right(
        steps=steps_of(mandate), kinds=tuple(mandate.kinds), valid_from=mandate.valid_from, valid_to=mandate.valid_to,
        basis=mandate.basis,
    )  # fmt: skip


def mandates_of(jurisdiction_id: int, *, unit_id: int | None = None) -> list[SigningMandate]:
    """The rights to sign that were recorded, also those that have ended; of one agency, or of all."""
    found = SigningMandate.objects.filter(jurisdiction_id=jurisdiction_id).select_related("unit", "post")
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    return list(found.order_by("unit__sort_key", "post__rank", "valid_from", "id"))


def signers(jurisdiction_id: int, *, unit_id: int, kind: str, on: dt.date) -> list[Signer]:
    """Who may sign a document of this agency and kind on a day: rights that cover it whose post is held then."""
    rights = SigningMandate.objects.filter(jurisdiction_id=jurisdiction_id, unit_id=unit_id).select_related("post")
    valid = [
        right for right in rights.order_by("post__rank", "id") if mandates.covers(right_of(right), kind=kind, on=on)
    ]
    held = {
        tenure.post_id: tenure
        for tenure in Tenure.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on), jurisdiction_id=jurisdiction_id,
            post_id__in={right.post_id for right in valid}, valid_from__lte=on,
        )
    }  # fmt: skip
    return [_signer(right, held[right.post_id].person_name) for right in valid if right.post_id in held]


def signer_of(draft: OutgoingDraft, *, on: dt.date) -> Signer | None:
    """Who signs the draft on a day; None where its right has ended, or nobody holds the post."""
    found = signers(draft.jurisdiction_id, unit_id=draft.unit_id, kind=draft.kind, on=on)
    return next((signer for signer in found if signer.mandate.id == draft.mandate_id), None)


def _signer(right: SigningMandate, name: str) -> Signer:
    steps = steps_of(right)
    return Signer(right, right.post.title, name, mandates.lines(steps), mandates.position(steps, right.post.title))


def mandate_for(draft: OutgoingDraft, mandate_id: int, *, on: dt.date) -> SigningMandate:
    """The right by which the draft may be signed.

    Raises:
        BadInput: there is no such right for this agency and kind on the day, or nobody holds its post.
    """
    for signer in signers(draft.jurisdiction_id, unit_id=draft.unit_id, kind=draft.kind, on=on):
        if signer.mandate.id == mandate_id:
            return signer.mandate
    raise BadInput(
        _("Người được chọn không có thẩm quyền ký loại văn bản này vào ngày %(day)s. Hãy chọn người ký khác.")
        % {"day": f"{on:%d/%m/%Y}"},
        field="mandate",
    )


def printed(
    draft: OutgoingDraft,
    *,
    on: dt.date,
    number: int | None = None,
    date: dt.date | None = None,
    lenient: bool = False,
) -> StructuredDocument:
    """The document that a draft amounts to on a day: with who signs then; number and date where it has them.

    `lenient` shows what is not written yet as dots.

    Raises:
        BadInput: it cannot be printed; the sentence names the field.
    """
    signer = signer_of(draft, on=on)
    register = register_for(draft)
    return contents.printable(
        draft.content, kind=draft.kind, symbol=symbol_of(draft, register), number=number, date=date,
        steps=steps_of(signer.mandate) if signer else (), post=signer.post if signer else "",
        signer=signer.name if signer else "", lenient=lenient,
    )  # fmt: skip


def symbol_of(draft: OutgoingDraft, register: Register | None) -> str:
    """The symbol that its register composes; "" where no register takes its kind."""
    return (
        numbering.symbol_of(kind=draft.kind, agency=register.agency_symbol, drafter=draft.drafter_letters)
        if register
        else ""
    )


def facts_of(draft: OutgoingDraft, signer: str) -> Facts:
    """What stands beside the draft's number in its register."""
    # The register's column is shorter than a long list of recipients, which the document itself keeps whole.
    recipients = "\n".join(draft.content.get("recipients") or ())
    if len(recipients) > _MOST_RECIPIENTS:
        recipients = recipients[: _MOST_RECIPIENTS - 1].rpartition("\n")[0] + "\n…"
    return Facts(
        kind=draft.kind, drafter=draft.drafter_letters, subject=draft.subject, signer=signer, recipients=recipients
    )


def code_of_draft(draft: OutgoingDraft) -> str:
    """Number and symbol, "" while it has none."""
    return numbering.code_of(draft.entry.number, draft.entry.symbol) if draft.entry_id else ""


def require_duties(jurisdiction_id: int, content: Mapping[str, Any], *, on: dt.date) -> None:
    """Do nothing where the units that people set for clauses are there on the day.

    Raises:
        BadInput: one is not; the sentence names the clause.
    """
    wanted: dict[int, str] = {}
    for clause in contents.clauses(content):
        for duty in clause.duties:
            for unit_id in (*duty.get("leads", ()), *duty.get("coordinates", ())):
                if not isinstance(unit_id, int):
                    raise BadInput(
                        _("Đơn vị của mục “%(label)s” không hợp lệ; hãy chọn lại.") % {"label": clause.label},
                        field="duties",
                    )
                wanted.setdefault(unit_id, clause.label or clause.text[:40])
    if not wanted:
        return
    known = set(
        Unit.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on),
            jurisdiction_id=jurisdiction_id,
            id__in=wanted,
            valid_from__lte=on,
        ).values_list("id", flat=True)
    )
    for unit_id, label in wanted.items():
        if unit_id not in known:
            raise BadInput(
                _("Mục “%(label)s”: có đơn vị không còn trong danh mục; hãy chọn lại đơn vị.") % {"label": label},
                field="duties",
            )


def recipients_of_group(jurisdiction_id: int, group_id: int, *, on: dt.date) -> list[str]:
    """The names of a group's members on a day, in the order of the directory: lines for Nơi nhận or Kính gửi."""
    members = GroupMembership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        jurisdiction_id=jurisdiction_id,
        group_id=group_id,
        valid_from__lte=on,
    ).select_related("unit")
    return [member.unit.name for member in sorted(members, key=lambda member: member.unit.sort_key)]


def drafts_from(user: User, document_id: int) -> list[OutgoingDraft]:
    """The drafts that were begun from a document, and the one that it came of, as far as `user` sees them."""
    found = visible_drafts(user).filter(Q(source_document_id=document_id) | Q(document_id=document_id))
    return list(found.select_related("entry").order_by("-changed_at", "-id"))


def mandate_of(jurisdiction_id: int, mandate_id: int) -> SigningMandate:
    """One right to sign.

    Raises:
        NotFound: there is none.
    """
    here = SigningMandate.objects.filter(jurisdiction_id=jurisdiction_id, id=mandate_id)
    found = here.select_related("unit", "post").first()
    if found is None:
        raise NotFound
    return found


def holders_of(jurisdiction_id: int, post_ids: Iterable[int], *, on: dt.date) -> dict[int, str]:
    """Who holds each of these posts on a day, by the post's id."""
    held = Tenure.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        jurisdiction_id=jurisdiction_id,
        post_id__in=set(post_ids),
        valid_from__lte=on,
    )
    return dict(held.values_list("post_id", "person_name"))


def posts_to_sign(jurisdiction_id: int, *, on: dt.date) -> list[tuple[int, str]]:
    """Every post that somebody holds on a day, with its unit and holder in words, by unit and rank."""
    held = Tenure.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), jurisdiction_id=jurisdiction_id, valid_from__lte=on
    ).select_related("post", "post__unit")
    ordered = sorted(held, key=lambda tenure: (tenure.post.unit.sort_key, tenure.post.rank, tenure.post_id))
    return [
        (tenure.post_id, f"{tenure.post.title} – {tenure.person_name} ({tenure.post.unit.name})") for tenure in ordered
    ]
