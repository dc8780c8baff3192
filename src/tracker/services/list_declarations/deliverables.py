"""The list of deliverables: status, target and percent as at a day, and the last entry."""

from functools import lru_cache

from sqlalchemy import or_, select

from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.filters import (
    ME,
    YES,
    Condition,
    FieldKind,
    FilterField,
    Group,
    Operator,
)
from tracker.domain.list_views import ListArrangement, Sort
from tracker.domain.record import spec_of
from tracker.domain.records import Deliverable
from tracker.i18n import mark
from tracker.services.list_declarations.account import ACCOUNT
from tracker.services.list_declarations.base import (
    KEY,
    ROW,
    SPAN,
    BuiltInView,
    Expression,
    ListColumn,
    ListDeclaration,
    ListField,
    Order,
    Shown,
    Value,
    always,
    by_label,
    kept,
    label_steps,
    source,
    value,
)
from tracker.services.list_declarations.before_agreement import before_agreement
from tracker.services.list_declarations.columns import arranged, declared_fields
from tracker.services.list_declarations.comparing import DateComparison, NumberComparison
from tracker.services.list_declarations.comparing_choices import (
    ChoiceComparison,
    FlagComparison,
    StatusComparison,
)
from tracker.services.list_declarations.comparing_texts import (
    Tested,
    TextComparison,
)
from tracker.services.list_declarations.deliverable_states import (
    HISTORY,
    OVERDUE,
    STATUSES,
    first_logged,
    is_open,
    is_series,
    logged_last,
    overdue,
    shown_status,
    silent,
    status_place,
    status_steps,
    without_evidence,
    without_evidence_by_row,
)
from tracker.services.list_declarations.derived_fields import derived_fields
from tracker.services.list_declarations.field_parts import read_date
from tracker.services.list_declarations.names import (
    Pass,
    child_filter,
    linked_comparison,
    reference_comparison,
)
from tracker.services.list_declarations.next_steps import NEXT_STEPS
from tracker.services.list_declarations.own_fields import own_fields
from tracker.services.list_declarations.series_fields import rules_in_words
from tracker.storage import tables
from tracker.storage.list_key_values import last_entry, name_of, names_of
from tracker.storage.tables import KEYS, TABLES

_deliverable = TABLES["deliverable"]
_key = KEYS["deliverable"]
_span = tables.deliverable_span
_party, _responsible = TABLES["party"], TABLES["responsible_party"]
_SPAN, _KEY, _ROW = frozenset({SPAN}), frozenset({KEY}), frozenset({ROW})
DUE_DAYS = 30


def _of_parties(refers: Pass, test: Tested) -> Expression:
    return or_(
        refers(_party.c.organisation_id, "organisation", test), test.of(_party.c.described_as)
    )


def _by_those(refers: Pass, test: Tested) -> Expression:
    return refers(_responsible.c.organisation_id, "organisation", test)


def _flag(key: str, label: str, sql: object, *needs: str) -> ListField:
    return ListField(
        filter=FilterField(key, label, FieldKind.FLAG),
        compare=FlagComparison(sql, frozenset(needs)),  # type: ignore[arg-type]
    )


_agreement_comparison = reference_comparison(_deliverable.c.agreement_id, "agreement")
_event_comparison = reference_comparison(_deliverable.c.event_id, "event")

_FIRST = [
    ListField(
        ListColumn(
            "title",
            mark("Deliverable"),
            Shown.NAME,
            320,
            at_first=True,
            spec=spec_of(Deliverable, "title"),
            editable=True,
        ),
        FilterField("title", mark("Title"), FieldKind.TEXT, aliases=("name",)),
        value(_deliverable.c.title, ROW),
        value(_deliverable.c.sort_name, ROW, indexed=True),
        TextComparison(always(_deliverable.c.title), _ROW, always(_deliverable.c.sort_name)),
    ),
    ListField(
        ListColumn("agreement", mark("Agreement"), Shown.MUTED, 210, at_first=True, groupable=True),
        FilterField("agreement", mark("Agreement"), FieldKind.TEXT),
        value(name_of("agreement", _deliverable.c.agreement_id), ROW),
        kept(_key.c.agreement),
        _agreement_comparison,
    ),
]
_LATER = [
    ListField(
        ListColumn(
            "status", mark("Status"), Shown.STATUS, 140, STATUSES, at_first=True, groupable=True
        ),
        FilterField("status", mark("Status"), FieldKind.CHOICE, STATUSES),
        Value(shown_status, _SPAN),
        Value(status_place, _SPAN, steps=status_steps),
        StatusComparison(
            always(_span.c.status),
            {OVERDUE: overdue, HISTORY: before_agreement},
            _SPAN,
            STATUSES,
        ),
    ),
    ListField(
        ListColumn("target", mark("Target"), Shown.DATE, 142, at_first=True),
        FilterField("target", mark("Target"), FieldKind.DATE, aliases=("due",)),
        value(_span.c.target, SPAN),
        value(_span.c.target_last, SPAN, indexed=True),
        DateComparison(always(_span.c.target_first), always(_span.c.target_last), _SPAN),
        read_date,
    ),
    ListField(
        ListColumn("event", mark("Event"), Shown.MUTED, 150, groupable=True),
        FilterField("event", mark("Event"), FieldKind.TEXT),
        value(name_of("event", _deliverable.c.event_id), ROW),
        kept(_key.c.event),
        _event_comparison,
    ),
    ListField(
        ListColumn("responsible", mark("By"), Shown.TEXT, 136, at_first=True, groupable=True),
        FilterField("responsible", mark("By"), FieldKind.TEXT, aliases=("by",)),
        value(names_of(_responsible, _deliverable), ROW),
        kept(_key.c.responsible),
        linked_comparison(_deliverable.c.id, select(_responsible.c.parent_id), _by_those),
    ),
    ListField(
        ListColumn("last_logged", mark("Last logged"), Shown.DATE, 120),
        FilterField("last_logged", mark("Last logged"), FieldKind.DATE, aliases=("logged",)),
        Value(lambda asked: last_entry("on", asked.today), _ROW),
        Value(first_logged, _KEY, indexed=True),
        DateComparison(first_logged, logged_last, _KEY),
        read_date,
    ),
    ListField(
        ListColumn("percent", mark("Progress"), Shown.PERCENT, 116, at_first=True),
        FilterField("percent", mark("Progress"), FieldKind.NUMBER, unit="%", aliases=("progress",)),
        value(_span.c.percent, SPAN),
        value(_span.c.percent, SPAN),
        NumberComparison(always(_span.c.percent), _SPAN, scale=1),
    ),
]
_FILTERS = [
    ListField(
        filter=FilterField("party", mark("Party"), FieldKind.TEXT, aliases=("parties", "partner")),
        compare=linked_comparison(
            _deliverable.c.agreement_id, select(_party.c.parent_id), _of_parties
        ),
    ),
    child_filter(
        "person",
        mark("Person"),
        _deliverable.c.id,
        TABLES["deliverable_participant"],
        "contact",
        aliases=("people",),
    ),
    _flag("open", mark("Open"), is_open, SPAN),
    _flag("repeats", mark("Is a series"), is_series, SPAN),
    _flag("overdue", mark("Overdue"), overdue, SPAN),
    _flag("silent", mark("Silent 90 days"), silent, SPAN, KEY),
    _flag("evidence", mark("Evidence"), always(_key.c.evidence == 1), KEY),
    ListField(
        filter=FilterField("without_evidence", mark("Delivered without evidence"), FieldKind.FLAG),
        compare=FlagComparison(without_evidence, _SPAN, by_row=without_evidence_by_row),
    ),
]


def _type(types: TypeCatalogue) -> ListField:
    labels = types.labels()
    return ListField(
        ListColumn("type", mark("Type"), Shown.CHOICE, 134, labels, at_first=True, groupable=True),
        FilterField("type", mark("Type"), FieldKind.CHOICE, labels),
        value(_deliverable.c.type, ROW),
        Value(
            by_label(_deliverable.c.type, labels),
            _ROW,
            steps=label_steps(_deliverable.c.type, labels),
        ),
        ChoiceComparison(always(_deliverable.c.type), _ROW, labels, keen=True),
    )


def _is(field: str, *values: str) -> Condition:
    return Condition(field, Operator.IS, values)


VIEWS = (
    BuiltInView("overdue", mark("Overdue"), ListArrangement(_is("status", OVERDUE))),
    BuiltInView(
        "due",
        mark("Due in 30 days"),
        ListArrangement(
            Group((_is("open", YES), Condition("target", Operator.NEXT_DAYS, (str(DUE_DAYS),)))),
            sort=(Sort("target"),),
        ),
    ),
    BuiltInView(
        "silent",
        mark("Silent 90 days"),
        ListArrangement(_is("silent", YES), sort=(Sort("last_logged"),)),
    ),
    BuiltInView(
        "without_evidence",
        mark("Delivered without evidence"),
        ListArrangement(_is("without_evidence", YES), sort=(Sort("target", descending=True),)),
    ),
    BuiltInView("mine", mark("Mine"), ListArrangement(_is("owner", ME))),
)


@lru_cache(maxsize=16)
def deliverables(types: TypeCatalogue) -> ListDeclaration:
    """The list with the fields of these types."""
    return ListDeclaration(
        "deliverable",
        _deliverable,
        {
            ROW: source(_deliverable, _deliverable.c.id),
            KEY: source(_key, _key.c.id),
            SPAN: source(_span, _span.c.deliverable_id, _span.c.from_day, _span.c.to_day),
        },
        arranged(
            [
                *_FIRST,
                _type(types),
                *_LATER,
                *NEXT_STEPS,
                *rules_in_words(
                    declared_fields(
                        Deliverable,
                        *("title", "agreement_id", "type", "event_id", "target", "opening_status"),
                    )
                ),
                *own_fields(types),
                *derived_fields(BUILT_IN),
                *_FILTERS,
                *ACCOUNT,
            ]
        ),
        (Order(value(_span.c.target_last, SPAN, indexed=True), descending=True),),
        VIEWS,
    )


DELIVERABLES = deliverables(BUILT_IN)
