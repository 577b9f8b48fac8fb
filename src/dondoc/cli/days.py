"""Days as people type them on the command line."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_VIETNAMESE = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")


class BadInputError(click.ClickException):
    """Input that cannot be answered: one sentence on stderr, exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the sentence, and nothing else."""
        click.echo(self.message, file=file, err=file is None)


def parse_day(text: str) -> date:
    """Return the day written as 2020-12-31 or 31/12/2020.

    Raises:
        BadInputError: it is no day.
    """
    match = _ISO.fullmatch(text.strip()) or _VIETNAMESE.fullmatch(text.strip())
    if match is None:
        raise BadInputError(f"Không đọc được ngày “{text}”. Hãy viết dạng 2020-12-31 hoặc 31/12/2020.")
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        raise BadInputError(f"Ngày “{text}” không tồn tại trong lịch.") from None
