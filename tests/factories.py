"""Short ways to records that tests need."""

from tracker.domain.records import Agreement, Contact, Deliverable, Event, Organisation
from tracker.domain.records.agreements import LifecycleEvent, Party
from tracker.domain.records.deliverables import ResponsibleParty
from tracker.services import Services


def organisation(services: Services, name: str, acronym: str = "", **more: object) -> int:
    """A saved organisation's id."""
    return services.records.save(Organisation(name=name, acronym=acronym, **more)).ref.id


def contact(services: Services, name: str, **more: object) -> int:
    """A saved contact's id."""
    return services.records.save(Contact(name=name, **more)).ref.id


def event(services: Services, name: str, **more: object) -> int:
    """A saved event's id."""
    return services.records.save(Event(name=name, **more)).ref.id


def agreement(
    services: Services,
    title: str = "",
    parties: tuple[int, ...] = (),
    signed: str = "",
    **more: object,
) -> int:
    """A saved agreement's id."""
    lifecycle = (LifecycleEvent(kind="signed", on=signed),) if signed else ()
    draft = Agreement(
        title=title,
        parties=tuple(Party(organisation_id=id) for id in parties),
        **{"lifecycle": lifecycle, **more},
    )
    return services.records.save(draft).ref.id


def deliverable(
    services: Services, title: str = "Korea Pavilion", by: tuple[int, ...] = (), **more: object
) -> int:
    """A saved deliverable's id."""
    responsible = tuple(ResponsibleParty(organisation_id=id) for id in by)
    given = {"type": "pavilion", "responsible": responsible, **more}
    draft = Deliverable(title=title, **given)
    return services.records.save(draft).ref.id
