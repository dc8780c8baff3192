"""The working of a term in words: "signed 4 June 2024 + 3 years = 4 June 2027"."""

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.durations import Duration, write_duration
from tracker.domain.terms_computing import Computed
from tracker.domain.terms_kinds import Term, TermKind, TermStart
from tracker.i18n import tr, trn


def working(term: Term, found: Computed) -> str:
    """How the term was computed, its steps joined by semicolons, in the program's language."""
    steps = [
        *_first_term(term, found),
        *_moved(term, found),
        *_watched(term, found),
        *(_pause(start, end) for start, end in found.pauses),
    ]
    return "; ".join(steps) if steps else tr("nothing is recorded of the term")


def _first_term(term: Term, found: Computed) -> list[str]:
    if term.kind is TermKind.OPEN_ENDED:
        return [tr("open-ended")]
    if term.until is not None:
        return [tr("until {date}", date=_date(term.until))]
    if not term.length:
        return []
    length = write_duration(term.length)
    if found.start is None or found.first_end is None:
        return [tr("{length}, from a day that is not known", length=length)]
    sentence = tr(
        "{start} + {length} = {end}",
        start=_start(found),
        length=length,
        end=_date_or_bound(found.first_end),
    )
    if term.kind is TermKind.MINIMUM:
        return [sentence, tr("which is the least: it goes on after that")]
    return [sentence]


def _start(found: Computed) -> str:
    day = _date_or_bound(found.start)
    match found.start_kind:
        case TermStart.EFFECT:
            return tr("took effect {date}", date=day)
        case TermStart.ACCEPTANCE:
            return tr("accepted {date}", date=day)
        case TermStart.STATED_DATE:
            return tr("from {date}", date=day)
        case TermStart.LAST_SIGNATURE:
            return tr("last signed {date}", date=day)
        case _:
            return tr("signed {date}", date=day)


def _moved(term: Term, found: Computed) -> list[str]:
    steps = []
    if found.extension is not None:
        until = found.extension.fact.until
        steps.append(
            tr("extended to {date}", date=_date(until))
            if until
            else tr("extended to a day that is not known")
        )
    if found.renewals:
        steps.append(
            trn("{n} renewal of {length} = {end}", "{n} renewals of {length} = {end}",
                found.renewals,
                length=write_duration(term.renewal or term.length),
                end=_date(found.end))
        )  # fmt: skip
    if found.notice is not None:
        given = _date(found.notice.on) or tr("on a day that is not known")
        if found.expires_on is None:
            steps.append(tr("notice given {date}", date=given))
        else:
            steps.append(
                tr("notice given {date} → ends {end}", date=given, end=_date(found.expires_on))
            )
    return steps


def _watched(term: Term, found: Computed) -> list[str]:
    steps = []
    if found.next_review is not None and term.review_every:
        every = write_duration(term.review_every)
        steps.append(
            tr("a review every {length} → {date}", length=every, date=_date(found.next_review))
        )
    if found.notice_by is not None and term.notice:
        steps.append(_notice(term.notice, found.notice_by))
    return steps


def _notice(notice: Duration, by: PartialDate) -> str:
    length = write_duration(notice)
    if length.endswith("s"):  # English only: months' but month's
        return tr("{length}' notice → {date}", length=length, date=_date(by))
    return tr("{length}'s notice → {date}", length=length, date=_date(by))


def _pause(start: PartialDate | None, end: PartialDate | None) -> str:
    since = _date(start) or tr("a day that is not known")
    if end is None:
        return tr("paused since {start}, which does not move the end", start=since)
    return tr("paused {start} – {end}, which does not move the end", start=since, end=_date(end))


def _date_or_bound(value: PartialDate | None) -> str:
    """A day of which only the latest possible one is known is "by" that one."""
    if value is not None and value.is_interval and value.start is None:
        return tr("by {date}", date=_date(value.end))
    return _date(value)


def _date(value: PartialDate | None) -> str:
    return write_date(value, full=True)
