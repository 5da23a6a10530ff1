"""Reading a whole workspace, with every problem on the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from briefwright.document import is_language
from briefwright.problems import Code, Position, Problem, did_you_mean
from briefwright.workspace import blocks as block_files
from briefwright.workspace import recipes as recipe_files
from briefwright.workspace import signatories as signatories_files
from briefwright.workspace.files import check_name, linked_folders, list_files, outside, read_text
from briefwright.workspace.library import check_abbreviations, check_facts, read_entries, read_references
from briefwright.workspace.names import causes, unknown_names
from briefwright.workspace.profile_files import FOLDER as PROFILES
from briefwright.workspace.profile_files import ProfileFile, Profiles, read_profile
from briefwright.workspace.validation import validated
from briefwright.workspace.values import Claim, Fact, Organisation, Reference, Settings, Synonyms
from briefwright.workspace.workspace import ABBREVIATIONS, MARKER, Workspace
from briefwright.workspace.yaml import Places, Yaml, read_yaml

FILES = ("workspace", "references", "facts", "abbreviations", "synonyms", "organisations", "claims")
"""The files of `content/` itself."""

V = TypeVar("V", bound=msgspec.Struct | str)


def read_workspace(root: Path) -> Workspace:
    """Everything in a workspace. Never raises for content."""
    reading = _Reading(root)
    settings = reading.settings()
    main, variants = reading.all_blocks()
    reading.ignored()
    workspace = Workspace(
        root=root,
        settings=settings,
        blocks=main,
        variants=variants,
        recipes=reading.all_recipes(),
        references=reading.references(),
        facts=reading.facts(),
        abbreviations=reading.abbreviations(),
        synonyms=reading.synonyms(),
        organisations=reading.entries(Organisation, "organisations"),
        signatories=reading.signatories(),
        claims=reading.entries(Claim, "claims"),
        profiles=reading.profiles(),
        positions=reading.positions,
    )
    return replace(workspace, problems=(*reading.problems, *causes(unknown_names(workspace), reading.problems)))


class _Reading:
    """One reading of a workspace: its problems, and where things stand."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = list(list_files(root, "content", ("",)))
        self.problems: list[Problem] = []
        self.positions: dict[tuple[str, str], Position] = {}

    def _text(self, path: str) -> str | None:
        text = read_text(self.root, path)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        if problem := check_name(path):
            self.problems.append(problem)
        return text

    def _yaml(self, path: str) -> Yaml:
        other = path.removesuffix(".yaml") + ".yml"
        if path.endswith(".yaml") and not (self.root / path).exists() and (self.root / other).exists():
            path = other
        text = self._text(path) if (self.root / path).exists() else None
        return read_yaml(text, path) if text is not None else Yaml(None, Places(path), ())

    def _files(self, folder: str, suffixes: tuple[str, ...] = ("",)) -> list[str]:
        return [path for path in self.files if path.startswith(f"{folder}/") and path.endswith(suffixes)]

    def settings(self) -> Settings:
        yaml = self._yaml(MARKER)
        value, problems = validated(Settings, {} if yaml.data is None else yaml.data, yaml.places)
        self.problems += [*yaml.problems, *problems]
        value = value or Settings()
        for key in ("house_style", "citation_style"):
            if isinstance(yaml.data, dict) and key in yaml.data:
                self.positions["workspace", key] = yaml.places.at(key)
        for name, mapping in value.house_styles.items():
            self.positions["house_styles", name] = yaml.places.at("house_styles", name)
            for role in mapping:
                self.positions["house_styles", f"{name}/{role}"] = yaml.places.at("house_styles", name, role)
        for tag in (value.language, *value.locales, *value.locales.values()):
            if not is_language(tag):
                place, hint = yaml.places.at("language"), "write a language tag such as en, fr or sr-Latn"
                self.problems.append(Problem(Code.LANGUAGE_INVALID, place, f'"{tag}" is not a language tag', hint))
                value = Settings()
        return value

    def all_blocks(self) -> tuple[dict[str, block_files.Block], dict[tuple[str, str], block_files.Block]]:
        main: dict[str, block_files.Block] = {}
        variants: dict[tuple[str, str], block_files.Block] = {}
        paths = self._files(block_files.FOLDER, (".md",))
        known = set(paths)
        for path in sorted(paths, key=lambda path: block_files.name_of(path).variant != ""):
            name = block_files.name_of(path)
            if name.variant and f"{block_files.FOLDER}/{name.id}.md" not in known:
                hint = f"write {name.id}.md, or rename this file"
                self._report(Code.VARIANT_ORPHANED, path, "this variant has no main block beside it", hint)
                continue
            text = self._text(path)
            if text is None:
                continue
            if text.strip():
                block, problems = block_files.read_block(text, path, main.get(name.id) if name.variant else None)
                self.problems += problems
                if block and name.variant:
                    variants[name.id, name.variant] = block
                elif block:
                    self._add_once(main, block)
            else:
                hint = "write the block, or delete the file"
                self._report(Code.BLOCK_EMPTY, path, "the file is empty", hint)
        return main, variants

    def _add_once(self, main: dict[str, block_files.Block], block: block_files.Block) -> None:
        if twin := next((known for known in main if known.lower() == block.id.lower()), None):
            hint = "rename one of them: some systems take them for the same file"
            self._report(Code.ID_DUPLICATE, block.path, f'"{block.id}" and "{twin}" differ in capitals only', hint)
        else:
            main[block.id] = block

    def all_recipes(self) -> dict[str, recipe_files.RecipeFile]:
        found: dict[str, recipe_files.RecipeFile] = {}
        for path in self._files(recipe_files.FOLDER, (".yaml", ".yml")):
            if (text := self._text(path)) is None:
                continue
            recipe, problems = recipe_files.read_recipe(text, path)
            self.problems += problems
            if recipe and recipe.name in found:
                message = f'there are two recipes "{recipe.name}"'
                self._report(Code.ID_DUPLICATE, path, message, "delete or rename one of the two files")
            elif recipe:
                found[recipe.name] = recipe
        return found

    def references(self) -> dict[str, Reference]:
        found: dict[str, Reference] = {}
        files = ["content/references.yaml", "content/references.json"]
        files += self._files("content/references", (".yaml", ".yml", ".json"))
        for path in files:
            some, places, problems = read_references(self._yaml(path))
            self.problems += problems
            for key in some.keys() & found.keys():
                message = f'the reference "{key}" is in {self.positions["references", key].path} too'
                self.problems.append(Problem(Code.ID_DUPLICATE, places[key], message, "delete one of them"))
            self.positions |= {("references", key): place for key, place in places.items()}
            found = {**some, **found}
        return found

    def entries(self, kind: type[V], name: str) -> dict[str, V]:
        return self._entries(kind, name)[0]

    def _entries(self, kind: type[V], name: str) -> tuple[dict[str, V], dict[str, Places]]:
        found, places, problems = read_entries(kind, self._yaml(f"content/{name}.yaml"))
        self.problems += problems
        self.positions |= {(name, key): inside.at() for key, inside in places.items()}
        return found, places

    def facts(self) -> dict[str, Fact]:
        """The facts that are written as figures; one that is not must not be printed."""
        found, places = self._entries(Fact, "facts")
        wrong = dict(check_facts(found, places))
        self.problems += wrong.values()
        return {name: fact for name, fact in found.items() if name not in wrong}

    def abbreviations(self) -> dict[str, str]:
        """What each abbreviation stands for."""
        found, places, problems = read_entries(str, self._yaml(ABBREVIATIONS))
        wrong = dict(check_abbreviations(found, places))
        self.problems += [*problems, *wrong.values()]
        return {short: meaning for short, meaning in found.items() if short not in wrong}

    def synonyms(self) -> tuple[tuple[str, ...], ...]:
        """The groups of words that a search takes for the same."""
        yaml = self._yaml("content/synonyms.yaml")
        value, problems = validated(Synonyms, yaml.data if yaml.data is not None else [], yaml.places)
        self.problems += [*yaml.problems, *problems]
        return value or ()

    def signatories(self) -> dict[str, signatories_files.SignatoriesFile]:
        """Who signs what, by the names of the files."""
        found = {}
        for path in self._files(signatories_files.FOLDER, (".yaml", ".yml")):
            file, problems = signatories_files.read_signatories(self._yaml(path), path)
            self.problems += problems
            found[Path(path).stem] = file
        return found

    def profiles(self) -> Profiles:
        """Those that ship, and the workspace's own, which come first."""
        own: dict[str, ProfileFile] = {}
        for path in self._files(PROFILES, (".yaml", ".yml")):
            own[Path(path).stem], problems = read_profile(self._yaml(path))
            self.problems += problems
        found = Profiles(own)
        self.problems += found.problems()
        return found

    def ignored(self) -> None:
        """Tell the files that lie among the content and are not read, since somebody thinks they are."""
        for path in linked_folders(self.root, "content"):
            place, hint = Position(path), "put the folder itself here"
            inside = Problem(Code.FILE_IGNORED, place, "a linked folder is not read", hint)
            self.problems.append(outside(self.root, path, place) or inside)
        for path in self._files(block_files.FOLDER):
            if not path.endswith(".md") and not Path(path).name.startswith("README"):
                self._report(Code.FILE_IGNORED, path, "this file is not read as a block", "let its name end in .md")
        for path in self._files(recipe_files.FOLDER):
            if not path.endswith((".yaml", ".yml")):
                self._report(Code.FILE_IGNORED, path, "this file is not read as a recipe", "let its name end in .yaml")
        for path in self._files(signatories_files.FOLDER):
            if not path.endswith((".yaml", ".yml")):
                self._report(Code.FILE_IGNORED, path, "this file is not read", "let its name end in .yaml")
        for path in self._files("content", (".yaml", ".yml", ".json")):
            name = Path(path).name
            if path.count("/") == 1 and Path(path).stem not in FILES:
                hint = did_you_mean(name, [f"{known}.yaml" for known in FILES]) or f"there are {', '.join(FILES)}"
                self._report(Code.FILE_IGNORED, path, "no file of this name is read", hint)

    def _report(self, code: Code, path: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code, Position(path), message, hint))
