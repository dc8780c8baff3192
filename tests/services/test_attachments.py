"""Files kept with records: stored once, found by their words, harmless whatever is in them."""

import io
import os
import tempfile
import zipfile
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
import xlsxwriter
from sqlalchemy import func, select

from tests import factories
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.errors import NotFound
from tracker.services import Services
from tracker.services import attachments as module
from tracker.services.attachment_text import LONGEST, text_of
from tracker.services.attachments import CannotAttach
from tracker.services.opened_copies import clear_old_copies, folder_for_copy
from tracker.storage import tables


@pytest.fixture
def mou(services: Services) -> RecordRef:
    return RecordRef("agreement", factories.agreement(services, "MoU of ARM and CARM"))


def _add(services: Services, ref: RecordRef, name: str, content: bytes) -> int:
    kept = services.attachments
    return kept.add(ref, kept.prepare_bytes(name, content)).id


def _docx(*paragraphs: str) -> bytes:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    table = made.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "세포치료제 table"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _pdf(text: str) -> bytes:
    """The smallest PDF with one line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources "
            b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, made in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, made)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return out


def test_a_hit_in_a_file_leads_to_its_record_and_names_the_file(
    services: Services, mou: RecordRef
) -> None:
    _add(services, mou, "plan.pdf", _pdf("reference laboratory in Incheon"))
    _add(services, mou, "회의록.docx", _docx("Minutes", "결정사항 요약"))
    _add(services, mou, "notes.txt", "Zusammenfassung über Zellen".encode())
    for typed, name in (
        ("laboratory incheon", "plan.pdf"),
        ("결정사항", "회의록.docx"),
        ("세포치료제", "회의록.docx"),
        ("uber zellen", "notes.txt"),
        ("plan.pdf", "plan.pdf"),
    ):
        (hit,) = services.search.find(typed)
        assert hit.ref == mou, typed
        assert hit.reason == f"file {name}"
    (hit,) = services.search.find("laboratory")
    assert "reference laboratory" in hit.context


def _packed(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name.replace("__", "/") + ".xml", text)
    return file.getvalue()


_HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
_DRAWN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def _slide(words: str) -> str:
    return f"<sld {_DRAWN}><a:p><a:r><a:t>{words}</a:t></a:r></a:p></sld>"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "a.pptx",
            _packed(
                ppt__slides__slide10=_slide("ten"),
                ppt__slides__slide2=_slide("두 번째"),
                ppt__slideMasters__slideMaster1=_slide("Click to edit"),
            ),
            "두 번째 ten",
        ),
        (
            "a.odt",
            _packed(
                content=f"<a {_TEXT}><text:h>Minutes</text:h><text:p>On<text:s/>the <text:span>"
                "lab<text:span>oratory</text:span></text:span><text:tab/>회의록</text:p></a>"
            ),
            "Minutes On the laboratory 회의록",
        ),
        (
            "a.hwpx",
            _packed(
                Contents__section0=f"<s {_HP}><hp:p><hp:run><hp:t>업무<hp:tab/>협약</hp:t></hp:run>"
                "</hp:p><hp:p><hp:run><hp:t>세포치료제</hp:t></hp:run></hp:p></s>",
                Contents__header=f"<s {_HP}><hp:t>바탕</hp:t></s>",
            ),
            "업무 협약 세포치료제",
        ),
    ],
)
def test_the_text_of_office_files_is_read(name: str, content: bytes, words: str) -> None:
    assert text_of(name, content) == words


def test_the_text_of_a_workbook_is_read() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_row(0, 0, ["Pavilion", 115, "한국관"])
    assert text_of("a.xlsx", file.getvalue()) == "Pavilion 한국관"
    inline = _packed(
        xl__worksheets__sheet1="<w><row><c><is><t>in the</t></is></c><c><is><t>cell</t></is></c>"
        "</row></w>"
    )
    assert text_of("b.xlsx", inline) == "in the cell"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only where there are named pipes")
def test_a_pipe_is_not_waited_for(services: Services, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(CannotAttach):
        services.attachments.prepare(tmp_path / "pipe.txt")


def test_old_copies_are_cleared_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, edited, fresh = (folder_for_copy() for _ in range(3))
    other = tmp_path / "tracker-extract"
    other.mkdir()
    aim = tmp_path / "aim"
    aim.mkdir()
    link = tmp_path / "partnership-tracker-link"
    link.symlink_to(aim)
    for folder in (old, edited, other, aim):
        (folder / "a.txt").write_text("x", "utf-8")
        for path in (folder / "a.txt", folder):
            os.utime(path, (0, 0))
    os.utime(edited / "a.txt")
    clear_old_copies()
    assert not old.exists()
    assert all(path.exists() for path in (edited, fresh, other, link, aim / "a.txt"))


def test_the_same_content_is_stored_once_and_every_step_is_undone(
    services: Services, mou: RecordRef
) -> None:
    other = RecordRef("organisation", factories.organisation(services, "CARM"))
    first = _add(services, mou, "a.txt", b"some words")
    _add(services, other, "b.txt", b"some words")
    with services.database.read() as connection:
        count = select(func.count()).select_from(tables.attachment_content)
        assert connection.execute(count).scalar() == 1
    assert [file.name for file in services.attachments.of(mou)] == ["a.txt"]
    assert services.attachments.content(first) == ("a.txt", b"some words")
    services.attachments.remove(first)
    assert services.attachments.of(mou) == []
    assert [hit.ref for hit in services.search.find("some words")] == [other]
    services.undo.undo()
    assert services.attachments.content(first) == ("a.txt", b"some words")
    assert {hit.ref for hit in services.search.find("some words")} == {mou, other}
    services.undo.undo()
    services.undo.undo()
    assert services.attachments.of(mou) == services.attachments.of(other) == []
    assert services.search.find("some words") == []
    assert services.checking.check().is_whole


def test_files_follow_their_record_into_the_trash_and_under_its_new_name(
    services: Services, mou: RecordRef
) -> None:
    _add(services, mou, "a.txt", b"laboratory")
    stored = services.records.open(Agreement, mou.id).record
    services.records.save(stored.model_copy(update={"title": "Treaty"}))
    assert [hit.title for hit in services.search.find("treaty laboratory")] == ["Treaty"]
    services.records.trash(mou)
    assert services.search.find("laboratory") == []
    assert services.checking.check().is_whole


def test_what_is_too_large_a_folder_or_not_there_is_said(
    services: Services, mou: RecordRef, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", 10)
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 11)
    for path in (large, tmp_path, tmp_path / "none.txt"):
        with pytest.raises(CannotAttach):
            services.attachments.prepare(path)
    with pytest.raises(NotFound):
        _add(services, RecordRef("agreement", 99), "a.txt", b"x")
    with pytest.raises(NotFound):
        services.attachments.content(1)
    with pytest.raises(NotFound):
        services.attachments.remove(1)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\cmd.exe", "cmd.exe"),
        ("CON.txt", "_CON.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("", "file"),
        ("보고서.pdf", "보고서.pdf"),
    ],
)
def test_a_name_harms_nothing(
    services: Services, mou: RecordRef, tmp_path: Path, name: str, kept: str
) -> None:
    id = _add(services, mou, name, b"x")
    assert services.attachments.of(mou)[0].name == kept
    folder = tmp_path / "aside"
    path = services.attachments.put_into(id, folder)
    assert path.parent == folder
    assert path.read_bytes() == b"x"


def test_encodings_of_plain_text() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp949"):
        assert text_of("a.txt", "한국 바이오".encode(encoding)) == "한국 바이오", encoding
    assert text_of("a.txt", b"\x00\x01\x02") == ""
    assert text_of("a.bin", b"words") == ""
    assert len(text_of("a.txt", b"word " * LONGEST)) == LONGEST


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<a>" + b" " * (300 * 1024 * 1024) + b"</a>")
    return file.getvalue()


def test_damaged_encrypted_and_huge_files_are_kept_without_text(
    services: Services, mou: RecordRef
) -> None:
    whole = _docx("words")
    entity = io.BytesIO()
    with zipfile.ZipFile(entity, "w") as packed:
        packed.writestr(
            "word/document.xml",
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        )
    for name, content in (
        ("a.pdf", b"%PDF-1.7 and then nothing"),
        ("b.pdf", _pdf("words")[:200]),
        ("c.docx", whole[: len(whole) // 2]),
        ("d.docx", b"PK\x03\x04"),
        ("e.docx", entity.getvalue()),
        ("f.docx", _bomb()),
        ("g.pdf", b""),
        ("h.docx", b""),
    ):
        assert "root:" not in text_of(name, content)
        id = _add(services, mou, name, content)
        assert services.attachments.content(id)[1] == content
    assert len(services.attachments.of(mou)) == 8


def test_a_pdf_is_read_by_pdfium() -> None:
    assert len(pdfium.PdfDocument(_pdf("x"))) == 1
    assert text_of("a.PDF", _pdf("some words")) == "some words"
