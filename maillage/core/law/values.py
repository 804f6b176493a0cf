"""The values of the law: a source, a confidence, a dated value, an exceptional regime."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Confidence(StrEnum):
    """How surely a fact is known, declared from the strongest to the weakest."""

    READ = "read"
    SECOND_HAND = "second_hand"
    RECALL = "recall"
    COMPUTED = "computed"
    UNCERTAIN = "uncertain"

    def weakest(self, *others: Confidence) -> Confidence:
        """The weakest of this confidence and the others: a chain of facts is worth its weakest link."""
        order = list(Confidence)
        return max((self, *others), key=order.index)


class Right(StrEnum):
    """What a person or an association holds until a date."""

    PSP = "psp"
    AFIS = "afis"
    RESIDENCE_DOCUMENT = "residence_document"
    ASYLUM_CERTIFICATE = "asylum_certificate"
    AGREMENT = "agrement"


class Matter(StrEnum):
    """What an exceptional regime is about; only `rights` moves the end of a right."""

    RIGHTS = "rights"
    REMOTE_SITTING = "remote_sitting"
    SILENCE = "silence"


class EffectKind(StrEnum):
    """How a regime moves an end date."""

    DAYS = "days"
    MONTHS = "months"
    UNTIL = "until"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Source:
    """Where a fact was found, and the day somebody looked."""

    title: str
    url: str
    read_on: date


@dataclass(frozen=True)
class DatedValue:
    """One value of a parameter; `starts` and `ends` are both in force, `ends` is None when no end is known."""

    key: str
    value: Any
    unit: str
    starts: date
    ends: date | None
    source: Source
    confidence: Confidence
    note: str = ""

    def covers(self, day: date) -> bool:
        """True when the value is in force on that day, both bounds included."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def rows(self, *, on: date) -> tuple[Mapping[str, Any], ...]:
        """The rows of a coded list that hold on the day: a row may carry its own `from` and `to`, both included."""
        return tuple(row for row in self.value if row.get("from", date.min) <= on <= row.get("to", date.max))


@dataclass(frozen=True)
class Parameter:
    """A rule with its successive values, the oldest first."""

    key: str
    description: str
    unit: str
    values: tuple[DatedValue, ...]


@dataclass(frozen=True)
class Effect:
    """What a regime does to the end of one right: so many days, so many calendar months, until a date, or unknown."""

    kind: EffectKind
    amount: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        counted = self.kind in (EffectKind.DAYS, EffectKind.MONTHS)
        if counted != (self.amount is not None) or (self.kind is EffectKind.UNTIL) != (self.until is not None):
            raise ValueError(f"l'effet « {self.kind} » n'a pas la valeur qui lui convient")
        if self.amount is not None and self.amount <= 0:
            raise ValueError("un effet ajoute au moins un jour ou un mois")


REGIME_ID = re.compile(r"[A-Z]{2}-[0-9]{4}-[A-Za-z0-9-]+")


@dataclass(frozen=True)
class Regime:
    """One version of an exceptional text. Rights that it does not name in `scope` are none of its business.

    Versions of the same text share an `id` when the text kept its name, a `family` in any case: within a family the latest
    version published replaces the earlier ones. Raises ValueError, with a sentence, when it contradicts itself.
    """

    id: str
    family: str
    version: int
    title: str
    scope: Mapping[Right, Effect]
    window_starts: date | None
    window_ends: date | None
    published: date | None
    in_force_from: date | None
    source: Source
    confidence: Confidence
    matter: Matter = Matter.RIGHTS
    disabled: bool = False
    announced_on: date | None = None
    consumes_cap: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "scope", MappingProxyType(dict(self.scope)))
        for holds, sentence in self._demands():
            if not holds:
                raise ValueError(sentence)

    def _demands(self) -> tuple[tuple[bool, str], ...]:
        starts, ends = self.window_starts, self.window_ends
        known = [effect for effect in self.scope.values() if effect.kind is not EffectKind.UNKNOWN]
        untils = [effect.until for effect in known if effect.until is not None]
        bounded = starts is not None and ends is not None
        announced_first = self.announced_on is None or self.published is None or self.announced_on <= self.published
        return (
            (REGIME_ID.fullmatch(self.id) is not None, f"l'identifiant « {self.id} » n'a pas la forme FR-2020-312"),
            (bool(self.family and self.title), "la famille et l'intitulé sont obligatoires"),
            (self.version >= 1, "les versions se comptent à partir de 1"),
            (bool(self.scope) == (self.matter is Matter.RIGHTS), "un régime qui porte sur des droits les nomme, et lui seul"),
            (starts is None or ends is None or starts <= ends, "la fenêtre finit avant de commencer"),
            (self.disabled or not known or bounded, "un effet connu demande une fenêtre avec ses deux bornes"),
            (ends is None or all(until >= ends for until in untils), "la date fixée tombe avant la fin de la fenêtre"),
            (self.disabled or bool(self.published or self.announced_on), "un régime est publié ou au moins annoncé"),
            (announced_first, "l'annonce suit la publication"),
        )

    def was_published(self, *, on: date) -> bool:
        """Known on a day: published in the Journal officiel on or before it, that day included."""
        return self.published is not None and self.published <= on

    def was_announced(self, *, on: date) -> bool:
        """Announced on or before the day, and not yet published that day."""
        return self.announced_on is not None and self.announced_on <= on and not self.was_published(on=on)

    def window_holds(self, day: date) -> bool:
        """True when the day is inside the window, bounds included; a missing bound is open."""
        after_start = self.window_starts is None or self.window_starts <= day
        return after_start and (self.window_ends is None or day <= self.window_ends)
