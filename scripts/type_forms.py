"""Pictures of the form of every type of deliverable, filled in, light and dark, on one sheet each.

QT_QPA_PLATFORM=offscreen python -m scripts.type_forms FOLDER [LANGUAGE]
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.recording import RecordedMessages
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import Money
from tracker.domain.record import specs, value_specs
from tracker.domain.records import Contact, Deliverable, Organisation
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.i18n import use_language
from tracker.resources import resource_path
from tracker.services import Services, open_services
from tracker.ui.bus import Bus
from tracker.ui.deliverables.form import DeliverableRules
from tracker.ui.forms.drafts import FolderDrafts
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.opening import Forms
from tracker.ui.icons import Icons
from tracker.ui.tasks import TaskRunner
from tracker.ui.theme import Theme

_WIDTH, _ACROSS = 1040, 3
_TEXTS = (
    "Cell and gene therapy in Korea",
    "Hall 2, stand 214",
    "quarterly",
    "재생의료",
    "Volume 21",
)


def plausible(spec: FieldSpec, place: int) -> Any:
    """Something that may stand in a field."""
    if spec.kind is Kind.CHOICE:
        return list(spec.choices)[min(1, len(spec.choices) - 1)]
    if spec.pattern:
        return "10.1016/j.jcyt.2019.03.001"
    return {
        Kind.TEXT: _TEXTS[place % len(_TEXTS)],
        Kind.LONG_TEXT: "Regulators and industry agreed on a common list of terms.\nA second line.",
        Kind.TEXTS: ["Edition: the third", "한국어"],
        Kind.INTEGER: 12 + place,
        Kind.DECIMAL: "36.5",
        Kind.MONEY: {"amount": "25000", "currency": "USD"},
        Kind.DATE: "2024-05-29/2024-06-01",
        Kind.URL: "https://example.org/report",
        Kind.FLAG: True,
        Kind.PERCENT: 40,
    }.get(spec.kind)


def main(folder: Path, language: str) -> None:
    """Make the pictures."""
    app = QApplication([])
    use_language(language, resource_path("i18n"))
    theme = Theme(app, resource_path(), "light")
    icons = Icons(theme, resource_path("icons"))
    messages = RecordedMessages()
    runner = TaskRunner(messages)
    home = Path(tempfile.mkdtemp())
    services = open_services(home / "t.tracker", "tester", lambda: date(2026, 11, 21))
    forms = Forms(
        services, runner, Bus(), messages, icons, lambda: date(2026, 11, 21),
        FolderDrafts(home / "drafts"), language, {"deliverable": DeliverableRules()},
        new_type=print,
    )  # fmt: skip
    refs = {key: _filled(services, key) for key in services.types.all()}
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        pictures = []
        for key, ref in refs.items():
            forms.edit(ref, None)
            for _ in range(5):
                QTest.qWait(60)
                runner.wait_idle()
            windows = app.topLevelWidgets()
            dialog = next(w for w in windows if isinstance(w, RecordFormDialog) and w.isVisible())
            details = dialog.form.editor("details")
            QTest.qWait(150)
            dialog.resize(_WIDTH, 900)
            QTest.qWait(20)
            picture = details.grab().toImage()
            picture.save(str(folder / f"{mode}-{key}.png"))
            pictures.append((key, picture))
            dialog.reject()
            QTest.qWait(10)
        _sheet(pictures).save(str(folder / f"sheet-{mode}.png"))
    services.close()
    runner.shutdown()


def _filled(services: Services, key: str) -> Any:
    declared = services.types.of(key)
    org = services.records.save(Organisation(name=f"Council for Advanced Medicine {key}")).ref.id
    person = services.records.save(Contact(name=f"Bong Hyun Lee {key}")).ref.id
    people = []
    for spec in specs(declared):
        if spec.kind is Kind.PARTICIPANTS:
            mine: dict[str, Any] = {
                f"{spec.target}_id": org if spec.target == "organisation" else person
            }
            more = (
                {"title": "President", "organisation_id": org} if spec.target == "contact" else {}
            )
            people.append(DeliverableParticipant(role=spec.name, **mine, **more))
    details = {spec.name: plausible(spec, n) for n, spec in enumerate(value_specs(declared))}
    for part, whole in (("meetings_attended", "meetings_held"), ("responses", "invited")):
        if part in details:
            details[part] = details[whole] - 2
    record = Deliverable(
        title="x", type=key, details={k: v for k, v in details.items() if v is not None},
        participants=tuple(people), cost=Money.read("USD 30000"),
    )  # fmt: skip
    return services.records.save(record).ref


def _sheet(pictures: list[tuple[str, QImage]]) -> QImage:
    columns: list[list[QImage]] = [[] for _ in range(_ACROSS)]
    heights = [0] * _ACROSS
    for _, picture in pictures:
        at = heights.index(min(heights))
        columns[at].append(picture)
        heights[at] += picture.height() + 30
    width = max(picture.width() for _, picture in pictures) + 30
    sheet = QImage(width * _ACROSS, max(heights), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    for at, column in enumerate(columns):
        top = 0
        for picture in column:
            painter.drawImage(QRect(at * width, top, picture.width(), picture.height()), picture)
            top += picture.height() + 30
    painter.end()
    return sheet


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "en")
