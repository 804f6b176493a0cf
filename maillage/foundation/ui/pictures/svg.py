"""The few words of SVG that the pictures need. Every text and attribute is escaped; numbers are short."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Cell:
    """One cell of the table under a picture; `mark` is the letter or shape that the drawing uses."""

    text: str
    mark: SafeString = field(default_factory=lambda: mark_safe(""))


@dataclass(frozen=True)
class Picture:
    """A drawing, what it is called, what it says in one or two sentences, and the same facts as a table.

    `wide`: on a phone it scrolls sideways rather than shrink. `table_open`: the table is the legend and stays in sight.
    """

    drawing: SafeString
    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: tuple[Cell, ...] = ()
    wide: bool = False
    table_open: bool = False
    id: str = field(default_factory=lambda: f"image-{uuid.uuid4().hex[:8]}")


def node(name: str, *children: str, **attributes: Any) -> SafeString:
    """One element. `class_` is class, `_` in names is `-`; None leaves the attribute out."""
    shown = [(key.rstrip("_").replace("_", "-"), number(value)) for key, value in attributes.items() if value is not None]
    marks = format_html_join("", ' {}="{}"', shown)
    inside = mark_safe("".join(conditional_escape(child) for child in children))
    return format_html("<{}{}>{}</{}>", mark_safe(name), marks, inside, mark_safe(name))


def together(parts: Iterable[str]) -> SafeString:
    """Several elements one after the other."""
    return mark_safe("".join(conditional_escape(part) for part in parts))


def number(value: Any) -> str:
    """Numbers to a tenth, anything else as text."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def canvas(*children: str, height: float, title: str, description: str, name: str, width: float | None = None) -> SafeString:
    """The `svg` element with its accessible name and description. Without `width` it is drawn in percents and only its width stretches."""
    size = {"width": "100%", "height": height} if width is None else {"viewBox": f"0 0 {number(width)} {number(height)}"}
    return node(
        "svg",
        node("title", title, id=f"{name}-titre"),
        node("desc", description, id=f"{name}-description"),
        *children,
        **size,
        role="img",
        aria_labelledby=f"{name}-titre",
        aria_describedby=f"{name}-description",
        class_="mg-svg" if width is not None else "mg-svg-flat",
    )
