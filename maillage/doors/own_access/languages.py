"""The eight languages of her page: plain words kept as data, and who has reviewed them.

Apart from the interface's own translations: her page has its own short sentences, in languages that the interface does not have,
and a text that no speaker has reviewed must be known as such.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from importlib.resources import files

from babel.dates import format_date, format_time

ORDER = ("fr", "en", "es", "ro", "bg", "pt", "zh", "ar")
DEFAULT = "fr"


class TextsBroken(Exception):
    """A file of texts lacks a sentence, or one of its places to fill: the start fails rather than her page."""


@dataclass(frozen=True)
class Language:
    """One language: its name in itself, how it is written, its sentences, and whether a speaker has reviewed them."""

    code: str
    name: str
    direction: str
    reviewed: bool
    words: Mapping[str, str]
    cards: Mapping[str, str]

    def card(self, name: str, *, day: date | None = None, hour: time | None = None, words: str = "") -> str:
        """A card in plain words, days and hours written as this language writes them."""
        shown_day = format_date(day, format="full", locale=self.code) if day is not None else ""
        shown_hour = format_time(hour, format="short", locale=self.code) if hour is not None else ""
        return self.cards[name].format(day=shown_day, hour=shown_hour, words=words)


@cache
def languages() -> Mapping[str, Language]:
    """The eight languages, in their order. Raises TextsBroken when one is not the mirror of the French."""
    found = {code: _read(code) for code in ORDER}
    model = found[DEFAULT]
    for language in found.values():
        _check(language, model=model)
    return found


def language_of(code: str) -> Language:
    """The language asked for; French when it is not one of ours."""
    return languages().get(code, languages()[DEFAULT])


def _read(code: str) -> Language:
    data = tomllib.loads(files("maillage.doors.own_access").joinpath(f"texts/{code}.toml").read_text(encoding="utf-8"))
    return Language(
        code=code,
        name=data["name"],
        direction=data["direction"],
        reviewed="reviewed_on" in data and bool(data.get("reviewed_by")),
        words=data["words"],
        cards=data["cards"],
    )


def _check(language: Language, *, model: Language) -> None:
    for ours, theirs in ((language.words, model.words), (language.cards, model.cards)):
        if set(ours) != set(theirs):
            raise TextsBroken(f"{language.code}: {sorted(set(ours) ^ set(theirs))}")
        for name, sentence in ours.items():
            if _places(sentence) != _places(theirs[name]) or not sentence.strip():
                raise TextsBroken(f"{language.code}: {name}")


def _places(sentence: str) -> frozenset[str]:
    return frozenset(place for place in ("{day}", "{hour}", "{words}") if place in sentence)
