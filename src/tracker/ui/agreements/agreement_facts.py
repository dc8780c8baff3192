"""An agreement's facts: its declared fields, with the days of signing and the term worked out."""

from __future__ import annotations

from tracker.domain.dates_writing import write_date
from tracker.domain.durations import write_duration
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.record import RecordRef, specs
from tracker.domain.records import Agreement
from tracker.domain.terms import TERM_KIND_LABELS, TermKind
from tracker.i18n import tr
from tracker.ui.agreements.reading import AgreementView
from tracker.ui.record_page.facts import Fact, facts_of

# A reader has to know that nobody stated it.
_WANTED = ("announced",)
# The head says it.
_IN_HEAD = ("kind",)


def agreement_facts(view: AgreementView, language: str) -> list[Fact]:
    """In the order of the declaration; the term's own fields are told as one."""
    term_fields = {spec.name for spec in specs(Agreement) if spec.name.startswith("term_")}
    skip = {*term_fields, *_IN_HEAD}
    found = facts_of(view.record, view.names, language, skip=skip, wanted=_WANTED)
    after = next((at for at, fact in enumerate(found) if fact.field == "announced"), -1) + 1
    found[after:after] = [signed(view), *_effect(view)]
    place = next((at for at, fact in enumerate(found) if fact.field == "purpose"), len(found))
    found[place:place] = term_facts(view)
    return found


def signed(view: AgreementView) -> Fact:
    """When it was signed: each signature's date, or that nobody stated it."""
    events = [one for one in view.record.lifecycle if one.kind is LifecycleKind.SIGNED]
    told: list[str] = []
    notes: list[str] = []
    for event in events:
        by = view.names.get(RecordRef("organisation", event.by_id or 0), "")
        day = write_date(event.on)
        if day:
            told.append(f"{day} ({by})" if by else day)
        elif event.stated_on is not None:
            notes.append(tr("{date} at the latest", date=write_date(event.stated_on)))
    days = {write_date(event.on) for event in events if event.on}
    text = "\n".join(told) if len(days) > 1 else next(iter(days), "")
    return Fact(tr("Signed"), text, "; ".join(dict.fromkeys(notes)), field="signed")


def _effect(view: AgreementView) -> list[Fact]:
    events = [one for one in view.record.lifecycle if one.kind is LifecycleKind.TOOK_EFFECT]
    days = ", ".join(write_date(one.on) for one in events if one.on)
    return [Fact(tr("In effect"), days, field="took_effect")] if days else []


def term_facts(view: AgreementView) -> list[Fact]:
    """The term with its working, and the days that follow from it."""
    term, state = view.record.term(), view.data.standing.term
    if term.meant is TermKind.UNKNOWN and state.end is None:
        return [Fact(tr("Term"), field="term")]
    words = [tr(TERM_KIND_LABELS[term.meant])] if term.meant is not TermKind.UNKNOWN else []
    words += [text for text in (write_duration(term.length),) if text]
    found = [Fact(tr("Term"), ", ".join(words), state.working, field="term")]
    for caption, value in (
        (tr("Ends"), state.end),
        (tr("Notice by"), state.notice_by),
        (tr("Next review"), state.next_review),
    ):
        if value is not None:
            found.append(Fact(caption, write_date(value)))
    if term.notice is not None and state.notice_by is None:
        found.append(Fact(tr("Notice"), write_duration(term.notice)))
    return found
