"""What another program has changed in the file since somebody last asked."""

from tracker.domain.changes import ChangeSet
from tracker.domain.records import OwnType
from tracker.storage import elsewhere
from tracker.storage.database import Database


class Elsewhere:
    """Remembers how far it has looked; one for each who asks."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen = database.newest_at_first

    def look(self) -> ChangeSet | None:
        """All that others wrote since the last look, or since the database was opened, as one
        change; None if nothing. When nothing was written this reads one id."""
        with self._database.read() as connection:
            newest = elsewhere.newest(connection)
            if newest <= self._seen:
                # Fewer than before: the file was given back as it once was.
                self._seen = newest
                return None
            own = self._database.written_here
            found = elsewhere.written_since(connection, self._seen, own)
            self._seen = newest
            if found is not None and found.touches(OwnType.key):
                self._database.types_on(connection)
        return found
