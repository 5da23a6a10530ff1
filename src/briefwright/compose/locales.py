"""Figures and dates as a language writes them (CLDR, through Babel)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefwright.workspace.library import as_date

if TYPE_CHECKING:
    import datetime

    from babel import Locale

    from briefwright.workspace.values import Fact


@cache
def locale_of(tag: str) -> Locale | None:
    """The locale of a language tag (BCP 47), or None where CLDR knows nothing of it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (only documents with figures need it)

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def format_number(value: float, tag: str) -> str:
    """`105,000` in English, with a narrow space in French."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(value, locale=locale_of(tag))


def format_percent(value: float, tag: str) -> str:
    """`12.5%` for 12.5 (not a fraction of one)."""
    locale = locale_of(tag)
    pattern = locale.percent_formats[None] if locale else None
    text = format_number(value, tag)
    return pattern.pattern.replace("#,##0", text) if pattern else f"{text}%"


def format_amount(value: float, currency: str, tag: str) -> str:
    """An amount with its currency (ISO 4217): `€105,000`, `NOK 15,000`; cents only where there are any."""
    from babel.numbers import format_currency, get_currency_symbol  # noqa: PLC0415

    locale, cents = locale_of(tag), not float(value).is_integer()
    pattern: str = locale.currency_formats["standard"].pattern if locale else "¤#,##0.00"
    if not cents:
        pattern = pattern.replace("0.00", "0")
    if get_currency_symbol(currency, locale=locale)[-1:].isalpha():
        # UTS 35, currency spacing: letters and digits are kept apart. Babel leaves that to its caller.
        pattern = pattern.replace("¤#", "¤\xa0#")
    return format_currency(value, currency, format=pattern, locale=locale, currency_digits=cents)


def format_date(value: datetime.date, tag: str) -> str:
    """`14 December 2017`."""
    from babel.dates import format_date as babel_date  # noqa: PLC0415

    return babel_date(value, format="long", locale=locale_of(tag))


def country_name(country: str, tag: str) -> str:
    """`Germany` for `DE`; what is no code of ISO 3166 is a name already."""
    locale = locale_of(tag) if re.fullmatch(r"[A-Z]{2}", country) else None
    return str(locale.territories.get(country, country)) if locale else country


def format_fact(fact: Fact, tag: str) -> str:
    """A fact as it is printed: an amount where its unit is a currency, a date where its value is one."""
    value = fact.value
    if isinstance(value, str):
        date = as_date(value)
        return format_date(date, tag) if date else value
    if re.fullmatch(r"[A-Z]{3}", fact.unit):
        return format_amount(value, fact.unit, tag)
    return format_percent(value, tag) if fact.unit in {"%", "percent"} else format_number(value, tag)
