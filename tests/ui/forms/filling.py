"""Filling in the two forms of the main job, with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ui.forms.bench import Bench, Key, children
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.typed_details import TypedDetails

PARTIES = ("International Society for Cell & Gene Therapy", "SCRM", "CARM")
PEOPLE = (
    ("John Rasko", "President", "International Society", "Signatory"),
    ("Queenie Jang", "CEO", "International Society", "Signatory"),
    ("So Ra Park", "Director", "SCRM", "Signatory"),
    ("Bong Hyun Lee", "Manager", "SCRM", "Witness"),
    ("BG Rhee", "Chairman", "CARM", "Signatory"),
    ("이병건", "회장", "CARM", "Quoted"),
)


def create_party(bench: Bench, name: str) -> None:
    bench.pick_last(name)
    small = bench.opened()
    assert small.is_small
    assert small.windowTitle() == "New organisation"
    bench.shot(small, "mini-organisation")
    bench.press(Key.Key_Return)  # Enter creates
    bench.settle()


def fill_mou(
    bench: Bench,
    dialog: RecordFormDialog,
    parties: Sequence[str] = PARTIES,
    people: Sequence[tuple[str, str, str, str]] = PEOPLE,
    title: str = "MoU of ISCT, SCRM and CARM",
) -> None:
    """Title, day, purpose, three parties and their people, each created from its row."""
    bench.type(title)
    bench.press(Key.Key_Tab)
    bench.press(Key.Key_Tab)
    bench.press(Key.Key_Tab)
    bench.type("3 Dec 2018")
    bench.press(Key.Key_Tab)
    bench.type("Advance cell and gene therapy in Korea and Asia Pacific")
    # Parties: two rows are there, Enter makes the third.
    children(dialog, "parties").rows[0].first_field().setFocus()
    create_party(bench, parties[0])
    assert bench.opened() is dialog
    children(dialog, "parties").rows[1].first_field().setFocus()
    create_party(bench, parties[1])
    bench.press(Key.Key_Return)
    bench.settle()
    create_party(bench, parties[2])
    # People: each created from the row, with the organisation chosen first.
    rows = children(dialog, "people")
    rows.field().setFocus()
    bench.press(Key.Key_Space)
    bench.settle()
    for place, (name, position, organisation, capacity) in enumerate(people):
        row = rows.rows[place]
        row.editors["title"].field().setFocus()
        bench.type(position)
        bench.press(Key.Key_Tab)
        bench.pick(organisation)
        bench.press(Key.Key_Tab)
        bench.choose(capacity)
        row.first_field().setFocus()
        bench.pick_last(name)
        bench.shot(bench.opened(), "mini-contact")
        bench.press(Key.Key_Return)
        bench.settle()
        if place < len(people) - 1:
            bench.press(Key.Key_Return)
            bench.settle()


def fill_pavilion(
    bench: Bench,
    dialog: RecordFormDialog,
    exhibitors: Sequence[str],
    title: str = "Korea Pavilion at ISCT 2019",
) -> None:
    """A pavilion at a congress, from the type on, which has the focus at the start."""
    bench.choose("Pavilion")
    bench.press(Key.Key_Tab)
    bench.type(title)
    bench.go(dialog, "target")
    bench.type("29 May - 1 June 2019")
    children(dialog, "responsible").rows[0].first_field().setFocus()
    bench.pick(exhibitors[0])
    details = dialog.form.editor("details")
    assert isinstance(details, TypedDetails)
    for name, text in (("hall_booth", "Hall 2, 214"), ("area", "36.5"), ("booths", "12")):
        details.editor(name).field().setFocus()
        bench.type(text)
    for name in exhibitors:
        details.editor("exhibitors").field().setFocus()
        bench.press(Key.Key_Space)
        bench.settle()
        bench.pick(name)
