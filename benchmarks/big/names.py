"""Names of organisations and people as they are met: romanised and native, former, acronyms."""

from random import Random

from benchmarks.big import words as w
from tracker.domain.records.contacts import ContactName
from tracker.domain.records.organisations import OrganisationName

_CITIES = {country: cities.split() for country, cities in w.CITIES.items()}


def country(random: Random) -> str:
    """A country, ours the most frequent."""
    return random.choices(w.COUNTRIES, w.COUNTRY_WEIGHTS)[0]


def city(random: Random, of: str) -> str:
    """A city of a country."""
    return random.choice(_CITIES[of]).replace("-", " ")


def organisation(
    random: Random, of: str, kind: str, number: int
) -> tuple[str, str, tuple[OrganisationName, ...]]:
    """Name, acronym and further names of an organisation; no two have the same name."""
    field, sort = random.choice(w.FIELDS), random.choice(w.SORTS[kind].split("|"))
    place = city(random, of)
    if kind == "company":
        stem = "".join(random.sample(w.SYLLABLES, 2)) + random.choice(w.ENDINGS)
        name = f"{stem.capitalize()}{number % 97 or ''} {sort}"
    elif number % 3:
        name = f"{place} {field} {sort} {number}" if number % 2 else f"{field} {sort} of {place}"
    else:
        name = f"{sort} for {field}, {place} {1 + number % 40}"
    acronym = ""
    if kind != "company" and random.random() < 0.4:
        acronym = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isalpha())
        acronym = (acronym.upper() + random.choice("ABCDEFGKMNRSTX"))[:6]
    further: list[OrganisationName] = []
    if of == "KR" or (of == "JP" and kind in w.JAPANESE_SORTS):
        native, former = _native(random, of, kind), _native(random, of, kind)
        further.append(_name(native, "native", of))
        if random.random() < 0.15:
            further.append(_name(former, "former", of, until=str(random.randint(2007, 2024))))
        if random.random() < 0.25:  # known by the name in its own script, and the other way round
            further[0] = _name(name, "romanised", "US")
            name = f"{native} {number}" if number % 2 else native
    elif random.random() < 0.1:
        until = f"{random.randint(2007, 2024)}-{random.randint(1, 12):02}"
        further.append(_name(f"{field} {sort} of {place} (old)", "former", of, until=until))
    return name, acronym, tuple(further)


def _name(
    name: str, kind: str, of: str, since: str | None = None, until: str | None = None
) -> OrganisationName:
    language = {"KR": "ko", "JP": "ja", "DE": "de", "FR": "fr"}.get(of, "en")
    given = {"name": name, "kind": kind, "language": language, "since": since, "until": until}
    return OrganisationName.model_validate(given)


def _native(random: Random, of: str, kind: str) -> str:
    if of == "KR":
        sort = random.choice(w.KOREAN_SORTS[kind].split("|"))
        return random.choice(w.KOREAN_PLACES) + random.choice(w.KOREAN_FIELDS) + sort
    sort = random.choice(w.JAPANESE_SORTS[kind].split("|"))
    return random.choice(w.JAPANESE_PLACES) + random.choice(w.JAPANESE_FIELDS) + sort


def person(random: Random) -> tuple[str, str, str, tuple[ContactName, ...]]:
    """Name as usually written, given name, family name, and the names in other writings."""
    draw = random.random()
    if draw < 0.45:
        family, romanised_family = random.choice(w.KOREAN_FAMILIES).split(":")
        parts = [part.split(":") for part in random.sample(w.KOREAN_GIVEN, 2)]
        given = "".join(part[0] for part in parts)
        romanised_given = f"{parts[0][1].capitalize()}-{parts[1][1]}"
        native, language = family + given, "ko"
    elif draw < 0.6:
        family, romanised_family = random.choice(w.JAPANESE_FAMILIES).split(":")
        given, romanised_given = random.choice(w.JAPANESE_GIVEN).split(":")
        native, language = f"{family} {given}", "ja"
    else:
        first, last = random.choice(w.LATIN_GIVEN), random.choice(w.LATIN_FAMILIES)
        middle = f" {random.choice('ABCDEFGHJKLMNPRST')}." if random.random() < 0.3 else ""
        last = last.replace("-", " ")
        return f"{first}{middle} {last}", first, last, ()
    further: tuple[ContactName, ...]
    romanised = f"{romanised_given} {romanised_family}"
    if random.random() < 0.5:
        further = (ContactName(name=romanised, kind="romanised", language="en"),)
        return native, given, family, further
    also: tuple[ContactName, ...] = ()
    if random.random() < 0.1:
        also = (ContactName(name=f"{romanised_given[0]}. {romanised_family}", kind="also"),)
    further = (ContactName(name=native, kind="native", language=language), *also)
    return romanised, romanised_given, romanised_family, further
