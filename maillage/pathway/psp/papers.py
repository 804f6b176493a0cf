"""Papers printed for her and with her: the form, the pathway document and its plain version, the sheet of what filing exposes her to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import translation

from maillage.core.phrase import day_in_words
from maillage.foundation.documents import render_pdf
from maillage.pathway.psp.exposures import EXPOSURES, WARNINGS
from maillage.pathway.psp.extracts import ASKED, OF_THE_REQUEST, ExtractAction, ExtractContent
from maillage.pathway.psp.form_schema import sections_for
from maillage.pathway.psp.models import Application, Kind
from maillage.pathway.psp.selectors import DocumentContent

NOT_AGREED = "Seules figurent ici les lignes auxquelles elle est d'accord."


def _facts(content: ExtractContent, codes: Sequence[tuple[str, Any]]) -> list[tuple[str, str]]:
    shown = {str(line.label): line.value for line in content.lines()}
    return [(str(label), shown[str(label)]) for code, label in codes if content.fields.get(code)]


def _sheet(*, data: dict[str, Any], title: str, today: date) -> bytes:
    return render_pdf(template="sheet", data=data, title=title, timestamp=today).content


def request_form(application: Application, *, content: ExtractContent, today: date) -> bytes:
    """The form of a first request, or of a renewal: the lines she agreed to and no other, in French.

    Source: CASF, art. R. 121-12-9; circular DGCS/B2/2017/18, annexes 6 and 7.
    """
    with translation.override("fr"):
        renewal = application.kind == Kind.RENEWAL
        title = "Demande de renouvellement du parcours de sortie" if renewal else "Demande d'engagement dans un parcours de sortie"
        sections: list[dict[str, Any]] = [{"heading": "La demande", "facts": _facts(content, [*OF_THE_REQUEST.items(), *ASKED.items()])}]
        for section in sections_for(application.kind):
            facts = _facts(content, [(field.code, field.label) for field in section.fields])
            if facts:
                sections.append({"heading": str(section.title), "facts": facts})
        if content.actions:
            sections.append({"heading": "Les actions", "blocks": _actions(content.actions)})
        if content.pieces:
            sections.append({"heading": "Pièces jointes", "blocks": [{"list": [piece.label for piece in content.pieces]}]})
        data = {
            "sender": [application.organisation.name, application.territory.name],
            "heading": title,
            "lead": f"Établie le {day_in_words(today)}. {NOT_AGREED}",
            "sections": sections,
            "signatures": [{"capacity": "La personne"}, {"capacity": "Pour l'association", "name": application.organisation.name}],
        }
        return _sheet(data=data, title=title, today=today)


def pathway_document(application: Application, *, content: DocumentContent, today: date) -> bytes:
    """The document of CASF, art. R. 121-12-12: actions with who and when, commitments, how it is followed, two signatures."""
    with translation.override("fr"):
        title = "Document de parcours de sortie"
        sections: list[dict[str, Any]] = []
        if content.project:
            sections.append({"heading": "Le projet", "blocks": [content.project]})
        sections += [
            {"heading": "Les actions prévues", "blocks": _actions(content.actions) or [{"text": "Aucune action n'est encore écrite."}]},
            {"heading": "Les engagements", "blocks": [content.commitments or "Aucun engagement n'est encore écrit."]},
            {
                "heading": "Comment le parcours est suivi",
                "blocks": [
                    "L'association fait le point avec elle avant chaque renouvellement, tous les six mois au plus, et peut compléter ce "
                    "document avec elle à tout moment. Elle en garde un exemplaire.",
                ],
            },
        ]
        data = {
            "sender": [application.organisation.name, application.territory.name],
            "heading": title,
            "lead": "Établi par l'association agréée et la personne accompagnée (CASF, art. R. 121-12-12).",
            "sections": sections,
            "signatures": [{"capacity": "La personne"}, {"capacity": "Pour l'association", "name": application.organisation.name}],
        }
        return _sheet(data=data, title=title, today=today)


def plain_document(application: Application, *, content: DocumentContent, today: date) -> bytes:
    """The same for her: short sentences, no name of hers, no word that would say what the paper is about to who finds it."""
    actions = [_plainly(each) for each in content.actions]
    promises = [line.strip(" -•") for line in content.commitments.splitlines() if line.strip()]
    data = {
        "heading": "Ce que nous faisons ensemble",
        "lead": "Ce papier est pour vous. Il redit, en phrases courtes, le document que vous signez.",
        "sections": [
            {"heading": "Ce qui est prévu", "blocks": [{"list": actions}] if actions else ["Rien n'est encore prévu."]},
            {"heading": "Ce que vous promettez, et ce que nous promettons", "blocks": [{"list": promises}] if promises else ["À écrire."]},
            {
                "heading": "Ce que vous pouvez faire",
                "blocks": [
                    {
                        "list": [
                            "Vous pouvez demander à changer ce papier.",
                            "Vous pouvez dire non à une action.",
                            "Vous pouvez arrêter quand vous voulez. Parlez-nous-en avant : nous vous dirons ce qui s'arrête aussi.",
                            "Si la réponse est non, vous pouvez faire un recours. Nous vous aidons.",
                            "Vous pouvez demander ce qui a été écrit sur vous.",
                        ]
                    }
                ],
            },
        ],
    }
    return _sheet(data=data, title="Ce que nous faisons ensemble", today=today)


def exposure_sheet(*, today: date) -> bytes:
    """The sheet to read with her before anything leaves. Nothing of hers is on it."""
    with translation.override("fr"):
        sections: list[dict[str, Any]] = [{"heading": str(each.title), "blocks": [str(each.says)]} for each in WARNINGS]
        for each in EXPOSURES:
            facts = [
                ("La question", str(each.question)),
                ("Ce que le dépôt change", str(each.says)),
                ("Avant de déposer", str(each.before)),
            ]
            sections.append({"heading": str(each.title), "facts": facts})
        data = {
            "heading": "Avant de déposer",
            "lead": "À lire ensemble, dans sa langue. Une information, pas un conseil de droit : en cas de doute, un avocat.",
            "sections": sections,
        }
        return _sheet(data=data, title="Avant de déposer", today=today)


def _actions(actions: Sequence[ExtractAction]) -> list[dict[str, Any]]:
    if not actions:
        return []
    told = any(each.done for each in actions)
    headers = ["Domaine", "Action", "Qui", "Quand"] + (["Où elle en est"] if told else [])
    rows = [[each.domain, each.what, each.who, each.when] + ([f"{each.done}. {each.why}".strip(". ")] if told else []) for each in actions]
    return [{"table": {"headers": headers, "rows": rows}}]


def _plainly(action: ExtractAction) -> str:
    said = action.what.rstrip(".")
    who = f" Qui : {action.who.rstrip('.')}." if action.who else ""
    when = f" Quand : {action.when.rstrip('.')}." if action.when else ""
    return f"{said}.{who}{when}"
