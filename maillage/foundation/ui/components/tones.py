"""The few tones of the house. A tone is never alone: an icon and a word go with it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


class Tone(StrEnum):
    """From quiet to urgent."""

    NEUTRAL = "neutral"
    CALM = "calm"
    GOOD = "good"
    WAIT = "wait"
    ALERT = "alert"


TONE_ICONS = {
    Tone.NEUTRAL: "circle",
    Tone.CALM: "circle-dot",
    Tone.GOOD: "circle-check",
    Tone.WAIT: "hourglass",
    Tone.ALERT: "triangle-alert",
}


def piece(name: str, **context: Any) -> SafeString:
    """One component's template, rendered with nothing but what is given."""
    return mark_safe(render_to_string(f"ui/components/{name}.html", context))
