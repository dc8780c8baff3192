"""The kept sort keys are those that the records say, whatever was done, undone and done again."""

import random
from datetime import timedelta

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Contact, Event, Organisation, ProgressEntry
from tracker.domain.records.agreements import Party
from tracker.domain.records.contacts import Affiliation
from tracker.errors import TrackerError
from tracker.services import Services
from tracker.storage import list_keys
from tracker.storage.tables import KEYS


def wrong(services: Services) -> list[str]:
    with services.database.unaudited() as connection:
        return list_keys.differences(connection)


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def change_something(services: Services, by: random.Random) -> None:
    """One action of a person, chosen at random."""
    lists = services.lists

    def some(kind: str) -> int:
        return by.choice(list(lists.ids(kind, ListQuery(today=TODAY))))

    match by.randrange(9):
        case 0:
            record = services.records.open(Organisation, some("organisation")).record
            name = f"{by.choice('ÄbçD')} {by.randrange(99)}"
            services.records.save(record.model_copy(update={"name": name, "acronym": ""}))
        case 1:
            agreement = services.records.open(Agreement, some("agreement")).record
            parties = tuple(Party(organisation_id=some("organisation")) for _ in range(2))
            kept = agreement.parties[: by.randrange(3)]
            changed = {"parties": (*kept, *parties), "title": by.choice(["", "Łódź"])}
            services.records.save(agreement.model_copy(update=changed))
        case 2:
            event = services.records.open(Event, some("event")).record
            renamed = event.model_copy(update={"name": f"Forum {by.randrange(99)}"})
            services.records.save(renamed)
        case 3:
            entry = ProgressEntry(
                deliverable_id=some("deliverable"), on=day(by.randrange(-400, 30)), note="x"
            )
            services.progress.log(entry)
        case 4:
            contact = services.records.open(Contact, some("contact")).record
            held = Affiliation(organisation_id=some("organisation"), title="Ä", since="2025")
            services.records.save(contact.model_copy(update={"affiliations": (held,)}))
        case 5:
            kind = by.choice(["organisation", "agreement", "deliverable", "event"])
            services.records.trash(RecordRef(kind, some(kind)))
        case 6:
            factories.deliverable(
                services, "new", (some("organisation"),), agreement_id=some("agreement")
            )
        case 7:
            services.undo.undo()
        case _:
            services.undo.redo()


@pytest.mark.parametrize("seed", range(4))
def test_keys_are_right_after_any_changes_and_undos(samples: Services, seed: int) -> None:
    by = random.Random(seed)
    for _ in range(12):
        try:
            change_something(samples, by)
        except TrackerError:
            continue
        assert wrong(samples) == []


def test_a_wrong_key_is_named(samples: Services) -> None:
    table = KEYS["deliverable"]
    with samples.database.unaudited() as connection:
        connection.execute(table.update().where(table.c.id == 3).values(event="zzz"))
        connection.execute(table.delete().where(table.c.id == 5))
        assert list_keys.differences(connection) == ["deliverable 3", "deliverable 5"]
        list_keys.rebuild(connection)
        assert list_keys.differences(connection) == []


def test_an_organisation_that_leaves_an_agreement_counts_it_no_more(services: Services) -> None:
    arm, isct = factories.organisation(services, "ARM"), factories.organisation(services, "ISCT")
    mou = factories.agreement(services, "MoU", (arm, isct))

    def counts() -> list[int]:
        rows = services.lists.rows("organisation", [arm, isct], TODAY, ["agreements"])
        return [row[0] for row in rows]

    assert counts() == [1, 1]
    record = services.records.open(Agreement, mou).record
    services.records.save(record.model_copy(update={"parties": record.parties[:1]}))
    assert counts() == [1, 0]
    services.undo.undo()
    assert counts() == [1, 1]
    services.records.trash(RecordRef("agreement", mou))
    assert counts() == [0, 0]


def test_what_is_logged_for_a_coming_day_does_not_count_before_it(services: Services) -> None:
    early, late = (factories.deliverable(services, name) for name in ("early", "late"))
    for id, on in ((early, day(-9)), (early, day(5)), (late, day(-3))):
        services.progress.log(ProgressEntry(deliverable_id=id, on=on, note="x"))
    newest = [Sort("last_logged", descending=True)]

    def order(offset: int) -> list[int]:
        today = TODAY + timedelta(days=offset)
        return list(services.lists.ids("deliverable", ListQuery(today=today), newest))

    assert order(0) == [late, early]
    assert order(5) == [early, late]
    shown = services.lists.rows("deliverable", [early], TODAY, ["last_logged"])[0][0]
    assert shown.edtf == day(-9)
