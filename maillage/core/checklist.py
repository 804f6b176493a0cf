"""The pieces asked for: the national list read for a situation, what a department adds or leaves out, and who is late.

A national row holds `code, label, level, issuer, kinds` and, when it depends on her papers or children, `when`: situation -> level
(parameter `psp.pieces`; circular DGCS/B2/2017/18). Prefectures ask for different things: a local rule is dated and says its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from maillage.core.clock.words import day_count
from maillage.core.phrase import Phrase, phrase

USUAL_DAYS = 30
"""Without an announced date, a piece asked longer ago than this is late."""


class Level(StrEnum):
    """Whether a piece is asked for."""

    REQUIRED = "required"
    IF_APPLICABLE = "if_applicable"
    NOT_APPLICABLE = "not_applicable"


class Papers(StrEnum):
    """What changes the list: her nationality and her papers. `UNKNOWN` changes nothing."""

    UNKNOWN = "unknown"
    FRENCH = "french"
    EUROPEAN = "european"
    WITH_PAPERS = "with_papers"
    WITHOUT_PAPERS = "without_papers"


class LocalChange(StrEnum):
    """What a department does to a line of the national list."""

    ADD = "add"
    REQUIRE = "require"
    NOT_ASKED = "not_asked"
    NOTE = "note"


class Origin(StrEnum):
    """Where a line, or its level, comes from."""

    NATIONAL = "national"
    LOCAL = "local"


@dataclass(frozen=True)
class Situation:
    """What is known of her for the list. `children` is None while nobody asked."""

    papers: Papers = Papers.UNKNOWN
    children: bool | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The keys of `when` that hold."""
        known = () if self.papers is Papers.UNKNOWN else (self.papers.value,)
        return known if self.children is None else (*known, "children" if self.children else "no_children")


@dataclass(frozen=True)
class LocalRule:
    """One line of a department's own list, in force from `starts_on` to `ends_on`, that day excluded."""

    code: str
    change: LocalChange
    kinds: tuple[str, ...]
    starts_on: date
    ends_on: date | None = None
    label: str = ""
    issuer: str = ""
    reason: str = ""

    def holds(self, *, on: date, kind: str) -> bool:
        """In force that day for this kind of application?"""
        return kind in self.kinds and self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True)
class Asked:
    """One line of the list for one application. `why` is the department's reason when it changed or added the line."""

    code: str
    label: str
    issuer: str
    level: Level
    origin: Origin = Origin.NATIONAL
    why: str = ""


def national_level(row: Mapping[str, Any], situation: Situation) -> Level:
    """The level of a national row for a situation. What does not concern her wins over what is required; else the row's own level."""
    said = {Level(row["when"][word]) for word in situation.words if word in row.get("when", {})}
    for level in (Level.NOT_APPLICABLE, Level.REQUIRED, Level.IF_APPLICABLE):
        if level in said:
            return level
    return Level(row["level"])


def checklist(
    national: Iterable[Mapping[str, Any]], local: Iterable[LocalRule], *, kind: str, situation: Situation, on: date
) -> tuple[Asked, ...]:
    """The list of pieces for a kind of application: the national rows in order, as the department changes them, then what it adds.

    Of two local rules on one line the latest holds. A local rule on a code that nobody asks for is without effect.
    """
    held = sorted((rule for rule in local if rule.holds(on=on, kind=kind)), key=lambda rule: rule.starts_on)
    rules = {rule.code: rule for rule in held}
    lines = []
    for row in national:
        if kind not in row["kinds"]:
            continue
        line = Asked(row["code"], row["label"], row["issuer"], national_level(row, situation))
        lines.append(_changed(line, rules.get(line.code)))
    known = {line.code for line in lines}
    added = [rule for rule in rules.values() if rule.change is LocalChange.ADD and rule.code not in known]
    return (*lines, *(Asked(rule.code, rule.label, rule.issuer, Level.REQUIRED, Origin.LOCAL, rule.reason) for rule in added))


def _changed(line: Asked, rule: LocalRule | None) -> Asked:
    if rule is None or rule.change is LocalChange.ADD:
        return line
    levels = {LocalChange.REQUIRE: Level.REQUIRED, LocalChange.NOT_ASKED: Level.NOT_APPLICABLE}
    return replace(line, level=levels.get(rule.change, line.level), origin=Origin.LOCAL, why=rule.reason)


@dataclass(frozen=True)
class Difference:
    """What a running checklist lacks of the list as it is now: a line to add (`before` is None), or a level that changed."""

    asked: Asked
    before: Level | None


def differences(asked: Sequence[Asked], there: Mapping[str, Level]) -> tuple[Difference, ...]:
    """What the list of today would change in a running checklist (code -> level). Nothing changes by itself: somebody applies it."""
    found = []
    for line in asked:
        before = there.get(line.code)
        if (before is None and line.level is not Level.NOT_APPLICABLE) or (before is not None and before is not line.level):
            found.append(Difference(line, before))
    return tuple(found)


@dataclass(frozen=True)
class Lateness:
    """A piece that should be here: since which day, how many days ago, and the sentence that names no fault of hers."""

    since: date
    days: int
    sentence: Phrase


def lateness(*, asked_on: date | None, expected_on: date | None, today: date) -> Lateness | None:
    """Is a piece asked and not come late? After the day announced, or `USUAL_DAYS` after it was asked when none was."""
    if asked_on is None:
        return None
    due = expected_on or asked_on + timedelta(days=USUAL_DAYS)
    days = (today - due).days
    if days <= 0:
        return None
    if expected_on is not None:
        return Lateness(due, days, phrase("attendue le {due}, en retard de {days}", due=due, days=day_count(days)))
    waited = day_count((today - asked_on).days)
    return Lateness(due, days, phrase("demandée depuis {waited}, sans date annoncée", waited=waited))
