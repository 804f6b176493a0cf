"""How an activity really stands on a day: its mode, unless what it needs fails. Then it shows as stopped, with that cause.

In the study: the legal desk that another association ran, closed, could not work; the services of a team cut by illness were pooled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.openings.modes import Mode, ModeKind, mode_on
from maillage.core.phrase import Phrase, phrase


class Need(StrEnum):
    """What an activity cannot do without."""

    SITE = "site"
    PARTNER = "partner"
    STAFF = "staff"

    @property
    def label(self) -> Phrase:
        """What is said when it fails."""
        return _CAUSES[self]


_CAUSES: Mapping[Need, Phrase] = {
    Need.SITE: phrase("le lieu qui l'accueille est fermé"),
    Need.PARTNER: phrase("le partenaire qui l'anime n'est pas là"),
    Need.STAFF: phrase("personne de l'équipe n'est là"),
}


@dataclass(frozen=True, kw_only=True)
class Lack:
    """What fails, from a day to another (included; None: nobody knows). `present`: how many of the team are there, for staff."""

    need: Need
    starts_on: date
    ends_on: date | None = None
    present: int | None = None

    def covers(self, day: date) -> bool:
        """Does it fail that day?"""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, kw_only=True)
class Team:
    """Who is needed, and whom the pool of several activities can send: None when they are not pooled."""

    needed: int = 0
    pooled: int | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How it stands: the mode decided, the kind that really holds, and why it is not the same."""

    mode: Mode | None
    kind: ModeKind | None
    stopped_by: Need | None = None
    slowed: bool = False
    pooled: bool = False

    @property
    def sentence(self) -> Phrase:
        """In words, the cause included."""
        if self.mode is None:
            return phrase("aucun mode n'est noté")
        if self.stopped_by is not None:
            return phrase("arrêté : {cause}", cause=self.stopped_by.label)
        if self.pooled:
            return phrase("{mode} ; au ralenti, par l'équipe mise en commun", mode=self.mode.sentence)
        if self.slowed:
            return phrase("{mode} ; au ralenti, l'équipe n'est pas au complet", mode=self.mode.sentence)
        return self.mode.sentence


def staff_present(lacks: Iterable[Lack], *, day: date, needed: int) -> int:
    """How many of the team are there: the last number said, or all when nothing is said."""
    said = [lack for lack in lacks if lack.need is Need.STAFF and lack.covers(day) and lack.present is not None]
    return max(said, key=lambda lack: lack.starts_on).present or 0 if said else needed


def standing_on(day: date, *, modes: Sequence[Mode], needs: frozenset[Need], lacks: Sequence[Lack], team: Team) -> Standing:
    """How an activity stands on a day, with the first cause that stops it: the site, then the partner, then the staff."""
    mode = mode_on(modes, day)
    if mode is None or mode.kind is ModeKind.CLOSED:
        return Standing(mode=mode, kind=mode.kind if mode else None)
    for need in (Need.SITE, Need.PARTNER):
        if need in needs and any(lack.need is need and lack.covers(day) for lack in lacks):
            return Standing(mode=mode, kind=ModeKind.CLOSED, stopped_by=need)
    present = staff_present(lacks, day=day, needed=team.needed)
    if present >= team.needed:
        return Standing(mode=mode, kind=mode.kind)
    slowed = mode.kind if ModeKind.SLOWED.is_wider_than(mode.kind) else ModeKind.SLOWED
    if present:
        return Standing(mode=mode, kind=slowed, slowed=True)
    if team.pooled:
        return Standing(mode=mode, kind=slowed, slowed=True, pooled=True)
    return Standing(mode=mode, kind=ModeKind.CLOSED, stopped_by=Need.STAFF)
