"""Before an end that she did not ask for: what is held against her, and how she may answer."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.foundation.documents import render_pdf
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.letters.words import in_french
from maillage.pathway.commission.models import Contradictory, Heard


@in_french
def invitation(hearing: Contradictory, *, name: str, reason: str, facts: str, today: date) -> bytes:
    """The letter that opens the contradictory procedure: the end that is considered, why, and the delay to answer.

    Source: CRPA, art. L. 121-1, L. 121-2, L. 122-1 and L. 211-2.
    """
    days = ngettext("%(count)d jour", "%(count)d jours", hearing.days) % {"count": hearing.days}
    return render_pdf(
        template="letter",
        data={
            "sender": [_("Préfecture"), hearing.territory.name],
            "recipient": [name],
            "place_and_date": day_words(today),
            "reference": [[_("Dossier"), str(hearing.application.number)]],
            "subject": _("Vos observations, avant toute décision"),
            "salutation": _("Madame, Monsieur,"),
            "body": [
                _("La préfecture envisage de mettre fin à votre parcours. Rien n'est décidé."),
                {"heading": _("Pourquoi")},
                {"list": [reason, facts]},
                {"heading": _("Ce que vous pouvez faire")},
                {
                    "list": [
                        _("répondre par écrit, dans les %(days)s qui suivent le jour où vous recevez ce courrier ;") % {"days": days},
                        _("demander à être entendue, avec un interprète si vous le voulez ;"),
                        _("être assistée d'un conseil, ou représentée par une personne de votre choix (CRPA, art. L. 122-1) ;"),
                        _("demander à lire votre dossier."),
                    ]
                },
                _("Vos observations seront lues avant la décision (CRPA, art. L. 121-1)."),
            ],
            "signatures": [{"capacity": _("Pour le préfet, le secrétariat de la commission")}],
        },
        title=_("Vos observations, avant toute décision"),
        timestamp=today,
    ).content


@in_french
def heard_words(hearing: Contradictory) -> str:
    """How she was heard, as the decision cites it."""
    told = day_words(hearing.told_on) if hearing.told_on is not None else ""
    if hearing.heard in (Heard.WRITTEN, Heard.SPOKEN) and hearing.heard_on is not None:
        return _("Vu la procédure contradictoire ouverte le %(told)s (CRPA, art. L. 121-1) et les observations reçues le %(day)s ;") % {
            "told": told, "day": day_words(hearing.heard_on)
        }  # fmt: skip
    return _("Vu la procédure contradictoire ouverte le %(told)s (CRPA, art. L. 121-1), sans observations dans le délai ;") % {"told": told}
