"""Where undo has to refuse, or to follow an order, so that nothing is left behind."""

import pytest
from sqlalchemy import func, select

from tests import factories
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Organisation, Source, Task
from tracker.domain.records.agreements import Party
from tracker.domain.records.evidence import Citation
from tracker.domain.records.organisations import OrganisationName
from tracker.errors import BrokenReference, UndoRefused
from tracker.services import Services
from tracker.storage import tables


def edit(services: Services, id: int, **changes: object) -> int:
    """The id of the change set that edits an organisation."""
    stored = services.records.open(Organisation, id).record
    change_set = services.records.save(stored.model_copy(update=changes)).change_set
    assert change_set is not None
    return change_set.id


def rows(services: Services, table: str) -> int:
    with services.database.read() as connection:
        counted = connection.execute(select(func.count()).select_from(tables.TABLES[table]))
        return int(counted.scalar_one())


def test_a_record_is_not_undone_away_from_under_its_citations(services: Services) -> None:
    source = services.records.save(Source(title="Announcement")).ref.id
    saved = services.records.save(Organisation(name="ARM"))
    edit(services, saved.ref.id, citations=(Citation(source_id=source),))
    assert saved.change_set is not None
    with pytest.raises(UndoRefused, match="Edit organisation ARM"):
        services.undo.undo(saved.change_set.id)
    assert rows(services, "citation") == 1
    services.undo.undo()
    services.undo.undo(saved.change_set.id)
    assert rows(services, "citation") == rows(services, "organisation") == 0


def test_a_record_is_not_undone_away_from_under_its_tasks(services: Services) -> None:
    saved = services.records.save(Organisation(name="ARM"))
    task = Task(title="Call them", subject_kind="organisation", subject_id=saved.ref.id)
    services.records.save(task)
    assert saved.change_set is not None
    with pytest.raises(UndoRefused, match="Add task Call them"):
        services.undo.undo(saved.change_set.id)
    assert services.lists.total("organisation") == 1


def test_the_reason_names_the_action_in_the_way_and_not_just_the_newest(
    services: Services,
) -> None:
    saved = services.records.save(Organisation(name="ISCT"))
    factories.agreement(services, "MoU", (saved.ref.id,))
    factories.contact(services, "Somebody else")
    assert saved.change_set is not None
    with pytest.raises(UndoRefused, match="Add agreement MoU"):
        services.undo.undo(saved.change_set.id)


def test_only_an_action_that_stands_is_undone(services: Services) -> None:
    factories.organisation(services, "ISCT")
    undone = services.undo.undo()
    for id in (undone.id, 1, 99):
        with pytest.raises(UndoRefused, match="nothing to undo"):
            services.undo.undo(id)
    assert str(services.undo.state().redo) == "Add organisation ISCT"


def test_redo_takes_up_what_was_undone_last(services: Services) -> None:
    first = services.records.save(Organisation(name="first")).change_set
    factories.organisation(services, "second")
    factories.organisation(services, "third")
    assert first is not None
    services.undo.undo(first.id)
    services.undo.undo()
    assert str(services.undo.state().redo) == "Add organisation third"
    services.undo.redo()
    assert str(services.undo.state().redo) == "Add organisation first"
    services.undo.redo()
    assert services.undo.state().redo is None
    assert services.lists.total("organisation") == 3


def test_a_reference_to_nothing_is_refused_in_plain_words(services: Services) -> None:
    with pytest.raises(BrokenReference, match="A record named in it is gone"):
        services.records.save(Agreement(title="MoU", parties=(Party(organisation_id=99),)))
    assert services.lists.total("agreement") == 0
    factories.organisation(services, "works on")


def test_a_row_that_stands_twice_in_a_draft_is_two_rows(services: Services) -> None:
    id = factories.organisation(services, "ARM", names=(OrganisationName(name="A"),))
    stored = services.records.open(Organisation, id).record
    (name,) = stored.names
    edit(services, id, names=(name, name.model_copy(update={"name": "B"})))
    names = services.records.open(Organisation, id).record.names
    assert [one.name for one in names] == ["A", "B"]
    assert names[0].id == name.id != names[1].id
    services.undo.undo()
    assert services.records.open(Organisation, id).record.names == (name,)


def test_moving_to_the_trash_twice_is_one_action(services: Services) -> None:
    ref = RecordRef("contact", factories.contact(services, "Somebody"))
    assert services.records.restore(ref) is None
    assert services.records.trash(ref) is not None
    assert services.records.trash(ref) is None
    services.undo.undo()
    assert services.lists.total("contact") == 1


def test_an_agreement_follows_the_names_of_its_parties_also_in_the_trash(
    services: Services,
) -> None:
    arm, carm = (factories.organisation(services, name) for name in ("ARM", "CARM"))
    mou = RecordRef("agreement", factories.agreement(services, parties=(arm, carm)))
    services.records.trash(mou)
    edit(services, arm, name="Alliance")
    services.records.restore(mou)
    assert services.records.names({mou}) == {mou: "Alliance, CARM"}
    assert [hit.ref for hit in services.search.find("alliance carm")] == [mou]


def test_names_changed_and_undone_while_in_the_trash_reach_the_index(services: Services) -> None:
    arm = factories.organisation(services, "ARM")
    mou = RecordRef("agreement", factories.agreement(services, "Treaty", (arm,)))
    edited = edit(services, arm, names=(OrganisationName(name="Alliance"),))
    ref = RecordRef("organisation", arm)
    services.records.trash(ref)
    services.undo.undo(edited)
    services.records.restore(ref)
    assert services.search.find("alliance") == []
    assert {hit.ref for hit in services.search.find("arm")} == {ref, mou}
