"""The tables, made from the declarations of the records: no field is named a second time here.

Mapping is by hand (`rows.py`) and on Core, not by ORM entities: the records of the domain are
the mapped classes, and reads cost a tenth (see docs/architecture.md).
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import ChildRecord, Record, RootRecord, value_specs
from tracker.domain.records import BY_KEY
from tracker.storage.column_types import FixedDecimal, JsonText, UtcMoment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_TEXT_KINDS = {Kind.TEXT, Kind.LONG_TEXT, Kind.URL, Kind.COUNTRY}


def columns_of(spec: FieldSpec) -> list[Column[object]]:
    """The columns that hold one field. A partial date also has its first and last possible day."""
    name = spec.name
    match spec.kind:
        case kind if kind in _TEXT_KINDS:
            return [Column(name, Text, nullable=False, server_default="")]
        case Kind.TEXTS:
            return [Column(name, JsonText, nullable=False, server_default="[]")]
        case Kind.DETAILS:
            return [Column(name, JsonText, nullable=False, server_default="{}")]
        case Kind.INTEGER | Kind.PERCENT:
            return [Column(name, Integer)]
        case Kind.DECIMAL:
            return [Column(name, FixedDecimal)]
        case Kind.MONEY:
            return [Column(name, FixedDecimal), Column(f"{name}_currency", Text)]
        case Kind.FLAG:
            return [Column(name, Boolean)]
        case Kind.CHOICE | Kind.DURATION | Kind.OFFSET:
            return [Column(name, Text)]
        case Kind.DATE:
            return [Column(name, Text), Column(f"{name}_first", Date), Column(f"{name}_last", Date)]
        case Kind.MOMENT:
            return [Column(name, UtcMoment)]
        case Kind.REFERENCE:
            return [Column(name, Integer, ForeignKey(f"{spec.target}.id"), index=True)]
        case _:
            raise ValueError(f"{spec.kind} is not held in the record's own row")


def _table_of(record: type[Record]) -> Table:
    columns: list[Column[object]] = [
        Column("id", Integer, primary_key=True),
        Column("version", Integer, nullable=False, server_default="1"),
    ]
    if issubclass(record, ChildRecord):
        if record.parent:
            columns.append(
                Column(
                    "parent_id",
                    Integer,
                    ForeignKey(f"{record.parent}.id"),
                    nullable=False,
                    index=True,
                )
            )
        else:
            columns += [
                Column("parent_kind", Text, nullable=False),
                Column("parent_id", Integer, nullable=False),
            ]
        columns.append(Column("position", Integer, nullable=False, server_default="0"))
    for spec in value_specs(record):
        columns += columns_of(spec)
    if issubclass(record, RootRecord):
        # Derived in the transaction that writes the record: what lists show and sort by.
        columns.append(Column("shown_name", Text, nullable=False, server_default=""))
        columns.append(Column("sort_name", Text, nullable=False, server_default=""))
    table = Table(record.key, metadata, *columns, sqlite_autoincrement=True)
    if issubclass(record, ChildRecord) and not record.parent:
        Index(f"ix_{record.key}_parent", table.c.parent_kind, table.c.parent_id)
    if "subject_kind" in table.c:
        Index(f"ix_{record.key}_subject", table.c.subject_kind, table.c.subject_id)
    if issubclass(record, RootRecord):
        Index(f"ix_{record.key}_sort_name", table.c.sort_name)
        # The few in the trash are found without reading the others.
        in_trash = table.c.trashed_at.is_not(None)
        Index(
            f"ix_{record.key}_trashed",
            table.c.trashed_at,
            sqlite_where=in_trash,
            postgresql_where=in_trash,
        )
    return table


TABLES: dict[str, Table] = {key: _table_of(record) for key, record in BY_KEY.items()}

attachment_content = Table(
    "attachment_content",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

change_set = Table(
    "change_set",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("subject_kind", Text, nullable=False, server_default=""),
    Column("subject_id", Integer),
    Column("at", UtcMoment, nullable=False),
    Column("who", Text, nullable=False),
    # An undo or redo names the action it is of; an action knows whether it is undone.
    Column("of_id", Integer, ForeignKey("change_set.id"), index=True),
    Column("undone", Boolean, nullable=False, server_default="0"),
    CheckConstraint("kind IN ('action', 'undo', 'redo')", name="kind"),
    sqlite_autoincrement=True,
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change_set_id", Integer, ForeignKey("change_set.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("root_kind", Text, nullable=False),
    Column("root_id", Integer, nullable=False),
    # insert, delete: the whole row in after, before. update: one field.
    Column("operation", Text, nullable=False),
    Column("field", Text, nullable=False, server_default=""),
    Column("before", JsonText),
    Column("after", JsonText),
    CheckConstraint("operation IN ('insert', 'update', 'delete')", name="operation"),
    sqlite_autoincrement=True,
)
Index("ix_change_record", change.c.kind, change.c.record_id)
Index("ix_change_root", change.c.root_kind, change.c.root_id)

agreement_span = Table(
    "agreement_span",
    metadata,
    Column(
        "agreement_id", Integer, ForeignKey("agreement.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("from_day", Date, primary_key=True),
    Column("to_day", Date, nullable=False),
    Column("status", Text, nullable=False),
    Column("certain", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
# Most spans that hold on a day near today end on no day: these few are looked through.
Index("ix_agreement_span_today", agreement_span.c.to_day, agreement_span.c.status)

deliverable_span = Table(
    "deliverable_span",
    metadata,
    Column(
        "deliverable_id",
        Integer,
        ForeignKey("deliverable.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("from_day", Date, primary_key=True),
    Column("to_day", Date, nullable=False),
    Column("status", Text, nullable=False),
    Column("percent", Integer),
    Column("target", Text),
    Column("target_first", Date),
    Column("target_last", Date),
    sqlite_with_rowid=False,
)
# What is overdue, due or at a status is answered from this index alone ...
Index(
    "ix_deliverable_span_today",
    deliverable_span.c.to_day,
    deliverable_span.c.status,
    deliverable_span.c.target_last,
    deliverable_span.c.target_first,
    deliverable_span.c.percent,
)
# ... and the order of the list from this one.
Index("ix_deliverable_span_target", deliverable_span.c.target_last, deliverable_span.c.to_day)
Index("ix_deliverable_type", TABLES["deliverable"].c.type)
# Steps that are still to be taken, by the day until which: most are done, or of no day.
_waiting = TABLES["milestone"].c.done.is_(None)
Index(
    "ix_milestone_waiting",
    TABLES["milestone"].c.target_last,
    sqlite_where=_waiting,
    postgresql_where=_waiting,
)


def _key_table(kind: str, *columns: Column[object]) -> Table:
    """What lists sort a kind by, but its own row does not hold; kept by `list_keys`."""
    table = Table(
        f"{kind}_key",
        metadata,
        Column("id", Integer, ForeignKey(f"{kind}.id", ondelete="CASCADE"), primary_key=True),
        *columns,
    )
    for column in columns:
        if column.info.get("sorted"):
            Index(f"ix_{table.name}_{column.name}", column)
    return table


_SORTED = {"sorted": True}

KEYS: dict[str, Table] = {
    "organisation": _key_table(
        "organisation",
        Column("name", Text, info=_SORTED),
        Column("agreements", Integer, nullable=False, server_default="0", info=_SORTED),
        Column("names", Text),
    ),
    "contact": _key_table(
        "contact",
        Column("position", Text, info=_SORTED),
        Column("organisation", Text, info=_SORTED),
        # All names, each between line ends: what lists that name the record are filtered by.
        Column("names", Text),
    ),
    "agreement": _key_table(
        "agreement",
        Column("parties", Text, info=_SORTED),
        Column("signed", Date, info=_SORTED),
        # Signed, else announced: the order of the list.
        Column("begun", Date, info=_SORTED),
        # The last day on which it can be in force, and the day from which it may be over.
        Column("ends", Date, info=_SORTED),
        Column("doubt", Date),
        # What a clause on notice or review comes to on these days (`list_watches`).
        Column("watched_from", Date),
        Column("watched_to", Date),
        Column("notice_first", Date),
        Column("notice_last", Date),
        Column("review_first", Date),
        Column("review_last", Date),
    ),
    "deliverable": _key_table(
        "deliverable",
        Column("agreement", Text, info=_SORTED),
        Column("event", Text, info=_SORTED),
        Column("responsible", Text, info=_SORTED),
        # Of the latest entry that counts on any day, and the day the record was entered.
        Column("logged_first", Date, info=_SORTED),
        Column("logged_last", Date),
        Column("entered", Date),
        # Whether anything shows what came of it (`list_key_values.has_evidence`).
        Column("evidence", Integer, nullable=False, server_default="0"),
        # Whether it was before its agreement, by all of its log (`before_agreement.is_before`).
        Column("history", Integer, nullable=False, server_default="0", info=_SORTED),
        # The target of the next step (`list_key_values.next_step`).
        Column("step_first", Date),
        Column("step_last", Date, info=_SORTED),
    ),
}

# What is indexed of each record, as it is indexed; `id` says kind and record (search_places).
search_document = Table(
    "search_document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("also", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("cited", Text, nullable=False),
)

# Lines of logs and files: they lead to the record they belong to.
search_note = Table(
    "search_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# The words of all names, to know one that is typed with a wrong letter.
name_word = Table(
    "name_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("backwards", Text, nullable=False, index=True),
    Column("uses", Integer, nullable=False),
    sqlite_with_rowid=False,
)

schema_version = Table(
    "alembic_version", metadata, Column("version_num", String(32), primary_key=True)
)
