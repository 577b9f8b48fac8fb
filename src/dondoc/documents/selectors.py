"""Reading documents. Every function is given the person, and gives only what they may know of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from dondoc.accounts.models import User
from dondoc.documents.models import Document, StoredFile
from dondoc.documents.permissions import may_open_original, visible_documents
from dondoc.foundation.errors import NotFound
from dondoc.foundation.text import fold


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What a list of documents is narrowed to; empty values narrow nothing."""

    search: str = ""
    type_name: str = ""
    origin: str = ""
    issued_from: dt.date | None = None
    issued_to: dt.date | None = None


def documents(user: User, wanted: DocumentFilter | None = None) -> QuerySet[Document]:
    """Return the documents that `user` sees and `wanted` asks for, newest first."""
    found = visible_documents(user)
    wanted = wanted or DocumentFilter()
    for word in fold(wanted.search).split():
        found = found.filter(search_text__contains=word)
    if wanted.type_name:
        found = found.filter(type_name=wanted.type_name)
    if wanted.origin:
        found = found.filter(origin=wanted.origin)
    if wanted.issued_from:
        found = found.filter(issued_on__gte=wanted.issued_from)
    if wanted.issued_to:
        found = found.filter(issued_on__lte=wanted.issued_to)
    return found.defer("text", "search_text", "meeting", "references").order_by("-created_at", "-id")


def types_of(user: User) -> list[str]:
    """Return the types of the documents that `user` sees, for a filter."""
    names = visible_documents(user).exclude(type_name="").order_by().values_list("type_name", flat=True).distinct()
    return sorted(names, key=fold)


def document_of(user: User, document_id: int) -> Document:
    """Return one document with its file.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = visible_documents(user).select_related("file").filter(id=document_id).first()
    if found is None:
        raise NotFound
    return found


def original_of(user: User, document_id: int) -> StoredFile:
    """Return the original file of a document.

    Raises:
        NotFound: no document, no file (it was pasted), or not for this person.
    """
    file: StoredFile | None = document_of(user, document_id).file
    if file is None or not may_open_original(user):
        raise NotFound
    return file
