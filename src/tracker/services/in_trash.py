"""What lies in the trash takes no more progress: nobody would see what is logged there."""

from sqlalchemy import Connection, select

from tracker.domain.records import Deliverable
from tracker.errors import InTrash, NotFound
from tracker.i18n import tr
from tracker.storage.tables import TABLES


def refuse_in_trash(connection: Connection, deliverable_id: int) -> str:
    """The name of a deliverable whose log may be written. Raises InTrash if it lies in the trash,
    NotFound if it is gone."""
    c = TABLES[Deliverable.key].c
    query = select(c.shown_name, c.trashed_at).where(c.id == deliverable_id)
    found = connection.execute(query).first()
    if found is None:
        raise NotFound(tr("The deliverable is not there any more."))
    if found.trashed_at is not None:
        name = found.shown_name
        raise InTrash(
            tr("Nothing was logged."),
            tr("“{name}” is in the trash.", name=name if len(name) <= 60 else name[:59] + "…"),
            tr("Bring it back from the trash, then log it."),
        )
    return str(found.shown_name)
