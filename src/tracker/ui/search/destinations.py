"""Pages the palette leads to that are no record: views of lists, the trash, who owes what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.refs import RecordRef
from tracker.i18n import mark, tr
from tracker.ui.hits.entry import Entry, icon_of
from tracker.ui.kinds import KINDS, LISTED
from tracker.ui.search.command_words import (
    EXACT,
    HOLDS,
    Name,
    best_fit,
    in_all_languages,
    name_of,
    words_in,
)

if TYPE_CHECKING:
    from tracker.services import Services
    from tracker.services.views import NamedView

MOST = 5
_OWES = mark("Who owes what")
_ALSO_OWES = (mark("Matrix"), mark("Balance"))
_TRASH = mark("In the trash")
_MOST_AGREEMENTS = 3


@dataclass(frozen=True, slots=True)
class Destination:
    """A page by its key, as the rail names it: "deliverable:overdue", "owes:agreement-12"."""

    key: str


@dataclass(frozen=True, slots=True)
class _Known:
    """One that is always there; found by its own words, and by those of its list beside them."""

    key: str
    label: str
    icon: str
    kind: str
    names: Sequence[Name]
    of: Sequence[Name]

    def fit(self, words: Sequence[str]) -> int | None:
        return _fit(self.names, self.of, words)

    def entry(self) -> Entry:
        return Entry(
            tr(self.label), self.icon, KINDS[self.kind].many, "", "", Destination(self.key)
        )


class Destinations:
    """Finds them by what was typed; made with the first question."""

    def __init__(self) -> None:
        self._known: list[_Known] | None = None
        self._owes: Sequence[Name] = ()
        self._kinds: dict[str, Sequence[Name]] = {}

    def find(
        self, services: Services, typed: str, agreements: Sequence[RecordRef]
    ) -> list[tuple[int, Entry]]:
        """Those that fit, the best first, with how well each does. `agreements` were looked at
        last; of these one may ask who owes what. Runs SQL."""
        words = words_in(typed)
        if not words:
            return []
        if self._known is None:
            self._known = self._all(services)
        found = [(fit, one.entry()) for one in self._known if (fit := one.fit(words)) is not None]
        for view in services.views.named():
            fit = _fit((name_of(view.name),), self._kinds.get(view.kind, ()), words)
            if fit is not None and view.kind in KINDS:
                found.append((fit, _saved(view)))
        fit = _fit(self._owes, (), words)
        if fit is not None:
            found += [(fit, one) for one in _owing(services, agreements)]
        return sorted(found, key=lambda each: each[0])[:MOST]

    def _all(self, services: Services) -> list[_Known]:
        labels = {"owes": (_OWES, *_ALSO_OWES)} | {kind: (KINDS[kind].plural,) for kind in LISTED}
        views: list[tuple[str, str, str, str]] = []
        for kind in LISTED:
            built_in = services.lists.built_in(kind)
            views += [(f"{kind}:{one.key}", one.label, "list-filter", kind) for one in built_in]
            views.append((f"{kind}:trash", _TRASH, "trash-2", kind))
        names = in_all_languages(labels | {key: (label,) for key, label, _, _ in views})
        self._owes = names["owes"]
        self._kinds = {kind: names[kind] for kind in LISTED}
        return [
            _Known(key, label, icon, kind, names[key], names[kind])
            for key, label, icon, kind in views
        ]


def _fit(names: Sequence[Name], of: Sequence[Name], typed: Sequence[str]) -> int | None:
    """As `best_fit`, but just so only where nothing is left out: a view is not meant before the
    records by each of its words. The words of its list may stand beside its own."""
    fit = best_fit(names, typed)
    if fit == EXACT and "".join(typed) not in {name.joined for name in names}:
        return HOLDS
    if fit is None:
        listed = {word for name in of for word in name.words}
        own = [word for word in typed if not any(one.startswith(word) for one in listed)]
        if own and len(own) < len(typed):
            return None if best_fit(names, own) is None else HOLDS
    return fit


def _saved(view: NamedView) -> Entry:
    detail = f"{tr('Saved view')} · {KINDS[view.kind].many}"
    key = Destination(f"{view.kind}:saved:{view.id}")
    return Entry(view.name, KINDS[view.kind].icon, detail, "", "", key)


def _owing(services: Services, agreements: Sequence[RecordRef]) -> list[Entry]:
    """Of the agreements looked at last, filled up with those recorded last."""
    newest = [pick.ref for pick in services.search.pick("agreement", "", _MOST_AGREEMENTS)]
    wanted = list(dict.fromkeys((*agreements, *newest)))[:_MOST_AGREEMENTS]
    names = services.glance.lines(wanted)
    return [
        Entry(tr(_OWES), icon_of(ref), names[ref][0], "", "", Destination(f"owes:{ref}"))
        for ref in wanted
        if ref in names
    ]
