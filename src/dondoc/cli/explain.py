"""`dondoc read --explain`: every field beside the rules that gave it, in sentences and by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from dondoc.reading import Directive, Reading

_FIELDS = {
    "document.type": "Loại", "document.number": "Số", "document.symbol": "Ký hiệu", "document.date": "Ngày", "document.date_text": "Ngày (như in)",
    "document.place": "Nơi ban hành", "document.issuer": "Cơ quan", "document.subject": "Trích yếu", "document.urgency": "Độ khẩn", "document.secrecy": "Độ mật",
    "document.signer.authority": "Thẩm quyền ký", "document.signer.position": "Chức vụ người ký", "document.signer.name": "Người ký",
    "document.addressees": "Kính gửi", "document.recipients": "Nơi nhận", "meeting.date": "Ngày họp", "meeting.chair": "Chủ trì họp", "meeting.reporter": "Báo cáo",
    "meeting.absent": "Vắng", "meeting.substitutes": "Dự thay", "meeting.speakers": "Phát biểu", "meeting.attendees": "Tham dự",
}  # fmt: skip
_REFERENCE = {"number": "số", "type": "loại", "date": "ngày"}


def show_reasons(reading: Reading, name: str, console: Console) -> None:
    """Print a reading with its reasons.

    Args:
        reading: what was read.
        name: the file's name, for the title.
        console: where to print.
    """
    from rich.table import Table
    from rich.text import Text

    def table(title: str | Text, rows: Iterable[tuple[str, str, tuple[str, ...]]]) -> None:
        out = Table(title=title, title_justify="left", show_lines=True, expand=True)
        out.add_column("Thông tin", ratio=2, overflow="fold")
        out.add_column("Đọc được", ratio=4, overflow="fold")
        out.add_column("Vì sao", ratio=5, overflow="fold")
        for label, value, rules in rows:
            out.add_row(label, value, _why(rules))
        if out.row_count:
            console.print(out)

    console.print(Text(name, style="bold"))
    table("Phần đầu, cuộc họp và văn bản viện dẫn", _fields(reading))
    for number, directive in enumerate(reading.directives, 1):
        clause = f" (mục {directive.clause})" if directive.clause else ""
        title = Text(f"Nhiệm vụ {number}{clause} · tin cậy {directive.confidence:.0%}")
        table(title, _directive(directive))
    if not reading.directives:
        console.print("Không tìm thấy nhiệm vụ nào được giao trong văn bản này.")
    console.print()


def _why(rules: tuple[str, ...]) -> str:
    from dondoc.reading.reasons import sentences

    return "\n".join(" ".join([*sentences(rule), f"[{rule}]"]) for rule in rules) or "–"


def _fields(reading: Reading) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    from dondoc.cli.read import words_of

    data: dict[str, object] = {"document": reading.document, "meeting": reading.meeting}
    for path, label in _FIELDS.items():
        if path in reading.why:
            value: object = data
            for step in path.split("."):
                value = value[step] if isinstance(value, dict) else getattr(value, step)
            yield label, words_of(value), reading.why[path]
    for index, reference in enumerate(reading.references):
        for field, label in _REFERENCE.items():
            if rules := reading.why.get(f"references.{index}.{field}"):
                yield f"Viện dẫn {index + 1}: {label}", words_of(getattr(reference, field)), rules


def _directive(d: Directive) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    from dondoc.cli.read import day_words, deadline_words

    def rules(*kinds: str) -> tuple[str, ...]:
        return tuple(rule for rule in d.because if rule.partition(":")[0] in kinds)

    yield "Nội dung", " ".join(d.text.split()), rules("act") or rules("lead")
    yield "Chủ trì", "\n".join(d.lead) or "–", rules("lead")
    if d.coordinate:
        yield "Phối hợp", "\n".join(d.coordinate), rules("coordinate")
    yield "Thời hạn", deadline_words(d.deadline.kind, d.deadline.text, day_words(d.deadline.due_on)), rules("deadline")
