"""Names that are nearly as typed: one letter wrong, missing, too many, or two exchanged.

One mistake leaves either the first or the second half of a word as it is, so the words to compare
are two short ranges of an index and never all.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, column, func, select, table

from tracker.domain.names import name_key
from tracker.domain.search_words import (
    LONGEST,
    alike_words,
    ends_in_cjk,
    fold,
    has_initials,
    may_be_misspelt,
    together,
    typed_words,
)
from tracker.storage.search_places import places_of, ref_at
from tracker.storage.search_question import Question, quoted
from tracker.storage.tables import name_word, search_document

# Words of one half that are compared, the most used first where there are more.
_COMPARED = 4_000
_MOST_ALIKE = 8
# A word that more names hold tells too little about which is meant.
_TELLING = 2_000
_MOST_OF_ONE = 300
_MOST_LIKELY = 800
# A shorter name is like too many others: it counts only just as it is.
_SHORTEST_KEY = 4
_SHORTEST_HALF = 3
_LAST = "\U0010ffff"
_name = table("search_name", column("rowid"), column("search_name"))
_w = name_word.c


def alike(connection: Connection, typed: str) -> list[list[str]]:
    """For each typed word the words of names that are meant if it has a mistake; all of them are
    empty if there is none to be seen."""
    found = []
    for word in typed_words(typed):
        folded = fold(word)
        known = not has_initials(word) and may_be_misspelt(folded)
        found.append(words_alike(connection, folded) if known else [])
    return found


def words_alike(connection: Connection, folded: str) -> list[str]:
    """The words of names one mistake away from a folded one, the most used first. None for a
    word that stands in a name just so."""
    # rapidfuzz is imported when the first word is compared, not at the start.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if connection.execute(select(_w.word).where(_w.word == folded)).first() is not None:
        return []
    uses: dict[str, int] = {}
    for candidates in _candidates(connection, folded):
        uses |= {row.word: row.uses for row in connection.execute(candidates)}
    # A longer word is compared up to what is typed of it yet; not a Korean one, whose last
    # syllable is another one while it is composed.
    words = list(uses)
    longest = len(folded) + 1
    begun = [
        word if len(word) <= longest or ends_in_cjk(folded) else word[: len(folded)]
        for word in words
    ]
    near = process.extract(folded, begun, scorer=OSA.distance, score_cutoff=1, limit=None)
    best = [words[place] for _, _, place in near]
    return sorted(best, key=lambda word: (-uses[word], word))[:_MOST_ALIKE]


def _candidates(connection: Connection, folded: str) -> Iterator[Select[Any]]:
    half = len(folded) // 2
    first, second = folded[:half], folded[half:][::-1]
    length = func.length(_w.word)
    # The two letters in the middle exchanged touch both halves.
    crossed = folded[: half - 1] + folded[half] + folded[half - 1] + folded[half + 1 :]
    begins = _w.word.between(first, first + _LAST)
    ends = _w.backwards.between(second, second + _LAST)
    chosen = select(_w.word, _w.uses)
    yield chosen.where(begins, length >= len(folded) - 1).limit(_COMPARED)
    yield chosen.where(ends, length.between(len(folded) - 1, len(folded) + 1)).limit(_COMPARED)
    yield chosen.where(_w.word == crossed)


def likely_names(connection: Connection, kind: str, name: str) -> list[tuple[int, str]]:
    """The names of the records of a kind that may be called `name` in another spelling, with
    their ids: those that share its rare words or half of it, so that not all need be compared."""
    places: dict[int, None] = {}
    for expression in _likely(connection, name):
        query = (
            select(_name.c.rowid)
            .where(
                _name.c.search_name.op("MATCH", is_comparison=True)(expression),
                _name.c.rowid.between(*places_of([kind])),
            )
            .order_by(_name.c.rowid.desc())
            .limit(_MOST_OF_ONE)
        )
        places |= dict.fromkeys(connection.execute(query).scalars())
        if len(places) >= _MOST_LIKELY:
            break
    d = search_document.c
    found: list[tuple[int, str]] = []
    ids = list(places)[:_MOST_LIKELY]
    for place, title in connection.execute(select(d.id, d.title).where(d.id.in_(ids))):
        found += [(ref_at(place).id, one) for one in together(title).split("\n")]
    return found


def _likely(connection: Connection, name: str) -> Iterator[str]:
    """Questions whose answers may be the same name, the surest first."""
    question = Question(name)
    if called := question.called():
        yield called
    key = name_key(name[:LONGEST])
    if len(key) < _SHORTEST_KEY:
        return
    half = len(key) // 2
    if half >= _SHORTEST_HALF and (begun := Question(key[:half]).begins(connection)):
        yield begun
    if ends_in_cjk(key):
        yield from (quoted(key[:half]), quoted(key[half:]))
    words = list(dict.fromkeys(alike_words([name])))
    used = select(_w.word, _w.uses).where(_w.word.in_(words))
    known = {str(row.word): int(row.uses) for row in connection.execute(used)}
    for word in sorted(known, key=lambda word: (known[word], word)):
        if known[word] <= _TELLING:
            yield quoted(word)
    for word in words:
        if word not in known:
            yield from map(quoted, words_alike(connection, word))
    if len(known) > 1:
        for missing in known:
            yield " AND ".join(quoted(word) for word in known if word != missing)
