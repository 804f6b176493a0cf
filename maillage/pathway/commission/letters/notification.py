"""What goes with a signed decision: the letter that notifies it, the same in plain words for her, the receipt that she may sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from maillage.foundation.documents import render_pdf
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.letters.order import remedies
from maillage.pathway.commission.letters.words import in_french
from maillage.pathway.commission.models import Decision, DecisionSense


@in_french
def notification(decision: Decision, *, name: str, today: date) -> bytes:
    """The letter that notifies a signed decision, with the remedies and their delay. It carries her civil name and no address: the
    way towards her is not the office's to know. Source: CRPA, art. L. 211-2 and L. 221-8; CJA, art. R. 421-5.
    """
    said = {
        DecisionSense.GRANTED: _("votre parcours de sortie est accordé"),
        DecisionSense.RENEWED: _("votre parcours de sortie est renouvelé"),
        DecisionSense.REFUSED: _("votre demande est refusée, pour les motifs que dit la décision"),
        DecisionSense.ENDED: _("il est mis fin à votre parcours, pour les motifs que dit la décision"),
        DecisionSense.KEPT: _("votre parcours continue"),
    }[DecisionSense(decision.sense)]
    number = {"number": decision.number, "day": _day(decision.signed_on)}
    return render_pdf(
        template="letter",
        data={
            "sender": [_("Préfecture"), decision.territory.name],
            "recipient": [name],
            "place_and_date": day_words(today),
            "reference": [[_("Décision"), _("n° %(number)s, signée le %(day)s") % number]],
            "subject": _("Notification d'une décision"),
            "salutation": _("Madame, Monsieur,"),
            "body": [
                _("Par la décision n° %(number)s du %(day)s, jointe à ce courrier : %(said)s.") % {**number, "said": said},
                _(
                    "Cette décision vous est opposable à partir du jour où vous la recevez (CRPA, art. L. 221-8). "
                    "Gardez ce courrier : il dit ce que vous pouvez faire, et jusqu'à quand."
                ),
            ],
            "remedies": {"blocks": remedies(addressed=True)},
            "closing": _("Je vous prie d'agréer, Madame, Monsieur, l'expression de ma considération distinguée."),
            "signatures": [{"capacity": decision.signatory_capacity, "name": decision.signatory_name}],
            "enclosures": [_("La décision signée"), _("Les mêmes choses dites simplement"), _("Un récépissé à dater et signer")],
        },
        title=_("Notification d'une décision"),
        timestamp=today,
    ).content


def _day(day: date | None) -> str:
    return day_words(day) if day is not None else ""


_PLAIN = {
    DecisionSense.GRANTED: "La réponse est oui.",
    DecisionSense.RENEWED: "La réponse est oui : cela continue six mois.",
    DecisionSense.REFUSED: "La réponse est non.",
    DecisionSense.ENDED: "La préfecture a décidé d'arrêter.",
    DecisionSense.KEPT: "La préfecture a décidé que cela continue.",
}
_NEXT = {
    DecisionSense.GRANTED: [
        "Cela dure six mois. Ensuite, nous pouvons demander six mois de plus.",
        "Les papiers et l'aide d'argent sont deux autres réponses. Nous les demandons avec vous.",
    ],
    DecisionSense.RENEWED: [
        "Nous continuons ensemble.",
        "Les papiers et l'aide d'argent sont deux autres réponses. Nous les suivons avec vous.",
    ],
    DecisionSense.REFUSED: [
        "Vous pouvez demander à nouveau plus tard.",
        "Nous continuons à vous recevoir et à vous aider, comme avant.",
    ],
    DecisionSense.ENDED: [
        "L'aide d'argent s'arrête en même temps. Pour les papiers, demandez-nous avant de faire quoi que ce soit.",
        "Nous continuons à vous recevoir et à vous aider, comme avant.",
    ],
    DecisionSense.KEPT: ["Rien ne change pour vous.", "Nous continuons ensemble."],
}


@in_french
def plain_decision(decision: Decision, *, motives: Sequence[str], words: str, today: date) -> bytes:
    """The same for her: short sentences, no name of hers, nothing in the heading that says what it is about to who finds it.

    The reasons are those of the decision, as it gives them.
    """
    sense = DecisionSense(decision.sense)
    sections: list[dict[str, Any]] = [{"heading": "La réponse", "blocks": [_PLAIN[sense], f"Elle est du {_day(decision.signed_on)}."]}]
    if sense.against_her:
        sections.append({"heading": "Pourquoi", "blocks": ["La préfecture écrit :", {"list": [*motives, words]}]})
    sections.append({"heading": "Et maintenant", "blocks": [{"list": _NEXT[sense]}]})
    sections.append({"heading": "Si vous n'êtes pas d'accord", "blocks": [{"list": _disagreeing()}]})
    data = {
        "heading": "La réponse à votre demande",
        "lead": "Ce papier est pour vous. Il dit la même chose que l'autre, en phrases courtes.",
    }
    return render_pdf(template="sheet", data={**data, "sections": sections}, title="La réponse à votre demande", timestamp=today).content


def _disagreeing() -> list[str]:
    return [
        "Vous pouvez dire que vous n'êtes pas d'accord. C'est un droit. Personne ne peut vous le reprocher.",
        "Vous pouvez écrire à la préfecture, ou au ministre.",
        "Vous pouvez demander à un juge. Vous avez deux mois à partir du jour où vous avez reçu la réponse.",
        "Si vous avez peu d'argent, l'avocat peut être gratuit. Nous vous aidons à le demander.",
        "Parlez-nous-en vite : nous regardons ensemble la date à ne pas dépasser.",
    ]


@in_french
def receipt(decision: Decision, *, today: date) -> bytes:
    """The receipt that she dates and signs if she wants to: the number of the decision, no name printed, no place, no reason."""
    lines = [
        "J'ai reçu la décision dont le numéro est ci-dessous, et la même chose en phrases courtes.",
        "On m'a dit que je peux la contester, où, et jusqu'à quand.",
        "Signer dit seulement que je l'ai reçue. Cela ne dit pas que je suis d'accord.",
    ]
    return render_pdf(
        template="sheet",
        data={
            "heading": "Récépissé",
            "sections": [
                {"heading": "Le papier remis", "facts": [["Décision", f"n° {decision.number}"], ["Signée le", _day(decision.signed_on)]]},
                {"heading": "Ce que ce papier dit", "blocks": [{"list": lines}]},
                {"heading": "Le jour", "facts": [["Reçue le", "......................................"]]},
            ],
            "signatures": [{"capacity": "Elle"}, {"capacity": "Qui la lui a remise"}],
        },
        title="Récépissé",
        timestamp=today,
    ).content
