"""What a preview says, in words."""

from __future__ import annotations

from tracker.domain.dates_writing import write_date
from tracker.domain.progress import ProgressState
from tracker.i18n import tr, trn
from tracker.services.bulk_progress import BulkLogLine, BulkLogPreview
from tracker.ui.doing.preview import first_shown
from tracker.ui.status import look_of
from tracker.ui.widgets.plain_table import CellLook


def summary(preview: BulkLogPreview) -> str:
    """How many get a line, whose target moves, and how many are left out."""
    parts = [
        trn("{n} deliverable gets this line", "{n} deliverables get this line", preview.logged)
    ]
    if preview.moved:
        parts.append(trn("{n} target moves", "{n} targets move", preview.moved))
    if preview.past:
        parts.append(
            trn(
                "{n} of them to a day that has passed",
                "{n} of them to days that have passed",
                preview.past,
            )
        )
    if preview.unmoved:
        parts.append(trn("{n} does not move", "{n} do not move", preview.unmoved))
    if preview.refused:
        parts.append(trn("{n} is left out", "{n} are left out", preview.refused))
    said = " · ".join(parts)
    if preview.steps:
        said += "\n" + trn(
            "{n} step counts from a target that moves and stays where it is; move it on the page "
            "of its deliverable.",
            "{n} steps count from a target that moves and stay where they are; move them on the "
            "pages of their deliverables.",
            preview.steps,
        )
    shown = len(preview.lines) + len(preview.refused_lines)
    return " · ".join((said, *first_shown(shown, preview.total)))


def cell(line: BulkLogLine, column: int, language: str) -> CellLook:
    """A cell of the preview: what is called so, how it stands, how it will."""
    if column == 0:
        return CellLook(line.name, *(("error", "triangle-alert") if line.reason else ()))
    if column == 1:
        return CellLook(_standing(line.before, language), "muted") if line.before else CellLook()
    if line.reason:
        return CellLook(line.reason, "error")
    if line.after is None or line.before is None:
        return CellLook()
    words = _standing(line.after, language)
    changed = words != _standing(line.before, language)
    parts = [words if changed else "" if line.note else tr("as it is"), line.note]
    text = " · ".join(filter(None, parts))
    return CellLook(text, "" if changed else "muted", "", line.note)


def _standing(state: ProgressState, language: str) -> str:
    parts = [look_of(str(state.status)).word]
    if state.percent is not None:
        parts.append(tr("{percent} %", percent=state.percent))
    if state.target is not None:
        parts.append(write_date(state.target, language))
    return " · ".join(parts)
