"""The facts of a record, made from its declaration: no second list of field names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel
from PySide6.QtWidgets import QWidget

from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_values import computed_of
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import plain_label, write_value
from tracker.domain.record import RecordRef, RootRecord, value_specs
from tracker.domain.records import Deliverable
from tracker.domain.shortening import MOST
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.addresses import safe_address
from tracker.ui.record_page.computed import computed_line
from tracker.ui.record_page.fact_sheet import FactSheet
from tracker.ui.record_page.folded import folded
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.widgets.card import SectionTitle
from tracker.ui.widgets.passage import Passage

_LAST = frozenset({Kind.LONG_TEXT})
_NEVER = frozenset({Kind.DETAILS, Kind.CHILDREN, Kind.PARTICIPANTS, Kind.MOMENT})
_PAGES = frozenset({"agreement", "deliverable", "organisation", "contact", "event"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: a label, a value in words, and perhaps what it leads to.

    An empty value is shown as "not stated"; `note` is a smaller line below, such as a working.
    `links` are several values that each lead somewhere. A value with a `working` is computed.
    """

    label: str
    value: str = ""
    note: str = ""
    payload: object = None
    links: tuple[tuple[str, object], ...] = ()
    field: str = ""
    working: str = ""


def facts_of(
    record: BaseModel,
    names: Mapping[RecordRef, str],
    language: str,
    *,
    skip: Collection[str] = (),
    wanted: Collection[str] = (),
    values: Mapping[str, Any] | None = None,
) -> list[Fact]:
    """Every declared field that has a value, in the order declared, long texts last.

    `skip` are fields shown elsewhere on the page, `wanted` those whose absence is said. `values`
    replace the record's own, for types whose values are kept apart.
    """
    name_fields = record.name_fields if isinstance(record, RootRecord) else ()
    found: list[tuple[bool, Fact]] = []
    for spec in value_specs(type(record)):
        if spec.kind in _NEVER or spec.managed or spec.name in skip or spec.name in name_fields:
            continue
        value = getattr(record, spec.name) if values is None else values.get(spec.name)
        fact = fact_of(spec, value, names, language)
        if fact.value or fact.links or spec.name in wanted:
            found.append((spec.kind in _LAST, fact))
    return [fact for late, fact in sorted(found, key=lambda one: one[0])]


def computed_facts(record: Deliverable, declared: type[TypeDetails]) -> list[Fact]:
    """What the type of a deliverable computes from the fields that are filled in."""
    return [
        Fact(one.label, one.words, working=one.working) for one in computed_of(record, declared)
    ]


def fact_of(spec: FieldSpec, value: Any, names: Mapping[RecordRef, str], language: str) -> Fact:
    """One field as a fact."""
    caption = plain_label(spec)
    if spec.kind is Kind.REFERENCE:
        ref = RecordRef(spec.target, value or 0)
        payload = ref if spec.target in _PAGES else None
        return Fact(caption, names.get(ref, ""), payload=payload, field=spec.name)
    if spec.kind is Kind.TEXTS and value and all("@" in text for text in value):
        links = tuple((text, f"mailto:{text}") for text in value)
        return Fact(caption, links=links, field=spec.name)
    text = write_value(spec, value, language)
    address = text if spec.kind is Kind.URL and text and safe_address(text) else None
    return Fact(caption, text, payload=address, field=spec.name)


def fact_grid(
    icons: Icons,
    facts: Iterable[Fact],
    disagreed: Collection[str] = (),
    parent: QWidget | None = None,
) -> FactSheet:
    """The facts below each other; `link_activated(payload)` for those that lead on.

    Fields in `disagreed` say below their value that sources differ.
    """
    grid = FactSheet(icons, icons.theme.px(88), parent)
    for fact in facts:
        links = fact.links or (((fact.value, fact.payload),) if fact.payload is not None else ())
        if links:
            lines = [partial(_line, icons, text, payload) for text, payload in links]
            box = folded(icons, lines, 6, grid)
            box.activated.connect(grid.link_activated)
            box.unfolded.connect(grid.measure_anew)
            grid.add_widget(fact.label, box)
        elif fact.working:
            grid.add_widget(fact.label, computed_line(icons, fact.value, fact.working))
        elif len(fact.value) > MOST:
            grid.add_widget(fact.label, Passage(icons, fact.label, fact.value))
        else:
            grid.add(fact.label, fact.value, fact.note)
        if fact.field and fact.field in disagreed:
            mark = RecordLine(
                icons, tr("Sources disagree"), icon="scale", role="at_risk", small=True,
                strong=True, payload=SHOW_STATEMENTS,
            )  # fmt: skip
            mark.activated.connect(grid.link_activated)
            grid.add_widget("", mark)
    return grid


def _line(icons: Icons, text: str, payload: object) -> RecordLine:
    is_address = isinstance(payload, str)
    shown = (
        text.removeprefix("https://").removeprefix("http://").rstrip("/") if is_address else text
    )
    return RecordLine(icons, shown, payload=payload, tip=text if is_address else "")


def section(
    text: str,
    count: int | None = None,
    note: str = "",
    *,
    top: Icons | None = None,
    parent: QWidget | None = None,
) -> SectionTitle:
    """A heading inside a column, with a little air above; with `top` it is the column's first and
    as high as the page's buttons beside it."""
    made = SectionTitle(text, count, note, parent)
    if top is None:
        made.setContentsMargins(0, 8, 0, 0)
    else:
        made.setMinimumHeight(top.theme.px(30))
    return made


SHOW_STATEMENTS = "#statements"
"""The payload that asks a page to show what the sources state."""
