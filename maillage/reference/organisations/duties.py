"""Which duties each status brings, as data. Rooms ask `duties_of`; none of them tests a status by itself.

Nothing here was read on Légifrance: each line is recalled, says so, and is to be confirmed before anybody relies on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.core.law import Confidence
from maillage.reference.organisations.models import StatusKind


@dataclass(frozen=True)
class Duty:
    """One duty: a code that rooms may ask for, its words, where it comes from and how surely we know it."""

    code: str
    label: str | Promise
    source: str
    confidence: Confidence = Confidence.RECALL


WELCOME_BOOKLET = Duty("welcome_booklet", _("Remettre un livret d'accueil et la charte des droits."), "CASF, art. L. 311-4")
STAY_CONTRACT = Duty("stay_contract", _("Établir un contrat de séjour avec la personne hébergée."), "CASF, art. L. 311-4")
CARE_DOCUMENT = Duty("care_document", _("Établir un document individuel de prise en charge."), "CASF, art. L. 311-4")
EVALUATION = Duty("evaluation", _("Faire évaluer la qualité de ses prestations."), "CASF, art. L. 312-8")
ANONYMOUS_RECEPTION = Duty(
    "anonymous_reception", _("Accueillir sans condition, de façon anonyme si la personne le veut."), "CSP, art. R. 3121-33-1"
)
HARM_REDUCTION = Duty("harm_reduction", _("Remettre du matériel de prévention et orienter vers les soins."), "CSP, art. R. 3121-33-1")
YEARLY_REPORT = Duty(
    "yearly_report", _("Rendre chaque année un rapport d'activité à l'agence régionale de santé."), "arrêté sur le rapport des CAARUD"
)
FREE_CARE = Duty("free_care", _("Accueillir, soigner et accompagner gratuitement."), "CSP, art. D. 3411-1")

DUTIES: Mapping[StatusKind, tuple[Duty, ...]] = {
    StatusKind.CAARUD: (ANONYMOUS_RECEPTION, HARM_REDUCTION, WELCOME_BOOKLET, EVALUATION, YEARLY_REPORT),
    StatusKind.CSAPA: (FREE_CARE, WELCOME_BOOKLET, CARE_DOCUMENT, EVALUATION),
    StatusKind.CHRS_WITH_LODGING: (STAY_CONTRACT, WELCOME_BOOKLET, EVALUATION),
    StatusKind.CHRS_WITHOUT_LODGING: (CARE_DOCUMENT, WELCOME_BOOKLET, EVALUATION),
    StatusKind.DAY_CENTRE: (),
    StatusKind.HEALTH_CENTRE: (),
    StatusKind.OUTREACH: (),
}
