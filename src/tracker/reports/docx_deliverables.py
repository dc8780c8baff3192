"""The deliverables of a summary in Word: a row for each, and what is long below it over the whole
width, as on paper."""

from collections.abc import Sequence

from docx.document import Document as DocumentType
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tracker.domain.summary import AgreementSummary, DeliverableLine
from tracker.i18n import tr
from tracker.reports import lines, marks
from tracker.reports.docx_parts import add_row, add_row_below, new_table, put, say

_WIDTHS = (46, 27, 28, 35, 42)
# No line is broken between a step's sign and its first word.
_FIRM = "\N{NO-BREAK SPACE}"


def deliverables(document: DocumentType, said: AgreementSummary) -> None:
    """What is to be done and, apart from it, what was before the agreement."""
    for title, level, rows in (
        (tr("Deliverables"), 1, lines.current(said)),
        (tr("Before the agreement, not counted"), 2, lines.history(said)),
    ):
        if rows:
            document.add_heading(title, level=level)
            _table(document, rows)


def _table(document: DocumentType, rows: Sequence[DeliverableLine]) -> None:
    heads = (tr("Deliverable"), tr("Status"), tr("Target"), tr("By"), tr("Last progress"))
    table = new_table(document, heads, _WIDTHS)
    for line in rows:
        _row(table, line)
        if lines.has_more(line):
            _below(add_row_below(table, _WIDTHS), line)


def _row(table: Table, line: DeliverableLine) -> None:
    title, status, target, who, progress = add_row(table, _WIDTHS)
    put(title, line.title, bold=True)
    if under := lines.joined(line.type_label, line.event):
        put(title, under, "Detail")
    if (facts := lines.fact_words(line)) and not lines.is_long(facts):
        put(title, facts, "Detail")
    mark = marks.deliverable_mark(line.status, overdue=line.overdue)
    word = tr("Overdue") if line.overdue else line.status_label
    put(status, f"{mark.sign} {word}", bold=True, tone=mark.colour)
    under = lines.joined(
        line.status_label if line.overdue else line.delivered.text, lines.percent_words(line)
    )
    if under:
        put(status, under, "Detail")
    put(target, lines.target_words(line), tone="" if line.target else marks.MUTED)
    if moved := lines.moved_words(line):
        put(target, moved, "Detail")
    for one in line.responsible:
        say(put(who, one.organisation), f" {one.role_label}", tone=marks.MUTED, size=8)
    _progress(progress, line)


def _below(cell: _Cell, line: DeliverableLine) -> None:
    facts = lines.fact_words(line)
    if lines.is_long(facts):
        put(cell, facts, "Detail")
    if line.steps:
        _steps(put(cell, f"{lines.steps_head(line)}  ", "Detail"), line)


def _steps(paragraph: Paragraph, line: DeliverableLine) -> None:
    for step in lines.shown_steps(line):
        mark = marks.step_mark(step.state)
        say(paragraph, f"{mark.sign}{_FIRM}", tone=mark.colour)
        say(paragraph, step.title, tone=marks.TEXT)
        say(paragraph, f" {lines.step_when(step)}".rstrip() + "   ")
    if more := lines.steps_more(line):
        say(paragraph, more)


def _progress(cell: _Cell, line: DeliverableLine) -> None:
    if line.last_progress is None:
        if not line.is_history:
            put(cell, tr("nothing logged"), tone=marks.MUTED)
        return
    if line.last_progress.date:
        put(cell, line.last_progress.date.text, "Detail")
    if line.last_progress.sentence:
        put(cell, line.last_progress.sentence)
