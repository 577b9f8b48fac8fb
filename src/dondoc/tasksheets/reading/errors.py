"""What is wrong with a workbook: a code that never changes, and the facts of it. The words are said at the border."""

from __future__ import annotations


class SheetError(Exception):
    """A workbook, or a sheet of it, that is not taken.

    Attributes:
        code: `empty`, `too_large`, `not_xlsx`, `old_xls`, `encrypted`, `damaged`, `bomb`, `too_many_rows`,
            `too_many_columns`, `stray_cell`, `no_sheet`, `unknown_sheet`, `no_header`, `no_content_column`,
            `bad_mapping`, `old_font`.
        facts: what the sentence names.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
