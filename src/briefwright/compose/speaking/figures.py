"""Amounts, shares, measures, ranges and days as they are said, each language's way (CLDR, through Babel).

The digits stay as they were written; only what stands around them changes.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from babel.dates import get_date_format
from babel.numbers import (
    format_decimal,
    get_currency_name,
    get_currency_unit_pattern,
    get_decimal_symbol,
    get_group_symbol,
    get_territory_currencies,
)
from babel.units import UnknownUnitError, format_unit

from briefwright.compose.locales import format_date, locale_of
from briefwright.compose.speaking import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel import Locale

_SPACE = "[ \u00a0\u202f\u2009]"
_PER = r"(?P<per>/(?=[^\W\d_]))?"
_MARK = "[\u200e\u200f\u061c]*"
"""Marks of direction, which CLDR sets around signs in Arabic and Hebrew."""
_NOT_CODES = frozenset(
    {"ALL", "BAM", "BOB", "COP", "CUP", "GEL", "LAK", "MAD", "MOP", "PEN", "RON", "SOS", "TOP", "TRY", "XXX"}
)
"""Codes of currencies that are words in capitals too."""
_LETTERED = frozenset({"BGN", "CZK", "DKK", "HUF", "ISK", "NOK", "PLN", "RUB", "SEK"})
"""The currencies whose sign is made of letters, and no other word."""
_EVERYWHERE = {"€": "EUR", "US$": "USD", "£": "GBP"}
_OWN_SIGNS = {"ru": {"руб.": "RUB", "руб": "RUB"}, "uk": {"грн": "UAH", "грн.": "UAH"}}
_DAY_OF_HOME = datetime.date(2026, 1, 1)
"""The day whose currency is a country's own: no clock is read."""
_UNITS = (
    "area-square-kilometer", "area-square-meter", "area-hectare", "length-kilometer", "length-centimeter",
    "length-millimeter", "mass-kilogram", "speed-kilometer-per-hour", "speed-mile-per-hour", "temperature-celsius",
    "power-kilowatt", "power-megawatt", "energy-kilowatt-hour", "concentr-permille", "concentr-percent",
)  # fmt: skip
_HOURS = re.compile(r"(?<![\w.:–-])(\d{1,2}:\d\d)[–-](\d{1,2}:\d\d)(?![\w:–-])")
_POWERS = (1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000)
_SHORT_SCALES: dict[str, dict[str, int]] = {
    "en": {"k": 3, "K": 3, "m": 6, "M": 6, "mn": 6, "mln": 6, "bn": 9, "B": 9, "tn": 12},
    "fr": {"k": 3, "M": 6, "Md": 9, "Mds": 9, "Mrd": 9},
    "de": {"Tsd.": 3, "Mio.": 6, "Mio": 6, "Mrd.": 9, "Mrd": 9},
    "it": {"mln": 6, "mld": 9},
    "nl": {"mln.": 6, "mln": 6, "mld.": 9, "mld": 9},
}
_SPOKEN_ALONE = 3
"""Letters that an abbreviated million must have to be one without a currency: "5 m" may be metres."""


@lru_cache(maxsize=32)
def figures_of(tag: str) -> Figures | None:
    """How a language says figures, or None where CLDR knows nothing of it."""
    locale = locale_of(tag)
    return Figures(tag, locale) if locale else None


class Figures:
    """How a language says figures."""

    def __init__(self, tag: str, locale: Locale) -> None:
        self.tag = tag
        self.locale = locale
        self.decimal = get_decimal_symbol(locale)
        self.to = words.RANGES.get(tag) or words.RANGES.get(self._with_script) or words.RANGES.get(locale.language)

    def say(self, text: str) -> str:
        """A text whose figures are said."""
        if not any(char.isdigit() for char in text):
            return text
        text = self._days(text)
        text = self._sign_first.sub(self._amount, text)
        text = self._sign_last.sub(self._amount, text)
        text = self._measures.sub(self._measure, self._percent_first.sub(self._measure, text))
        if self.to:
            text = _HOURS.sub(rf"\1 {self.to} \2", text)
        text = self._scaled.sub(lambda found: self._in_full(found["low"], found["scale"]), text)
        return self._ranges.sub(self._range, text) if self.to else text

    @property
    def _with_script(self) -> str:
        return f"{self.locale.language}-{self.locale.script or ''}"

    # ── Patterns ─────────────────────────────────────────────────────────────

    @cached_property
    def _number(self) -> str:
        """A figure with its separators; a space that may break is one only where the language groups by spaces."""
        groups = "\u00a0\u202f\u2009 " if get_group_symbol(self.locale).isspace() else "\u00a0\u202f\u2009"
        return rf"(?>\d{{1,3}}(?:[{groups}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫٬'’]\d+)*)"

    @cached_property
    def _figures(self) -> str:
        """One figure or a range of two, each perhaps in millions."""
        scale = rf"(?:{_SPACE}?{_MARK}(?P<scaleNAME>{_either(self._scales)})(?![\w]))?"
        low, high = scale.replace("NAME", ""), scale.replace("NAME", "2")
        return (
            rf"(?P<low>{self._number}){low}"
            rf"(?:(?P<dash>[-–]){{again}}(?P<high>{self._number}){high})?"
        )

    @cached_property
    def _sign_first(self) -> re.Pattern[str]:
        sign = _either(self._currencies)
        figures = self._figures.replace("{again}", rf"(?:(?:{sign}){_MARK}{_SPACE}?)?")
        return re.compile(
            rf"(?<![\w$€£]){_MARK}(?P<sign>{sign})(?:{_SPACE}?(?:{sign}))*{_MARK}{_SPACE}?{figures}{_PER}"
        )

    @cached_property
    def _sign_last(self) -> re.Pattern[str]:
        sign = _either(self._currencies)
        figures = self._figures.replace("{again}", "")
        of = words.LINKS.get(self.locale.language, "")
        link = rf"(?:{_SPACE}(?:{of}|{of[0]}[’'](?=[^\w\s])))?" if of else ""
        return re.compile(rf"(?<![\w.,/–-]){figures}{link}{_SPACE}?{_MARK}(?P<sign>{sign}){_MARK}(?![\w$€£]){_PER}")

    @cached_property
    def _measures(self) -> re.Pattern[str]:
        unit = _either(self._units)
        dash = rf"(?:{_SPACE}?(?:{unit}))?(?P<dash>[-–])(?P<high>{self._number})"
        return re.compile(
            rf"(?<![\w.,/–-])(?P<low>{self._number})(?:{dash})?{_SPACE}?{_MARK}(?P<sign>{unit}){_MARK}(?![\w-])"
        )

    @cached_property
    def _percent_first(self) -> re.Pattern[str]:
        """`%45`, as Turkish has it."""
        percent = self.locale.percent_formats[None].pattern
        sign = "%" if percent.startswith("%") else "(?!)"
        return re.compile(
            rf"(?<!\w)(?P<sign>{sign}){_SPACE}?(?P<low>{self._number})(?:(?P<dash>[-–])(?P<high>{self._number}))?"
        )

    @cached_property
    def _scaled(self) -> re.Pattern[str]:
        long = [short for short in self._scales if len(short.strip(".")) >= _SPOKEN_ALONE or short in {"bn", "tn"}]
        scale = _either(set(long) - set(self._long_scales)) or r"(?!)"
        return re.compile(rf"(?<![\w.,/–-])(?P<low>{self._number}){_SPACE}?(?P<scale>{scale})(?!\w)")

    @cached_property
    def _ranges(self) -> re.Pattern[str]:
        number = self._number
        return re.compile(rf"(?<![\w.,/–:-])(?P<low>{number})(?P<dash>[-–])(?P<high>{number})(?![\w/–:]|[.-]\d)")

    @cached_property
    def _currencies(self) -> dict[str, str]:
        """The currencies by their signs and codes."""
        codes = {code: code for code in map(str, self.locale.currencies) if code not in _NOT_CODES}
        signs = {
            sign: code
            for code, sign in self.locale.currency_symbols.items()
            if code in _LETTERED or any(unicodedata.category(char) == "Sc" for char in sign)
        }
        own = _OWN_SIGNS.get(self.locale.language, {})
        return codes | _EVERYWHERE | own | {sign: code for sign, code in signs.items() if code != "XXX"}

    @cached_property
    def _units(self) -> dict[str, str]:
        """The units by their signs."""
        found = {"%": "concentr-percent", "٪": "concentr-percent", "‰": "concentr-permille"}
        for unit in _UNITS:
            sign = (
                self._unit_words(Decimal(5), unit, "short").replace("{0}", "").strip(" \u00a0\u202f\u200e\u200f\u061c")
            )
            if sign and not any(char.isdecimal() for char in sign):
                found.setdefault(sign, unit)
        return found

    @cached_property
    def _long_scales(self) -> dict[str, int]:
        forms = self.locale.compact_decimal_formats.get("long", {}).values()
        return {word: power for form in forms for word, power in _scales_in(form)}

    @cached_property
    def _scales(self) -> dict[str, int]:
        """The words for thousands and millions, short and long, and their powers of ten."""
        forms = self.locale.compact_decimal_formats.get("short", {}).values()
        short = {word: power for form in forms for word, power in _scales_in(form)}
        return short | _SHORT_SCALES.get(self.locale.language, {}) | self._long_scales

    # ── Saying ───────────────────────────────────────────────────────────────

    def _amount(self, found: re.Match[str]) -> str:
        """`€300–700` is "300 to 700 euros"; what is no rising range stays as it was."""
        code = self._currencies[found["sign"]]
        scale = found["scale2"] or (found["scale"] if not found["high"] else None)
        power = self._scales.get(scale or "", 0)
        count = self._value(found["high"] or found["low"]).scaleb(power)
        name = self._currency(code, count)
        link = words.LINKS.get(self.locale.language) if power > len("000") else None
        name = f"{link} {name}" if link else name
        if link and self.locale.language in words.ELIDED and name[len(link) + 1].lower() in "aeéèiouyœh":
            name = f"{link[0]}’{name[len(link) + 1 :]}"
        pattern = str(get_currency_unit_pattern(code, count=count, locale=self.locale))
        per = (
            f" {words.PER[self.locale.language]} "
            if found["per"] and self.locale.language in words.PER
            else found["per"]
        )
        return pattern.replace("{0}", self._span(found)).replace("{1}", name) + (per or "")

    def _currency(self, code: str, count: Decimal) -> str:
        """`pounds` at home, `British pounds` elsewhere."""
        name = get_currency_name(code, count=count, locale=self.locale)
        noun = words.NOUNS.get(self.locale.language)
        home = get_territory_currencies(self.locale.territory or "", _DAY_OF_HOME) if self.locale.territory else ()
        return name.split()[noun] if noun is not None and code in home else name

    def _span(self, found: re.Match[str]) -> str:
        """One figure or two, with what they are multiplied by in full."""
        low = self._in_full(found["low"], found["scale"])
        if not found["high"]:
            return low
        between = f" {self.to} " if self.to else "–"
        return low + between + self._in_full(found["high"], found["scale2"])

    def _in_full(self, number: str, scale: str | None) -> str:
        """`1.5m` is "1.5 million"."""
        if not scale:
            return number
        if scale in self._long_scales:
            return f"{number} {scale}"
        power = str(10 ** self._scales[scale])
        value = self._value(number)
        forms = self.locale.compact_decimal_formats.get("long", {})
        form = forms.get(self.locale.plural_form(value)) or forms.get("other") or {}
        pattern = form.get(power) or forms.get("other", {}).get(power)
        return _positive(pattern).replace("0", number) if pattern else f"{number} {scale}"

    def _measure(self, found: re.Match[str]) -> str:
        number = found["low"]
        if found["high"]:
            number += (f" {self.to} " if self.to else found["dash"]) + found["high"]
        unit = self._units[found["sign"]]
        pattern = self._unit_words(self._value(found["high"] or found["low"]), unit, "long")
        return pattern.replace("{0}", number) or found[0]

    def _unit_words(self, value: Decimal, unit: str, length: str) -> str:
        """`{0} per cent`, in the form that goes with a value; where that has but a sign or no figure, in another."""
        pattern = ""
        for sample in (value, Decimal(100), Decimal(1)):
            try:
                text = format_unit(sample, unit, length, locale=self.locale)  # type: ignore[arg-type]
            except UnknownUnitError:
                return ""
            pattern = text.replace(format_decimal(sample, locale=self.locale), "{0}")
            if "{0}" in pattern and unit not in pattern and (length == "short" or not re.search("[%٪‰]", pattern)):
                return pattern
        return ""

    def _range(self, found: re.Match[str]) -> str:
        """`2–3` is "2 to 3". With a hyphen only what rises is a range: "Law 2016-444" and "020-7946" are none."""
        low, high = found["low"], found["high"]
        code = low[0] == "0" != low or high[0] == "0"
        if found["dash"] == "-" and (code or self._value(low) >= self._value(high)):
            return found[0]
        return f"{low} {self.to} {high}"

    def _value(self, number: str) -> Decimal:
        """What a figure amounts to, which decides on the forms of words that follow it."""
        bare = re.sub(r"[\s'’٬]", "", number).replace("٫", ".")
        bare = bare.replace(".", "").replace(",", ".") if self.decimal == "," else bare.replace(",", "")
        try:
            return Decimal(bare)
        except InvalidOperation:
            return Decimal(2)

    def _days(self, text: str) -> str:
        """Days in figures, with the names of their months."""
        text = re.sub(r"(?<![\w/.-])([12]\d{3})-(\d\d)-(\d\d)(?![\w/-])", lambda found: self._day(found, "ymd"), text)
        order = "".join(dict.fromkeys(re.findall("[dmy]", str(get_date_format("short", locale=self.locale)).lower())))
        if order not in {"dmy", "mdy"}:
            return text
        pattern = r"(?<![\w/.-])(\d\d?)([./])(\d\d?)\2([12]\d{3})(?![\w/-])"
        return re.sub(pattern, lambda found: self._day(found, order), text)

    def _day(self, found: re.Match[str], order: str) -> str:
        parts = dict(zip(order, (int(one) for one in found.groups() if one.isdigit()), strict=True))
        try:
            day = format_date(datetime.date(parts["y"], parts["m"], parts["d"]), self.tag)
        except ValueError:
            return found[0]
        return re.sub(r"\s([гр]\.)$", lambda year: f" {words.YEARS[year[1]]}", day)


def _either(signs: Iterable[str]) -> str:
    """A pattern of any of these, the longest first."""
    return "|".join(re.escape(sign) for sign in sorted(signs, key=lambda sign: (-len(sign), sign)))


def _positive(pattern: object) -> str:
    """A compact pattern for figures above zero: `0 Mio.` of `0 Mio'.';-0 Mio'.'`."""
    return str(getattr(pattern, "pattern", "")).split(";", maxsplit=1)[0].replace("'", "")


def _scales_in(forms: object) -> list[tuple[str, int]]:
    """The words in compact patterns, and their powers of ten: `0 Millionen`; not of `0000 M`, a billion in Spanish."""
    if not hasattr(forms, "items"):
        return []
    found = []
    for power, pattern in forms.items():
        text = _positive(pattern).strip(" \u00a0\u200e\u200f")
        match = re.fullmatch(r"0[ \u00a0\u202f]*([^\s0]\D*)", text)
        if match and int(power) in _POWERS:
            found.append((match[1].rstrip("\u200e\u200f"), len(str(power)) - 1))
    return found
