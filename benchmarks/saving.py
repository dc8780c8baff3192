"""Saving, against a bare write of the record's own rows, as durably.

Both work on a copy of the largest database. What the program wrote is read back; the bare write
puts the same rows into the other copy: the progress entry, or the agreement's row as it is now.
The program's share beside these rows: validation, the change log, spans, kept sort keys, the
search index, versions.
"""

import shutil
import sqlite3
import tempfile
from pathlib import Path
from random import Random

from benchmarks import bare, databases, samples
from benchmarks.measure import Compared, Times
from tracker.domain.dates import PartialDate
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import Agreement, ProgressEntry
from tracker.services import Services

_BARE = "the record's rows by bare SQLite"


def compare(quick: bool) -> list[Compared]:
    """Log progress, and save a changed agreement, all over the database."""
    rounds = 40 if quick else 300
    with tempfile.TemporaryDirectory(dir=databases.FOLDER) as folder:
        paths = [
            Path(shutil.copy(databases.largest(), Path(folder) / f"{name}.tracker"))
            for name in ("ours", "bare")
        ]
        services, plain = samples.open_at(paths[0]), bare.connect(paths[1])
        reader = sqlite3.connect(paths[0])
        try:
            return [
                _log(services, reader, plain, rounds),
                _reach(services, reader, plain, rounds),
                _save(services, reader, plain, rounds),
            ]
        finally:
            services.close()
            plain.close()
            reader.close()


def _log(
    services: Services, reader: sqlite3.Connection, plain: sqlite3.Connection, rounds: int
) -> Compared:
    ours, least = Times(), Times()
    # A series has no log: its instances have.
    logged_on = "SELECT id FROM deliverable WHERE trashed_at IS NULL AND made_until IS NULL"
    ids = _some(reader, logged_on, rounds + 20)
    for number, deliverable in enumerate(ids):
        entry = ProgressEntry(
            deliverable_id=deliverable,
            on=PartialDate.of(samples.TODAY),
            note=f"The programme was agreed; {number} of the speakers are found.",
            status=DeliverableStatus.IN_PROGRESS,
            percent=number % 100,
        )
        with ours.take():
            logged = services.progress.log(entry)
        row = reader.execute(
            "SELECT * FROM progress_entry WHERE id = ?", (logged.entry_id,)
        ).fetchone()
        with least.take():
            plain.execute("BEGIN IMMEDIATE")
            plain.execute(f"INSERT INTO progress_entry VALUES ({', '.join('?' * len(row))})", row)
            plain.execute("COMMIT")
    return Compared("Log progress, durable", _warm(ours), _BARE, _warm(least), most_ratio=5)


def _reach(
    services: Services, reader: sqlite3.Connection, plain: sqlite3.Connection, rounds: int
) -> Compared:
    """A line that says that a step is reached: the step's date follows from the log."""
    ours, least = Times(), Times()
    waiting = (
        "SELECT min(m.id) FROM milestone m JOIN deliverable d ON d.id = m.parent_id "
        "WHERE m.done IS NULL AND d.trashed_at IS NULL AND d.made_until IS NULL GROUP BY d.id"
    )
    for step in _some(reader, waiting, rounds + 20):
        owner = reader.execute("SELECT parent_id FROM milestone WHERE id = ?", (step,)).fetchone()
        entry = ProgressEntry(
            deliverable_id=owner[0],
            on=PartialDate.of(samples.TODAY),
            note="The programme is fixed.",
            milestone_id=step,
        )
        with ours.take():
            logged = services.progress.log(entry)
        row = reader.execute(
            "SELECT * FROM progress_entry WHERE id = ?", (logged.entry_id,)
        ).fetchone()
        done = reader.execute(
            "SELECT done, done_first, done_last FROM milestone WHERE id = ?", (step,)
        ).fetchone()
        assert done[0] == str(PartialDate.of(samples.TODAY))
        with least.take():
            plain.execute("BEGIN IMMEDIATE")
            # Both databases have other lines by now, so the bare one gives its own number.
            places = ", ".join("?" * len(row))
            plain.execute(f"INSERT INTO progress_entry VALUES ({places})", (None, *row[1:]))
            plain.execute(
                "UPDATE milestone SET done = ?, done_first = ?, done_last = ? WHERE id = ?",
                (*done, step),
            )
            plain.execute("COMMIT")
    return Compared("... that a step is reached, durable", _warm(ours), _BARE, _warm(least))


def _save(
    services: Services, reader: sqlite3.Connection, plain: sqlite3.Connection, rounds: int
) -> Compared:
    ours, least = Times(), Times()
    ids = _some(reader, "SELECT id FROM agreement WHERE trashed_at IS NULL", rounds + 20)
    columns = [row[1] for row in reader.execute("PRAGMA table_info(agreement)")]
    assign = ", ".join(f'"{name}" = ?' for name in columns[1:])
    for number, id in enumerate(ids):
        draft = services.records.open(Agreement, id).record
        changed = draft.model_copy(update={"purpose": f"A wider purpose, {number}."})
        with ours.take():
            services.records.save(changed)
        row = reader.execute("SELECT * FROM agreement WHERE id = ?", (id,)).fetchone()
        with least.take():
            plain.execute("BEGIN IMMEDIATE")
            plain.execute(f"UPDATE agreement SET {assign} WHERE id = ?", (*row[1:], id))
            plain.execute("COMMIT")
    return Compared("Save an agreement, durable", _warm(ours), _BARE, _warm(least), most_ratio=5)


def _some(reader: sqlite3.Connection, query: str, count: int) -> list[int]:
    found = [row[0] for row in reader.execute(query)]
    return Random(1).sample(found, count)


def _warm(times: Times) -> Times:
    return Times(times.all[20:])
