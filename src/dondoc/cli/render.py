"""`dondoc render DOCUMENT.json OUT.docx|OUT.pdf [--template FILE.docx]`: print a structured document, without a database."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.days import BadInputError

if TYPE_CHECKING:
    from dondoc.documents.rendering import Output

LARGEST = 20 * 1024 * 1024


@click.command(
    "render",
    help="In một văn bản có cấu trúc (JSON) ra tệp Word (.docx) hoặc PDF/A (.pdf) theo thể thức của Nghị định 30/2020/NĐ-CP, phụ lục I."
    " Không cần cơ sở dữ liệu. Khi có lỗi thì không ghi gì.",
)
@click.argument("source", metavar="DOCUMENT.json")
@click.argument("target", metavar="OUT.docx|OUT.pdf")
@click.option(
    "--template", metavar="FILE.docx", help="Mẫu Word của cơ quan, có các trường như {{ subject }}; chỉ in ra .docx."
)
def render(source: str, target: str, template: str | None) -> None:
    """Read the document, print it, and put it in its place in one step; exit status 2 for what cannot be printed."""
    output = _output(target)
    if template and output != "docx":
        raise BadInputError(
            "Mẫu Word chỉ in ra được .docx; hãy đặt tên tệp ra kết thúc bằng .docx, hoặc bỏ --template."
        )
    data = _data(source)
    form = _template(template) if template else b""
    from dondoc.documents.rendering import RenderingError, StructuredDocument, render_in
    from dondoc.documents.rendering import render as printed

    try:
        document = StructuredDocument.from_dict(data)
        content = render_in(document, form) if template else printed(document, output)
    except RenderingError as error:
        blamed = template if error.code == "bad_template" else source
        raise BadInputError(f"{blamed}: {error.message}") from None
    _write(Path(target), content)


def _template(path: str) -> bytes:
    try:
        # One byte more than may be: a larger one is refused without being read.
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        raise BadInputError(f"{path}: không mở được tệp mẫu; kiểm tra lại đường dẫn và quyền đọc.") from None


def _output(target: str) -> Output:
    match Path(target).suffix.lower():
        case ".docx":
            return "docx"
        case ".pdf":
            return "pdf"
        case _:
            raise BadInputError(f"Không biết ghi “{target}” theo dạng nào: tên tệp phải kết thúc bằng .docx hoặc .pdf.")


def _data(source: str) -> Any:
    try:
        path = Path(source)
        if path.stat().st_size > LARGEST:
            raise BadInputError(f"{source}: tệp lớn quá {LARGEST // 1024 // 1024} MB, không phải một văn bản.")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise BadInputError(f"{source}: không mở được tệp; kiểm tra lại đường dẫn và quyền đọc.") from None
    except UnicodeDecodeError:
        raise BadInputError(f"{source}: tệp không phải Unicode (UTF-8).") from None
    except json.JSONDecodeError as error:
        raise BadInputError(
            f"{source}: không phải JSON đúng cách viết (dòng {error.lineno}, cột {error.colno})."
        ) from None
    except RecursionError:
        raise BadInputError(f"{source}: JSON lồng quá sâu, không phải một văn bản.") from None


def _write(target: Path, content: bytes) -> None:
    """Write beside and rename: a file is there whole or not at all."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        fresh.write_bytes(content)
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise BadInputError(f"Không ghi được “{target}”: {error.strerror}.") from None
