"""How long an answer may be, as bodies say it: "max. 300 words", "no more than 1,500 characters", "не более 300 слов"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from briefwright.workspace.values import Limit

Unit = Literal["words", "characters", "pages"]

_NUMBER = r"(?P<number>\d{1,3}(?:[ ,.'’\xa0\u202f]\d{3})+(?!\d)|\d{1,6})"
_TO = r"(?P<least>\d{1,6}\s*(?:-|–|—|to|à|a|bis|и|до|and|et|y|und)\s*)?"
UNITS: dict[Unit, str] = {
    "words": r"word\(s\)|words?|wds|mots?|palabras?|wörtern?|worten?|слов[ао]?|слів|كلمة|كلمات|parole|palavras?|woorden|ord|słów|字",
    "characters": (
        r"character\(s\)|characters?|chars?|signs|keystrokes|caract[èe]res?|signes|zeichen|anschläge|знак(?:ов|а|и)?|символ(?:ов|а|ы)?|"
        r"حرفا?ً?|أحرف|caratteri|tekens|tecken|znaków"
    ),
    "pages": r"pages?|p[áa]ginas?|seiten?|страниц[аы]?|صفحات|صفحة|صفحتين|pagine|pagina's|stron",
}
_UNIT = "|".join(f"(?P<{unit}>{words})" for unit, words in UNITS.items())
_AMOUNT = re.compile(rf"(?<![\w.]){_TO}{_NUMBER}(?:\s*|\s?-\s?)(?:a4\s+)?(?:{_UNIT})(?!\w)", re.IGNORECASE)
_UNIT_FIRST = re.compile(
    rf"(?:{_UNIT})\s*(?:limit|count|maximum|max\.?|\(max\.?\)|allowed)?\s*[:=(–-]\s*(?:max(?:imum)?\.?\s*)?{_NUMBER}(?!\d)",
    re.IGNORECASE,
)
_LIMITING = re.compile(
    r"max|up to|no more than|not more than|exceed|at most|limit|less than|fewer than|shorter than|within|under|≤|<|"
    r"no longer than|not longer than|approx|around|about|in about|bis zu|höchstens|nicht mehr als|nicht länger|"
    r"maximal|umfang|jusqu|pas plus|au plus|dépass|excéd|máx|hasta|no más|no exced|no super|"
    r"не более|не больше|до\b|максимум|не превыш|не должн|объ[её]м|"
    r"أقصى|يتجاوز|تتجاوز|يزيد|تزيد|الأكثر|حدود|massimo|non più|não mais|até|ten hoogste|maks|\bor (?:less|fewer)",
    re.IGNORECASE,
)
_LEAST = re.compile(r"at least|minim|mindestens|au moins|al menos|не менее|минимум|على الأقل", re.IGNORECASE)
_NEAR = 60
_SMALLEST: dict[Unit, int] = {"words": 5, "characters": 20, "pages": 1}
_SPELT = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "half a": 1, "one hundred": 100, "two hundred": 200,
    "three hundred": 300, "four hundred": 400, "five hundred": 500, "one thousand": 1000, "une": 1, "deux": 2,
    "trois": 3, "dos": 2, "tres": 3, "una": 1, "zwei": 2, "drei": 3, "eine": 1,
}  # fmt: skip
_SPELT_OUT = re.compile(
    rf"\b({'|'.join(sorted(_SPELT, key=len, reverse=True))})(?:\s*\(\d+\))?(?=[\s-](?:a4\s)?(?:{'|'.join(UNITS.values())})(?!\w))",
    re.IGNORECASE,
)
_PER_ANSWER = re.compile(
    r"\b(each|every|per|all)\b.{0,30}(answer|response|question|reply)|\b(answers|responses|replies)\b|"
    r"(chaque|toutes? les|les) (réponse|question)|(cada|las|todas las) (respuesta|pregunta)|"
    r"(jede|alle|pro|je|die)[rn]? (antwort|frage)|(кажд\w+|все|ответы) ?(ответ|вопрос)?|(كل|لكل) (إجابة|سؤال)|الإجابات",
    re.IGNORECASE,
)
_REST = re.compile(
    rf"(?:{'|'.join(UNITS.values())})|between|max(?:imum)?|word|limit\w*|including|incl|spaces|"
    r"up to|no more than|not|more|than|exceed|at most|please|of|the|and|with|approx\w*|about|your|answer|response|to|should|be|is|"
    r"text|will|accepted|allowed|are|a|an|minimum|"
    r"keep|under|mots|limite|au|de|pas|plus|höchstens|bis|zu|máximo|hasta|no|más|как|не|более|до|maximal|espaces|compris|"
    r"espacios|incluidos|leerzeichen|inkl|пробел\w*|с|включая|aim|for|in|per|each|question|characters",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def find_limit(text: str) -> Limit | None:
    """The limit that a text tells, if it tells one."""
    text = _SPELT_OUT.sub(lambda found: str(_SPELT[found[1].lower()]), text)
    told: dict[str, int] = {}
    for found in (*_AMOUNT.finditer(text), *_UNIT_FIRST.finditer(text)):
        unit = next(unit for unit in UNITS if found[unit])
        number = int(re.sub(r"\D", "", found["number"]))
        if number >= _SMALLEST[unit] and _is_limit(text, found):
            told.setdefault(unit, number)
    return Limit(**told) if told else None


def limit_of_column(head: str, text: str) -> Limit | None:
    """The limit in a cell, whose unit may stand at the head of its column."""
    limit = find_limit(text) or find_limit(f"max. {text}")
    digits = re.sub(r"[ ,.'’\xa0\u202f]", "", text)
    if limit or not (digits.isdecimal() and len(digits) < 7):  # noqa: PLR2004 (no answer has a million words)
        return limit
    unit = next(
        (unit for unit, words in UNITS.items() if re.search(rf"(?<!\w)(?:{words})(?!\w)", head, re.IGNORECASE)), None
    )
    return Limit(**{unit or "words": int(digits)})


def is_limit_alone(text: str) -> bool:
    """Whether a text says how long an answer may be and nothing else."""
    return find_limit(text) is not None and not re.sub(r"[\W\d_]", "", _REST.sub("", text))


def is_for_all(text: str) -> bool:
    """Whether a limit in this text is one of each answer, not of one or of the whole."""
    return bool(_PER_ANSWER.search(text))


def _is_limit(text: str, found: re.Match[str]) -> bool:
    before, behind = text[max(0, found.start() - _NEAR) : found.start()], text[found.end() : found.end() + 25]
    before = re.split(r"(?<!max)(?<!máx)(?<!макс)(?<!approx)[.!?;]\s", before, flags=re.IGNORECASE)[-1]
    if _LEAST.search(before[-25:]):
        return False
    if (
        (found.groupdict().get("least") and not found["pages"])  # "50 to 400 words": nobody says that of anything else
        or _LIMITING.search(before)
        or _LIMITING.search(found[0])
        or re.match(
            r".{0,12}?(?:max|limit|accepted|allowed|permitted|or (?:less|fewer)|at most|höchst|au plus|como m|или менее|على الأكثر|كحد أقصى)",
            behind,
            re.IGNORECASE,
        )
    ):
        return True
    alone = not text[: found.start()].strip(" ([:–-") and not text[found.end() :].strip(" )].:;")
    return alone or (before.rstrip().endswith(("(", "[", "limit:", ":")) and bool(re.match(r"\s*(?:[)\]]|$)", behind)))
