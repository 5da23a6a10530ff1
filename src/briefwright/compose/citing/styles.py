"""A citation style with the words of a language, made of mended elements and ready to render."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from citeproc import LANGUAGE_NAMES, LOCALES_PATH, PRIMARY_DIALECTS, model
from lxml import etree

from briefwright.compose.citing import mends
from briefwright.compose.citing.text import Quotes

CSL = mends.CSL
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_MENDED = (
    *(mends.Text, mends.Number, mends.Label, mends.DatePart, mends.CSLDate, mends.Names, mends.CSLName),
    *(mends.Substitute, mends.Group, mends.If, mends.ElseIf, mends.Sort, mends.Key),
)


def _classes() -> dict[str, type]:
    """The class of each CSL element: mended where one is, else citeproc-py's with what all share."""
    mended = {cls.__bases__[-1]: cls for cls in _MENDED}
    originals = model.CitationStylesElement.__subclasses__()
    known = {cls for cls in originals if cls.__module__ == model.__name__}
    made = {cls: mended.get(cls) or type(cls.__name__, (mends.Mended, cls), {}) for cls in known}
    return {original.__name__.replace("_", "-").lower(): cls for original, cls in made.items()}


_ASKS_RANKS = "//*[contains(@variable, 'citation-number') or @disambiguate-add-year-suffix = 'true']"
"""Whether a style numbers works, or gives them letters in the order of the list of works."""


@lru_cache(maxsize=16)
def load(style: bytes, locale: str) -> Any:
    """The root element of a style, with its locales, once for all documents."""
    parser = _parser()
    root: Any = etree.fromstring(style, parser)
    for names in root.iter(f"{CSL}names"):
        # citeproc-py makes an element outside the namespace for a missing cs:name, and does not find it again
        if names.find(f"{CSL}name") is None and next(names.iterancestors(f"{CSL}substitute"), None) is None:
            names.insert(0, names.makeelement(f"{CSL}name"))
    for first in root.xpath("cs:bibliography[@second-field-align]/cs:layout/*[1]", namespaces={"cs": CSL.strip("{}")}):
        first.set("suffix", first.get("suffix", "") + " ")  # citeproc-py sets no space before what should be aligned
    tag = locale_of(locale)
    root.set("default-locale", tag)
    root.adds_year_suffix = not root.xpath("//*[@variable = 'year-suffix']")
    root.asks_ranks = bool(root.xpath(_ASKS_RANKS))
    root.macros = {macro.get("name"): macro for macro in root.findall(f"{CSL}macro")}
    _set_locales(root, tag, parser)
    # an element lives in Python as long as it is referred to; without this, each access makes it anew
    root.alive = [list(tree.iter()) for tree in (root, *root.locales)]
    return root


def _parser() -> etree.XMLParser:
    """A parser that makes mended elements, and neither loads nor expands what a style could name."""
    lookup = etree.ElementNamespaceClassLookup()
    namespace: Any = lookup.get_namespace(CSL.strip("{}"))
    namespace[None] = mends.Mended
    namespace.update(_classes())
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, no_network=True, resolve_entities=False)
    parser.set_element_class_lookup(lookup)
    return parser


def _set_locales(root: Any, tag: str, parser: etree.XMLParser) -> None:
    """Give a style its locales: its own for the language, then those of citeproc-py, down to American English."""
    language = tag.split("-", maxsplit=1)[0]
    own = {element.get(_XML_LANG): element for element in root.findall(f"{CSL}locale")}
    inside = [own[name] for name in dict.fromkeys((tag, language, None)) if name in own]
    names = dict.fromkeys((tag, PRIMARY_DIALECTS.get(language, "en-US"), "en-US"))
    outside: list[Any] = [etree.parse(f"{LOCALES_PATH}/locales-{name}.xml", parser).getroot() for name in names]
    root.locales = inside + outside
    root.languages = [[*inside, outside[0]], *([locale] for locale in outside[1:])]
    for locale in root.locales:
        locale.style = root
        locale.words = {(term.get("name"), term.get("form")): term for term in locale.iter(f"{CSL}term")}


def locale_of(language: str) -> str:
    """The locale of citeproc-py for a language (BCP 47): its own, a narrower one, the language's main one, American."""
    known = {name.lower(): str(name) for name in LANGUAGE_NAMES}
    tag = {"no": "nb-no", "zh-hant": "zh-tw", "zh-hans": "zh-cn"}.get(language.lower(), language.lower())
    main = PRIMARY_DIALECTS.get(tag.split("-")[0], "en-US")
    narrower = [] if tag in PRIMARY_DIALECTS else sorted(name for name in known if name.startswith(f"{tag}-"))
    return next((known[name] for name in (tag, *narrower) if name in known), str(main))


def quotes_of(root: Any) -> Quotes:
    """How the locale of a loaded style quotes."""
    layout = root.citation.layout
    outer, inner = (
        (str(layout.get_single_term(name=f"open-{kind}")), str(layout.get_single_term(name=f"close-{kind}")))
        for kind in ("quote", "inner-quote")
    )
    return Quotes(outer, inner, layout.get_locale_option("punctuation-in-quote") == "true")
