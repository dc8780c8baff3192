"""Write the next Alembic revision from what the declarations have that the revisions have not.

Usage: python -m scripts.new_migration 0002 "what it does"
The result is a draft: read it, and never change a revision that was released.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.config import Config
from alembic.migration import MigrationContext

from tracker.storage import search_index, tables
from tracker.storage.engine import writer_engine

MIGRATIONS = Path("src/tracker/storage/migrations")

HEAD = '''"""{message}."""

import sqlalchemy as sa
from alembic import op

from tracker.storage.column_types import FixedDecimal, JsonText, UtcMoment

revision = "{revision}"
down_revision = {down}


def upgrade() -> None:
    """Bring the schema from `down_revision` to `revision`."""
'''


def main(revision: str, message: str) -> None:
    """Write versions/REVISION.py."""
    files = sorted((MIGRATIONS / "versions").glob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        engine = writer_engine(Path(folder) / "old.db")
        with engine.connect() as connection, connection.begin():
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            if files:
                command.upgrade(config, "head")
            options = {"include_name": _ours, "user_module_prefix": ""}
            context = MigrationContext.configure(connection, opts=options)
            script = produce_migrations(context, tables.metadata)
            assert script.upgrade_ops is not None
            body = render_python_code(
                script.upgrade_ops, user_module_prefix="", render_as_batch=bool(files)
            )
        engine.dispose()
    down = repr(files[-1].stem) if files else "None"
    head = HEAD.format(message=message, revision=revision, down=down)
    lines = [
        line.removeprefix("    ")
        for line in body.splitlines()
        if not line.strip().startswith("# ###")
    ]
    if not files:
        lines += [
            "",
            "# Full text is no table of the declarations.",
            *(f"op.execute({statement!r})" for statement in search_index.CREATE),
        ]
    (MIGRATIONS / "versions" / f"{revision}.py").write_text(
        head
        + "    "
        + "\n    ".join(line.strip() if n == 0 else line for n, line in enumerate(lines)).strip()
        + "\n",
        encoding="utf-8",
    )


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    # Full text is no table of the declarations; of its first form, revision 0002 was left nothing.
    full_text = (*search_index.FULL_TEXT, "search_index")
    return not (
        kind == "table"
        and name is not None
        and name not in tables.metadata.tables
        and name.startswith(full_text)
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
