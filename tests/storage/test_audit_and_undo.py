"""Every change is audited and undone in truth: undoing all gives the content of before."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests import factories
from tests.conftest import TODAY
from tracker.domain.changes import ChangeSetKind
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, Organisation, ProgressEntry
from tracker.domain.records.agreements import Commitment, Party
from tracker.domain.records.organisations import OrganisationName
from tracker.errors import InvalidDraft, NotFound, StaleRecord, UndoRefused
from tracker.services import Services, open_services
from tracker.storage import tables
from tracker.storage.reader import load_many
from tracker.storage.spans import agreement_span_rows, deliverable_span_rows


def content(services: Services) -> dict[str, list[tuple[Any, ...]]]:
    """Everything but the log of changes itself, versions and search row numbers."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with services.database.read() as connection:
        for table in tables.metadata.sorted_tables:
            # The bytes of a file stay when it is removed, so that this can be undone.
            if table.name in ("change", "change_set", "alembic_version", "attachment_content"):
                continue
            columns = [column for column in table.c if column.name != "version"]
            if table.name == "search_document":
                columns = [column for column in columns if column.name != "id"]
            rows = connection.execute(select(*columns)).all()
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found


def test_an_insert_is_one_row_and_an_update_one_row_a_field(services: Services) -> None:
    id = factories.organisation(services, "ISCT", country="CA")
    stored = services.records.open(Organisation, id).record
    services.records.save(
        stored.model_copy(update={"city": "Vancouver", "founded": PartialDate.parse("1992")})
    )
    with services.database.read() as connection:
        rows = connection.execute(select(tables.change).order_by(tables.change.c.id)).all()
    assert [(row.operation, row.field) for row in rows] == [
        ("insert", ""),
        ("update", "city"),
        ("update", "founded"),
    ]
    assert rows[0].after["name"] == "ISCT"
    assert (rows[2].before, rows[2].after) == (None, "1992")


def test_saving_what_is_there_writes_nothing(services: Services) -> None:
    id = factories.organisation(services, "ISCT")
    stored = services.records.open(Organisation, id).record
    assert services.records.save(stored).change_set is None
    assert services.records.open(Organisation, id).record.version == stored.version


def test_a_stale_write_is_refused_and_overwrites_nothing(services: Services) -> None:
    id = factories.organisation(services, "ISCT")
    mine = services.records.open(Organisation, id).record
    services.records.save(mine.model_copy(update={"city": "Vancouver"}))
    with pytest.raises(StaleRecord):
        services.records.save(mine.model_copy(update={"city": "Seoul"}))
    assert services.records.open(Organisation, id).record.city == "Vancouver"


def test_a_change_of_a_child_alone_makes_a_form_stale(services: Services) -> None:
    id = factories.organisation(services, "SCRM")
    mine = services.records.open(Organisation, id).record
    services.records.save(
        mine.model_copy(update={"names": (OrganisationName(name="GSRAC", kind="former"),)})
    )
    with pytest.raises(StaleRecord):
        services.records.save(mine.model_copy(update={"city": "Seoul"}))


def test_a_mistake_names_its_field_and_writes_nothing(services: Services) -> None:
    with pytest.raises(InvalidDraft) as caught:
        services.records.save(Agreement(commitments=(Commitment(text=""),)))
    assert {problem.path for problem in caught.value.problems} == {
        ("title",),
        ("commitments", 0, "text"),
    }
    assert services.lists.total("agreement") == 0
    assert services.undo.state().undo is None


def test_undo_and_redo_name_the_action_and_survive_a_restart(services: Services) -> None:
    factories.organisation(services, "ISCT")
    path = services.database_path
    services.close()
    again = open_services(path, "tester", services.today)
    assert str(again.undo.state().undo) == "Add organisation ISCT"
    done = again.undo.undo()
    assert done.kind is ChangeSetKind.UNDO
    assert done.touches("organisation", 1)
    assert again.lists.total("organisation") == 0
    assert again.undo.state().undo is None
    again.close()
    later = open_services(path, "tester", services.today)
    assert str(later.undo.state().redo) == "Add organisation ISCT"
    later.undo.redo()
    assert later.records.open(Organisation, 1).record.name == "ISCT"
    assert later.undo.state().redo is None
    later.close()


def test_a_new_action_ends_redoing(services: Services) -> None:
    factories.organisation(services, "ISCT")
    services.undo.undo()
    factories.organisation(services, "ARM")
    assert services.undo.state().redo is None
    with pytest.raises(UndoRefused):
        services.undo.redo()


def test_undo_refuses_with_a_reason_when_a_later_change_stands_in_the_way(
    services: Services,
) -> None:
    id = factories.organisation(services, "ISCT")
    first = services.records.save(
        services.records.open(Organisation, id).record.model_copy(update={"city": "Vancouver"})
    )
    services.records.save(
        services.records.open(Organisation, id).record.model_copy(update={"city": "Melbourne"})
    )
    assert first.change_set is not None
    with pytest.raises(UndoRefused, match="Edit organisation ISCT"):
        services.undo.undo(first.change_set.id)
    assert services.records.open(Organisation, id).record.city == "Melbourne"


def test_undoing_a_record_that_others_refer_to_is_refused(services: Services) -> None:
    saved = services.records.save(Organisation(name="ISCT"))
    factories.agreement(services, "MoU", (saved.ref.id,))
    assert saved.change_set is not None
    with pytest.raises(UndoRefused, match="Add agreement MoU"):
        services.undo.undo(saved.change_set.id)
    assert services.lists.total("organisation") == 1


def test_the_trash_keeps_the_record_and_its_links(services: Services) -> None:
    arm = factories.organisation(services, "Alliance", "ARM")
    mou = factories.agreement(services, "MoU", (arm,))
    services.records.trash(RecordRef("organisation", arm))
    assert services.lists.total("organisation") == 0
    assert services.search.find("Alliance", ["organisation"]) == []
    assert (
        services.pages.agreement(mou, services.today()).page.names[RecordRef("organisation", arm)]
        == "ARM"
    )
    services.records.restore(RecordRef("organisation", arm))
    assert services.lists.total("organisation") == 1
    assert services.search.find("Alliance")[0].ref.id == arm


def test_a_record_that_is_not_there_is_said_so(services: Services) -> None:
    with pytest.raises(NotFound):
        services.records.open(Agreement, 99)
    with pytest.raises(NotFound):
        services.progress.log(ProgressEntry(deliverable_id=99, on="2026-11-21", note="x"))


NAMES = st.sampled_from(
    ["ARM", "첨단재생의료산업협회", "=cmd|'/C'!A0", "שלום", "🧬 Cell", "湘南アイパーク"]
)
DATES = st.sampled_from(
    [None, "2024-06-04", "2024-06", "2019-05-29/2019-06-01", "2020~", "XXXX-XX-12"]
)
STATUSES = st.sampled_from([None, "in_progress", "delivered", "at_risk", "cancelled"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["organisation", "edit", "agreement", "deliverable", "log", "trash", "attach"]
        ),
        NAMES,
        DATES,
        STATUSES,
    ),
    min_size=1,
    max_size=12,
)


def _perform(services: Services, step: tuple[str, str, str | None, str | None]) -> None:
    what, name, on, status = step
    organisations = services.lists.ids("organisation", _all(services))
    deliverables = services.lists.ids("deliverable", _all(services))
    if what == "organisation" or not organisations:
        factories.organisation(services, name, founded=on)
    elif what == "edit":
        stored = services.records.open(Organisation, organisations[0]).record
        services.records.save(
            stored.model_copy(
                update={"name": name, "names": (*stored.names[:1], OrganisationName(name=name))}
            )
        )
    elif what == "agreement":
        factories.agreement(services, name, tuple(organisations[:3]), signed=on or "")
    elif what == "attach":
        kept = services.attachments
        file = kept.prepare_bytes(f"{name}.txt", name.encode())
        kept.add(RecordRef("organisation", organisations[0]), file)
    elif what == "trash":
        services.records.trash(RecordRef("organisation", organisations[-1]))
    elif what == "deliverable" or not deliverables:
        factories.deliverable(services, name, tuple(organisations[:2]), target=on)
    else:
        entry = ProgressEntry(
            deliverable_id=deliverables[0], on=on or "2026-11-21", note=name, status=status
        )
        services.progress.log(entry)


def _all(services: Services) -> Any:
    from tracker.domain.list_views import ListQuery

    return ListQuery(today=services.today())


@pytest.fixture
def empty(_empty_file: Path) -> Path:
    return _empty_file


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_undoing_everything_gives_the_content_of_every_step_back(
    tmp_path: Path, empty: Path, steps: list[Any]
) -> None:
    path = tmp_path / "a.tracker"
    for rest in tmp_path.glob("a.tracker*"):
        rest.unlink()
    opened = open_services(Path(shutil.copy(empty, path)), "tester", lambda: TODAY)
    states = [content(opened)]
    for step in steps:
        _perform(opened, step)
        states.append(content(opened))
    done = 0
    while opened.undo.state().undo is not None:
        opened.undo.undo()
        done += 1
    assert content(opened) == states[0]
    assert opened.checking.check().is_whole
    for _ in range(done):
        opened.undo.redo()
    assert content(opened) == states[-1]
    _spans_equal_folds(opened)
    # The index, the words of names and what lists sort by are what the records say.
    assert opened.checking.check().findings == ()
    opened.close()


def _spans_equal_folds(services: Services) -> None:
    with services.database.read() as connection:
        for table, expected in (
            (
                tables.agreement_span,
                [
                    row
                    for record in load_many(connection, Agreement)
                    for row in agreement_span_rows(record)
                ],
            ),
            (
                tables.deliverable_span,
                [
                    row
                    for record in load_many(connection, Deliverable)
                    for row in deliverable_span_rows(connection, record)
                ],
            ),
        ):
            stored = [dict(row) for row in connection.execute(select(table)).mappings()]
            assert sorted(map(repr, stored)) == sorted(map(repr, expected))


def test_spans_of_the_samples_equal_the_folds(samples: Services) -> None:
    _spans_equal_folds(samples)


def test_one_undo_removes_the_samples_and_one_redo_brings_them_back(samples: Services) -> None:
    before = content(samples)
    assert str(samples.undo.undo().action) == "Load the sample partnerships"
    assert all(not rows for name, rows in content(samples).items() if name != "attachment_content")
    samples.undo.redo()
    assert content(samples) == before


def test_parties_can_be_reordered_removed_and_undone(services: Services) -> None:
    ids = [factories.organisation(services, name) for name in ("ISCT", "SCRM", "CARM")]
    mou = factories.agreement(services, "MoU", tuple(ids))
    before = content(services)
    stored = services.records.open(Agreement, mou).record
    one, two, three = stored.parties
    services.records.save(
        stored.model_copy(
            update={"parties": (three, Party(organisation_id=ids[0], role="lead"), two)}
        )
    )
    changed = services.records.open(Agreement, mou).record
    assert [party.organisation_id for party in changed.parties] == [ids[2], ids[0], ids[1]]
    assert changed.parties[0].id == three.id
    assert changed.parties[1].id not in {one.id, two.id}
    services.undo.undo()
    assert content(services) == before
