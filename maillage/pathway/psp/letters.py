"""Letters of this room. None carries her name: the number of the application stands for her."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from maillage.core.law import current_law
from maillage.core.phrase import day_in_words
from maillage.foundation.documents import render_pdf
from maillage.pathway.psp.models import Application, Extract


def withdrawal(application: Application, *, today: date) -> bytes:
    """The association tells the secretariat that an application is withdrawn, in French. It concludes nothing against her."""
    said = day_in_words(application.withdrawn_on or today)
    data = {
        "sender": [application.organisation.name],
        "recipient": f"Secrétariat de la commission départementale, {application.territory.name}",
        "place_and_date": f"{application.territory.name}, le {day_in_words(today)}",
        "reference": [["Numéro", application.number]],
        "subject": "retrait d'une demande",
        "body": [
            f"La demande enregistrée sous le numéro {application.number}, de nature « {application.get_kind_display()} », est retirée "
            f"à la date du {said}, au choix de la personne concernée.",
            "Nous vous prions de ne plus l'inscrire à l'ordre du jour, et de la retirer de celui où elle figurerait.",
            "Ce retrait ne vaut ni renonciation à ses droits, ni appréciation de sa situation : une nouvelle demande reste possible à tout "
            "moment.",
        ],
        "computed": False,
    }
    title = _("Retrait %(number)s") % {"number": application.number}
    return render_pdf(template="letter", data=data, title=title, timestamp=today).content


def acknowledgement(extract: Extract, *, today: date) -> bytes:
    """The acknowledgement of receipt of a filed application, in French.

    Source: CRPA, art. L. 112-3 and R. 112-5 (parameter acknowledgement.required). It concludes nothing from silence: the texts
    read do not settle it for the pathway.
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
            "Les textes lus ne disent pas ce que vaut le silence de l'administration sur l'entrée en parcours : aucune conclusion n'en est "
            "tirée ici. Pour l'autorisation provisoire de séjour et pour l'aide financière, ce sont des décisions distinctes.",
            f"Texte : {rule.source.title}.",
        ],
        "computed": False,
    }
    title = _("Accusé de réception %(number)s") % {"number": application.number}
    return render_pdf(template="letter", data=data, title=title, timestamp=today).content
