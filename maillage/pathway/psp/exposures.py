"""What filing exposes her to: what is said to her before anything leaves, point by point. Information, never advice in law.

The pathway is open whatever the residence status (CASF, art. L. 121-9); but a file that is sent makes her known to the services that
read it. Nothing of this talk is ever sent: it stays in her story part (a test over the whole schema says so).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Concern(StrEnum):
    """What she answers on a point."""

    CONCERNED = "concerned"
    NOT_CONCERNED = "not_concerned"
    UNKNOWN = "unknown"
    UNSAID = "unsaid"


CONCERNS: dict[Concern, Any] = {
    Concern.NOT_CONCERNED: _("non"),
    Concern.CONCERNED: _("oui, elle est concernée"),
    Concern.UNKNOWN: _("elle ne sait pas : à vérifier avant de déposer"),
    Concern.UNSAID: _("elle préfère ne pas répondre"),
}


@dataclass(frozen=True)
class Exposure:
    """A point of the sheet: the question, what the filing changes, what to do before."""

    code: str
    title: Any
    question: Any
    says: Any
    before: Any


@dataclass(frozen=True)
class SaidToAll:
    """Something said to everybody, without a question."""

    title: Any
    says: Any


EXPOSURES: tuple[Exposure, ...] = (
    Exposure(
        "removal_order",
        _("Obligation de quitter le territoire"),
        _("A-t-elle reçu une obligation de quitter le territoire, une interdiction de retour, une assignation à résidence ?"),
        _("La préfecture qui lit la demande peut retrouver la mesure. Déposer ne suspend rien ; les délais de recours courent."),
        _("Voir un avocat avant de déposer ; noter la date de la mesure et la fin du délai de recours."),
    ),
    Exposure(
        "dublin",
        _("Procédure Dublin"),
        _("Ses empreintes ont-elles été prises dans un autre pays d'Europe ? Un transfert est-il prévu ?"),
        _("La demande la fait connaître au moment où un transfert peut être organisé. Ce n'est pas un motif de refus du parcours."),
        _("Vérifier la date de fin du délai de transfert avec un avocat ou une association d'aide au droit d'asile."),
    ),
    Exposure(
        "asylum",
        _("Asile en cours"),
        _("A-t-elle une demande d'asile en cours, ou un recours devant la Cour nationale du droit d'asile ?"),
        _("Ce qu'elle dit ici peut être comparé avec ce qu'elle a dit là-bas. Certains titres ne se cumulent pas."),
        _("Relire ensemble les deux récits de sa situation administrative ; demander à son avocat l'ordre des démarches."),
    ),
    Exposure(
        "wanted_notice",
        _("Recherche, fiche, procédure pénale"),
        _("Peut-elle être recherchée, signalée, ou mise en cause dans une procédure, ici ou dans un autre pays ?"),
        _("Des services de police et un magistrat siègent à la commission ; une consultation préalable peut leur donner son identité."),
        _("Voir un avocat avant de déposer : lui seul peut vérifier sans la signaler."),
    ),
)
WARNINGS: tuple[SaidToAll, ...] = (
    SaidToAll(
        _("Ce que l'État verra"),
        _(
            "Les lignes auxquelles elle dit oui dans le formulaire, et les pièces. Ni vos notes, ni la santé, ni le contact sûr, ni cet "
            "échange. La commission lit une copie sans son nom ; le secrétariat et le préfet lisent le nom."
        ),
    ),
    SaidToAll(
        _("Ce qui ne pourra pas être repris"),
        _(
            "Une fois déposée, la demande reste à l'État jusqu'à la fin de sa durée de conservation, même si elle se retire, même si son "
            "dossier est effacé ici. Elle peut se retirer à tout moment, par une lettre ; cela n'efface pas ce qui a été lu."
        ),
    ),
    SaidToAll(
        _("Ce qui n'est jamais un motif"),
        _("Ne pas avoir porté plainte, ou être sans papiers, n'empêche pas le parcours : si on le lui oppose, il y a un recours."),
    ),
)
CODES = tuple(each.code for each in EXPOSURES)
