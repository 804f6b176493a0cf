"""The list of components, from their docstrings: `python -m maillage.foundation.ui.reference > docs/reference/components.md`."""

from __future__ import annotations

import inspect
import sys
from types import ModuleType
from typing import Any

from maillage.foundation.ui.components import acts, drawings, forms, lists, sealed, words

_HEAD = """# Components

Generated from the docstrings of `maillage/foundation/ui/components/`; a test fails when it is stale.
Every tag is a builtin: no `{% load %}`. Arguments are keyword-only: a typo fails when the template compiles.
A page extends `ui/page.html` (blocks `title`, `theme`, `crumbs`, `heading`, `lead`, `actions`, `content`, `aside`).
"""
_MODULES = (words, acts, lists, forms, sealed, drawings)


def components_markdown() -> str:
    """Each component: how to write it, what it promises."""
    return "\n".join([_HEAD, *(_section(module) for module in _MODULES)])


def _section(module: ModuleType) -> str:
    lines = [f"## {_first_line(module)}", ""]
    for name, tag in module.register.tags.items():
        lines += [f"### `{name}`", "", f"    {_usage(name, inspect.unwrap(tag))}", "", _promise(tag), ""]
    for name, filter_ in module.register.filters.items():
        lines += [f"### `|{name}`", "", _promise(filter_), ""]
    return "\n".join(lines)


def _usage(name: str, function: Any) -> str:
    parameters = inspect.signature(function).parameters.values()
    shown = [_argument(each) for each in parameters if each.kind is inspect.Parameter.KEYWORD_ONLY]
    block = any(each.name == "content" for each in parameters)
    opening = " ".join(["{%", name, *shown, "%}"])
    return f"{opening} … {{% end{name} %}}" if block else opening


def _argument(parameter: inspect.Parameter) -> str:
    if parameter.default is inspect.Parameter.empty:
        return f"{parameter.name}=…"
    default = parameter.default
    return f"[{parameter.name}={str(default)!r}]" if isinstance(default, str) else f"[{parameter.name}={default!r}]"


def _promise(function: Any) -> str:
    return inspect.cleandoc(inspect.unwrap(function).__doc__ or "")


def _first_line(module: ModuleType) -> str:
    return (module.__doc__ or "").splitlines()[0].rstrip(".")


if __name__ == "__main__":
    sys.stdout.write(components_markdown())
