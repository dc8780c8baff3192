"""What saving a series did to its instances, in a few words for the message after it."""

from tracker.domain.records import Deliverable
from tracker.domain.series import SeriesPlan, first_of
from tracker.domain.series_days import problem_with_first
from tracker.i18n import tr, trn


def said_of(series: Deliverable, done: SeriesPlan) -> str:
    """ "1 made, 3 removed, 1 kept"; empty where nothing happened and nothing was to be expected.

    Kept are those that somebody has worked on, where others did change.
    """
    said = []
    if n := len(done.make):
        said.append(trn("{n} made", "{n} made", n))
    if n := sum(one.was != one.to.target for one in done.move):
        said.append(trn("{n} dated anew", "{n} dated anew", n))
    if n := len(done.remove):
        said.append(trn("{n} removed", "{n} removed", n))
    if said and (n := len(done.held)):
        said.append(trn("{n} kept", "{n} kept", n))
    if series.recurrence.strip() and problem_with_first(first_of(series)):
        said.append(tr("none made, since it lacks when the first is due"))
    return ", ".join(said)
