"""A date with everything that it rests on: what happened, the rules, the regimes, how sure. One function makes it for every screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from maillage.core.clock.ending import EndOfRight
from maillage.core.clock.ending_words import TO_CONFIRM
from maillage.core.law import Confidence, DatedValue, Source
from maillage.core.phrase import Phrase, phrase


@dataclass(frozen=True)
class Line:
    """One step of the explanation, with its source and how sure it is when it rests on a text."""

    phrase: Phrase
    source: Source | None = None
    confidence: Confidence | None = None

    def __str__(self) -> str:
        return str(self.phrase)


@dataclass(frozen=True)
class ExplainedDate:
    """A date that the software computed, `what` it is, and its explanation in four parts.

    `moved_from` is the ordinary end when an exceptional regime moves it. `confidence` is that of the weakest text.
    """

    what: Phrase
    day: date
    events: tuple[Line, ...]
    rules: tuple[Line, ...]
    regimes: tuple[Line, ...]
    confidence: Confidence
    moved_from: date | None = None

    @property
    def moved(self) -> bool:
        """Does an exceptional regime move it?"""
        return self.moved_from is not None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The whole explanation, in the order in which a person would follow it."""
        return (*self.events, *self.rules, *self.regimes, *self.conclusion)

    @property
    def conclusion(self) -> tuple[Line, ...]:
        """Where it arrives, and who has the last word when a text is not read at its source."""
        said = [Line(phrase("{what} : le {day}.", what=self.what, day=self.day), confidence=self.confidence)]
        sure = self.confidence in (Confidence.READ, Confidence.COMPUTED)
        if not sure and TO_CONFIRM not in [line.phrase for line in self.regimes]:
            said.append(Line(TO_CONFIRM))
        return tuple(said)


def explain_date(
    *,
    what: Phrase,
    ordinary: date,
    events: Iterable[Phrase],
    rules: Iterable[tuple[Phrase, DatedValue]] = (),
    end: EndOfRight | None = None,
    followed_on: date | None = None,
    stopped_on: date | None = None,
) -> ExplainedDate:
    """The date of a right whose ordinary end is `ordinary`, under the regimes known (`end`, None when none can move it).

    `followed_on`: another right followed it in time, so that no regime published later lengthens it. `stopped_on`: it stopped
    before its term (a withdrawal, the end of the pathway); the earlier day is then the date.
    """
    kept = end if followed_on is None else None
    day = kept.new_expires if kept is not None else ordinary
    happened = [Line(each) for each in events]
    if followed_on is not None:
        happened.append(Line(phrase("La suite commence le {day} : un régime publié plus tard ne l’allonge pas.", day=followed_on)))
    known = list(rules)
    because = [value.confidence for _, value in known]
    moved = kept is not None and kept.moved
    if stopped_on is not None and stopped_on < day:
        happened.append(Line(phrase("Arrêt noté le {day}, avant cette fin.", day=stopped_on)))
        day, moved = stopped_on, False
    elif kept is not None and kept.confidence is not None:
        because.append(kept.confidence)
    return ExplainedDate(
        what=what,
        day=day,
        events=tuple(happened),
        rules=tuple(Line(said, value.source, value.confidence) for said, value in known),
        regimes=tuple(_regimes(kept)) if kept is not None else (),
        confidence=because[0].weakest(*because[1:]) if because else Confidence.COMPUTED,
        moved_from=ordinary if moved else None,
    )


def _regimes(end: EndOfRight) -> Iterator[Line]:
    """The steps of the end of the right, each applied text with its source."""
    texts = {applied.title: applied for applied in end.applied}
    for step in end.explanation:
        applied = texts.get(str(step.values.get("title", "")))
        yield Line(step, applied.source, applied.confidence) if applied is not None else Line(step)
