from __future__ import annotations

import re
import time
from typing import Any

import pytest
from citing_cases import REFERENCES, SHIPPED, STYLES, bibliography, citing, notes, seen, style, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefwright.compose.citing import cite
from briefwright.document import (
    Citation,
    Cite,
    Element,
    Emphasis,
    Heading,
    Inline,
    Link,
    Note,
    Paragraph,
    Quote,
    Span,
    Table,
    Text,
)
from briefwright.problems import Code, Position, Severity
from briefwright.walking import below, plain, walk

# ── Notes, their numbers and their places ────────────────────────────────────


def test_oscola_sequence() -> None:
    """OSCOLA shortens by the true number of the first note, and says ibid only right after a single citation."""
    cited = citing(
        """
One [@smith-2018, p. 3]. Two [@smith-2018, p. 3]. Three [@smith-2018, p. 4].
An explanation.^[No work here.] Four [@smith-2018].
Five [@agustin-2007; @smith-2018]. Six [@smith-2018].
"""
    )
    first = "Molly Smith and Juno Mac, *Revolting Prostitutes: The Fight for Sex Workers’ Rights* (Verso 2018) 3."
    agustin = "*Sex at the Margins: Migration, Labour Markets and the Rescue Industry* (2nd edn, Zed Books 2007)"
    both = f"Laura María Agustín, {agustin}; Smith and Mac (n 1)."
    expected = [first, "Ibid.", "Ibid 4.", "No work here.", "Smith and Mac (n 1).", both, "Smith and Mac (n 1)."]
    assert expected == notes(cited)


NEAR = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info/>
<citation near-note-distance="2"><layout><choose>
<if position="ibid-with-locator"><text value="ibid "/><text variable="locator"/></if>
<else-if position="ibid"><text value="ibid"/></else-if>
<else-if position="near-note"><text value="near"/></else-if>
<else-if position="subsequent"><text value="far "/><number variable="first-reference-note-number"/></else-if>
<else><text variable="title"/></else></choose></layout></citation></style>"""


def test_near_note() -> None:
    """A near note is one within the style's distance; beyond it a cite is merely a later one."""
    keys = ["pion", "rld-2014", "pion", "rld-2014", "who-2012", "bmfsfj", "pion"]
    children = tuple(Paragraph((Citation((Cite(key),)),)) for key in keys)
    cited = cite(children, REFERENCES, NEAR, "en-GB")
    assert [notes(cited)[index] for index in (2, 3, 6)] == ["Near", "Near", "Far 1"]
    assert cited.bibliography == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("text [@pion].", "text.{1}"),
        ("text [@pion], more", "text,{1} more"),
        ("“text [@pion]”; more", "“text”;{1} more"),
        ("text [@pion]", "text{1}"),
        ("text [@pion] more", "text{1} more"),
        ("text [@pion][@rld-2014]. More", "text.{1}{2} More"),
        ("text [@pion] [@rld-2014]. More", "text.{1} {2} More"),
        ("etc. [@pion].", "etc.{1}"),
        ("text [@pion] — more", "text{1} — more"),
        ("[@pion]: more", ":{1} more"),
        ("نص [@pion]، نص", "نص،{1} نص"),
    ],
)
def test_marks_behind_punctuation(line: str, expected: str) -> None:
    """A note's mark stands behind the punctuation that follows, and without the space before it."""
    cited = citing(line)
    assert expected == re.sub(r"\{(\d): [^}]*\}", r"{\1}", seen(below(cited.children[0])))


def test_text_stays_in_place() -> None:
    """An author-date style cites where the author did."""
    assert seen(below(citing("text [@pion].", "apa").children[0])) == "text (PION, n.d.)."


def test_citations_in_notes() -> None:
    """In a note of the author's a citation is text, without the style's full stop where the sentence goes on."""
    cited = citing("A.^[See [@pion, p. 3], which differs; [@rld-2014].] B.^[See [@rld-2014]] C.^[[@rld-2014]]")
    pion = "PION, ‘PION (Norwegian Sex Workers’ Interest Organisation): Website’ 3 <http://www.pion-norge.no/>"
    rld = "‘New Prostitution Exit Program’ (*Behind the Red Light District*, October 2014) <http://behindtheredlightdistrict.blogspot.com/2014/10/new-prostitution-exit-program.html>"
    assert [f"See {pion}, which differs; {rld}.", "See ibid.", "Ibid."] == notes(cited)


def test_headings_and_cells() -> None:
    """Citations in headings, quotations and table cells are numbered with all others, row by row."""
    mark: Inline = Citation((Cite("pion"),))
    children: tuple[Element, ...] = (
        Heading(2, (Text("Title "), mark)),
        Table(header=((mark,), (Text("b"),)), rows=(((Text("c"),), (mark,)),), alignments=(None, None)),
        Quote((Paragraph((Text("q"), mark)),)),
    )
    cited = cite(children, REFERENCES, style("oscola"), "en-GB")
    assert [node.number for node in walk(cited.children) if isinstance(node, Note)] == [1, 2, 3, 4]


def nested(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    """Inlines that hold others."""
    run = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(run.map(Emphasis), run.map(lambda content: Note((Paragraph(content),))), run.map(Span))


INLINES: st.SearchStrategy[Inline] = st.recursive(
    st.one_of(
        st.sampled_from(["a ", ". ", ", b", " "]).map(Text),
        st.sampled_from([("pion",), ("rld-2014", "pion"), ("unknown",)]).map(
            lambda keys: Citation(tuple(map(Cite, keys)))
        ),
    ),
    nested,
    max_leaves=12,
)
ELEMENTS = st.recursive(
    st.lists(INLINES, max_size=4).map(lambda run: Paragraph(tuple(run))),
    lambda inner: st.lists(inner, max_size=3).map(lambda run: Quote(tuple(run))),
    max_leaves=6,
)
CACHE: dict[str, Any] = {}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ELEMENTS, max_size=4).map(tuple), st.sampled_from(["oscola", "apa"]))
def test_numbering(children: tuple[Element, ...], name: str) -> None:
    """Notes count from 1 in reading order, whatever the tree; each known citation has content."""
    cited = cite(children, REFERENCES, style(name), "en-GB", CACHE)
    numbers = [node.number for node in walk(cited.children) if isinstance(node, Note)]
    assert list(range(1, len(numbers) + 1)) == numbers
    for node in walk(cited.children):
        if isinstance(node, Citation):
            assert bool(node.content) == all(one.key in REFERENCES for one in node.cites)


# ── Text ─────────────────────────────────────────────────────────────────────

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(list("<>&*_`[]{}\\#\x00\x07\u202e\ufdd0\ufdd1\ufdd8\ufddc\ufdef一Жش")),
        st.characters(categories=["L", "N", "S"]),
    ),
    min_size=1,
)


@settings(deadline=None, max_examples=60)
@given(HOSTILE, st.sampled_from(SHIPPED))
def test_content_is_literal(text: str, name: str) -> None:
    """Whatever characters a title or a name holds come out as they are."""
    item = {"id": "a", "type": "book", "title": text, "author": [{"literal": text}], "language": "xx"}
    cited = cite((Paragraph((Citation((Cite("a", prefix=text),)),)),), {"a": item}, style(name), "en-GB")
    assert cited.problems == ()
    work = plain(cited.bibliography[0].content)
    assert work.lower().count(text.lower()) >= 2


def test_markup_is_literal() -> None:
    """CSL-JSON's markup in titles is text like any other; no reference can mark up, or link, what it likes."""
    item = {"id": "a", "type": "book", "title": "<b>x</b>", "URL": "javascript:alert(1)", "language": "fr"}
    cited = citing("[see @a]", more={"a": item})
    assert notes(cited) == ["See *<b>x</b>* <javascript:alert(1)>."]
    assert not any(isinstance(node, Link) for node in walk(cited.children))


def test_links() -> None:
    """Addresses and DOIs are links to themselves."""
    cited = citing("[@pion] [@vanwesenbeeck-2017]", "apa")
    found = [(plain(node.content), node.target) for node in walk(cited.bibliography) if isinstance(node, Link)]
    doi = "https://doi.org/10.1007/s10508-017-1008-3"
    assert [("http://www.pion-norge.no/", "http://www.pion-norge.no/"), (doi, doi)] == found
    mhra = citing("[@vanwesenbeeck-2017]", "mhra-notes")
    found = [(plain(node.content), node.target) for node in walk(mhra.bibliography) if isinstance(node, Link)]
    assert [("10.1007/s10508-017-1008-3", doi)] == found


def test_quotes() -> None:
    """British English quotes singly with commas outside, American doubly with commas inside; inner quotes turn."""
    british, american = (
        notes(citing("[@outshoorn-2005]", "chicago-notes", locale))[0] for locale in ("en-GB", "en-US")
    )
    assert "‘What Is “Work”? Prostitution and Trafficking in Women’, *Social Politics*" in british
    assert "“What Is ‘Work’? Prostitution and Trafficking in Women,” *Social Politics*" in american


def test_roles() -> None:
    """Bold, small capitals and raised text of a style arrive as inlines."""
    layout = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/><citation><layout>
<text value="a" font-variant="small-caps"/><text value="b" font-weight="bold"/><text value="c" vertical-align="sup"/>
</layout></citation></style>"""
    cited = cite((Paragraph((Citation((Cite("pion"),)),)),), REFERENCES, layout, "en-GB")
    kinds = [(type(node).__name__, getattr(node, "classes", ())) for node in walk(cited.children)][2:]
    expected = [("Span", ("small-caps",)), ("Strong", ()), ("Span", ("superscript",))]
    assert expected == [kind for kind in kinds if kind[0] != "Text"]


def test_literal_override() -> None:
    """A reference with a citation of its own is printed as it says: in full at first, short later, with the place."""
    custom = {"citation": "Bedford v Canada [2013] 3 SCR 1101 (SCC)", "short": "Bedford"}
    bedford = {**REFERENCES["case-bedford"], "custom": custom}
    cited = citing("A [@case-bedford]. B [see @case-bedford, para. 5].", more={"case-bedford": bedford})
    assert notes(cited) == ["Bedford v Canada [2013] 3 SCR 1101 (SCC).", "See Bedford, para.\u00a05."]
    assert [custom["citation"]] == bibliography(cited)


def test_pinpoints_do_not_leak() -> None:
    """The list of works names no page that only a citation asked for."""
    assert (
        citing("[@smith-2018]", "mhra-notes").bibliography == citing("[@smith-2018, p. 77]", "mhra-notes").bibliography
    )


def test_homonyms() -> None:
    """APA gives initials to authors who share a family name."""
    cited = citing("[@smith-j-2016] [@smith-2018]", "apa")
    assert texts(cited) == ["(J. Smith, 2016)", "(M. Smith & Mac, 2018)"]


def test_more_names() -> None:
    """APA names as many authors as tell two works apart, before it gives them letters."""

    def work(second: str) -> dict[str, Any]:
        names = ["Platt", second, "Third", "Fourth"]
        return {
            "type": "book",
            "title": second,
            "author": [{"family": name} for name in names],
            "issued": {"date-parts": [[2018]]},
        }

    cited = citing("[@a] [@b]", "apa", more={"a": work("Abel"), "b": work("Grenfell")})
    assert texts(cited) == ["(Platt, Abel, et al., 2018)", "(Platt, Grenfell, et al., 2018)"]


def test_letters_of_their_own() -> None:
    """A style that does not say where the letters stand has them behind the year, or behind "n.d."."""
    layout = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
<citation disambiguate-add-year-suffix="true"><layout delimiter="; "><names variable="author"/><text value=" "/><choose>
<if variable="issued"><date variable="issued"><date-part name="year"/></date></if>
<else><text term="no date" form="short"/></else></choose></layout></citation></style>"""
    keys = ("schaffauser-2017-sortie", "schaffauser-2017-norvege", "nswp-empowerment", "nswp-global-fund", "nswp-2017")
    children = tuple(Paragraph((Citation((Cite(key),)),)) for key in keys)
    years = [text.rsplit(" ", 1)[1] for text in texts(cite(children, REFERENCES, layout, "en-GB"))]
    assert years == ["2017a", "2017b", "n.d.a", "n.d.b", "2017"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "1 May 2020"),
        ("en-US", "May 1, 2020"),
        ("fr", "1 mai 2020"),
        ("xx", "May 1, 2020"),
        ("ar", "1 مايو، 2020"),
        ("no", "1. mai 2020"),
    ],
)
def test_locales(language: str, expected: str) -> None:
    """The words are those of the document's language, of its main variety, or else American English."""
    item = {
        "id": "a",
        "type": "post-weblog",
        "title": "T",
        "container-title": "C",
        "issued": {"date-parts": [[2020, 5, 1]]},
    }
    cited = cite((Paragraph((Citation((Cite("a"),)),)),), {"a": item}, style("mhra-notes"), language)
    assert expected in notes(cited)[0].replace("1er", "1").replace("1ᵉʳ", "1")


# ── Problems ─────────────────────────────────────────────────────────────────


def test_unknown() -> None:
    """A work that is not in the references is a problem where it is cited, with the nearest key."""
    place = Position("blocks/a.md", 3, 5)
    children = (
        Paragraph((Text("A "), Citation((Cite("smith-2019", position=place),)), Text("."), Note((Paragraph(()),)))),
    )
    cited = cite(children, REFERENCES, style("oscola"), "en-GB")
    (problem,) = cited.problems
    assert (Code.CITATION_UNKNOWN, place) == (problem.code, problem.position)
    assert (problem.message, problem.hint) == ('no reference "smith-2019"', 'did you mean "smith-2018"?')
    assert [node.number for node in walk(cited.children) if isinstance(node, Note)] == [1]


DEPENDENT = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info>
<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>"""
ENTITIES = b'<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/hostname">]><style xmlns="http://purl.org/net/xbiblio/csl">&x;</style>'
NO_MACRO = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info/>
<citation><layout><text macro="gone"/></layout></citation></style>"""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"not XML", "the citation style is not XML"),
        (b"", "the citation style is not XML"),
        (b"<a/>", "the file is not a CSL style"),
        (DEPENDENT, "the citation style only points to another one"),
        (ENTITIES, "the citation style has a document type declaration"),
        (b" " * 3_000_000, "the citation style is larger than 2 MiB"),
        (NO_MACRO, "the citation style cannot format these references"),
    ],
)
def test_invalid_styles(data: bytes, message: str) -> None:
    """A file that is no usable style is a problem, and the notes keep their numbers."""
    children = (Paragraph((Citation((Cite("pion"),)), Note((Paragraph((Text("a"),)),)))),)
    cited = cite(children, REFERENCES, data, "en-GB")
    (problem,) = cited.problems
    assert (Code.CITATION_STYLE_INVALID, Severity.ERROR, message) == (problem.code, problem.severity, problem.message)
    assert problem.hint or "MiB" in message
    assert [node.number for node in walk(cited.children) if isinstance(node, Note)] == [1]


@pytest.mark.parametrize("name", SHIPPED)
def test_licence_lines(name: str) -> None:
    """Each shipped style keeps its licence line, and the notice names it."""
    assert b'<rights license="http://creativecommons.org/licenses/by-sa/3.0/">' in style(name)
    assert f"`{name}.csl`" in (STYLES / "NOTICE.md").read_text(encoding="utf-8")


def test_time() -> None:
    """Formatting every reference in the largest style stays within seconds, however slow the machine."""
    begun = time.perf_counter()
    citing("".join(f"A [@{key}].\n" for key in REFERENCES), "chicago-notes")
    assert time.perf_counter() - begun < 5
