"""What reaches a screen, walked in the code: templates, words, markup. See test_consistency.py for the rest."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps

from maillage.foundation.journal import registry as journal
from maillage.foundation.notifications import topics
from tests.walking import CODE, our_models, python_files, said, templates, tree

# Where text becomes markup, each from parts already escaped.
MARKERS = {
    "foundation/ui/components/tones.py": "the rendered template of a component",
    "foundation/ui/components/words.py": "an icon of the icon set",
    "foundation/ui/pictures/counted_series.py": "an empty drawing",
    "foundation/ui/pictures/funnel.py": "an empty drawing",
    "foundation/ui/pictures/months_meter.py": "an empty drawing",
    "foundation/ui/pictures/session_wheel.py": "an empty drawing",
    "foundation/ui/pictures/svg.py": "elements made of escaped texts and attributes",
    "foundation/ui/pictures/timeline.py": "an empty drawing",
    "foundation/ui/pictures/waiting_bar.py": "an empty drawing",
}
# Her own page has neither rail nor cookie nor name of ours; nor have the notebook of a phone and the sheet of a volunteer.
WHOLE_PAGES = {"ui/page.html", "ui/neutral.html", "ui/errors/500.html", "own_access/her.html", "outreach/outside.html"}
FORBIDDEN = re.compile(r"\bvictimes?\b|\bprostituée?s?\b|\bsouhaits?\b|extraits? scellés?|pièces? manquantes? de M", re.IGNORECASE)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def test_every_template_is_used() -> None:
    ours = "\n".join(path.read_text(encoding="utf-8") for path in (*python_files(), *templates().values()))
    components = "\n".join(path.read_text(encoding="utf-8") for path in (CODE / "foundation/ui").rglob("*.py"))
    unused = [
        name
        for name in templates()
        if name not in ours
        and not _overrides_a_library(name)
        and not (name.startswith("ui/components/") and f'"{Path(name).stem}"' in components)
        and not (name.startswith("ui/errors/") and Path(name).stem in components)
    ]

    assert unused == []


def _overrides_a_library(name: str) -> bool:

    if name in {"404.html", "403.html", "429.html", "500.html"}:
        return True
    places = [Path(find_spec(package).submodule_search_locations[0]) / "templates" for package in ("allauth", "django.forms")]
    return any((place / name).exists() for place in places)


def test_a_whole_page_is_written_by_the_layout_alone() -> None:
    whole = {name for name, path in templates().items() if re.search(r"<html|<!doctype", path.read_text(encoding="utf-8"), re.IGNORECASE)}

    assert whole == WHOLE_PAGES


def test_every_template_that_a_view_renders_extends_the_layout() -> None:
    rendered = set()
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "render" and len(node.args) > 1:
                name = node.args[1]
                if isinstance(name, ast.Constant) and "#" not in str(name.value):
                    rendered.add(str(name.value))
    bare = [n for n in rendered if n in templates() and "{% extends" not in templates()[n].read_text(encoding="utf-8")]

    assert sorted(set(bare) - WHOLE_PAGES) == []


def callers(*names: str) -> set[str]:
    return {
        said(path)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names
    }


def test_markup_is_made_by_the_drawing_words_alone() -> None:
    assert callers("mark_safe", "SafeString", "SafeText") == set(MARKERS)


def test_no_template_turns_escaping_off() -> None:
    wrong = [name for name, path in templates().items() if re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text(encoding="utf-8"))]

    assert wrong == []


def test_commands_alone_print() -> None:
    assert {place for place in callers("print") if not place.startswith("cli/")} == set()


def test_no_template_holds_a_script_a_style_or_a_handler() -> None:
    # A block of JSON is data: nothing runs it.
    inline = re.compile(
        r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\s(src=|type=\"application/json\"))", re.IGNORECASE
    )
    wrong = [
        f"{name}: {found.group(0)!r}" for name, path in templates().items() if (found := inline.search(path.read_text(encoding="utf-8")))
    ]

    assert wrong == []


def test_every_journal_action_says_a_sentence() -> None:
    mute = [action.code for action in journal.declared() if not str(action.sentence).strip().endswith((".", "»"))]

    assert mute == []


def test_every_topic_says_a_subject_and_a_sentence() -> None:
    mute = [topic.code for topic in topics.declared() if not (str(topic.subject).strip() and str(topic.sentence).strip().endswith("."))]

    assert mute == []


def spoken() -> Iterator[tuple[str, str]]:
    """Every text that may reach a screen: the templates, and what goes through gettext."""
    for name, path in templates().items():
        yield name, re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in GETTEXT:
                yield from ((f"{said(path)}:{node.lineno}", str(a.value)) for a in node.args if isinstance(a, ast.Constant))


def test_no_screen_uses_a_word_that_the_house_does_not_use() -> None:
    wrong = [f"{place}: {found.group(0)}" for place, text in spoken() if (found := FORBIDDEN.search(text))]

    assert wrong == []


def test_verbose_names_are_in_lower_case() -> None:
    configs = [c for c in apps.get_app_configs() if c.label.startswith("mg_")]
    wrong = [c.label for c in configs if str(c.verbose_name)[:1].isupper()]
    wrong += [m._meta.label for m in our_models() if str(m._meta.verbose_name)[:1].isupper()]
    wrong += [f"{m._meta.label}.{f.name}" for m in our_models() for f in m._meta.concrete_fields if str(f.verbose_name)[:1].isupper()]

    assert wrong == []
