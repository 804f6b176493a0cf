"""Buttons: one primary act per page, and a disabled one always says why."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import template

from maillage.foundation.ui import speech

register = template.Library()

_KINDS = {"primary": "btn-primary", "secondary": "btn-outline-primary", "quiet": "btn-link", "danger": "btn-outline-danger"}


def _look(*, label: Any, icon: str, kind: str, reason: Any) -> dict[str, Any]:
    return {
        "label": speech.say(label),
        "icon_name": icon,
        "look": _KINDS[kind],
        "reason": speech.say(reason),
        "reason_id": f"raison-{uuid.uuid4().hex[:8]}",
    }


@register.inclusion_tag("ui/components/action.html")
def action(*, label: Any, url: str, icon: str = "", kind: str = "secondary", reason: Any = "") -> dict[str, Any]:
    """A link that looks like a button. Kinds: primary, secondary, quiet, danger. With a `reason` it is disabled and says it."""
    return {**_look(label=label, icon=icon, kind=kind, reason=reason), "url": url}


@register.inclusion_tag("ui/components/button.html")
def button(*, label: Any, icon: str = "", kind: str = "primary", name: str = "", value: str = "", reason: Any = "") -> dict[str, Any]:
    """The submit button of a form. With a `reason` it is disabled and says it."""
    return {**_look(label=label, icon=icon, kind=kind, reason=reason), "name": name, "value": value}


@register.inclusion_tag("ui/components/post_button.html")
def post_button(
    *,
    label: Any,
    url: str,
    icon: str = "",
    kind: str = "secondary",
    reason: Any = "",
    hidden: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> dict[str, Any]:
    """An act in one click: its own form with the CSRF token, an idempotency key, and the version seen when given."""
    return {
        **_look(label=label, icon=icon, kind=kind, reason=reason),
        "url": url,
        "key": uuid.uuid4(),
        "hidden": dict(hidden or {}),
        "version": version,
    }


@register.inclusion_tag("ui/components/print_button.html")
def print_button(*, label: Any = "") -> dict[str, Any]:
    """Print this page. Without JavaScript it is not there: the browser's own menu prints."""
    return {"label": speech.say(label)}


@register.inclusion_tag("ui/components/gestures.html")
def gestures(*, offers: Any) -> dict[str, Any]:
    """The acts that other rooms offer here: `offers` comes from `gestures_for(place, actor, obj)`."""
    return {"offers": offers}


@register.inclusion_tag("ui/components/back_link.html")
def back_link(*, label: Any, url: str) -> dict[str, Any]:
    """The way back to the list or the file, above the heading (block `crumbs`)."""
    return {"label": speech.say(label), "url": url}
