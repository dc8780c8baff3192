"""Who owes what: the figures of a balance and the records they lead to are the same."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import python_calamine
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.filters import Condition, Operator
from tracker.domain.list_views import ListQuery
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import Agreement, ProgressEntry
from tracker.domain.records.agreements import LifecycleEvent
from tracker.domain.records.deliverables import Responsibility, ResponsibleParty
from tracker.errors import NotFound, NotWritable
from tracker.services import Services
from tracker.services.matrix import AgreementMatrix
from tracker.services.matrix_words import FIGURES
from tracker.storage import list_keys


def leads_to(services: Services, found: AgreementMatrix, party: int, state: str) -> set[int]:
    filter = found.filter_of(party, state, TODAY)  # type: ignore[arg-type]
    return set(services.lists.ids("deliverable", ListQuery(filter, TODAY)))


def counted(found: AgreementMatrix, party: int, state: str) -> set[int]:
    at = found.matrix.parties.index(party)
    return {row.id for row in found.matrix.rows if row.cells[at].state == state}


def agreements(services: Services) -> list[int]:
    return sorted(services.records.several(Agreement, range(1, 100)))


@pytest.mark.parametrize("days", [0, 700, 3_000])
def test_every_figure_of_the_samples_leads_to_what_it_counts(samples: Services, days: int) -> None:
    day = TODAY - timedelta(days=days)
    figures = 0
    for id in agreements(samples):
        found = samples.matrix.read(id, day)
        for party in found.matrix.parties:
            for state in FIGURES:
                listed = leads_to(samples, found, party, state)
                assert listed == counted(found, party, state), (id, party, state)
                assert len(listed) == getattr(found.balance(party), state)
                figures += len(listed)
    assert figures


def test_what_was_before_the_agreement_stands_to_nobodys_account(samples: Services) -> None:
    """seed-002: Korean presence at ISCT 2016 and 2017, before the MoU of 2018."""
    for id in agreements(samples):
        found = samples.matrix.read(id, TODAY)
        if found.title == "MoU of ISCT, SCRM and CARM":
            titles = [row.title for row in found.matrix.rows]
            assert "Korean presence at ISCT 2016" not in titles
            assert "Korean presence at ISCT 2017" not in titles
            assert "Korea Pavilion at ISCT 2019" in titles
            return
    raise AssertionError("the sample has gone")


def test_namesakes_are_told_apart(services: Services) -> None:
    """Two agreements of one title and two parties of one name: each figure leads to its own."""
    kim, other = (factories.organisation(services, "Society", acronym="S") for _ in range(2))
    made = []
    for n, party in enumerate((kim, other, kim)):
        id = factories.agreement(services, "Memorandum", (party,), signed="2020-01-01")
        made.append(id)
        factories.deliverable(services, f"D {n}", (party,), agreement_id=id, target="2027-01-01")
    for id, party in zip(made, (kim, other, kim), strict=True):
        found = services.matrix.read(id, TODAY)
        assert not found.called
        assert leads_to(services, found, party, "due") == counted(found, party, "due")
        assert len(counted(found, party, "due")) == 1


def test_who_only_receives_owes_nothing(services: Services) -> None:
    giver, taker = (factories.organisation(services, name) for name in ("Giver", "Taker"))
    id = factories.agreement(services, "MoU", (giver, taker), signed="2020-01-01")
    parts = (
        ResponsibleParty(organisation_id=giver, role="leads"),
        ResponsibleParty(organisation_id=taker, role="receives"),
    )
    factories.deliverable(services, responsible=parts, agreement_id=id, target="2026-01-01")
    found = services.matrix.read(id, TODAY)
    assert found.balance(giver).overdue == 1 == len(leads_to(services, found, giver, "overdue"))
    assert not leads_to(services, found, taker, "overdue")
    assert found.matrix.rows[0].cells[1].roles == (Responsibility.RECEIVES,)


def test_it_stands_as_it_did_on_a_past_day(services: Services) -> None:
    party = factories.organisation(services, "Party")
    id = factories.agreement(services, "MoU", (party,), signed="2020-01-01")
    made = factories.deliverable(services, "Forum", (party,), agreement_id=id, target="2025-06-01")
    for on, more in (
        ("2025-07-01", {"target": "2026-03-01"}),
        ("2026-02-01", {"status": DeliverableStatus.DELIVERED}),
    ):
        services.progress.log(
            ProgressEntry(deliverable_id=made, on=on, note="x", **more)  # type: ignore[arg-type]
        )
    said = {}
    for day in ("2025-05-01", "2025-06-15", "2025-07-02", "2026-02-01"):
        found = services.matrix.read(id, PartialDate.parse(day).earliest)
        said[day] = found.matrix.rows[0].cells[0].state
        assert leads_to(services, found, party, said[day]) == {made}
    assert list(said.values()) == ["due", "overdue", "due", "done"]


def test_an_agreement_that_is_gone_is_said(services: Services) -> None:
    with pytest.raises(NotFound):
        services.matrix.read(99, TODAY)


days = st.integers(-900, 400).map(lambda n: PartialDate.of(TODAY + timedelta(days=n)))
partial = st.one_of(
    st.none(), days, st.sampled_from(["2024", "2025-06", "2024-05-29/2024-06-01", "2025?", "XXXX"])
)
statuses = st.sampled_from(list(DeliverableStatus))


@settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)  # fmt: skip
@given(data=st.data())
def test_lists_pages_and_balances_agree_on_any_day(services: Services, data: st.DataObject) -> None:
    """Whatever is recorded: history, status and account in SQL are those worked out of records,
    on every day; with corrections, undated signatures, events, and after undo."""
    parties = [factories.organisation(services, f"P {n}") for n in range(2)]
    events = []
    for _ in range(data.draw(st.integers(0, 2))):
        kind = data.draw(st.sampled_from(["signed", "took_effect", "known_active"]))
        events.append(
            LifecycleEvent(kind=kind, on=data.draw(partial), stated_on=data.draw(partial))
        )
    id = factories.agreement(
        services, "MoU", tuple(parties), lifecycle=tuple(events), announced=data.draw(partial)
    )
    event = factories.event(services, "Congress", dates=data.draw(partial))
    made = []
    roles = st.sampled_from(list(Responsibility))
    for n in range(3):
        parts = tuple(
            ResponsibleParty(organisation_id=party, role=data.draw(roles)) for party in parties
        )
        more = {"event_id": event} if data.draw(st.booleans()) else {}
        made.append(
            factories.deliverable(
                services, f"D {n}", agreement_id=id, target=data.draw(partial),
                opening_status=data.draw(statuses), responsible=parts, **more,
            )
        )  # fmt: skip
        written: list[int] = []
        for _ in range(data.draw(st.integers(0, 4))):
            entry = ProgressEntry(
                deliverable_id=made[-1],
                on=data.draw(days),
                note="x",
                status=data.draw(st.one_of(st.none(), statuses)),
                target=data.draw(st.one_of(st.none(), days)),
                corrects_id=data.draw(st.sampled_from([None, *written])),
            )
            if entry.corrects_id is not None:
                written.remove(entry.corrects_id)  # one line is put right once
            written.append(services.progress.log(entry).entry_id)
        if written and data.draw(st.booleans()):
            services.undo.undo()
    if data.draw(st.booleans()):
        record = services.records.open(Agreement, id).record
        changed = record.model_copy(update={"announced": PartialDate.parse("2025-01")})
        services.records.save(changed)
    for day in (TODAY, *(data.draw(days).earliest for _ in range(2))):
        states = {one.ref.id: one for one in services.pages.deliverables_of(id, day)}
        shown = services.lists.rows("deliverable", made, day, ["status"])
        for one, (status,) in zip(made, shown, strict=True):
            state = states[one]
            expected = "history" if state.is_history else state.shown_status
            assert status == expected, (day, one)
        history = services.lists.ids("deliverable", ListQuery(_condition("history", "yes"), day))
        is_history = {one for one, state in states.items() if state.is_history}
        assert set(history) & set(made) == is_history
        found = services.matrix.read(id, day)
        for party in parties:
            for state_key in FIGURES:
                filter = found.filter_of(party, state_key, day)
                listed = services.lists.ids("deliverable", ListQuery(filter, day))
                assert set(listed) == counted(found, party, state_key)
    grouped = {
        line.label_value: line.count
        for line in services.lists.groups("deliverable", ListQuery(today=TODAY), "status")
    }
    expected_counts: dict[str, int] = {}
    for state in services.pages.deliverables_of(id, TODAY):
        key = "history" if state.is_history else state.shown_status
        expected_counts[key] = expected_counts.get(key, 0) + 1
    others = services.lists.total("deliverable") - len(made)
    if not others:
        assert grouped == expected_counts
    with services.database.unaudited() as connection:
        assert not list_keys.differences(connection)


def _condition(field: str, value: str) -> Condition:
    return Condition(field, Operator.IS, (value,))


# --- as a workbook --------------------------------------------------------------------------------


def _workbook(path: Path) -> list[list[str]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    rows = book.get_sheet_by_index(0).to_python()
    return [[f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]


def test_the_workbook_has_matrix_balances_legend_and_the_day(
    samples: Services, tmp_path: Path
) -> None:
    found = next(
        one
        for one in (samples.matrix.read(id, TODAY) for id in agreements(samples))
        if one.title == "MoU of ISCT, SCRM and CARM"
    )
    path = tmp_path / f"{samples.matrix.suggested_name(found)}.xlsx"
    assert samples.matrix.export(found, path) == len(found.matrix.rows)
    cells = _workbook(path)
    assert cells[0][0] == found.title
    assert cells[1][0] == "As at 21 Nov 2026"
    assert cells[2][:4] == ["Deliverable", "ISCT", "SCRM", "CARM"]
    titles = [row[0] for row in cells[3 : 3 + len(found.matrix.rows)]]
    assert titles == [row.title for row in found.matrix.rows]
    words = {word for row in cells for cell in row for word in cell.split(" · ")}
    assert any("Overdue" in word for word in words)
    at = next(n for n, row in enumerate(cells) if row[0] == "Balance")
    for n, state in enumerate(FIGURES, 1):
        figures = [int(cell or 0) for cell in cells[at + n][1:4]]
        assert figures == [
            getattr(found.balance(party), state) for party in found.matrix.parties
        ], state
    legend = next(n for n, row in enumerate(cells) if row[0] == "Legend")
    assert len(cells) == legend + 6


def test_hostile_and_long_names_stay_text(services: Services, tmp_path: Path) -> None:
    names = ('=HYPERLINK("http://x")', "한국" * 400, "שלום &L&P", "a\x07b")
    parties = tuple(factories.organisation(services, name) for name in names)
    id = factories.agreement(services, "@SUM(A1)", parties, signed="2020-01-01")
    for n in range(200):
        factories.deliverable(services, f"+{n} " + "x" * 300, parties, agreement_id=id)
    found = services.matrix.read(id, TODAY)
    path = tmp_path / "m.xlsx"
    told: list[tuple[int, int]] = []
    assert services.matrix.export(found, path, lambda *far: told.append(far)) == 200
    assert told[-1] == (199, 200)
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert _workbook(path)[0][0] == "@SUM(A1)"


def test_stopped_or_refused_nothing_is_written(services: Services, tmp_path: Path) -> None:
    party = factories.organisation(services, "P")
    id = factories.agreement(services, "MoU", (party,))
    factories.deliverable(services, "D", (party,), agreement_id=id)
    found = services.matrix.read(id, TODAY)
    path = tmp_path / "m.xlsx"
    path.write_text("before")

    def stop(_done: int, _of: int) -> None:
        raise InterruptedError

    with pytest.raises((InterruptedError, NotWritable)):
        services.matrix.export(found, path, stop)
    assert path.read_text() == "before"
    with pytest.raises(NotWritable):
        services.matrix.export(found, services.database_path)


def test_a_deliverable_of_nobody_says_so_in_the_workbook(
    services: Services, tmp_path: Path
) -> None:
    parties = tuple(factories.organisation(services, f"Party {n}") for n in range(3))
    id = factories.agreement(services, "MoU", parties, signed="2020-01-01")
    factories.deliverable(services, "Forum", parties, agreement_id=id)
    factories.deliverable(services, "Pavilion", agreement_id=id)
    path = tmp_path / "owes.xlsx"
    services.matrix.export(services.matrix.read(id, TODAY), path)
    rows = {row[0]: row[1:] for row in _workbook(path)}
    assert rows["Pavilion"] == ["Nobody named", "", ""]
    assert all("Leads" in cell for cell in rows["Forum"])


@pytest.mark.parametrize(("parties", "wide", "pages"), [(3, 22, 1), (8, 12, 1), (16, 12, 2)])
def test_a_wide_workbook_is_printed_in_letters_one_can_read(
    services: Services, tmp_path: Path, parties: int, wide: int, pages: int
) -> None:
    made = tuple(
        factories.organisation(services, f"오송첨단의료산업진흥재단 바이오신약개발지원센터 {n}")
        for n in range(parties)
    )
    id = factories.agreement(services, "MoU", made, signed="2020-01-01")
    factories.deliverable(services, "Forum", made, agreement_id=id)
    path = tmp_path / "owes.xlsx"
    services.matrix.export(services.matrix.read(id, TODAY), path)
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    setup = re.search(r"<pageSetup [^>]*>", sheet)
    assert setup is not None
    across = re.search(r'fitToWidth="(\d+)"', setup[0])
    assert (int(across[1]) if across else 1) == pages
    columns = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet)
    assert [(int(low), int(high), int(float(size))) for low, high, size in columns] == [
        (1, 1, 44),
        (2, parties + 1, wide),
    ]
