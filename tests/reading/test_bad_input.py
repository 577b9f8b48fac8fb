"""Bad files: a stable code and a clear sentence, never another exception."""

import io
import zipfile

import pytest
from tests.reading import builders

from dondoc import reading
from dondoc.reading import read, read_bytes
from dondoc.reading.extract import archive

VIETNAMESE = set("ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


def refused(data, name="van-ban.docx"):
    with pytest.raises(reading.ReadingError) as caught:
        read_bytes(data, name)
    assert caught.value.message[0].isupper()
    assert VIETNAMESE & set(caught.value.message.lower())
    return caught.value


@pytest.mark.parametrize("data", [b"", b"   \n\n", b"\0\0\0"])
def test_empty(data):
    assert refused(data, "a.txt").code == "empty"


def test_text_without_a_letter():
    assert refused(b"123 456 --- 7", "a.txt").code == "empty"


@pytest.mark.parametrize(
    "head",
    [
        b"GIF89a" + bytes(40),
        b"\x7fELF" + bytes(60),
        bytes(range(256)) * 4,
    ],
)
def test_unsupported_types(head):
    assert refused(head).code == "unsupported_type"


def test_a_program_is_named_in_good_words():
    assert refused(b"MZ" + bytes(600)).message.startswith("Tệp chương trình không được hỗ trợ.")


def test_an_old_office_file_that_is_no_document_is_named():
    assert ".docx" in refused(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)).message


def test_an_encrypted_word_file():
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert refused(data).code == "encrypted"


def test_a_spreadsheet_is_no_document():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("xl/workbook.xml", "<a/>")
    assert refused(out.getvalue()).code == "unsupported_type"


def test_a_damaged_package():
    data = builders.word(builders.notice("1. Phòng Nội vụ lập đề án."))
    assert refused(data[: len(data) // 2]).code == "damaged"
    assert refused(b"PK\x03\x04 broken").code == "damaged"


def test_broken_xml_inside():
    assert refused(builders.package("<w:p><w:r>")).code == "damaged"


def test_an_external_entity_is_refused_and_not_fetched():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr(
            "word/document.xml",
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="'
            + builders.WORD
            + '"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>',
        )
    assert refused(out.getvalue()).code == "damaged"


def test_a_zip_bomb_is_refused_before_it_inflates():
    assert refused(builders.package("<!--" + "0" * (64 << 20) + "-->")).code == "archive_bomb"


def test_a_bomb_that_lies_about_its_size():
    honest = builders.package(builders.para("a"), {"word/styles.xml": "0" * (1 << 20)})
    package = archive.Package(honest, budget=4 << 20)
    package._budget = 100
    with pytest.raises(reading.ArchiveBomb):
        package.read("word/styles.xml")


def test_too_many_members():
    assert (
        refused(builders.package("", {f"word/x{i}.xml": "" for i in range(archive.MOST_MEMBERS + 1)})).code
        == "archive_bomb"
    )


def test_too_large():
    with pytest.raises(reading.TooLarge) as caught:
        read_bytes(b"a" * 2048, "a.txt", limit=1024)
    assert "MB" in caught.value.message


def test_too_large_on_disk_is_not_even_opened(tmp_path):
    big = tmp_path / "to.txt"
    with big.open("wb") as out:
        out.truncate(60 << 20)
    with pytest.raises(reading.TooLarge):
        read(big)


def test_a_pdf_without_a_text_layer_says_scanned():
    error = refused(builders.pdf([[], []]), "quet.pdf")
    assert error.code == "no_text_layer"
    assert "quét" in error.message


def test_a_pdf_without_pages():
    assert refused(builders.pdf([]), "a.pdf").code == "no_pages"


def test_a_damaged_pdf():
    assert refused(b"%PDF-1.7\nnothing here", "a.pdf").code == "damaged"


def test_a_pdf_with_a_password():
    plain = builders.pdf([[(80, 80, "Thông báo")]])
    locked = plain.replace(
        b"/Info 2 0 R",
        b"/Info 2 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O <"
        + b"28" * 32
        + b"> /U <"
        + b"29" * 32
        + b"> /P -4 >> /ID [<00> <00>]",
    )
    assert refused(locked, "a.pdf").code == "encrypted"


def test_a_missing_file(tmp_path):
    with pytest.raises(reading.FileNotReadable):
        read(tmp_path / "khong-co.docx")
    with pytest.raises(reading.FileNotReadable):
        read("khong-co.docx")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(reading.FileNotReadable):
        read(tmp_path)


def test_a_wrong_extension_is_read_with_a_warning():
    found = read_bytes(builders.notice("1. Phòng Nội vụ lập đề án.").encode(), "thong-bao.pdf")
    assert found.directives
    assert [w.code for w in found.warnings] == ["wrong_extension"]
    assert [w.code for w in read_bytes(builders.word("Thông báo"), "a.txt").warnings] == ["wrong_extension"]


def test_some_pages_scanned_gives_a_warning():
    found = read_bytes(builders.pdf([[(80, 80, "Thông báo kết luận cuộc họp giao ban")], []]), "a.pdf")
    assert [w.code for w in found.warnings] == ["pages_without_text"]
