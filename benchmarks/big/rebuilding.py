"""What follows from records and is not written with them, made by the program's own functions."""

from sqlalchemy import Connection

from tracker.storage import list_keys, search_rebuild


def rebuild(connection: Connection) -> None:
    """Derive all of it from the tables as they are."""
    list_keys.rebuild(connection)
    search_rebuild.rebuild(connection)
