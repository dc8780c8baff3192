"""The words under which a record is found, read from its declaration.

Found are: what is declared as searched, every name of the records it refers to, dates, numbers
and countries; and what a list shows of it (`listed` choices), for a filter is typed beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from tracker.domain.countries import LANGUAGES, write_country
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import write_decimal
from tracker.domain.record import RecordRef, RootRecord, child_lists, value_specs
from tracker.i18n import tr


def words_of(
    record: RootRecord,
    title: str,
    names: Mapping[RecordRef, str],
    details: type[TypeDetails] | None,
) -> tuple[str, str]:
    """The title (all names of the record) and the body (all its searched fields) to index.

    `names` are all names of the records it refers to; `details` the type of a deliverable.
    """
    titles = [title, *(str(getattr(record, name)) for name in record.name_fields)]
    titles += [child.name for child in getattr(record, "names", ())]
    body = list(_words(record, names))
    for children in child_lists(type(record)):
        for child in getattr(record, children.spec.name):
            body += _words(child, names)
    if details is not None:
        body += [details.label, tr(details.label)]
        values = getattr(record, "details", {})
        for spec in value_specs(details):
            body += _said(spec, values.get(spec.name), names, every_choice=True)
    return _joined(titles), _joined(body)


def _words(record: BaseModel, names: Mapping[RecordRef, str]) -> Iterator[str]:
    for spec in value_specs(type(record)):
        if not spec.managed:
            yield from _said(spec, getattr(record, spec.name), names, every_choice=False)


def _said(
    spec: FieldSpec, value: Any, names: Mapping[RecordRef, str], *, every_choice: bool
) -> Iterator[str]:
    """The words of one value, typed or as JSON holds it."""
    if value in (None, "", (), [], {}):
        return
    match spec.kind:
        case Kind.REFERENCE:
            yield names.get(RecordRef(spec.target, value), "")
        case Kind.DATE:
            yield str(value)
        case Kind.INTEGER | Kind.PERCENT | Kind.DECIMAL:
            yield from _number(value)
        case Kind.MONEY:
            paid = value if isinstance(value, dict) else dict(value)
            yield paid["currency"]
            yield from _number(paid["amount"])
        case Kind.COUNTRY:
            yield from (value, *(write_country(value, language) for language in LANGUAGES))
        case Kind.CHOICE if every_choice or spec.listed or spec.search:
            label = spec.choices.get(str(value), str(value))
            yield from (label, tr(label))
        case _ if spec.search:
            yield " ".join(value) if isinstance(value, list | tuple) else str(value)


def _number(value: Any) -> Iterator[str]:
    """As digits and as written: 1500 and 1,500."""
    number = Decimal(str(value))
    yield from (f"{number.normalize():f}", write_decimal(number))


def _joined(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for word in words if word))
