"""Only what can have changed is renewed with a save; afterwards all is as the records say."""

import random
from typing import Any

import pytest
from sqlalchemy import event

from tests import factories
from tests.conftest import TODAY
from tracker.domain.list_views import ListQuery
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Contact, Deliverable, Organisation, ProgressEntry
from tracker.domain.records.agreements import LifecycleEvent
from tracker.domain.terms import TermKind
from tracker.errors import TrackerError
from tracker.services import Services
from tracker.services.bulk import FieldChange, How
from tracker.storage.list_keys import SHOWN, sources
from tracker.storage.tables import KEYS


def _some(services: Services, kind: str, by: random.Random) -> int:
    return by.choice(list(services.lists.ids(kind, ListQuery(today=TODAY))))


def _log(services: Services, by: random.Random) -> None:
    id = _some(services, "deliverable", by)
    earlier = [line.id for line in services.progress.entries(id)]
    said = {
        "on": by.choice(["2024", "2025-03", "2026-11-20", "2026-11-21", "2027-01-05"]),
        "note": by.choice(["", "새로운 소식", "on the way"]),
        "status": by.choice([None, *DeliverableStatus]),
        "percent": by.choice([None, None, 10, 60]),
        "corrects_id": by.choice([None, None, *earlier[-1:]]),
    }
    services.progress.log(ProgressEntry(deliverable_id=id, **said))


def _edit(services: Services, kind: Any, by: random.Random, **changed: Any) -> None:
    record = services.records.open(kind, _some(services, kind.key, by)).record
    services.records.save(record.model_copy(update=changed))


def _agreement(services: Services, by: random.Random) -> None:
    record = services.records.open(Agreement, _some(services, "agreement", by)).record
    signed = LifecycleEvent(kind=by.choice(["signed", "terminated"]), on=by.choice(["2020", None]))
    fields = {
        "purpose": f"to meet {by.randrange(99)}",
        "lifecycle": by.choice([record.lifecycle[:1], (*record.lifecycle, signed)]),
        "term_kind": by.choice([TermKind.UNKNOWN, TermKind.OPEN_ENDED]),
        "title": by.choice(["", "각서 2026"]),
        "parties": record.parties[::-1],
    }
    chosen = {name: fields[name] for name in by.sample(list(fields), 2)}
    services.records.save(record.model_copy(update=chosen))


def _change_something(services: Services, by: random.Random) -> None:
    match by.randrange(9):
        case 0 | 1:
            _log(services, by)
        case 2 | 3:
            _agreement(services, by)
        case 4:
            _edit(services, Organisation, by, acronym=by.choice(["", "ＡＢＣ", "대한회"]))
        case 5:
            _edit(services, Contact, by, name=by.choice(["Hong Gil-dong", "홍길동"]))
        case 6:
            chosen = {"opening_status": by.choice(list(DeliverableStatus)), "title": "Booth"}
            _edit(services, Deliverable, by, **chosen)
        case 7:
            kind = by.choice(["organisation", "agreement", "deliverable"])
            services.records.trash(RecordRef(kind, _some(services, kind, by)))
        case _:
            services.undo.undo() if by.random() < 0.6 else services.undo.redo()


@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_amiss_after_any_changes(samples: Services, seed: int) -> None:
    by, done = random.Random(seed), 0
    for _ in range(15):
        try:
            _change_something(samples, by)
        except TrackerError:
            continue
        done += 1
        if done % 3 == 0:
            assert samples.checking.check().findings == ()
    assert done > 7
    assert samples.checking.check().findings == ()


def test_of_a_purpose_follow_its_words_and_nothing_else(services: Services) -> None:
    arm = factories.organisation(services, "Alliance for Regenerative Medicine", "ARM")
    mou = factories.agreement(services, "MoU", (arm,), signed="2024-06-04")
    written = _written(services)
    record = services.records.open(Agreement, mou).record
    services.records.save(record.model_copy(update={"purpose": "to train reviewers"}))
    assert {"agreement", "search_document", "search_text", "change", "change_set"} == written
    assert services.checking.check().is_whole


def test_a_tag_for_many_renews_no_spans(services: Services) -> None:
    made = [factories.deliverable(services, f"Booth {n}") for n in range(3)]
    written = _written(services)
    services.bulk.apply("deliverable", made, [FieldChange("tags", ("new",), How.ADD)])
    assert {"deliverable", "search_document", "search_text", "change", "change_set"} == written
    assert services.checking.check().is_whole


def _written(services: Services) -> set[str]:
    """The tables that are written from now on."""
    found: set[str] = set()

    def note(_c: Any, _k: Any, statement: str, *_: Any) -> None:
        words = statement.replace("INTO ", "").replace("FROM ", "").split()
        if words[0] in ("INSERT", "UPDATE", "DELETE"):
            found.add(words[1])

    event.listen(services.database._writer, "before_cursor_execute", note)
    return found


def test_the_fields_behind_what_lists_sort_by() -> None:
    assert ("agreement", "announced") in sources("agreement")
    assert ("lifecycle_event", "on") in sources("agreement")
    assert ("agreement", "term_notice") in sources("agreement")
    assert ("party", "_position") in sources("agreement")
    assert ("organisation", SHOWN) in sources("agreement")
    assert ("agreement", "trashed_at") in sources("organisation")
    assert ("party", "") in sources("organisation")
    assert ("affiliation", "since") in sources("contact")
    assert ("event", SHOWN) in sources("deliverable")
    assert ("progress_entry", "corrects_id") in sources("deliverable")
    for kind in KEYS:
        assert (kind, "") in sources(kind)
        assert (kind, "remarks") not in sources(kind)
