"""Which fields the small form of a record has, with which one creates it in place."""

from __future__ import annotations

from tracker.domain.fields import Kind
from tracker.domain.record import RootRecord, child_lists
from tracker.ui.forms.catalogue import edited_specs


def text_field(record: type[RootRecord]) -> str:
    """The field that takes what was typed into a picker: the one without which it has no name."""
    texts = [spec for spec in edited_specs(record) if spec.kind is Kind.TEXT]
    required = [spec.name for spec in texts if spec.required and spec.name in record.name_fields]
    return required[0] if required else record.name_fields[-1]


def main_fields(record: type[RootRecord], prefilled: RootRecord) -> set[str]:
    """The fields of the small form: what names a record, what lists show of it, and the rows that
    are filled already."""
    plain = {
        spec.name
        for spec in edited_specs(record)
        if spec.required or spec.listed or spec.name in record.name_fields
    }
    rows = {found.spec.name for found in child_lists(record)}
    return plain - rows | {name for name in rows if getattr(prefilled, name)}
