"""Quorum: half of the members composing the session, those at a distance and those who gave a proxy counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from maillage.core.deliberation.seats import Composition, effective_proxies
from maillage.core.deliberation.values import Attendance, Channel, Grounds, Proxy, Ruling
from maillage.core.law import Confidence, Law
from maillage.core.phrase import Phrase, phrase


@dataclass(frozen=True)
class Quorum(Ruling):
    """The count at one moment. `counted = in_person + remote + by_proxy`; `outside` attend without composing the session.

    `fragile` when it is reached only by counting members recused on the item: the texts read do not settle it, the sentence says so.
    """

    composing: int
    needed: int
    counted: int
    in_person: int
    remote: int
    by_proxy: int
    second_convocation: bool
    fragile: bool
    outside: tuple[str, ...]

    @property
    def reached(self) -> bool:
        """The session may deliberate."""
        return self.ok

    @property
    def missing(self) -> int:
        """How many members more would make the quorum."""
        return max(0, self.needed - self.counted)


def quorum(
    *,
    composition: Composition,
    attending: Iterable[Attendance],
    proxies: Iterable[Proxy] = (),
    recused: Collection[str] = (),
    second_convocation: bool = False,
    on: date,
    law: Law,
) -> Quorum:
    """The quorum at one moment of a sitting, or for one item of its agenda (`recused`: the seats that do not deliberate on it).

    Vacant seats compose the commission and a recused member who attends is counted, by caution and until a text says otherwise.
    Writing is no presence: see `participation`. Source: CRPA, art. R. 133-10, parameters `quorum.*`.
    """
    share, remote_counts, proxies_count, exempt = (
        law.value(f"quorum.{name}", on=on) for name in ("share", "remote_counts", "proxies_count", "second_convocation_exempt")
    )
    here, away, outside = _present(composition, attending)
    away = away if remote_counts.value else frozenset()
    known = proxies if proxies_count.value else ()
    given = effective_proxies(composition=composition, present=here | away, proxies=known, on=on, law=law)
    free = sum(seat not in recused for seat in here | away) + sum(not {each.giver, each.holder} & set(recused) for each in given)
    counted = len(here) + len(away) + len(given)
    needed = ceil(share.value * len(composition.seats))
    waived = second_convocation and bool(exempt.value)
    fragile = not waived and free < needed <= counted
    grounds = Grounds((share, remote_counts, proxies_count), Confidence.UNCERTAIN if fragile or composition.vacant else Confidence.READ)
    parts = {"in_person": len(here), "remote": len(away), "by_proxy": len(given)}
    figures = {"counted": counted, "needed": needed, "composing": len(composition.seats)} | parts
    return Quorum(
        waived or counted >= needed,
        _sentence(figures, waived=waived, fragile=fragile),
        grounds.because,
        grounds.confidence,
        **figures,
        second_convocation=waived,
        fragile=fragile,
        outside=outside,
    )


def _present(composition: Composition, attending: Iterable[Attendance]) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Seats on the spot, seats at a distance, and those that attend without composing the session."""
    channels = {each.seat: each.channel for each in attending if each.channel is not Channel.WRITTEN}
    members = {seat for seat in channels if composition.seat(seat) is not None}
    here = frozenset(seat for seat in members if channels[seat] is Channel.IN_PERSON)
    return here, frozenset(members - here), tuple(sorted(channels.keys() - members))


def _sentence(figures: dict[str, int], *, waived: bool, fragile: bool) -> Phrase:
    detail = phrase("{in_person} sur place, {remote} à distance, {by_proxy} par mandat", **figures)
    words = {"detail": detail, **figures}
    if waived:
        return phrase("Seconde convocation : aucun quorum n’est exigé (membres comptés : {counted}, dont {detail}).", **words)
    if fragile:
        return phrase(
            "Quorum atteint en comptant les membres déportés sur ce point : {counted} pour {needed} exigés sur {composing} ({detail}). "
            "Les textes lus ne tranchent pas : à confirmer.",
            **words,
        )
    if figures["counted"] >= figures["needed"]:
        return phrase("Quorum atteint : {counted} pour {needed} exigés, sur {composing} membres ({detail}).", **words)
    return phrase(
        "Quorum non atteint : {counted} pour {needed} exigés, sur {composing} membres ({detail}). "
        "Attendez les retardataires, ou convoquez à nouveau sur le même ordre du jour.",
        **words,
    )
