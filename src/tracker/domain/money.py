"""An amount with its currency, as one value: an amount without a currency says nothing."""

import re
import unicodedata
from decimal import Decimal
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
        factor = Decimal(1)
        amounts: list[Decimal] = []
        currencies: list[str] = []
        for word in _APART.sub(" ", text).split():
            if word.lower() in _FACTORS:
                factor *= _FACTORS[word.lower()]
            elif len(word) == 3 and word.isalpha() and word.isascii():
                currencies.append(word.upper())
            else:
                amounts.append(read_decimal(word))
        if len(amounts) != 1 or len(currencies) != 1:
            raise ValueError(tr("Write an amount and a currency, such as “USD 25,000”."))
        amount, currency = amounts[0], currencies[0]
        if abs(amount * factor) > LARGEST:
            raise ValueError(tr("The amount is too large."))
        return cls(amount=amount * factor, currency=currency)

    def __str__(self) -> str:
        return f"{self.currency} {write_decimal(self.amount)}"


# Between a currency and an amount that stand together: USD25,000.
_APART = re.compile(r"(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
# Of 1,234 nobody knows whether it is a thousand: between groups of three a comma stands between
# thousands. Where it cannot, it is the mark of the decimals: 87,5 and 0,125 and 1.234,50. Of
# 25,0000 it is neither: in Korea that is a quarter of a million, elsewhere a slip.
_WITH_COMMA = re.compile(
    r"[+-]?(?:0,[0-9]{1,40}|[0-9]{1,40},[0-9]{1,2}"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){1,12},[0-9]{1,40})"
)
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,40}|[0-9]{1,3}(?:,[0-9]{3}){1,12})(?:\.[0-9]{0,40})?")
_FACTORS = {"thousand": Decimal(10) ** 3, "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9}


def has_decimal_comma(text: str) -> bool:
    """Whether a comma in it is the mark of the decimals. A filter text says "0 or 30" so."""
    plain = unicodedata.normalize("NFKC", text[:100])
    return any(_WITH_COMMA.fullmatch(word) for word in _APART.sub(" ", plain).split())


def read_decimal(text: str) -> Decimal:
    """Read a plain number; ValueError if it is none, has over four places or is too large."""
    plain = unicodedata.normalize("NFKC", text[:100]).replace("−", "-").strip()
    if _WITH_COMMA.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif not _NUMBER.fullmatch(plain):
        raise ValueError(tr("“{text}” is not a number.", text=text[:40]))
    return kept(Decimal(plain.replace(",", "")))


def kept(number: Decimal) -> Decimal:
    """The number as it stands, if storage keeps all of it; else ValueError."""
    if not number.is_finite() or abs(number) > LARGEST:
        raise ValueError(tr("The number is too large."))
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        raise ValueError(tr("At most four places after the point are kept."))
    return number


def write_decimal(number: Decimal) -> str:
    """1234.5 as "1,234.5", without needless zeros."""
    text = f"{number:,.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
