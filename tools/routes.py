"""Every address of the site, walked from the URL configuration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One address: its pattern, its full name (`people:detail`) and its view."""

    pattern: str
    name: str
    view: Any


def routes() -> list[Route]:
    """All of them, by address."""
    return sorted(_walk(get_resolver().url_patterns, prefix="", namespace=""), key=lambda route: (route.pattern, route.name))


def _walk(patterns: list[Any], *, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (namespace, entry.namespace or "") if part)
            yield from _walk(entry.url_patterns, prefix=here, namespace=inner)
        elif isinstance(entry, URLPattern):
            yield Route(pattern=here, name=":".join(part for part in (namespace, entry.name or "") if part), view=entry.callback)
