"""The records of the first release."""

import sqlalchemy as sa
from alembic import op

from tracker.storage.column_types import FixedDecimal, JsonText, UtcMoment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Bring the schema from `down_revision` to `revision`."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("subject_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("media_type", sa.Text(), server_default="", nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_attachment_subject", "attachment", ["subject_kind", "subject_id"], unique=False
    )
    op.create_table(
        "attachment_content",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_attachment_content")),
    )
    op.create_table(
        "change_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("of_id", sa.Integer(), nullable=True),
        sa.Column("undone", sa.Boolean(), server_default="0", nullable=False),
        sa.CheckConstraint("kind IN ('action', 'undo', 'redo')", name=op.f("ck_change_set_kind")),
        sa.ForeignKeyConstraint(["of_id"], ["change_set.id"], name=op.f("fk_change_set_of_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_set")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_set_of_id"), "change_set", ["of_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("honorific", sa.Text(), server_default="", nullable=False),
        sa.Column("given_name", sa.Text(), server_default="", nullable=False),
        sa.Column("family_name", sa.Text(), server_default="", nullable=False),
        sa.Column("family_first", sa.Boolean(), nullable=True),
        sa.Column("emails", JsonText(), server_default="[]", nullable=False),
        sa.Column("phones", JsonText(), server_default="[]", nullable=False),
        sa.Column("languages", JsonText(), server_default="[]", nullable=False),
        sa.Column("tags", JsonText(), server_default="[]", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("trashed_at", UtcMoment(), nullable=True),
        sa.Column("shown_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_name", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_sort_name", "contact", ["sort_name"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("on_first", sa.Date(), nullable=True),
        sa.Column("on_last", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("minutes", sa.Text(), server_default="", nullable=False),
        sa.Column("decisions", sa.Text(), server_default="", nullable=False),
        sa.Column("tags", JsonText(), server_default="[]", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("trashed_at", UtcMoment(), nullable=True),
        sa.Column("shown_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_name", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_sort_name", "meeting", ["sort_name"], unique=False)
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("list_key", sa.Text(), server_default="", nullable=False),
        sa.Column("definition", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_document")),
        sa.UniqueConstraint("kind", "record_id", name=op.f("uq_search_document_kind_record_id")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_first", sa.Date(), nullable=True),
        sa.Column("published_last", sa.Date(), nullable=True),
        sa.Column("read_on", sa.Text(), nullable=True),
        sa.Column("read_on_first", sa.Date(), nullable=True),
        sa.Column("read_on_last", sa.Date(), nullable=True),
        sa.Column("reliability", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("tags", JsonText(), server_default="[]", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("trashed_at", UtcMoment(), nullable=True),
        sa.Column("shown_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_name", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_source_sort_name", "source", ["sort_name"], unique=False)
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("colour", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_set_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("root_kind", sa.Text(), nullable=False),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), server_default="", nullable=False),
        sa.Column("before", JsonText(), nullable=True),
        sa.Column("after", JsonText(), nullable=True),
        sa.CheckConstraint(
            "operation IN ('insert', 'update', 'delete')", name=op.f("ck_change_operation")
        ),
        sa.ForeignKeyConstraint(
            ["change_set_id"], ["change_set.id"], name=op.f("fk_change_change_set_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_change_set_id"), "change", ["change_set_id"], unique=False)
    op.create_index("ix_change_record", "change", ["kind", "record_id"], unique=False)
    op.create_index("ix_change_root", "change", ["root_kind", "root_id"], unique=False)
    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_kind", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.Text(), server_default="", nullable=False),
        sa.Column("stated", sa.Text(), server_default="", nullable=False),
        sa.Column("verified", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_citation_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_citation_parent", "citation", ["parent_kind", "parent_id"], unique=False)
    op.create_index(op.f("ix_citation_source_id"), "citation", ["source_id"], unique=False)
    op.create_table(
        "contact_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["contact.id"], name=op.f("fk_contact_name_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contact_name_parent_id"), "contact_name", ["parent_id"], unique=False)
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_kind", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("metric", sa.Text(), server_default="", nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=True),
        sa.Column("value", FixedDecimal(), nullable=True),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("as_of_first", sa.Date(), nullable=True),
        sa.Column("as_of_last", sa.Date(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_observation_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_observation_parent", "observation", ["parent_kind", "parent_id"], unique=False
    )
    op.create_index(op.f("ix_observation_source_id"), "observation", ["source_id"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("acronym", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("website", sa.Text(), server_default="", nullable=False),
        sa.Column("founded", sa.Text(), nullable=True),
        sa.Column("founded_first", sa.Date(), nullable=True),
        sa.Column("founded_last", sa.Date(), nullable=True),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("tags", JsonText(), server_default="[]", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("trashed_at", UtcMoment(), nullable=True),
        sa.Column("shown_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_name", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["contact.id"], name=op.f("fk_organisation_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_organisation_owner_id"), "organisation", ["owner_id"], unique=False)
    op.create_index("ix_organisation_sort_name", "organisation", ["sort_name"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("due_first", sa.Date(), nullable=True),
        sa.Column("due_last", sa.Date(), nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
        sa.Column("done_first", sa.Date(), nullable=True),
        sa.Column("done_last", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("subject_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("tags", JsonText(), server_default="[]", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("trashed_at", UtcMoment(), nullable=True),
        sa.Column("shown_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_name", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["contact.id"], name=op.f("fk_task_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_task_owner_id"), "task", ["owner_id"], unique=False)
    op.create_index("ix_task_sort_name", "task", ["sort_name"], unique=False)
    op.create_index("ix_task_subject", "task", ["subject_kind", "subject_id"], unique=False)
    op.create_table(
        "affiliation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("since_first", sa.Date(), nullable=True),
        sa.Column("since_last", sa.Date(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("until_first", sa.Date(), nullable=True),
        sa.Column("until_last", sa.Date(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("as_of_first", sa.Date(), nullable=True),
        sa.Column("as_of_last", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_affiliation_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["contact.id"], name=op.f("fk_affiliation_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliation")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_affiliation_organisation_id"), "affiliation", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_affiliation_parent_id"), "affiliation", ["parent_id"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("dates", sa.Text(), nullable=True),
        sa.Column("dates_first", sa.Date(), nullable=True),
        sa.Column("dates_last", sa.Date(), nullable=True),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("venue", sa.Text(), server_default="", nullable=False),
        sa.Column("format", sa.Text(), nullable=True),
        sa.Column("series", sa.Text(), server_default="", nullable=False),
        sa.Column("edition", sa.Text(), server_default="", nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=True),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.Column("website", sa.Text(), server_default="", nullable=False),
        sa.Column("tags", JsonText(), server_default="[]", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("trashed_at", UtcMoment(), nullable=True),
        sa.Column("shown_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_name", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organisation.id"], name=op.f("fk_event_organiser_id")
        ),
        sa.ForeignKeyConstraint(["part_of_id"], ["event.id"], name=op.f("fk_event_part_of_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_event_organiser_id"), "event", ["organiser_id"], unique=False)
    op.create_index(op.f("ix_event_part_of_id"), "event", ["part_of_id"], unique=False)
    op.create_index("ix_event_sort_name", "event", ["sort_name"], unique=False)
    op.create_table(
        "organisation_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("membership_class", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("since_first", sa.Date(), nullable=True),
        sa.Column("since_last", sa.Date(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("until_first", sa.Date(), nullable=True),
        sa.Column("until_last", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["other_id"], ["organisation.id"], name=op.f("fk_organisation_link_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name=op.f("fk_organisation_link_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_link")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_organisation_link_other_id"), "organisation_link", ["other_id"], unique=False
    )
    op.create_index(
        op.f("ix_organisation_link_parent_id"), "organisation_link", ["parent_id"], unique=False
    )
    op.create_table(
        "organisation_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("since_first", sa.Date(), nullable=True),
        sa.Column("since_last", sa.Date(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("until_first", sa.Date(), nullable=True),
        sa.Column("until_last", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name=op.f("fk_organisation_name_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_organisation_name_parent_id"), "organisation_name", ["parent_id"], unique=False
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_kind", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Text(), nullable=True),
        sa.Column("signed_on", sa.Text(), nullable=True),
        sa.Column("signed_on_first", sa.Date(), nullable=True),
        sa.Column("signed_on_last", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_participant_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_participant_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_participant_contact_id"), "participant", ["contact_id"], unique=False)
    op.create_index(
        op.f("ix_participant_organisation_id"), "participant", ["organisation_id"], unique=False
    )
    op.create_index(
        "ix_participant_parent", "participant", ["parent_kind", "parent_id"], unique=False
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("announced", sa.Text(), nullable=True),
        sa.Column("announced_first", sa.Date(), nullable=True),
        sa.Column("announced_last", sa.Date(), nullable=True),
        sa.Column("purpose", sa.Text(), server_default="", nullable=False),
        sa.Column("places", JsonText(), server_default="[]", nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("term_kind", sa.Text(), nullable=True),
        sa.Column("term_length", sa.Text(), nullable=True),
        sa.Column("term_start", sa.Text(), nullable=True),
        sa.Column("term_start_on", sa.Text(), nullable=True),
        sa.Column("term_start_on_first", sa.Date(), nullable=True),
        sa.Column("term_start_on_last", sa.Date(), nullable=True),
        sa.Column("term_until", sa.Text(), nullable=True),
        sa.Column("term_until_first", sa.Date(), nullable=True),
        sa.Column("term_until_last", sa.Date(), nullable=True),
        sa.Column("term_renewal", sa.Text(), nullable=True),
        sa.Column("term_notice", sa.Text(), nullable=True),
        sa.Column("term_review", sa.Text(), nullable=True),
        sa.Column("binding", sa.Boolean(), nullable=True),
        sa.Column("funding", FixedDecimal(), nullable=True),
        sa.Column("funding_currency", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), server_default="", nullable=False),
        sa.Column("territory", sa.Text(), server_default="", nullable=False),
        sa.Column("languages", JsonText(), server_default="[]", nullable=False),
        sa.Column("confidentiality", sa.Text(), server_default="", nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("tags", JsonText(), server_default="[]", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("trashed_at", UtcMoment(), nullable=True),
        sa.Column("shown_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_name", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_agreement_event_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["contact.id"], name=op.f("fk_agreement_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agreement_event_id"), "agreement", ["event_id"], unique=False)
    op.create_index(op.f("ix_agreement_owner_id"), "agreement", ["owner_id"], unique=False)
    op.create_index("ix_agreement_sort_name", "agreement", ["sort_name"], unique=False)
    op.create_table(
        "agreement_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["other_id"], ["agreement.id"], name=op.f("fk_agreement_link_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["agreement.id"], name=op.f("fk_agreement_link_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_link")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_agreement_link_other_id"), "agreement_link", ["other_id"], unique=False
    )
    op.create_index(
        op.f("ix_agreement_link_parent_id"), "agreement_link", ["parent_id"], unique=False
    )
    op.create_table(
        "agreement_span",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_span_agreement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("agreement_id", "from_day", name=op.f("pk_agreement_span")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_agreement_span_status", "agreement_span", ["status", "from_day", "to_day"], unique=False
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("area", sa.Text(), server_default="", nullable=False),
        sa.Column("owed_by_id", sa.Integer(), nullable=True),
        sa.Column("owed_to_id", sa.Integer(), nullable=True),
        sa.Column("condition", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["owed_by_id"], ["organisation.id"], name=op.f("fk_commitment_owed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["owed_to_id"], ["organisation.id"], name=op.f("fk_commitment_owed_to_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["agreement.id"], name=op.f("fk_commitment_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_commitment_owed_by_id"), "commitment", ["owed_by_id"], unique=False)
    op.create_index(op.f("ix_commitment_owed_to_id"), "commitment", ["owed_to_id"], unique=False)
    op.create_index(op.f("ix_commitment_parent_id"), "commitment", ["parent_id"], unique=False)
    op.create_table(
        "lifecycle_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("on_first", sa.Date(), nullable=True),
        sa.Column("on_last", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("stated_on", sa.Text(), nullable=True),
        sa.Column("stated_on_first", sa.Date(), nullable=True),
        sa.Column("stated_on_last", sa.Date(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("until_first", sa.Date(), nullable=True),
        sa.Column("until_last", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Text(), nullable=True),
        sa.Column("effective_on_first", sa.Date(), nullable=True),
        sa.Column("effective_on_last", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["organisation.id"], name=op.f("fk_lifecycle_event_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["agreement.id"], name=op.f("fk_lifecycle_event_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lifecycle_event")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lifecycle_event_by_id"), "lifecycle_event", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_lifecycle_event_parent_id"), "lifecycle_event", ["parent_id"], unique=False
    )
    op.create_table(
        "meeting_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_meeting_agreement_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["meeting.id"], name=op.f("fk_meeting_agreement_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_agreement")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_meeting_agreement_agreement_id"),
        "meeting_agreement",
        ["agreement_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_meeting_agreement_parent_id"), "meeting_agreement", ["parent_id"], unique=False
    )
    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("on_behalf_of", sa.Text(), server_default="", nullable=False),
        sa.Column("membership_class", sa.Text(), server_default="", nullable=False),
        sa.Column("side", sa.Text(), server_default="", nullable=False),
        sa.Column("joined", sa.Text(), nullable=True),
        sa.Column("joined_first", sa.Date(), nullable=True),
        sa.Column("joined_last", sa.Date(), nullable=True),
        sa.Column("left", sa.Text(), nullable=True),
        sa.Column("left_first", sa.Date(), nullable=True),
        sa.Column("left_last", sa.Date(), nullable=True),
        sa.Column("described_as", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_party_organisation_id")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["agreement.id"], name=op.f("fk_party_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_party_organisation_id"), "party", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_party_parent_id"), "party", ["parent_id"], unique=False)
    op.create_table(
        "deliverable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("type", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("target_first", sa.Date(), nullable=True),
        sa.Column("target_last", sa.Date(), nullable=True),
        sa.Column("opening_status", sa.Text(), nullable=True),
        sa.Column("details", JsonText(), server_default="{}", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("cost", FixedDecimal(), nullable=True),
        sa.Column("cost_currency", sa.Text(), nullable=True),
        sa.Column("recurrence", sa.Text(), server_default="", nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("instance", sa.Integer(), nullable=True),
        sa.Column("tags", JsonText(), server_default="[]", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("trashed_at", UtcMoment(), nullable=True),
        sa.Column("shown_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_name", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_deliverable_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_deliverable_commitment_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_deliverable_event_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_deliverable_organisation_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["contact.id"], name=op.f("fk_deliverable_owner_id")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["deliverable.id"], name=op.f("fk_deliverable_series_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliverable")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_deliverable_agreement_id"), "deliverable", ["agreement_id"], unique=False
    )
    op.create_index(
        op.f("ix_deliverable_commitment_id"), "deliverable", ["commitment_id"], unique=False
    )
    op.create_index(op.f("ix_deliverable_event_id"), "deliverable", ["event_id"], unique=False)
    op.create_index(
        op.f("ix_deliverable_organisation_id"), "deliverable", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_deliverable_owner_id"), "deliverable", ["owner_id"], unique=False)
    op.create_index(op.f("ix_deliverable_series_id"), "deliverable", ["series_id"], unique=False)
    op.create_index("ix_deliverable_sort_name", "deliverable", ["sort_name"], unique=False)
    op.create_table(
        "deliverable_participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("since_first", sa.Date(), nullable=True),
        sa.Column("since_last", sa.Date(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("until_first", sa.Date(), nullable=True),
        sa.Column("until_last", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_deliverable_participant_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_deliverable_participant_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["deliverable.id"], name=op.f("fk_deliverable_participant_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliverable_participant")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_deliverable_participant_contact_id"),
        "deliverable_participant",
        ["contact_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_deliverable_participant_organisation_id"),
        "deliverable_participant",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_deliverable_participant_parent_id"),
        "deliverable_participant",
        ["parent_id"],
        unique=False,
    )
    op.create_table(
        "deliverable_span",
        sa.Column("deliverable_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("target_first", sa.Date(), nullable=True),
        sa.Column("target_last", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deliverable_id"],
            ["deliverable.id"],
            name=op.f("fk_deliverable_span_deliverable_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("deliverable_id", "from_day", name=op.f("pk_deliverable_span")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_deliverable_span_status",
        "deliverable_span",
        ["status", "from_day", "to_day"],
        unique=False,
    )
    op.create_index("ix_deliverable_span_target", "deliverable_span", ["target_last"], unique=False)
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("metric", sa.Text(), server_default="", nullable=False),
        sa.Column("planned", FixedDecimal(), nullable=True),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["deliverable.id"], name=op.f("fk_measure_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_measure_parent_id"), "measure", ["parent_id"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("target_first", sa.Date(), nullable=True),
        sa.Column("target_last", sa.Date(), nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
        sa.Column("done_first", sa.Date(), nullable=True),
        sa.Column("done_last", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["deliverable.id"], name=op.f("fk_milestone_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_milestone_parent_id"), "milestone", ["parent_id"], unique=False)
    op.create_table(
        "responsible_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_responsible_party_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["deliverable.id"], name=op.f("fk_responsible_party_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responsible_party")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_responsible_party_organisation_id"),
        "responsible_party",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_responsible_party_parent_id"), "responsible_party", ["parent_id"], unique=False
    )
    op.create_table(
        "progress_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deliverable_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Text(), nullable=True),
        sa.Column("on_first", sa.Date(), nullable=True),
        sa.Column("on_last", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("target_first", sa.Date(), nullable=True),
        sa.Column("target_last", sa.Date(), nullable=True),
        sa.Column("target_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("metric", sa.Text(), server_default="", nullable=False),
        sa.Column("value", FixedDecimal(), nullable=True),
        sa.Column("evidence_url", sa.Text(), server_default="", nullable=False),
        sa.Column("evidence_title", sa.Text(), server_default="", nullable=False),
        sa.Column("format_change", sa.Text(), server_default="", nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UtcMoment(), nullable=True),
        sa.Column("recorded_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["progress_entry.id"], name=op.f("fk_progress_entry_corrects_id")
        ),
        sa.ForeignKeyConstraint(
            ["deliverable_id"], ["deliverable.id"], name=op.f("fk_progress_entry_deliverable_id")
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_progress_entry_milestone_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_progress_entry_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_progress_entry_corrects_id"), "progress_entry", ["corrects_id"], unique=False
    )
    op.create_index(
        op.f("ix_progress_entry_deliverable_id"), "progress_entry", ["deliverable_id"], unique=False
    )
    op.create_index(
        op.f("ix_progress_entry_milestone_id"), "progress_entry", ["milestone_id"], unique=False
    )
    op.create_index(
        op.f("ix_progress_entry_source_id"), "progress_entry", ["source_id"], unique=False
    )

    # Full text is no table of the declarations.
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2')"
    )
