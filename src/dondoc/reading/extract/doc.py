"""Word documents of 97 to 2003 (.doc), by LibreOffice where it is installed: converted to .docx apart, then read.

LibreOffice runs with a profile of its own that is thrown away, without macros, without updating links, and not for
longer than a minute and a half.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from dondoc.reading.errors import DamagedDocument, EncryptedDocument, NeedsProgram, UnsupportedType

from . import docx, programs
from .extracted import Extracted

SECONDS = 90.0
_BLOCK = 512
_FIB = b"\xec\xa5"
_FLAGS_AT = 10
_ENCRYPTED = 0x0100
# Macros are disabled outright, links never followed, and no crash report or first start asks anything.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def extract(data: bytes, budget: int) -> Extracted:
    """The text of a .doc file.

    Args:
        data: the file's content.
        budget: see `docx.extract`.

    Returns:
        What `docx.extract` gives for the converted file.

    Raises:
        NeedsProgram: LibreOffice is not installed.
        ReadingError: the file is no Word document, needs a password, is damaged, or takes too long.
    """
    if "WordDocument".encode("utf-16-le") not in data:
        raise UnsupportedType("Đây là tệp Office đời cũ nhưng không phải văn bản Word. Hãy dùng .docx hoặc .pdf.")
    if _encrypted(data):
        raise EncryptedDocument("Tệp .doc được đặt mật khẩu (mã hóa). Hãy bỏ mật khẩu rồi gửi lại.")
    program = programs.find("soffice", "libreoffice")
    if program is None:
        raise NeedsProgram(
            "Đây là tệp Word đời cũ (.doc của bản 97–2003). Hãy lưu lại dưới dạng .docx, hoặc cài LibreOffice trên máy này "
            "(Debian: apt install libreoffice-writer-nogui) để đọc thẳng."
        )
    with tempfile.TemporaryDirectory(prefix="dondoc-doc-") as name:
        found = docx.extract(_converted(program, Path(name), data), budget)
    return replace(found, source="doc")


def _converted(program: str, folder: Path, data: bytes) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    source = folder / "van-ban.doc"
    source.write_bytes(data)
    out = folder / "out"
    out.mkdir()
    command = [
        program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        f"-env:UserInstallation={profile.as_uri()}", "--infilter=MS Word 97",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source),
    ]  # fmt: skip
    try:
        programs.run(command, seconds=SECONDS, folder=folder, memory=None)
    except OSError as error:
        raise NeedsProgram("Không chạy được LibreOffice trên máy này. Hãy lưu lại tệp dưới dạng .docx.") from error
    made = out / "van-ban.docx"
    if not made.is_file():
        raise DamagedDocument("LibreOffice không mở được tệp .doc này (tệp hỏng). Hãy lưu lại dưới dạng .docx.")
    return made.read_bytes()


def _encrypted(data: bytes) -> bool:
    """Whether the first block of the WordDocument stream (it begins a block of the file) says so."""
    for at in range(_BLOCK, min(len(data), 1 << 20), _BLOCK):
        if data[at : at + 2] == _FIB:
            flags = int.from_bytes(data[at + _FLAGS_AT : at + _FLAGS_AT + 2], "little")
            return bool(flags & _ENCRYPTED)
    return False
