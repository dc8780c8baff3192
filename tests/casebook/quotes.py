"""What may stand as a quotation, a source's statement of a record, and why no field holds it.

The comparison reads this table and nothing else: a fact that stands in no field and in no row here
is left over, even if its words are quoted somewhere. A row with `readable` is only for what cannot
be read; what can must stand in its field, or beside the value that another source gave it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.casebook.archived import CaseView
from tests.casebook.homes import Stands, pattern_of, text_of
from tests.casebook.homes_parties import is_country, party_of
from tests.casebook.homes_people import PersonView
from tests.casebook.stated import Row, amount, edtf, is_date, numbers, plain
from tracker.domain.dates import PartialDate
from tracker.domain.reading import LONGEST_LINE

Of = Callable[..., list[Row]]
Read = Callable[[CaseView, Any, int], bool]


@dataclass(frozen=True)
class Quoted:
    """One kind of fact that may be a statement: its path, the name it is stated under, why, and
    what of it can be read after all."""

    path: str
    about: str
    why: str
    readable: Read | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What its paths are like."""
        return pattern_of(self.path)


def quoted(view: CaseView, path: str, value: Any) -> tuple[Stands, Quoted] | None:
    """How a fact stands in a statement of the case's source, and the row that allows it."""
    for row in QUOTED:
        if match := row.pattern.fullmatch(path):
            found = match.groups()
            name = row.about.replace("**", found[-1] if found else path)
            place = next((int(one) for one in found if one.isdecimal()), 0)
            records = list(_spoken_of(view, path, place))
            said = [one for one in records if view.said(one, name, text_of(value))]
            claimed = "[" not in path.partition(".")[0] or path.startswith(("money", "status"))
            if not said and not (claimed and view.claimed(name, text_of(value))):
                return None
            if row.readable is None or not row.readable(view, value, place):
                return Stands.QUOTE, row
            beside = any(view.another_speaks(one) and _is_filled(one, name) for one in said)
            return (Stands.BESIDE, row) if beside else None
    return None


# Statements that are about a field of the record by its name; a body has one beginning.
_OF_FIELDS = ("country", "founded", "formed", "kind", "legal_form", "places", "event_id", "title")


def _is_filled(record: Row, about: str) -> bool:
    """Whether the field that another source is said to have filled holds anything."""
    name = "founded" if about == "formed" else about
    return about not in _OF_FIELDS or bool(record.get(name))


def _spoken_of(view: CaseView, path: str, place: int) -> Iterator[Row]:
    """The records in which a statement of that path is looked for."""
    head = path.partition("[")[0]
    if head == "parties":
        yield from party_of(view, place)[0]
    elif head in ("signatories", "attendees"):
        yield from PersonView(view, head, place).contacts
    elif head == "deliverables":
        yield view.deliverable(place)
    elif head == "money_not_agreement_funding":
        yield from view.organisations
    else:
        yield from view.mentioned
        yield from view.organisations


# --- what can be read ----------------------------------------------------------------------------


def _always(view: CaseView, value: Any, place: int) -> bool:
    return True


def _date(view: CaseView, value: Any, place: int) -> bool:
    return is_date(value)


def _country(view: CaseView, value: Any, place: int) -> bool:
    return is_country(value)


def _counts(view: CaseView, value: Any, place: int) -> bool:
    return bool(numbers(value, spoken=False))


def _signing(view: CaseView, value: Any, place: int) -> bool:
    """Where each has a day of signing, or nothing is signed, the day of the whole is a remark."""
    each = any(row.get("signed_on") for row in view.case.get("signatories") or ())
    return is_date(value) and not each and bool(view.lifecycle(("signed",), view.own))


def _signing_in_part(view: CaseView, value: Any, place: int) -> bool:
    return _signing(view, value, place) and not view.case.get("signed_on")


def _inside(view: CaseView, value: Any, place: int) -> bool:
    return bool(party_of(view, place)[1])


def _joined(view: CaseView, value: Any, place: int) -> bool:
    return is_date(value) and _inside(view, value, place)


def _one_length(view: CaseView, value: Any, place: int) -> bool:
    return re.fullmatch(r"\d{1,2} (?:years?|months?)", plain(value)) is not None


def _of_former(view: CaseView, value: Any, place: int) -> bool:
    return is_date(value) and bool(view.former)


def _of_own_event(view: CaseView, value: Any, place: int) -> bool:
    return is_date(value) and bool(view.lifecycle(("extended", "amended"), view.own))


def _only_begun(view: CaseView, value: Any, place: int) -> bool:
    """A body has one beginning; where two are stated the first is the field's."""
    return is_date(value) and not view.case["parties"][place].get("founded")


def _period(view: CaseView, value: Any, place: int) -> bool:
    row = view.case["deliverables"][place]
    start, end = row.get("start") or "", row.get("end") or ""
    if "/" in edtf(value) or not is_date(value):
        return False
    if is_date(start) and is_date(end):
        try:
            PartialDate.parse(f"{edtf(start)}/{edtf(end)}")
        except ValueError:
            return False
    return True


def _sum_of(rows: str) -> Read:
    def readable(view: CaseView, value: Any, place: int) -> bool:
        row = view.case[rows][place]
        what = plain(row.get("what") or "")
        owned = rows == "funding" or 0 < len(what) < LONGEST_LINE
        return amount(row.get("amount") or "") is not None and owned

    return readable


_SENTENCE = "a sentence about how it stands: no event, figure, link or line of a log that says it"
_UNREADABLE = "cannot be read as the value its field holds, and nothing is made up for it"
_OTHER = "the field holds what another source states; both stand, and the page shows it"
_NO_SUM = "no sum can be read, or nothing says what it is for"
_UNKNOWN = "a name that the format does not know"
_ALONE = "nobody says for which agreement or body, and the position or part needs one"

QUOTED = (
    Quoted("source_published_on", "source_published_on", _UNREADABLE, _date),
    Quoted("status_facts[*]", "status_facts", _SENTENCE),
    Quoted("deliverables[*].status_facts[*]", "status_facts", _SENTENCE),
    Quoted("signed_on", "signed_on", "who signed has a day each, or nothing was signed", _signing),
    Quoted("signed_on_partial", "signed_on_partial", _UNREADABLE, _signing_in_part),
    Quoted(
        "signed_on_basis",
        "signed_on_basis",
        "how a day is known stands beside the step it is of; here no step is recorded",
    ),
    Quoted("place", "places", _OTHER, _always),
    Quoted("event", "event_id", _OTHER, _always),
    Quoted("effective_on", "effective_on", _UNREADABLE, _date),
    Quoted("expires_on_or_term", "term", _UNREADABLE, _one_length),
    Quoted("renews.relation", "relation", "a relation for which there is no kind of link"),
    Quoted("renews.what", "title", _OTHER, _always),
    Quoted("renews.original_date", "original_date", _UNREADABLE, _date),
    Quoted("renews.expired", "expired", _UNREADABLE, _of_former),
    Quoted("renews.amendment_effective", "amendment_effective", _UNREADABLE, _of_own_event),
    Quoted("other_agreements[*]", "title", _OTHER, _always),
    *(
        Quoted(f"{rows}[*].{name}", f"{rows}.{name}", _NO_SUM, _sum_of(rows))
        for rows in ("funding", "money_not_agreement_funding")
        for name in ("amount", "currency", "what")
    ),
    Quoted("funding[*].**", "funding.**", _UNKNOWN),
    Quoted("money_not_agreement_funding[*].**", "money_not_agreement_funding.**", _UNKNOWN),
    Quoted("parties[*].role", "role", "outside an agreement only what is done has a role", _inside),
    Quoted("parties[*].joined", "joined", "no date, or nothing to join", _joined),
    Quoted("parties[*].country", "country", _UNREADABLE, _country),
    Quoted("parties[*].founded", "founded", _UNREADABLE, _date),
    Quoted("parties[*].formed", "formed", "a second beginning beside the first", _only_begun),
    Quoted("parties[*].kind", "kind", _OTHER, _always),
    Quoted("parties[*].legal_form", "legal_form", _OTHER, _always),
    Quoted("parties[*].former_form", "former_form", "only the present legal form has a field"),
    Quoted("parties[*].member_count", "member_count", _UNREADABLE, _counts),
    Quoted("parties[*].predecessors[*]", "predecessors", "it has the name of the body itself"),
    Quoted("parties[*].parent", "parent", "it has the name of the body itself"),
    *(
        row
        for of in ("signatories", "attendees")
        for row in (
            Quoted(f"{of}[*].title", "title", _ALONE),
            Quoted(f"{of}[*].capacity", "capacity", "a capacity that is none of ours"),
            Quoted(f"{of}[*].on_behalf_of", "on_behalf_of", _ALONE),
            Quoted(f"{of}[*].basis", "basis", _ALONE),
            Quoted(f"{of}[*].signed_on", "signed_on", _ALONE),
            Quoted(f"{of}[*].since", "since", _ALONE),
            Quoted(f"{of}[*].other_positions[*]", "other_positions", _ALONE),
        )
    ),
    Quoted("deliverables[*].event", "event_id", _OTHER, _always),
    Quoted("deliverables[*].place", "places", _OTHER, _always),
    Quoted("deliverables[*].start", "start", _UNREADABLE, _period),
    Quoted("deliverables[*].end", "end", _UNREADABLE, _period),
    Quoted("deliverables[*].due", "due", _UNREADABLE, _date),
    Quoted("deliverables[*].start_note", "start_note", "no line of the log is of that day"),
    *(
        Quoted(path, "**", _UNKNOWN)
        for path in ("parties[*].**", "signatories[*].**", "attendees[*].**", "deliverables[*].**")
    ),
    Quoted("renews.**", "**", _UNKNOWN),
    Quoted("**", "**", _UNKNOWN),
)
