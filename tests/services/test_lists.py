"""Lists: every order, filter and view, on the samples and at the days where an answer turns."""

import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.countries import write_country
from tracker.domain.dates import PartialDate
from tracker.domain.filters import EVERYTHING, Condition, Operator, joined, words
from tracker.domain.lifecycle import AgreementStatus, flags_on
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.progress import DeliverableStatus, fold, is_overdue, is_silent
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOTS, Agreement, Contact, Organisation, ProgressEntry
from tracker.domain.records.agreements import LifecycleEvent, Party
from tracker.domain.records.contacts import Affiliation
from tracker.i18n import speaking
from tracker.resources import resource_path
from tracker.services import Services
from tracker.services.list_declarations import LISTS, ListColumn, Shown
from tracker.ui.records_list.source import ServiceRows

KINDS = [record.key for record in ROOTS]


def ids(
    services: Services,
    kind: str,
    today: date = TODAY,
    *,
    text: str = "",
    view: str = "",
    status: str = "",
    trash: bool = False,
) -> list[int]:
    """The ids of a list narrowed to words, a built-in view and a status."""
    views = {one.key: one.arrangement.filter for one in services.lists.built_in(kind)}
    filter = joined(
        words(text),
        views[view] if view else EVERYTHING,
        Condition("status", Operator.IS, (status,)) if status else EVERYTHING,
    )
    return list(services.lists.ids(kind, ListQuery(filter, today, trash)))


def in_order(services: Services, kind: str, *sort: Sort) -> list[int]:
    return list(services.lists.ids(kind, ListQuery(today=TODAY), sort))


def values(services: Services, kind: str, key: str, order: Sequence[int]) -> list[Any]:
    return [row[0] for row in services.lists.rows(kind, order, TODAY, [key])]


def value(services: Services, kind: str, key: str, id: int) -> Any:
    return values(services, kind, key, [id])[0]


def log(services: Services, id: int, on: str, **more: object) -> int:
    entry = ProgressEntry(deliverable_id=id, on=on, **{"note": "x", **more})
    return services.progress.log(entry).entry_id


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


# --- order ---------------------------------------------------------------------------------------

_STATUSES = ("overdue", *DeliverableStatus, "history"), tuple(AgreementStatus)


def _keys(column: ListColumn) -> list[Callable[[Any], Any]]:
    """What a person would expect the column to be sorted by; one of these must hold."""
    match column.shown_as:
        case Shown.DATE:
            return [lambda shown: shown.earliest, lambda shown: shown.latest]
        case Shown.CHOICE:
            return [lambda shown: column.choices[shown].casefold()]
        case Shown.COUNTRY:
            return [write_country]
        case Shown.STATUS:
            return [order.index for order in _STATUSES]
        case Shown.TEXTS:
            return [lambda shown: json.dumps(shown, ensure_ascii=False)]
        case Shown.NUMBER | Shown.PERCENT:
            return [lambda shown: shown]
        case Shown.FLAG:
            return [lambda shown: not shown]
        case Shown.MONEY:
            return [lambda shown: shown.amount]
        case Shown.DURATION:
            return [lambda shown: (shown.years * 12 + shown.months, shown.days)]
        case _:
            return [str.casefold]


def _is_ordered(shown: list[Any], key: Callable[[Any], Any], *, descending: bool) -> bool:
    try:
        keys = [key(one) for one in shown]
    except ValueError:  # a status of the other kind of record
        return False
    return keys == sorted(keys, reverse=descending)


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_is_sorted_by_every_column_both_ways(samples: Services, kind: str) -> None:
    everything = set(ids(samples, kind))
    for column in samples.lists.columns(kind):
        for descending in (False, True):
            order = in_order(samples, kind, Sort(column.key, descending=descending))
            assert set(order) == everything
            assert len(order) == len(everything)
            shown = values(samples, kind, column.key, order)
            known = [one for one in shown if one not in (None, "", [])]
            assert shown[: len(known)] == known, f"{column.key}: what is unknown comes last"
            assert any(_is_ordered(known, key, descending=descending) for key in _keys(column)), (
                column.key,
                known,
            )


def test_sorting_by_two_columns(services: Services) -> None:
    made = [
        factories.organisation(services, name, country=country)
        for name, country in (("b", "KR"), ("a", "KR"), ("c", "DE"), ("d", ""))
    ]
    order = in_order(services, "organisation", Sort("country"), Sort("name", descending=True))
    assert [made.index(id) for id in order] == [2, 0, 1, 3]


def test_words_are_sorted_in_the_language_of_the_program(services: Services) -> None:
    for name, country in (("a", "US"), ("b", "KR"), ("c", "DE")):
        factories.organisation(services, name, country=country)
    with speaking("en", resource_path("i18n")):
        english = in_order(services, "organisation", Sort("country"))
    with speaking("ko", resource_path("i18n")):
        korean = in_order(services, "organisation", Sort("country"))
    assert english == [3, 2, 1]  # Germany, South Korea, United States
    assert korean == [2, 3, 1]  # 대한민국, 독일, 미국


def test_without_an_order_agreements_come_newest_first(services: Services) -> None:
    undated = factories.agreement(services, "undated")
    old = factories.agreement(services, "old", signed="2018-12")
    announced = factories.agreement(services, "announced", announced="2020")
    new = factories.agreement(services, "new", signed="2024-06-04")
    assert ids(services, "agreement") == [new, announced, old, undated]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_come_in_the_order_of_the_ids(samples: Services, kind: str) -> None:
    order = ids(samples, kind)[::-1]
    columns = samples.lists.columns(kind)
    rows = samples.lists.rows(kind, order, TODAY)
    one_by_one = [samples.lists.rows(kind, [id], TODAY)[0] for id in order]
    assert rows == one_by_one
    assert all(len(row) == len(columns) for row in rows)
    assert samples.lists.rows(kind, [*order[:2], 99_999], TODAY) == [*rows[:2], ()]
    assert samples.lists.rows(kind, [], TODAY) == []


@pytest.mark.parametrize("kind", KINDS)
def test_dates_are_given_as_partial_dates(samples: Services, kind: str) -> None:
    for column in samples.lists.columns(kind):
        if column.shown_as is Shown.DATE:
            found = values(samples, kind, column.key, ids(samples, kind))
            assert all(one is None or isinstance(one, PartialDate) for one in found)


# --- filters -------------------------------------------------------------------------------------


def test_a_filter_holds_every_word_and_keeps_the_order(samples: Services) -> None:
    everything = ids(samples, "agreement")
    found = ids(samples, "agreement", text="mou carm")
    assert 2 < len(found) < len(everything)
    assert found == [id for id in everything if id in found]
    assert ids(samples, "agreement", text="MOU  Carm ") == found
    assert set(ids(samples, "agreement", text="mou carm fir")) < set(found)


@pytest.mark.parametrize("text", ["산업", "첨단재생", "regenerative council", "alliance"])
def test_agreements_are_found_by_every_name_of_their_parties(samples: Services, text: str) -> None:
    found = values(samples, "agreement", "name", ids(samples, "agreement", text=text))
    assert "MoU of ARM and CARM" in found


@pytest.mark.parametrize("text", ["?", '"', "* -", "()", "nothing_has_this_word"])
def test_a_filter_that_nothing_holds_is_an_empty_list(samples: Services, text: str) -> None:
    assert ids(samples, "agreement", text=text) == []


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_no_words_are_no_filter(samples: Services, text: str) -> None:
    assert ids(samples, "agreement", text=text) == ids(samples, "agreement")


def test_a_filter_view_and_status_work_together(services: Services) -> None:
    late = factories.deliverable(services, "Korea Pavilion", target=day(-1))
    factories.deliverable(services, "Report", type="trend_report", target=day(-1))
    risky = factories.deliverable(services, "Pavilion in Osaka", opening_status="at_risk")
    assert ids(services, "deliverable", text="pavilion", view="overdue") == [late]
    assert ids(services, "deliverable", status="at_risk") == [risky]
    assert ids(services, "deliverable", text="report", status="at_risk") == []


# --- views at the days where they turn -----------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "overdue", "due"),
    [
        (day(-1), True, False),
        (day(0), False, True),
        (day(30), False, True),
        (day(31), False, False),
        ("2026-11", False, True),
        ("2026-10", True, False),
        ("2026", False, True),
        ("2025", True, False),
        ("2026-12", False, True),
        ("2027", False, False),
        (f"2026-01/{day(0)}", False, True),
        (f"2026-01/{day(-1)}", True, False),
        ("2026-01/..", False, True),
        ("", False, False),
    ],
)
def test_overdue_and_due_turn_with_the_day(
    services: Services, target: str, overdue: bool, due: bool
) -> None:
    made = factories.deliverable(services, target=target or None)
    assert (ids(services, "deliverable", view="overdue") == [made]) is overdue
    assert (ids(services, "deliverable", view="due") == [made]) is due
    assert value(services, "deliverable", "status", made) == ("overdue" if overdue else "planned")
    page = services.pages.deliverable(made, TODAY)
    assert page.state.overdue is overdue
    state = fold(page.page.record.opening_status, page.page.record.target, page.log)
    assert is_overdue(state, TODAY) is overdue


def test_what_is_done_or_dropped_is_never_due(services: Services) -> None:
    for status in DeliverableStatus:
        factories.deliverable(services, str(status), opening_status=status, target=day(-1))
        factories.deliverable(services, str(status), opening_status=status, target=day(1))
    for view in ("overdue", "due"):
        found = values(services, "deliverable", "title", ids(services, "deliverable", view=view))
        assert sorted(found) == ["at_risk", "idea", "in_progress", "on_hold", "planned"]


def test_a_moved_target_counts_from_the_day_it_moved(services: Services) -> None:
    made = factories.deliverable(services, target=day(-10))
    log(services, made, day(-2), target=day(20), target_reason="the hall was booked")
    assert ids(services, "deliverable", view="overdue") == []
    assert ids(services, "deliverable", view="due") == [made]
    three_days_ago = TODAY - timedelta(days=3)
    assert ids(services, "deliverable", three_days_ago, view="overdue") == [made]
    assert value(services, "deliverable", "target", made) == PartialDate.parse(day(20))


@pytest.mark.parametrize(
    ("on", "silent"),
    [(day(-91), True), (day(-90), True), (day(-89), False), (day(0), False), ("2026-08", True)],
)
def test_silence_turns_with_the_ninetieth_day(services: Services, on: str, silent: bool) -> None:
    made = factories.deliverable(services)
    log(services, made, on)
    expected = TODAY if on != "2026-08" else date(2026, 11, 29)
    assert (ids(services, "deliverable", expected, view="silent") == [made]) is silent
    page = services.pages.deliverable(made, expected)
    state = fold(page.page.record.opening_status, None, page.log, as_at=expected)
    assert is_silent(state, expected, 90) is silent


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is the system's")
def test_the_day_it_was_entered_is_that_of_the_place(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    monkeypatch.setattr(services.database, "_clock", lambda: evening)
    try:
        for zone, entered in (("Asia/Seoul", date(2026, 11, 21)), ("UTC", date(2026, 11, 20))):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            made = factories.deliverable(services)
            before, then = (entered + timedelta(days=days) for days in (89, 90))
            assert made not in ids(services, "deliverable", before, view="silent")
            assert made in ids(services, "deliverable", then, view="silent")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_of_what_was_never_logged_the_day_it_was_entered_counts(services: Services) -> None:
    made = factories.deliverable(services)
    entered = datetime.now().astimezone().date()
    assert ids(services, "deliverable", entered + timedelta(days=89), view="silent") == []
    assert ids(services, "deliverable", entered + timedelta(days=90), view="silent") == [made]
    assert ids(services, "deliverable", date.min, view="silent") == []


def test_a_corrected_line_breaks_no_silence(services: Services) -> None:
    made = factories.deliverable(services)
    wrong = log(services, made, day(-5))
    assert ids(services, "deliverable", view="silent") == []
    log(services, made, day(-200), corrects_id=wrong)
    assert ids(services, "deliverable", view="silent") == [made]
    assert value(services, "deliverable", "last_logged", made) == PartialDate.parse(day(-200))


def test_what_is_finished_is_not_silent(services: Services) -> None:
    made = factories.deliverable(services)
    log(services, made, day(-200), status="delivered")
    assert ids(services, "deliverable", view="silent") == []


@pytest.mark.parametrize(
    ("until", "expiring"),
    [
        (day(0), True),
        (day(90), True),
        (day(91), False),
        (day(-1), False),
        ("2027-02", True),  # perhaps on 1 February already
        ("2027-03", False),
        ("2026", True),
        ("2025", False),
    ],
)
def test_expiring_turns_with_the_ninetieth_day(
    services: Services, until: str, expiring: bool
) -> None:
    made = factories.agreement(
        services, "MoU", signed="2024-06-04", term_kind="fixed", term_until=until
    )
    record = services.records.open(Agreement, made).record
    assert flags_on(TODAY, record.lifecycle, record.term()).expiring_soon is expiring
    assert (ids(services, "agreement", view="expiring") == [made]) is expiring


def test_what_goes_on_or_is_over_does_not_expire(services: Services) -> None:
    factories.agreement(services, "for ever", signed="2024", term_kind="open_ended")
    ended = LifecycleEvent(kind="terminated", on=day(-1))
    signed = LifecycleEvent(kind="signed", on="2024")
    factories.agreement(
        services,
        "over",
        lifecycle=(signed, ended),
        term_kind="fixed",
        term_until=day(10),
    )
    assert ids(services, "agreement", view="expiring") == []


@pytest.mark.parametrize(
    ("term", "ends"),
    [
        ({"term_kind": "fixed", "term_until": "2027-06-04"}, "2027-06-04"),
        ({"term_kind": "fixed", "term_until": "2020-06-04"}, "2020-06-04"),
        ({"term_kind": "fixed", "term_until": "2027"}, "2027-01-01/2027-12-31"),
        ({"term_kind": "fixed", "term_length": "P3Y"}, "2019-01-02"),
        ({"term_length": "P3Y", "term_notice": "P1M"}, "2019-01-02"),  # no kind was chosen
        ({"term_length": "P3Y", "term_renewal": "P1Y"}, None),
        ({"term_kind": "open_ended"}, None),
        ({}, None),
    ],
)
def test_an_end_is_shown_as_exactly_as_it_is_known(
    services: Services, term: dict[str, str], ends: str | None
) -> None:
    made = factories.agreement(services, "MoU", signed="2016-01-02", **term)
    shown = value(services, "agreement", "ends", made)
    assert (shown.edtf if shown else None) == ends


@pytest.mark.parametrize("view", ["overdue", "due", "silent"])
def test_counts_are_the_lengths_of_the_lists(samples: Services, view: str) -> None:
    for today in (TODAY, date(2021, 3, 31), date(2019, 5, 1)):
        counts = samples.lists.counts(today)
        listed = ids(samples, "deliverable", today, view=view)
        assert counts[f"deliverable:{view}"] == len(listed) == len(set(listed))


def test_counts_of_whole_lists(samples: Services) -> None:
    counts = samples.lists.counts(TODAY)
    for kind in KINDS:
        assert counts[kind] == samples.lists.total(kind) == len(ids(samples, kind))
    assert counts["agreement:expiring"] == len(ids(samples, "agreement", view="expiring"))
    assert set(counts) - set(KINDS) == {
        f"{kind}:{view.key}" for kind in KINDS for view in samples.lists.built_in(kind)
    }


# --- trash ---------------------------------------------------------------------------------------


def test_the_trash_has_a_view_of_its_own(services: Services) -> None:
    old = factories.organisation(services, "Old Łódź 100% association")
    other = factories.organisation(services, "Other association")
    factories.organisation(services, "Kept association")
    refs = [RecordRef("organisation", id) for id in (old, other)]
    assert ids(services, "organisation", trash=True) == []
    assert services.records.trash_all(refs) is not None
    assert ids(services, "organisation", trash=True) == [old, other]
    for text, found in (("ŁÓDŹ", [old]), ("100%", [old]), ("asso oth", [other]), ("kept", [])):
        assert ids(services, "organisation", trash=True, text=text) == found
    assert services.records.trash_all(refs) is None
    assert services.records.restore_all(refs) is not None
    assert ids(services, "organisation", trash=True) == []
    assert services.lists.total("organisation") == 3


def test_the_trash_is_hidden_from_lists_views_and_counts(services: Services) -> None:
    arm = factories.organisation(services, "ARM")
    mou = factories.agreement(
        services, "MoU", (arm,), signed="2024", term_kind="fixed", term_until=day(9)
    )
    late = factories.deliverable(services, agreement_id=mou, target=day(-1))
    assert value(services, "organisation", "agreements", arm) == 1
    assert value(services, "agreement", "open", mou) == 1
    services.records.trash(RecordRef("deliverable", late))
    assert value(services, "agreement", "open", mou) == 0
    services.records.trash(RecordRef("agreement", mou))
    assert value(services, "organisation", "agreements", arm) == 0
    assert ids(services, "agreement") == ids(services, "deliverable") == []
    assert ids(services, "agreement", text="mou") == []
    assert set(services.lists.counts(TODAY).items()) >= {
        ("agreement", 0),
        ("deliverable", 0),
        ("organisation", 1),
        ("agreement:expiring", 0),
        ("deliverable:overdue", 0),
    }


# --- columns -------------------------------------------------------------------------------------


def test_parties_stand_in_their_order_each_once_also_if_unnamed(services: Services) -> None:
    scrm, arm, isct = (factories.organisation(services, name) for name in ("SCRM", "ARM", "ISCT"))
    mou = services.records.save(
        Agreement(
            title="MoU",
            parties=(
                Party(organisation_id=isct, role="lead"),
                Party(described_as="a Korean company"),
                Party(organisation_id=arm),
                Party(organisation_id=isct, role="host"),
                Party(organisation_id=scrm),
            ),
        )
    ).ref.id
    assert value(services, "agreement", "parties", mou) == "ISCT, a Korean company, ARM, SCRM"


def test_an_agreement_without_a_title_is_named_and_sorted_after_its_parties(
    services: Services,
) -> None:
    zulu, alpha = (
        factories.organisation(services, "Zulu"),
        factories.organisation(services, "Alpha"),
    )
    mou = factories.agreement(services, "Middle")
    unnamed = factories.agreement(services, parties=(zulu, alpha))
    assert value(services, "agreement", "name", unnamed) == "Zulu, Alpha"
    assert in_order(services, "agreement", Sort("name")) == [mou, unnamed]
    stored = services.records.open(Organisation, zulu).record
    services.records.save(stored.model_copy(update={"name": "Beta"}))
    assert value(services, "agreement", "name", unnamed) == "Beta, Alpha"
    assert in_order(services, "agreement", Sort("name")) == [unnamed, mou]


def test_the_first_signature_is_shown(services: Services) -> None:
    signatures = tuple(
        LifecycleEvent(kind="signed", on=on) for on in ("2024-06-05", None, "2024-06-04", "2025")
    )
    mou = factories.agreement(services, "MoU", lifecycle=signatures)
    assert value(services, "agreement", "signed", mou) == PartialDate.parse("2024-06-04")


def test_a_status_is_shown_as_at_the_day(services: Services) -> None:
    made = factories.deliverable(services)
    log(services, made, day(-5), status="in_progress", percent=40)
    log(services, made, day(0), status="delivered")
    keys = [column.key for column in services.lists.columns("deliverable")]
    shown = {
        offset: dict(
            zip(
                keys,
                services.lists.rows("deliverable", [made], TODAY + timedelta(days=offset))[0],
                strict=True,
            )
        )
        for offset in (-6, -5, -1, 0)
    }
    assert [row["status"] for row in shown.values()] == [
        "planned",
        "in_progress",
        "in_progress",
        "delivered",
    ]
    assert [row["percent"] for row in shown.values()] == [None, 40, 40, 100]
    assert [row["last_logged"] and row["last_logged"].edtf for row in shown.values()] == [
        None,
        day(-5),
        day(-5),
        day(0),
    ]


def test_a_contact_is_shown_with_a_position_that_has_not_ended(services: Services) -> None:
    arm, isct = factories.organisation(services, "ARM"), factories.organisation(services, "ISCT")
    id = services.records.save(
        Contact(
            name="A",
            affiliations=(
                Affiliation(organisation_id=isct, title="President", until="2020"),
                Affiliation(organisation_id=arm, title="CEO", since="2020"),
            ),
        )
    ).ref.id
    assert value(services, "contact", "position", id) == "CEO"
    assert value(services, "contact", "organisation", id) == "ARM"


def test_the_window_shows_at_first_what_the_declarations_say(services: Services) -> None:
    for kind in LISTS:
        declared = [column.key for column in services.lists.columns(kind) if column.at_first]
        rows = ServiceRows(services.lists, kind, lambda: date(2026, 11, 22), "en")
        assert [column.key for column in rows.columns if column.shown] == declared
        assert declared
    shown = {column.key for column in services.lists.columns("agreement") if column.at_first}
    assert "kind" not in shown
