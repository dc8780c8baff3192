"""The summary of one agreement as a workbook, for whoever goes on counting.

A cell that begins with =, +, - or @ stays text: nothing a person typed becomes a formula or a
link. Dates are typed dates where one whole day is stated, else the words.
"""

import io
from collections.abc import Sequence

import xlsxwriter

from tracker.domain.fields import Kind
from tracker.domain.summary import AgreementSummary, DeliverableLine
from tracker.i18n import tr
from tracker.reports import lines, marks
from tracker.reports.packages import without_clock
from tracker.reports.texts import CELL_LIMIT, one_line, printable
from tracker.reports.xlsx_sheets import Column, DateColumn, Sheets, Value


def summary_xlsx(summary: AgreementSummary) -> bytes:
    """One agreement's summary as XLSX: five sheets, one more where there are milestones and one
    where something was logged. The same summary gives the same bytes."""
    said = printable(summary, limit=CELL_LIMIT, name_limit=CELL_LIMIT)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": one_line(said.title)[:255], "subject": tr("Agreement summary")})
    sheets = Sheets(book)
    _summary(sheets, said)
    _people(sheets, said)
    _deliverables(sheets, said)
    _steps(sheets, said)
    _matrix(sheets, said)
    _log(sheets, said)
    _sources(sheets, said)
    book.close()
    return without_clock(out.getvalue(), said.generated_on)


def _summary(sheets: Sheets, said: AgreementSummary) -> None:
    rows: list[tuple[str, Value, str]] = [
        (tr("Title"), one_line(said.title) or tr("Untitled agreement"), ""),
        (tr("Reference"), said.reference, ""),
        (tr("Kind"), said.kind_label, ""),
        (tr("Status"), said.status_label, ""),
        (tr("Status since"), said.status_since, ""),
        *((tr("Attention"), flag, "") for flag in said.flags),
        (tr("Purpose"), said.purpose, ""),
    ]
    rows = [row for row in rows if row[1]]
    exact = {tr(line.label): line.value for line in said.dates if line.value.iso}
    rows += [
        (fact.label, exact.get(fact.label, fact.value), fact.working)
        for fact in lines.key_facts(said)
    ]
    for line in said.commitments:
        rows.append((tr("Commitment"), line.text, lines.commitment_detail(line)))
    for happened in said.lifecycle:
        label = lines.joined(happened.label, happened.note)
        rows.append((tr("What happened"), label, happened.date.text or tr("date not stated")))
    for money in said.money:
        rows.append((tr("Money"), money.amount, lines.joined(money.label, money.note)))
    for link in said.links:
        detail = lines.joined(link.relation_label, link.detail)
        rows.append((tr("Other agreement"), link.title, detail))
    if said.note:
        rows.append((tr("Note"), said.note, ""))
    if said.generated_on:
        rows.append((tr("As of"), said.generated_on, ""))
    sheets.add(tr("Summary"), ((tr("Field"), 24), (tr("Value"), 70), (tr("Details"), 50)), rows)


def _people(sheets: Sheets, said: AgreementSummary) -> None:
    columns = (
        (tr("Name"), 40),
        (tr("Kind"), 14),
        (tr("Short or other names"), 26),
        (tr("Title at the time"), 26),
        (tr("Organisation"), 26),
        (tr("Role or capacity"), 20),
        (tr("On behalf of"), 20),
        (tr("Country"), 16),
        DateColumn(tr("Joined or signed"), 16),
        DateColumn(tr("Left"), 14),
    )
    rows: list[Sequence[Value]] = [
        (
            party.name,
            tr("Party"),
            lines.joined(party.acronym, party.native_name, party.former_names, by="; "),
            "",
            "",
            party.role_label,
            party.on_behalf_of,
            party.country,
            party.joined,
            party.left,
        )
        for party in said.parties
    ]
    rows += [
        (
            person.name,
            tr("Person"),
            "; ".join(person.other_names),
            person.title,
            person.organisation,
            person.capacity_label,
            "",
            "",
            person.signed_on,
            "",
        )
        for person in said.people
    ]
    sheets.add(tr("Parties and people"), columns, rows)


def _deliverables(sheets: Sheets, said: AgreementSummary) -> None:
    columns = (
        (tr("Deliverable"), 40),
        (tr("Type"), 22),
        (tr("Status"), 16),
        (tr("Overdue"), 10),
        (tr("Percent"), 9),
        DateColumn(tr("Target"), 20),
        (tr("Original target"), 18),
        (tr("Why it was moved"), 24),
        DateColumn(tr("Delivered"), 14),
        (tr("Event"), 26),
        (tr("By"), 30),
        DateColumn(tr("Last progress on"), 16),
        (tr("Last progress"), 50),
        (tr("Counted"), 10),
        (tr("Details"), 50),
    )
    rows = [_deliverable(line) for line in said.deliverables]
    plain = ("",) * len(columns)
    tones = []
    for line in said.deliverables:
        tone = marks.deliverable_mark(line.status).colour
        late = marks.OVERDUE if line.overdue else ""
        tones.append((*plain[:2], tone, late, *plain[4:]))
    sheets.add(tr("Deliverables"), columns, rows, tones)


def _deliverable(line: DeliverableLine) -> Sequence[Value]:
    progress = line.last_progress
    return (
        line.title,
        line.type_label,
        line.status_label,
        tr("yes") if line.overdue else "",
        "" if line.percent is None else line.percent,
        line.target,
        line.original_target,
        line.moved_reason,
        line.delivered,
        line.event,
        lines.by_words(line),
        progress.date if progress else "",
        progress.sentence if progress else "",
        tr("no, before the agreement") if line.is_history else tr("yes"),
        "\n".join(lines.joined(fact.label, fact.value, by=": ") for fact in line.facts),
    )


def _steps(sheets: Sheets, said: AgreementSummary) -> None:
    """All steps of all deliverables; no sheet where there are none."""
    told = [(line, step) for line in said.deliverables for step in line.steps]
    if not told:
        return
    columns = (
        (tr("Deliverable"), 40),
        (tr("Step"), 40),
        (tr("Status"), 16),
        DateColumn(tr("Target"), 20),
        DateColumn(tr("Done"), 20),
    )
    rows: list[Sequence[Value]] = [
        (line.title, step.title, step.state_label, step.target, step.done) for line, step in told
    ]
    tones = [("", "", marks.step_mark(step.state).colour, "", "") for _, step in told]
    sheets.add(tr("Milestones"), columns, rows, tones)


def _matrix(sheets: Sheets, said: AgreementSummary) -> None:
    matrix = said.matrix
    rows: list[Sequence[Value]] = []
    tones: list[Sequence[str]] = []
    for row in matrix.rows:
        rows.append(
            (
                row.deliverable,
                *(
                    lines.joined(cell.role_label, lines.state_word(cell.state))
                    for cell in row.cells
                ),
            )
        )
        tones.append(
            ("", *(marks.cell_mark(cell.state).colour if cell.state else "" for cell in row.cells))
        )
    if matrix.rows and matrix.balances:
        rows.append(
            (
                tr("Balance"),
                *(
                    ", ".join(
                        f"{number} {lines.state_word(state)}"
                        for state, number in lines.balance_words(balance)
                    )
                    for balance in matrix.balances
                ),
            )
        )
        tones.append(("",) * (len(matrix.balances) + 1))
    columns = ((tr("Deliverable"), 40), *((name, 24) for name in matrix.columns))
    sheets.add(tr("Who owes what"), columns, rows, tones)


_WIDTHS = {Kind.LONG_TEXT: 60, Kind.URL: 40, Kind.TEXTS: 40, Kind.PERCENT: 9}


def _log(sheets: Sheets, said: AgreementSummary) -> None:
    """Every line of every log; no sheet where nothing was logged."""
    if not said.log.rows:
        return
    columns: list[Column] = []
    for at, one in enumerate(said.log.columns):
        kind = Kind(one.kind)
        if kind is Kind.DATE:
            columns.append(DateColumn(one.label, 18))
        else:
            columns.append((one.label, _WIDTHS.get(kind, 20) if at else 40))
    sheets.add(tr("Log"), columns, said.log.rows)


def _sources(sheets: Sheets, said: AgreementSummary) -> None:
    columns = (
        (tr("Title"), 50),
        (tr("Publisher"), 30),
        DateColumn(tr("Published"), 16),
        (tr("Reliability"), 16),
        (tr("Address"), 50),
        (tr("States"), 50),
    )
    rows: list[Sequence[Value]] = [
        (line.title, line.publisher, line.published, line.reliability_label, line.url, "")
        for line in said.sources
    ]
    rows += [
        (
            one.source or tr("not stated"),
            "",
            "",
            "",
            "",
            lines.joined(line.field_label, one.value, by=": "),
        )
        for line in said.disagreements
        for one in line.statements
    ]
    sheets.add(tr("Sources"), columns, rows)
