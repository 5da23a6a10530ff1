# mypy: allow-subclassing-any
"""citeproc-py 0.11 with what it gets wrong put right, by subclasses of its elements: nothing of it is patched.

Each mend says what fails without it. When a release of citeproc-py passes `tests/citing/` with a
mend taken out, the mend can go; when the mends change what comes out, so must `citing.MENDS`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citeproc import model
from citeproc.source import VariableError

from briefwright.compose.citing import text as marks
from briefwright.compose.citing.text import capital, collated, content, initials, marked, title_case, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Protocol

    from briefwright.compose.citing.works import Item, Name

    class Option(Protocol):
        """An option of names as it holds here."""

        def __call__(self, name: str, default: str = "") -> str:
            """The option, or a default."""


CSL = "{http://purl.org/net/xbiblio/csl}"


# ── What all elements share ──────────────────────────────────────────────────

_FORMS = {"verb-short": ("verb-short", "verb", None), "symbol": ("symbol", "short", None)}


class Mended(model.CitationStylesElement):
    """Terms, macros, letter case and quotes for every element."""

    def get_macro(self, name: str) -> Any:
        """A macro by name. citeproc-py searches the whole style at each call."""
        return self.get_root().macros[name]

    def get_term(self, name: str, form: str | None = None, *_: Any, **options: Any) -> Any:
        """A term. citeproc-py does not fall back from a form that a language lacks, and mixes ordinals of languages."""
        root = self.get_root()
        groups = (root.style if isinstance(root, model.Locale) else root).languages
        if name.startswith("ordinal"):
            groups = [next(group for group in groups if any(("ordinal", None) in locale.words for locale in group))]
        forms = _FORMS.get(form or "", (form, None) if form else (None,))
        found = (locale.words.get((name, form)) for group in groups for form in forms for locale in group)
        term = next((term for term in found if term is not None), None)
        return None if options.get("zero_padded") and term is not None and term.get("match") else term

    def quote(self, text: str) -> str:
        """Quotation as a mark. citeproc-py knows neither inner quotes nor where punctuation goes."""
        return marked(marks.QUOTED, text) if self.get("quotes") == "true" else text

    def case(self, text: Any, language: str | None = None) -> str:
        """Letter case, which citeproc-py loses on whatever is not its own kind of string, with the spaces."""
        match self.get("text-case"):
            case "lowercase":
                return str(text).lower()
            case "uppercase":
                return str(text).upper()
            case "capitalize-first" | "sentence":
                return capital(str(text), 1)
            case "capitalize-all":
                return capital(str(text))
            case "title" if language in {None, "en"}:
                return title_case(str(text))
            case _:
                return str(text)


# ── Elements ─────────────────────────────────────────────────────────────────


class Text(Mended, model.Text):
    """`cs:text`."""

    def process(self, item: Item, context: Any = None, **kwargs: Any) -> Any:
        """The text and its language; a macro with text counts as a variable that is shown (CSL 1.0.2)."""
        text, language = super().process(item, context, **kwargs)
        if text and "macro" in self.attrib:
            item.shown += 1
        if self.get("term") == "no date" and self.get_root().adds_year_suffix:
            text = f"{text}{item.reference.get('year-suffix', '')}"
        return text, language

    def _variable(self, item: Item, _: Any) -> str | None:
        """A variable as content. citeproc-py prints what was substituted again, and never escapes."""
        name = self.get("variable")
        if self.get("form") == "short" and f"{name}-short" in item.reference:
            name = f"{name}-short"
        if not item.call("page" if name == "page-first" else name):
            return None
        if name == "locator":
            return content(re.sub(r"(?<=\w)\s*-\s*(?=\w)", "–", str(item.locator.identifier)))
        if name == "page-first":
            return content(re.split(r"\s*[-–,&;]\s*", item.reference["page"].strip())[0])
        if name == "page":
            return str(self._process(item.reference["page"], name))
        if name == "citation-number":
            return str(item.number)
        text = content(str(item.reference[name]))
        return marked(_LINKED[name], text) if name in _LINKED else text


_LINKED = {"URL": marks.ADDRESS, "DOI": marks.ADDRESS, "first-reference-note-number": marks.NOTE}
"""Variables that readers can follow."""


class Number(Mended, model.Number):
    """`cs:number`."""

    def process(self, item: Item, context: Any = None, **kwargs: Any) -> Any:
        """A number, unless it was substituted."""
        if not item.call("page" if self.get("variable") == "page-first" else self.get("variable")):
            return None
        return super().process(item, context, **kwargs)

    def format_number(self, number: str) -> Any:
        """A number in its form. citeproc-py writes a million as a thousand Roman M."""
        most = 5 if self.get("form") == "roman" else 9
        return super().format_number(number) if len(number) < most else number


class Label(Mended, model.Label):
    """`cs:label`."""

    def process(self, item: Item, variable: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """The label of a variable that has a value; citeproc-py labels missing ones too ("Edition")."""
        asked = variable or self.get("variable")
        if asked not in item.reference and not (asked == "locator" and item.has_locator):
            return None
        return super().process(item, variable, *args, **kwargs)

    def _is_plural(self, item: Item) -> bool:
        variable = self.get("variable")
        value = str(item.locator.identifier if variable == "locator" else item.reference[variable])
        if variable.startswith("number-of-"):
            return value.isdigit() and int(value) > 1
        return bool(re.search(r"\w\s*[-–,&]\s*\w", value))


class DatePart(Mended, model.Date_Part):
    """`cs:date-part`."""

    def render(self, date: Any, *args: Any, **kwargs: Any) -> Any:
        """The part of a date. citeproc-py leaves a style's changes in the locale, and fails on seasons in figures."""
        before = dict(self.attrib)
        try:
            text = super().render(date, *args, **kwargs)
            return f"{text}{date.get('letter', '')}" if text and self.get("name") == "year" else text
        except AssertionError:
            return None
        finally:
            self.attrib.clear()
            self.attrib.update(before)


class CSLDate(Mended, model.Date):
    """`cs:date`."""

    def process(self, item: Item, *args: Any, **kwargs: Any) -> Any:
        """A date; in sort keys in the order of the calendar, which citeproc-py overlooks in macros."""
        if self.get("variable") and not item.call(self.get("variable")):
            return None
        if not item.sorting:
            return super().process(item, *args, **kwargs)
        shown = (self.get("date-parts") or "-".join(part.get("name") for part in self.iterchildren())) or "day"
        digits = 9 if "day" in shown else 7 if "month" in shown else 5
        return sortable(item.reference[self.get("variable")], digits)


def sortable(date: Any, digits: int = 9) -> str:
    """The key by which a date is sorted: five digits of the year, two of the month, two of the day."""
    return re.sub(r"\d{9}", lambda key: key[0][:digits], unmarked(date.sort_key())) if date else ""


class Names(Mended, model.Names):
    """`cs:names`."""

    def process(self, item: Item, names_context: Any = None, **kwargs: Any) -> Any:
        """The names. citeproc-py lets those inside a substitute inherit only if nothing stands in between."""
        if names_context is None and self.name is None:
            names_context = next(one for one in self.iterancestors() if one.tag == self.tag)
        roles = self.get("variable").split()
        hidden = {role: item.reference.pop(role) for role in roles if role in item.suppressed & set(item.reference)}
        item.call(*roles)
        try:
            return super().process(item, names_context, **kwargs)
        finally:
            item.reference.update(hidden)

    def markup(self, text: Any) -> Any:
        """The names as a mark, by which they are compared, replaced and left out."""
        return self.wrap(marked(marks.NAMES, self.format(text))) if text else None


class CSLName(Mended, model.Name):
    """`cs:name`."""

    def process(self, item: Item, variable: str, context: Any = None, sort_options: Any = None, **_: Any) -> Any:
        """The names of one role."""
        values = self._options(self if context is None else context, sort_options or {})

        def option(name: str, default: str = "") -> str:
            return next((value for value in values(name) if value is not None), default)

        names = item.reference.get(variable) or []
        shown = _shown(names, item, option)
        if option("form") == "count":
            return shown
        full = bool(names) and names[0].family in item.homonyms and not item.sorting
        each = (self._name(name, option, index, full=full and not index) for index, name in enumerate(names))
        texts = [marked(marks.PERSON, text) for text in each]
        if item.sorting:
            return " ".join(texts[:shown])
        return self._cut(texts, shown, option) if shown < len(names) else self._listed(texts, option)

    def _options(self, context: Any, sort_options: Mapping[str, str]) -> Callable[[str], tuple[str | None, ...]]:
        """Where an option of names is looked for; citeproc-py does not know `initialize` and the later et al.

        As for pandoc, sort keys name all authors, unless the key or the area that is sorted cut them.
        """
        above = [one for one in context.iterancestors() if one.tag in {f"{CSL}citation", f"{CSL}bibliography"}]

        def values(name: str) -> tuple[str | None, ...]:
            inherited = f"name-{name}" if name in {"form", "delimiter"} else name
            asked = above if sort_options and name.startswith("et-al") else (*above, self.get_root())
            return (sort_options.get(name), self.get(name), *(place.get(inherited) for place in asked))

        return values

    def _cut(self, texts: list[str], shown: int, option: Option) -> str:
        delimiter = option("delimiter", ", ")
        if option("et-al-use-last") == "true" and shown <= len(texts) - 2:
            return delimiter.join((*texts[:shown], f"… {texts[-1]}"))
        before = _delimited(option, "delimiter-precedes-et-al", contextual=shown > 1)
        return delimiter.join(texts[:shown]) + (delimiter if before else " ") + str(self.et_al())

    def _listed(self, texts: list[str], option: Option) -> str:
        delimiter = option("delimiter", ", ")
        word = {"text": str(self.get_single_term(name="and")), "symbol": "&"}.get(option("and"))
        *most, last = texts or [""]
        if not word or not most:
            return delimiter.join(texts)
        before = _delimited(option, "delimiter-precedes-last", contextual=len(most) > 1)
        return delimiter.join(most) + (delimiter if before else " ") + f"{word} {last}"

    def _name(self, name: Name, option: Option, index: int, *, full: bool) -> str:
        """One name: citeproc-py loses `initialize="false"`, and particles that are demoted for sorting alone."""
        given, family, dropping, particle, suffix = name.parts()
        if option("initialize-with", "\0") != "\0":
            given = given.replace("-", " ") if option("initialize-with-hyphen") == "false" else given
            given = initials(given, option("initialize-with"), initialize=option("initialize") != "false")
        order = option("name-as-sort-order")
        inverted = order == "all" or (order == "first" and not index)
        if option("form") == "short" and not full:
            given = dropping = suffix = ""
        elif inverted and option("demote-non-dropping-particle", "display-and-sort") == "display-and-sort":
            particle, dropping = "", _spaced(dropping, particle)
        family = _spaced("" if inverted else dropping, particle, family)
        given = _spaced(given, dropping) if inverted else given
        for part in self.findall("cs:name-part", self.nsmap):
            given, family = part.format_part(given, family)
        if inverted:
            return option("sort-separator", ", ").join(filter(None, (family, given, suffix)))
        return _spaced(given, family, suffix)


def _shown(names: list[Name], item: Item, option: Option) -> int:
    """How many names stand before "et al."; all where there are not too many."""
    again = "subsequent" in item.positions
    least = int((again and option("et-al-subsequent-min")) or option("et-al-min", "0"))
    first = int((again and option("et-al-subsequent-use-first")) or option("et-al-use-first", "1"))
    return max(first, 0 if item.sorting else item.shown_names) if least and len(names) >= max(least, 2) else len(names)


def _delimited(option: Option, name: str, *, contextual: bool) -> bool:
    """Whether the delimiter stands before "and" or "et al."."""
    inverted = option("name-as-sort-order") in {"all", "first"}
    return {"always": True, "never": False, "after-inverted-name": inverted}.get(option(name), contextual)


def _spaced(*parts: str) -> str:
    return " ".join(filter(None, parts))


class Substitute(Mended, model.Substitute):
    """`cs:substitute`."""

    def render(self, item: Item, context: Any = None, **kwargs: Any) -> Any:
        """The first that has text; no variable in it is shown again. citeproc-py overlooks those in macros."""
        for child in self.getchildren():
            before, item.substituting = (set(item.suppressed), item.substituting), True
            try:
                text = child.render(item, context=context, **kwargs)
            except VariableError:
                text = None
            finally:
                suppressed, item.substituting = before
            if text:
                return text
            item.suppressed = suppressed
        return None


class Group(Mended, model.Group):
    """`cs:group`."""

    def process(self, item: Item, context: Any = None, **kwargs: Any) -> Any:
        """The children, if a variable that they asked for is shown. citeproc-py also asks the branches not taken."""
        called, shown = item.called, item.shown
        text = self.render_children(item, delimiter=self.get("delimiter", ""), context=context, **kwargs)
        if not text or (item.called > called and item.shown == shown):
            raise VariableError
        return text


class If(Mended, model.If):
    """`cs:if`."""

    def render(self, item: Item, context: Any = None, delimiter: str = "", **kwargs: Any) -> Any:
        """The condition's children where it holds; citeproc-py never disambiguates."""
        tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
            ("type", lambda value: value == item.reference["type"]),
            ("variable", lambda value: item.has_locator if value == "locator" else value in item.reference),
            ("is-numeric", lambda value: _numeric(item, value)),
            ("is-uncertain-date", lambda value: bool(item.reference.get(value, {}).get("circa"))),
            ("locator", lambda value: item.has_locator and item.locator.label.replace(" ", "-") == value),
            ("position", lambda value: value in item.positions),
            ("disambiguate", lambda value: item.disambiguate == (value == "true")),
        )
        results = [test(value) for name, test in tests for value in self.get(name, "").split()]
        holds = {"any": any(results), "none": not any(results), "nand": not all(results)}
        if not holds.get(self.get("match"), all(results)):
            raise model.ConditionFailed
        return self.render_children(item, context=context, delimiter=delimiter, **kwargs)


class ElseIf(If, model.Else_If):
    """`cs:else-if`."""


def _numeric(item: Item, variable: str) -> bool:
    """Numbers, with letters around them, in lists and ranges: "2nd", "12a–14". citeproc-py sees single ones alone."""
    value = item.locator.identifier if variable == "locator" and item.has_locator else item.reference.get(variable, "")
    return bool(re.fullmatch(r"[^\W\d]*\d\w*(?:\s*[-–,&]\s*[^\W\d]*\d\w*)*", str(value)))


class Sort(Mended, model.Sort):
    """`cs:sort`."""

    def sort(self, items: list[Item], context: Any) -> list[Item]:
        """Cites in order, those without a key last; citeproc-py compares code points and the marks of formats."""
        result = list(items)
        for key in reversed(self.findall("cs:key", self.nsmap)):
            keys = {id(item): key.sort_key(item, context) for item in result}
            present = [item for item in result if keys[id(item)]]
            present.sort(key=lambda item: keys[id(item)], reverse=key.get("sort") == "descending")
            result = present + [item for item in result if not keys[id(item)]]
        return result


class Key(Mended, model.Key):
    """`cs:key`."""

    def sort_key(self, item: Item, context: Any) -> str:
        """What one cite is sorted by."""
        item.suppressed, item.sorting = set(), True
        try:
            return collated(str(self._text(item, context) or ""))
        except VariableError:
            return ""
        finally:
            item.sorting = False

    def _text(self, item: Item, context: Any) -> Any:
        if "macro" in self.attrib:
            options = {"name-as-sort-order": "all"}
            for option in {"names-min", "names-use-first", "names-use-last"} & set(self.attrib):
                options[option.replace("names", "et-al")] = self.get(option)
            return self.get_macro(self.get("macro")).render(item, context=context.get_layout(), sort_options=options)
        value = item.reference[self.get("variable")]
        if isinstance(value, list):
            return self._format_name(item, self.get("variable"))
        return str(value) if isinstance(value, str | int) else sortable(value)
