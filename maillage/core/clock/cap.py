"""The cap of a pathway: months used and left, renewals left, and what would change if an unsettled rule fell the other way.

What the texts read do not settle is decided for the person, and said: an exceptional extension consumes nothing unless its regime
says so, and days without a pathway (a renewal decided late) are lost to her but not taken from the cap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypedDict

from maillage.core.clock.spans import ONE_DAY, Stretch
from maillage.core.clock.terms import add_months, months_between
from maillage.core.clock.words import day_count, month_count
from maillage.core.law import Confidence, Law, Source
from maillage.core.phrase import Phrase, phrase

_CAP_MONTHS = "psp.cap_months"
_RENEWALS = "psp.renewals_max"


@dataclass(frozen=True)
class Term:
    """A term as decided: it ends on the day that follows its last full day, as `term_end` counts. Raises ValueError when empty."""

    starts: date
    ends: date

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise ValueError(f"a term ends ({self.ends}) after it starts ({self.starts})")


@dataclass(frozen=True)
class Extension:
    """What an exceptional regime added after a term, from the end it replaces to the new end; `consumes` comes from the regime."""

    regime: str
    starts: date
    ends: date
    consumes: bool

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise ValueError(f"an extension ends ({self.ends}) after it starts ({self.starts})")


@dataclass(frozen=True)
class CapMeter:
    """The meter of a pathway on a day. In days, `elapsed = accompanied + lost`; `left` runs from that day to the end of the cap.

    Lost are the days without a term (`without_term`) and the days of a term on which nobody could accompany her (`interrupted`: a
    service closed, no worker). Neither moves the end of the cap: the texts read provide no suspension.

    `strict_ends` is the end of the cap if everything counted (extensions, days without a pathway): never used against her, shown
    in a warning when it differs.
    """

    on: date
    starts: date
    ends: date
    strict_ends: date
    cap_months: int
    months_elapsed: int
    months_consumed: int
    months_left: int
    elapsed: int
    accompanied: int
    lost: int
    without_term: int
    interrupted: int
    left: int
    renewals_used: int
    renewals_left: int
    warnings: tuple[Phrase, ...]
    explanation: tuple[Phrase, ...]
    because: tuple[Source, ...]
    confidence: Confidence


@dataclass(frozen=True)
class _Piece:
    """A stretch of pathway, cut so that no day is counted twice."""

    starts: date
    ends: date
    consumes: bool
    regime: str = ""


def cap_meter(
    *,
    terms: Iterable[Term],
    extensions: Iterable[Extension] = (),
    on: date,
    law: Law,
    ended_on: date | None = None,
    interruptions: Iterable[Stretch] = (),
) -> CapMeter:
    """Where a pathway stands against its cap on a day; after `ended_on` (early end) nothing runs any more.

    `interruptions` are days (both ends held) without effective accompaniment; those outside a term are already lost.
    Source: CASF L. 121-9 and its decree, parameters `psp.cap_months` and `psp.renewals_max` in force that day; months count from
    the first day of each uninterrupted run, so 31 August + 24 months is 31 August. Raises ValueError without a term.
    """
    decided = _decided(terms)
    day = on if ended_on is None else min(on, ended_on)
    pieces = _pieces(decided, extensions, ended_on=ended_on)
    starts = decided[0].starts
    cap, renewals = (law.value(key, on=max(on, starts)) for key in (_CAP_MONTHS, _RENEWALS))
    past = [_cut(piece, until=day) for piece in pieces if piece.starts < day]
    consumed = min(_run(past, starts=starts).used, cap.value)
    ends = _cap_end(pieces, starts=starts, day=day, cap=cap.value)
    days = _days(past, starts=starts, day=day, interruptions=interruptions)
    used, strict = min(len(decided) - 1, renewals.value), add_months(starts, cap.value)
    warnings = _warnings(pieces, strict=strict, days=days)
    return CapMeter(
        on=on, starts=starts, ends=ends, strict_ends=strict, cap_months=cap.value, months_elapsed=max(0, months_between(starts, day)),
        months_consumed=consumed, months_left=cap.value - consumed, **days, left=max(0, (ends - max(day, starts)).days),
        renewals_used=used, renewals_left=0 if consumed >= cap.value else renewals.value - used, warnings=warnings,
        explanation=_explained(starts=starts, ends=ends, consumed=consumed, cap=cap.value, days=days),
        because=(cap.source, renewals.source), confidence=cap.confidence.weakest(renewals.confidence, _doubt(warnings)),
    )  # fmt: skip


def _doubt(warnings: tuple[Phrase, ...]) -> Confidence:
    return Confidence.UNCERTAIN if warnings else Confidence.COMPUTED


class _Days(TypedDict):
    """Days of the meter, each counted once: `elapsed = accompanied + without_term + interrupted`."""

    elapsed: int
    accompanied: int
    lost: int
    without_term: int
    interrupted: int


def _days(past: list[_Piece], *, starts: date, day: date, interruptions: Iterable[Stretch]) -> _Days:
    elapsed, covered = max(0, (day - starts).days), sum((piece.ends - piece.starts).days for piece in past)
    interrupted = _days_interrupted(past, interruptions)
    accompanied = covered - interrupted
    return _Days(
        elapsed=elapsed, accompanied=accompanied, lost=elapsed - accompanied, without_term=elapsed - covered, interrupted=interrupted
    )


def _warnings(pieces: list[_Piece], *, strict: date, days: _Days) -> tuple[Phrase, ...]:
    lost = _loss_warnings(days["without_term"], strict)
    return (*_extension_warnings(pieces, strict), *lost, *_interruption_warnings(days["interrupted"]))


def _decided(terms: Iterable[Term]) -> list[Term]:
    decided = sorted(terms, key=lambda term: (term.starts, term.ends))
    if not decided:
        raise ValueError("a pathway without a term has no cap yet")
    return decided


def _pieces(terms: list[Term], extensions: Iterable[Extension], *, ended_on: date | None) -> list[_Piece]:
    """Terms and extensions in order; each stops where the next one starts, and all stop at an early end."""
    raw = [_Piece(term.starts, term.ends, consumes=True) for term in terms]
    raw += [_Piece(each.starts, each.ends, each.consumes, each.regime) for each in extensions]
    raw.sort(key=lambda piece: (piece.starts, piece.ends))
    cut = [_cut(piece, until=following.starts) for piece, following in pairwise(raw)] + raw[-1:]
    if ended_on is not None:
        cut = [_cut(piece, until=ended_on) for piece in cut]
    return [piece for piece in cut if piece.starts < piece.ends]


def _cut(piece: _Piece, *, until: date) -> _Piece:
    return _Piece(piece.starts, min(piece.ends, until), piece.consumes, piece.regime)


@dataclass(frozen=True)
class _Run:
    """Where counting stands: months used before `anchor`, where the present run began, and in all at `cursor`, where it stops."""

    anchor: date
    cursor: date
    before: int
    used: int


def _run(pieces: Iterable[_Piece], *, starts: date) -> _Run:
    """Months used by pieces; counted from the start of each run, never chained, so that no day is lost to short months."""
    run = _Run(anchor=starts, cursor=starts, before=0, used=0)
    for piece in pieces:
        if piece.starts > run.cursor:
            run = _Run(anchor=piece.starts, cursor=piece.starts, before=run.used, used=run.used)
        if piece.consumes:
            run = _Run(run.anchor, piece.ends, run.before, run.before + months_between(run.anchor, piece.ends))
        else:
            run = _Run(anchor=piece.ends, cursor=piece.ends, before=run.used, used=run.used)
    return run


def _cap_end(pieces: list[_Piece], *, starts: date, day: date, cap: int) -> date:
    """The day on which the cap is reached if the pathway goes on without a day lost from now."""
    run = _run(pieces, starts=starts)
    if day > run.cursor:
        return add_months(day, max(0, cap - run.used))
    return add_months(run.anchor, max(0, cap - run.before))


def _extension_warnings(pieces: list[_Piece], strict: date) -> list[Phrase]:
    return [
        phrase(
            "L’allongement {regime} (du {starts} au {ends}) n’est pas compté dans la limite : les textes lus ne le tranchent pas. "
            "Si tout comptait, la limite serait le {strict}. À confirmer auprès de la préfecture.",
            regime=piece.regime,
            starts=piece.starts,
            ends=piece.ends,
            strict=strict,
        )
        for piece in pieces
        if not piece.consumes
    ]


def _loss_warnings(lost: int, strict: date) -> list[Phrase]:
    if not lost:
        return []
    return [
        phrase(
            "Le temps sans parcours ({days}) n’est pas décompté de la limite : les textes lus ne prévoient pas de suspension. "
            "Si tout comptait, la limite serait le {strict}. À confirmer auprès de la préfecture.",
            days=day_count(lost),
            strict=strict,
        )
    ]


def _interruption_warnings(interrupted: int) -> list[Phrase]:
    if not interrupted:
        return []
    return [
        phrase(
            "Les jours sans accompagnement effectif ({days}) restent comptés dans la limite : les textes lus ne prévoient pas de "
            "suspension. Demandez à la préfecture si elle peut en tenir compte.",
            days=day_count(interrupted),
        )
    ]


def _days_interrupted(pieces: list[_Piece], interruptions: Iterable[Stretch]) -> int:
    """Days held both by a piece and by an interruption, each counted once."""
    counted, until = 0, date.min
    for each in sorted(interruptions, key=lambda each: each.starts):
        starts, ends = max(each.starts, until), each.last + ONE_DAY
        counted += sum(max(0, (min(piece.ends, ends) - max(piece.starts, starts)).days) for piece in pieces)
        until = max(until, ends)
    return counted


def _explained(*, starts: date, ends: date, consumed: int, cap: int, days: _Days) -> tuple[Phrase, ...]:
    lost, interrupted = days["without_term"], days["interrupted"]
    return (
        phrase("Parcours commencé le {starts}, limité à {cap}.", starts=starts, cap=month_count(cap)),
        phrase("Utilisé : {consumed} ; reste : {left}.", consumed=month_count(consumed), left=month_count(cap - consumed)),
        phrase("Temps perdu sans parcours : {days}.", days=day_count(lost)) if lost else phrase("Aucun jour perdu sans parcours."),
        *([phrase("Pendant les périodes, sans accompagnement effectif : {days}.", days=day_count(interrupted))] if interrupted else []),
        phrase("Limite atteinte le {ends} si le parcours continue sans interruption.", ends=ends),
    )
