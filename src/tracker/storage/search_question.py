"""What a person typed, as questions to the full-text index.

Only letters and digits reach the database, quoted, so nothing typed is a word of its language.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from tracker.domain.search_words import (
    NAME_BEGINS,
    NAME_ENDS,
    ends_in_cjk,
    fold,
    has_initials,
    in_threes,
    initials_of,
    is_latin,
    only_initials,
    sought_parts,
    syllables_of,
    typed_words,
    whole_name,
)

# A beginning of so many letters is indexed as such; a longer one is so few words that each is
# asked for by itself, since FTS5 would gather the records of all before it gives the first.
_INDEXED = 3
MOST_ENDINGS = 120
_MOST_NAMES = 60
_LAST = "\U0010ffff"
# Each word is looked up behind the one before: reading the list through would read its records.
_TERMS = {
    index: text(
        "WITH RECURSIVE found (term) AS ("  # noqa: S608
        f"SELECT (SELECT term FROM {index}_terms WHERE term >= :least LIMIT 1) UNION ALL "
        f"SELECT (SELECT term FROM {index}_terms WHERE term >= found.term || char(1) LIMIT 1) "
        "FROM found WHERE found.term < :last LIMIT :most) "
        "SELECT term FROM found WHERE term < :last"
    )
    for index in ("search_name", "search_text", "search_line")
}


class Question:
    """The words of a typed text and the FTS5 expressions that ask for them.

    With a connection, expressions name the words of the index that begin as typed; None then
    says that nothing can be found. Without one they ask for the beginnings themselves.
    """

    def __init__(self, typed: str) -> None:
        self._words = typed_words(typed)
        self._whole = whole_name(typed) if self._words else ""

    @property
    def words(self) -> list[str]:
        """The words as typed, in small letters; empty if there is nothing to look for."""
        return [word.casefold() for word in self._words]

    def for_names(self, connection: Connection, alike: Sequence[Sequence[str]] = ()) -> str | None:
        """Every word in one of the names. `alike` has for each word those to take in its place."""
        parts = []
        for place, word in enumerate(self._words):
            others = [quoted(other) for other in (alike[place] if alike else ())]
            if own := _asked(word, connection, "search_name", shortest=1):
                others.insert(0, own)
            if not others:
                return None
            parts.append(_one_of(others))
        return " AND ".join(parts) or None

    def for_text(self, connection: Connection | None = None, *, sources: bool = True) -> str | None:
        """Every word anywhere in a record, also in the names of its sources if wanted. A single
        letter is a whole word there."""
        found = self._every(connection, "search_text", shortest=2)
        return found if sources or not found else f"{{title also body}} : ({found})"

    def for_notes(self, connection: Connection) -> str | None:
        """Every word in a line of a log or a file; one or two letters are whole words there."""
        return self._every(connection, "search_line", shortest=3)

    def called(self) -> str | None:
        """The whole name as typed: without regard to spaces, accents and legal forms."""
        return f'also : "{NAME_BEGINS}{self._whole}{NAME_ENDS}"' if self._whole else None

    def begins(self, connection: Connection) -> str | None:
        """Whole names that begin as typed."""
        if not self._whole:
            return None
        begun = NAME_BEGINS + self._whole
        if len(begun) <= _INDEXED:
            return f'also : "{begun}"*'
        found = _beginning_with(connection, "search_name", begun, _MOST_NAMES)
        return f"also : ({_one_of([_quoted_term(term) for term in found])})" if found else None

    def _every(self, connection: Connection | None, index: str, *, shortest: int) -> str | None:
        parts = [_asked(word, connection, index, shortest=shortest) for word in self._words]
        return " AND ".join(part for part in parts if part) if parts and all(parts) else None


def _asked(word: str, connection: Connection | None, index: str, *, shortest: int) -> str | None:
    """The expression for one word; None if no word of the index begins so."""
    if has_initials(word):
        return _by_initials(word, index)
    if ends_in_cjk(word):
        parts = sought_parts(word)
        if len(parts) > 1 or len(parts[0]) > 1:
            # Ends in a pair, or in one character behind a Latin word.
            return quoted(word) if len(parts[-1]) > 1 else f"{quoted(word)}*"
        # One character is the beginning of pairs.
        return _with_endings(word, connection, index, indexed=1 if index == "search_name" else 0)
    folded = fold(word)
    if not is_latin(folded):
        return f"{quoted(word)}*"
    if len(folded) < shortest:
        return quoted(folded)
    return _with_endings(folded, connection, index, indexed=_INDEXED)


def _with_endings(
    begun: str, connection: Connection | None, index: str, *, indexed: int
) -> str | None:
    if len(begun) <= indexed or connection is None:
        return f"{quoted(begun)}*"
    found = _beginning_with(connection, index, begun, MOST_ENDINGS)
    if len(found) == MOST_ENDINGS:
        return f"{quoted(begun)}*"
    return _one_of([_quoted_term(term) for term in found]) if found else None


def _by_initials(word: str, index: str) -> str:
    """First consonants, in the text or of names; where some syllables are whole, these too."""
    written = quoted(word)
    if index == "search_line":
        return written
    threes = in_threes(initials_of(word))
    phrase = " ".join(three for three in threes if len(three) == 3) or threes[0]
    known = f'also : "{phrase}"*'
    if only_initials(word):
        return f"({known} OR {written})"
    whole = [f"{quoted(run)}*" if len(run) == 1 else quoted(run) for run in syllables_of(word)]
    return f"(({' AND '.join([known, *whole])}) OR {written})"


def _beginning_with(connection: Connection, index: str, begun: str, most: int) -> list[str]:
    """The first words of an index that begin so."""
    asked = {"least": begun, "last": begun + _LAST, "most": most}
    return list(connection.execute(_TERMS[index], asked).scalars())


def quoted(word: str) -> str:
    """A word of letters and digits as the phrase of what stands apart in the index."""
    return f'"{" ".join(sought_parts(word))}"'


def _quoted_term(term: str) -> str:
    return f'"{term}"'


def _one_of(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"
