"""Sort keys of lists, indexes by days, and the search index in its second form.

What stands in the new tables follows from the records; `upgrade` fills them afterwards.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ROOTS = (
    "organisation",
    "contact",
    "source",
    "event",
    "agreement",
    "deliverable",
    "meeting",
    "task",
)


def upgrade() -> None:
    """Bring the schema from `down_revision` to `revision`."""
    _sort_keys()
    _days()
    _search()


def _sort_keys() -> None:
    text, day = sa.Text(), sa.Date()
    _key_table(
        "organisation",
        sa.Column("name", text),
        sa.Column("agreements", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("names", text),
        indexed=("name", "agreements"),
    )
    _key_table(
        "contact",
        sa.Column("position", text),
        sa.Column("organisation", text),
        sa.Column("names", text),
        indexed=("position", "organisation"),
    )
    _key_table(
        "agreement",
        sa.Column("parties", text),
        *(sa.Column(name, day) for name in ("signed", "begun", "ends", "doubt")),
        *(sa.Column(name, day) for name in ("watched_from", "watched_to")),
        *(sa.Column(name, day) for name in ("notice_first", "notice_last")),
        *(sa.Column(name, day) for name in ("review_first", "review_last")),
        indexed=("parties", "signed", "begun", "ends"),
    )
    _key_table(
        "deliverable",
        *(sa.Column(name, text) for name in ("agreement", "event", "responsible")),
        *(sa.Column(name, day) for name in ("logged_first", "logged_last", "entered")),
        indexed=("agreement", "event", "responsible", "logged_first"),
    )


def _key_table(kind: str, *columns: Any, indexed: tuple[str, ...]) -> None:
    name = f"{kind}_key"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["id"], [f"{kind}.id"], name=op.f(f"fk_{name}_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in indexed:
        op.create_index(f"ix_{name}_{column}", name, [column])


def _days() -> None:
    for kind in _ROOTS:
        in_trash = sa.text("trashed_at IS NOT NULL")
        op.create_index(
            f"ix_{kind}_trashed",
            kind,
            ["trashed_at"],
            sqlite_where=in_trash,
            postgresql_where=in_trash,
        )
    op.create_index("ix_deliverable_type", "deliverable", ["type"])
    op.drop_index("ix_agreement_span_status", "agreement_span")
    op.create_index("ix_agreement_span_today", "agreement_span", ["to_day", "status"])
    op.drop_index("ix_deliverable_span_status", "deliverable_span")
    op.drop_index("ix_deliverable_span_target", "deliverable_span")
    op.create_index("ix_deliverable_span_target", "deliverable_span", ["target_last", "to_day"])
    op.create_index(
        "ix_deliverable_span_today",
        "deliverable_span",
        ["to_day", "status", "target_last", "target_first", "percent"],
    )


def _search() -> None:
    op.execute("DROP TABLE search_index")
    op.drop_table("search_document")
    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("title", "also", "body", "cited")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_document")),
    )
    op.create_table(
        "search_note",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_note")),
    )
    op.create_table(
        "name_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("backwards", sa.Text(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_name_word")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_word_backwards", "name_word", ["backwards"])
    # Written out: what a later version makes of it must not change this one.
    op.execute(
        "CREATE VIRTUAL TABLE search_name USING fts5(title, also, content = "
        "'search_document', content_rowid = 'id', prefix = '1 2 3', tokenize = "
        "'unicode61 remove_diacritics 2')"
    )
    op.execute("CREATE VIRTUAL TABLE search_name_terms USING fts5vocab('search_name', 'instance')")
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5(title, also, body, cited, content = "
        "'search_document', content_rowid = 'id', prefix = '2 3', tokenize = 'unicode61 "
        "remove_diacritics 2')"
    )
    op.execute("CREATE VIRTUAL TABLE search_text_terms USING fts5vocab('search_text', 'instance')")
    op.execute(
        "CREATE VIRTUAL TABLE search_line USING fts5(title, body, content = "
        "'search_note', content_rowid = 'id', prefix = '3', tokenize = 'unicode61 "
        "remove_diacritics 2')"
    )
    op.execute("CREATE VIRTUAL TABLE search_line_terms USING fts5vocab('search_line', 'instance')")
