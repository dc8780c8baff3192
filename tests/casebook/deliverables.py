"""The deliverables of a case, under its agreement or, where there is none, an organisation."""

import re
from typing import Any

from tests.casebook import words
from tests.casebook.dates import read_partial
from tests.casebook.deliverable_parts import Parts
from tests.casebook.reading import CASE, stated, unknown
from tests.casebook.telling import with_words
from tests.casebook.values import fact_figure, member_figures
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.catalogue import BUILT_IN
from tracker.domain.progress import DeliverableStatus
from tracker.domain.reading import LONGEST_LINE
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import (
    Milestone,
)

SHAPE = CASE.fields["deliverables"][0]
CATALOGUE = BUILT_IN
_D = DeliverableStatus
_BEGUN = frozenset({_D.DELIVERED, _D.PARTLY_DELIVERED, _D.IN_PROGRESS})


class Deliverables(Parts):
    """Enters the deliverables of one case."""

    def enter(self, row: dict[str, Any]) -> None:
        """One deliverable with all that is stated of it."""
        book, source = self._book, self._source
        facts = [text.strip() for text in row.get("status_facts") or () if stated(text)]
        word = (row.get("type") or "").strip()
        type_key = type_of(word, f"{row['title']} {' '.join(facts)}")
        agreement, under = self._where(row, word)
        ref = self._known(row, type_key, agreement) or book.add(
            Deliverable(
                type=type_key,
                title=row["title"].strip(),
                agreement_id=agreement.id if agreement else None,
                organisation_id=under.id if under else None,
            )
        )
        self.refs.append(ref)
        book.cite(ref, source)
        if word and word != type_key:
            book.tag(ref, words.as_tag(word))
            if type_key == "other":
                self._detail(ref, "what", word)
        if stated(row.get("event")):
            event = self._agreements.event(row["event"])
            if book.get(Deliverable, ref).event_id in (None, event.id):
                book.set(ref, event_id=event.id)
            else:
                book.cite(ref, source, "event_id", row["event"].strip())
        if stated(row.get("place")):
            places = tuple(part.strip() for part in row["place"].split(";") if part.strip())
            book.state(ref, source, "places", places, row["place"].strip())
        self._status(ref, row, facts)
        for text in row.get("participants") or ():
            if stated(text):
                self._participant(ref, row, text.strip(), agreement)
        if under is not None and (does := self._does(under)) is not None:
            self._responsible(ref, under, does)
        for text in facts:
            self._moved_in(ref, text)
        if stated(row.get("start_note")):
            self._note(ref, row["start_note"].strip())
        for field, text in unknown(row, SHAPE):
            book.cite(ref, source, field, text)

    def _where(self, row: dict[str, Any], word: str) -> tuple[RecordRef | None, RecordRef | None]:
        """The agreement it is of. What a report of a programme tells hangs on the body itself, as
        does what nobody put under one of several agreements."""
        refs, label = self._agreements.refs, (row.get("agreement") or "").strip()
        data = self._case.data
        if label in refs:
            report = data.get("doc_type") == "programme_report"
            loose = report and not label and word != data.get("kind")
            if not loose:
                return refs[label], None
        parties = self._parties.refs
        return None, parties[0] if parties else None

    def _known(
        self, row: dict[str, Any], type_key: str, agreement: RecordRef | None
    ) -> RecordRef | None:
        """The same deliverable in another report of the same agreement."""
        if agreement is None:
            return None
        for ref in self._book.called("deliverable", row["title"]):
            other = self._book.get(Deliverable, ref)
            if (
                ref not in self.refs
                and (other.agreement_id, other.type) == (agreement.id, type_key)
                and other.title == row["title"].strip()
                and not any(one.source_id == self._source for one in other.citations)
            ):
                return ref
        return None

    def _detail(self, ref: RecordRef, name: str, value: str) -> None:
        details = self._book.get(Deliverable, ref).details
        if name not in details:
            self._book.set(ref, details={**details, name: value})

    # --- when and how far ----------------------------------------------------------------------

    def _status(self, ref: RecordRef, row: dict[str, Any], facts: list[str]) -> None:
        book, source = self._book, self._source
        told = [(status, text) for text in facts if (status := status_of(text))]
        period = self._period(ref, row)
        due, rest = read_partial(row.get("due") or "")
        if stated(row.get("due")):
            if due is not None and book.get(Deliverable, ref).target is None:
                book.set(ref, target=due)
            if rest or due is None or book.get(Deliverable, ref).target != due:
                book.cite(ref, source, "due", row["due"].strip())
        begun = bool(told) and told[-1][0] in _BEGUN
        when = words.WHEN.get(book.get(Deliverable, ref).type)
        if period is not None:
            if when and when not in book.get(Deliverable, ref).details:
                self._detail(ref, when, period.edtf)
            elif book.get(Deliverable, ref).details.get(when or "") != period.edtf and when:
                self._cite_period(ref, row)
            if not begun and book.get(Deliverable, ref).target is None:
                book.set(ref, target=period)
            elif not begun and not when and book.get(Deliverable, ref).target != period:
                self._steps(ref, row)
        for status, text in told:
            if period is not None and status is _D.IN_PROGRESS and fact_figure(text):
                self._log(ref, status, period, "start")  # the number is not of that day
            else:
                self._log(ref, status, period if status in _BEGUN else None, text)
        if begun and not when and period is None:
            self._cite_period(ref, row)
        for text in facts:
            book.cite(ref, source, "status_facts", text)
            self._read(ref, text)

    def _log(self, ref: RecordRef, status: _D, on: PartialDate | None, text: str) -> None:
        """The log needs a day: with one the status is logged, else it is how the record opens."""
        if on is not None:
            entry = ProgressEntry(
                deliverable_id=ref.id, on=on, status=status, note=text, source_id=self._source
            )
            self._book.log.append(entry)
        elif self._published is not None and self._has_log(ref):
            entry = ProgressEntry(
                deliverable_id=ref.id,
                on=self._published,
                status=status,
                note=text,
                source_id=self._source,
            )
            self._book.log.append(entry)
        else:
            self._book.set(ref, opening_status=status)

    def _note(self, ref: RecordRef, text: str) -> None:
        """What is said of the day stands in the line of the log that is of that day."""
        self._book.cite(ref, self._source, "start_note", text)
        for place, entry in enumerate(self._book.log):
            if entry.deliverable_id == ref.id and entry.source_id == self._source:
                note = with_words(entry.note, text)
                self._book.log[place] = entry.model_copy(update={"note": note})
                return

    def _has_log(self, ref: RecordRef) -> bool:
        known = any(entry.deliverable_id == ref.id for entry in self._book.log)
        other = self._book.get(Deliverable, ref).citations
        return known or any(one.source_id != self._source for one in other)

    def _period(self, ref: RecordRef, row: dict[str, Any]) -> PartialDate | None:
        """From start to end, each as far as stated."""
        ends = []
        for field in ("start", "end"):
            on, rest = read_partial(row.get(field) or "")
            if stated(row.get(field)) and (rest or on is None or on.is_interval):
                self._book.cite(ref, self._source, field, row[field].strip())
            ends.append(None if on is None or on.is_interval else on)
        start, end = ends
        if end is None:
            return start
        try:
            return PartialDate.between(start, end)
        except ValueError:
            self._cite_period(ref, row)
            return start

    def _steps(self, ref: RecordRef, row: dict[str, Any]) -> None:
        """Where start and end are neither the target nor of the type, they are steps of it."""
        for field in ("start", "end"):
            on, _ = read_partial(row.get(field) or "")
            if on is not None:
                self._book.append(ref, "milestones", Milestone(title=field, target=on))
        self._cite_period(ref, row)

    def _cite_period(self, ref: RecordRef, row: dict[str, Any]) -> None:
        for field in ("start", "end"):
            if stated(row.get(field)):
                self._book.cite(ref, self._source, field, row[field].strip())

    def _read(self, ref: RecordRef, text: str) -> None:
        """Figures, form and rhythm that a status fact states."""
        if figure := fact_figure(text):
            self._book.append(ref, "observations", figure.observed(self._published, self._source))
        deliverable = self._book.get(Deliverable, ref)
        declared = CATALOGUE.of(deliverable.type)
        if words.ONLINE.search(text) and "format" in declared.model_fields:
            self._detail(ref, "format", "online")
        rule = next((rule for pattern, rule in words.RECURRENCES if pattern.search(text)), "")
        if rule and not deliverable.recurrence:
            self._book.set(ref, recurrence=rule)

    def before(self, text: str) -> bool:
        """Whether a fact tells what was done before the agreement: "at ISCT 2016 Singapore and 2017
        London". Each time is a deliverable of its own, logged on its year."""
        match = words.BEFORE.fullmatch(text)
        agreement = next(iter(self._agreements.refs.values()), None)
        if match is None or agreement is None or len(text) > LONGEST_LINE:
            return False
        for year, place in re.findall(r"(\d{4})(?: ([A-Z][\w-]+))?", match["times"]):
            event = self._agreements.event(f"{match['event']} {year}")
            on, _ = read_partial(year)
            ref = self._book.add(
                Deliverable(
                    type="other",
                    title=f"{match['what']} at {match['event']} {year}",
                    agreement_id=agreement.id,
                    event_id=event.id,
                    places=(place,) if place else (),
                )
            )
            self._book.cite(ref, self._source)
            self._log(ref, _D.DELIVERED, on, text)
            for figure in member_figures(match["rest"]):
                self._book.append(ref, "observations", figure.observed(on, self._source))
        return True


def type_of(word: str, text: str) -> str:
    """Our type for the casebook's; "other" for what neither the table nor the program knows."""
    key = words.TYPES.get(word, word)
    if key == "seminar" and words.ONLINE.search(text):
        return "webinar"
    return key if key in CATALOGUE else "other"


def status_of(text: str) -> DeliverableStatus | None:
    """The status that a fact begins with or, of those that say when, holds."""
    for pattern, status in words.STATUSES:
        if pattern.match(text):
            return status
    return None
