"""Saved views: a list as somebody arranged it, kept like any record, undone like any change."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.filters import Filter, Group
from tracker.domain.list_views import ListArrangement, from_text, to_text, with_pin
from tracker.domain.record import RecordRef
from tracker.domain.records import SavedView
from tracker.errors import InvalidDraft, NotFound, Problem, TrackerError, UnknownField
from tracker.i18n import mark, tr
from tracker.services.list_declarations import LISTS, ListDeclaration, list_of
from tracker.services.list_declarations.base import Asked
from tracker.services.list_filters import Narrowing
from tracker.storage.database import Database, Transaction
from tracker.storage.rows import values_of
from tracker.storage.tables import TABLES
from tracker.storage.written import POSITION

_LONGEST_NAME = 120
_views = TABLES[SavedView.key]
# Conditions are tried on some day: which one does not matter to whether they can be asked.
_SOME_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class SavedListView:
    """A view as it can be opened. `problems` says in words what was left out of it."""

    id: int
    name: str
    kind: str
    arrangement: ListArrangement
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedView:
    """A view by its name alone, to be found by it."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ViewSaved:
    """What a save did; `change_set` is None if nothing differed."""

    id: int
    change_set: ChangeSet | None


class ViewService:
    """Keeps views. Names are told apart without regard to case, on one list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedListView]:
        """Every view of a list of this program, by list and name."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(_views.c.id, _views.c.name, _views.c.list_key, _views.c.definition)
            ).all()
            types = self._database.types_on(connection)
        found = [_opened(*row, types) for row in rows if row.list_key in LISTS]
        places = {kind: place for place, kind in enumerate(LISTS)}
        return sorted(found, key=lambda view: (places[view.kind], view.name.casefold(), view.id))

    def named(self) -> list[NamedView]:
        """The names of all views, as quickly as these can be read."""
        with self._database.read() as connection:
            found = connection.execute(
                select(_views.c.id, _views.c.name, _views.c.list_key).order_by(_views.c.name)
            ).all()
        return [NamedView(*row) for row in found if row.list_key in LISTS]

    def checked(
        self, kind: str, arrangement: ListArrangement
    ) -> tuple[ListArrangement, tuple[str, ...]]:
        """The arrangement without what the list does not have (any more), and what was left out,
        in words."""
        return checked(list_of(kind, self._database.types), arrangement)

    def save(
        self, kind: str, name: str, arrangement: ListArrangement, id: int | None = None
    ) -> ViewSaved:
        """Keep an arrangement as a new view, or as the view `id`.

        Raises InvalidDraft if the name is empty or taken, UnknownField or FilterValueError for
        an arrangement that cannot be asked, NotFound if the view is gone.
        """
        _, problems = self.checked(kind, arrangement)
        if problems:
            raise TrackerError(tr("This view cannot be saved."), " ".join(problems))
        record = SavedView(name=_tidy(name), list_key=kind, definition=to_text(arrangement))
        if id is None or self._stored(id).name != record.name:
            _refuse_built_in(kind, record.name)
        if id is None:
            with self._database.write(Action(mark("Save view {name}"), record.name)) as work:
                _refuse_taken(work.writer.connection, record, None)
                made = work.writer.create(record)
                work.writer.subject = RecordRef(SavedView.key, made)
            return ViewSaved(made, work.change_set)
        return self._change(id, mark("Change view {name}"), record)

    def rename(self, id: int, name: str) -> ViewSaved:
        """Give a view another name; raises as `save` does."""
        before = self._stored(id)
        record = before.model_copy(update={"name": _tidy(name)})
        if record.name != before.name:
            _refuse_built_in(record.list_key, record.name)
        return self._change(id, mark("Rename view {name}"), record)

    def pin(self, id: int, pinned: bool) -> ViewSaved:
        """Show a view in the rail, or no longer; what it shows stays as it is, also what this
        program cannot read. Raises NotFound if it is gone, TrackerError if it is no view at all."""
        record = self._stored(id)
        try:
            definition = with_pin(record.definition, pinned)
        except (ValueError, RecursionError) as error:
            raise TrackerError(
                tr("This view cannot be changed."), tr("What is kept of it cannot be read.")
            ) from error
        template = mark("Pin view {name}") if pinned else mark("Unpin view {name}")
        changed = record.model_copy(update={"definition": definition})
        return self._change(id, template, changed)

    def remove(self, id: int) -> ChangeSet | None:
        """Remove a view. Raises NotFound if it is gone."""
        stored = self._stored(id)
        with self._database.write(Action(mark("Remove view {name}"), stored.name)) as work:
            ref = RecordRef(SavedView.key, id)
            work.writer.remove(ref, ref, values_of(stored) | {POSITION: 0})
            work.writer.subject = ref
        return work.change_set

    def _change(self, id: int, template: str, record: SavedView) -> ViewSaved:
        with self._database.write(Action(template, record.name)) as work:
            _refuse_taken(work.writer.connection, record, id)
            _set(work, id, record)
        return ViewSaved(id, work.change_set)

    def _stored(self, id: int) -> SavedView:
        with self._database.read() as connection:
            return _load(connection, id)


def _load(connection: Connection, id: int) -> SavedView:
    row = connection.execute(select(_views).where(_views.c.id == id)).mappings().first()
    if row is None:
        raise NotFound(tr("The view is not there any more."), tr("It may have been removed."))
    return SavedView(**{str(name): value for name, value in row.items()})


def _set(work: Transaction, id: int, record: SavedView) -> None:
    ref = RecordRef(SavedView.key, id)
    before = _load(work.writer.connection, id)
    names = [
        name
        for name in ("name", "list_key", "definition")
        if getattr(before, name) != getattr(record, name)
    ]
    work.writer.subject = ref
    if names:
        work.writer.change(
            ref,
            ref,
            {name: getattr(before, name) for name in names},
            {name: getattr(record, name) for name in names},
        )


def _tidy(name: str) -> str:
    found = " ".join(name.split())
    if not found:
        raise _refused(tr("A view needs a name."))
    if len(found) > _LONGEST_NAME:
        raise _refused(tr("The name of a view has at most {count} letters.", count=_LONGEST_NAME))
    return found


def _refuse_taken(connection: Connection, record: SavedView, id: int | None) -> None:
    rows = connection.execute(
        select(_views.c.id, _views.c.name).where(_views.c.list_key == record.list_key)
    )
    for other, name in rows:
        if other != id and name.casefold() == record.name.casefold():
            raise _refused(tr("There is a view “{name}” already; choose another name.", name=name))


def _refuse_built_in(kind: str, name: str) -> None:
    """On the command line a view is chosen by its name, and in the rail both stand together."""
    declared = LISTS[kind].views if kind in LISTS else ()
    taken = {words.casefold() for view in declared for words in (view.label, tr(view.label))}
    if name.casefold() in taken:
        raise _refused(
            tr("“{name}” is a view of the program itself; choose another name.", name=name)
        )


def _refused(why: str) -> InvalidDraft:
    return InvalidDraft([Problem(("name",), why)])


def _opened(id: int, name: str, kind: str, definition: str, types: TypeCatalogue) -> SavedListView:
    try:
        arrangement = from_text(definition)
    except (ValueError, RecursionError):
        broken = tr("The view cannot be read; the whole list is shown.")
        return SavedListView(id, name, kind, ListArrangement(), (broken,))
    arrangement, problems = checked(list_of(kind, types), arrangement)
    return SavedListView(id, name, kind, arrangement, problems)


def checked(
    declared: ListDeclaration, arrangement: ListArrangement
) -> tuple[ListArrangement, tuple[str, ...]]:
    """The arrangement without what the list does not have, and what was left out, in words."""
    problems: list[str] = []
    columns = {column.key for column in declared.columns}

    def known(key: str) -> bool:
        if key in columns:
            return True
        problems.append(
            tr("The column “{name}” does not exist any more; it was left out.", name=key[:60])
        )
        return False

    kept = replace(
        arrangement,
        columns=tuple(column for column in arrangement.columns if known(column.key)),
        sort=tuple(sort for sort in arrangement.sort if known(sort.key)),
        group=arrangement.group if not arrangement.group or known(arrangement.group) else "",
        filter=_checked_filter(declared, arrangement.filter, problems),
    )
    return kept, tuple(dict.fromkeys(problems))


def _checked_filter(declared: ListDeclaration, filter: Filter, problems: list[str]) -> Filter:
    narrowing = Narrowing(declared, Asked(_SOME_DAY))
    try:
        narrowing.where(filter)
        return filter
    except TrackerError as error:
        if not isinstance(filter, Group):
            problems.append(_left_out(error))
            return Group()
    kept = tuple(_checked_filter(declared, part, problems) for part in filter.parts[:_MOST])
    # A group of which nothing is left would find everything.
    parts = tuple(part for part in kept if not (isinstance(part, Group) and not part.parts))
    found = replace(filter, parts=parts)
    try:
        Narrowing(declared, Asked(_SOME_DAY)).where(found)
    except TrackerError as error:
        problems.append(_left_out(error))
        return Group()
    return found


_MOST = 1_000


def _left_out(error: TrackerError) -> str:
    if isinstance(error, UnknownField):
        return tr(
            "The field “{name}” does not exist any more; what was asked of it was left out.",
            name=error.key[:60],
        )
    return tr("A part of the filter was left out: {why}", why=error.why or error.what)
