"""Work around the partnerships: meetings, tasks, files, tags and views."""

from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.record import ChildRecord, Record, RootRecord
from tracker.domain.records.evidence import Citation, Participant
from tracker.i18n import mark


class MeetingAgreement(ChildRecord):
    """An agreement a meeting was about."""

    key: ClassVar[str] = "meeting_agreement"
    label: ClassVar[str] = mark("Agreement")
    plural: ClassVar[str] = mark("Agreements")
    parent: ClassVar[str] = "meeting"

    agreement_id: Annotated[
        int | None, f.reference(mark("Agreement"), "agreement", required=True)
    ] = None


class Meeting(RootRecord):
    """A steering committee, call or visit, with what was decided."""

    key: ClassVar[str] = "meeting"
    label: ClassVar[str] = mark("Meeting")
    plural: ClassVar[str] = mark("Meetings")

    name: Annotated[str, f.text(mark("&Name"), required=True, search=True, listed=True)] = ""
    on: Annotated[PartialDate | None, f.date(mark("&Date"), listed=True)] = None
    place: Annotated[str, f.text(mark("&Place"), search=True, listed=True)] = ""
    minutes: Annotated[str, f.long_text(mark("&Minutes"), search=True)] = ""
    decisions: Annotated[str, f.long_text(mark("De&cisions"), search=True)] = ""
    agreements: Annotated[tuple[MeetingAgreement, ...], f.children(mark("Agreements"))] = ()
    people: Annotated[tuple[Participant, ...], f.children(mark("People"))] = ()
    citations: Annotated[tuple[Citation, ...], f.children(mark("Sources"))] = ()


class Task(RootRecord):
    """Something somebody must do by a date, on any record (`subject_kind`, `subject_id`)."""

    key: ClassVar[str] = "task"
    label: ClassVar[str] = mark("Task")
    plural: ClassVar[str] = mark("Tasks")
    name_fields: ClassVar[tuple[str, ...]] = ("title",)

    title: Annotated[str, f.text(mark("&Title"), required=True, search=True, listed=True)] = ""
    due: Annotated[PartialDate | None, f.date(mark("&Due"), listed=True)] = None
    done: Annotated[PartialDate | None, f.date(mark("D&one"), listed=True)] = None
    owner_id: Annotated[int | None, f.reference(mark("O&wner"), "contact", listed=True)] = None
    subject_kind: Annotated[str, f.text(mark("On"), managed=True)] = ""
    subject_id: Annotated[int | None, f.integer(mark("Record"), managed=True)] = None


class Attachment(Record):
    """A file kept with a record. Its bytes lie apart, under their SHA-256."""

    key: ClassVar[str] = "attachment"
    label: ClassVar[str] = mark("Attachment")
    plural: ClassVar[str] = mark("Attachments")

    subject_kind: Annotated[str, f.text(mark("On"))] = ""
    subject_id: Annotated[int | None, f.integer(mark("Record"))] = None
    name: Annotated[str, f.text(mark("Name"), required=True, search=True)] = ""
    media_type: Annotated[str, f.text(mark("Media type"))] = ""
    size: Annotated[int, f.integer(mark("Size"), unit="B")] = 0
    sha256: Annotated[str, f.text(mark("SHA-256"))] = ""
    text: Annotated[str, f.long_text(mark("Text"), search=True)] = ""


class Tag(Record):
    """A word to group records by, with its colour role."""

    key: ClassVar[str] = "tag"
    label: ClassVar[str] = mark("Tag")
    plural: ClassVar[str] = mark("Tags")

    name: Annotated[str, f.text(mark("Name"), required=True)] = ""
    colour: Annotated[str, f.text(mark("Colour"))] = ""


class SavedView(Record):
    """A list as somebody arranged it: filter, columns, order."""

    key: ClassVar[str] = "saved_view"
    label: ClassVar[str] = mark("Saved view")
    plural: ClassVar[str] = mark("Saved views")

    name: Annotated[str, f.text(mark("Name"), required=True)] = ""
    list_key: Annotated[str, f.text(mark("List"))] = ""
    definition: Annotated[str, f.long_text(mark("Definition"), help=mark("JSON"))] = ""


class OwnType(Record):
    """A type of deliverable that somebody defined: it behaves like those of the program.

    `type_key` is what deliverables hold as their type and never changes. A retired type is not
    offered for new deliverables; those that have it keep it.
    """

    key: ClassVar[str] = "own_type"
    label: ClassVar[str] = mark("Own type")
    plural: ClassVar[str] = mark("Own types")

    type_key: Annotated[str, f.text(mark("Key"), required=True)] = ""
    name: Annotated[str, f.text(mark("&Name"), required=True)] = ""
    icon: Annotated[str, f.text(mark("Icon"))] = ""
    definition: Annotated[str, f.long_text(mark("Fields"), help=mark("JSON"))] = ""
    retired: Annotated[bool | None, f.flag(mark("No longer offered"))] = None


class MilestoneTemplate(Record):
    """The steps that a new deliverable of a type may begin with, as somebody edited them."""

    key: ClassVar[str] = "milestone_template"
    label: ClassVar[str] = mark("Milestones of a type")
    plural: ClassVar[str] = mark("Milestones of types")

    type_key: Annotated[str, f.text(mark("Type"), required=True)] = ""
    definition: Annotated[str, f.long_text(mark("Steps"), help=mark("JSON"))] = ""
