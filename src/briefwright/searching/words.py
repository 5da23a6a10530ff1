"""Words as a search compares them: without case, diacritics and endings.

A word is stemmed by its language where there is a stemmer (Snowball), and goes unstemmed elsewhere. What nearly every
question says (`please describe the measures that …`) tells nothing of what it asks for; `IDLE` has it for some
languages, and where it has nothing the index itself gives words that stand in most texts no weight.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""The stemmers that there may be, by language; a version of Snowball may lack some."""

IDLE = {
    "en": """
        a able about above action actions after again against all allow allowed also although am an and answer any are
        as at available aware based basis be because become becomes been before being between both bring brings brought
        but by call called can carried carry case cases character characters come comes comment comments concern
        concerned concerning concerns context contribution contributions could countries country current currently
        describe description detail detailed detailing details did do does doing down during each effect effects either
        elaborate else ensure ensured ensuring ever every example examples exist existing exists experience explain
        explanation extent few find following for found from further general give given giving go goes great had has
        have having he her here hers highlight him his how however i identify if illustrate impact impacts in including
        indeed indicate individual individuals inform information input instance into is issue issues it its itself
        just keep kept kind kinds known length less like likely limit look made main make makes making manner many
        matter matters max maximum may me measure measures might minimum more most much must my namely need needed
        needs neither new no nor nos not notably now number observed of off on once only onto opinion or order other
        others otherwise our ours out outline over own page pages paragraph paragraphs part particular parties party
        people per person persons place places play plays please possible provide provided providing put question
        questions rather recent recently regard regarding related relating relation relevant respect response result
        results role same say seek seen set shall share she should show situation so some specific specify state step
        steps submission submissions such summarise take taken takes taking than that the their theirs them themselves
        then there these they think this those though through thus time to too towards turn type types under until up
        upon us use used using various very view views want was way ways we well were what whatever when where whether
        which while who whole whom whose why will with within without word words would year years yet you your yours
        """,
    "fr": """
        a ai ainsi alors après au aucun aussi autre autres aux avant avec avez avoir ayant c ce cela celle celles celui
        ces cet cette ceux chaque chez comme comment d dans de des depuis dont du elle elles en encore entre est et
        etc eu être eux font fait il ils j je l la le les leur leurs lors lorsque lui m ma mais me même mêmes mes moins
        n ne ni non nos notre nous on ont ou où par pas pendant peu peut peuvent plus pour pourquoi puis qu quand que
        quel quelle quelles quels qui s sa sans se sera ses si soit son sont sous sur t ta te tous tout toute toutes
        très trop un une vos votre vous y veuillez décrire expliquer indiquer préciser fournir informations exemple
        exemples
        """,
    "es": """
        a al algo algún alguna algunas algunos ante antes así aunque cada como cómo con contra cual cuál cuales cuáles
        cuando cuándo de del desde donde dónde durante e el él ella ellas ellos en entre era es esa esas ese eso esos
        esta está están estas este esto estos fue ha haber han hasta hay la las le les lo los más me mediante mi muy
        ni no nos nosotros o os otra otras otro otros para pero por porque pueden puede que qué quien quién quienes se
        sea según ser si sí sido sin sobre son su sus también tan tanto te tiene tienen toda todas todo todos tu u un
        una unas uno unos usted y ya sírvanse sírvase describa describan explique expliquen indique indiquen
        proporcione proporcionen información ejemplo ejemplos
        """,
    "de": """
        aber alle allem allen aller als also am an andere anderen auch auf aus bei beim bereits bin bis bitte da dadurch
        damit dann das dass dem den denen der deren des dessen die dies diese diesem diesen dieser dieses doch dort
        durch ein eine einem einen einer eines er es für gegen hat haben hatte hier ihr ihre ihrem ihren ihrer im in
        inwiefern inwieweit ist ja jede jedem jeden jeder jedes jedoch kann kein keine können man mehr mit muss nach
        nicht noch nun nur ob oder ohne sein seine seinem seinen seiner seit sich sie sind so sofern sollte sollten
        sowie um und uns unser unter vom von vor war waren was welche welchem welchen welcher welches wenn werden wer
        wie wird wo wurde wurden zu zum zur zwischen über beschreiben erläutern geben nennen angaben beispiel beispiele
        """,
    "nl": """
        aan al alle als bij binnen dan dat de der deze die dit door dus een elk en er ge geen haar had heb hebben heeft
        het hier hij hoe hun iets in indien is ja je kan kunnen maar me meer men met mijn moet na naar niet nog nu of om
        omdat onder ons ook op over reeds te tegen tot u uit uw van veel voor waar waren was wat welke wel werd wie
        worden wordt zal ze zich zij zijn zo zonder zou beschrijf beschrijven licht toe geef informatie voorbeelden
        """,
    "it": """
        a ad agli ai al alla alle allo anche che chi ci come con cosa cui da dagli dai dal dalla dalle dei del della
        delle dello di dove e è ed essere gli ha hanno i il in io la le lei li lo loro ma mi nei nel nella nelle non
        nostro o ogni per perché più può possono quale quali quando quanto quello questa queste questi questo se sia si
        sono su sua sue sugli sui sul sulla sulle suo tra fra tutti tutte un una uno vi voi descrivere spiegare
        indicare fornire informazioni esempio esempi
        """,
    "pt": """
        a ao aos as às até com como da das de do dos e é ela elas ele eles em entre era essa esse esta está este eu foi
        há isso já lhe mais mas me mesmo muito na não nas nem no nos nós o os ou para pela pelas pelo pelos por porque
        quais qual quando que quem se sem ser seu seus são sob sobre sua suas também tem ter um uma você descreva
        explique indique forneça informações exemplo exemplos
        """,
}
"""Words that tell nothing of what a question asks for: those of grammar, and those in which bodies ask."""

_ALONE = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
"""Letters of scripts that put no spaces between words: each stands for itself."""

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u200c\u200d"
"""Marks within words, which are no letters by themselves."""

_WORD = re.compile(rf"[{_ALONE}]|(?:[^\W_{_ALONE}]|[{_MARKS}])+")


class Word(NamedTuple):
    """A word of a text: as it is compared, as it is written, and where it begins."""

    stem: str
    written: str
    start: int


def words_of(text: str, language: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for match in _WORD.finditer(text):
        yield Word(stem(match[0], language), match[0], match.start())


def stems_of(text: str, language: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(stem(match[0], language) for match in _WORD.finditer(text))


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """A word without case, ending and diacritics."""
    stemmer = _stemmer(primary(language))
    return fold(stemmer(unicodedata.normalize("NFKC", word).casefold()) if stemmer else word)


def fold(word: str) -> str:
    """A word without case and diacritics."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in apart if unicodedata.category(character) != "Mn" or character > "\u0700")


_YEAR = 4
"""Digits of a number that may say something; shorter ones number questions, or bound their answers."""


def is_idle(word: str, language: str) -> bool:
    """Whether a word tells nothing of what is asked for."""
    lone = len(word) == 1 and word.isascii() and word.isalpha()
    return lone or (word.isdigit() and len(word) < _YEAR) or word.casefold() in _idle(primary(language))


def primary(language: str) -> str:
    """The language of a tag: `en` of `en-GB`."""
    return language.lower().partition("-")[0]


@cache
def _idle(language: str) -> frozenset[str]:
    return frozenset(IDLE.get(language, "").split())


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    name = _STEMMERS.get(language)
    if not name:
        return None
    import snowballstemmer  # noqa: PLC0415 (25 ms)

    return snowballstemmer.stemmer(name).stemWord if name in snowballstemmer.algorithms() else None


def stemmer_version() -> str:
    """Of the program that stems: another may stem otherwise."""
    from importlib.metadata import version  # noqa: PLC0415 (12 ms)

    return version("snowballstemmer")
