"""Convening: the notice, urgency, and the second convocation that needs no quorum."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from maillage.core.clock.calendar import clear_days_between, earliest_after_notice
from maillage.core.clock.words import clear_day_count
from maillage.core.deliberation.counting import Quorum
from maillage.core.deliberation.values import Grounds, Ruling
from maillage.core.law import Law
from maillage.core.phrase import phrase


@dataclass(frozen=True)
class Notice(Ruling):
    """Whether a convocation leaves enough time, with its figures. `urgent` when only urgency makes it valid."""

    earliest: date
    given: int
    needed: int
    urgent: bool


def check_notice(*, sent_on: date, session_on: date, law: Law, urgency: str = "") -> Notice:
    """Does a convocation sent on `sent_on` leave the notice before `session_on`? `urgency` is the reason, when there is one.

    Source: CRPA, art. R. 133-8 (five days, encoded as clear days by caution), parameters `notice.days` and `notice.urgency_exempts`.
    """
    rule, exempts = law.value("notice.days", on=sent_on), law.value("notice.urgency_exempts", on=sent_on)
    earliest = earliest_after_notice(sent_on=sent_on, clear_days=rule.value).date
    given = clear_days_between(sent_on, session_on)
    words = {"given": clear_day_count(given), "needed": clear_day_count(rule.value), "earliest": earliest}
    urgent = False
    if session_on < sent_on:
        ok, said = False, phrase("La convocation partirait après la séance. Choisissez une séance à partir du {earliest}.", **words)
    elif session_on >= earliest:
        ok, said = True, phrase("Délai respecté : {given} pour {needed} exigés.", **words)
    elif urgency.strip() and exempts.value:
        ok = urgent = True
        said = phrase("Convocation en urgence ({urgency}) : {given} au lieu de {needed}.", urgency=urgency.strip(), **words)
    else:
        ok = False
        said = phrase(
            "Délai trop court : {given} pour {needed} exigés. Choisissez une séance à partir du {earliest}, ou motivez l’urgence.", **words
        )
    grounds = Grounds((rule, exempts) if urgent else (rule,))
    return Notice(ok, said, grounds.because, grounds.confidence, earliest=earliest, given=given, needed=rule.value, urgent=urgent)


def check_second_convocation(
    *, first: Quorum, first_agenda: Collection[str], agenda: Collection[str], says_no_quorum: bool, on: date, law: Law
) -> Ruling:
    """May the session convened again sit without a quorum? Only after a first one that lacked it, on the same agenda, and saying so.

    Agendas are compared by their items, whatever their order. Source: CRPA, art. R. 133-10, parameter `quorum.second_convocation_exempt`.
    """
    rule = law.value("quorum.second_convocation_exempt", on=on)
    demands = (
        (bool(rule.value), phrase("Le texte en vigueur ce jour-là ne dispense pas de quorum.")),
        (not first.reached, phrase("La première séance avait le quorum : une séance ordinaire, avec quorum, s’impose.")),
        (
            set(first_agenda) == set(agenda),
            phrase("L’ordre du jour n’est pas celui de la première séance. Reprenez-le à l’identique."),
        ),
        (says_no_quorum, phrase("La convocation ne dit pas qu’aucun quorum n’est exigé. Ajoutez cette mention avant l’envoi.")),
    )
    refusal = next((words for holds, words in demands if not holds), None)
    allowed = phrase("Seconde convocation, même ordre du jour : la séance se tient sans condition de quorum.")
    return Grounds((rule,)).rule(ok=refusal is None, phrase=refusal or allowed)
