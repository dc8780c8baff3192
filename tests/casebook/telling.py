"""How words and sums are put into records."""

from typing import Any

from tests.casebook.reading import as_stated, leaves, stated
from tests.casebook.values import read_amount
from tracker.domain.dates import PartialDate
from tracker.domain.reading import LONGEST_LINE
from tracker.domain.records.evidence import Observation, Qualifier


def with_words(told: str, more: str) -> str:
    """What is said of a step and what another says of it, as far as a line holds both."""
    if not more or more in told:
        return told
    both = f"{told}; {more}" if told else more
    return both if len(both) <= LONGEST_LINE else told


def money_figure(
    row: dict[str, Any], otherwise: str, as_of: PartialDate | None, source: int
) -> Observation | None:
    """A sum as a dated figure: what it is, how it is meant, its currency; None if none is told."""
    amount, meant, rest = (
        read_amount(row["amount"]) if stated(row.get("amount")) else (None, Qualifier.EXACTLY, "")
    )
    if amount is None:
        return None
    what = (row.get("what") or "").strip() or otherwise
    return Observation(
        metric=" ".join(part for part in (what, rest) if part)[:LONGEST_LINE],
        qualifier=meant,
        value=amount,
        unit=(row.get("currency") or "").strip()[:LONGEST_LINE],
        as_of=as_of,
        source_id=source,
    )


def texts_of(field: str, value: Any) -> list[tuple[str, str]]:
    """Every fact under a name, as a statement has it."""
    return [(path, as_stated(leaf)) for path, leaf in leaves(value, field)]
