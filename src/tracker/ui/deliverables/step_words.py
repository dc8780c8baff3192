"""What is said of a step, in words: when it is, what that is counted from."""

from __future__ import annotations

from tracker.domain.dates_writing import write_date
from tracker.domain.milestones import Anchor, AnchorKind, StepState, target_from
from tracker.domain.offsets import Offset, write_offset
from tracker.domain.records.deliverables import Milestone
from tracker.i18n import tr
from tracker.services.milestone_page import StepsPage


def relative(offset: Offset | None, about: StepsPage) -> str:
    """ "6 weeks before ISCT 2019", "on the first day of ISCT 2019"; empty without an offset."""
    if offset is None:
        return ""
    event = about.event
    at_target = about.anchor is not None and about.anchor.kind is AnchorKind.TARGET
    if not offset.length:
        if event and not at_target:
            return tr("on the first day of {event}", event=event)
        return tr("on the target") if at_target else tr("on the day")
    if event and not at_target:
        return tr("{offset} {event}", offset=write_offset(offset), event=event)
    if at_target:
        return tr("{offset} the target", offset=write_offset(offset))
    return write_offset(offset)


def when(step: Milestone) -> str:
    """The day it was done on, else its target."""
    if step.done is not None:
        return write_date(step.done)
    return write_date(step.target) if step.target is not None else tr("no date")


def beside(step: Milestone, about: StepsPage) -> str:
    """The quiet words of a step: what its target is counted from, or that it was set by hand."""
    words = relative(step.offset, about)
    if step.done is not None:
        return tr("target {date}", date=write_date(step.target)) if step.target else words
    given = target_from(about.anchor.day if about.anchor else None, step.offset)
    if given is None or step.target is None or given == step.target:
        return words
    return tr("{words} would be {date}", words=words, date=write_date(given))


def said(step: Milestone, state: StepState, word: str, about: StepsPage) -> str:
    """Everything at once, for those who hear it."""
    return ", ".join(part for part in (step.title, word, when(step), beside(step, about)) if part)


def counted_from(anchor: Anchor | None, event: str) -> str:
    """What the steps of a deliverable are counted from, for a hint."""
    if anchor is None:
        return tr("There is no event with a date, and no target, to count from.")
    day = write_date(anchor.day)
    if anchor.kind is AnchorKind.EVENT:
        return tr("Counted from {event}, {date}", event=event, date=day)
    if anchor.kind is AnchorKind.DATES:
        return tr("Counted from its own date, {date}", date=day)
    return tr("Counted from its target, {date}", date=day)
