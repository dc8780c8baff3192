"""What finds the others of something finds all of them: also what is unknown, or cannot be."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests import factories
from tests.conftest import TODAY
from tests.services.test_list_filters import KINDS, found
from tracker.domain.filter_text import parse
from tracker.domain.filters import (
    NO,
    OPERATORS,
    POSITIVE_OF,
    YES,
    Condition,
    FieldKind,
    FilterField,
    Group,
    Operator,
    inverted,
)
from tracker.services import Services


def values_of(field: FilterField, operator: Operator) -> Iterable[str]:
    if operator is Operator.FILLED:
        return [""]
    return {
        FieldKind.TEXT: ["a", "Seoul", "zzz"],
        FieldKind.NUMBER: ["0", "1", "30"],
        FieldKind.DATE: ["2024", "2019-05"],
        FieldKind.CHOICE: sorted(field.choices)[:3],
        FieldKind.FLAG: [YES, NO],
    }[field.kind]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("meeting", "task")])
def test_every_field_finds_a_record_or_its_others_do(samples: Services, kind: str) -> None:
    everything = found(samples, kind, Group())
    assert everything
    for field in samples.lists.filter_fields(kind):
        for others, positive in POSITIVE_OF.items():
            if others not in OPERATORS[field.kind]:
                continue
            for value in values_of(field, positive):
                values = (value,) if value else ()
                one = found(samples, kind, Condition(field.key, positive, values))
                rest = found(samples, kind, Condition(field.key, others, values))
                assert sorted([*one, *rest]) == everything, (field.key, str(others), value)


def test_a_deliverable_without_an_agreement_has_no_party(services: Services) -> None:
    carm = factories.organisation(services, "CARM")
    mou = factories.agreement(services, "MoU", (carm,))
    factories.deliverable(services, "with", agreement_id=mou)
    alone = factories.deliverable(services, "without")
    assert found(services, "deliverable", Condition("party", Operator.EMPTY)) == [alone]


@pytest.mark.parametrize(
    "text",
    [
        "area>30", "area:empty", "area:any", "area!=30", "topic:empty", "topic:any", "topic!=zzz",
        "topic:zzz", "target<2022-06-30", "target:2019..2022", "target:next 30 days",
        "(target<2022-06-30 or area>30)", "(open:yes target<2022-06-30)",
    ],
)  # fmt: skip
def test_a_sign_before_it_finds_the_others(samples: Services, text: str) -> None:
    fields = samples.lists.filter_fields("deliverable")
    everything = found(samples, "deliverable", Group())
    parts = []
    for typed in (text, f"-{text}"):
        read = parse(typed, fields, TODAY)
        assert read.problems == ()
        parts.append(found(samples, "deliverable", read.filter))
    assert sorted(parts[0] + parts[1]) == everything
    assert found(samples, "deliverable", inverted(parse(text, fields, TODAY).filter)) == parts[1]


def test_what_has_no_date_is_among_the_others(services: Services) -> None:
    factories.deliverable(services, "soon", target="2026-01")
    undated = factories.deliverable(services, "some day")
    late = factories.deliverable(services, "late", target="2027")
    read = parse("-due<2026-06-30", services.lists.filter_fields("deliverable"), TODAY)
    assert found(services, "deliverable", read.filter) == [undated, late]
