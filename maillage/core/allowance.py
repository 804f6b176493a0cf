"""The allowance (AFIS): its amount on a day, its conditions one by one, the months that it should have been paid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from maillage.core.clock.terms import add_months
from maillage.core.law import Confidence, DatedValue, Law, NoValueInForce, Source
from maillage.core.phrase import Phrase, phrase

MAYOTTE = "976"
_CHILDREN = ("alone", "one_child", "two_children", "three_children")


@dataclass(frozen=True)
class MonthlyAmount:
    """What is due for a month, to the cent, with its source and how it was found."""

    value: Decimal
    children: int
    on: date
    source: Source
    confidence: Confidence
    explanation: tuple[Phrase, ...]


def monthly_amount(*, on: date, children: int, law: Law, territory: str = "") -> MonthlyAmount | None:
    """The monthly amount on a day for a number of children in her charge; None when the law known gives none for that day and place.

    Beyond three children each one adds the same. Source: CASF, art. D. 121-12-14, parameters `afis.amount` and
    `afis.amount_mayotte`. Raises ValueError for a negative number of children.
    """
    if children < 0:
        raise ValueError("a number of children is not negative")
    try:
        dated = law.value("afis.amount_mayotte" if territory == MAYOTTE else "afis.amount", on=on)
    except NoValueInForce:
        return None
    scale = {name: Decimal(str(value)) for name, value in dated.value.items()}
    more = max(0, children - (len(_CHILDREN) - 1))
    value = scale[_CHILDREN[min(children, len(_CHILDREN) - 1)]] + more * scale["each_more"]
    return MonthlyAmount(
        value=value.quantize(Decimal("0.01")),
        children=children,
        on=on,
        source=dated.source,
        confidence=dated.confidence,
        explanation=_explained(dated, children=children, more=more, scale=scale, on=on),
    )


def _explained(dated: DatedValue, *, children: int, more: int, scale: Mapping[str, Decimal], on: date) -> tuple[Phrase, ...]:
    said = [phrase("Barème en vigueur le {on}, depuis le {starts}.", on=on, starts=dated.starts)]
    if children:
        said.append(phrase("Enfants à charge comptés : {count}.", count=children))
    else:
        said.append(phrase("Sans enfant à charge."))
    if more:
        said.append(phrase("Au-delà de trois enfants, {each} euros par enfant : {more}.", each=euros(scale["each_more"]), more=more))
    if dated.ends is None:
        said.append(phrase("Dernier barème connu : un texte plus récent peut l’avoir changé, vérifiez."))
    return tuple(said)


def euros(value: Decimal) -> str:
    """ "343,20": the comma of French, two decimals."""
    return f"{value:.2f}".replace(".", ",")


class Condition(StrEnum):
    """What opens the allowance, in the order in which a form asks it."""

    ADULT = "adult"
    RESIDENCE = "residence"
    RESOURCES = "resources"
    NO_OTHER_BENEFIT = "no_other_benefit"
    PATHWAY = "pathway"
    DECLARED = "declared"

    @property
    def label(self) -> Phrase:
        """The condition as a person would check it."""
        return _CONDITIONS[self][0]


_CONDITIONS: Mapping[Condition, tuple[Phrase, str]] = {
    Condition.ADULT: (phrase("Elle a plus de dix-huit ans"), "afis.minimum_age"),
    Condition.RESIDENCE: (phrase("Sa nationalité ou son titre de séjour ouvre l’aide"), "afis.residence_conditions"),
    Condition.RESOURCES: (phrase("Les ressources du mois d’avant sont sous le montant du RSA"), "afis.resources_months"),
    Condition.NO_OTHER_BENEFIT: (phrase("Elle ne touche pas, et ne peut pas toucher, le RSA ou l’ADA"), "afis.excluded_by"),
    Condition.PATHWAY: (phrase("Elle est en parcours"), "afis.lasts_as_psp"),
    Condition.DECLARED: (phrase("Domicile, famille, ressources et patrimoine sont déclarés"), "afis.declarations"),
}


class Check(StrEnum):
    """What is known of a condition. Nothing known is nothing held against her."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ConditionLine:
    """One condition, what is known of it, and the text that asks for it."""

    condition: Condition
    check: Check
    source: Source | None
    confidence: Confidence | None

    @property
    def phrase(self) -> Phrase:
        """The condition in words."""
        return self.condition.label


@dataclass(frozen=True)
class Eligibility:
    """The conditions one by one, and what can be said of the whole: a person decides, the software never does."""

    lines: tuple[ConditionLine, ...]
    sentence: Phrase
    met: bool | None


def eligibility(checks: Mapping[Condition, Check], *, on: date, law: Law) -> Eligibility:
    """Read a checked list. `met` is True when all hold, False when one does not, None while something is not known.

    Source: CASF, art. R. 121-12-13-1 and following, each condition with its parameter. A condition whose text is not known on that
    day keeps its place, without a source.
    """
    lines = tuple(_line(each, check=checks.get(each, Check.UNKNOWN), on=on, law=law) for each in Condition)
    missing = [line for line in lines if line.check is Check.UNKNOWN]
    failing = [line for line in lines if line.check is Check.NO]
    if failing:
        said = phrase("Une condition n’est pas remplie : {what}. La préfecture décide ; une situation change.", what=failing[0].phrase)
        return Eligibility(lines, said, met=False)
    if missing:
        said = phrase("À vérifier encore : {count} condition(s). Rien n’est conclu de ce qui n’est pas connu.", count=len(missing))
        return Eligibility(lines, said, met=None)
    return Eligibility(lines, phrase("Toutes les conditions vérifiées sont remplies. La préfecture décide."), met=True)


def _line(condition: Condition, *, check: Check, on: date, law: Law) -> ConditionLine:
    try:
        rule = law.value(_CONDITIONS[condition][1], on=on)
    except NoValueInForce:
        return ConditionLine(condition, check, None, None)
    return ConditionLine(condition, check, rule.source, rule.confidence)


class AllowanceState(StrEnum):
    """Where the allowance stands: the last thing that happened."""

    CHECKING = "checking"
    DECIDED = "decided"
    SENT = "sent"
    PAID = "paid"
    SUSPENDED = "suspended"
    ENDED = "ended"
    REFUSED = "refused"

    @property
    def label(self) -> Phrase:
        """The state in words."""
        return _STATES[self]


_STATES = {
    AllowanceState.CHECKING: phrase("conditions à vérifier"),
    AllowanceState.DECIDED: phrase("décidée, dossier à envoyer"),
    AllowanceState.SENT: phrase("dossier envoyé, premier versement attendu"),
    AllowanceState.PAID: phrase("versée"),
    AllowanceState.SUSPENDED: phrase("suspendue"),
    AllowanceState.ENDED: phrase("finie"),
    AllowanceState.REFUSED: phrase("refusée"),
}


def allowance_state(
    *,
    decided: date | None,
    sent: date | None,
    first_paid: date | None,
    suspended: date | None,
    last: date | None,
    today: date,
    refused: date | None = None,
) -> AllowanceState:
    """Where it stands on a day. `suspended` is the day of a suspension not lifted; `last` its last day, noted or computed."""
    if refused is not None:
        return AllowanceState.REFUSED
    if last is not None and last < today:
        return AllowanceState.ENDED
    if suspended is not None:
        return AllowanceState.SUSPENDED
    if first_paid is not None:
        return AllowanceState.PAID
    if sent is not None:
        return AllowanceState.SENT
    return AllowanceState.DECIDED if decided is not None else AllowanceState.CHECKING


def months_due(*, starts: date, last: date, today: date, suspended: Collection[tuple[date, date | None]] = ()) -> tuple[date, ...]:
    """The first day of each whole month that should have been paid by today: begun on or after `starts`, over, and not suspended.

    A month is paid once it is over: the current one is not due yet. A month touched by a suspension is left out.
    """
    month = starts if starts.day == 1 else add_months(starts.replace(day=1), 1)
    due = []
    while add_months(month, 1) <= today and month <= last:
        following = add_months(month, 1)
        if not any(begins < following and (ends is None or ends > month) for begins, ends in suspended):
            due.append(month)
        month = following
    return tuple(due)
