"""The documents promise only what is there: links resolve; commands, targets and settings named exist; no place of ours leaks."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
LAST_BUILT = 11
OWN_COMMANDS = frozenset({"law", "serve"})
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```[\s\S]*?```|`[^`\n]+`|^(?: {4}|\t)[^\n]*$", re.MULTILINE)
FENCE = re.compile(r"```.*?```", re.DOTALL)
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
# Hosts of package registries and paths of the machines that wrote the documents.
FORBIDDEN = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.|registry\.|proxy\.golang|crates\.io|(?<![\w.])/(?:work|root|home|Users)/|file://"
)
# A command begins a line or follows another one; settings may come before it.
BEGINS = r"(?:^|&&|;|\()\s*(?:[A-Z_]+=(?:\"[^\"]*\"|\S+)\s+)*(?:\S*/bin/)?"
MAKE = re.compile(BEGINS + r"make ([a-z][a-z-]+)", re.MULTILINE)
MAILLAGE = re.compile(BEGINS + r"maillage ([a-z_]+)(?: ([a-z]+))?", re.MULTILINE)
PLACE = re.compile(r"`((?:tests|tools|deploy|maillage)/[\w./-]+?)/?`")
PROOF = re.compile(r"`(tests/[\w./-]+\.py)(?:::(\w+))?`")
SETTING = re.compile(r"\bMAILLAGE_[A-Z_]+\b")


def _names(*patterns: str) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return sorted(name for name in listed.splitlines() if (ROOT / name).is_file())


DOCUMENTS = _names("*.md")
DEPLOYED = _names("deploy/*")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _code(name: str) -> str:
    """What a reader would type: inline code, fenced and indented blocks."""
    return "\n".join(found.strip("`") for found in CODE.findall(_text(name)))


@cache
def _anchors(name: str) -> frozenset[str]:
    titles = HEADING.findall(FENCE.sub("", _text(name)))
    return frozenset(re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles)


@cache
def _targets() -> frozenset[str]:
    return frozenset(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))


@cache
def _settings() -> frozenset[str]:
    sources = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "maillage").rglob("*.py"))]
    return frozenset(SETTING.findall("\n".join(sources)))


@cache
def _acts(command: str) -> frozenset[str] | None:
    """The subcommands of `maillage <command>`; None when it takes none."""
    if command == "law":
        from maillage.cli.law import _COMMANDS

        return frozenset(_COMMANDS)
    if command in OWN_COMMANDS:
        return None
    from django.core.management import load_command_class

    parser = load_command_class(get_commands()[command], command).create_parser("maillage", command)
    for action in parser._actions:
        if action.dest == "act" and action.choices:
            return frozenset(action.choices)
    return None


def _broken_links(name: str) -> Iterator[str]:
    for target in LINK.findall(FENCE.sub("", _text(name))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = ((ROOT / name).parent / path if path else ROOT / name).resolve()
        if not found.is_relative_to(ROOT) or not found.exists():
            yield target
            continue
        if anchor and found.suffix == ".md" and anchor not in _anchors(found.relative_to(ROOT).as_posix()):
            yield target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_of_a_document_leads_somewhere(name: str) -> None:
    assert list(_broken_links(name)) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_that_a_document_names_exists(name: str) -> None:
    assert set(MAKE.findall(_code(name))) - _targets() == set()


@pytest.mark.parametrize("name", [*DOCUMENTS, *DEPLOYED])
def test_every_command_that_a_document_names_exists(name: str) -> None:
    named = MAILLAGE.findall(_code(name) if name.endswith(".md") else _text(name))
    known = {*OWN_COMMANDS, *get_commands()}

    unknown = [f"{command} {act}" for command, act in named if name.endswith(".md") and command not in known]
    unknown += [f"{command} {act}" for command, act in named if command in known and act and (acts := _acts(command)) and act not in acts]

    assert unknown == []


@pytest.mark.parametrize("name", [*DOCUMENTS, *DEPLOYED])
def test_every_setting_that_a_document_names_is_read_by_the_code(name: str) -> None:
    assert set(SETTING.findall(_text(name))) - _settings() == set()


@pytest.mark.parametrize("name", [*DOCUMENTS, *DEPLOYED])
def test_no_document_names_a_registry_or_a_place_of_the_machine_that_wrote_it(name: str) -> None:
    assert FORBIDDEN.findall(_text(name)) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_of_ours_that_a_document_names_exists(name: str) -> None:
    named = {found for found in PLACE.findall(_text(name)) if "YYYY" not in found}

    assert {found for found in named if not (ROOT / found).exists()} == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_test_that_a_document_names_is_there(name: str) -> None:
    named = set(PROOF.findall(_text(name)))

    absent = {path for path, _function in named if not (ROOT / path).is_file()}
    unwritten = {
        f"{path}::{function}"
        for path, function in named
        if function and path not in absent and not re.search(rf"^\s*def {function}\(", _text(path), re.MULTILINE)
    }

    assert (absent, unwritten) == (set(), set())


def test_each_system_of_the_study_has_its_row_and_what_is_built_names_its_test() -> None:
    rows = re.findall(r"^\| S(\d+) \|(.*)$", _text("docs/explanation/study.md"), re.MULTILINE)
    built = [(int(number), row) for number, row in rows if int(number) <= LAST_BUILT]

    assert {int(number) for number, _row in rows} == set(range(1, 29))
    assert [number for number, row in built if "::" not in row] == []


def test_every_decision_is_in_the_index_of_decisions() -> None:
    decisions = {Path(name).name for name in DOCUMENTS if re.match(r"docs/adr/\d{4}-", name)}

    assert decisions == set(re.findall(r"\]\((\d{4}-[^)]+)\)", _text("docs/adr/index.md")))


def test_every_document_can_be_reached_from_the_index() -> None:
    reached, left = set(), ["docs/index.md"]
    while left:
        name = left.pop()
        if name in reached:
            continue
        reached.add(name)
        for target in LINK.findall(FENCE.sub("", _text(name))):
            found = ((ROOT / name).parent / target.partition("#")[0]).resolve()
            if found.suffix == ".md" and found.is_file() and found.is_relative_to(ROOT):
                left.append(found.relative_to(ROOT).as_posix())

    assert {name for name in DOCUMENTS if name.startswith("docs/")} - reached == set()


def test_both_readmes_have_the_same_parts() -> None:
    english, french = (re.findall(r"^(#+) ", FENCE.sub("", _text(name)), re.MULTILINE) for name in ("README.md", "LISEZMOI.md"))

    assert english == french
