"""Choosing a row of another record, such as a commitment of the agreement chosen beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.fields import Kind
from tracker.domain.record import Record, RecordRef, child_lists, specs
from tracker.domain.records import BY_KEY, ROOT_BY_KEY
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.picking import ReferenceEditor

if TYPE_CHECKING:
    from tracker.services.records import RecordService
    from tracker.services.search import Pick


def connect_sources(records: RecordService, editors: Iterable[Editor]) -> None:
    """Let references to rows look among the rows of the record that is chosen beside them."""
    references = [one for one in editors if isinstance(one, ReferenceEditor)]
    for editor in references:
        if editor.can_create:
            continue
        child = BY_KEY[editor.spec.target]
        parent = getattr(child, "parent", "")
        for owner in references:
            if owner.spec.target == parent:
                editor.use_source(partial(children_source, records, owner, child))
                break


def children_source(
    records: RecordService, owner: ReferenceEditor, child: type[Record]
) -> Callable[[str], Sequence[Pick]]:
    """A search among the children of the record chosen in `owner`; call it on the GUI thread."""
    return partial(_find, records, owner.ref, child)


def _find(
    records: RecordService, owner: RecordRef | None, child: type[Record], text: str
) -> Sequence[Pick]:
    from tracker.services.search import Pick

    if owner is None:
        return []
    opened = records.open(ROOT_BY_KEY[owner.kind], owner.id).record
    wanted = text.casefold()
    found = []
    for children in child_lists(type(opened)):
        if children.record is child:
            for one in getattr(opened, children.spec.name):
                words = words_of_child(one)
                if wanted in words.casefold():
                    found.append(Pick(RecordRef(child.key, one.id), words, ""))
    return found


def words_of_child(child: Record) -> str:
    """The first text of a row, by which it is known."""
    texts = (getattr(child, one.name) for one in specs(type(child)) if one.kind is Kind.TEXT)
    return next((text for text in texts if text), str(child.id))
