"""The summary of one agreement as plain text, for the command line and for an e-mail's body."""

from collections.abc import Iterator
from unicodedata import east_asian_width

from tracker.domain.summary import AgreementSummary, DeliverableLine
from tracker.i18n import tr
from tracker.reports import lines, marks
from tracker.reports.texts import one_line, printable


def summary_text(summary: AgreementSummary) -> str:
    """One agreement's summary as lines of text, ending in a newline. No colours, no tables.

    Control characters are taken out, so that nothing stored can steer a terminal.
    """
    said = printable(summary)
    return "\n".join(_lines(said)).rstrip() + "\n"


def _lines(said: AgreementSummary) -> Iterator[str]:
    title = one_line(said.title) or tr("Untitled agreement")
    yield title
    # Korean letters are two columns wide in a terminal.
    width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in title)
    yield "=" * min(width, 78)
    mark = marks.agreement_mark(said.status)
    since = tr("since {date}", date=said.status_since.text) if said.status_since else ""
    status = f"{mark.sign} {lines.joined(said.status_label, since, by=' ')}"
    yield lines.joined(said.kind_label, said.reference, status if said.status_label else "")
    for flag in said.flags:
        yield f"△ {flag}"
    if said.purpose:
        yield ""
        yield said.purpose
    yield ""
    for fact in lines.key_facts(said):
        yield f"{fact.label}: {lines.joined(fact.value, fact.working)}"
    yield from _section(
        tr("Parties"),
        (
            lines.joined(
                lines.joined(
                    party.acronym if party.acronym != party.name else "", party.name, by="  "
                ),
                tr("our side") if party.is_ours else "",
                lines.party_detail(party),
            )
            for party in said.parties
        ),
    )
    yield from _section(
        tr("People"),
        (
            lines.joined(
                lines.joined(person.name, ", ".join(person.other_names), by="  "),
                lines.person_detail(person),
            )
            for person in said.people
        ),
    )
    yield from _section(
        tr("Commitments"),
        (lines.joined(line.text, lines.commitment_detail(line)) for line in said.commitments),
    )
    yield from _section(tr("Deliverables"), map(_deliverable, lines.current(said)))
    yield from _section(
        tr("Before the agreement, not counted"), map(_deliverable, lines.history(said))
    )
    yield from _matrix(said)
    yield from _section(
        tr("What happened"),
        (
            lines.joined(line.date.text or tr("date not stated"), line.label, line.note)
            for line in lines.happened(said)
        ),
    )
    yield from _section(
        tr("Money"), (lines.joined(line.label, line.amount, line.note) for line in said.money)
    )
    yield from _section(
        tr("Other agreements"),
        (lines.joined(line.relation_label, line.title, line.detail) for line in said.links),
    )
    yield from _section(
        tr("Where sources differ"),
        (
            f"{line.field_label}: "
            + " / ".join(
                lines.joined(one.value, f"({one.source})" if one.source else "", by=" ")
                for one in line.statements
            )
            for line in said.disagreements
        ),
    )
    yield from _section(tr("Note"), [said.note] if said.note else [])
    yield from _section(
        tr("Sources"),
        (
            lines.joined(line.title, lines.source_detail(line), line.reliability_label, line.url)
            for line in said.sources
        ),
    )
    if said.generated_on:
        yield ""
        yield lines.as_of(said.generated_on)


def _section(title: str, entries: "Iterator[str] | list[str]") -> Iterator[str]:
    """The title and its entries, or nothing at all."""
    for number, entry in enumerate(entries):
        if number == 0:
            yield ""
            yield title
        yield "  " + entry.replace("\n", "\n    ")


def _deliverable(line: DeliverableLine) -> str:
    mark = marks.deliverable_mark(line.status, overdue=line.overdue)
    target = lines.joined(lines.target_words(line), lines.moved_words(line))
    head = lines.joined(
        f"{mark.sign} {line.title}",
        lines.status_words(line),
        lines.percent_words(line),
        tr("target {date}", date=target) if target else "",
    )
    rest = (
        lines.under_title(line), lines.by_words(line), lines.progress_words(line),
        lines.step_words(line),
    )  # fmt: skip
    return "\n".join((head, *(part for part in rest if part)))


def _matrix(said: AgreementSummary) -> Iterator[str]:
    """By party, as a table of words is too wide for a terminal."""
    matrix = said.matrix
    balances = {balance.party: balance for balance in matrix.balances}
    entries = []
    for at, party in enumerate(matrix.columns):
        numbers = ", ".join(
            f"{number} {lines.state_word(state)}"
            for state, number in (lines.balance_words(balances[party]) if party in balances else ())
        )
        parts = [
            "\n{sign} {words}".format(
                sign=marks.cell_mark(row.cells[at].state).sign,
                words=lines.joined(
                    row.deliverable,
                    row.cells[at].role_label,
                    lines.state_word(row.cells[at].state),
                ),
            )
            for row in matrix.rows
            if at < len(row.cells) and (row.cells[at].role_label or row.cells[at].state)
        ]
        if parts or numbers:
            entries.append(lines.joined(party, numbers, by=": ") + "".join(parts))
    yield from _section(tr("Who owes what"), entries)
