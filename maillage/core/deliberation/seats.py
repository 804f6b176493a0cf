"""Who sits: the two kinds of session, substitution by quality of the seat, proxies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.deliberation.values import Grounds, Proxy, Ruling, Seat, Tie
from maillage.core.law import Confidence, Law, Source
from maillage.core.phrase import Phrase, phrase


class SessionKind(StrEnum):
    """What a session is for, which decides who sits since the decree of December 2025."""

    INDIVIDUAL_PSP = "individual_psp"
    POLICY_OR_MINORS = "policy_or_minors"


@dataclass(frozen=True)
class Composition:
    """The seats that compose a session, thus the base of its quorum, and those that do not sit in this kind of session."""

    kind: SessionKind
    seats: tuple[Seat, ...]
    left_out: tuple[Seat, ...]
    phrase: Phrase
    because: tuple[Source, ...]
    confidence: Confidence

    def seat(self, seat_id: str) -> Seat | None:
        """The seat of that id when it composes the session."""
        return next((seat for seat in self.seats if seat.id == seat_id), None)

    @property
    def vacant(self) -> int:
        """How many of the seats have no holder."""
        return sum(seat.vacant for seat in self.seats)


def compose(*, seats: Iterable[Seat], kind: SessionKind, on: date, law: Law) -> Composition:
    """Which seats of the local order sit in a session of that kind on that day.

    Until the end of 2025 there was one kind of session and every seat sits; since then the seats named by the decree do not sit when
    individual pathways are examined. Source: CASF, art. R. 121-12-7 and decree of December 2025, parameter `sessions.kinds`.
    """
    rule = law.value("sessions.kinds", on=on)
    kinds: dict[str, Mapping[str, Collection[str]]] = {each["code"]: each for each in rule.value}
    excluded = kinds[kind]["excluded_seats"] if kind in kinds else ()
    every = tuple(seats)
    left_out = tuple(seat for seat in every if seat.code in excluded)
    sitting = tuple(seat for seat in every if seat not in left_out)
    if left_out:
        said = phrase(
            "{count} membres composent cette séance ; ne siègent pas à l’examen des parcours individuels : {left_out}.",
            count=len(sitting),
            left_out=", ".join(seat.quality for seat in left_out),
        )
    else:
        said = phrase("{count} membres composent cette séance.", count=len(sitting))
    return Composition(kind=kind, seats=sitting, left_out=left_out, phrase=said, because=(rule.source,), confidence=rule.confidence)


_TIES = {
    "same_service": phrase("une personne du même service ou organisme"),
    "same_assembly": phrase("une personne élue de la même assemblée"),
}


def check_substitution(*, seat: Seat, tie: Tie, on: date, law: Law) -> Ruling:
    """May somebody with that tie stand in for the holder of the seat? Source: CRPA, art. R. 133-3, parameter `session.substitution`."""
    rule = law.value("session.substitution", on=on)
    allowed = next(each["substitute"] for each in rule.value if each["code"] == seat.standing)
    grounds = Grounds((rule,))
    if allowed not in _TIES:
        return grounds.rule(
            ok=False,
            phrase=phrase(
                "« {quality} » est désigné pour sa qualification : pas de suppléance. Un mandat à un autre membre reste possible.",
                quality=seat.quality,
            ),
        )
    words = {"quality": seat.quality, "who": _TIES[allowed]}
    if tie == allowed:
        return grounds.rule(ok=True, phrase=phrase("« {quality} » peut être suppléé par {who}.", **words))
    return grounds.rule(
        ok=False, phrase=phrase("« {quality} » ne peut être suppléé que par {who}. Choisissez une telle personne.", **words)
    )


def check_proxy(
    *, proxy: Proxy, composition: Composition, substituted: Collection[str], others: Iterable[Proxy], on: date, law: Law
) -> Ruling:
    """May this proxy be given, knowing the `others` already given and the seats held by a substitute?

    Source: CRPA, art. R. 133-9, parameters `proxy.per_holder` and `proxy.only_if_not_substituted`. A proxy goes to another member
    who sits in person: by caution it is not passed on.
    """
    per_holder, whole = law.value("proxy.per_holder", on=on), law.value("proxy.only_if_not_substituted", on=on)
    limit, known = per_holder.value, list(others)
    held = sum(each.holder == proxy.holder for each in known)
    members = composition.seat(proxy.giver) is not None and composition.seat(proxy.holder) is not None
    demands = (
        (members, _PROXY_OUTSIDE),
        (proxy.giver != proxy.holder, _PROXY_TO_ONESELF),
        (not (whole.value and proxy.giver in substituted), _PROXY_OF_SUBSTITUTED),
        (all(each.giver != proxy.giver for each in known), _PROXY_TWICE),
        (held < limit, phrase("Ce membre ne peut détenir que {limit} mandat. Choisissez un autre membre.", limit=limit)),
        (all(each.giver != proxy.holder and each.holder != proxy.giver for each in known), _PROXY_PASSED_ON),
    )
    refusal = next((words for holds, words in demands if not holds), None)
    allowed = phrase("Mandat possible : un membre en détient {limit} au plus.", limit=limit)
    return Grounds((per_holder, whole)).rule(ok=refusal is None, phrase=refusal or allowed)


_PROXY_OUTSIDE = phrase("Un mandat va d’un membre de cette séance à un autre membre de cette séance.")
_PROXY_TO_ONESELF = phrase("Un membre ne se donne pas mandat à lui-même. Choisissez un autre membre.")
_PROXY_OF_SUBSTITUTED = phrase("Un membre suppléé ne donne pas mandat : la personne qui le supplée vote pour lui.")
_PROXY_TWICE = phrase("Ce membre a déjà donné mandat. Retirez le premier mandat avant d’en noter un autre.")
_PROXY_PASSED_ON = phrase("Un mandat ne se transmet pas : qui en détient un vote en personne. Choisissez un autre membre.")


def effective_proxies(
    *, composition: Composition, present: Collection[str], proxies: Iterable[Proxy], on: date, law: Law
) -> tuple[Proxy, ...]:
    """The proxies that count while the seats `present` take part: holder present, giver absent, both members, none beyond the limit."""
    limit = law.value("proxy.per_holder", on=on).value
    kept: list[Proxy] = []
    for proxy in sorted(set(proxies), key=lambda each: (each.holder, each.giver)):
        members = composition.seat(proxy.giver) is not None and composition.seat(proxy.holder) is not None
        free = sum(each.holder == proxy.holder for each in kept) < limit and all(each.giver != proxy.giver for each in kept)
        if members and free and proxy.holder in present and proxy.giver not in present:
            kept.append(proxy)
    return tuple(kept)
