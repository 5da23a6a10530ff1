"""JSON Schemas (2020-12) of the files of a workspace, made from their types, so that editors help and warn.

They are kept in `templates/schemas/`, and a new workspace has them. What editors say of a key is what the writers'
guide, or its page on profiles, says of it: a row of its table, or the comment behind the key in one of its examples.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from briefwright.workspace.asked_style import AskedStyle
from briefwright.workspace.library import CSL_DATES, CSL_FIELDS, CSL_NAMES, CSL_TYPES, TEXTS
from briefwright.workspace.profiles import (
    Advice,
    DeadlineRule,
    FilesRule,
    LanguagesRule,
    MetadataRule,
    NotesRule,
    Profile,
    ProfileLimit,
    ProfileStyle,
    PublicationRule,
    Rule,
    SignatoriesRule,
    StructureRule,
)
from briefwright.workspace.values import (
    Claim,
    Fact,
    FrontMatter,
    Organisation,
    Recipe,
    Section,
    Settings,
    Signatory,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "templates/schemas"
SUFFIX = ".schema.json"

Schema = dict[str, Any]

_FILES = {
    r"content/workspace\.yaml": "workspace",
    r"content/recipes/.*\.ya?ml": "recipe",
    r"content/profiles/.*\.ya?ml": "profile",
    r"content/signatories/.*\.ya?ml": "signatories",
    r"content/references(/.*)?\.ya?ml": "references",
    r"content/(facts|organisations|claims|abbreviations|synonyms)\.ya?ml": r"\1",
    r"content/blocks/.*\.md": "block",
}
"""Which schema a file has, by its path."""

_STRUCTS: dict[str, type[msgspec.Struct]] = {
    "workspace": Settings,
    "recipe": Recipe,
    "profile": Profile,
    "block": FrontMatter,
}
_ENTRIES: dict[str, type[msgspec.Struct]] = {"facts": Fact, "organisations": Organisation, "claims": Claim}

_EXAMPLES = {
    "audiences:": (Settings,),
    "sections:": (Recipe, Section),
    "\nstyle:": (AskedStyle,),
    "reservation:": (Signatory,),
}
"""What a YAML example of the guide holds, and the types whose keys it explains."""
_RULES: dict[str, type[msgspec.Struct]] = {
    "limits": ProfileLimit,
    "structure": StructureRule,
    "notes": NotesRule,
    "styles": ProfileStyle,
    "files": FilesRule,
    "languages": LanguagesRule,
    "metadata": MetadataRule,
    "signatories": SignatoriesRule,
    "publication": PublicationRule,
    "deadline": DeadlineRule,
    "advice": Advice,
}
"""The types whose keys the examples on the page on profiles explain, by the group with which these begin."""


def schema_line(path: str) -> str:
    """The line by which an editor finds the schema of a file, by its path from the workspace; empty if it has none."""
    for pattern, name in _FILES.items():
        if match := re.fullmatch(pattern, path):
            up = "../" * path.count("/")
            return f"# yaml-language-server: $schema={up}{FOLDER}/{match.expand(name)}{SUFFIX}"
    return ""


def schemas(guide: str, rules: str) -> dict[str, Schema]:
    """Every schema, by the name of its file, from the writers' guide and its page on the rules of profiles."""
    told = {**_told(guide), **_told_of_rules(rules)}
    told[ProfileStyle.__name__] = {**told[AskedStyle.__name__], **told[ProfileStyle.__name__]}
    return {
        **{f"{name}{SUFFIX}": _of_struct(struct, told) for name, struct in _STRUCTS.items()},
        **{f"{name}{SUFFIX}": _of_entries(struct, told) for name, struct in _ENTRIES.items()},
        f"signatories{SUFFIX}": _of_signatories(told),
        f"abbreviations{SUFFIX}": _of_abbreviations(),
        f"synonyms{SUFFIX}": _of_synonyms(),
        f"references{SUFFIX}": _of_references(),
    }


# ── What the types say ───────────────────────────────────────────────────────


def _components(struct: type[msgspec.Struct], told: dict[str, dict[str, str]]) -> dict[str, Schema]:
    """The schema of a type and of all types in it, each key with what the guide says of it."""
    _, components = msgspec.json.schema_components([struct], ref_template="#/$defs/{name}")
    for name, component in components.items():
        component.pop("title", None)
        _explain(component)
        component["description"] = _words(component["description"])
        for key, inside in component["properties"].items():
            if inside.get("default") in (None, "", [], {}) or isinstance(inside["default"], dict):
                inside.pop("default", None)  # editors would write it out
            if key in told.get(name, {}):
                inside["description"] = told[name][key]
    return components


def _explain(schema: Any) -> None:
    """Have editors say what is to be written where a pattern is not met, and not the pattern (their own key)."""
    if isinstance(schema, dict) and isinstance(schema.get("pattern"), str) and "description" in schema:
        schema["patternErrorMessage"] = f"write {schema['description']}"
    for inside in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _explain(inside)


def _of_struct(struct: type[msgspec.Struct], told: dict[str, dict[str, str]]) -> Schema:
    return {"$schema": DIALECT, "$ref": f"#/$defs/{struct.__name__}", "$defs": _components(struct, told)}


def _of_entries(struct: type[msgspec.Struct], told: dict[str, dict[str, str]]) -> Schema:
    """A file that is a mapping from ids, or a list of entries with an `id`."""
    components = _components(struct, told)
    entry = components.pop(struct.__name__)
    properties = {"id": {"type": "string"}, **entry["properties"]}
    required = [key for key in entry["required"] if key != "id"]
    keyed = {**entry, "properties": properties, "required": required}
    return {
        "$schema": DIALECT,
        "type": ["object", "array", "null"],
        "additionalProperties": {"$ref": "#/$defs/keyed"},
        "items": {"$ref": "#/$defs/listed"},
        "$defs": {"keyed": keyed, "listed": {**keyed, "required": ["id", *required]}, **components},
    }


def _of_signatories(told: dict[str, dict[str, str]]) -> Schema:
    components = _components(Signatory, told)
    components["Signatory"]["anyOf"] = [{"required": ["organisation"]}, {"required": ["name"]}]
    items = {"$ref": "#/$defs/Signatory"}
    return {"$schema": DIALECT, "type": ["array", "null"], "items": items, "$defs": components}


def _of_abbreviations() -> Schema:
    meaning = {"type": "string", "description": "what it stands for", "pattern": r"\S"}
    return {"$schema": DIALECT, "type": ["object", "null"], "additionalProperties": meaning}


def _of_synonyms() -> Schema:
    group = {"description": "words that mean the same", "type": "array", "items": {"type": "string"}}
    return {"$schema": DIALECT, "type": ["array", "null"], "items": group}


# ── References: CSL ──────────────────────────────────────────────────────────

_DATE = r"-?\d{1,4}(-\d{1,2}){0,2}[~?%]?"


def _of_references() -> Schema:
    """CSL as `library.py` reads it; a field that CSL has not is a warning there, and no error here."""
    properties: Schema = {
        **{key: {} for key in sorted(CSL_FIELDS)},
        **{key: {"type": ["string", "number", "null"]} for key in sorted(TEXTS)},
        **{key: {"$ref": "#/$defs/date"} for key in CSL_DATES},
        **{key: {"$ref": "#/$defs/names"} for key in CSL_NAMES},
        "id": {"type": ["string", "integer"], "minLength": 1, "description": "by which it is cited: [@id]"},
        "type": {"enum": CSL_TYPES},
        "custom": {
            "type": ["object", "null"],
            "additionalProperties": {"type": "string"},
            "description": 'the wording of a work that no style prints rightly: {citation: "…", short: "…"}',
        },
    }
    item = {
        "description": "A work that the texts cite.",
        "type": "object",
        "properties": properties,
        "required": ["id", "type"],
    }
    listed = {"type": ["array", "null"], "items": {"$ref": "#/$defs/reference"}}
    wrapped = {"type": "object", "properties": {"references": listed}, "required": ["references"]}
    definitions = {"reference": item, "date": _csl_date(), "names": _csl_names()}
    return {"$schema": DIALECT, "anyOf": [listed, wrapped], "$defs": definitions}


def _csl_date() -> Schema:
    text = {"type": "string", "pattern": rf"^\s*{_DATE}(/{_DATE})?\s*$"}
    kinds = [text, *({"type": kind} for kind in ("integer", "object", "array", "null"))]
    return {"description": "a date: 2017-11-19, 2017-11 or 2017", "anyOf": kinds}


def _csl_names() -> Schema:
    name = {"type": "object", "minProperties": 1, "additionalProperties": {"type": ["string", "boolean"]}}
    description = "[{family: …, given: …}] for a person, [{literal: …}] for a body"
    return {"description": description, "type": ["array", "null"], "items": name}


# ── What the guide says ──────────────────────────────────────────────────────


def _told(guide: str) -> dict[str, dict[str, str]]:
    """What the guide says of keys, by the name of the type that has them."""
    told: dict[str, dict[str, str]] = {FrontMatter.__name__: dict(_rows(guide))}
    for example in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL):
        for mark, structs in _EXAMPLES.items():
            if mark in f"\n{example}":
                for struct in structs:
                    told[struct.__name__] = {**dict(_comments(example)), **told.get(struct.__name__, {})}
    return told


def _told_of_rules(page: str) -> dict[str, dict[str, str]]:
    """What the page on profiles says of keys: of those that all rules have, in its first example."""
    told: dict[str, dict[str, str]] = {}
    for example in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL):
        group = example.partition(":")[0]
        name = (Profile if group == "title" else _RULES[group]).__name__
        told[name] = {**dict(_comments(example)), **told.get(name, {})}
    common = {key: words for key, words in told[ProfileLimit.__name__].items() if key in Rule.__struct_fields__}
    return {name: keys if name == Profile.__name__ else {**common, **keys} for name, keys in told.items()}


def _rows(guide: str) -> Iterator[tuple[str, str]]:
    """Keys of the table of front matter: `| `key`, `other` | what it is |`."""
    table = re.search(r"^\| key \| what it is \|\n(.*?)\n\n", guide, re.DOTALL | re.MULTILINE)
    for row in table[1].split("\n") if table else ():
        keys, _, words = row.strip("| ").partition(" | ")
        for key in re.findall(r"`(\w+)`", keys):
            yield key, _words(words)


def _comments(example: str) -> Iterator[tuple[str, str]]:
    """Keys of an example with a comment behind them."""
    for line in example.split("\n"):
        if match := re.match(r"\s*(?:- )?(\w+):.*?\s# (.*)", line):
            yield match[1], _words(match[2])


def _words(text: str) -> str:
    return " ".join(text.replace("``", "`").split())
