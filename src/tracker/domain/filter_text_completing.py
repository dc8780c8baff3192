"""What may stand next in a typed filter: field names, then operators, then values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tracker.domain.dates import PartialDate
from tracker.domain.dates_reading import read_date
from tracker.domain.dates_writing import write_date
from tracker.domain.filter_text_lexing import Head, blank_end, head, plain, quoted, word
from tracker.domain.filter_text_names import Names, folded, full_label, label_of
from tracker.domain.filter_text_reading import ValueReader
from tracker.domain.filter_text_words import value_words
from tracker.domain.filter_text_writing import bare_or_quoted
from tracker.domain.filters import ME, NO, YES, FieldKind, FilterField
from tracker.i18n import mark, spoken_language, tr, without_mnemonic

MOST = 12
_DATES = (
    mark("today"),
    mark("next 30 days"),
    mark("last 30 days"),
    mark("this month"),
    mark("next month"),
    mark("this year"),
    mark("next year"),
)
_PAST = (mark("yesterday"), mark("last month"), mark("last quarter"), mark("last year"))
# As they are written in the filter in another language; the reader knows them in all.
_NOTHING = {"ko": ("비어_있음", "있음")}
_SIGNS = {
    FieldKind.TEXT: ((":", mark("contains")), ("=", mark("is exactly"))),
    FieldKind.NUMBER: ((">", mark("is more than")), ("<", mark("is less than")), (":", mark("is"))),
    FieldKind.DATE: (("<", mark("is before")), (">", mark("is after")), (":", mark("is"))),
    FieldKind.CHOICE: ((":", mark("is")), ("!=", mark("is not"))),
    FieldKind.FLAG: ((":", mark("is")),),
    FieldKind.DAY: ((":", mark("this day")),),
}


@dataclass(frozen=True, slots=True)
class Completion:
    """Put `insert` in the place of `start` to `end`; `label` and `detail` are for the person."""

    start: int
    end: int
    insert: str
    label: str
    detail: str = ""


def complete(
    text: str, cursor: int, fields: Sequence[FilterField], today: date
) -> list[Completion]:
    """What fits at the cursor, the likeliest first. Never raises."""
    before = plain(text)[: max(0, cursor)]
    at, found = _term(before)
    if found is None:
        return _names(before, at, cursor, fields)
    known = Names.of(fields).meant(found.name.text)
    return _values(before, found, cursor, known[0], today) if known else []


def _term(text: str) -> tuple[int, Head | None]:
    """Where the unfinished part at the end begins, and its name with the operator, if it has one.

    A value of several words ("next 30") belongs to its operator as long as no new term begins.
    """
    place, start = 0, len(text)
    found: Head | None = None
    while (place := blank_end(text, place)) < len(text):
        while place < len(text) and text[place] in "()-−!":
            place += 1
            found = None
        if place >= len(text) or text[place].isspace():
            start = len(text)
            continue
        one = head(text, place)
        if one is not None and not text.startswith("//", one.end):
            found, start = one, place
            place = one.end
            if place < len(text) and not text[place].isspace():
                pieces = word(text, place)
                place = pieces[-1].end if pieces else place + 1
            continue
        pieces = word(text, place)
        begun = place
        place = pieces[-1].end if pieces else place + 1
        if found is None or text[begun:place].casefold() in ("or", "and", "또는", "그리고"):
            found, start = None, begun
    if found is None and text[-1:].isspace():
        start = len(text)
    return start, found


def _names(text: str, at: int, end: int, fields: Sequence[FilterField]) -> list[Completion]:
    typed = text[at:]
    if (piece := quoted(typed, 0)) is not None:
        typed = piece.text
    wanted = folded(typed)
    exact = Names.of(fields).find(typed) if wanted else []
    found = []
    if len(exact) == 1:
        found = [
            Completion(at, end, text[at:] + sign, f"{label_of(exact[0])} {tr(verb)}", sign)
            for sign, verb in _SIGNS[exact[0].kind]
        ]
    ranked = sorted(
        (rank, number, name, field)
        for number, field in enumerate(fields)
        if field not in exact
        for rank, name in _fitting(field, wanted)
    )
    for _rank, _number, name, field in islice(ranked, MOST):
        found.append(Completion(at, end, f"{name}:", full_label(field), f"{name}:"))
    return found[:MOST]


def _fitting(field: FilterField, wanted: str) -> Iterator[tuple[int, str]]:
    """How well a field fits what is typed, with the name to write; nothing if it does not."""
    label = folded(label_of(field))
    english = spoken_language() == "en"
    if not wanted:
        if not field.of:
            yield 0, field.key if english else _safe(label, field.key)
        return
    for rank, name in enumerate((field.key, *field.aliases)):
        if folded(name).startswith(wanted):
            yield min(rank, 1), name
            return
    if label.startswith(wanted):
        yield 1, field.key if english else _safe(label, field.key)
    elif any(wanted in each for each in (label, folded(field.key), folded(tr(field.of)))):
        if english:
            yield 2, field.key
        elif field.of:
            # What several types call so is told apart by the type before it.
            kind = folded(without_mnemonic(tr(field.of)))
            yield 2, _safe(f"{kind}.{label}", field.key)
        else:
            yield 2, _safe(label, field.key)


def _safe(label: str, key: str) -> str:
    return label if bare_or_quoted(label) == label else key


def _values(text: str, name: Head, end: int, field: FilterField, today: date) -> list[Completion]:
    start = blank_end(text, name.end)
    typed = text[start:]
    at = start
    if field.kind is FieldKind.CHOICE and "," in typed:
        at = start + typed.rindex(",") + 1
        typed = text[at:]
    if field.kind is FieldKind.DATE and ".." in typed:
        at += typed.rindex("..") + 2
        typed = text[at:]
    piece = quoted(typed, 0)
    wanted = folded(piece.text if piece is not None else typed)
    found = [
        Completion(at, end, insert, label, detail)
        for insert, label, detail in _known_values(field, name.operator, today)
        if not wanted or folded(label).startswith(wanted) or folded(insert).startswith(wanted)
    ]
    others = (
        Completion(at, end, insert, label, detail)
        for insert, label, detail in _known_values(field, name.operator, today)
        if (len(wanted) > 1 or not wanted.isascii()) and wanted in folded(label)
    )
    found += [one for one in others if one not in found]
    if len(found) == 1 and found[0].insert == text[at:].rstrip():
        return []  # it stands there already
    if not found and field.kind in (FieldKind.DATE, FieldKind.DAY) and wanted:
        try:
            if field.kind is FieldKind.DAY:
                meant = PartialDate.parse(ValueReader(today).value(field, typed))
            else:
                meant = read_date(typed.strip().replace("_", " "), today)
        except ValueError:
            return []
        return [Completion(at, end, meant.edtf, write_date(meant), typed.strip())]
    return found[:MOST]


def _known_values(field: FilterField, operator: str, today: date) -> Iterator[tuple[str, str, str]]:
    """Text to insert, label, detail."""
    equal = operator in (":", "=", "!=")
    match field.kind:
        case FieldKind.CHOICE:
            for value, label in field.choices.items():
                yield bare_or_quoted(value), without_mnemonic(tr(label)), value
        case FieldKind.FLAG:
            for value in (YES, NO):
                yield value, value_words(field, value), value
        case FieldKind.DATE:
            for words in _DATES:
                days = "days" in words
                if days and operator != ":":
                    continue
                detail = "" if days else write_date(read_date(words, today))
                yield words, tr(words), detail
        case FieldKind.DAY:
            for words in _PAST:
                yield words, tr(words), write_date(read_date(words, today))
            return
        case FieldKind.TEXT if field.people and operator == ":":
            yield ME, tr("me"), ""
        case _:
            pass
    if equal and operator != "!=":
        empty, filled = _NOTHING.get(spoken_language(), ("empty", "any"))
        yield empty, tr("is empty"), empty
        yield filled, tr("is not empty"), filled
