"""Steps: added, reached, put in order, moved with the event; each action is undone by one undo."""

from typing import Any

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.milestone_templates import TemplateStep, usual_steps
from tracker.domain.offsets import read_offset
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, Event, ProgressEntry
from tracker.domain.records.deliverables import Milestone
from tracker.errors import InvalidDraft, NotFound, TrackerError, UndoRefused
from tracker.services import Services


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


def record(services: Services, id: int) -> Deliverable:
    return services.records.open(Deliverable, id).record


def steps(services: Services, id: int) -> list[tuple[str, str]]:
    return [(one.title, str(one.target or "")) for one in record(services, id).milestones]


def step(services: Services, id: int, title: str) -> Milestone:
    return next(one for one in record(services, id).milestones if one.title == title)


def pavilion(services: Services, dates: str = "2027-05-29/2027-06-01", **more: Any) -> int:
    at = factories.event(services, "ISCT 2027", dates=dates) if dates else None
    made = factories.deliverable(services, event_id=at, **more)
    services.milestones.apply_template(made)
    return made


def set_dates(services: Services, id: int, dates: str | None) -> Any:
    found = services.records.open(Event, id).record
    saved = services.records.save(found.model_copy(update={"dates": on(dates) if dates else None}))
    assert saved.change_set is not None
    return saved.change_set


# --- templates and the list -----------------------------------------------------------------


def test_the_usual_steps_are_added_with_their_targets_and_undone(services: Services) -> None:
    made = pavilion(services)
    assert steps(services, made)[3:5] == [
        ("Freight sent", "2027-04-17"),
        ("Built up", "2027-05-28"),
    ]
    assert len(steps(services, made)) == 7
    # A second time there is nothing to add.
    assert services.milestones.apply_template(made).change_set is None
    services.undo.undo()
    assert steps(services, made) == []


def test_an_edited_template_is_used_and_reset(services: Services) -> None:
    templates = services.milestones.templates
    edited = (
        TemplateStep("신청", read_offset("9 months before")),
        TemplateStep("  전시   개막 ", read_offset("on the day")),
        TemplateStep("Thanks"),
    )
    assert not templates.template("pavilion").edited
    templates.save("pavilion", "Pavilion", edited)
    found = templates.template("pavilion")
    assert found.edited
    assert [one.title for one in found.steps] == ["신청", "전시 개막", "Thanks"]
    assert templates.save("pavilion", "Pavilion", found.steps) is None
    made = pavilion(services)
    assert steps(services, made) == [
        ("신청", "2026-08-29"), ("전시 개막", "2027-05-29"), ("Thanks", ""),
    ]  # fmt: skip
    templates.save("pavilion", "Pavilion", edited[:1])
    assert len(templates.template("pavilion").steps) == 1
    services.undo.undo()
    assert len(templates.template("pavilion").steps) == 3
    assert templates.reset("pavilion", "Pavilion") is not None
    assert templates.template("pavilion").steps == usual_steps("pavilion")
    services.undo.undo()
    assert templates.template("pavilion").edited
    assert set(templates.edited()) == {"pavilion"}


def test_usual_steps_saved_unchanged_are_no_edit(services: Services) -> None:
    templates = services.milestones.templates
    assert templates.save("pavilion", "Pavilion", usual_steps("pavilion")) is None
    assert templates.reset("pavilion", "Pavilion") is None
    assert services.undo.state().undo is None


def test_a_template_with_a_nameless_step_is_refused(services: Services) -> None:
    wrong = [TemplateStep("Apply"), TemplateStep("  "), TemplateStep("x" * 100_000)]
    with pytest.raises(InvalidDraft) as refused:
        services.milestones.templates.save("pavilion", "Pavilion", wrong)
    assert [one.path for one in refused.value.problems] == [
        ("steps", 1, "title"), ("steps", 2, "title"),
    ]  # fmt: skip
    many = [TemplateStep(f"Step {n}") for n in range(201)]
    with pytest.raises(InvalidDraft, match="200"):
        services.milestones.templates.save("pavilion", "Pavilion", many)


def test_steps_are_added_renamed_ordered_and_removed(services: Services) -> None:
    made = factories.deliverable(services, target="2027-06")
    keep = services.milestones
    first = keep.add(made, " Design  agreed ").step_id
    second = keep.add(made, "Freight", offset=read_offset("1 month before")).step_id
    third = keep.add(made, "Apply", target=on("2027-01"), at=0).step_id
    assert first is not None
    assert second is not None
    assert third is not None
    assert steps(services, made) == [
        ("Apply", "2027-01"), ("Design agreed", ""), ("Freight", "2027-05"),
    ]  # fmt: skip
    keep.reorder(made, [second, third, first])
    assert [title for title, _ in steps(services, made)] == ["Freight", "Apply", "Design agreed"]
    keep.rename(made, first, "설계 확정")
    keep.set_target(made, first, on("2027-02-03"))
    keep.set_offset(made, first, read_offset("2 months before"))
    assert steps(services, made)[2] == ("설계 확정", "2027-04")
    keep.remove(made, third)
    assert [title for title, _ in steps(services, made)] == ["Freight", "설계 확정"]
    for _ in range(8):
        services.undo.undo()
    assert steps(services, made) == []
    for _ in range(8):
        services.undo.redo()
    assert [title for title, _ in steps(services, made)] == ["Freight", "설계 확정"]


def test_what_cannot_be_a_step_is_refused(services: Services) -> None:
    made = factories.deliverable(services)
    for wrong in ("", "   ", "x" * 100_000, "a\x00b"):
        with pytest.raises(InvalidDraft):
            services.milestones.add(made, wrong)
    assert steps(services, made) == []
    for missing in (
        lambda: services.milestones.rename(made, 99, "x"),
        lambda: services.milestones.reach(made, 99, on("2026")),
        lambda: services.milestones.add(99, "x"),
        lambda: services.milestones.anchor(99),
    ):
        with pytest.raises(NotFound):
            missing()


def test_two_hundred_steps(services: Services) -> None:
    at = factories.event(services, "ISCT 2027", dates="2027-05-29")
    six = read_offset("6 weeks before")
    many = tuple(Milestone(title=f"단계 {n}", offset=six) for n in range(200))
    made = factories.deliverable(services, event_id=at, milestones=many)
    (offer,) = services.milestones.left_behind(event_id=at)
    assert len(offer.moving) == 200
    services.milestones.move_with_event(at)
    assert {target for _, target in steps(services, made)} == {"2027-04-17"}
    services.undo.undo()
    assert {target for _, target in steps(services, made)} == {""}


# --- reaching -------------------------------------------------------------------------------


def test_a_step_is_reached_by_a_line_of_the_log(services: Services) -> None:
    made = pavilion(services)
    paid = step(services, made, "Stand paid").id or 0
    logged = services.milestones.reach(made, paid, on("2026-11-20"), "Paid by bank")
    assert step(services, made, "Stand paid").done == on("2026-11-20")
    (entry,) = services.progress.entries(made)
    assert (entry.milestone_id, entry.note) == (paid, "Paid by bank")
    assert RecordRef("deliverable", made) in logged.change_set.touched
    with pytest.raises(TrackerError, match="done already"):
        services.milestones.reach(made, paid, on("2026-11-21"))
    services.undo.undo()
    assert step(services, made, "Stand paid").done is None
    assert services.progress.entries(made) == []
    services.undo.redo()
    assert step(services, made, "Stand paid").done == on("2026-11-20")


def test_a_correction_takes_it_back_and_undo_brings_it_again(services: Services) -> None:
    made = pavilion(services)
    paid = step(services, made, "Stand paid").id or 0
    first = services.milestones.reach(made, paid, on("2026-11-20")).entry_id
    services.progress.log(
        ProgressEntry(
            deliverable_id=made, on=on("2026-11-18"), milestone_id=paid, corrects_id=first
        )
    )
    assert step(services, made, "Stand paid").done == on("2026-11-18")
    services.milestones.take_back(made, paid)
    assert step(services, made, "Stand paid").done is None
    services.undo.undo()
    assert step(services, made, "Stand paid").done == on("2026-11-18")
    services.undo.undo()
    assert step(services, made, "Stand paid").done == on("2026-11-20")


def test_taking_back_keeps_what_else_the_line_says(services: Services) -> None:
    made = pavilion(services)
    paid = step(services, made, "Stand paid").id or 0
    services.progress.log(
        ProgressEntry(
            deliverable_id=made, on=on("2026-11-20"), milestone_id=paid, percent=40, note="Paid"
        )
    )
    services.milestones.take_back(made, paid)
    page = services.pages.deliverable(made, TODAY)
    assert page.state.percent == 40
    assert page.page.record.milestones[1].done is None


@pytest.mark.parametrize("says", [{"status": "delivered"}, {"note": "The stand, as built"}])
def test_taking_back_keeps_the_evidence_of_the_line(services: Services, says: Any) -> None:
    made = pavilion(services)
    paid = step(services, made, "Stand paid").id or 0
    photo = services.attachments.prepare_bytes("stand.png", b"\x89PNG")
    entry = ProgressEntry(deliverable_id=made, on=on("2026-11-20"), milestone_id=paid, **says)
    first = services.progress.log(entry, [photo]).entry_id
    services.milestones.take_back(made, paid)
    files = services.pages.deliverable(made, TODAY).files
    now = services.progress.entries(made)[-1]
    assert (now.corrects_id, now.milestone_id, now.withdraws) == (first, None, None)
    assert [file.name for file in files[now.id or 0]] == ["stand.png"]
    services.undo.undo()
    assert list(services.pages.deliverable(made, TODAY).files) == [first]


@pytest.mark.parametrize(
    "shown", [{"further_links": ("https://arm.org/stand",)}, {"evidence_title": "The minutes"}]
)
def test_taking_back_keeps_links_and_titles_of_evidence(services: Services, shown: Any) -> None:
    made = pavilion(services)
    paid = step(services, made, "Stand paid").id or 0
    entry = ProgressEntry(deliverable_id=made, on=on("2026-11-20"), milestone_id=paid, **shown)
    services.progress.log(entry.model_copy(update={"note": "Built"}))
    services.milestones.take_back(made, paid)
    now = services.progress.entries(made)[-1]
    assert (now.milestone_id, now.withdraws, now.note) == (None, None, "Built")
    assert {name: getattr(now, name) for name in shown} == shown


def test_a_date_stated_directly_stays_possible(services: Services) -> None:
    made = factories.deliverable(services, milestones=(Milestone(title="Opened", done="2019"),))
    opened = step(services, made, "Opened").id or 0
    assert step(services, made, "Opened").done == on("2019")
    services.progress.log(ProgressEntry(deliverable_id=made, on=on("2020-01"), note="more"))
    assert step(services, made, "Opened").done == on("2019")
    services.milestones.take_back(made, opened)
    assert step(services, made, "Opened").done is None
    services.undo.undo()
    assert step(services, made, "Opened").done == on("2019")


def test_a_form_cannot_say_another_day_than_the_log(services: Services) -> None:
    made = pavilion(services)
    paid = step(services, made, "Stand paid").id or 0
    services.milestones.reach(made, paid, on("2026-11-20"))
    found = record(services, made)
    other = tuple(
        one.model_copy(update={"done": on("2026-01-01")}) if one.id == paid else one
        for one in found.milestones
    )
    with pytest.raises(InvalidDraft, match="log") as refused:
        services.records.save(found.model_copy(update={"milestones": other}))
    assert refused.value.problems[0].path == ("milestones", 1, "done")
    services.records.save(found.model_copy(update={"title": "Pavilion of Korea"}))
    assert step(services, made, "Stand paid").done == on("2026-11-20")


def test_a_step_that_the_log_names_stays(services: Services) -> None:
    made = pavilion(services)
    paid = step(services, made, "Stand paid").id or 0
    services.milestones.reach(made, paid, on("2026-11-20"), "Paid")
    with pytest.raises(TrackerError, match="named in the log"):
        services.milestones.remove(made, paid)
    # In a form it is the same.
    found = record(services, made)
    with pytest.raises(InvalidDraft, match="named in the log"):
        services.records.save(found.model_copy(update={"milestones": ()}))
    # Also when it was taken back: the lines are still there.
    services.milestones.take_back(made, paid)
    with pytest.raises(TrackerError, match="named in the log"):
        services.milestones.remove(made, paid)
    assert len(steps(services, made)) == 7


def test_an_undo_out_of_order_does_not_leave_the_log_behind(services: Services) -> None:
    made = pavilion(services)
    paid = step(services, made, "Stand paid").id or 0
    first = services.milestones.reach(made, paid, on("2026-11-20"))
    services.progress.log(
        ProgressEntry(deliverable_id=made, on=on("2026-11-20"), milestone_id=paid, note="again")
    )
    with pytest.raises(UndoRefused):
        services.undo.undo(first.change_set.id)
    assert step(services, made, "Stand paid").done == on("2026-11-20")
    services.undo.undo()
    assert step(services, made, "Stand paid").done == on("2026-11-20")
    services.undo.undo()
    assert step(services, made, "Stand paid").done is None


# --- moving with the event ------------------------------------------------------------------


def test_steps_move_with_the_event_if_somebody_agrees(services: Services) -> None:
    made = pavilion(services)
    at = record(services, made).event_id or 0
    by_hand = step(services, made, "Design approved").id or 0
    services.milestones.set_target(made, by_hand, on("2027-02-01"))
    applied = step(services, made, "Application submitted").id or 0
    services.milestones.reach(made, applied, on("2026-08"))
    assert services.milestones.left_behind(event_id=at) == ()
    (preview,) = services.milestones.moves_for_event(at, on("2027-06-12/2027-06-14"))
    saved = set_dates(services, at, "2027-06-12/2027-06-14")
    before = steps(services, made)
    (offer,) = services.milestones.offers_after(saved)
    assert offer == preview
    assert (offer.name, offer.anchor_name) == ("Korea Pavilion", "ISCT 2027")
    assert [(one.step.title, str(one.before), str(one.after)) for one in offer.moving] == [
        ("Stand paid", "2026-11-29", "2026-12-12"),
        ("Freight sent", "2027-04-17", "2027-05-01"),
        ("Built up", "2027-05-28", "2027-06-11"),
        ("Pavilion opens", "2027-05-29", "2027-06-12"),
        ("Leads followed up", "2027-06-26", "2027-07-10"),
    ]
    assert [one.step.title for one in offer.by_hand] == ["Design approved"]
    changed = services.milestones.move_with_event(at)
    assert changed is not None
    assert str(changed.action) == "Move steps of ISCT 2027"
    assert step(services, made, "Freight sent").target == on("2027-05-01")
    assert step(services, made, "Design approved").target == on("2027-02-01")
    assert services.milestones.left_behind(event_id=at) == ()
    services.undo.undo()
    assert steps(services, made) == before
    # Later is possible, too, and only some.
    (offer,) = services.milestones.left_behind(deliverable_id=made)
    services.milestones.move([offer.moving[1].step.id or 0, by_hand], [made])
    assert step(services, made, "Freight sent").target == on("2027-05-01")
    assert step(services, made, "Design approved").target == on("2027-03-12")
    assert step(services, made, "Built up").target == on("2027-05-28")


def test_an_event_that_loses_its_dates_moves_nothing(services: Services) -> None:
    made = pavilion(services)
    at = record(services, made).event_id or 0
    saved = set_dates(services, at, None)
    assert services.milestones.offers_after(saved) == ()
    # Dated again, elsewhere: what the former day gave moves, though it was undated in between.
    saved = set_dates(services, at, "2027-06-12")
    (offer,) = services.milestones.offers_after(saved)
    assert len(offer.moving) == 7
    assert not offer.by_hand


def test_an_event_that_is_dated_at_last_gives_the_targets(services: Services) -> None:
    at = factories.event(services, "ISCT 2028")
    made = factories.deliverable(services, event_id=at)
    services.milestones.apply_template(made)
    assert {target for _, target in steps(services, made)} == {""}
    saved = set_dates(services, at, "2028-05")
    (offer,) = services.milestones.offers_after(saved)
    assert len(offer.moving) == 7
    services.milestones.move_with_event(at)
    assert steps(services, made)[1] == ("Stand paid", "2027-11")


def test_other_edits_offer_nothing(services: Services) -> None:
    made = pavilion(services)
    at = record(services, made).event_id or 0
    found = services.records.open(Event, at).record
    saved = services.records.save(found.model_copy(update={"city": "Seoul"}))
    assert saved.change_set is not None
    assert services.milestones.offers_after(saved.change_set) == ()


def test_a_closed_or_trashed_deliverable_is_left_alone(services: Services) -> None:
    made = pavilion(services)
    at = record(services, made).event_id or 0
    services.progress.log(
        ProgressEntry(deliverable_id=made, on=on("2026-11-20"), status="cancelled")
    )
    assert services.milestones.offers_after(set_dates(services, at, "2027-07-01")) == ()
    services.undo.undo()
    services.undo.undo()
    services.records.trash(RecordRef("deliverable", made))
    assert services.milestones.offers_after(set_dates(services, at, "2027-07-01")) == ()


def test_a_moved_target_moves_the_steps_of_what_has_no_event(services: Services) -> None:
    made = pavilion(services, "", type="trend_report", target="2027-03-31")
    logged = services.progress.log(
        ProgressEntry(
            deliverable_id=made, on=on("2026-11-20"), target=on("2027-04-30"), target_reason="late"
        )
    )
    (offer,) = services.milestones.offers_after(logged.change_set)
    assert offer.anchor_name == ""
    assert [str(one.after) for one in offer.moving][-1] == "2027-04-30"


def test_another_event_moves_them_as_well(services: Services) -> None:
    made = pavilion(services)
    other = factories.event(services, "BIO 2027", dates="2027-06-07")
    found = record(services, made)
    saved = services.records.save(found.model_copy(update={"event_id": other}))
    assert saved.change_set is not None
    (offer,) = services.milestones.offers_after(saved.change_set)
    assert offer.anchor_name == "BIO 2027"
    assert len(offer.moving) == 7


def test_a_line_that_names_a_step_of_another_says_nothing_of_it(services: Services) -> None:
    made, other = pavilion(services), pavilion(services, "2028-05-29")
    paid = step(services, made, "Stand paid").id or 0
    services.progress.log(
        ProgressEntry(deliverable_id=other, on=on("2026-11-20"), milestone_id=paid, note="x")
    )
    assert step(services, made, "Stand paid").done is None


# --- the target that was the event's dates -----------------------------------------------------


def test_a_target_that_was_the_events_dates_goes_with_it(services: Services) -> None:
    made = pavilion(services, target="2027-05-29/2027-06-01")
    at = record(services, made).event_id or 0
    (preview,) = services.milestones.moves_for_event(at, on("2027-06-12/2027-06-14"))
    saved = set_dates(services, at, "2027-06-12/2027-06-14")
    (offer,) = services.milestones.offers_after(saved)
    assert offer == preview
    assert offer.target is not None
    assert (str(offer.target.before), str(offer.target.after)) == (
        "2027-05-29/2027-06-01",
        "2027-06-12/2027-06-14",
    )
    before = steps(services, made)
    chosen = [offer.moving[0].step.id or 0]
    changed = services.milestones.move(chosen, [made], [made])
    assert changed is not None
    assert str(changed.action) == "Move dates with ISCT 2027"
    (line,) = services.progress.entries(made)
    assert (str(line.target), line.target_reason) == ("2027-06-12/2027-06-14", "the event moved")
    assert (line.recorded_by, line.note) == ("tester", "")
    state = services.pages.deliverable(made, TODAY).state
    assert str(state.target) == "2027-06-12/2027-06-14"
    assert str(state.original_target) == "2027-05-29/2027-06-01"
    assert steps(services, made)[0] != before[0]
    # What was left unticked is not asked about at once again.
    assert services.milestones.offers_after(changed) == ()
    services.undo.undo()
    assert services.progress.entries(made) == []
    assert steps(services, made) == before


def test_a_target_set_otherwise_stays_and_that_is_said(services: Services) -> None:
    made = pavilion(services, target="2027-06-30")
    at = record(services, made).event_id or 0
    (offer,) = services.milestones.offers_after(set_dates(services, at, "2027-06-12/2027-06-14"))
    assert (offer.target, offer.target_stays) == (None, True)
    services.milestones.move_with_event(at)
    assert services.progress.entries(made) == []


def test_a_target_is_offered_without_any_step_and_once(services: Services) -> None:
    at = factories.event(services, "ISCT 2027", dates="2027-05-29/2027-06-01")
    made = factories.deliverable(services, event_id=at, target="2027-05-29/2027-06-01")
    (offer,) = services.milestones.offers_after(set_dates(services, at, "2027-07-01/2027-07-03"))
    assert (offer.moving, offer.target is not None) == ((), True)
    services.milestones.move_with_event(at)
    assert str(services.progress.entries(made)[-1].target) == "2027-07-01/2027-07-03"
    assert services.milestones.left_behind(event_id=at) == ()
    # It follows again; an event without dates moves nothing.
    assert services.milestones.offers_after(set_dates(services, at, None)) == ()
    (offer,) = services.milestones.offers_after(set_dates(services, at, "2027-08-01/2027-08-03"))
    assert offer.target is not None
    closed = ProgressEntry(deliverable_id=made, on=on("2026-11-01"), note="x", status="cancelled")
    services.progress.log(closed)
    assert services.milestones.left_behind(event_id=at) == ()
