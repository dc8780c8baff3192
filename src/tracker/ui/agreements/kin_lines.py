"""Agreements of the same line and of the same parties, as lines."""

from __future__ import annotations

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.lifecycle import StatusOn
from tracker.domain.record import RecordRef
from tracker.domain.records.agreements import AgreementLinkKind
from tracker.i18n import mark, tr
from tracker.ui.agreements.reading import Kin
from tracker.ui.icons import Icons
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.source_parts import joined
from tracker.ui.status import look_of

# A link read from the agreement that is named in it.
_INVERSE = {
    AgreementLinkKind.RENEWS: mark("Renewed by"),
    AgreementLinkKind.REAFFIRMS: mark("Reaffirmed by"),
    AgreementLinkKind.EXTENDS: mark("Extended by"),
    AgreementLinkKind.AMENDS: mark("Amended by"),
    AgreementLinkKind.RESTATES: mark("Restated by"),
    AgreementLinkKind.SUPERSEDES: mark("Superseded by"),
    AgreementLinkKind.REVIVES: mark("Revived by"),
    AgreementLinkKind.IMPLEMENTS: mark("Implemented by"),
    AgreementLinkKind.CONTINUES: mark("Continued by"),
    AgreementLinkKind.RELATED: mark("Related to"),
}


def relation(kin: Kin) -> str:
    """What this agreement does to the other, or has done to it by the other."""
    if kin.kind is None:
        return ""
    return tr(kin.kind.label if kin.outgoing else _INVERSE[kin.kind])


def kin_line(icons: Icons, kin: Kin) -> RecordLine:
    """One agreement of a line; this one stands out and leads nowhere."""
    look = look_of(str(kin.status.status))
    word = tr("this agreement") if kin.is_this else relation(kin).lower()
    return RecordLine(
        icons,
        kin.name,
        joined(write_date(kin.when), look.word, word),
        icon=look.icon,
        role="accent" if kin.is_this else look.role,
        strong=kin.is_this,
        payload=None if kin.is_this else kin.ref,
    )


def other_line(
    icons: Icons, ref: RecordRef, name: str, status: StatusOn, when: PartialDate | None
) -> RecordLine:
    """Another agreement of the same parties."""
    look = look_of(str(status.status))
    rest = joined(write_date(when), look.word)
    return RecordLine(icons, name, rest, icon=look.icon, role=look.role, payload=ref)
