"""Trend report, and survey or exchange of information."""

from typing import Annotated, Any, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
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
    authors: Annotated[tuple[int, ...], f.participants(mark("Written &by"), "organisation")] = ()
    language: Annotated[str, f.text(mark("&Language"))] = ""
    distribution: Annotated[str, f.text(mark("&Distribution"), search=True)] = ""
    published: Annotated[PartialDate | None, f.date(mark("P&ublished"))] = None
    url: Annotated[str, f.url(mark("Address"))] = ""


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
    data_owner: Annotated[tuple[int, ...], f.participants(mark("&Data owner"), "organisation")] = ()
    sharing: Annotated[str, f.text(mark("S&haring terms"))] = ""
    results: Annotated[str, f.long_text(mark("Resu&lts"), search=True)] = ""

    def derived(self) -> dict[str, Any]:
        """The response rate in percent, where both numbers are known."""
        if not self.invited or self.responses is None:
            return {}
        return {mark("Response rate"): f"{100 * self.responses / self.invited:.0f} %"}
