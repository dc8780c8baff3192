"""Countries by their ISO 3166-1 code; names in every language come from Babel's tables."""

from functools import cache

from tracker.i18n import tr

# The ones that announcements write otherwise than the tables do.
_ALSO = {
    "korea": "KR",
    "south korea": "KR",
    "republic of korea": "KR",
    "usa": "US",
    "u.s.": "US",
    "us": "US",
    "uk": "GB",
    "u.k.": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "russia": "RU",
    "turkey": "TR",
    "czech republic": "CZ",
    "the netherlands": "NL",
    "holland": "NL",
    "hong kong": "HK",
    "macau": "MO",
    "macao": "MO",
    "uae": "AE",
    "u.s.a.": "US",
    "united states of america": "US",
    "people's republic of china": "CN",
    "ivory coast": "CI",
    "대한민국": "KR",
    "한국": "KR",
    "미국": "US",
    "일본": "JP",
    "영국": "GB",
}


# The languages in which a country is read and found.
LANGUAGES = ("en", "ko")


@cache
def countries(language: str = "en") -> dict[str, str]:
    """Code to name, in order of the name."""
    # Babel is imported when the first country is read or shown, not at the start.
    from babel import Locale

    names = Locale.parse(language).territories
    known = {
        code: name
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }
    return dict(sorted(known.items(), key=lambda item: item[1]))


_NOT_COUNTRIES = {
    "EU",
    "EZ",
    "UN",
    "ZZ",
    "XA",
    "XB",
    "QO",
    "AC",
    "CP",
    "CQ",
    "DG",
    "EA",
    "IC",
    "TA",
}


def read_country(text: str) -> str:
    """The code of a country written as code or name; ValueError if none is called so."""
    word = text.strip()
    if word.upper() in countries():
        return word.upper()
    if word.casefold() in _ALSO:
        return _ALSO[word.casefold()]
    for language in LANGUAGES:
        for code, name in countries(language).items():
            if name.casefold() == word.casefold():
                return code
    raise ValueError(
        tr("“{text}” is not a country. Write a name or a code, such as KR.", text=word[:40])
    )


def write_country(code: str, language: str = "en") -> str:
    """The name of a country, or the code itself where it is unknown."""
    return countries(language).get(code, code) if code else ""
