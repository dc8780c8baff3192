"""Rows pasted into a list: read as people write them, seen first, one undo, nothing lost."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from tests import factories
from tests.storage.test_audit_and_undo import content
from tracker.domain.cell_text import meant
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Contact, Deliverable, Organisation, ProgressEntry
from tracker.domain.search_words import indexed_name
from tracker.errors import StaleRecord
from tracker.services import Services, pasting_table
from tracker.services.pasting import ROW, Outcome, PasteOptions, PastePlan, PasteRow, read_rows
from tracker.services.pasting_names import called, name_of
from tracker.services.pasting_table import (
    MOST_CHARACTERS,
    MOST_ROWS,
    NothingToPaste,
    TooMuch,
    even,
    write_rows,
)

TODAY = date(2026, 11, 21)
NEW, CHANGED, SAME, PROBLEM = Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.PROBLEM


def plan(
    services: Services, kind: str, text: str, *, match: bool = True, create: bool = False
) -> PastePlan:
    rows = read_rows(text)
    found = services.pasting.guess(kind, rows, TODAY)
    options = PasteOptions(found.has_head, found.mapping, match, create)
    return services.pasting.plan(kind, rows, options, TODAY)


def outcomes(made: PastePlan) -> list[Outcome]:
    return [row.outcome for row in made.rows]


def tsv(*lines: str) -> str:
    return "\n".join(line.replace("|", "\t") for line in lines)


# --- the text -------------------------------------------------------------------------------------


def test_quoted_cells_keep_their_line_ends_and_plain_quotes_stay() -> None:
    text = 'Name\tRemarks\r\nA\t"two\r\nlines and ""quotes"""\r\n"B"\t"open\r\n\r\n'
    assert read_rows(text) == (
        ("Name", "Remarks"),
        ("A", 'two\nlines and "quotes"'),
        ('"B"', '"open'),
    )


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"])), min_size=1),
        min_size=1,
    )
)
def test_what_is_copied_is_read_again(rows: list[list[str]]) -> None:
    rows = [["x", *row] for row in rows]
    read = read_rows(write_rows(rows))
    assert tuple(tuple(map(meant, row)) for row in read) == even(rows)


def test_too_much_and_nothing_are_said() -> None:
    for text in ("", " \n\t\t\n  "):
        with pytest.raises(NothingToPaste):
            read_rows(text)
    for text in ("a" * (MOST_CHARACTERS + 1), "a\n" * (MOST_ROWS + 2), "\t".join(["a"] * 300)):
        with pytest.raises(TooMuch):
            read_rows(text)


class Counted:
    """A pattern that counts how often it is tried."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.tried = 0

    def match(self, text: str, at: int) -> re.Match[str] | None:
        self.tried += 1
        return self.pattern.match(text, at)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('"' * 100_001, 1),
        ('"' * 100_000 + "x", 1),
        ('"x' * 100_000, 1),
        ('"x\t' * 90, 90),
        ('""x\t' * 90 + '"' * 10_001, 91),
    ],
)
def test_quotes_that_close_nothing_are_looked_at_once_a_cell(
    text: str, cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(pasting_table._QUOTED)
    monkeypatch.setattr(pasting_table, "_QUOTED", counted)
    rows = read_rows(text)
    assert rows == (tuple(text.removesuffix("\t").split("\t")),)
    assert counted.tried == cells


# --- what the columns are -------------------------------------------------------------------------


def test_heads_are_known_in_both_languages_and_by_key(services: Services) -> None:
    for heads in ("Name|Country|City", "이름|국가|도시", "name|COUNTRY |city:"):
        found = services.pasting.guess("organisation", read_rows(tsv(heads, "A|KR|Seoul")), TODAY)
        assert found.has_head
        assert found.mapping == ("name", "country", "city")


def test_heads_of_our_own_lists_are_known(services: Services) -> None:
    head = "Deliverable|Agreement|Type|Target|By|Area (Pavilion)|No such thing|Owner"
    found = services.pasting.guess("deliverable", read_rows(tsv(head)), TODAY)
    assert found.mapping == (
        "title", "agreement_id", "type", "target", "responsible", "pavilion.area", "", "owner_id",
    )  # fmt: skip


def test_without_heads_the_content_tells(services: Services) -> None:
    rows = read_rows(tsv("Cell Society|Japan|1998|x|https://cell.example"))
    found = services.pasting.guess("organisation", rows, TODAY)
    assert not found.has_head
    assert found.mapping == ("name", "country", "founded", "", "website")


# --- what becomes of the rows ---------------------------------------------------------------------


def test_new_changed_unchanged_and_wrong_rows_are_told_apart(services: Services) -> None:
    factories.organisation(services, "Cell Society", country="KR", city="Seoul")
    factories.organisation(services, "Gene Society", country="JP")
    made = plan(
        services,
        "organisation",
        tsv(
            "Name|Country|Founded",
            "New Society|South Korea|Aug 2020",
            "cell  society|Japan|",
            "Gene Society|JP|",
            "Odd Society|Nowhereland|long ago",
        ),
    )
    assert outcomes(made) == [NEW, CHANGED, SAME, PROBLEM]
    assert set(made.rows[3].problems) == {1, 2}
    change_set = services.pasting.apply(made)
    assert change_set is not None
    assert str(change_set.action) == "Paste 2 organisations"
    found = {one.name: one for one in services.records.several(Organisation, range(1, 9)).values()}
    assert set(found) == {"New Society", "cell society", "Gene Society"}
    assert found["New Society"].founded is not None
    assert found["New Society"].founded.edtf == "2020-08"
    # An empty cell changes nothing.
    assert (found["cell society"].country, found["cell society"].city) == ("JP", "Seoul")


@pytest.mark.parametrize("name", ["@Home Labs", "+Cell", "-omics", "=Bio", "＠Home", "'=Bio"])
def test_a_name_that_looks_like_a_formula_is_known_again(services: Services, name: str) -> None:
    id = factories.organisation(services, name)
    factories.organisation(services, "Gene Society")
    cells = [["Title", "Parties"], ["MoU", name], ["LOI", f"{name}; Gene Society"]]
    made = plan(services, "agreement", write_rows(cells), create=True)
    assert not made.missing
    parties = [[party.organisation_id for party in _agreement(row).parties] for row in made.rows]
    assert parties == [[id], [id, id + 1]]
    assert outcomes(plan(services, "organisation", write_rows([["Name"], [name]]))) == [SAME]


def _agreement(row: PasteRow) -> Agreement:
    assert isinstance(row.draft, Agreement)
    return row.draft


def test_a_row_with_problems_is_copied_as_it_was_meant(services: Services) -> None:
    made = plan(services, "organisation", write_rows([["Name", "Country"], ["@Home", "Nowhere"]]))
    again = read_rows(services.pasting.problem_rows(made))
    assert meant(again[1][0]) == "@Home"


def test_the_number_of_a_record_goes_before_its_name(services: Services) -> None:
    first = factories.organisation(services, "Cell Society")
    made = plan(
        services,
        "organisation",
        tsv(
            "Record number|Name", f"{first}|Cell Alliance", "organisation-77|B", "x|C", f"{first}|D"
        ),
    )
    assert outcomes(made) == [CHANGED, PROBLEM, PROBLEM, PROBLEM]
    assert "77" in made.rows[1].problems[ROW]
    assert "2" in made.rows[3].problems[ROW]


def test_names_that_several_have_are_a_problem_beside_the_cell(services: Services) -> None:
    for _ in range(2):
        factories.contact(services, "Kim Minsu")
    made = plan(services, "contact", tsv("Name|Honorific", "Kim Minsu|Dr"))
    assert set(made.rows[0].problems) == {0}
    assert outcomes(plan(services, "contact", tsv("Name", "Kim Minsu"), match=False)) == [NEW]
    owned = plan(services, "agreement", tsv("Title|Owner", "MoU|Kim Minsu"))
    assert set(owned.rows[0].problems) == {1}


def test_who_is_named_is_found_by_every_name_or_made(services: Services) -> None:
    scrm = factories.organisation(services, "Society for Cell Regulation", acronym="SCRM")
    text = tsv(
        "Title|Parties|Signed|Owner", "MoU 2027|scrm; New Institute|4 June 2027|Hong Gildong"
    )
    made = plan(services, "agreement", text)
    assert outcomes(made) == [PROBLEM]
    assert {one.name for one in made.missing} == {"New Institute", "Hong Gildong"}
    made = plan(services, "agreement", text, create=True)
    assert outcomes(made) == [NEW]
    assert "New Institute" in made.rows[0].notes[1]
    before = content(services)
    change_set = services.pasting.apply(made)
    assert change_set is not None
    (saved,) = services.records.several(Agreement, range(1, 9)).values()
    assert saved.parties[0].organisation_id == scrm
    assert len(saved.parties) == 2
    assert saved.lifecycle[0].on is not None
    owner = services.records.open(Contact, saved.owner_id or 0).record
    assert owner.name == "Hong Gildong"
    services.undo.undo(change_set.id)
    assert content(services) == before


def test_what_is_made_only_for_rows_with_problems_is_not_made(services: Services) -> None:
    made = plan(
        services,
        "agreement",
        tsv("Title|Owner|Announced", "MoU|Nobody Known|never ever", "MoU 2||"),
        create=True,
    )
    assert outcomes(made) == [PROBLEM, NEW]
    services.pasting.apply(made)
    assert not services.records.several(Contact, range(1, 9))


def test_commas_part_names_where_all_are_known(services: Services) -> None:
    ids = [factories.organisation(services, name) for name in ("Acme, Inc.", "CARM")]
    made = plan(services, "agreement", tsv("Title|Parties", "A|Acme, Inc.; CARM", "B|CARM, Acme"))
    assert outcomes(made) == [NEW, PROBLEM]
    draft = made.rows[0].draft
    assert isinstance(draft, Agreement)
    assert [party.organisation_id for party in draft.parties] == ids


def test_two_rows_of_the_same_name_are_one_record(services: Services) -> None:
    made = plan(services, "event", tsv("Name|City", "Congress|Seoul", "congress|Tokyo"))
    assert outcomes(made) == [NEW, PROBLEM]


def test_fields_of_a_type_belong_to_that_type(services: Services) -> None:
    made = plan(
        services,
        "deliverable",
        tsv("Title|Area (Pavilion)|Type", "A|60 m²|Pavilion", "B|60|Joint publication", "C||Nope"),
    )
    assert outcomes(made) == [NEW, PROBLEM, PROBLEM]
    draft = made.rows[0].draft
    assert isinstance(draft, Deliverable)
    assert (draft.type, draft.details["area"]) == ("pavilion", "60")


def test_what_is_logged_is_not_pasted_over(services: Services) -> None:
    made = factories.deliverable(services, "Pavilion", target="2027-05")
    services.progress.log(
        ProgressEntry(deliverable_id=made, on=TODAY.isoformat(), target="2028", status="at_risk")
    )
    text = tsv("Title|Target|Status", "Pavilion|May 2027|", "Pavilion|2028|At risk")
    assert outcomes(plan(services, "deliverable", text))[0] is SAME
    other = plan(services, "deliverable", tsv("Title|Target", "Pavilion|2029"))
    assert "Log progress" in other.rows[0].problems[1]
    assert outcomes(
        plan(services, "deliverable", tsv("Title|Target|Status", "Pavilion|2028|At risk"))
    ) == [SAME]


def test_hostile_cells_stay_texts_or_are_problems(services: Services) -> None:
    rows = (
        ("Name", "City"),
        ('\'=HYPERLINK("http://x")', "=1+1"),
        ("\u202eevil\u202c", "서울"),
        ("nul\x00byte", ""),
        ("a" * 5_000, ""),
    )
    found = services.pasting.guess("organisation", rows, TODAY)
    made = services.pasting.plan(
        "organisation", rows, PasteOptions(found.has_head, found.mapping), TODAY
    )
    assert outcomes(made) == [NEW, NEW, PROBLEM, PROBLEM]
    services.pasting.apply(made)
    names = {one.name for one in services.records.several(Organisation, range(1, 9)).values()}
    assert '=HYPERLINK("http://x")' in names


def test_rows_with_problems_come_back_with_their_reasons(services: Services) -> None:
    made = plan(
        services, "organisation", tsv("Name|Country|Notes", "A|Nowhereland|=x", "B|KR|", "|KR|y")
    )
    text = services.pasting.problem_rows(made)
    back = read_rows(text)
    assert back[0] == ("Name", "Country", "Notes", "Problem")
    assert [row[:3] for row in back[1:]] == [("A", "Nowhereland", "'=x"), ("", "KR", "y")]
    assert "Nowhereland" in back[1][3]
    mended = text.replace("Nowhereland", "Japan")
    assert outcomes(plan(services, "organisation", mended))[0] is NEW


def test_a_record_changed_meanwhile_stops_it_all(services: Services) -> None:
    made = factories.organisation(services, "Cell Society")
    planned = plan(services, "organisation", tsv("Name|City", "Cell Society|Seoul", "New|Busan"))
    services.bulk.set_field(RecordRef("organisation", made), "city", "Tokyo")
    before = content(services)
    with pytest.raises(StaleRecord):
        services.pasting.apply(planned)
    assert content(services) == before


class Stopped(Exception):
    """What a person who stops it raises."""


def test_stopped_in_the_middle_nothing_is_there(services: Services) -> None:
    made = plan(services, "contact", tsv("Name", *(f"Person {n}" for n in range(900))))
    before = content(services)

    def report(done: int, _total: int) -> None:
        if done > 400:
            raise Stopped

    with pytest.raises(Stopped):
        services.pasting.apply(made, report)
    assert content(services) == before


_CELLS = st.sampled_from(
    [
        "",
        "Seoul",
        "KR",
        "한국",
        "2027",
        "next Friday",
        "=x",
        "CARM",
        "ISCT; SCRM",
        "5 m²",
        "Pavilion",
    ]
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    kind=st.sampled_from(["agreement", "deliverable", "organisation", "contact", "event"]),
    data=st.data(),
)
def test_whatever_is_pasted_undo_gives_back_everything(
    samples: Services, kind: str, data: st.DataObject
) -> None:
    keys = [one.key for one in samples.pasting.fields(kind)]
    mapping = data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=5, unique=True))
    cells = st.lists(_CELLS, min_size=len(mapping), max_size=len(mapping)).map(tuple)
    rows = tuple(data.draw(st.lists(cells, min_size=1, max_size=6)))
    options = PasteOptions(
        False, tuple(mapping), data.draw(st.booleans()), data.draw(st.booleans())
    )
    before = content(samples)
    made = samples.pasting.plan(kind, rows, options, TODAY)
    assert content(samples) == before
    change_set = samples.pasting.apply(made)
    writing = made.count(NEW) + made.count(CHANGED)
    assert (change_set is None) == (writing == 0)
    if change_set is not None:
        samples.undo.undo(change_set.id)
    assert content(samples) == before


# --- looking names up -----------------------------------------------------------------------------


@given(st.text())
def test_names_that_are_the_same_stand_in_the_index_as_the_same(name: str) -> None:
    assert indexed_name(name_of(name)) == indexed_name(name)


def test_names_are_looked_up_without_reading_the_others(services: Services) -> None:
    id = factories.organisation(services, "Cell  Society Inc.", acronym="ÉCS")
    sign = factories.organisation(services, "???")
    gone = factories.organisation(services, "Gene Society")
    services.records.trash(RecordRef("organisation", gone))
    factories.organisation(services, "Cell Society")
    asked: list[tuple[str, Any]] = []

    def heard(_c: object, _cursor: object, said: str, given: Any, *_more: object) -> None:
        asked.append((said, given))

    with services.database.read() as connection:
        event.listen(connection, "before_cursor_execute", heard)
        names = [name_of(name) for name in ("cell society INC.", "écs", "???", "Gene Society", "x")]
        found = called(connection, "organisation", names)
        event.remove(connection, "before_cursor_execute", heard)
        assert found == {names[0]: [id], names[1]: [id], "???": [sign]}
        plans = [
            row[-1]
            for said, given in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given)
        ]
    assert plans
    assert not [plan for plan in plans if plan.startswith("SCAN") and "VIRTUAL" not in plan]
