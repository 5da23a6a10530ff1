"""What a speaker says for abbreviations and signs, by language: what CLDR does not know.

In a language that is not here, or that lacks a word, what is written stays as it is.
"""

from __future__ import annotations

RANGES = {
    "en": "to", "de": "bis", "fr": "à", "es": "a", "it": "a", "pt": "a", "ca": "a", "gl": "a", "ro": "până la",
    "nl": "tot", "af": "tot", "sv": "till", "da": "til", "nb": "til", "nn": "til", "no": "til", "pl": "do", "cs": "až",
    "sk": "až", "sl": "do", "hr": "do", "bs": "do", "sr": "до", "sr-Latn": "do", "mk": "до", "bg": "до", "el": "έως",
    "tr": "ila", "et": "kuni", "lt": "iki", "lv": "līdz", "sq": "deri", "id": "sampai", "ms": "hingga", "vi": "đến",
    "ar": "إلى", "he": "עד", "fa": "تا", "ur": "تا",
}  # fmt: skip
"""The word between two figures; only where it takes no case with it (so not in Russian or Finnish)."""

LINKS = {"fr": "de", "es": "de", "pt": "de", "ca": "de", "gl": "de", "ro": "de", "it": "di"}
"""The word between a million and what there is a million of; `d’` in French and Catalan before a vowel."""
ELIDED = frozenset({"fr", "ca"})

NOUNS = {"en": -1, "de": -1, "nb": -1, "nn": -1, "da": -1, "sv": -1, "ru": -1, "es": 0, "pt": 0, "fr": 0, "pl": 0}
"""Which word of a currency's name its own country says: "British pounds" are pounds at home."""

BEFORE_FIGURES: dict[str, dict[str, str]] = {
    "en": {
        "no.": "number", "nos.": "numbers", "№": "number", "p.": "page", "pp.": "pages", "para.": "paragraph",
        "paras.": "paragraphs", "para": "paragraph", "paras": "paragraphs", "art.": "article", "arts.": "articles",
        "arts": "articles", "sec.": "section", "ch.": "chapter", "chap.": "chapter", "vol.": "volume",
        "fig.": "figure", "fn.": "footnote", "rec.": "recommendation", "§": "section", "§§": "sections",
        "¶": "paragraph", "¶¶": "paragraphs", "ca.": "about", "c.": "about", "approx.": "about",
    },
    "de": {
        "Nr.": "Nummer", "Nrn.": "Nummern", "№": "Nummer", "S.": "Seite", "Abs.": "Absatz", "Art.": "Artikel",
        "Kap.": "Kapitel", "Bd.": "Band", "Abb.": "Abbildung", "Ziff.": "Ziffer", "Rn.": "Randnummer", "§": "Paragraf",
        "§§": "Paragrafen", "ca.": "ungefähr",
    },
    "fr": {
        "n°": "numéro", "nº": "numéro", "nᵒ": "numéro", "no": "numéro", "n°s": "numéros",
        "№": "numéro", "p.": "page", "pp.": "pages", "par.": "paragraphe", "paragr.": "paragraphe", "art.": "article",
        "al.": "alinéa", "chap.": "chapitre", "vol.": "volume", "fig.": "figure", "§": "paragraphe",
        "§§": "paragraphes", "env.": "environ",
    },
    "es": {
        "n.º": "número", "nº": "número", "n°": "número", "núm.": "número", "núms.": "números", "№": "número",
        "p.": "página", "pág.": "página", "pp.": "páginas", "págs.": "páginas", "párr.": "párrafo",
        "párrs.": "párrafos", "art.": "artículo", "arts.": "artículos", "cap.": "capítulo", "vol.": "volumen",
        "§": "párrafo", "§§": "párrafos", "aprox.": "aproximadamente",
    },
    "it": {
        "n.": "numero", "n°": "numero", "nn.": "numeri", "№": "numero", "p.": "pagina", "pp.": "pagine",
        "par.": "paragrafo", "art.": "articolo", "artt.": "articoli", "cap.": "capitolo", "vol.": "volume",
        "§": "paragrafo", "§§": "paragrafi", "ca.": "circa",
    },
    "pt": {
        "n.º": "número", "nº": "número", "n°": "número", "№": "número", "p.": "página", "pp.": "páginas",
        "pág.": "página", "art.": "artigo", "arts.": "artigos", "cap.": "capítulo", "vol.": "volume",
        "§": "parágrafo", "§§": "parágrafos",
    },
    "nl": {
        "nr.": "nummer", "nrs.": "nummers", "№": "nummer", "p.": "pagina", "blz.": "bladzijde", "par.": "paragraaf",
        "art.": "artikel", "hfst.": "hoofdstuk", "§": "paragraaf", "§§": "paragrafen", "ca.": "ongeveer",
    },
    "sv": {"nr": "nummer", "s.": "sidan", "art.": "artikel", "§": "paragraf", "ca": "cirka", "ca.": "cirka"},
    "pl": {"nr": "numer", "№": "numer", "ok.": "około"},
    "ru": {"№": "номер", "№№": "номера", "ок.": "около"},
    "uk": {"№": "номер"},
    "ar": {"№": "رقم", "§": "الفقرة", "ص.": "صفحة", "ص": "صفحة"},
}  # fmt: skip
"""Abbreviations before a figure, "No. 28". A key in small letters is found with a capital too.

Where nouns change with their case, as in Russian, "ст. 8" stays: a speaker knows the case, a table does not.
"""

ANYWHERE: dict[str, dict[str, str]] = {
    "en": {
        "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "cf.": "compare", "viz.": "namely",
        "vs.": "versus", "et al.": "and others", "incl.": "including", "w/o": "without",
    },
    "de": {
        "z. B.": "zum Beispiel", "d. h.": "das heißt", "u. a.": "unter anderem", "usw.": "und so weiter",
        "bzw.": "beziehungsweise", "vgl.": "vergleiche", "ggf.": "gegebenenfalls", "bspw.": "beispielsweise",
        "inkl.": "einschließlich", "sog.": "sogenannt", "z. T.": "zum Teil", "i. d. R.": "in der Regel",
        "etc.": "und so weiter",
    },
    "fr": {
        "p. ex.": "par exemple", "par ex.": "par exemple", "c.-à-d.": "c’est-à-dire", "etc.": "et cetera",
        "cf.": "voir", "et al.": "et autres",
    },
    "es": {
        "p. ej.": "por ejemplo", "etc.": "etcétera", "cf.": "véase", "EE. UU.": "Estados Unidos",
        "et al.": "y otros",
    },
    "it": {"p. es.": "per esempio", "ad es.": "ad esempio", "ecc.": "eccetera", "cfr.": "si veda", "et al.": "e altri"},
    "pt": {"p. ex.": "por exemplo", "etc.": "et cetera", "cf.": "ver", "et al.": "e outros"},
    "nl": {
        "bijv.": "bijvoorbeeld", "d.w.z.": "dat wil zeggen", "enz.": "enzovoort", "m.a.w.": "met andere woorden",
        "o.a.": "onder andere", "t.o.v.": "ten opzichte van", "incl.": "inclusief",
    },
    "sv": {"t.ex.": "till exempel", "dvs.": "det vill säga", "osv.": "och så vidare", "bl.a.": "bland annat"},
    "pl": {"np.": "na przykład", "tj.": "to jest", "tzn.": "to znaczy", "itd.": "i tak dalej", "itp.": "i tym podobne",
           "m.in.": "między innymi"},
    "ru": {
        "т. е.": "то есть", "и т. д.": "и так далее", "и т. п.": "и тому подобное", "и др.": "и другие",
        "напр.": "например", "т. к.": "так как", "в т. ч.": "в том числе",
    },
    "uk": {"і т. д.": "і так далі", "напр.": "наприклад"},
}  # fmt: skip
"""Abbreviations wherever they stand; between letters with a space there may be one or none."""

AFTER_FIGURES: dict[str, dict[str, str]] = {
    "en": {"ff.": "and following", "ff": "and following"},
    "de": {"ff.": "fortfolgende", "f.": "folgende", "Std.": "Stunden", "Min.": "Minuten"},
    "bg": {"г.": "година"},
    "pl": {"r.": "roku"},
}
"""Abbreviations behind a figure, "p. 4 ff."."""

YEARS = {"г.": "года", "р.": "року"}
"""How a day in Russian and Ukrainian ends in full."""

PER = {
    "en": "per",
    "de": "pro",
    "fr": "par",
    "es": "por",
    "pt": "por",
    "nl": "per",
    "sv": "per",
    "da": "per",
    "nb": "per",
}
"""What the stroke is behind an amount, "€430/month"."""

ENDING = (
    *("etc.", "usw.", "ecc.", "enz.", "osv.", "itd.", "itp.", "и т. д.", "и т. п.", "и др.", "і т. д.", "et al."),
    *("r.", "г.", "ff.", "f."),
)
"""Those that often end a sentence, whose full stop then stays."""

SIGNS: dict[str, dict[str, str]] = {
    "en": {"≥": "at least", "≤": "at most", ">": "more than", "<": "less than", "≈": "about", "~": "about",
           "±": "plus or minus", "−": "minus"},
    "de": {"≥": "mindestens", "≤": "höchstens", ">": "mehr als", "<": "weniger als", "≈": "ungefähr", "~": "ungefähr",
           "±": "plus oder minus", "−": "minus"},
    "fr": {"≥": "au moins", "≤": "au plus", ">": "plus de", "<": "moins de", "≈": "environ", "~": "environ",
           "±": "plus ou moins", "−": "moins"},
    "es": {"≥": "al menos", "≤": "como máximo", ">": "más de", "<": "menos de", "≈": "cerca de", "~": "cerca de",
           "±": "más o menos", "−": "menos"},
    "it": {"≥": "almeno", "≤": "al massimo", ">": "più di", "<": "meno di", "≈": "circa", "~": "circa",
           "±": "più o meno", "−": "meno"},
    "pt": {"≥": "pelo menos", "≤": "no máximo", ">": "mais de", "<": "menos de", "≈": "cerca de", "~": "cerca de",
           "±": "mais ou menos", "−": "menos"},
    "nl": {"≥": "minstens", "≤": "hoogstens", ">": "meer dan", "<": "minder dan", "≈": "ongeveer", "~": "ongeveer",
           "±": "ongeveer", "−": "min"},
    "ru": {"≥": "не менее", "≤": "не более", ">": "более", "<": "менее", "≈": "около", "~": "около",
           "±": "плюс-минус", "−": "минус"},
    "ar": {"≥": "على الأقل", "≤": "على الأكثر", ">": "أكثر من", "<": "أقل من", "−": "ناقص"},
}  # fmt: skip
"""Signs before a figure."""

TIMES = {"en": "times", "de": "mal", "fr": "fois", "es": "por", "it": "per", "pt": "vezes", "nl": "keer", "ru": "на"}
"""What `×` is between two figures."""


def of(table: dict[str, dict[str, str]], tag: str) -> dict[str, str]:
    """The words of a table for a language tag (BCP 47)."""
    return table.get(tag.split("-", maxsplit=1)[0].lower(), {})
