"""Opinions: who may vote on an item, the majority of votes, the casting vote, consensus, recorded dissents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from maillage.core.deliberation.seats import Composition, effective_proxies
from maillage.core.deliberation.values import Attendance, Grounds, Proxy, Refused, Ruling
from maillage.core.law import Confidence, Law
from maillage.core.phrase import Phrase, phrase


class RecusalGround(StrEnum):
    """Why a member does not deliberate on an item (codes of `recusal.cases`)."""

    PERSONAL_INTEREST = "personal_interest"
    PRESENTING_ASSOCIATION = "presenting_association"


class Vote(StrEnum):
    """A ballot."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    ABSTENTION = "abstention"


class Sense(StrEnum):
    """What the commission says. DIVIDED: equal votes and no casting vote, so no opinion either way."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    DIVIDED = "divided"

    @property
    def label(self) -> Phrase:
        """The opinion in words."""
        return _SENSES[self]


_SENSES = {
    Sense.FAVOURABLE: phrase("avis favorable"),
    Sense.UNFAVOURABLE: phrase("avis défavorable"),
    Sense.DIVIDED: phrase("voix partagées, sans avis"),
}


class Way(StrEnum):
    """How the opinion was found."""

    CONSENSUS = "consensus"
    COUNTED = "counted"


@dataclass(frozen=True)
class VotingRight:
    """The vote of a seat, and the seat that casts it: itself, or the holder of its proxy."""

    seat: str
    cast_by: str

    @property
    def by_proxy(self) -> bool:
        """True when another seat casts it."""
        return self.seat != self.cast_by


@dataclass(frozen=True)
class Recusal:
    """A seat that does not deliberate on an item, why, and on which text."""

    seat: str
    ground: RecusalGround
    article: str


@dataclass(frozen=True)
class Electorate(Ruling):
    """The votes that may be cast on one item. `recused` seats sit out; `silenced` are proxies lost because a recused seat holds them.

    `chairs` are the seats whose vote may settle a tie: the chair (two in Paris), when it votes itself.
    """

    rights: tuple[VotingRight, ...]
    recused: tuple[Recusal, ...]
    silenced: tuple[Proxy, ...]
    chairs: tuple[str, ...]

    def right_of(self, seat: str) -> VotingRight | None:
        """The vote of that seat, when it has one on this item."""
        return next((right for right in self.rights if right.seat == seat), None)


def who_may_vote(
    *,
    composition: Composition,
    attending: Iterable[Attendance],
    proxies: Iterable[Proxy] = (),
    recused: Mapping[str, RecusalGround],
    on: date,
    law: Law,
) -> Electorate:
    """The votes that may be cast on an item: members present by any channel or represented, less the recused.

    A recused member leaves the vote on that item, not the composition. The proxy of a recused member is not cast, nor the one that a
    recused member holds: by caution, nobody casts any vote on a matter of their own.
    Source: CRPA, art. R. 133-6, R. 133-9 and R. 133-12; circular 2017/18 for the presenting association; parameter `recusal.cases`.
    """
    cases, outsiders = law.value("recusal.cases", on=on), law.value("session.outsiders_vote", on=on)
    here = {each.seat for each in attending if composition.seat(each.seat) is not None}
    given = effective_proxies(composition=composition, present=here, proxies=proxies, on=on, law=law)
    silenced = tuple(each for each in given if each.giver not in recused and each.holder in recused)
    own = [VotingRight(seat, seat) for seat in here if seat not in recused]
    carried = [VotingRight(each.giver, each.holder) for each in given if not {each.giver, each.holder} & set(recused)]
    rights = tuple(sorted((*own, *carried), key=lambda right: right.seat))
    articles = {each["code"]: each["article"] for each in cases.value}
    out = tuple(Recusal(seat.id, recused[seat.id], articles[recused[seat.id]]) for seat in composition.seats if seat.id in recused)
    chairs = tuple(seat.id for seat in composition.seats if seat.chair and any(right.seat == seat.id for right in own))
    grounds = Grounds((cases, outsiders))
    words = {"voters": len(rights), "out": len(out), "carried": len(carried)}
    return Electorate(
        ok=bool(rights),
        phrase=phrase("Voix possibles sur ce point : {voters}, dont {carried} par mandat ; déports : {out}.", **words),
        because=grounds.because,
        confidence=grounds.confidence,
        rights=rights,
        recused=out,
        silenced=silenced,
        chairs=chairs,
    )


@dataclass(frozen=True)
class Dissent:
    """A disagreement that a member asks to have recorded in the minutes."""

    seat: str
    words: str


@dataclass(frozen=True)
class Result(Ruling):
    """The opinion on an item. Counts are None when it was found by consensus. `ok` is False when the votes are divided.

    `fragile` when abstentions and silent seats, counted as votes, would leave no majority: they are not votes in our
    reading, and the sentence says so.
    """

    way: Way
    sense: Sense
    favourable: int | None
    unfavourable: int | None
    abstentions: int | None
    silent: int | None
    casting_vote_used: bool
    fragile: bool
    dissents: tuple[Dissent, ...]


def count_votes(*, electorate: Electorate, ballots: Mapping[str, Vote], dissents: Iterable[Dissent] = (), on: date, law: Law) -> Result:
    """Count the ballots, one per seat of the electorate; a seat without a ballot is silent, which is not an abstention.

    Majority of the votes of members present or represented; an abstention is recorded and is not a vote. At equal votes the chair's
    own vote settles, when the chair votes itself (two chairs settle only together). Otherwise the commission is divided.
    Source: CRPA, art. R. 133-11 and R. 133-13, parameters `majority.rule` and `majority.casting_vote`.
    Raises Refused for a ballot or a dissent of a seat that has no vote on this item, and when nobody may vote.
    """
    recorded = _checked(electorate, dissents=dissents, ballots=ballots)
    rule, casting = law.value("majority.rule", on=on), law.value("majority.casting_vote", on=on)
    count = Counter(ballots.values())
    favourable, unfavourable, abstentions = (count[vote] for vote in Vote)
    tied = favourable == unfavourable
    settled = _casting_vote(electorate, ballots) if tied and casting.value else None
    leading = Sense.FAVOURABLE if favourable > unfavourable else Sense.UNFAVOURABLE
    sense = (settled or Sense.DIVIDED) if tied else leading
    winning = max(favourable, unfavourable) * 2 + (settled is not None)
    fragile = sense is not Sense.DIVIDED and winning <= len(electorate.rights)
    grounds = Grounds((rule, casting) if tied else (rule,), Confidence.UNCERTAIN if fragile else Confidence.READ)
    figures = {"favourable": favourable, "unfavourable": unfavourable, "abstentions": abstentions}
    return Result(
        ok=sense is not Sense.DIVIDED,
        phrase=_sentence(sense, figures, settled=settled is not None, fragile=fragile),
        because=grounds.because,
        confidence=grounds.confidence,
        way=Way.COUNTED,
        sense=sense,
        **figures,
        silent=len(electorate.rights) - len(ballots),
        casting_vote_used=settled is not None,
        fragile=fragile,
        dissents=recorded,
    )


def consensus(*, sense: Sense, electorate: Electorate, dissents: Iterable[Dissent] = (), on: date, law: Law) -> Result:
    """An opinion found without a count: the secretary writes its sense, members may have their disagreement recorded.

    No text read organises it nor forbids it: the chair may ask for a count at any time. Raises Refused when nobody may vote, for a
    dissent of a seat that has no vote on this item, and for a divided consensus.
    """
    recorded = _checked(electorate, dissents=dissents)
    if sense is Sense.DIVIDED:
        raise Refused(phrase("Un partage des voix ne se constate pas par consensus. Faites compter les voix."))
    grounds = Grounds((law.value("majority.rule", on=on),), Confidence.UNCERTAIN)
    said = phrase("Par consensus, sans décompte : {sense}. La présidence peut demander un vote compté.", sense=sense.label)
    return Result(
        ok=True,
        phrase=said,
        because=grounds.because,
        confidence=grounds.confidence,
        way=Way.CONSENSUS,
        sense=sense,
        favourable=None,
        unfavourable=None,
        abstentions=None,
        silent=None,
        casting_vote_used=False,
        fragile=False,
        dissents=recorded,
    )


def _checked(electorate: Electorate, *, dissents: Iterable[Dissent], ballots: Mapping[str, Vote] | None = None) -> tuple[Dissent, ...]:
    if not electorate.rights:
        raise Refused(phrase("Personne ne peut voter sur ce point. Vérifiez les présences, ou reportez-le."))
    for seat in ballots or ():
        if electorate.right_of(seat) is None:
            raise Refused(phrase("Ce vote ne compte pas : le membre est déporté, absent ou extérieur à la séance. Retirez-le."))
    recorded = tuple(dissents)
    for each in recorded:
        if electorate.right_of(each.seat) is None:
            raise Refused(phrase("Seul un membre qui délibère sur ce point peut y faire noter son désaccord."))
    return recorded


def _casting_vote(electorate: Electorate, ballots: Mapping[str, Vote]) -> Sense | None:
    said = {ballots[seat] for seat in electorate.chairs if seat in ballots} - {Vote.ABSTENTION}
    return Sense(said.pop()) if len(said) == 1 else None


def _sentence(sense: Sense, figures: Mapping[str, int], *, settled: bool, fragile: bool) -> Phrase:
    words = {"sense": sense.label, **figures}
    plural = figures["abstentions"] > 1
    abstained = phrase("{abstentions} abstentions", **figures) if plural else phrase("{abstentions} abstention", **figures)
    if not figures["favourable"] + figures["unfavourable"]:
        return phrase("Aucune voix exprimée, {abstained} : {sense}.", abstained=abstained, **words)
    count = phrase("{favourable} pour, {unfavourable} contre, {abstained}", abstained=abstained, **figures)
    if settled:
        said = phrase("{count} : {sense}, par la voix prépondérante de la présidence.", count=count, **words)
    else:
        said = phrase("{count} : {sense}.", count=count, **words)
    if fragile:
        return phrase("{said} Seules les voix exprimées sont comptées : à confirmer.", said=said)
    return said
