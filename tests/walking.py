"""The code as data: its files, their trees, its models and templates. For the tests that walk the whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "maillage"


@cache
def python_files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in CODE.rglob("*.py") if "migrations" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def templates() -> dict[str, Path]:
    """Every template by the name under which it is asked."""
    return {path.as_posix().split("/templates/")[1]: path for path in sorted(CODE.rglob("templates/**/*.html"))}


def said(path: Path) -> str:
    return path.relative_to(CODE).as_posix()


def our_models() -> list[type[models.Model]]:
    return sorted((m for m in apps.get_models() if m._meta.app_label.startswith("mg_")), key=lambda m: m._meta.label)


def is_view(path: Path) -> bool:
    return path.name == "views.py" or path.parent.name == "views"


def is_service(path: Path) -> bool:
    return path.name == "services.py" or path.parent.name == "services"


def imports(path: Path) -> Iterator[tuple[str, str, int]]:
    """(module, name, line) of each name imported."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "", node.lineno) for alias in node.names)
