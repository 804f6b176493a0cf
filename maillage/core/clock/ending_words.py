"""The end of a right in words: what it rests on, what was looked at, what remains to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.core.clock.ending import AppliedRegime, ConsideredRegime, EndOfRight, Reason
from maillage.core.clock.words import day_count, month_count
from maillage.core.law import Confidence, Effect, EffectKind, Regime, Right
from maillage.core.phrase import Phrase, phrase

TO_CONFIRM = phrase("À confirmer auprès de la préfecture.")

RIGHT_IN_WORDS = {
    Right.PSP: phrase("Parcours de sortie de la prostitution"),
    Right.AFIS: phrase("Aide financière à l'insertion sociale et professionnelle (AFIS)"),
    Right.RESIDENCE_DOCUMENT: phrase("Document de séjour"),
    Right.ASYLUM_CERTIFICATE: phrase("Attestation de demande d'asile"),
    Right.AGREMENT: phrase("Agrément de l'association"),
}

CONFIDENCE_IN_WORDS = {
    Confidence.READ: phrase("texte lu"),
    Confidence.SECOND_HAND: phrase("source secondaire sérieuse"),
    Confidence.RECALL: phrase("connaissance générale, à confirmer"),
    Confidence.COMPUTED: phrase("calcul à partir de valeurs sourcées"),
    Confidence.UNCERTAIN: phrase("incertain"),
}


def effect_in_words(effect: Effect) -> Phrase:
    """What the regime does: "180 jours de plus", "6 mois de plus", "fin reportée au …", "effet inconnu"."""
    if effect.amount is not None:
        length = day_count(effect.amount) if effect.kind is EffectKind.DAYS else month_count(effect.amount)
        return phrase("{length} de plus", length=length)
    if effect.until is not None:
        return phrase("fin reportée au {until}", until=effect.until)
    return phrase("effet inconnu")


def explain(end: EndOfRight) -> tuple[Phrase, ...]:
    """Every step of the computation, in the order in which a person would follow it."""
    return tuple(_sentences(end))


def _sentences(end: EndOfRight) -> Iterator[Phrase]:
    yield phrase("{right} : la fin prévue est le {expires}.", right=RIGHT_IN_WORDS[end.right], expires=end.expires)
    yield phrase("Sont pris en compte les textes publiés jusqu'au {day} inclus.", day=end.as_known_on)
    for applied in end.applied:
        yield from _applied_sentences(applied, end=end)
    for considered in end.considered:
        yield _considered_sentence(considered, end=end)
    for regime in end.announced:
        announced = regime.announced_on
        yield phrase("{id} est annoncé depuis le {day} mais n'est pas publié : il ne déplace aucune date.", id=regime.id, day=announced)
    yield from _conclusion(end)


def _applied_sentences(applied: AppliedRegime, *, end: EndOfRight) -> Iterator[Phrase]:
    regime = applied.regime
    yield phrase(
        "{id} s'applique : la fin prévue tombe entre le {starts} et le {ends}, bornes comprises.",
        id=regime.id,
        starts=regime.window_starts,
        ends=regime.window_ends,
    )
    yield phrase("Effet de {id} : {effect}, soit le {day}.", id=regime.id, effect=applied.effect, day=applied.new_expires)
    yield phrase(
        "Texte : {title}, publié le {published} (confiance : {confidence} ; source : {source}, {url}).",
        title=regime.title,
        published=regime.published,
        confidence=CONFIDENCE_IN_WORDS[regime.confidence],
        source=regime.source.title,
        url=regime.source.url,
    )
    if regime.in_force_from is not None and regime.in_force_from > end.as_known_on:
        yield phrase("{id} est publié, mais n'entre en vigueur que le {day}.", id=regime.id, day=regime.in_force_from)
    elif regime.in_force_from is not None:
        yield phrase("{id} est en vigueur depuis le {day}.", id=regime.id, day=regime.in_force_from)


def _considered_sentence(considered: ConsideredRegime, *, end: EndOfRight) -> Phrase:
    regime = considered.regime
    match considered.reason:
        case Reason.DISABLED:
            return phrase("{id} n'est pas appliqué : il est désactivé, son effet sur ce droit n'est pas établi.", id=regime.id)
        case Reason.NOT_YET_PUBLISHED:
            return phrase("{id} n'est pas appliqué : il n'était pas publié le {day}.", id=regime.id, day=end.as_known_on)
        case Reason.REPLACED:
            return phrase("{id} n'est pas appliqué : une version publiée ensuite le remplace.", id=regime.id)
        case Reason.OUTSIDE_WINDOW:
            return _outside_sentence(regime)
        case _:  # the last one, EFFECT_UNKNOWN
            return phrase("{id} n'est pas appliqué : il vise ce droit, mais son effet n'est pas connu.", id=regime.id)


def _outside_sentence(regime: Regime) -> Phrase:
    if regime.window_starts is None or regime.window_ends is None:
        return phrase("{id} n'est pas appliqué : la fin prévue est hors de sa fenêtre.", id=regime.id)
    return phrase(
        "{id} n'est pas appliqué : la fin prévue n'est pas entre le {starts} et le {ends}.",
        id=regime.id,
        starts=regime.window_starts,
        ends=regime.window_ends,
    )


def _conclusion(end: EndOfRight) -> Iterator[Phrase]:
    if end.applied:
        yield phrase("Nouvelle fin : le {day}.", day=end.new_expires)
    else:
        yield phrase("Aucun régime connu ce jour-là ne déplace la fin : elle reste le {day}.", day=end.expires)
    if end.applied and end.right is Right.PSP:
        yield _cap_sentence(end)
    if end.applied or any(considered.reason is Reason.EFFECT_UNKNOWN for considered in end.considered):
        yield TO_CONFIRM


def _cap_sentence(end: EndOfRight) -> Phrase:
    if end.consumes_cap_months:
        months = month_count(end.consumes_cap_months)
        return phrase("Cette prolongation compte pour {months} dans la durée maximale du parcours.", months=months)
    return phrase("Cette prolongation ne compte pas dans la durée maximale du parcours ; les textes lus ne tranchent pas la question.")
