"""What an exceptional regime would do to a pathway: simulated before it is published, told apart from the others after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from maillage.core.clock.ending import EndOfRight
from maillage.core.clock.ends import end_of_right
from maillage.core.clock.words import day_count
from maillage.core.law import Law, Matter, Regime, Right
from maillage.core.phrase import Phrase, phrase


@dataclass(frozen=True)
class Held:
    """A right with its ordinary end, and what a person calls it."""

    what: Phrase
    right: Right
    expires: date


@dataclass(frozen=True)
class Change:
    """The end of one right without the regime, and with it."""

    what: Phrase
    before: EndOfRight
    after: EndOfRight

    @property
    def days(self) -> int:
        """Days that the regime adds."""
        return (self.after.new_expires - self.before.new_expires).days

    @property
    def sentence(self) -> Phrase:
        """The change in words, or why there is none."""
        if not self.days:
            return phrase("{what} : rien ne change, la fin reste le {day}.", what=self.what, day=self.before.new_expires)
        return phrase(
            "{what} : du {before} au {after}, {days} de plus.",
            what=self.what,
            before=self.before.new_expires,
            after=self.after.new_expires,
            days=day_count(self.days),
        )


@dataclass(frozen=True)
class Effect:
    """What one regime does to the rights looked at. `published`: it is, on the day of asking; otherwise this is a simulation."""

    regime: Regime
    published: bool
    changes: tuple[Change, ...]


def regimes_to_try(law: Law) -> tuple[Regime, ...]:
    """The regimes that move the end of a right, the latest version of each id, in order of publication."""
    found = {regime.id: regime for regime in law.regimes if regime.matter is Matter.RIGHTS and not regime.disabled}
    return tuple(found.values())


def effect_of_regime(*, regime_id: str, held: Iterable[Held], as_known_on: date, law: Law) -> Effect:
    """The ends with and without one regime. Not yet published, it is taken as published on the day of asking; no other text is.

    Raises LookupError for a regime that moves no right, or that is not known.
    """
    regime = next((each for each in regimes_to_try(law) if each.id == regime_id), None)
    if regime is None:
        raise LookupError(f"no regime {regime_id} moves a right")
    published = regime.was_published(on=as_known_on)
    known = [each for each in law.regimes if each.was_published(on=as_known_on) and each.id != regime_id]
    without = Law(law.parameters, tuple(known))
    if published:
        with_it = Law(law.parameters, (*known, *(each for each in law.regimes if each.id == regime_id)))
    else:
        tried = replace(regime, published=as_known_on, announced_on=None)
        # The version that it replaces was published the day before at the latest.
        known = [each for each in known if each.family != regime.family or _before(each, as_known_on)]
        with_it = Law(law.parameters, (*known, tried))
    changes = tuple(
        Change(
            each.what,
            before=end_of_right(right=each.right, expires=each.expires, as_known_on=as_known_on, law=without),
            after=end_of_right(right=each.right, expires=each.expires, as_known_on=as_known_on, law=with_it),
        )
        for each in held
    )
    return Effect(regime=regime, published=published, changes=changes)


def _before(regime: Regime, day: date) -> bool:
    return regime.published is not None and regime.published < day
