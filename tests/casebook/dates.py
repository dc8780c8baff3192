"""Dates as the casebook writes them. What cannot be read as one is given back as it stands."""

import re

from tracker.domain.dates import PartialDate

_DAY = re.compile(r"---(\d\d)(?!\d)")
_MONTH_DAY = re.compile(r"--(\d\d)(?:-(\d\d))?(?!\d)")
_EITHER = re.compile(r"(\d{4}(?:-\d\d){0,2}) (?:or|oder|또는) (\d{4}(?:-\d\d){0,2})")
_LEADING = re.compile(r"(\d{4}(?:-\d\d){0,2})(?=\s*(?:\(|$))")


def read_partial(text: str) -> tuple[PartialDate | None, str]:
    """A date of the casebook and the words that stand behind it; None if it is none."""
    text = text.strip()
    if (whole := _parsed(text)) is not None:
        return whole, ""
    if (written := _written_out(text)) is not None:
        return written, ""
    if match := _EITHER.fullmatch(text):
        return _parsed(f"{match[1]}/{match[2]}"), text
    for pattern, form in ((_DAY, "XXXX-XX-{0}"), (_MONTH_DAY, "XXXX-{0}")):
        if match := pattern.match(text):
            edtf = form.format(match[1]) + (f"-{match[2]}" if match.lastindex == 2 else "")
            return _parsed(edtf), text[match.end() :].strip()
    if match := _LEADING.match(text):
        return _parsed(match[1]), text[match.end() :].strip()
    return None, text


_NUMBERS = re.compile(
    r"(\d{4})(?:[./](\d{1,2})(?:[./](\d{1,2})\.?)?|\s?[년年]\s?(\d{1,2})\s?[월月](?:\s?(\d{1,2})\s?[일日])?)"
)
_MONTHS = {
    name: place
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "jan feb märz apr mai jun jul aug sept okt nov dez",
    )
    for place, name in enumerate(names.split(), start=1)
}
_DAY_MONTH = re.compile(r"(?:(\d{1,2})\.?(?:st|nd|rd|th)? )?([^\W\d]{3,9})\.? (\d{4})")
_MONTH_DAY_YEAR = re.compile(r"([^\W\d]{3,9})\.? (\d{1,2}), (\d{4})")


def _written_out(text: str) -> PartialDate | None:
    """A date written out: "2024. 6. 4.", "2024년 6월 4일", "4 June 2024", "June 4, 2024"."""
    if match := _NUMBERS.fullmatch(re.sub(r"\. +", ".", text)):
        year, *rest = [one for one in match.groups() if one]
    elif match := _DAY_MONTH.fullmatch(text):
        year, rest = match[3], [match[2], *filter(None, [match[1]])]
    elif match := _MONTH_DAY_YEAR.fullmatch(text):
        year, rest = match[3], [match[1], match[2]]
    else:
        return None
    numbers = [_MONTHS.get(one.casefold(), 0) if not one.isdecimal() else int(one) for one in rest]
    return _parsed("-".join([year, *(f"{number:02}" for number in numbers)]))


def _parsed(edtf: str) -> PartialDate | None:
    try:
        return PartialDate.parse(edtf) if "\n" not in edtf else None
    except ValueError:
        return None


def narrower(one: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    """Of two dates that may be the same the one that says more; None if they contradict."""
    if one is None or other is None:
        return one or other
    if one == other or may_hold(one, other):
        return other if one != other else one
    return one if may_hold(other, one) else None


def may_hold(wide: PartialDate, narrow: PartialDate) -> bool:
    """Whether all that `wide` says stays true of `narrow`."""
    if wide.is_interval or narrow.is_interval:
        return wide == narrow
    pairs = zip(wide.edtf.rstrip("~?%"), narrow.edtf.rstrip("~?%"), strict=False)
    return len(wide.edtf) <= len(narrow.edtf) and all(a in (b, "X") for a, b in pairs)


def in_parentheses(text: str) -> str:
    """The words in brackets at the end: of "2008-11-01 (Raptors MOU)" the latter."""
    match = re.search(r"\(([^()]+)\)\s*$", text)
    return match[1].strip() if match else ""
