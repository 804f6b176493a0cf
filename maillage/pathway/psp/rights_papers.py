"""What follows a decision, asked on paper under her civil name: the residence document of the prefecture, the allowance.

Letters, not official forms: they carry what a request has to say, and tell that the service may want its own form. They print no
address of hers: where she is written to is chosen with her and added by hand (docs/adr/0031).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.text import capfirst

from maillage.core.law import DatedValue, NoValueInForce, current_law
from maillage.core.phrase import day_in_words
from maillage.foundation.documents import render_pdf
from maillage.pathway.psp.selectors import RightsRequest

TO_FILL = "......................................"
NOT_A_FORM = (
    "Cette lettre n'est pas un formulaire officiel : elle dit ce que la demande doit dire. La préfecture peut demander son propre "
    "formulaire, ou une démarche en ligne, et d'autres pièces : à confirmer auprès d'elle."
)
_PERMIT_PIECES = (
    "La copie de la décision qui autorise le parcours",
    "La copie d'un document d'identité, si elle en a un",
    "Des photographies d'identité",
    "Un justificatif de domicile, ou une attestation de domiciliation",
    "La déclaration sur l'honneur d'avoir cessé la prostitution, comme dans la demande de parcours",
)
_ALLOWANCE_PIECES = (
    "La copie de la décision qui autorise le parcours",
    "La copie du titre de séjour, du récépissé ou de l'autorisation provisoire de séjour, si elle n'est ni française ni européenne",
    "Les ressources du mois précédent, telles qu'elle les déclare",
    "Un relevé d'identité bancaire, si elle a un compte",
)


def permit_request(asked: RightsRequest, *, today: date) -> bytes:
    """The request for the provisional residence authorisation, to the prefecture.

    Source: CESEDA, art. L. 425-4 (parameters aps.*, before May 2021 art. L. 316-1-1); CASF, art. L. 121-9 and R. 121-12-13.
    """
    law = current_law()
    article, months = law.value("aps.article", on=today).value, law.value("aps.minimum_months", on=today).value
    rights = [f"Elle est demandée pour {months} mois au moins."]
    if _holds("aps.work_right", on=today):
        rights.append("Elle donne le droit de travailler.")
    if (visa := _rule("aps.long_stay_visa_required", on=today)) is not None and not visa.value:
        rights.append("Aucun visa de long séjour n'est exigé.")
    if (tax := _rule("aps.taxed", on=today)) is not None and not tax.value:
        rights.append("Aucune taxe n'est due (CESEDA, art. L. 436-1).")
    body: list[Any] = [
        f"Je suis engagée dans un parcours de sortie de la prostitution, autorisé par la préfecture. Je demande l'autorisation provisoire "
        f"de séjour qu'il permet ({article} ; CASF, art. L. 121-9 et R. 121-12-13).",
        {"list": rights},
    ]
    recipient = ["Préfecture", asked.territory, "Service des étrangers"]
    return _letter(
        asked, recipient=recipient, subject="demande d'autorisation provisoire de séjour", body=body, pieces=_PERMIT_PIECES, today=today
    )


def allowance_request(asked: RightsRequest, *, today: date) -> bytes:
    """The request for the allowance: the prefecture decides, the MSA pays for the State.

    Source: CASF, art. L. 121-9, R. 121-12-13-1 and following, D. 121-12-15 (parameters afis.*).
    """
    residence, excluded = _rule("afis.residence_conditions", on=today), _rule("afis.excluded_by", on=today)
    body: list[Any] = [
        "Je suis engagée dans un parcours de sortie de la prostitution, autorisé par la préfecture. Je demande l'aide financière à "
        "l'insertion sociale et professionnelle (AFIS) qu'il ouvre (CASF, art. L. 121-9 et R. 121-12-13-1 et suivants). La préfecture "
        "décide ; la mutualité sociale agricole (MSA) verse l'aide pour l'État (CASF, art. D. 121-12-15).",
        {"heading": "Ce que je déclare (à compléter à la main)"},
        {"facts": [[label, TO_FILL] for label in _declared(_rule("afis.declarations", on=today))]},
        "Je signalerai tout changement de ma situation.",
        {"heading": "Les conditions"},
        {"list": _conditions(residence, excluded)},
    ]
    recipient = ["Préfecture", asked.territory, "pour la caisse de mutualité sociale agricole (MSA)"]
    return _letter(asked, recipient=recipient, subject="demande d'aide financière (AFIS)", body=body, pieces=_ALLOWANCE_PIECES, today=today)


def _declared(rule: DatedValue | None) -> list[str]:
    """What the text asks to declare now; what changes later is promised in a sentence."""
    asked = rule.value if rule is not None else ("Domicile", "Situation familiale", "Ressources", "Patrimoine")
    return [label for label in asked if "changement" not in label]


def _conditions(residence: DatedValue | None, excluded: DatedValue | None) -> list[str]:
    said = ["Avoir plus de dix-huit ans."]
    if residence is not None:
        said.append("L'un de ces cas : " + " ; ".join(residence.value) + ".")
    said.append("Des ressources, le mois précédent, sous le montant forfaitaire du RSA pour une personne seule.")
    if excluded is not None:
        said.append("Ne toucher, et ne pouvoir toucher, aucune de ces aides : " + ", ".join(excluded.value) + ".")
    return said


def _letter(asked: RightsRequest, *, recipient: list[str], subject: str, body: Sequence[Any], pieces: Sequence[str], today: date) -> bytes:
    with translation.override("fr"):
        said = [*body, {"heading": "Qui demande"}, {"facts": _who(asked)}, {"note": NOT_A_FORM}]
        return render_pdf(
            template="letter",
            data={
                "sender": [asked.name, f"accompagnée par : {asked.association}"],
                "recipient": recipient,
                "place_and_date": day_in_words(today),
                "reference": [["Demande de parcours", asked.number]],
                "subject": subject,
                "salutation": "Madame, Monsieur,",
                "body": said,
                "signatures": [{"capacity": "La personne", "name": asked.name}, {"capacity": f"Pour l'association {asked.association}"}],
                "enclosures": list(pieces),
                "computed": False,
            },
            title=capfirst(subject),
            timestamp=today,
        ).content


def _who(asked: RightsRequest) -> list[list[str]]:
    born = day_in_words(asked.identity.born) if asked.identity.born is not None else TO_FILL
    return [
        ["Nom", asked.identity.last_name],
        ["Prénom", asked.identity.first_name],
        ["Date de naissance", born],
        ["Nationalité", asked.identity.nationality or TO_FILL],
        ["Où lui écrire (choisi avec elle)", TO_FILL],
        ["Parcours autorisé le", day_in_words(asked.decided_on) if asked.decided_on is not None else TO_FILL],
        ["Période en cours", f"du {day_in_words(asked.starts_on)} au {day_in_words(asked.expires_on)}"],
        ["Association qui accompagne", asked.association],
    ]


def _rule(code: str, *, on: date) -> DatedValue | None:
    try:
        return current_law().value(code, on=on)
    except NoValueInForce:
        return None


def _holds(code: str, *, on: date) -> bool:
    rule = _rule(code, on=on)
    return rule is not None and bool(rule.value)
