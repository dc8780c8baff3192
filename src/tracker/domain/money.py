"""An amount with its currency, as one value: an amount without a currency says nothing."""

from decimal import Decimal, InvalidOperation
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from tracker.i18n import tr

# Storage keeps four places in a 64-bit integer; the largest amount keeps well inside it.
LARGEST = Decimal(10) ** 14


class Money(BaseModel):
    """`amount` in units of `currency` (an ISO 4217 code, such as KRW)."""

    model_config = ConfigDict(frozen=True)

    amount: Decimal = Field(ge=-LARGEST, le=LARGEST, decimal_places=4)
    currency: str = Field(pattern=r"^[A-Z]{3}$")

    @classmethod
    def read(cls, text: str) -> Self:
        """Read "USD 100,000,000" or "100 million USD"; ValueError says what is missing."""
        words = text.replace(",", "").split()
        factor = Decimal(1)
        amount: Decimal | None = None
        currency = ""
        for word in words:
            if word.lower() in _FACTORS:
                factor *= _FACTORS[word.lower()]
            elif len(word) == 3 and word.isalpha() and word.isascii():
                currency = word.upper()
            else:
                amount = read_decimal(word)
        if amount is None or not currency:
            raise ValueError(tr("Write an amount and a currency, such as “USD 25,000”."))
        if abs(amount * factor) > LARGEST:
            raise ValueError(tr("The amount is too large."))
        return cls(amount=amount * factor, currency=currency)

    def __str__(self) -> str:
        return f"{self.currency} {write_decimal(self.amount)}"


_FACTORS = {"thousand": Decimal(10) ** 3, "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9}


def read_decimal(text: str) -> Decimal:
    """Read a plain number; ValueError if it is none, has over four places or is too large."""
    try:
        number = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        raise ValueError(tr("“{text}” is not a number.", text=text[:40])) from None
    if not number.is_finite() or abs(number) > LARGEST:
        raise ValueError(tr("The number is too large."))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        raise ValueError(tr("At most four places after the point are kept."))
    return number


def write_decimal(number: Decimal) -> str:
    """1234.5 as "1,234.5", without needless zeros."""
    text = f"{number:,.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
