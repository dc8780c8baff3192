"""Two people on one file: nobody's rows are overwritten, and what both changed is named."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.ui.forms.bench import ALT, CTRL, SHIFT, TODAY, Bench, Key, children
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, Organisation
from tracker.domain.records.agreements import Commitment, Party, PartyRole
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.services import Services, open_services
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.merging import Clash, merge, same
from tracker.ui.forms.notices import NoticeBar


@pytest.fixture
def colleague(bench: Bench) -> Iterator[Services]:
    """Somebody else with the same file open."""
    made = open_services(bench.services.database_path, "colleague", lambda: TODAY)
    yield made
    made.close()


def _opened(bench: Bench, ref: RecordRef) -> RecordFormDialog:
    bench.forms.edit(ref, None)
    bench.settle()
    return bench.opened()


def _take_over(bench: Bench, dialog: RecordFormDialog) -> str:
    """Save, be refused, take the newer record over; what the form says then."""
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    (notice,) = [one for one in dialog.findChildren(NoticeBar) if not one.isHidden()]
    (button,) = notice.findChildren(QPushButton)
    button.click()
    bench.settle()
    return notice.accessibleName()


def _retype(bench: Bench, field: Any, text: str) -> None:
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    bench.type(text)


def _agreement(bench: Bench) -> tuple[RecordRef, list[int]]:
    """An agreement of two parties with three commitments, and four organisations."""
    save = bench.services.records.save
    names = ("ISCT", "SCRM", "CARM", "KSCT")
    ids = [save(Organisation(name=name)).ref.id for name in names]
    made = Agreement(
        title="MoU",
        parties=(Party(organisation_id=ids[0]), Party(organisation_id=ids[1])),
        commitments=tuple(Commitment(text=text) for text in ("pavilion", "seminar", "report")),
    )
    return save(made).ref, ids


def test_a_colleagues_rows_stay_and_ones_own_come_to_them(
    bench: Bench, colleague: Services
) -> None:
    ref, ids = _agreement(bench)
    dialog = _opened(bench, ref)
    # Mine: a further party, one commitment reworded, one removed.
    parties = children(dialog, "parties")
    parties.field().setFocus()
    bench.press(Key.Key_Space)
    bench.settle()
    bench.pick("CARM")
    rows = children(dialog, "commitments").rows
    _retype(bench, rows[0].first_field(), "a pavilion together")
    rows[2].first_field().setFocus()
    bench.press(Key.Key_Delete, ALT | SHIFT)
    # The colleague's: another party, the role of one that is there, a commitment, the remarks.
    stored = colleague.records.open(Agreement, ref.id).record
    host = stored.parties[0].model_copy(update={"role": PartyRole.HOST})
    colleague.records.save(
        stored.model_copy(
            update={
                "parties": (host, stored.parties[1], Party(organisation_id=ids[3])),
                "commitments": (*stored.commitments, Commitment(text="training")),
                "remarks": "seen by the board",
            }
        )
    )
    said = _take_over(bench, dialog)
    assert "Changed by both" not in said
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    after = colleague.records.open(Agreement, ref.id).record
    assert {one.organisation_id for one in after.parties} == set(ids)
    assert after.parties[0].role is PartyRole.HOST
    assert [one.text for one in after.commitments] == ["a pavilion together", "seminar", "training"]
    assert after.remarks == "seen by the board"


def test_what_both_changed_is_kept_as_mine_and_named(bench: Bench, colleague: Services) -> None:
    ref, _ = _agreement(bench)
    dialog = _opened(bench, ref)
    rows = children(dialog, "commitments").rows
    _retype(bench, rows[0].first_field(), "mine")
    _retype(bench, rows[1].first_field(), "my seminar")
    rows[2].first_field().setFocus()
    bench.press(Key.Key_Delete, ALT | SHIFT)
    _retype(bench, dialog.form.editor("title").field(), "My MoU")
    stored = colleague.records.open(Agreement, ref.id).record
    first, _seminar, report = stored.commitments
    theirs = (
        first.model_copy(update={"text": "theirs"}),
        report.model_copy(update={"text": "yearly report"}),
    )
    update = {"title": "Their MoU", "commitments": theirs}
    colleague.records.save(stored.model_copy(update=update))
    said = _take_over(bench, dialog)
    assert said.endswith(
        "Changed by both, and yours is kept: Title; Commitments “yearly report”, removed by you;"
        " Commitments 1 · Commitment; Commitments 2 · Commitment."
    )
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    after = colleague.records.open(Agreement, ref.id).record
    assert after.title == "My MoU"
    assert [one.text for one in after.commitments] == ["mine", "my seminar"]


def test_participants_in_a_role_are_merged_too(bench: Bench, colleague: Services) -> None:
    save = bench.services.records.save
    ids = [save(Organisation(name=name)).ref.id for name in ("ISCT", "SCRM", "CARM")]
    one = DeliverableParticipant(role="exhibitors", organisation_id=ids[0])
    ref = save(Deliverable(type="pavilion", title="Pavilion", participants=(one,))).ref
    dialog = _opened(bench, ref)
    details: Any = dialog.form.editor("details")
    details.editor("exhibitors").field().setFocus()
    bench.press(Key.Key_Space)
    bench.settle()
    bench.pick("SCRM")
    details.editor("hall_booth").field().setFocus()
    bench.type("Hall 2")
    stored = colleague.records.open(Deliverable, ref.id).record
    another = DeliverableParticipant(role="exhibitors", organisation_id=ids[2])
    update = {"participants": (*stored.participants, another), "details": {"booths": 12}}
    colleague.records.save(stored.model_copy(update=update))
    assert "Changed by both" not in _take_over(bench, dialog)
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    after = colleague.records.open(Deliverable, ref.id).record
    assert {one.organisation_id for one in after.participants} == set(ids)
    assert (after.details["booths"], after.details["hall_booth"]) == (12, "Hall 2")


def test_an_old_draft_is_put_over_the_newer_record_in_the_same_way(
    bench: Bench, colleague: Services
) -> None:
    ref, ids = _agreement(bench)
    dialog = _opened(bench, ref)
    _retype(bench, children(dialog, "commitments").rows[0].first_field(), "mine")
    dialog.reject()
    bench.settle()
    stored = colleague.records.open(Agreement, ref.id).record
    theirs = (stored.commitments[0].model_copy(update={"text": "theirs"}), *stored.commitments[1:])
    update = {
        "parties": (*stored.parties, Party(organisation_id=ids[2])),
        "commitments": (*theirs, Commitment(text="training")),
    }
    colleague.records.save(stored.model_copy(update=update))
    again = _opened(bench, ref)
    (notice,) = [one for one in again.findChildren(NoticeBar) if not one.isHidden()]
    assert "saved since then" in notice.accessibleName()
    assert "yours is kept: Commitments 1 · Commitment." in notice.accessibleName()
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    after = colleague.records.open(Agreement, ref.id).record
    assert [one.text for one in after.commitments] == ["mine", "seminar", "report", "training"]
    assert len(after.parties) == 3


def _row(id: int | None, text: str, version: int = 0) -> dict[str, Any]:
    return {"id": id, "version": version, "fixed": {}, "cells": {"text": text}}


def test_a_row_removed_there_and_changed_here_comes_back_as_a_new_one() -> None:
    base = {"rows": [_row(1, "a"), _row(2, "b"), _row(3, "c")]}
    mine = {"rows": [_row(1, "a"), _row(2, "mine"), _row(3, "c"), _row(None, "new")]}
    merged = merge(base, mine, {"rows": [_row(4, "d", 1)]})
    assert [(one["id"], one["cells"]["text"]) for one in merged.values["rows"]] == [
        (None, "mine"), (None, "new"), (4, "d"),
    ]  # fmt: skip
    assert merged.clashes == [Clash(("rows", 0))]


def test_rows_keep_the_order_of_whoever_moved_them() -> None:
    one, two, three = _row(1, "a"), _row(2, "b"), _row(3, "c")
    base = {"rows": [one, two, three]}
    added = [one, _row(9, "theirs"), two, three]
    merged = merge(base, {"rows": [three, one, two]}, {"rows": added})
    assert [row["id"] for row in merged.values["rows"]] == [3, 1, 9, 2]
    assert merged.clashes == []
    both = merge(base, {"rows": [three, one, two]}, {"rows": [two, one, three]})
    assert both.clashes == [Clash(("rows",))]


def test_another_name_of_the_same_record_is_no_change() -> None:
    unnamed = {"id": 3, "label": "organisation-3", "text": "organisation-3"}
    named = {"id": 3, "label": "CARM", "text": "CARM"}
    assert same(unnamed, named)
    assert not same(named, {**named, "text": "CAR"})
    assert not same(named, {**named, "id": 4})


def test_another_type_there_keeps_what_was_entered_here_and_says_so() -> None:
    base = {
        "type": "forum",
        "details": {"type": "forum", "fields": {}, "stored": {}, "people": {}},
    }
    mine, theirs = copy.deepcopy(base), copy.deepcopy(base)
    mine["details"]["fields"] = {"topic": "mine"}  # type: ignore[index]
    theirs["type"] = theirs["details"]["type"] = "seminar"  # type: ignore[index]
    merged = merge(base, mine, theirs)
    assert merged.values == mine
    assert merged.clashes == [Clash(("details",))]
