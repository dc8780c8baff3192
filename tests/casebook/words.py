"""The casebook's words for kinds, roles and types, and ours. What a table lacks stays as stated.

The one module that loader and comparer share: a vocabulary, and none of the reading."""

import re

from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records.agreements import AgreementKind, AgreementLinkKind, PartyRole
from tracker.domain.records.deliverables import Responsibility
from tracker.domain.records.evidence import Capacity
from tracker.domain.records.organisations import OrganisationKind as O
from tracker.domain.records.sources import SourceKind

ORGANISATIONS = {
    "trade_association": O.ASSOCIATION,
    "association": O.ASSOCIATION,
    "research_association": O.ASSOCIATION,
    "federation": O.ASSOCIATION,
    "ngo": O.ASSOCIATION,
    "learned_society": O.SOCIETY,
    "society": O.SOCIETY,
    "government_supported_nonprofit": O.GOVERNMENT_CENTRE,
    "industry_growth_centre": O.GOVERNMENT_CENTRE,
    "public_institution": O.GOVERNMENT_CENTRE,
    "ministry": O.MINISTRY,
    "government_agency": O.AGENCY,
    "funding_agency": O.AGENCY,
    "agency": O.AGENCY,
    "cluster": O.CLUSTER,
    "university": O.UNIVERSITY,
    "institute": O.INSTITUTE,
    "hospital": O.HOSPITAL,
    "company": O.COMPANY,
    "shared_office_operator": O.COMPANY,
    "programme": O.PROGRAMME,
    "university_programme": O.PROGRAMME,
    "government_programme_office": O.PROGRAMME,
    "alliance": O.ALLIANCE,
    "committee": O.COMMITTEE,
    "government": O.GOVERNMENT,
    "regional_government": O.GOVERNMENT,
    "local_government": O.GOVERNMENT,
    "foundation": O.FOUNDATION,
    "media": O.MEDIA,
}
AGREEMENTS = {
    "mou": AgreementKind.MOU,
    "loi": AgreementKind.LOI,
    "lou": AgreementKind.LOU,
    "nda": AgreementKind.NDA,
    "framework": AgreementKind.FRAMEWORK,
    "collaboration": AgreementKind.COLLABORATION,
    "partnership_agreement": AgreementKind.COLLABORATION,
    "co_development": AgreementKind.CO_DEVELOPMENT,
    "research": AgreementKind.RESEARCH,
    "licence": AgreementKind.LICENCE,
    "consortium_membership": AgreementKind.CONSORTIUM,
    "mutual_membership": AgreementKind.RECIPROCAL,
    "reciprocal_membership": AgreementKind.RECIPROCAL,
    "joint_statement": AgreementKind.JOINT_STATEMENT,
}
# Somebody signs these; a membership is joined and a statement is issued.
SIGNED_KINDS = frozenset(AgreementKind) - {
    AgreementKind.RECIPROCAL,
    AgreementKind.JOINT_STATEMENT,
    AgreementKind.CONSORTIUM,
}
ROLES = {
    "party": PartyRole.PARTY,
    "lead": PartyRole.LEAD,
    "consortium lead": PartyRole.LEAD,
    "initiator": PartyRole.LEAD,
    "organiser": PartyRole.LEAD,
    "host": PartyRole.HOST,
    "supporting": PartyRole.SUPPORTING,
    "funder": PartyRole.FUNDER,
    "observer": PartyRole.OBSERVER,
    "secretariat": PartyRole.SECRETARIAT,
    "broker": PartyRole.BROKER,
    "depositary": PartyRole.DEPOSITARY,
    "principal": PartyRole.PRINCIPAL,
    "coordinating agency": PartyRole.COORDINATOR,
}
CAPACITIES = {
    "witness": Capacity.WITNESS,
    "quoted": Capacity.QUOTED,
    "pictured": Capacity.PICTURED,
    "head": Capacity.HEAD,
    "contact": Capacity.CONTACT,
    "broker": Capacity.BROKER,
    "attendee": Capacity.ATTENDEE,
}
SOURCES = {
    "announcement": SourceKind.ANNOUNCEMENT,
    "renewal": SourceKind.ANNOUNCEMENT,
    "accession": SourceKind.ANNOUNCEMENT,
    "mou_text": SourceKind.DOCUMENT,
    "register": SourceKind.REGISTER,
    "document": SourceKind.DOCUMENT,
    "blog": SourceKind.BLOG,
}
ANNOUNCES = frozenset({"announcement", "renewal", "accession"})
# Documents that tell of a signature, where no day is stated.
TELLS_OF_SIGNING = frozenset({"announcement", "renewal", "mou_text", "follow_up", "termination"})
# The relation of a renewal begins with one of these; the longer stands first.
RELATIONS = (
    ("renews", AgreementLinkKind.RENEWS),
    ("reaffirms", AgreementLinkKind.REAFFIRMS),
    ("restates", AgreementLinkKind.RESTATES),
    ("supersedes", AgreementLinkKind.SUPERSEDES),
    ("replaces", AgreementLinkKind.SUPERSEDES),
    ("revives", AgreementLinkKind.REVIVES),
    ("resumes", AgreementLinkKind.REVIVES),
    ("implements", AgreementLinkKind.IMPLEMENTS),
    ("continues", AgreementLinkKind.CONTINUES),
)
# These happen to the agreement itself and make no second one.
OWN_EVENTS = (("exten", LifecycleKind.EXTENDED), ("amend", LifecycleKind.AMENDED))

TYPES = {
    "forum_conference": "forum",
    "webinar_seminar": "seminar",
    "delegation_trade_mission": "trade_mission",
    "mutual_membership": "reciprocal_membership",
    "joint_committee": "committee_participation",
    "training": "staff_exchange",
}
ONLINE = re.compile(r"\b(?:webinars?|online|virtual)\b|웨비나|온라인|オンライン", re.IGNORECASE)
# The field of a type in which organisations that are no parties take part.
TAKING_PART = {
    "pavilion": "exhibitors",
    "shared_office": "tenants",
    "consortium_membership": "companies",
    "committee_participation": "members",
    "trade_mission": "delegates",
    "advisory_group": "members",
}
OTHER_PART = "taking_part"
# The field of a type that holds when it takes place.
WHEN = {
    "forum": "dates",
    "conference": "dates",
    "seminar": "dates",
    "webinar": "dates",
    "regional_meeting": "dates",
    "staff_exchange": "dates",
    "trade_mission": "dates",
    "funding_call": "call_dates",
    "consortium_membership": "joined",
    "advisory_group": "term",
    "committee_participation": "term",
}
_D = DeliverableStatus
_DONE = (
    r"(?:held|done|opened|joined|issued|established|formed|completed|published|delivered|launched"
    r"|settlement celebrated|eröffnet|stattgefunden)\b|완료|개소|개최|完了|開催"
)
COUNTED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# The first that fits the beginning of a status fact.
STATUSES: tuple[tuple[re.Pattern[str], DeliverableStatus], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), status)
    for pattern, status in (
        # So many are done: it goes on, or nobody says that it is over.
        (rf"(?:\d+|{COUNTED})\s+(?:held|settled|done|published|completed)", _D.IN_PROGRESS),
        (r"not pursued|dropped", _D.NOT_PURSUED),
        (r"cancel+ed|abgesagt|취소|무산|中止", _D.CANCELLED),
        (r"partly|partially", _D.PARTLY_DELIVERED),
        (r"postponed|on hold|paused|suspended|verschoben|연기|중단|延期", _D.ON_HOLD),
        (r"at risk|delayed", _D.AT_RISK),
        (r"to be |planned|announced|future|geplant|예정|계획|予定", _D.PLANNED),
        (_DONE, _D.DELIVERED),
        (r"start|operated|ongoing|under way|in progress|진행|実施中", _D.IN_PROGRESS),
    )
)
RECURRENCES = (
    (
        re.compile(r"twice a year|semi-?annual|연\s*2회|年2回", re.IGNORECASE),
        "FREQ=MONTHLY;INTERVAL=6",
    ),
    (re.compile(r"quarterly|every quarter|분기", re.IGNORECASE), "FREQ=MONTHLY;INTERVAL=3"),
    (re.compile(r"monthly|every month|매월|毎月", re.IGNORECASE), "FREQ=MONTHLY"),
    (
        re.compile(r"once a year|every year|annual|yearly|매년|연\s*1회|毎年", re.IGNORECASE),
        "FREQ=YEARLY",
    ),
)
# The steps by which an agreement comes to be, or to be again.
MADE = frozenset(
    {
        LifecycleKind.SIGNED,
        LifecycleKind.EXTENDED,
        LifecycleKind.AMENDED,
        LifecycleKind.PARTY_JOINED,
        LifecycleKind.TOOK_EFFECT,
    }
)
# Facts of an agreement that are said of one step of its life, and are the words of that step. The
# first that fits; "continues a relationship" is what the signature does.
STEPS: tuple[tuple[re.Pattern[str], LifecycleKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"negotiat|\btalks\b|실무 논의|협의를? 거쳐|Verhandlung|交渉", LifecycleKind.NEGOTIATING),
        (r"\bjoined\b|가입|beigetreten|加入", LifecycleKind.TOOK_EFFECT),
        (r"\bsigned\b|formali[sz]|continues a|체결|unterzeichne|締結", LifecycleKind.SIGNED),
        (
            r"\b(?:formed|start(?:ed|ing|s)?|began|expanded|developed|assigned|replaced by)\b|배정",
            LifecycleKind.KNOWN_ACTIVE,
        ),
    )
)
UNDER_ANOTHER = re.compile(r"\bunder an? .*\b(?:MOU|agreement)\b|\bumbrella\b", re.IGNORECASE)
COMPANION = re.compile(r"\bseparate (?:document|agreement|paper)|부속|별도", re.IGNORECASE)
UNNAMED = re.compile(
    r"(?P<who>the \w+ (?:\([^()]+\) )?(?:partner|party)|\w+ (?:partner|party)) is not named",
    re.IGNORECASE,
)
# What was done before the agreement, such as a presence at ISCT 2016 Singapore and 2017 London with
# over 10 companies.
BEFORE = re.compile(
    r"(?P<what>.+?) at (?P<event>[A-Z][\w-]*(?: [A-Z][\w-]*)*)"
    r"(?P<times>(?: (?:and |& )?\d{4}(?: [A-Z][\w-]+)?,?)+)(?P<rest>.*)"
    r"\(before the (?:MoU|MOU|agreement)\)",
)
# What the stored date itself shows, or the day of the report: it needs no words beside the event.
PLAIN_BASIS = re.compile(
    r"stated|not stated\b.*|(?:day|month|year) only(?:, with time zone)?"
    r"|announced \d{4}[\d-]*|two dates\b.*",
    re.IGNORECASE,
)
INSTRUMENT = re.compile(r"\b(?:MOU|LOI|agreement)\b|협약|협정|覚書|Abkommen", re.IGNORECASE)
ENDED = re.compile(r"terminat|kündig|해지|解除|解約", re.IGNORECASE)
PAUSED = re.compile(r"on pause|paused|suspended|중단|休止", re.IGNORECASE)
REASON = re.compile(r"^(?:사유|이유|reason|because|grund|理由)\s*[::]?\s*", re.IGNORECASE)
# What a party does for a deliverable, where there is no agreement to have a role in.
DOES = (
    (re.compile(r"host", re.IGNORECASE), Responsibility.HOSTS),
    (re.compile(r"organi[sz]|lead|initiat", re.IGNORECASE), Responsibility.LEADS),
    (re.compile(r"receiv|recipient", re.IGNORECASE), Responsibility.RECEIVES),
)
# Public money is that of the public body among the parties.
PUBLIC = re.compile(
    r"provinc|federal|regional|municipal|\bstate\b|government|도비|국비", re.IGNORECASE
)
# "a chairman at the association": the one association of the case.
THE_ASSOCIATION = frozenset({"the association", "association", "협회", "同協会", "dem verband"})
# Nobody is named so: "members of X", "14 companies", "5개 협회".
DESCRIBES = re.compile(
    r"^\d|\b(?:members?|companies|firms|partners|societies|universities|drugmakers)\b"
    r"|회원사|개\s*협회|会員|Mitglieder",
    re.IGNORECASE,
)


def as_tag(word: str) -> str:
    """A kind of the casebook's as a tag, which keeps what our wider kinds leave out."""
    return " ".join(word.replace("_", " ").split())


def unbracketed(text: str) -> str:
    """Words that stand in brackets behind a value, without the brackets."""
    text = text.strip()
    inside = text[1:-1]
    return inside.strip() if text[:1] == "(" and text[-1:] == ")" and ")" not in inside else text
