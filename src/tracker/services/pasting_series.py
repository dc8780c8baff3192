"""Rules of series among pasted rows: what becomes of their instances, said before and done at once.

A series that is made ahead follows a changed rule in the same step. A rule that is merely stated
makes no instances, pasted as little as read from elsewhere: somebody asks for them on its page.
"""

from tracker.domain.record import RootRecord
from tracker.domain.records import Deliverable
from tracker.domain.series import RULE_FIELDS
from tracker.i18n import tr
from tracker.services.pasting_plan import PasteRow


def note_of_rule(name: str, draft: RootRecord, before: RootRecord | None) -> str:
    """What is to be known of a cell with a rule; nothing of a field that is none, or stays."""
    if not isinstance(draft, Deliverable) or name not in RULE_FIELDS:
        return ""
    was = before if isinstance(before, Deliverable) else None
    if was is not None and was.made_until is not None:
        same = getattr(was, name) == getattr(draft, name)
        return "" if same else tr("Its instances follow: those with progress stay as they are.")
    if name != "recurrence" or not draft.recurrence or (was and was.recurrence == draft.recurrence):
        return ""
    return tr("Only stated: its instances are made when you ask for them on its page.")


def changed_series(row: PasteRow) -> int | None:
    """The series that is made ahead of which a row changes the rule."""
    before, draft = row.before, row.draft
    if not isinstance(before, Deliverable) or not isinstance(draft, Deliverable):
        return None
    changed = any(getattr(before, name) != getattr(draft, name) for name in RULE_FIELDS)
    return before.id if changed and before.made_until is not None else None
