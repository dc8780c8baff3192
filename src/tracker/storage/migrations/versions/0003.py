"""Own types, steps from the event, series, and people who are not named."""

import sqlalchemy as sa
from alembic import op

from tracker.storage.column_types import JsonText

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the schema from `down_revision` to `revision`."""
    _loose_table("milestone_template", "type_key", "definition")
    _loose_table("own_type", "type_key", "name", "icon", "definition")
    op.add_column("own_type", sa.Column("retired", sa.Boolean()))
    op.add_column(
        "deliverable", sa.Column("places", JsonText(), server_default="[]", nullable=False)
    )
    _add_date("deliverable", "recurs_from")
    op.add_column("deliverable", sa.Column("ahead", sa.Integer()))
    _add_date("deliverable", "occurrence")
    op.add_column("deliverable", sa.Column("at_least", sa.Boolean()))
    _add_text("deliverable", "instance_title")
    _add_date("deliverable", "made_until")
    op.add_column("milestone", sa.Column("offset", sa.Text()))
    op.create_index(
        "ix_milestone_waiting", "milestone", ["target_last"], sqlite_where=sa.text("done IS NULL")
    )
    op.add_column("deliverable_key", sa.Column("step_first", sa.Date()))
    op.add_column("deliverable_key", sa.Column("step_last", sa.Date()))
    op.create_index("ix_deliverable_key_step_last", "deliverable_key", ["step_last"])
    op.add_column(
        "progress_entry",
        sa.Column("further_links", JsonText(), server_default="[]", nullable=False),
    )
    op.add_column("progress_entry", sa.Column("withdraws", sa.Boolean()))
    op.add_column(
        "deliverable_key", sa.Column("evidence", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "deliverable_key", sa.Column("history", sa.Integer(), server_default="0", nullable=False)
    )
    op.create_index("ix_deliverable_key_history", "deliverable_key", ["history"])
    _add_text("deliverable_participant", "described_as")
    _add_text("participant", "described_as")
    _add_text("participant", "basis")
    _add_text("organisation", "legal_form")
    _add_text("source", "reference")
    _add_text("source", "excerpt")
    for name in ("claims", "see_also"):
        op.add_column("source", sa.Column(name, JsonText(), server_default="[]", nullable=False))
    op.execute(
        "ALTER TABLE party ADD COLUMN unit_id INTEGER"
        " CONSTRAINT fk_party_unit_id REFERENCES organisation (id)"
    )
    op.create_index("ix_party_unit_id", "party", ["unit_id"])
    # In plain SQL: alembic would copy the table to add a column that refers to another one.
    op.execute(
        "ALTER TABLE participant ADD COLUMN on_behalf_of_id INTEGER"
        " CONSTRAINT fk_participant_on_behalf_of_id REFERENCES organisation (id)"
    )
    op.create_index("ix_participant_on_behalf_of_id", "participant", ["on_behalf_of_id"])


def _loose_table(name: str, *texts: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        *(sa.Column(text, sa.Text(), server_default="", nullable=False) for text in texts),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_autoincrement=True,
    )


def _add_date(table: str, name: str) -> None:
    op.add_column(table, sa.Column(name, sa.Text()))
    op.add_column(table, sa.Column(f"{name}_first", sa.Date()))
    op.add_column(table, sa.Column(f"{name}_last", sa.Date()))


def _add_text(table: str, name: str) -> None:
    op.add_column(table, sa.Column(name, sa.Text(), server_default="", nullable=False))
