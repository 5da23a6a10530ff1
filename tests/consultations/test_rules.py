"""The rules of every body that ships: each is broken once, in each way there is, and the breach names its source."""

from __future__ import annotations

import datetime
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from rule_scenes import NOW, Break, Scene, breaks, broken, conforming

from briefwright.cli import main
from briefwright.consultations.rules import KINDS
from briefwright.consultations.rules.deadlines import UNSAID, deadline_of
from briefwright.consultations.rules.words import attribution, in_words
from briefwright.problems import Code, Severity
from briefwright.workspace import read_workspace
from briefwright.workspace.profiles import (
    GROUPS,
    Advice,
    DeadlineRule,
    Profile,
    ProfileStyle,
    PublicationRule,
    Rule,
)
from briefwright.workspace.values import Consultation

ROOT = Path(__file__).parents[2]
CYCLING = ROOT / "tests/workspaces/cycling"
PROFILES = read_workspace(CYCLING).profiles
INVENTORY = (
    "un-upr-stakeholder un-hrc-written-statement un-hrc-oral-statement un-special-procedures-call un-cedaw-ngo "
    "un-cescr-ngo uk-parliament-written-evidence au-senate-inquiry eu-have-your-say-feedback us-regulations-gov "
    "no-horing se-remiss coe-greta coe-cm-rule-9-2"
)
UNKNOWN = frozenset({Code.RULE_UNVERIFIED, Code.LIMIT_UNSET})
"""What is told of a profile, whatever the document."""


def variants(profile: Profile) -> tuple[str, ...]:
    """The variants of a profile, or that there are none."""
    return profile.variant_names or ("",)


def _rules() -> list[tuple[str, str, Rule | ProfileStyle]]:
    return [(name, group, rule) for name in PROFILES for group, rule in PROFILES[name].rules()]


def _ways() -> list[tuple[str, Rule | ProfileStyle, Break]]:
    return [(name, rule, way) for name, _, rule in _rules() for way in breaks(rule)]


WAYS = _ways()


def told(scene: Scene) -> set[tuple[Code, str]]:
    """The codes and messages of what a profile has against a scene."""
    return {(problem.code, problem.message) for problem in scene.problems() if problem.code not in UNKNOWN}


@pytest.mark.parametrize("name", PROFILES)
def test_a_document_can_conform(name: str) -> None:
    """For every profile and variant there is a document with which nothing is wrong."""
    for variant in variants(PROFILES[name]):
        assert set() == told(conforming(name, PROFILES[name], variant))


@pytest.mark.parametrize(
    ("name", "rule", "way"), WAYS, ids=[f"{n}-{name}-{way.code}" for n, (name, _, way) in enumerate(WAYS)]
)
def test_each_breach_is_found(name: str, rule: Rule | ProfileStyle, way: Break) -> None:
    """A document that breaks one rule has its problem and no other; it names the rule's source and how sure it is."""
    profile = PROFILES[name]
    scene = conforming(name, profile, rule.variant or variants(profile)[0])
    found = told(broken(scene, way))
    assert [code for code, message in found if message.endswith(f"(rule: {attribution(rule)})") and code is way.code]
    assert {way.code} == {code for code, _ in found} - way.besides


@pytest.mark.parametrize(("name", "group", "rule"), _rules())
def test_every_rule_can_be_broken(name: str, group: str, rule: Rule | ProfileStyle) -> None:
    """No rule is without a test, but advice, and what a body says of itself."""
    tells = isinstance(rule, PublicationRule) and not (rule.answer or rule.reasons or rule.embargo)
    assert (isinstance(rule, Advice) or tells) == (not list(breaks(rule))), name
    assert (group in KINDS) == (not isinstance(rule, Advice))


def test_every_group_has_its_function() -> None:
    """The table has every group of a profile but the advice, which only people can check."""
    assert {*GROUPS} - {"advice"} == {*KINDS}


@pytest.mark.parametrize("name", PROFILES)
def test_shipped_profiles_are_whole(name: str) -> None:
    """Each names its body; each rule has a source, the day on which it was looked at, and words of its own."""
    profile = PROFILES[name]
    assert name == "generic" or (profile.body and profile.about)
    for _, rule in profile.rules():
        assert rule.source
        assert datetime.date(2026, 11, 24) == rule.checked_on
        assert rule.basis != "confirmed" or "memory" not in rule.source
    lines = [(rule.variant, in_words(rule)) for _, rule in profile.rules()]
    assert all(words for _, words in lines)
    assert len(lines) == len(set(lines))


def test_the_inventory_ships() -> None:
    """All fourteen bodies have their profile, and there is a generic one."""
    assert set() == {*INVENTORY.split(), "generic"} - {*PROFILES}


@pytest.mark.parametrize("name", PROFILES)
def test_shipped_profiles_pass_as_ones_own(name: str, tmp_path: Path) -> None:
    """A copy of each in a workspace is read without a problem: what ships keeps the rules for files of others."""
    shutil.copytree(CYCLING, tmp_path / "w")
    (tmp_path / "w/content/profiles").mkdir()
    shutil.copy(ROOT / f"templates/profiles/{name}.yaml", tmp_path / "w/content/profiles")
    workspace = read_workspace(tmp_path / "w")
    assert () == workspace.problems
    assert PROFILES[name] == workspace.profiles[name]


# ── Where profiles come from ─────────────────────────────────────────────────


def test_own_profiles_extend_group_by_group(tmp_path: Path) -> None:
    """A profile of the workspace has what it says, and the other groups of the one it extends, be it its namesake."""
    shutil.copytree(CYCLING, tmp_path / "w")
    folder = tmp_path / "w/content/profiles"
    folder.mkdir()
    own = "title: Ours\nextends: un-upr-stakeholder\nlanguages: [{allowed: [fr]}]\n"
    (folder / "un-upr-stakeholder.yaml").write_text(own, "utf-8")
    (folder / "region.yaml").write_text("title: Region\nextends: un-upr-stakeholder\nnotes: [{}]\n", "utf-8")
    profiles = read_workspace(tmp_path / "w").profiles
    ours, region, theirs = profiles["un-upr-stakeholder"], profiles["region"], PROFILES["un-upr-stakeholder"]
    assert ("Ours", (("fr",),)) == (ours.title, tuple(rule.allowed for rule in ours.languages))
    assert theirs.limits == ours.limits == region.limits
    assert ours.languages == region.languages
    assert ((), theirs.notes) == (region.notes[0].allowed, ours.notes)


def test_shipped_profiles_wait_until_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a workspace reads none of them; one that is looked up is read once, and alone."""
    read: list[str] = []
    text = Path.read_text

    def counted(self: Path, encoding: str | None = None, errors: str | None = None) -> str:
        read.append(self.name)
        return text(self, encoding, errors)

    monkeypatch.setattr(Path, "read_text", counted)
    profiles = read_workspace(CYCLING).profiles
    assert [] == read
    assert profiles["coe-grevio"] is profiles["coe-grevio"]
    assert ["coe-grevio.yaml", "coe-greta.yaml"] == read
    assert len(list(profiles)) == len(profiles)


# ── Hard and soft, draft, files ──────────────────────────────────────────────

SUMMARY = "structure: [{part: summary, hard: HARD, basis: confirmed, source: the notice}]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the workspace whose recipe has the profile `council`."""
    shutil.copytree(CYCLING, tmp_path / "w")
    recipe = tmp_path / "w/content/recipes/answer.yaml"
    recipe.write_text(recipe.read_text("utf-8") + "profile: council\n", "utf-8")
    (tmp_path / "w/content/profiles").mkdir()
    return tmp_path / "w"


def council(root: Path, rules: str) -> None:
    """Give the profile of the workspace its rules."""
    (root / "content/profiles/council.yaml").write_text(f"title: The council\n{rules}", "utf-8")


@pytest.mark.parametrize(
    ("hard", "draft", "code", "level"),
    [("true", "", 1, "error"), ("true", "--draft", 0, "warning"), ("false", "", 0, "warning")],
)
def test_hard_rules_stop_what_is_no_draft(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    hard: str,
    draft: str,
    code: int,
    level: str,
) -> None:
    """A hard rule stops the document; in a draft it warns, as other rules do, and the document is marked."""
    council(root, SUMMARY.replace("HARD", hard))
    command = ["--workspace", str(root), "build", "-j", "1", "-f", "text", "answer", draft]
    assert code == main([word for word in command if word])
    assert f"{level}: part-missing: the summary is missing (rule: the notice, confirmed)" in capsys.readouterr().err
    written = root / "build/drafts/answer.en.txt"
    assert (code == 0) == written.exists()
    assert bool(draft) == (written.exists() and written.read_text("utf-8").startswith("Draft"))


@pytest.mark.parametrize("options", [(), ("--draft",)])
def test_files_may_be_too_large(root: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]) -> None:
    """A file that is larger than the body takes stops the document before it is written; a draft is written."""
    council(root, "files: [{formats: [docx], megabytes: 0.001, basis: confirmed, source: the notice}]\n")
    draft = bool(options)
    assert int(not draft) == main(["--workspace", str(root), "build", "-j", "1", "answer", *options])
    said = capsys.readouterr().err
    assert f"{'warning' if draft else 'error'}: {Code.FILE_SIZE_EXCEEDED}: the docx has 0.0 MB" in said
    assert "the html has" not in said
    assert draft == (root / "build/drafts/answer.en.docx").exists()


def test_a_profile_that_is_not_confirmed_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Two recipes with the same profile: what nobody has seen in a source is told with the first."""
    assert 0 == main(["--workspace", str(ROOT), "check"])
    told = [line for line in capsys.readouterr().out.splitlines() if ": rule-unverified: " in line]
    profiles = {line.split('"')[1] for line in told}
    assert len(profiles) == len(told) >= 2


# ── Deadlines ────────────────────────────────────────────────────────────────

BRUSSELS = DeadlineRule(time="23:59", zone="Europe/Brussels")


@pytest.mark.parametrize(
    ("said", "rule", "moment"),
    [
        ("2026-03-28", BRUSSELS, "2026-03-28T22:59+00:00"),
        ("2026-03-29", BRUSSELS, "2026-03-29T21:59+00:00"),  # the clocks went forward that night
        ("2026-10-24", BRUSSELS, "2026-10-24T21:59+00:00"),
        ("2026-10-25", BRUSSELS, "2026-10-25T22:59+00:00"),  # and back
        ("2026-03-29T12:00", BRUSSELS, "2026-03-29T10:00+00:00"),
        ("2026-03-29T12:00Z", BRUSSELS, "2026-03-29T12:00+00:00"),
        ("2026-12-01T23:59+01:00", UNSAID, "2026-12-01T22:59+00:00"),
        ("2026-12-01", UNSAID, "2026-12-02T11:59+00:00"),
        ("2026-12-01T12:00", UNSAID, "2026-12-02T00:00+00:00"),
        ("2026-12-01", DeadlineRule(zone="Nowhere/At_All"), None),
        ("0001-01-01T00:00", DeadlineRule(zone="Asia/Tokyo"), None),
        ("9999-12-31", UNSAID, None),
    ],
)
def test_deadlines_are_moments(said: str, rule: DeadlineRule, moment: str | None) -> None:
    """A day ends when it does for the body, summer time minded; where no zone is known, once it is over everywhere."""
    found = deadline_of(rule, Consultation(deadline=said))
    assert moment == (found.moment.astimezone(datetime.UTC).isoformat(timespec="minutes") if found else None)


@pytest.mark.parametrize(
    ("event", "before", "day"),
    [
        ("2026-03-15", "P2W", "2026-03-01"),
        ("2026-03-31", "P1M", "2026-02-28"),
        ("2024-03-31", "P1M", "2024-02-29"),
        ("2026-01-15", "P6M", "2025-07-15"),
        ("2026-01-15", "P10D", "2026-01-05"),
        ("0001-01-15", "P2M", None),
    ],
)
def test_deadlines_are_counted_from_events(event: str, before: str, day: str | None) -> None:
    """Days, weeks and months before a session; the last of a month that is shorter."""
    consultation = Consultation(event=datetime.date.fromisoformat(event))
    found = deadline_of(DeadlineRule(before=before, zone="Europe/Zurich"), consultation)
    assert day == (found.moment.date().isoformat() if found else None)


def test_a_deadline_comes_nearer(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is told for long, then the days, then the hours, then that it is over; none of it stops a document."""
    council(root, "deadline: [{time: '23:59', zone: Europe/Brussels, basis: confirmed, source: the notice}]\n")
    end = datetime.datetime(2026, 12, 1, 22, 59, tzinfo=datetime.UTC)
    said = []
    for left in ({"days": 14, "minutes": 1}, {"days": 14}, {"days": 1, "hours": 5}, {"minutes": 59}, {"minutes": -1}):
        moment = int((end - datetime.timedelta(**left)).timestamp())
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
        assert 0 == main(["--workspace", str(root), "check", "answer"])
        said.append(capsys.readouterr().out)
    assert "nothing is wrong\n" == said[0]
    endings = ["14 days left", "1 day and 5 hours left", "less than an hour left", "has passed"]
    assert [True] * 4 == [ending in line for ending, line in zip(endings, said[1:], strict=True)]
    assert all(one != other for one, other in pairwise(said))


def test_the_clock_is_read_at_the_rim() -> None:
    """The same document, asked at another moment, has other problems: what it is asked at is given."""
    scene = conforming("eu-have-your-say-feedback", PROFILES["eu-have-your-say-feedback"], "")
    scene.recipe["consultation"]["deadline"] = (NOW + datetime.timedelta(days=3)).date().isoformat()
    near = [problem for problem in scene.problems() if problem.code is Code.DEADLINE_NEAR]
    assert [Severity.WARNING] == [problem.severity for problem in near]
    assert "3 days and 10 hours left" in near[0].message


def test_what_has_no_date_is_late(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the deadline, a document that says no day on which it was made is stopped; a draft of it is not."""
    council(root, "deadline: [{time: '23:59', zone: Europe/Brussels, basis: confirmed, source: the notice}]\n")
    recipe = root / "content/recipes/answer.yaml"
    recipe.write_text(re.sub(r"(?m)^date: .*\n", "", recipe.read_text("utf-8")), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.datetime(2026, 12, 2, tzinfo=datetime.UTC).timestamp())))
    command = ["--workspace", str(root), "build", "-j", "1", "-f", "text", "answer"]
    assert 1 == main(command)
    assert "has passed, and the document has no date (rule: the notice, confirmed)" in capsys.readouterr().err
    assert not (root / "build/drafts/answer.en.txt").exists()
    assert 0 == main([*command, "--draft"])


# ── In which words ───────────────────────────────────────────────────────────


def test_a_problem_in_a_shared_file_names_its_documents(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands in a block is told once, with the names of all documents whose body has something against it."""
    council(root, "structure: [{part: boxes, wanted: refused, hard: false, basis: confirmed, source: the notice}]\n")
    for name in "abcd":
        text = f"title: Another {name}\nextends: answer\nprofile: council\n"
        (root / f"content/recipes/{name}.yaml").write_text(text, "utf-8")
    assert 0 == main(["--workspace", str(root), "check"])
    told = [line for line in capsys.readouterr().out.splitlines() if ": part-refused: " in line]
    assert 1 == len(told)
    assert "(rule: the notice, confirmed) (in a, answer, b and 2 more)" in told[0]


def test_hints_say_what_can_be_done(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Formats that the body takes, the key of the organisation that a form asks for, numbers as people write them."""
    council(
        root,
        "files: [{formats: [txt]}]\nmetadata: [{field: founded}, {field: budget}]\nstyles: [{size: 11}]\n"
        "structure: [{part: title, pattern: 'Letter of *{organisation}*'}]\n",
    )
    recipe = root / "content/recipes/answer.yaml"
    text = re.sub(r"(?m)^formats: .*$", "formats: [docx]\nstyle: {size: 14}", recipe.read_text("utf-8"))
    recipe.write_text(text, "utf-8")
    assert 1 == main(["--workspace", str(root), "check", "answer"])
    said = capsys.readouterr().out
    assert "none of these is made (rule: no source named, unverified) (add text to formats)" in said
    assert (
        "(write founded: … for the organisation in organisations.yaml, or details: {founded: …} in the recipe)" in said
    )
    assert "(write details: {budget: …}, in the recipe or for the organisation)" in said
    assert "the recipe asks for size 14, the body for 11" in said
    assert 'the title is not "Letter of Wheels for All …"' in said


def test_every_mistake_of_a_profile_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that lacks a key hides none of those behind it, and what was told to be wrong is not told to be missing."""
    rules = (
        "extends: genric\nlimits:\n  - {unit: word, number: 5}\n  - {unit: words}\nstructure:\n  - {part: sumary}\n"
        "deadline: [{time: '25:00'}]\nadvice: [{text: 5}, {}]\n"
    )
    council(root, rules)
    assert 1 == main(["--workspace", str(root), "check"])
    lines = [line for line in capsys.readouterr().out.splitlines() if "council.yaml" in line]
    expected = [
        ("2", "profile-missing"), ("4", "value-invalid"), ("5", "key-missing"), ("7", "value-invalid"),
        ("8", "value-invalid"), ("9", "value-invalid"), ("9", "key-missing"),
    ]  # fmt: skip
    assert expected == [(line.split(":")[1], line.split(": ")[2]) for line in lines]
