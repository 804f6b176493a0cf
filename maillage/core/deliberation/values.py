"""The plain values of a sitting: seats, presences, proxies, and what a rule answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from maillage.core.law import Confidence, DatedValue, Source
from maillage.core.phrase import Phrase


class Refused(Exception):
    """An act that the rules of the sitting do not allow; `phrase` says what happened, why, and what to do."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.phrase = reason


class Standing(StrEnum):
    """Why a member sits, which decides who may stand in."""

    EX_OFFICIO = "ex_officio"
    ELECTED = "elected"
    QUALIFIED = "qualified"


class Tie(StrEnum):
    """What binds a substitute to the member."""

    SAME_SERVICE = "same_service"
    SAME_ASSEMBLY = "same_assembly"
    OTHER = "other"


class Channel(StrEnum):
    """How a member takes part."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"
    WRITTEN = "written"


@dataclass(frozen=True)
class Seat:
    """A seat of the local order. `code` is that of `commission.seats` in the law; a vacant seat still composes the commission."""

    id: str
    code: str
    quality: str
    standing: Standing
    chair: bool = False
    vacant: bool = False


@dataclass(frozen=True)
class Attendance:
    """A seat that takes part, by its holder or by a substitute."""

    seat: str
    channel: Channel
    by_substitute: bool = False


@dataclass(frozen=True)
class Proxy:
    """The vote of the seat `giver`, entrusted to the seat `holder`."""

    giver: str
    holder: str


@dataclass(frozen=True)
class Ruling:
    """The answer of a rule: yes or no, in words, with the texts it rests on and how surely they are known. True or false in a condition."""

    ok: bool
    phrase: Phrase
    because: tuple[Source, ...]
    confidence: Confidence

    def __bool__(self) -> bool:
        return self.ok


@dataclass(frozen=True)
class Grounds:
    """The dated values that a rule read, from which its answer takes its sources and its confidence."""

    values: tuple[DatedValue, ...]
    at_most: Confidence = field(default=Confidence.READ)

    @property
    def because(self) -> tuple[Source, ...]:
        """Each source once, in the order of reading."""
        return tuple(dict.fromkeys(value.source for value in self.values))

    @property
    def confidence(self) -> Confidence:
        """That of the weakest value."""
        return self.at_most.weakest(*(value.confidence for value in self.values))

    def rule(self, *, ok: bool, phrase: Phrase) -> Ruling:
        """The answer that these grounds carry."""
        return Ruling(ok=ok, phrase=phrase, because=self.because, confidence=self.confidence)
