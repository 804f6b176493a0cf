"""Days during which an administration's clock stands still, because what it asked for has not come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.core.clock.words import day_count
from maillage.core.phrase import Phrase, phrase


@dataclass(frozen=True)
class Pause:
    """From the day of the demand to the day of the answer (excluded); still running when `ends` is None. Raises ValueError backwards."""

    starts: date
    ends: date | None = None

    def __post_init__(self) -> None:
        if self.ends is not None and self.ends < self.starts:
            raise ValueError(f"a pause cannot end ({self.ends}) before it starts ({self.starts})")


@dataclass(frozen=True)
class PausedClock:
    """A clock from `starts` to `on`: days gone by, of which paused (`proof`, one line per pause), hence counted."""

    starts: date
    on: date
    paused: int
    running: bool
    proof: tuple[Phrase, ...]

    @property
    def elapsed(self) -> int:
        """Days of the calendar."""
        return (self.on - self.starts).days

    @property
    def counted(self) -> int:
        """Days that count against the administration."""
        return self.elapsed - self.paused


def paused_clock(*, starts: date, on: date, pauses: Iterable[Pause]) -> PausedClock:
    """Count the days from `starts` to `on` without those of the pauses; overlapping pauses count once. Never backwards.

    Source: CRPA, art. L. 114-5 (the period is suspended while the applicant gathers what is missing; its production ends the
    suspension), from memory: "à confirmer auprès de la préfecture".
    """
    on, known = max(on, starts), tuple(pauses)
    inside = sorted(
        (max(each.starts, starts), min(each.ends or on, on)) for each in known if each.starts < on and (each.ends or on) > starts
    )
    paused, reached, proof = 0, starts, []
    for first, last in inside:
        paused += max(0, (last - max(first, reached)).days)
        reached = max(reached, last)
        proof.append(
            phrase(
                "Suspendu du {first} au {last} ({days}) : un complément était attendu.",
                first=first,
                last=last,
                days=day_count((last - first).days),
            )
        )
    running = any(each.starts <= on and (each.ends is None or each.ends > on) for each in known)
    return PausedClock(starts=starts, on=on, paused=paused, running=running, proof=tuple(proof))
