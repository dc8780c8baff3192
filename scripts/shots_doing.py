"""Scenes of work in hand: many records at once, the check of evidence, names that were pasted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from scripts.shots_studio import Studio
from scripts.shots_work import PAVILION
from tracker.domain.dates import PartialDate
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.i18n import tr, without_mnemonic
from tracker.ui.board.view import BoardView

_NAMES = "• ARM\n• 첨단재생의료산업협회\n• Synex Inc.\n• MedCty\n• BioM, Munich\n• synex inc"


def board_several(studio: Studio) -> None:
    studio.navigator.open_board("")
    studio.settle()
    studio.take_keys()
    board = studio.window.findChild(BoardView)
    assert board is not None
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_Home)
    for _ in range(2):
        QTest.keyClick(board, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    studio.settle()
    studio.type_anew("All three were agreed at once")
    studio.shoot("board-several")
    QTest.keyClick(QApplication.focusWidget() or board, Qt.Key.Key_Escape)


def evidence_check(studio: Studio) -> None:
    services = studio.program.session.desk.services  # type: ignore[union-attr]

    def without_evidence() -> None:
        made = services.records.save(Deliverable(title="Round table on reimbursement"))
        services.progress.log(
            ProgressEntry(
                deliverable_id=made.ref.id,
                on=PartialDate.parse("2026-10-02"),
                note="It was held in Seoul",
                status=DeliverableStatus.DELIVERED,
            )
        )

    def undone() -> None:
        services.undo.undo()
        services.undo.undo()

    # Never on the window's thread.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(without_evidence).result()
    studio.navigator.open_home()
    studio.settle()
    studio.program.window.actions_["check_evidence"].trigger()
    with studio.dialog():
        studio.settle(300)
        studio.shoot("evidence-check")
    with ThreadPoolExecutor(1) as thread:
        thread.submit(undone).result()


def paste_names(studio: Studio) -> None:
    studio.navigator.edit(studio.ref("deliverable", PAVILION))
    with studio.dialog() as form:
        studio.settle()
        words = tr("Paste names…").replace("&", "")
        for made in form.findChildren(QPushButton):
            if made.text().replace("&", "") == words and made.isVisibleTo(form):
                made.click()
                break
        studio.settle()
        names = QApplication.activeModalWidget()
        text = names.findChild(QPlainTextEdit) if names is not None else None
        if names is None or names is form or text is None:
            raise RuntimeError("names cannot be pasted there")
        text.setPlainText(_NAMES)
        studio.settle(300)
        studio.shoot("paste-names")
        # Nothing of it is kept for the next picture.
        text.clear()
        studio.settle(300)


def bulk_edit(studio: Studio) -> None:
    ids = list(range(1, 8))
    studio.navigator.bulk_edit("organisation", ids)
    with studio.dialog():
        for words in (without_mnemonic(tr("C&ity")), "Songdo"):
            field = QApplication.focusWidget()
            assert isinstance(field, QLineEdit)
            # No keyboard here writes Korean.
            field.setText(words)
            field.textEdited.emit(words)
            studio.settle(100)
            if words != "Songdo":
                QTest.keyClick(field, Qt.Key.Key_Return)
                studio.settle(100)
        studio.settle(400)
        studio.shoot("bulk-edit")


def narrow_form(studio: Studio) -> None:
    studio.navigator.edit(studio.ref("deliverable", PAVILION))
    with studio.dialog() as form:
        form.resize(560, 700)
        studio.shoot("deliverable-form-narrow")


def palette_views(studio: Studio) -> None:
    studio.navigator.open_home()
    studio.program.finding.open()
    assert studio.program.finding.palette is not None
    studio.settle()
    QTest.keyClicks(studio.program.finding.palette.field, "over")
    studio.shoot("search-views")
    studio.program.finding.palette.dismiss()


DOING_SCENES: dict[str, Callable[[Studio], None]] = {
    "board-several": board_several,
    "evidence-check": evidence_check,
    "paste-names": paste_names,
    "bulk-edit": bulk_edit,
    "deliverable-form-narrow": narrow_form,
    "search-views": palette_views,
}
