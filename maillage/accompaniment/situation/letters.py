"""Letters of child protection. They are signed by hand: the application sends nothing."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from maillage.accompaniment.situation.models import ActKind, Recipient
from maillage.accompaniment.situation.selectors import LetterFacts
from maillage.core.phrase import day_in_words
from maillage.foundation.documents import render_pdf

_SUBJECTS = {
    ActKind.SAFE_NOW: "demande de mise à l'abri d'une mineure",
    ActKind.CONCERN: "transmission d'une information préoccupante",
    ActKind.REPORT: "signalement d'une mineure en danger",
    ActKind.REPRESENTATION: "demande de représentation d'une mineure",
    ActKind.SHARE: "échange entre personnes tenues au secret",
}


def protection_letter(facts: LetterFacts, *, today: date) -> bytes:
    """The letter of one act, in French: who writes, for whom, what is asked; her name only when it was opened for it.

    No narrative: facts are given by voice, to somebody bound by secrecy. Articles are those of parameter minor.steps, to be confirmed.
    """
    act = facts.act
    who = (
        "Identité, telle qu'elle est connue : " + ", ".join(facts.who) + "."
        if facts.who
        else ("Son identité n'est pas écrite ici : elle vous sera donnée de vive voix, ou remise en main propre.")
    )
    data = {
        "sender": [facts.sender, facts.territory],
        "recipient": _capital(str(Recipient(act.recipient).label)),
        "place_and_date": f"{facts.territory}, le {day_in_words(today)}",
        "reference": [["Notre dossier", facts.file_reference], *([["Votre référence", facts.reference]] if facts.reference else [])],
        "subject": _SUBJECTS[ActKind(act.kind)],
        "salutation": "Madame, Monsieur,",
        "body": [
            f"Notre association accompagne une personne mineure, ou dont l'âge laisse un doute sérieux, exposée à l'exploitation sexuelle. "
            f"Nous vous en avons saisi le {day_in_words(act.done_on)} et le confirmons par écrit.",
            who,
            "Nous demandons une évaluation sans délai et une mise à l'abri adaptée, hors de portée de son entourage. Ne la contactez pas "
            "directement : un appel ou un courrier peut la mettre en danger. Passez par nous.",
            "Merci de nous dire qui suit sa situation, sous quelle référence, et à quelle date nous aurons une réponse.",
            "Textes : code de l'action sociale et des familles, articles L. 226-2-1 à L. 226-4 ; code pénal, article 226-14 (de mémoire, à "
            "confirmer avant l'envoi).",
        ],
        "closing": "Nous restons à votre disposition.",
        "signatures": [{"capacity": "Pour l'association"}],
    }
    title = _("Lettre de protection, dossier %(reference)s") % {"reference": facts.file_reference}
    return render_pdf(template="letter", data=data, title=title, timestamp=today).content


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
