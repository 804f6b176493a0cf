"""The whole code is walked: what style.md and architecture.md promise of every room is checked here, once for all."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from collections.abc import Iterator
from importlib.metadata import distributions
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from packaging.requirements import Requirement

from maillage.foundation.access.declaration import declaration_of
from maillage.foundation.access.records import Record
from maillage.foundation.kernel.data_classes import DataClass
from maillage.foundation.vault import SealedField
from tests.walking import ROOT, imports, is_service, is_view, our_models, python_files, said, tree
from tools.routes import routes

# Who may read the real clock, and why: the edge, or what can have no other time than the real one.
CLOCK_READERS = {
    "accompaniment/contacts/tasks.py": "a task: the edge; when a message leaves, and when it is tried again",
    "cli/law.py": "a command: the edge",
    "foundation/access/session_store.py": "sessions live by the real clock; Django gives a store no other way",
    "foundation/journal/checkpoints.py": "a checkpoint is signed at a real instant",
    "foundation/journal/management/commands/journal.py": "a command: the edge",
    "foundation/journal/writing.py": "`at` is the real instant of each act",
    "foundation/kernel/moment.py": "where the pair is made",
    "foundation/notifications/tasks.py": "a task: the edge; when a mail leaves, and when it is tried again",
    "foundation/ui/views.py": "quick exit shows a calendar of the civil day, whatever the business day",
    "reference/accounts/freshness.py": "a confirmation of who one is lives by the real clock",
    "reference/accounts/tasks.py": "a task: the edge; invitations and devices live by the real clock",
    "reference/accounts/throttle.py": "throttles live by the real clock",
}
CLOCKS = {"timezone.now", "timezone.localdate", "timezone.localtime", "date.today", "datetime.now", "datetime.today", "datetime.utcnow"}


def test_every_field_has_exactly_one_data_class() -> None:
    wrong = []

    for model in our_models():
        classes = {**getattr(model, "base_data_classes", {}), **model.data_classes}
        fields = {field.name for field in model._meta.concrete_fields}
        wrong += [f"{model._meta.label}.{name}: no class" for name in fields - set(classes)]
        wrong += [f"{model._meta.label}.{name}: no such field" for name in set(classes) - fields]
        wrong += [
            f"{model._meta.label}.{name}: declared twice" for name in set(getattr(model, "base_data_classes", {})) & set(model.data_classes)
        ]

    assert sorted(wrong) == []


def test_a_field_is_of_class_sealed_exactly_when_it_is_encrypted() -> None:
    wrong = []

    for model in our_models():
        classes = {**getattr(model, "base_data_classes", {}), **model.data_classes}
        wrong += [
            f"{model._meta.label}.{field.name}"
            for field in model._meta.concrete_fields
            if isinstance(field, SealedField) != (classes.get(field.name) is DataClass.SEALED)
        ]

    assert wrong == []


def test_every_record_says_who_sees_it_in_its_own_body() -> None:
    silent = [m._meta.label for m in our_models() if issubclass(m, Record) and "visibility" not in vars(m)]

    assert silent == []


def test_every_record_keeps_the_unscoped_default_managers() -> None:
    wrong = [m._meta.label for m in our_models() if issubclass(m, Record) and m._default_manager.name != "unscoped"]

    assert wrong == []


def test_every_route_declares_who_may_enter() -> None:
    undeclared = [f"{route.pattern} ({route.name})" for route in routes() if declaration_of(route.view, route=route.name) is None]

    assert undeclared == []


def test_every_route_has_a_name_of_its_own() -> None:
    names = [route.name for route in routes()]

    assert sorted(names) == sorted(set(names) - {""})


def test_files_stay_under_four_hundred_lines() -> None:
    long = [said(path) for path in python_files() if len(path.read_text(encoding="utf-8").splitlines()) > 400]

    assert long == []


def test_functions_stay_under_forty_lines() -> None:
    long = [
        f"{said(path)}:{node.lineno} {node.name} ({node.end_lineno - node.lineno + 1})"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 40
    ]

    assert long == []


def test_no_view_uses_the_unscoped_manager() -> None:
    uses = [
        f"{said(path)}:{node.lineno}"
        for path in python_files()
        if is_view(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("unscoped", "_base_manager", "_default_manager")
    ]

    assert uses == []


def test_views_use_models_for_types_only() -> None:
    uses = []

    for path in filter(is_view, python_files()):
        imported = {name for module, name, _line in imports(path) if ".models" in module and _is_model(module, name)}
        annotations = {id(inner) for node in ast.walk(tree(path)) for outer in _annotations(node) for inner in ast.walk(outer)}
        uses += [
            f"{said(path)}:{node.lineno} {node.id}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Name) and node.id in imported and id(node) not in annotations
        ]

    assert uses == []


def _is_model(module: str, name: str) -> bool:
    found = getattr(importlib.import_module(module), name, None)
    return isinstance(found, type) and issubclass(found, models.Model)


def _annotations(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
        yield node.returns
    if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
        yield node.annotation


def test_services_import_neither_views_nor_forms() -> None:
    wrong = [
        f"{said(path)}:{line}"
        for path in python_files()
        if is_service(path)
        for module, name, line in imports(path)
        if module.startswith(("django.forms", "django.shortcuts"))
        or {"views", "forms"} & {*module.split(".")}
        or (module.startswith("maillage") and name in ("views", "forms"))
    ]

    assert wrong == []


def test_selectors_write_nothing() -> None:
    verbs = {"create", "bulk_create", "save", "delete", "update", "bulk_update", "update_or_create", "get_or_create", "save_version"}
    sets = re.compile(r"\b(objects|unscoped|_base_manager|filter|exclude)\b")
    wrong = [
        f"{said(path)}:{node.lineno} .{node.func.attr}"
        for path in python_files()
        if path.name == "selectors.py" or path.parent.name == "selectors"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in verbs
        and (node.func.attr in ("save", "save_version") or sets.search(ast.unparse(node.func.value)))
    ]

    assert wrong == []


def test_nothing_below_the_edge_reads_a_clock() -> None:
    readers = {
        said(path)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS
    }

    assert readers == set(CLOCK_READERS)


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def test_no_committed_file_names_this_machine() -> None:
    here = [str(ROOT)] if len(ROOT.parts) > 2 else []
    traces = re.compile(
        "|".join([re.escape(path) for path in here] + [r"/work/(main|shared)\b", r"/home/[a-z]", r"--(extra-)?index-url", "--find-links"])
    )
    allowed = {Path(__file__).resolve(), ROOT / "Makefile", ROOT / "CONTRIBUTING.md"}
    wrong = []

    for path in committed():
        if path in allowed or path.suffix in {".png", ".pdf", ".woff2", ".ico"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        wrong += [f"{path.relative_to(ROOT)}: {found.group(0)}" for found in [traces.search(text)] if found]

    assert wrong == []


def test_the_requirements_are_hashed_and_name_no_server() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.lstrip().startswith("#")]
        pins = [line for line in lines if not line.startswith(" ")]

        assert all("==" in line for line in pins), path.name
        assert sum("--hash=sha256:" in line for line in lines) >= len(pins), path.name
        assert not any("://" in line for line in lines), path.name


def test_what_a_library_asks_with_its_extras_is_pinned_with_them() -> None:
    """pip takes the newest of `name[extra]` when only `name` is pinned, then refuses it for want of a hash: the day a version comes out."""
    pinned = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "requirements").glob("*.txt"))
    asked = [Requirement(line) for each in distributions() if each.name != "maillage" for line in each.requires or ()]
    here = [each for each in asked if each.extras and (each.marker is None or each.marker.evaluate({"extra": ""}))]

    assert here
    assert [str(each) for each in here if f"\n{each.name}[{','.join(sorted(each.extras))}]==" not in pinned] == []


def test_each_room_has_one_clean_initial_migration_and_then_data_alone() -> None:
    from django.db.migrations import RunPython
    from django.db.migrations.loader import MigrationLoader

    files = MigrationLoader(None).disk_migrations
    rooms = {c.label for c in apps.get_app_configs() if c.label.startswith("mg_") and any(True for _ in c.get_models())}
    first = {label for label, name in files if label in rooms and name == "0001_initial"}
    more = [
        f"{label}.{name}"
        for (label, name), made in files.items()
        if label in rooms and name != "0001_initial" and not all(isinstance(each, RunPython) for each in made.operations)
    ]

    assert (first, more) == (rooms, [])


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    said_by_django = StringIO()

    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said_by_django, stderr=said_by_django)
        clean: Any = True
    except SystemExit:
        clean = said_by_django.getvalue()

    assert clean is True
