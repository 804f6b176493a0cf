"""The prefect's decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.phrase import day_in_words
from maillage.foundation.documents import render_pdf
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.letters.words import in_french
from maillage.pathway.commission.models import (
    Decision,
    DecisionSense,
)

ORDER = Path(__file__).parent.parent / "typst" / "order.typ"


@in_french
def order(
    decision: Decision, *, person: Mapping[str, str], motives: Sequence[str], words: str, months: int, today: date, heard: str = ""
) -> bytes:
    """The decision ready to be signed: granted, renewed, refused or ended with its reasons in law and in fact; always with the remedies.

    It carries the civil name, read from the State's own copy; `heard` says how she was heard before an end.
    Source: CRPA, art. L. 121-1, L. 122-1, L. 211-2, L. 211-5, L. 212-1, L. 411-2.
    """
    sense = DecisionSense(decision.sense)
    application, item = decision.application, decision.item
    seen = [
        _("Vu le code de l'action sociale et des familles, notamment ses articles L. 121-9 et R. 121-12-6 et suivants ;"),
        _("Vu la demande n° %(number)s déposée le %(day)s, présentée par %(association)s ;")
        % {"number": application.number, "day": day_words(application.filed_on or today), "association": application.organisation.name},
    ]
    if item is not None and item.closed_on is not None:
        seen.append(_("Vu l'avis de la commission départementale du %(day)s ;") % {"day": day_words(item.closed_on)})
    if heard:
        seen.append(heard)
    return render_pdf(
        template=ORDER,
        data={
            "sender": [_("Préfecture"), decision.territory.name],
            "heading": _order_heading(decision),
            "person": [[label, _plain(name, person[name])] for name, label in _person_labels().items() if person.get(name)],
            "seen": seen,
            "because": [*motives, words] if sense.against_her else [],
            "decides": _articles(decision, sense=sense, months=months),
            "remedies": {"blocks": remedies()},
            "signatures": [{"capacity": _("Le préfet, ou par délégation\n(nom, qualité et signature)")}],
            "labels": {
                "because": _("Considérant ce qui suit :"),
                "decides": _("Décide :"),
                "article": _("Article"),
                "person": _("Personne concernée"),
            },
        },
        title=_order_heading(decision),
        timestamp=today,
    ).content


def _order_heading(decision: Decision) -> str:
    heading = {
        DecisionSense.GRANTED: _("Décision accordant : %(kind)s"),
        DecisionSense.RENEWED: _("Décision accordant : %(kind)s"),
        DecisionSense.REFUSED: _("Décision refusant : %(kind)s"),
        DecisionSense.ENDED: _("Décision mettant fin à un parcours de sortie"),
        DecisionSense.KEPT: _("Décision maintenant un parcours de sortie"),
    }[DecisionSense(decision.sense)]
    return heading % {"kind": str(decision.application.get_kind_display())} if "%(kind)s" in heading else heading


def _articles(decision: Decision, *, sense: DecisionSense, months: int) -> list[str]:
    if sense.opens_a_term:
        return _granted_articles(decision, months=months)
    if sense == DecisionSense.ENDED:
        return [
            _("Il est mis fin au parcours à compter de la notification de la présente décision."),
            _("Le droit au séjour fait l'objet d'une décision distincte ; l'allocation dure autant que le parcours."),
        ]
    if sense == DecisionSense.KEPT:
        return [_("Le parcours se poursuit jusqu'au terme de la période en cours, et peut être renouvelé.")]
    return [_("La demande est refusée.")]


def _person_labels() -> dict[str, str]:
    return {"last_name": _("Nom"), "first_name": _("Prénom"), "birth_date": _("Date de naissance"), "nationality": _("Nationalité")}


def _plain(name: str, value: str) -> str:
    return day_in_words(date.fromisoformat(value)) if name == "birth_date" else value


def _granted_articles(decision: Decision, *, months: int) -> list[str]:
    length = ngettext("%(count)d mois", "%(count)d mois", months) % {"count": months}
    return [
        _(
            "La demande est accordée pour une durée de %(length)s, à compter du jour que fixe la présente décision "
            "ou, à défaut, de sa notification."
        )
        % {"length": length},
        _("L'accompagnement est assuré par %(association)s.") % {"association": decision.application.organisation.name},
        _("Le droit au séjour et l'allocation font l'objet de décisions distinctes."),
    ]


def remedies(*, addressed: bool = False) -> list[Any]:
    """The ways and delays of appeal, as every decision and its notification state them (CJA, art. R. 421-5); `addressed` to her, in the
    letter that tells her.
    """
    legal_aid = (
        _("avec l'aide juridictionnelle si vous y avez droit ;") if addressed else _("avec l'aide juridictionnelle si elle y a droit ;")
    )
    return [
        {
            "list": [
                _("recours gracieux auprès de l'autorité qui a signé, ou hiérarchique auprès du ministre (CRPA, art. L. 411-2) ;"),
                _("recours devant le tribunal administratif dans les deux mois de la notification (CJA, art. R. 421-1), %(legal_aid)s")
                % {"legal_aid": legal_aid},
                _("le juge apprécie la situation au jour où il statue (Conseil d'État, 19 novembre 2021, n° 440802)."),
            ]
        }
    ]
