"""Records that refer to each other are written together or not at all."""

import pytest

from tracker.domain.changes import Action
from tracker.domain.dates import PartialDate
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import Agreement, Contact, Deliverable, Organisation, ProgressEntry
from tracker.domain.records.agreements import Party
from tracker.domain.records.contacts import Affiliation
from tracker.domain.records.organisations import OrganisationLink
from tracker.errors import StaleRecord
from tracker.services import Services
from tracker.services.batch import InvalidBatch

ADD = Action("Add several")
DAY = PartialDate.parse("2024-06")


def test_drafts_may_refer_to_each_other_in_circles(services: Services) -> None:
    kept = services.records.save(Organisation(name="Kept")).ref
    loaded = services.records.open(Organisation, kept.id).record
    written = services.batch.write(
        [
            loaded.model_copy(update={"links": (OrganisationLink(other_id=-1),)}),
            Organisation(
                id=-1, name="New", owner_id=-1, links=(OrganisationLink(other_id=kept.id),)
            ),
            Contact(id=-1, name="Ann", affiliations=(Affiliation(organisation_id=-1),)),
            Agreement(id=-1, parties=(Party(organisation_id=-1), Party(organisation_id=kept.id))),
            Deliverable(id=-1, title="Pavilion", agreement_id=-1),
        ],
        [ProgressEntry(deliverable_id=-1, on=DAY, status=DeliverableStatus.DELIVERED)],
        ADD,
    )
    records = services.archive.dump()["records"]
    kept_row, new = records["organisation"]
    (ann,) = records["contact"]
    assert new["owner_id"] == ann["id"]
    assert ann["affiliations"][0]["organisation_id"] == new["id"]
    assert kept_row["links"][0]["other_id"] == new["id"]
    assert records["deliverable"][0]["agreement_id"] == records["agreement"][0]["id"]
    (entry,) = records["progress_entry"]
    assert (entry["recorded_by"], entry["deliverable_id"]) == ("tester", 1)
    assert {ref.id for ref in written.refs.values()} == {1, 2}
    services.undo.undo()
    after = services.archive.dump()["records"]
    assert [len(after[kind]) for kind in ("organisation", "contact", "deliverable")] == [1, 0, 0]
    assert "links" not in after["organisation"][0]


def test_one_mistake_and_nothing_is_written(services: Services) -> None:
    with pytest.raises(InvalidBatch) as error:
        services.batch.write([Organisation(id=-1, name="A"), Contact(id=-1, name=" ")], [], ADD)
    assert isinstance(error.value.record, Contact)
    assert services.archive.dump()["records"]["organisation"] == []


def test_a_stale_record_is_refused_with_all_the_others(services: Services) -> None:
    ref = services.records.save(Organisation(name="A")).ref
    stale = services.records.open(Organisation, ref.id).record
    services.records.save(stale.model_copy(update={"name": "B"}))
    with pytest.raises(StaleRecord):
        services.batch.write(
            [Organisation(id=-1, name="C"), stale.model_copy(update={"name": "D"})], [], ADD
        )
    assert [o["name"] for o in services.archive.dump()["records"]["organisation"]] == ["B"]


def test_nothing_to_write_is_no_action(services: Services) -> None:
    assert services.batch.write([], [], ADD).change_set is None
    assert services.undo.state().undo is None
