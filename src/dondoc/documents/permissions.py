"""Who sees a document and its original file. Whether a person may bring one in is `accounts.permissions`."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.accounts.permissions import is_office, scope_of
from dondoc.documents.models import Document, StoredFile

_SEES_ALL = frozenset({Role.CHAIR, Role.OBSERVER})


def visible_documents(user: User) -> QuerySet[Document]:
    """Return the documents that `user` may know of.

    The chair, the office and the observer: all of their jurisdiction. People of a unit: those from which
    their unit (or one below it) has an assignment. Nobody else any.
    """
    here = Document.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if not user.is_active:
        return here.none()
    if is_office(user) or user.role in _SEES_ALL:
        return here
    scope = scope_of(user)
    if scope.kind != "units":
        return here.none()
    # A semi-join over the relations backwards: this room does not import the one of the assignments.
    mine = Document.objects.filter(
        jurisdiction_id=user.jurisdiction_id,
        id=OuterRef("id"),
        directives__assignments__unit_id__in=sorted(scope.unit_ids),
    )
    return here.filter(Exists(mine))


def may_open_original(user: User) -> bool:
    """Return whether `user` may have the original file of a document they see; an observer reads the text only."""
    return user.is_active and user.role not in (Role.OBSERVER, Role.ADMINISTRATOR)


def may_open_file(user: User, file: StoredFile) -> bool:
    """Return whether `file` is the original of a document that `user` may open."""
    if file.jurisdiction_id != user.jurisdiction_id or not may_open_original(user):
        return False
    return visible_documents(user).filter(Q(file_id=file.id)).exists()


def may_change_document(user: User) -> bool:
    """Return whether `user` may correct what is recorded of a document."""
    return is_office(user)


def may_see_registers(user: User) -> bool:
    """Return whether `user` may look into the registers: those who keep them, and the chair."""
    return is_office(user) or (user.is_active and user.role == Role.CHAIR)


def may_number(user: User) -> bool:
    """Return whether `user` takes numbers and records what arrives."""
    return is_office(user)


def may_keep_registers(user: User) -> bool:
    """Return whether `user` opens registers, reserves numbers, uses one for an earlier day, and voids any.

    The decree lets the agency's head decide how documents are numbered (NĐ 30/2020/NĐ-CP, Điều 15).
    """
    return user.is_active and user.role == Role.OFFICE_LEADER


def may_see_exchange(user: User) -> bool:
    """Return whether `user` may look at what is exchanged with other bodies: the office."""
    return is_office(user)


def may_exchange(user: User) -> bool:
    """Return whether `user` sends, takes over, refuses and answers packets: who keeps the office's mail."""
    return user.is_active and user.role in (Role.CLERK, Role.OFFICE_LEADER)


def may_set_own_party(user: User) -> bool:
    """Return whether `user` says under which code the jurisdiction exchanges."""
    return user.is_active and user.role == Role.OFFICE_LEADER
