"""The summary of one agreement as a Word document that a person goes on writing in."""

import io
from collections.abc import Sequence

from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from tracker.domain.summary import AgreementSummary, OwesMatrix
from tracker.i18n import tr
from tracker.reports import lines, marks
from tracker.reports.docx_deliverables import deliverables
from tracker.reports.docx_parts import (
    TEXT_WIDTH,
    add_row,
    new_document,
    new_table,
    put,
    say,
    say_field,
    say_link,
    shade,
)
from tracker.reports.packages import without_clock
from tracker.reports.texts import one_line, printable, safe_link

Pair = tuple[str, str]


def summary_docx(summary: AgreementSummary) -> bytes:
    """One agreement's summary as DOCX, A4. The same summary gives the same bytes."""
    said = printable(summary)
    document = new_document(said.language)
    _properties(document, said)
    _masthead(document, said)
    _parties(document, said)
    _people(document, said)
    _commitments(document, said)
    deliverables(document, said)
    _matrix(document, said.matrix)
    _pairs(
        document,
        tr("What happened"),
        [
            (line.date.text or tr("date not stated"), lines.joined(line.label, line.note))
            for line in lines.happened(said)
        ],
    )
    _pairs(
        document,
        tr("Money"),
        [(line.label, lines.joined(line.amount, line.note)) for line in said.money],
    )
    _pairs(
        document,
        tr("Other agreements"),
        [(line.relation_label, lines.joined(line.title, line.detail)) for line in said.links],
    )
    _pairs(
        document,
        tr("Where sources differ"),
        [
            (
                line.field_label,
                "\n".join(
                    lines.joined(one.value, f"({one.source})" if one.source else "", by=" ")
                    for one in line.statements
                ),
            )
            for line in said.disagreements
        ],
    )
    if said.note:
        document.add_heading(tr("Note"), level=1)
        document.add_paragraph(said.note)
    _sources(document, said)
    _footer(document, said)
    out = io.BytesIO()
    document.save(out)
    return without_clock(out.getvalue(), said.generated_on)


def _properties(document: DocumentType, said: AgreementSummary) -> None:
    core = document.core_properties
    core.title = one_line(said.title)[:255]
    core.subject = tr("Agreement summary")
    core.language = said.language
    core.author = core.comments = core.last_modified_by = ""
    core.keywords = ", ".join(said.tags)[:255]


def _masthead(document: DocumentType, said: AgreementSummary) -> None:
    document.add_paragraph(
        lines.joined(tr("Agreement summary"), said.kind_label, said.reference), "Subtitle"
    )
    document.add_paragraph(one_line(said.title) or tr("Untitled agreement"), "Title")
    if said.status_label:
        mark = marks.agreement_mark(said.status)
        paragraph = document.add_paragraph()
        say(paragraph, f"{mark.sign} {said.status_label}", bold=True, tone=mark.colour, size=10)
        if said.status_since:
            since = tr("since {date}", date=said.status_since.text)
            say(paragraph, f"  {since}", tone=marks.MUTED)
    for flag in said.flags:
        say(document.add_paragraph(), f"△ {flag}", bold=True, tone=marks.RISK)
    if said.purpose:
        document.add_paragraph(said.purpose)
    facts = lines.key_facts(said)
    across = min(4, len(facts))
    widths = [TEXT_WIDTH / across] * across
    document.paragraphs[-1].paragraph_format.space_after = Pt(6)
    table = new_table(document, (), widths, ruled=False)
    for start in range(0, len(facts), across):
        cells = add_row(table, widths)
        for cell in cells:
            shade(cell, marks.GROUND)
        for cell, fact in zip(cells, facts[start : start + across], strict=False):
            put(cell, fact.label, "Detail")
            put(cell, fact.value, bold=fact.stated, tone="" if fact.stated else marks.MUTED)
            if fact.working:
                put(cell, fact.working, "Detail")


def _parties(document: DocumentType, said: AgreementSummary) -> None:
    if not said.parties:
        return
    document.add_heading(tr("Parties"), level=1)
    widths = (98, 80)
    table = new_table(document, (tr("Organisation"), tr("Details")), widths)
    for party in said.parties:
        name, detail = add_row(table, widths)
        acronym = f"{party.acronym}  " if party.acronym and party.acronym != party.name else ""
        paragraph = put(name, acronym, bold=True)
        say(paragraph, party.name, bold=not acronym)
        if party.is_ours:
            say(paragraph, f"  {tr('our side')}", bold=True, tone=marks.ACCENT, size=8)
        put(detail, lines.party_detail(party), tone=marks.MUTED)


def _people(document: DocumentType, said: AgreementSummary) -> None:
    if not said.people:
        return
    document.add_heading(tr("People"), level=1)
    widths = (56, 82, 40)
    heads = (tr("Name"), tr("Title at the time, organisation"), tr("Capacity"))
    table = new_table(document, heads, widths)
    for person in said.people:
        name, title, capacity = add_row(table, widths)
        paragraph = put(name, person.name, bold=True)
        if person.other_names:
            say(paragraph, f"  {', '.join(person.other_names)}", tone=marks.MUTED)
        put(title, lines.joined(person.title, person.organisation, by=", "))
        signed = tr("signed {date}", date=person.signed_on.text) if person.signed_on else ""
        put(capacity, lines.joined(person.capacity_label, signed))


def _commitments(document: DocumentType, said: AgreementSummary) -> None:
    if not said.commitments:
        return
    document.add_heading(tr("Commitments"), level=1)
    for line in said.commitments:
        paragraph = document.add_paragraph(line.text, "List Bullet")
        if detail := lines.commitment_detail(line):
            say(paragraph, f"  {detail}", tone=marks.MUTED, size=8)


def _matrix(document: DocumentType, matrix: OwesMatrix) -> None:
    if not matrix.rows or not matrix.columns:
        return
    document.add_heading(tr("Who owes what"), level=1)
    across = 6
    for start in range(0, len(matrix.columns), across):
        if start:
            document.add_paragraph(style="Detail")
        columns = matrix.columns[start : start + across]
        first = 58.0
        widths = (first, *((TEXT_WIDTH - first) / len(columns) for _ in columns))
        table = new_table(document, (tr("Deliverable"), *columns), widths)
        for row in matrix.rows:
            name, *cells = add_row(table, widths)
            put(name, row.deliverable)
            for cell, owes in zip(cells, row.cells[start : start + across], strict=False):
                if owes.role_label or owes.state:
                    if owes.role_label:
                        put(cell, owes.role_label)
                    if state := lines.state_word(owes.state):
                        mark = marks.cell_mark(owes.state)
                        put(cell, f"{mark.sign} {state}", tone=mark.colour, size=8)
        if matrix.balances:
            name, *cells = add_row(table, widths)
            put(name, tr("Balance"), bold=True)
            for cell, balance in zip(cells, matrix.balances[start : start + across], strict=False):
                numbers = (
                    f"{number} {lines.state_word(state)}"
                    for state, number in lines.balance_words(balance)
                )
                put(cell, ", ".join(numbers), bold=True, size=8)
            for cell in (name, *cells):
                shade(cell, marks.GROUND)


def _pairs(document: DocumentType, title: str, rows: Sequence[Pair]) -> None:
    if not rows:
        return
    document.add_heading(title, level=1)
    widths = (44, TEXT_WIDTH - 44)
    table = new_table(document, (), widths)
    for label, value in rows:
        left, right = add_row(table, widths)
        put(left, label, tone=marks.MUTED)
        put(right, value)


def _sources(document: DocumentType, said: AgreementSummary) -> None:
    if not said.sources:
        return
    document.add_heading(tr("Sources"), level=1)
    for line in said.sources:
        paragraph = document.add_paragraph()
        say(paragraph, line.title, bold=True)
        detail = lines.joined(lines.source_detail(line), line.reliability_label)
        if detail:
            say(paragraph, f"  {detail}", tone=marks.MUTED)
        if line.url:
            say(paragraph, "\n")
            if link := safe_link(line.url):
                say_link(paragraph, link)
            else:
                say(paragraph, line.url, tone=marks.MUTED, size=8)


def _footer(document: DocumentType, said: AgreementSummary) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = "Footer"
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    say(paragraph, lines.as_of(said.generated_on) or tr("Agreement summary"))
    say(paragraph, "\t")
    before, _, rest = tr("Page {page} of {pages}").partition("{page}")
    between, _, after = rest.partition("{pages}")
    say(paragraph, before)
    say_field(paragraph, "PAGE")
    say(paragraph, between)
    say_field(paragraph, "NUMPAGES")
    say(paragraph, after)
