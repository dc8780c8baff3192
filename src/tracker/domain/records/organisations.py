"""Organisations: names over time and in scripts, links to others, dated figures."""

from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.record import ChildRecord, RootRecord
from tracker.domain.records.evidence import Citation, Observation
from tracker.i18n import mark


class OrganisationKind(f.Choice):
    """What an organisation is."""

    ASSOCIATION = "association", mark("Association")
    SOCIETY = "society", mark("Society")
    GOVERNMENT_CENTRE = "government_supported", mark("Government-supported body")
    MINISTRY = "ministry", mark("Ministry")
    AGENCY = "agency", mark("Agency")
    CLUSTER = "cluster", mark("Cluster")
    UNIVERSITY = "university", mark("University")
    INSTITUTE = "institute", mark("Institute")
    HOSPITAL = "hospital", mark("Hospital")
    COMPANY = "company", mark("Company")
    PROGRAMME = "programme", mark("Programme")
    ALLIANCE = "alliance", mark("Alliance")
    COMMITTEE = "committee", mark("Committee")
    GOVERNMENT = "government", mark("State or local government")
    FOUNDATION = "foundation", mark("Foundation")
    MEDIA = "media", mark("Media")
    OTHER = "other", mark("Other")


class NameKind(f.Choice):
    """Why an organisation or a person has a further name."""

    SHORT = "short", mark("Short or acronym")
    NATIVE = "native", mark("In own script")
    OTHER_LANGUAGE = "other_language", mark("In another language")
    ROMANISED = "romanised", mark("Romanised")
    FORMER = "former", mark("Former")
    ALSO = "also", mark("Also written")


class OrganisationName(ChildRecord):
    """A further name and when it was in use."""

    key: ClassVar[str] = "organisation_name"
    label: ClassVar[str] = mark("Other name")
    plural: ClassVar[str] = mark("Other names")
    parent: ClassVar[str] = "organisation"

    name: Annotated[str, f.text(mark("Name"), required=True, search=True)] = ""
    kind: Annotated[NameKind, f.choice(mark("Kind"), NameKind)] = NameKind.ALSO
    language: Annotated[str, f.text(mark("Language"), help=mark("ISO 639, such as ko"))] = ""
    since: Annotated[PartialDate | None, f.date(mark("From"))] = None
    until: Annotated[PartialDate | None, f.date(mark("Until"))] = None


class OrganisationLinkKind(f.Choice):
    """How one organisation stands to another, read from the record it is written on."""

    PART_OF = "part_of", mark("Part of")
    MEMBER_OF = "member_of", mark("Member of")
    MERGED_INTO = "merged_into", mark("Merged into")
    SUCCEEDED_BY = "succeeded_by", mark("Succeeded by")
    FOUNDED_BY = "founded_by", mark("Founded by")
    PROGRAMME_OF = "programme_of", mark("Programme of")
    BRANCH_OF = "branch_of", mark("Branch of")


class OrganisationLink(ChildRecord):
    """This organisation is part of, member of, merged into ... another, from and until."""

    key: ClassVar[str] = "organisation_link"
    label: ClassVar[str] = mark("Link")
    plural: ClassVar[str] = mark("Links to organisations")
    parent: ClassVar[str] = "organisation"

    kind: Annotated[OrganisationLinkKind, f.choice(mark("Relation"), OrganisationLinkKind)] = (
        OrganisationLinkKind.MEMBER_OF
    )
    other_id: Annotated[
        int | None, f.reference(mark("Organisation"), "organisation", required=True)
    ] = None
    membership_class: Annotated[
        str, f.text(mark("Class"), suggestions=(mark("full"), mark("associate"), mark("honorary")))
    ] = ""
    since: Annotated[PartialDate | None, f.date(mark("From"))] = None
    until: Annotated[PartialDate | None, f.date(mark("Until"))] = None
    note: Annotated[str, f.text(mark("Note"), search=True)] = ""


class Organisation(RootRecord):
    """An association, society, ministry, company, programme ..."""

    key: ClassVar[str] = "organisation"
    label: ClassVar[str] = mark("Organisation")
    plural: ClassVar[str] = mark("Organisations")
    name_fields: ClassVar[tuple[str, ...]] = ("acronym", "name")

    name: Annotated[str, f.text(mark("&Name"), required=True, search=True, listed=True)] = ""
    acronym: Annotated[str, f.text(mark("&Acronym"), search=True, listed=True)] = ""
    kind: Annotated[
        OrganisationKind | None, f.choice(mark("&Kind"), OrganisationKind, listed=True)
    ] = None
    country: Annotated[str, f.country(mark("&Country"), listed=True)] = ""
    city: Annotated[str, f.text(mark("C&ity"), search=True, listed=True)] = ""
    website: Annotated[str, f.url(mark("&Website"))] = ""
    founded: Annotated[PartialDate | None, f.date(mark("&Founded"))] = None
    legal_form: Annotated[str, f.text(mark("&Legal form"), search=True, folded=True)] = ""
    description: Annotated[str, f.long_text(mark("&Description"), search=True)] = ""
    ours: Annotated[
        bool | None,
        f.flag(
            mark("&Ours"),
            help=mark("One of our own organisations: lists show the others as partners"),
        ),
    ] = None
    owner_id: Annotated[
        int | None, f.reference(mark("Relationship o&wner"), "contact", folded=True)
    ] = None
    names: Annotated[tuple[OrganisationName, ...], f.children(mark("Other names"))] = ()
    links: Annotated[tuple[OrganisationLink, ...], f.children(mark("Links to organisations"))] = ()
    observations: Annotated[tuple[Observation, ...], f.children(mark("Figures"))] = ()
    citations: Annotated[tuple[Citation, ...], f.children(mark("Sources"))] = ()
