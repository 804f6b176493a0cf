"""Icons, states, days and durations: colour never speaks alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from maillage.core.clock.explained import ExplainedDate
from maillage.foundation.ui import explanation, speech
from maillage.foundation.ui.components.tones import TONE_ICONS, Tone

register = template.Library()

_SOON_DAYS = 14


@register.simple_tag
def icon(*, name: str, size: int = 18, label: str = "") -> SafeString:
    """A lucide icon. Hidden from screen readers because a word stands beside it; `label` when it really stands alone."""
    return _drawn(str(name), size, role="img", aria_label=speech.say(label)) if label else _silent(str(name), size)


@lru_cache(maxsize=512)
def _silent(name: str, size: int) -> SafeString:
    """Drawn once: a page shows the same few icons dozens of times. One that says a word is not kept, for its word may be somebody's."""
    return _drawn(name, size, aria_hidden="true")


def _drawn(name: str, size: int, **spoken: str) -> SafeString:
    return mark_safe(lucide._render_icon(name, size, **{"class": "mg-icon", "focusable": "false", **spoken}))


@register.inclusion_tag("ui/components/state_chip.html")
def state_chip(*, word: Any, tone: str = Tone.NEUTRAL, icon: str = "") -> dict[str, Any]:
    """A state as an icon and a word. Tones: neutral, calm, good, wait, alert. `word` may be a phrase of the rules."""
    chosen = Tone(tone)
    return {"word": speech.say(word), "tone": chosen, "icon_name": icon or TONE_ICONS[chosen]}


@register.inclusion_tag("ui/components/day.html")
def day(
    *,
    date: datetime.date | None,
    today: datetime.date,
    because: Iterable[Any] = (),
    relative: bool = True,
    unknown: str = "",
    explained: str = "",
) -> dict[str, Any]:
    """A day in words and how far it is; `because` (phrases) opens its explanation. None is said "date non connue" (or `unknown`).

    With `because` it holds a disclosure: put it in a block (dd, td, div), not inside a paragraph.
    """
    return {
        "date": date,
        "words": speech.day_words(date) if date is not None else speech.say(unknown) or gettext("date non connue"),
        "distance": speech.relative_words(date, today=today) if date is not None and relative else "",
        "reasons": explanation.reasons(because),
        "explained": speech.say(explained) or gettext("Pourquoi cette date"),
    }


@register.inclusion_tag("ui/components/explained_date.html")
def explained_date(*, explained: ExplainedDate, today: datetime.date, relative: bool = True) -> dict[str, Any]:
    """A date that the rules computed (`core.clock.explained`): in words, its explanation, and a chip when a regime moves it.

    It holds a disclosure: put it in a block (dd, td, div), not inside a paragraph.
    """
    return {"explained": explained, "today": today, "relative": relative}


@register.simple_tag
def days_count(*, days: int) -> str:
    """A duration in days and weeks: "12 jours", "45 jours (6 semaines et 3 jours)"."""
    return speech.duration_words(days)


@register.inclusion_tag("ui/components/deadline_badge.html")
def deadline_badge(
    *, date: datetime.date | None, today: datetime.date, label: Any = "", because: Iterable[Any] = (), done: bool = False
) -> dict[str, Any]:
    """A term and what is left, in words: late, soon (two weeks), later, unknown or done; never colour alone (WCAG 1.4.1)."""
    tone, word, icon_name = _urgency(date, today=today, done=done)
    return {
        "date": date,
        "label": speech.say(label),
        "tone": tone,
        "word": word,
        "icon_name": icon_name,
        "words": speech.day_words(date) if date is not None else "",
        "reasons": explanation.reasons(because),
    }


def _urgency(date: datetime.date | None, *, today: datetime.date, done: bool) -> tuple[Tone, str, str]:
    if date is None:
        return Tone.ALERT, gettext("date non connue"), "circle-question-mark"
    if done:
        return Tone.GOOD, gettext("fait"), "circle-check"
    left = (date - today).days
    if left < 0:
        return Tone.ALERT, gettext("en retard de %(length)s") % {"length": speech.duration_words(-left)}, "triangle-alert"
    if left == 0:
        return Tone.ALERT, gettext("dernier jour"), "triangle-alert"
    return (Tone.WAIT if left <= _SOON_DAYS else Tone.NEUTRAL), speech.relative_words(date, today=today), "clock"


@register.filter
def say(value: Any) -> str:
    """A phrase of the rules in the language of the page: `{{ reason|say }}`. Any other text is left as it is."""
    return speech.say(value)


@register.filter
def day_words(value: datetime.date) -> str:
    """ "mardi 19 mai 2020"."""
    return speech.day_words(value)


@register.filter
def relative_to(value: datetime.date, today: datetime.date) -> str:
    """How far a day is: `{{ term|relative_to:today }}` says "dans 3 semaines"."""
    return speech.relative_words(value, today=today)


@register.simple_tag
def pseudonym(*, name: str) -> SafeString:
    """The pseudonym of a person, marked so that translation tools leave it alone."""
    return format_html('<span class="mg-pseudonym" translate="no">{}</span>', name)
