"""Whether a PDF is another one with signatures added and nothing else: what is shown stays as it was.

A PDF grows at its end, and what is put there may replace any page. A signature over the whole says that the signer made
that file, not that it is the one they were given. pyHanko compares revisions once there is a signature to protect; the
file that goes out has none yet, so the objects that were replaced are looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from . import document
from .errors import SigningError

# What signing may change in the catalog: the form with its fields, evidence, what the file says of itself.
_CATALOG = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Version", "/Metadata"})
# What it may change in the form; "/XFA" would be another document within this one.
_FORM = frozenset({"/Fields", "/SigFlags", "/DA", "/DR", "/NeedAppearances"})
_PAGE = frozenset({"/Annots", "/Tabs"})


def only_signed(before: bytes, after: bytes) -> bool:
    """Say whether `after` is `before`, byte for byte, followed by nothing but signatures and what belongs to them.

    Args:
        before: the file that was given out.
        after: the file that came back.

    Returns:
        False also where either cannot be read.
    """
    if len(after) <= len(before) or not after.startswith(before):
        return False
    try:
        document.check(after)
        with document.guarded():
            opened = document.reader(after)
            given = document.reader(before)
            base = given.xrefs.total_revisions - 1
            if opened.xrefs.hybrid_xrefs_present or opened.xrefs.total_revisions <= base + 1:
                return False
            # The tables behind must lead back to the one that went out, not past it to another.
            where = [one.xrefs.get_startxref_for_revision(base) for one in (given, opened)]
            if where[0] != where[1]:
                return False
            return _Added(opened, base).harmless()
    except SigningError:
        return False


class _Added:
    """The revisions after one of a file."""

    def __init__(self, opened: PdfFileReader, base: int) -> None:
        self._old = opened.get_historical_resolver(base)
        self._new = opened.get_historical_resolver(opened.xrefs.total_revisions - 1)
        self._revisions = [
            opened.get_historical_resolver(number) for number in range(base + 1, opened.xrefs.total_revisions)
        ]
        self._catalog = opened.trailer.raw_get("/Root").reference
        self._xrefs, self._base = opened.xrefs, base
        self._allowed: set[Any] = set()

    def harmless(self) -> bool:
        """Say whether nothing that was there shows anything else."""
        if any(revision.refs_freed_in_revision() for revision in self._revisions):
            return False
        old, new = self._old.root, self._new.root
        if self._old.trailer_view.raw_get("/Root").reference != self._catalog or not _alike(old, new, _CATALOG):
            return False
        if not self._form(old, new) or not self._pages():
            return False
        replaced = {ref for revision in self._revisions for ref in revision.explicit_refs_in_revision()}
        loose = self._loose()
        return all(ref in loose or self._same(ref) for ref in replaced if self._was_there(ref))

    def _loose(self) -> set[Any]:
        """The objects that were looked at by their keys, or say nothing of what is shown."""
        found = {self._catalog, *self._allowed}
        for trailer in (self._old.trailer_view, self._new.trailer_view):
            if isinstance(info := trailer.get_value_as_reference("/Info", optional=True), generic.Reference):
                found.add(info)
        for key in ("/Metadata", "/DSS", "/Extensions"):
            for root in (self._old.root, self._new.root):
                found |= {value.reference for value in (_raw(root, key),) if isinstance(value, generic.IndirectObject)}
        return found

    def _form(self, old: Any, new: Any) -> bool:
        """Look at the form: the old fields are there, what came is signatures."""
        was, now = _get(old, "/AcroForm", {}), _get(new, "/AcroForm", {})
        if not _alike(was, now, _FORM):
            return False
        self._pass(new, "/AcroForm")
        self._pass(now, "/Fields")
        return _grew(_get(was, "/Fields", ()), _get(now, "/Fields", ()))

    def _pages(self) -> bool:
        """Look at each page: only marks of signatures came to it."""
        before, after = list(_pages_of(self._old.root)), list(_pages_of(self._new.root))
        if [ref for ref, _page in before] != [ref for ref, _page in after]:
            return False
        for (ref, old), (_ref, new) in zip(before, after, strict=True):
            if not _alike(old, new, _PAGE) or not _grew(_get(old, "/Annots", ()), _get(new, "/Annots", ())):
                return False
            self._allowed.add(ref)
            self._pass(new, "/Annots")
        return True

    def _pass(self, holder: Any, key: str) -> None:
        value = _raw(holder, key)
        if isinstance(value, generic.IndirectObject):
            self._allowed.add(value.reference)

    def _was_there(self, ref: Any) -> bool:
        return int(self._xrefs.get_introducing_revision(ref)) <= self._base

    def _same(self, ref: Any) -> bool:
        old, new = self._old.get_object(ref), self._new.get_object(ref)
        if isinstance(old, generic.StreamObject) and isinstance(new, generic.StreamObject):
            return bool(old == new and old.encoded_data == new.encoded_data)
        return type(old) is type(new) and bool(old == new)


def _raw(holder: Any, key: str) -> Any:
    return holder.raw_get(key) if hasattr(holder, "raw_get") and key in holder else None


def _get(holder: Any, key: str, default: Any) -> Any:
    # `get` of the library gives the reference, not what it leads to.
    return holder[key] if key in holder else default  # noqa: SIM401


def _alike(old: Any, new: Any, but: frozenset[str]) -> bool:
    """Whether two dictionaries say the same in every other key."""
    return all(_raw(old, key) == _raw(new, key) for key in {*old, *new} - but)


def _grew(old: Any, new: Any) -> bool:
    """Whether a list has what it had, in its order, and then only fields of signatures."""
    was = [old.raw_get(k) for k in range(len(old))]
    now = [new.raw_get(k) for k in range(len(new))]
    return now[: len(was)] == was and all(_is_signature(new[k]) for k in range(len(was), len(now)))


def _is_signature(field: Any) -> bool:
    return isinstance(field, generic.DictionaryObject) and field.get("/FT") == "/Sig"


def _pages_of(root: Any) -> Iterator[tuple[Any, Any]]:
    """Every page, in order; without recursion, for the tree may be nested by an enemy."""
    seen: set[Any] = set()
    open_ = [root.raw_get("/Pages")]
    while open_:
        node = open_.pop()
        if node.reference in seen:
            raise ValueError("a tree of pages that leads back into itself")
        seen.add(node.reference)
        found = node.get_object()
        if "/Kids" in found:
            kids = found["/Kids"]
            open_ += [kids.raw_get(k) for k in range(len(kids) - 1, -1, -1)]
        else:
            yield node.reference, found
