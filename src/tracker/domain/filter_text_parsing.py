"""The grammar of a typed filter: alternatives, conditions side by side, groups, negation."""

from collections.abc import Sequence
from datetime import date

from tracker.domain.filter_text_lexing import LONGEST, Head, blank_end, head, plain, quoted, word
from tracker.domain.filter_text_names import Names, full_label, label_of
from tracker.domain.filter_text_reading import FilterProblem, ValueReader, value_words
from tracker.domain.filter_text_writing import simplified
from tracker.domain.filters import (
    EVERYTHING,
    POSITIVE_OF,
    Condition,
    Filter,
    FilterField,
    Group,
    Operator,
    inverted,
)
from tracker.i18n import tr

DEEPEST = 8
"""So many parentheses may stand within one another."""
MOST_PARTS = 100
"""So many conditions a typed filter may have."""
OR_WORDS = frozenset({"or", "또는", "혹은"})
AND_WORDS = frozenset({"and", "그리고"})


class Parser:
    """Reads one text; `problems` says what was left out of the filter."""

    def __init__(self, text: str, fields: Sequence[FilterField], today: date) -> None:
        self._text = plain(text)
        self._names = Names.of(fields)
        self._reader = ValueReader(today)
        self._at = 0
        self._parts = 0
        self.problems: list[FilterProblem] = []
        if len(text) > LONGEST:
            said = tr("Only the first {count} characters are read.", count=f"{LONGEST:,}")
            self.problems.append(FilterProblem(LONGEST, len(text), said))

    def read(self) -> Group:
        """The whole text as an "all of" group."""
        found: list[Filter] = []
        while True:
            found.append(self._alternatives(0))
            if self._skip() >= len(self._text):
                break
            # A parenthesis that closes nothing.
            self._say(self._at, self._at + 1, tr("Nothing is open that “)” could close."))
            self._at += 1
        return simplified(Group(tuple(found)))

    # --- structure ------------------------------------------------------------------------------

    def _alternatives(self, depth: int) -> Filter:
        found: list[Filter] = []
        while True:
            start = self._skip()
            one = self._side_by_side(depth)
            ended = self._skip()
            either = self._keyword(OR_WORDS)
            if one != EVERYTHING:
                found.append(one)
            elif (either or found) and ended == start:
                said = tr("A condition is missing beside “or”.")
                self._say(start, max(self._at, start + 1), said)
            if not either:
                break
        return found[0] if len(found) == 1 else Group(tuple(found), either=bool(found))

    def _side_by_side(self, depth: int) -> Filter:
        found: list[Filter] = []
        while (at := self._skip()) < len(self._text) and self._text[at] != ")":
            if self._peek(OR_WORDS):
                break
            if self._keyword(AND_WORDS):
                continue
            if (part := self._part(depth)) is not None:
                self._parts += 1
                if self._parts > MOST_PARTS:
                    said = tr("Only the first {count} conditions are read.", count=MOST_PARTS)
                    self._say(at, len(self._text), said)
                    self._at = len(self._text)
                    break
                found.append(part)
        return simplified(Group(tuple(found))) if found else EVERYTHING

    def _part(self, depth: int) -> Filter | None:
        turned = self._turned()
        if self._text.startswith("(", self._at):
            found = self._group(depth)
        elif (name := head(self._text, self._at)) is not None and not _address(self._text, name):
            found = self._condition(name)
        else:
            found = self._words()
        return inverted(found) if turned and found is not None else found

    def _turned(self) -> bool:
        """Whether "-" or NOT stands before what follows directly."""
        turned = False
        while True:
            if self._text.startswith("NOT ", self._at):
                self._at = blank_end(self._text, self._at + 4)
            elif self._text[self._at : self._at + 1] in ("-", "−", "!") and self._sticks():
                self._at += 1
            else:
                return turned
            turned = not turned

    def _sticks(self) -> bool:
        after = self._text[self._at + 1 : self._at + 2]
        return bool(after) and not after.isspace() and after not in ")-−!"

    def _group(self, depth: int) -> Filter | None:
        opened = self._at
        if depth >= DEEPEST:
            self._say(opened, len(self._text), tr("Too many parentheses within one another."))
            self._at = len(self._text)
            return None
        self._at += 1
        found = self._alternatives(depth + 1)
        if self._skip() < len(self._text):
            self._at += 1
        else:
            self._say(opened, opened + 1, tr("This parenthesis is never closed."))
        return None if found == EVERYTHING else found

    # --- conditions -----------------------------------------------------------------------------

    def _condition(self, name: Head) -> Filter | None:
        fields = self._names.meant(name.name.text)
        run = value_words(self._text, name.end, one=not fields or not _many_words(fields[0]))
        if not fields:
            self._at = run[0][-1].end if run and run[0] else name.end
            found = self._names.find(name.name.text)
            self._say(name.name.start, name.name.end, self._unknown(name.name.text, found))
            return None
        if not run:
            self._at = name.end
            said = tr("What “{field}” is compared with is missing.", field=label_of(fields[0]))
            self._say(name.name.start, name.end, said)
            return None
        reads = [self._reader.read(field, name.operator, run) for field in fields]
        # Choices of one type may be none of another: those count that understand the most.
        understood = [read for read in reads if read.filter is not None]
        self._at = max(read.end for read in understood or reads[:1])
        best = [read for read in understood if read.end == self._at]
        if (problem := (best or reads)[0].problem) is not None:
            self.problems.append(problem)
        return _of_any_type([read.filter for read in best if read.filter is not None])

    def _unknown(self, name: str, found: Sequence[FilterField]) -> str:
        shown = name if len(name) <= 40 else name[:40] + "…"
        if found:
            keys = tr(" or ").join(f"{field.key}" for field in found[:4])
            said = ", ".join(full_label(field) for field in found[:4])
            return tr("“{name}” may be {fields}. Write {keys}.", name=shown, fields=said, keys=keys)
        near = self._names.nearest(name)
        if near is not None:
            return tr(
                "There is no field “{name}”. Did you mean “{other}” ({key})?",
                name=shown,
                other=full_label(near),
                key=near.key,
            )
        return tr(
            "There is no field “{name}”. To look for the words, put them in quotes.", name=shown
        )

    def _words(self) -> Filter | None:
        start = self._at
        if (piece := quoted(self._text, start)) is not None:
            self._at = piece.end
            if not piece.closed:
                self._say(piece.start, piece.start + 1, tr("This quote is never closed."))
            said = piece.text
        else:
            pieces = word(self._text, start)
            self._at = pieces[-1].end if pieces else start + 1
            said = "".join(piece.text for piece in pieces)
            if not any(piece.quoted for piece in pieces) and said in ("-", "−", "!"):
                return None
        said = " ".join(said.split())
        return Condition("", Operator.CONTAINS, (said,)) if said else None

    # --- small steps ----------------------------------------------------------------------------

    def _skip(self) -> int:
        self._at = blank_end(self._text, self._at)
        return self._at

    def _peek(self, words: frozenset[str]) -> int:
        """The end of the keyword that stands there, or 0."""
        end = self._at
        while end < len(self._text) and self._text[end].isalpha():
            end += 1
        follows = self._text[end : end + 1]
        known = self._text[self._at : end].casefold() in words
        return end if known and (not follows or follows.isspace() or follows in "()") else 0

    def _keyword(self, words: frozenset[str]) -> bool:
        end = self._peek(words)
        self._at = end or self._at
        return bool(end)

    def _say(self, start: int, end: int, message: str) -> None:
        self.problems.append(FilterProblem(start, end, message))


def _of_any_type(found: Sequence[Filter]) -> Filter | None:
    """The same condition on the fields of several types: that of any must hold. What finds the
    others of something ("is not", "is empty") must hold of all."""
    if len(found) < 2:
        return found[0] if found else None
    one = found[0]
    negative = isinstance(one, Condition) and one.operator in POSITIVE_OF
    return Group(tuple(found), either=not negative)


def _many_words(field: FilterField) -> bool:
    return field.kind != "text"


def _address(text: str, name: Head) -> bool:
    """A web address or a time of day is a word, not a field's name."""
    return text.startswith("//", name.end) or (not name.name.quoted and name.name.text.isdigit())
