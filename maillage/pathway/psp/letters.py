"""Letters of this room. None carries her name: the number of the application stands for her."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from maillage.core.clock.terms import add_months
from maillage.core.law import current_law
from maillage.core.phrase import day_in_words
from maillage.foundation.documents import render_pdf
from maillage.pathway.psp.carried import carried_of
from maillage.pathway.psp.models import Application, Extract


def withdrawal(application: Application, *, today: date) -> bytes:
    """The association tells the secretariat that an application is withdrawn, in French. It concludes nothing against her."""
    said = day_in_words(application.withdrawn_on or today)
    # Carried in a package and not acknowledged: the house that has it knows the package, not yet a number.
    parcel = carried_of(application) if application.number is None else None
    number = application.number or (f"du paquet {parcel.reference}" if parcel is not None else "")
    data = {
        "sender": [application.organisation.name],
        "recipient": f"Secrétariat de la commission départementale, {application.territory.name}",
        "place_and_date": f"{application.territory.name}, le {day_in_words(today)}",
        "reference": [["Numéro", number]],
        "subject": "retrait d'une demande",
        "body": [
            f"La demande enregistrée sous le numéro {number}, de nature « {application.get_kind_display()} », est retirée "
            f"à la date du {said}, au choix de la personne concernée.",
            "Nous vous prions de ne plus l'inscrire à l'ordre du jour, et de la retirer de celui où elle figurerait.",
            "Ce retrait ne vaut ni renonciation à ses droits, ni appréciation de sa situation : une nouvelle demande reste possible à tout "
            "moment.",
        ],
        "computed": False,
    }
    title = _("Retrait %(number)s") % {"number": number}
    return render_pdf(template="letter", data=data, title=title, timestamp=today).content


def acknowledgement(extract: Extract, *, today: date) -> bytes:
    """The acknowledgement of receipt of a filed application, in French.

    Source: CRPA, art. L. 112-3 and R. 112-5 (parameter acknowledgement.required): the day of receipt, the service, and for what is
    asked beside the pathway the day after which silence is a decision, with the remedies (parameters silence.rules, appeal.*). It
    concludes nothing from silence on the pathway itself: the texts read do not settle it.
    """
    application = extract.application
    rule = current_law().value("acknowledgement.required", on=extract.filed_on)
    received = day_in_words(extract.filed_on)
    data = {
        "sender": [extract.organisation.name, extract.territory.name, "Secrétariat de la commission départementale"],
        "recipient": application.organisation.name,
        "place_and_date": f"{extract.territory.name}, le {day_in_words(today)}",
        "reference": [["Numéro", application.number]],
        "subject": "accusé de réception d'une demande",
        "body": [
            f"Votre demande, de nature « {application.get_kind_display()} », a été reçue le {received} et enregistrée sous le numéro "
            f"{application.number}. Rappelez ce numéro dans vos échanges : il tient lieu de nom.",
            f"Le service qui l'instruit est : {extract.organisation.name}.",
            "Elle sera inscrite à l'ordre du jour d'une séance de la commission, qui rendra un avis ; la décision revient au préfet. "
            "Si une pièce manque, le secrétariat vous le dira, avec un délai pour la fournir.",
            {"heading": "Ce que vaut le silence"},
            "Les textes lus ne disent pas ce que vaut le silence de l'administration sur l'entrée en parcours : aucune conclusion n'en est "
            "tirée ici. Le titre de séjour et l'aide financière sont des décisions distinctes.",
            *_silence(application, filed_on=extract.filed_on),
            f"Textes : {rule.source.title}.",
        ],
        "remedies": {"blocks": [{"list": _remedies(extract.filed_on)}]},
        "computed": True,
    }
    title = _("Accusé de réception %(number)s") % {"number": application.number}
    return render_pdf(template="letter", data=data, title=title, timestamp=today).content


_ASKED_BESIDE = {"residence_document": "asks_permit", "financial": "asks_allowance"}


def _silence(application: Application, *, filed_on: date) -> list[dict[str, object]]:
    """What silence is worth for what is asked beside the pathway, with the day counted from the receipt."""
    said = []
    for effect in current_law().value("silence.rules", on=filed_on).value:
        asked = _ASKED_BESIDE.get(effect["code"])
        if asked and getattr(application, asked):
            day = day_in_words(add_months(filed_on, effect["months"]))
            said.append(f"{effect['label']} : sans réponse le {day}, la demande est réputée refusée ({effect['article']}).")
    return [{"list": said}] if said else []


def _remedies(filed_on: date) -> list[str]:
    law = current_law()
    months = law.value("appeal.months", on=filed_on).value
    ways = [str(way["label"]) for way in law.value("appeal.remedies", on=filed_on).value]
    return [*(f"{way}." for way in ways), f"Le juge se saisit dans les {months} mois d'un refus, même né du silence."]
