"""The written procedure: opening, closing, extension by the chair, and the half of the members who must take part."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from maillage.core.deliberation.seats import Composition
from maillage.core.deliberation.values import Grounds, Refused, Ruling
from maillage.core.law import Law
from maillage.core.phrase import Phrase, phrase


@dataclass(frozen=True)
class Prolongation:
    """A new closing time, decided by the chair at a moment."""

    decided_at: datetime
    until: datetime


@dataclass(frozen=True)
class WrittenWindow(Ruling):
    """When the exchange is open: from `opens` included to `closes` excluded, the last prolongation counted."""

    opens: datetime
    closes: datetime
    prolongations: tuple[Prolongation, ...]

    def check(self, *, at: datetime) -> None:
        """Raises Refused when a contribution or a vote comes before the opening or from the closing on."""
        if at < self.opens:
            raise Refused(phrase("L’échange n’est pas encore ouvert : il ouvre {opens}.", opens=_moment(self.opens)))
        if at >= self.closes:
            raise Refused(phrase("L’échange est clos depuis {closes}. Parlez-en au secrétariat.", closes=_moment(self.closes)))


def written_window(*, opens: datetime, closes: datetime, prolongations: Iterable[Prolongation] = (), law: Law) -> WrittenWindow:
    """The window of a written exchange, its prolongations applied in the order of their decision.

    Each prolongation is decided before the closing it moves, and moves it later. Times are those of one place, given by the caller.
    Source: ordonnance 2014-1329, art. 3, and decree 2014-1627, parameter `written.conditions`.
    Raises Refused when it would close before it opens, or for a prolongation that comes too late or shortens.
    """
    if closes <= opens:
        raise Refused(phrase("La clôture doit suivre l’ouverture. Corrigez l’heure de clôture."))
    ordered = tuple(sorted(prolongations, key=lambda each: each.decided_at))
    final = closes
    for each in ordered:
        if each.decided_at >= final:
            raise Refused(phrase("L’échange était déjà clos {closes} : il ne se prolonge plus. Ouvrez-en un autre.", closes=_moment(final)))
        if each.until <= final:
            raise Refused(phrase("Une prolongation va au-delà de la clôture prévue {closes}.", closes=_moment(final)))
        final = each.until
    grounds = Grounds((law.value("written.conditions", on=opens.date()),))
    said = phrase("Échange ouvert {opens}, clos {closes}.", opens=_moment(opens), closes=_moment(final))
    return WrittenWindow(True, said, grounds.because, grounds.confidence, opens=opens, closes=final, prolongations=ordered)


@dataclass(frozen=True)
class Participation(Ruling):
    """How many members took part in a written exchange, of how many needed."""

    composing: int
    needed: int
    counted: int
    outside: tuple[str, ...]

    @property
    def reached(self) -> bool:
        """The deliberation is valid."""
        return self.ok


def participation(*, composition: Composition, took_part: Collection[str], on: date, law: Law) -> Participation:
    """Did at least half of the members take part, by a contribution or a vote? A proxy is not a participation in writing.

    Source: ordonnance 2014-1329, art. 4, parameter `written.minimum_share`.
    """
    share = law.value("written.minimum_share", on=on)
    members = {seat.id for seat in composition.seats}
    counted, needed = len(members & set(took_part)), ceil(share.value * len(members))
    grounds = Grounds((share,))
    words = {"counted": counted, "needed": needed, "composing": len(members)}
    if counted >= needed:
        said = phrase("Délibération valable : {counted} membres ont participé, pour {needed} exigés sur {composing}.", **words)
    else:
        said = phrase(
            "Délibération non valable : {counted} membres ont participé, pour {needed} exigés sur {composing}. "
            "La présidence peut prolonger l’échange avant sa clôture.",
            **words,
        )
    return Participation(
        ok=counted >= needed,
        phrase=said,
        because=grounds.because,
        confidence=grounds.confidence,
        composing=len(members),
        needed=needed,
        counted=counted,
        outside=tuple(sorted(set(took_part) - members)),
    )


def _moment(at: datetime) -> Phrase:
    return phrase("le {day} à {hour}", day=at.date(), hour=f"{at:%H:%M}")
