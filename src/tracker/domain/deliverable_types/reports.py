"""Trend report, and survey or exchange of information."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.computing import Computed, Days, Own, Quotient
from tracker.domain.deliverable_types.rules import not_more
from tracker.i18n import mark


class TrendReport(TypeDetails):
    key: ClassVar[str] = "trend_report"
    label: ClassVar[str] = mark("Trend report")
    icon: ClassVar[str] = "activity"

    topic: Annotated[str, f.text(mark("T&opic"), search=True, listed=True)] = ""
    region: Annotated[str, f.text(mark("&Region"), search=True, listed=True)] = ""
    period: Annotated[PartialDate | None, f.date(mark("&Period covered"))] = None
    issue: Annotated[str, f.text(mark("&Issue"))] = ""
    frequency: Annotated[
        str,
        f.text(mark("&Frequency"), suggestions=("monthly", "quarterly", "twice a year", "yearly")),
    ] = ""
    language: Annotated[str, f.text(mark("&Language"))] = ""
    published: Annotated[PartialDate | None, f.date(mark("P&ublished"))] = None
    url: Annotated[str, f.url(mark("Address"))] = ""
    distribution: Annotated[str, f.text(mark("&Distribution"), search=True)] = ""
    authors: Annotated[tuple[int, ...], f.participants(mark("Written &by"), "organisation")] = ()


class Survey(TypeDetails):
    key: ClassVar[str] = "survey"
    label: ClassVar[str] = mark("Survey or information exchange")
    icon: ClassVar[str] = "list-checks"

    topic: Annotated[str, f.text(mark("T&opic"), search=True, listed=True)] = ""
    population: Annotated[str, f.text(mark("&Population"))] = ""
    instrument: Annotated[str, f.text(mark("&Instrument"))] = ""
    fieldwork: Annotated[PartialDate | None, f.date(mark("&Fieldwork"))] = None
    invited: Annotated[int | None, f.integer(mark("In&vited"))] = None
    responses: Annotated[int | None, f.integer(mark("&Responses"))] = None
    sharing: Annotated[str, f.text(mark("S&haring terms"))] = ""
    data_owner: Annotated[tuple[int, ...], f.participants(mark("&Data owner"), "organisation")] = ()
    results: Annotated[str, f.long_text(mark("Resu&lts"), search=True)] = ""

    computed: ClassVar[tuple[Computed, ...]] = (
        Computed(
            "response_rate",
            mark("Response rate"),
            Quotient(Own("responses"), Own("invited"), percent=True),
        ),
        Computed("fieldwork_days", mark("Length of the fieldwork"), Days("fieldwork")),
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from not_more(self, "responses", "invited")
