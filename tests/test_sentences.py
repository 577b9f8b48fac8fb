"""What a person may read goes through gettext, so that it has its English: read from the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import dondoc

SOURCE = Path(dondoc.__file__).parent
# They know no Django and speak Vietnamese; `documents.*_words` say anew what they say on a screen.
PURE = {"reading", "worktime"}
PURE_WITHIN = ("documents/exchange/", "documents/rendering/", "documents/signing/", "tasksheets/reading/")
# The command line and what starts the server speak Vietnamese; the example's people and documents are data.
# What a store says is for that command line too: `documents.disk` has the words for a screen.
TERMINAL = {"cli", "config", "embedded", "backup", "demo", "reading_jobs", "stores"}
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Vietnamese that is no sentence for people, or for the terminal alone.
ALLOWED = {
    "api/endpoints/managing.py": "the tag of its endpoints",
    "api/root.py": "the name",
    "attention/report.py": "what a theme's report says",
    "central/sheet.py": "words that heads of columns have, and a pattern for the text of cells",
    "directives/draft_reading.py": "words that the text of documents has",
    "directives/draft_selectors.py": "a pattern for the text of documents",
    "directives/priority_cues.py": "words of haste that the text of documents has",
    "directives/rules.py": "a word that deadlines have",
    "documents/exchange_words.py": "a pattern for sentences of the exchange",
    "documents/kinds.py": "the names of the kinds of documents, which are facts",
    "documents/numbering.py": "the letters of symbols",
    "documents/rendering_words.py": "patterns for what rendering says",
    "documents/rules.py": "a pattern for symbols",
    "documents/secrecy.py": "marks in names of files, and the words beside them",
    "drafting/comparison.py": "words that the text of documents has",
    "drafting/content.py": "kinds of documents, and what one opens with",
    "drafting/mandates.py": "what stands beside a post in its title",
    "drafting/openings.py": "what a document says of the one it was begun from",
    "drafting/selectors.py": "what a province's name begins with",
    "drafting/understanding.py": "words that documents have",
    "foundation/text.py": "the alphabet",
    "ledger/verify.py": "shown by the command line alone",
    "meetings/attendance.py": "what a notice says of who came",
    "meetings/attendance_selectors.py": "what names of units begin with",
    "meetings/commands/draft_invitation.py": "a kind of document, and what one says",
    "meetings/commands/draft_record.py": "a kind of document",
    "meetings/composing.py": "kinds of documents",
    "meetings/held.py": "what minutes and notices say of a meeting",
    "meetings/invitation.py": "what an invitation says",
    "meetings/labels.py": "the letters of points",
    "meetings/minutes.py": "what minutes say",
    "meetings/notice.py": "what a notice says",
    "meetings/recipients.py": "what a notice says of whom it goes to",
    "meetings/renewing.py": "how titles count time",
    "meetings/slip_record.py": "what the record of slips says",
    "meetings/standing.py": "what minutes say of the conclusions before",
    "meetings/titles.py": "what titles of meetings begin with",
    "meetings/week.py": "what a weekly schedule says",
    "meetings/week_files.py": "a kind of document",
    "organizations/names.py": "patterns for names of units",
    "web/screens/attention/report.py": "a kind of document",
    "tasksheets/export.py": "what the office's own sheet says",
    "tasksheets/office_rows.py": "what the office's own sheet says",
    "web/screens/drafting/begin.py": "names of kinds of documents",
    "web/screens/drafting/editing.py": "names of kinds of documents",
    "web/screens/meetings/room/writing.py": "a kind of document",
    "urging/defaults.py": "names of the shipped rules, which the office changes",
    "urging/letters.py": "what a công văn says, and a kind of document",
}
# The OpenAPI description is Vietnamese; a model's help text is for its developer.
ASIDE = {"description", "summary", "tags", "help_text"}

_VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


@cache
def trees() -> dict[str, ast.Module]:
    """The rooms whose words appear on a screen or in an answer, by path."""
    found = {}
    for file in sorted(SOURCE.rglob("*.py")):
        path = file.relative_to(SOURCE)
        if path.as_posix().startswith(PURE_WITHIN):
            continue
        if path.parts[0] not in PURE | TERMINAL and "migrations" not in path.parts:
            found[path.as_posix()] = ast.parse(file.read_text(encoding="utf-8"))
    return found


def errors() -> set[str]:
    """The names of the errors whose message is for a person: DomainError and what derives from it, DraftError."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"DomainError", "DraftError"}
    while more := {name for name, own in bases.items() if own & found} - found:
        found |= more
    return found


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def plain(node: ast.AST) -> Iterator[ast.Constant]:
    """The strings below `node` that do not go through gettext."""
    if isinstance(node, ast.Call) and name_of(node) in GETTEXT:
        return
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):  # what is put into a sentence is none
        yield from plain(node.left)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from plain(child)


def test_the_message_of_every_error_goes_through_gettext() -> None:
    wrong = []
    known = errors()
    assert {"BadInput", "Refused", "NotFound", "Conflict", "DuplicateDocument", "Unauthenticated"} <= known
    for path, tree in trees().items():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and name_of(call) in known:
                wrong += [
                    f"{path}:{said.lineno}: {said.value!r}"
                    for message in call.args
                    for said in plain(message)
                    if said.value.strip()
                ]
    assert not wrong, "\n".join(wrong)


def test_nothing_vietnamese_is_left_out_of_gettext() -> None:
    wrong = []
    for path, tree in trees().items():
        if path in ALLOWED:
            continue
        aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg in ASIDE:
                aside |= {id(part) for part in ast.walk(node.value)}
            elif isinstance(node, ast.Call) and name_of(node) in GETTEXT:
                aside |= {id(part) for part in ast.walk(node)}
        wrong += [
            f"{path}:{node.lineno}: {node.value!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in aside
            and _VIETNAMESE.search(node.value)
        ]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_worded_within_an_f_string() -> None:
    wrong = [  # the catalogue's script does not look into them: such words would never get their English
        f"{path}:{call.lineno}: {ast.unparse(call)}"
        for path, tree in trees().items()
        for joined in ast.walk(tree)
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and name_of(call) in GETTEXT and isinstance(call.args[0], ast.Constant)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_allowed_file_is_there() -> None:
    assert set(ALLOWED) <= set(trees())
