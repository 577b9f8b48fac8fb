"""From what a person gives to what may be registered: checked by content, read in memory, nothing stored yet."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.calendars.selectors import calendar_of
from dondoc.documents import antivirus, storage
from dondoc.documents.content_types import DOC, DOCX, HTML, ODT, PDF, RTF, TEXT, ContentType, detect
from dondoc.documents.reader_words import in_words
from dondoc.documents.secrecy import name_is_marked
from dondoc.foundation.errors import BadInput
from dondoc.reading import Reading, ReadingError, ScanLimits, read_bytes, read_text
from dondoc.worktime import add_working_days

_BY_SOURCE = {"docx": DOCX, "pdf": PDF, "text": TEXT, "html": HTML, "odt": ODT, "rtf": RTF, "doc": DOC}
# A person waits for the answer: about thirty scanned pages.
SCAN_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Submission:
    """What a person gives: a file, or pasted text (then there is no file to keep).

    Attributes:
        content: the bytes; pasted text in UTF-8.
        filename: what the person called the file; empty for pasted text.
        is_secret: whether the person says that it is secret.
        page_begun: told the number of each scanned page that is begun, and of how many.
    """

    content: bytes
    filename: str = ""
    is_secret: bool = False
    page_begun: Callable[[int, int], None] | None = field(default=None, compare=False)

    @classmethod
    def pasted(cls, text: str, *, is_secret: bool = False) -> Submission:
        """Return the submission of pasted text."""
        return cls(content=text.encode("utf-8", "replace"), is_secret=is_secret)


@dataclass(frozen=True, slots=True)
class Intake:
    """A submission that may be registered."""

    submission: Submission
    reading: Reading
    sha256: str
    content_type: ContentType
    warnings: tuple[dict[str, str], ...]


class SecretDocumentError(Exception):
    """The submission is secret: the command turns it away and keeps nothing of it."""


def take(submission: Submission, *, jurisdiction_id: int) -> Intake:
    """Check and read a submission by the working days of the jurisdiction that it comes to.

    Raises:
        SecretDocumentError: it is marked secret, by the person, in its name or in its text.
        BadInput: empty, too large, unreadable, infected; the sentence says what to do.
        Unavailable: the virus scanner that is set does not answer.
    """
    if submission.is_secret or name_is_marked(submission.filename):
        raise SecretDocumentError
    if submission.filename:
        storage.contents_of(submission.content, submission.filename)
    elif not submission.content.strip():
        raise BadInput(
            _("Chưa có nội dung: hãy dán toàn văn văn bản vào ô, hoặc chọn một tệp."), code="empty", field="text"
        )
    days = working_days_of(jurisdiction_id)
    try:
        if submission.filename:
            reading = read_bytes(
                submission.content,
                submission.filename,
                limit=settings.UPLOAD_LIMIT,
                scans=ScanLimits(seconds=SCAN_SECONDS, progress=submission.page_begun),
                working_days=days,
            )
        else:
            reading = read_text(submission.content.decode("utf-8"), working_days=days)
    except ReadingError as error:
        raise BadInput(
            in_words(error.message), code=error.code, field="file" if submission.filename else "text"
        ) from error
    if reading.document.secrecy:
        raise SecretDocumentError
    if submission.filename:
        antivirus.check(submission.content, submission.filename)
    return Intake(
        submission=submission,
        reading=reading,
        sha256=hashlib.sha256(submission.content).hexdigest(),
        content_type=_BY_SOURCE.get(reading.source) or detect(submission.content) or TEXT,
        warnings=tuple(warning.to_dict() for warning in reading.warnings),
    )


def working_days_of(jurisdiction_id: int) -> Callable[[dt.date, int], dt.date]:
    """Return what gives the reader the day so many working days after another, by the calendar of a jurisdiction.

    Holidays are none, as people count them; a document alone gives Monday to Friday.
    """
    calendar = calendar_of(jurisdiction_id)
    return lambda start, count: add_working_days(start, count, calendar)
