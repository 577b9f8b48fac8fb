"""Errors that a person reads: each has a stable code and one clear sentence in the person's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


class DomainError(Exception):
    """A command or a selector refused.

    Args:
        message: one sentence for the person, passed through gettext: what happened and what to do.
        code: stable, lower-case with underscores; part of the API's contract.
        details: further facts for the API (JSON values), for example `{"field": "due_on"}`.
    """

    status = 400
    default_code = "bad_input"

    def __init__(self, message: str, *, code: str = "", **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.details = details


class BadInput(DomainError):  # noqa: N818 - named for what it says, as its siblings are
    """The payload cannot be taken as it is (HTTP 422)."""

    status = 422
    default_code = "bad_input"


class Refused(DomainError):  # noqa: N818
    """The person may see the object but not do this to it (HTTP 403)."""

    status = 403
    default_code = "refused"


class NotFound(DomainError):  # noqa: N818
    """There is no such object, or this person may not know that there is (HTTP 404)."""

    status = 404
    default_code = "not_found"

    def __init__(self, message: str = "", **kwargs: Any) -> None:
        super().__init__(message or _("Không tìm thấy nội dung này, hoặc bạn không có quyền xem."), **kwargs)


class Unavailable(DomainError):  # noqa: N818
    """Another program that this needs does not answer (HTTP 503): the same again may succeed."""

    status = 503
    default_code = "unavailable"


class Conflict(DomainError):  # noqa: N818
    """Somebody else was first, or the state does not allow this step any more (HTTP 409)."""

    status = 409
    default_code = "conflict"
