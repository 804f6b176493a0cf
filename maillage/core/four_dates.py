"""Opinion, decision, residence document, allowance: four acts, four dates, and the days between. None of them stands for another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median_low


class Act(StrEnum):
    """The four, in the order in which they come."""

    OPINION = "opinion"
    DECISION = "decision"
    PERMIT = "permit"
    ALLOWANCE = "allowance"


class Standing(StrEnum):
    """Where one of them stands."""

    DONE = "done"
    REFUSED = "refused"
    AWAITED = "awaited"
    NOT_ASKED = "not_asked"
    NOT_DUE = "not_due"
    """What comes before has not happened, or nothing follows a refusal."""


@dataclass(frozen=True)
class Right:
    """A right that may follow a decision: asked for or not, and what came of it."""

    asked: bool
    given: date | None = None
    refused: date | None = None


@dataclass(frozen=True)
class Dated:
    """One of the four: its day, and the days since the act that it follows (until today while it is awaited)."""

    act: Act
    standing: Standing
    day: date | None = None
    days: int | None = None


def four_dates(
    *, opinion: date | None, decision: date | None, granted: bool, permit: Right, allowance: Right, today: date
) -> tuple[Dated, Dated, Dated, Dated]:
    """The four of one application. The decision is counted from the opinion, each right from the decision (CESEDA, art. L. 425-4 and
    CASF, art. R. 121-12-13-1: decisions of their own). A right delivered before its decision is zero day late."""
    done = Dated(Act.OPINION, Standing.AWAITED if opinion is None else Standing.DONE, opinion)
    return (done, _decided(opinion, decision, today=today), *_rights(decision, granted=granted, rights=(permit, allowance), today=today))


def _decided(opinion: date | None, decision: date | None, *, today: date) -> Dated:
    if decision is not None:
        return Dated(Act.DECISION, Standing.DONE, decision, _days(opinion, decision))
    if opinion is None:
        return Dated(Act.DECISION, Standing.NOT_DUE)
    return Dated(Act.DECISION, Standing.AWAITED, None, _days(opinion, today))


def _rights(decision: date | None, *, granted: bool, rights: tuple[Right, Right], today: date) -> tuple[Dated, Dated]:
    permit, allowance = (
        _right(act, right, decision=decision if granted else None, today=today)
        for act, right in zip((Act.PERMIT, Act.ALLOWANCE), rights, strict=True)
    )
    return permit, allowance


def _right(act: Act, right: Right, *, decision: date | None, today: date) -> Dated:
    if right.given is not None:
        return Dated(act, Standing.DONE, right.given, _days(decision, right.given))
    if right.refused is not None:
        return Dated(act, Standing.REFUSED, right.refused, _days(decision, right.refused))
    if decision is None:
        return Dated(act, Standing.NOT_DUE)
    if not right.asked:
        return Dated(act, Standing.NOT_ASKED)
    return Dated(act, Standing.AWAITED, None, _days(decision, today))


def _days(since: date | None, until: date) -> int | None:
    return None if since is None else max(0, (until - since).days)


def median_days(counts: Iterable[int]) -> int | None:
    """The median in whole days (the lower of two middles); None when nothing is counted."""
    known = list(counts)
    return median_low(known) if known else None
