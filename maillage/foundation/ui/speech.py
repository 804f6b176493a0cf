"""How pages speak: phrases of the rules in the reader's language, days and durations as people say them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext

from maillage.core.clock.terms import months_between
from maillage.core.phrase import Phrase, day_in_words

WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_DAYS_ONLY_BELOW = 14
_WEEKS_ONLY_BELOW = 92
_MONTHS_ONLY_BELOW = 24


def language() -> str:
    """The language of the page: "fr" or "en"."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def say(value: Phrase | Promise | str | Any) -> str:
    """A phrase of the rules (or any text) in the language of the page. None says nothing."""
    if value is None:
        return ""
    if isinstance(value, Phrase):
        return value.say(translate=lambda text: gettext(text) if text else "", language=language())
    return str(value)


def day_words(day: date) -> str:
    """ "mardi 19 mai 2020"."""
    return f"{WEEKDAYS[language()][day.weekday()]} {day_in_words(day, language=language())}"


def days_words(days: int) -> str:
    """ "12 jours", and nothing more."""
    return ngettext("%(count)d jour", "%(count)d jours", days) % {"count": days}


def duration_words(days: int) -> str:
    """ "12 jours", "45 jours (6 semaines et 3 jours)": never a decimal."""
    plain = days_words(days)
    return plain if days < _DAYS_ONLY_BELOW else gettext("%(days)s (%(weeks)s)") % {"days": plain, "weeks": _weeks(days)}


def relative_words(day: date, *, today: date) -> str:
    """How far a day is: "aujourd'hui", "dans 3 semaines", "il y a 4 mois". Whole months only beyond three months."""
    distance = (day - today).days
    near = {-1: gettext("hier"), 0: gettext("aujourd'hui"), 1: gettext("demain")}
    if distance in near:
        return near[distance]
    length = _length(min(day, today), max(day, today))
    return gettext("dans %(length)s") % {"length": length} if distance > 0 else gettext("il y a %(length)s") % {"length": length}


def _length(first: date, last: date) -> str:
    days = (last - first).days
    if days < _DAYS_ONLY_BELOW:
        return days_words(days)
    if days < _WEEKS_ONLY_BELOW:
        return _weeks(days)
    months = months_between(first, last)
    if months < _MONTHS_ONLY_BELOW:
        return ngettext("%(count)d mois", "%(count)d mois", months) % {"count": months}
    return ngettext("%(count)d an", "%(count)d ans", months // 12) % {"count": months // 12}


def _weeks(days: int) -> str:
    weeks, rest = divmod(days, 7)
    words = ngettext("%(count)d semaine", "%(count)d semaines", weeks) % {"count": weeks}
    if not rest:
        return words
    return gettext("%(weeks)s et %(days)s") % {"weeks": words, "days": days_words(rest)}
