"""What can go wrong when a document is printed: a stable code, a Vietnamese sentence, the field that it is about."""

from __future__ import annotations


class RenderingError(Exception):
    """A document that cannot be printed; nothing was written.

    Attributes:
        code: for programs, never changes: `wrong_form`, `secret`, `missing_letter`, `too_wide`, `no_fonts`,
            `unknown_output`, `failed`, `bad_template`.
        message: one clear sentence.
        field: where in the structured document ("body[2].text"), "" where it is about none.
    """

    def __init__(self, code: str, message: str, field: str = "") -> None:
        self.code = code
        self.message = message
        self.field = field
        super().__init__(message)
