"""Lists as files: what is read back from them is what the list shows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests import factories
from tracker.domain.filters import EVERYTHING, Condition, Operator
from tracker.domain.list_views import ListQuery, ShownList, Sort
from tracker.domain.money import Money
from tracker.domain.record import RecordRef
from tracker.errors import NotWritable, UnknownField
from tracker.reports import list_xlsx
from tracker.reports.list_columns import Amount, Cell, CellKind, ReportColumn
from tracker.reports.list_csv import write_list_csv
from tracker.reports.list_xlsx import TooManyRows, write_list_xlsx
from tracker.services import Services

TODAY = date(2026, 11, 21)
COLUMNS = (
    "title",
    "type",
    "status",
    "target",
    "percent",
    "pavilion.area",
    "cost",
    "agreement",
    "tags",
)


def shown(kind: str = "deliverable", columns: tuple[str, ...] = COLUMNS, **more: Any) -> ShownList:
    query = ListQuery(more.pop("filter", EVERYTHING), TODAY)
    return ShownList(kind, query, columns=columns, title="Deliverables: all/any", **more)


def sheet(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def filled(services: Services) -> Services:
    mou = factories.agreement(services, "MoU of ISCT & <CARM>")
    factories.deliverable(
        services,
        "한국관 Pavilion",
        target="2027-05-04",
        details={"area": "62.5"},
        agreement_id=mou,
        cost=Money(amount=25_000, currency="USD"),
        tags=("asia", "2027"),
    )
    factories.deliverable(services, "=HYPERLINK(1)", target="2027-05")
    factories.deliverable(services, "<r>bold</r>", target="2020-01-02")
    return services


def test_a_workbook_has_typed_cells(filled: Services, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    assert filled.list_export.export(shown(sort=(Sort("title"),)), path, "xlsx") == 3
    head, *rows = sheet(path)
    assert head == [
        "Deliverable", "Type", "Status", "Target", "Progress", "Area (Pavilion)", "Cost",
        "Agreement", "Tags",
    ]  # fmt: skip
    by_name = {str(row[0]).strip(): row for row in rows}
    assert set(by_name) == {"한국관 Pavilion", "=HYPERLINK(1)", "<r>bold</r>"}
    pavilion = by_name["한국관 Pavilion"]
    assert pavilion[1:4] == ["Pavilion", "Planned", date(2027, 5, 4)]
    assert pavilion[5:] == [62.5, 25_000, "MoU of ISCT & <CARM>", "asia; 2027"]
    # A month is no day: it is written as words.
    assert by_name["=HYPERLINK(1)"][3] == "May 2027"
    assert by_name["<r>bold</r>"][2] == "Overdue"
    assert CalamineWorkbook.from_path(str(path)).sheet_names == ["Deliverables  all any"]
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".tracker")] == []


def test_csv_is_read_back_and_calculates_nothing(filled: Services, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    assert filled.list_export.export(shown(sort=(Sort("title"),)), path, "csv") == 3
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in path.read_bytes()
    _, *rows = table(path)
    by_name = {row[0]: row for row in rows}
    assert "'=HYPERLINK(1)" in by_name
    assert by_name["한국관 Pavilion"][3:7] == ["2027-05-04", "", "62.5", "USD 25000"]


def test_rows_columns_and_order_are_those_shown(samples: Services, tmp_path: Path) -> None:
    narrowed = Condition("country", Operator.IS, ("KR",))
    for form in ("xlsx", "csv"):
        path = tmp_path / f"list.{form}"
        list_ = shown(
            "organisation", ("acronym", "name"), filter=narrowed, sort=(Sort("name", True),)
        )
        count = samples.list_export.export(list_, path, form)  # type: ignore[arg-type]
        ids = samples.lists.ids("organisation", list_.query, list_.sort)
        rows = samples.lists.rows("organisation", ids, TODAY, ["acronym", "name"])
        assert count == len(ids) > 3
        read = sheet(path) if form == "xlsx" else table(path)
        assert [tuple(row) for row in read[1:]] == [
            tuple(cell or "" for cell in row) for row in rows
        ]


def test_only_what_is_selected(samples: Services, tmp_path: Path) -> None:
    ids = samples.lists.ids("contact", ListQuery(today=TODAY))
    wanted = [ids[4], ids[1]]
    path = tmp_path / "list.csv"
    assert samples.list_export.export(shown("contact", ("name",)), path, "csv", only=wanted) == 2
    rows = samples.lists.rows("contact", [ids[1], ids[4]], TODAY, ["name"])
    assert [row[0] for row in table(path)[1:]] == [row[0] for row in rows]


@pytest.mark.parametrize("kind", ["agreement", "deliverable", "organisation", "contact", "event"])
def test_every_column_there_is_can_be_written(samples: Services, tmp_path: Path, kind: str) -> None:
    columns = tuple(column.key for column in samples.lists.columns(kind))
    for form in ("xlsx", "csv"):
        path = tmp_path / f"list.{form}"
        count = samples.list_export.export(shown(kind, columns), path, form)  # type: ignore[arg-type]
        read = sheet(path) if form == "xlsx" else table(path)
        assert count == samples.lists.total(kind)
        assert len(read) == count + 1
        assert len(read[0]) == len(columns)


def test_an_empty_list_has_its_head(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    assert services.list_export.export(shown(), path, "xlsx") == 0
    assert len(sheet(path)) == 1


def test_an_unknown_column_writes_nothing(services: Services, tmp_path: Path) -> None:
    with pytest.raises(UnknownField):
        services.list_export.export(shown(columns=("nosuch",)), tmp_path / "list.csv", "csv")
    assert not (tmp_path / "list.csv").exists()


class Stopped(Exception):
    """What a person who stops it raises."""


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_stopped_it_leaves_the_old_file_and_nothing_else(
    filled: Services, tmp_path: Path, form: Any
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / f"list.{form}"
    path.write_text("before")

    def report(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        filled.list_export.export(shown(), path, form, report)
    assert [file.name for file in folder.iterdir()] == [path.name]
    assert path.read_text() == "before"


def test_the_database_is_not_written_over(filled: Services) -> None:
    with pytest.raises(NotWritable):
        filled.list_export.export(shown(), filled.database_path, "csv")
    assert filled.lists.total("deliverable") == 3


def test_a_folder_that_is_not_there_is_named(filled: Services, tmp_path: Path) -> None:
    for form in ("xlsx", "csv"):
        with pytest.raises(NotWritable) as caught:
            filled.list_export.export(shown(), tmp_path / "no" / f"list.{form}", form)  # type: ignore[arg-type]
        assert "no" in str(caught.value)


def test_more_rows_than_a_sheet_holds_are_refused(
    filled: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_xlsx, "MOST_ROWS", 2)
    with pytest.raises(TooManyRows):
        filled.list_export.export(shown(), tmp_path / "list.xlsx", "xlsx")
    assert not list(tmp_path.glob("list.*"))
    assert filled.list_export.export(shown(), tmp_path / "list.csv", "csv") == 3


def test_all_is_of_one_moment(filled: Services, tmp_path: Path) -> None:
    """What is saved while a list is written is not in it, not even half."""
    described, chunks = filled.list_export.rows(shown(columns=("title",)))
    first = next(chunks)
    ids = sorted(filled.lists.ids("deliverable", ListQuery(today=TODAY)))
    filled.records.trash(RecordRef("deliverable", ids[0]))
    assert len(first) + sum(map(len, chunks)) == 3
    assert described[0].title == "Deliverable"
    assert tmp_path.exists()


HOSTILE = [
    "_x0041_ A",
    " spaces ",
    "two\nlines",
    "<r><t>x</t></r>",
    "&amp; ]]>",
    "\u202eturned\u202c",
    "nul\x00\x07",
    "한" * 40_000,
    "\ud800 half",
    "+82 2 123",
    "@x",
    "-1",
    "'quoted",
    "1,000",
    "",
]


def chunks(rows: Sequence[Sequence[Cell]]) -> Iterator[Sequence[Sequence[Cell]]]:
    for at in range(0, len(rows), 4):
        yield rows[at : at + 4]


def test_hostile_texts_are_read_back_as_texts(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [[text, 1, date(1850, 1, 2)] for text in HOSTILE]
    columns = [
        ReportColumn("=head", CellKind.TEXT),
        ReportColumn("n", CellKind.PERCENT),
        ReportColumn("d", CellKind.DATE),
    ]
    path = tmp_path / "x.xlsx"
    with path.open("wb") as file:
        assert write_list_xlsx(file, tmp_path, "[History]:*?", columns, chunks(rows)) == len(rows)
    head, *read = sheet(path)
    assert head[0] == "=head"
    assert read[0] == ["_x0041_ A", 0.01, "1850-01-02"]
    assert [row[0] for row in read[1:6]] == [
        " spaces ", "two\nlines", "<r><t>x</t></r>", "&amp; ]]>", "turned",
    ]  # fmt: skip
    assert read[6][0] == "nul"
    assert len(read[7][0]) <= 32_767
    assert [row[0] for row in read[9:14]] == HOSTILE[9:14]
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        write_list_csv(file, columns, chunks(rows))
    words = [row[0] for row in table(path)]
    assert words[0] == "'=head"
    assert words[10:13] == ["'+82 2 123", "'@x", "'-1"]
    assert not any(word.startswith(("=", "+", "-", "@")) for word in words)


def test_money_keeps_its_currency(tmp_path: Path) -> None:
    from decimal import Decimal

    path = tmp_path / "x.xlsx"
    rows: list[list[Cell]] = [
        [Amount(Decimal(25_000), "USD")],
        [Amount(Decimal("9.5"), 'E"UR')],
        [None],
    ]
    with path.open("wb") as file:
        write_list_xlsx(file, tmp_path, "", [ReportColumn("Cost", CellKind.NUMBER)], [rows])
    assert [row[0] for row in sheet(path)[1:3]] == [25_000, 9.5]


def test_what_is_exported_can_be_pasted_back(filled: Services, tmp_path: Path) -> None:
    from tracker.services.pasting import Outcome, PasteOptions
    from tracker.services.pasting_table import even

    path = tmp_path / "list.csv"
    filled.list_export.export(shown(), path, "csv")
    rows = even(table(path))
    found = filled.pasting.guess("deliverable", rows, TODAY)
    plan = filled.pasting.plan(
        "deliverable", rows, PasteOptions(found.has_head, found.mapping), TODAY
    )
    assert found.has_head
    assert {row.outcome for row in plan.rows} == {Outcome.SAME}
