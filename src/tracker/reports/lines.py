"""The sentences of a summary: which facts, in which order, joined how. Shared by all formats."""

from typing import NamedTuple

from tracker.domain.owing import STATE_LABELS
from tracker.domain.summary import (
    AgreementSummary,
    CellState,
    CommitmentLine,
    DeliverableLine,
    LifecycleLine,
    OwesBalance,
    PartyLine,
    PersonLine,
    SourceLine,
    StepLine,
    WrittenDate,
)
from tracker.i18n import mark, tr, trn
from tracker.reports import marks

DOT = " · "


class Fact(NamedTuple):
    """A key fact. `stated` is False where the value is our own word for its absence."""

    label: str
    value: str
    working: str = ""
    stated: bool = True


def not_stated() -> str:
    return tr("not stated")


def joined(*parts: str, by: str = DOT) -> str:
    """The parts that say something, joined."""
    return by.join(part for part in parts if part)


def key_facts(summary: AgreementSummary) -> list[Fact]:
    """The facts under the title. Dates, place and term are named even if nobody stated them."""
    facts = [
        Fact(tr(line.label), line.value.text or not_stated(), line.working, bool(line.value))
        for line in summary.dates
    ]
    places = [joined(line.place, line.event, line.date.text, by=", ") for line in summary.signing]
    where = "; ".join(place for place in places if place)
    facts.append(Fact(tr("Place"), where or not_stated(), "", bool(where)))
    if summary.term_label:
        facts.append(Fact(tr("Term"), summary.term_label, summary.term_working))
    elif summary.term_working:
        facts.append(Fact(tr("Term"), summary.term_working))
    else:
        facts.append(Fact(tr("Term"), not_stated(), "", False))
    for label, value in (
        *((line.label, line.value) for line in summary.facts),
        (tr("Binding"), summary.binding_label),
        (tr("Languages"), summary.languages),
        (tr("Our side"), ", ".join(summary.our_side)),
        (tr("Owner"), summary.owner),
        (tr("Tags"), ", ".join(summary.tags)),
    ):
        if value:
            facts.append(Fact(label, value))
    return facts


def party_detail(party: PartyLine) -> str:
    """What stands under a party's name."""
    return joined(
        party.native_name,
        party.country,
        party.role_label,
        party.side,
        tr("for {name}", name=party.on_behalf_of) if party.on_behalf_of else "",
        tr("formerly {name}", name=party.former_names) if party.former_names else "",
        tr("joined {date}", date=party.joined.text) if party.joined else "",
        tr("left {date}", date=party.left.text) if party.left else "",
    )


def person_detail(person: PersonLine) -> str:
    """What stands under a person's name: title at the time, organisation, capacity."""
    signed = tr("signed {date}", date=person.signed_on.text) if person.signed_on else ""
    return joined(joined(person.title, person.organisation, by=", "), person.capacity_label, signed)


_ENDED = {"delivered", "partly_delivered", "cancelled", "not_pursued"}


def target_words(line: DeliverableLine) -> str:
    """The target. That there is none matters only while something is still to come."""
    ended = line.status in _ENDED or line.is_history
    return line.target.text or ("" if ended else tr("not set"))


def moved_words(line: DeliverableLine) -> str:
    """ "moved from March 2019 — no venue", if the target moved."""
    if not line.original_target:
        return ""
    moved = tr("moved from {date}", date=line.original_target.text)
    return joined(moved, line.moved_reason, by=" — ")


def status_words(line: DeliverableLine) -> str:
    """The status in words; being late is said first."""
    return joined(tr("Overdue"), line.status_label) if line.overdue else line.status_label


def percent_words(line: DeliverableLine) -> str:
    return "" if line.percent is None else f"{line.percent} %"


def by_words(line: DeliverableLine) -> str:
    """ "CARM leads, SCRM contributes"."""
    return ", ".join(joined(who.organisation, who.role_label, by=" ") for who in line.responsible)


def progress_words(line: DeliverableLine) -> str:
    """The last line of the log with its day."""
    if line.last_progress is None:
        return ""
    return joined(line.last_progress.date.text, line.last_progress.sentence, by=": ")


def under_title(line: DeliverableLine) -> str:
    """What stands under a deliverable's title: its type, event and the facts of its type."""
    return joined(line.type_label, line.event, fact_words(line))


def fact_words(line: DeliverableLine) -> str:
    """The facts of its type that are not on the page already."""
    facts = [fact for fact in line.facts if not fact.repeated]
    return joined(*(joined(fact.label, fact.value, by=": ") for fact in facts))


_LONG = 60


def is_long(facts: str) -> bool:
    """Whether facts are too long to stand under a title: they then have the whole width."""
    return len(facts) > _LONG


def has_more(line: DeliverableLine) -> bool:
    """Whether anything of a deliverable stands below it over the whole width."""
    return bool(line.steps) or is_long(fact_words(line))


MOST_STEPS = 12
"""So many steps stand under a deliverable; a sheet of the workbook has them all."""


def steps_head(line: DeliverableLine) -> str:
    """ "Steps 3/7"; nothing without any."""
    done = sum(bool(step.done) for step in line.steps)
    return tr("Steps {done}/{total}", done=done, total=len(line.steps)) if line.steps else ""


def shown_steps(line: DeliverableLine) -> tuple[StepLine, ...]:
    """The steps that are shown: of many those that are still to be taken come before the others."""
    if len(line.steps) <= MOST_STEPS:
        return line.steps
    waiting = [at for at, step in enumerate(line.steps) if not step.done]
    done = [at for at, step in enumerate(line.steps) if step.done]
    kept = sorted([*waiting, *reversed(done)][:MOST_STEPS])
    return tuple(line.steps[at] for at in kept)


def steps_more(line: DeliverableLine) -> str:
    """How many steps are not shown."""
    more = len(line.steps) - len(shown_steps(line))
    return trn("and {n} more", "and {n} more", more) if more else ""


def step_when(step: StepLine) -> str:
    """ "done 3 May 2027", "overdue, 10 Nov 2026", "17 Apr 2027"."""
    if step.done:
        return step.done.text
    late = tr("overdue") if step.state == "overdue" else ""
    return joined(late, step.target.text, by=" ")


def step_words(line: DeliverableLine) -> str:
    """All of it in one text, each step with its sign."""
    if not line.steps:
        return ""
    told = [
        joined(f"{marks.step_mark(step.state).sign} {step.title}", step_when(step), by=" ")
        for step in shown_steps(line)
    ]
    return f"{steps_head(line)}: " + "; ".join([*told, *filter(None, [steps_more(line)])])


def happened(summary: AgreementSummary) -> tuple[LifecycleLine, ...]:
    """What happened to the agreement; nothing if the dates above tell all of it."""
    told = all(line.repeated for line in summary.lifecycle)
    return () if told else summary.lifecycle


def commitment_detail(line: CommitmentLine) -> str:
    owes = ""
    if line.owed_by and line.owed_to:
        owes = tr("{debtor} to {creditor}", debtor=line.owed_by, creditor=line.owed_to)
    elif line.owed_by or line.owed_to:
        owes = line.owed_by or tr("to {creditor}", creditor=line.owed_to)
    condition = tr("if {condition}", condition=line.condition) if line.condition else ""
    return joined(line.area, owes, condition)


def source_detail(line: SourceLine) -> str:
    return joined(line.publisher, line.published.text)


def state_word(state: CellState) -> str:
    """A state of the matrix as it stands within a line; nothing for no part."""
    return tr(STATE_LABELS[state]).lower() if state else ""


def balance_words(balance: OwesBalance) -> list[tuple[CellState, int]]:
    """(state, number) for each number that is not nought, in the legend's order."""
    numbers: tuple[tuple[CellState, int], ...] = (
        ("done", balance.done),
        ("due", balance.due),
        ("overdue", balance.overdue),
        ("open", balance.open),
    )
    return [(state, number) for state, number in numbers if number]


def as_of(date: WrittenDate) -> str:
    return tr("As of {date}", date=date.text) if date else ""


def current(summary: AgreementSummary) -> list[DeliverableLine]:
    return [line for line in summary.deliverables if not line.is_history]


def history(summary: AgreementSummary) -> list[DeliverableLine]:
    """What happened before the agreement: shown, never counted."""
    return [line for line in summary.deliverables if line.is_history]


HEADINGS = {
    "summary": mark("Agreement summary"),
    "purpose": mark("Purpose"),
    "facts": mark("Key facts"),
    "parties": mark("Parties"),
    "people": mark("People"),
    "lifecycle": mark("What happened"),
    "commitments": mark("Commitments"),
    "deliverables": mark("Deliverables"),
    "deliverable": mark("Deliverable"),
    "status": mark("Status"),
    "target": mark("Target"),
    "by": mark("By"),
    "progress": mark("Last progress"),
    "history": mark("Before the agreement, not counted"),
    "matrix": mark("Who owes what"),
    "balance": mark("Balance"),
    "money": mark("Money"),
    "links": mark("Other agreements"),
    "sources": mark("Sources"),
    "disagreements": mark("Where sources differ"),
    "note": mark("Note"),
    "ours": mark("our side"),
    "nothing_logged": mark("nothing logged"),
    "unknown_date": mark("date not stated"),
}
"""Every heading of a summary, by the name the template uses for it."""


def headings() -> dict[str, str]:
    """The headings in the language spoken now."""
    return {name: tr(text) for name, text in HEADINGS.items()}
