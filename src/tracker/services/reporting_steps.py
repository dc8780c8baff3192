"""The steps of a deliverable as the summary tells them, as at its day."""

from tracker.domain.milestones import StepState, step_state
from tracker.domain.summary import StepLine
from tracker.i18n import mark, tr
from tracker.services.reporting_material import Material
from tracker.services.states import DeliverableState

_LABELS = {
    StepState.DONE: mark("Done"),
    StepState.OVERDUE: mark("Overdue"),
    StepState.DUE: mark("Due soon"),
    StepState.OPEN: mark("Open"),
}


def steps(material: Material, state: DeliverableState) -> tuple[StepLine, ...]:
    """In their order; what was done after the day of the summary is not done on it."""
    found = []
    for step in state.record.milestones:
        if step.done is not None and step.done.earliest > material.today:
            step = step.model_copy(update={"done": None})
        stands = step_state(step, material.today, is_open=state.is_open)
        found.append(
            StepLine(
                title=step.title,
                state=str(stands),
                state_label=tr(_LABELS[stands]),
                target=material.written(step.target, full=False),
                done=material.written(step.done, full=False),
            )
        )
    return tuple(found)
