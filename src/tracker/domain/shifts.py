"""By how much targets are moved: "2 weeks", "1 month later", "3 days earlier", "+2w", "-P7D"."""

import re

from tracker.domain.durations import Duration, read_duration
from tracker.domain.offsets import Offset, read_offset
from tracker.i18n import tr, trn


def read_shift(text: str) -> Offset:
    """What a person types. A length alone is later, for that is how targets move; "earlier" and
    "-" are `before`. ValueError, with a sentence and an example, for anything else, and for none.
    """
    plain = " ".join(text.lower().split()) if len(text) <= 80 else ""
    try:
        if plain.startswith(("+", "-", "−")):
            length = _length(plain[1:])
            found = Offset(length, before=plain[0] != "+")
        else:
            found = _spoken(plain)
    except ValueError:
        raise ValueError(_not_a_shift(text)) from None
    if not found.length:
        raise ValueError(_not_a_shift(text))
    return found


_LATER = re.compile(r"(?P<much>.+?)\s*(?:연기|늦춤|늦추기|미룸|미루기)")
_EARLIER = re.compile(r"(?P<much>.+?)\s*(?:앞당김|앞당기기|당김)")


def _spoken(plain: str) -> Offset:
    plain = plain.removeprefix("by ")
    if found := _LATER.fullmatch(plain):
        return Offset(_length(found["much"]))
    if found := _EARLIER.fullmatch(plain):
        return Offset(_length(found["much"]), before=True)
    try:
        return Offset(_length(plain))
    except ValueError:
        return read_offset(plain)


def _length(plain: str) -> Duration:
    return read_duration(plain)


def write_shift(value: Offset | None) -> str:
    """As words in the language of the program: "2 weeks later"; nothing for None."""
    if value is None or not value.length:
        return ""
    parts, length = [], value.length
    if length.years:
        parts.append(trn("{n} year", "{n} years", length.years))
    if length.months:
        parts.append(trn("{n} month", "{n} months", length.months))
    if length.days and length.days % 7 == 0:
        parts.append(trn("{n} week", "{n} weeks", length.days // 7))
    elif length.days:
        parts.append(trn("{n} day", "{n} days", length.days))
    words = " ".join(parts)
    return (
        tr("{length} earlier", length=words) if value.before else tr("{length} later", length=words)
    )


def _not_a_shift(text: str) -> str:
    shown = text.strip() if len(text) <= 40 else text[:40] + "…"
    return tr(
        "“{text}” does not say by how much. Write it like 2 weeks, 1 month or 3 days earlier.",
        text=shown,
    )
