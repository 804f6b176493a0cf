"""Sentences that rules speak: French by default, translatable by the floors above without the rule knowing how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}


def day_in_words(day: date, *, language: str = "fr") -> str:
    """The day as people say it: "1er mai 2020", "1 May 2020". An unknown language speaks French."""
    months = MONTHS.get(language, MONTHS["fr"])
    number = "1er" if day.day == 1 and months is MONTHS["fr"] else str(day.day)
    return f"{number} {months[day.month - 1]} {day.year}"


def _unchanged(text: str) -> str:
    return text


@dataclass(frozen=True)
class Phrase:
    """A French sentence with named places (`{day}`), kept apart from its values so that it can be translated.

    Values may be text, numbers, dates or other phrases. `str()` speaks French; `say` speaks any language.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, *, translate: Callable[[str], str] = _unchanged, language: str = "fr") -> str:
        """The whole sentence, its template passed through `translate`, its dates in words of `language`."""
        spoken = {name: _speak(value, translate=translate, language=language) for name, value in self.values.items()}
        return translate(self.text).format(**spoken)

    def __str__(self) -> str:
        return self.say()


def _speak(value: object, *, translate: Callable[[str], str], language: str) -> str:
    if isinstance(value, Phrase):
        return value.say(translate=translate, language=language)
    if isinstance(value, date):
        return day_in_words(value, language=language)
    return str(value)


def phrase(text: str, **values: object) -> Phrase:
    """Shorthand, and the keyword by which the translation tool finds the sentences of the rules."""
    return Phrase(text, values)
