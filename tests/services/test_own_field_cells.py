"""A type's own fields are set in the cells of the list like those of every deliverable."""

from decimal import Decimal
from typing import Any

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types import types
from tracker.domain.durations import Duration
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import Money
from tracker.domain.record import RecordRef
from tracker.errors import InvalidDraft
from tracker.services import Services
from tracker.services.list_declarations import LISTS

_COLUMNS = [column for column in LISTS["deliverable"].columns if column.of]
_VALUES: dict[Kind, Any] = {
    Kind.TEXT: "Songdo",
    Kind.URL: "https://example.org/",
    Kind.TEXTS: ["one", "two"],
    Kind.COUNTRY: "KR",
    Kind.DATE: PartialDate.parse("2026-05"),
    Kind.INTEGER: 12,
    Kind.DECIMAL: Decimal("12.5"),
    Kind.PERCENT: 40,
    Kind.MONEY: Money(amount=Decimal("12.5"), currency="EUR"),
    Kind.FLAG: True,
    Kind.DURATION: Duration.parse("P1Y6M"),
}


def _value(spec: FieldSpec) -> Any:
    return next(iter(spec.choices)) if spec.kind is Kind.CHOICE else _VALUES[spec.kind]


def _shown(services: Services, id: int, key: str) -> Any:
    return services.lists.rows("deliverable", [id], TODAY, [key])[0][0]


@pytest.mark.parametrize("type_key", sorted(types()))
def test_what_is_entered_in_a_cell_is_shown_there(services: Services, type_key: str) -> None:
    made = factories.deliverable(services, type=type_key)
    ref = RecordRef("deliverable", made)
    for column in _COLUMNS:
        of, _, name = column.key.partition(".")
        if of != type_key or not column.editable:
            continue
        assert column.spec is not None
        assert column.spec.name == name
        if column.spec.pattern:
            continue
        services.bulk.set_field(ref, column.key, _value(column.spec))
        assert _shown(services, made, column.key) == _value(column.spec)
        empty: list[str] | None = [] if column.spec.kind is Kind.TEXTS else None
        if not column.spec.required:
            services.bulk.set_field(ref, column.key, empty)
            assert not _shown(services, made, column.key)


def test_they_are_edited_in_place_unless_they_need_a_form() -> None:
    editable = {column.key for column in _COLUMNS if column.editable}
    assert {"pavilion.area"} <= editable
    kinds = {column.spec.kind for column in _COLUMNS if column.spec and not column.editable}
    assert kinds <= {Kind.LONG_TEXT, Kind.REFERENCE}


def test_a_record_of_another_type_refuses(services: Services) -> None:
    made = factories.deliverable(services, type="seminar")
    with pytest.raises(InvalidDraft):
        services.bulk.set_field(RecordRef("deliverable", made), "pavilion.area", Decimal(3))
    assert _shown(services, made, "pavilion.area") is None
