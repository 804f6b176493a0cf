"""What the commission tells, and to whom: that something awaits them, never about whom."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import KeyWorker
from maillage.foundation.access.roles import Role
from maillage.foundation.notifications import topic
from maillage.pathway.psp.models import Application
from maillage.reference.accounts.models import Mandate

CONVENED = topic(
    "commission.convened",
    label=_("Convocation à une séance"),
    subject=_("Vous êtes convoqué(e) à une séance le %(day)s"),
    sentence=_("Une séance est convoquée pour le %(day)s. L'ordre du jour et les documents vous attendent."),
)
OPINION_ASKED = topic(
    "commission.opinion_asked",
    label=_("Avis demandé avant une séance"),
    subject=_("Votre avis est demandé avant le %(day)s"),
    sentence=_("Avant une séance, le secrétariat demande votre avis sur un point : répondez avant le %(day)s."),
)
OPINION_REMINDED = topic(
    "commission.opinion_reminded",
    label=_("Rappel d'un avis demandé"),
    subject=_("Rappel : votre avis est attendu avant le %(day)s"),
    sentence=_("Votre avis est attendu sur un point d'une séance : il reste jusqu'au %(day)s pour répondre."),
)
OUTCOME = topic(
    "commission.outcome",
    label=_("Suite d'une séance"),
    subject=_("La suite d'une séance est connue"),
    sentence=_("Une séance a eu lieu ou a changé : la suite d'une de vos demandes est notée."),
)
REMINDED = topic(
    "commission.reminded",
    label=_("Réponse attendue à une convocation"),
    subject=_("Votre réponse est attendue pour la séance du %(day)s"),
    sentence=_("Vous êtes convoqué(e) le %(day)s : dites si vous venez, à distance ou non, ou à qui vous donnez mandat."),
)
PROXY_GIVEN = topic(
    "commission.proxy_given",
    label=_("Mandat reçu pour une séance"),
    subject=_("Un mandat vous est donné pour la séance du %(day)s"),
    sentence=_("Un autre siège vous donne mandat pour la séance du %(day)s : vous voterez aussi pour lui."),
)
CHANGED = topic(
    "commission.changed",
    label=_("Séance changée"),
    subject=_("Une séance change"),
    sentence=_("Une séance se tient autrement que prévu, le %(day)s : une de vos demandes y reste inscrite."),
)
PUT_OFF = topic(
    "commission.put_off",
    label=_("Demande reportée"),
    subject=_("Une demande est reportée"),
    sentence=_("Une de vos demandes n'est pas examinée à la séance prévue : la cause est notée, et la suite, ou qu'elle est inconnue."),
)
DEFERRED_AGAIN = topic(
    "commission.deferred_again",
    label=_("Reports répétés"),
    subject=_("Une demande est reportée une fois de plus"),
    sentence=_("Une même personne voit sa demande reportée : %(count)s reports à ce jour. L'attente continue d'être comptée."),
)
TO_SIGN = topic(
    "commission.to_sign",
    label=_("Décision à signer"),
    subject=_("Une décision attend une signature"),
    sentence=_("Une décision est préparée : elle attend une signature, puis son enregistrement."),
)
DECIDED = topic(
    "commission.decided",
    label=_("Décision enregistrée"),
    subject=_("Une décision est enregistrée"),
    sentence=_("Une décision est enregistrée sur une de vos demandes : il reste à la notifier."),
)

WRITING_OPENED = topic(
    "commission.writing_opened",
    label=_("Échange d'écrits ouvert"),
    subject=_("Un échange d'écrits est ouvert jusqu'au %(day)s"),
    sentence=_("Une séance se tient par écrit jusqu'au %(day)s inclus : vous pouvez y contribuer."),
)
VOTE_OPENED = topic(
    "commission.vote_opened",
    label=_("Vote ouvert"),
    subject=_("Un vote est ouvert jusqu'au %(day)s"),
    sentence=_("Les échanges sont clos : votre siège vote jusqu'au %(day)s inclus."),
)
EXTENDED = topic(
    "commission.extended",
    label=_("Délai prolongé"),
    subject=_("Le délai est prolongé jusqu'au %(day)s"),
    sentence=_("La présidence a prolongé une séance qui se tient par écrit : elle se termine le %(day)s inclus."),
)
RESULTS = topic(
    "commission.results",
    label=_("Résultats d'un vote"),
    subject=_("Les résultats d'un vote sont connus"),
    sentence=_("La présidence envoie aux membres les résultats d'une délibération par écrit."),
)
TO_DELIVER = topic(
    "commission.to_deliver",
    label=_("Courrier à remettre"),
    subject=_("Un courrier de la préfecture vous est confié"),
    sentence=_("La préfecture vous confie un courrier pour une personne que vous suivez : remettez-le par un moyen sûr pour elle."),
)

MINUTES_REVIEW = topic(
    "commission.minutes_review",
    label=_("Procès-verbal à relire"),
    subject=_("Un procès-verbal est à relire jusqu'au %(day)s"),
    sentence=_("Le projet d'un procès-verbal attend votre relecture jusqu'au %(day)s : vous pouvez proposer des corrections."),
)
MINUTES_SENT = topic(
    "commission.minutes_sent",
    label=_("Procès-verbal envoyé"),
    subject=_("Un procès-verbal vous a été envoyé"),
    sentence=_("Le procès-verbal d'une séance où vous siégez est approuvé, signé, et vous a été envoyé."),
)


def key_workers_of(application: Application, *, today: date) -> list[uuid.UUID]:
    """Who accompanies her today, in the association that presents her application."""
    if application.person_id is None:
        return []
    running = KeyWorker.unscoped.present(today=today).inside().filter(person_id=application.person_id)
    return list(running.order_by("user_id").values_list("user_id", flat=True).distinct())


def watchers_of(territory_id: str, *, today: date) -> list[uuid.UUID]:
    """Who keeps, or answers for, the sessions of a department: the secretariat and the delegate."""
    roles = (Role.SECRETARY.value, Role.DELEGATE.value)
    mandates = Mandate.unscoped.filter(role__in=roles, territory_id=territory_id).in_force(today=today)
    return list(mandates.order_by("user_id").values_list("user_id", flat=True).distinct())


def office_of(territory_id: str, *, today: date) -> list[uuid.UUID]:
    """The prefect's office of a department."""
    mandates = Mandate.unscoped.filter(role=Role.PREFECT_OFFICE.value, territory_id=territory_id).in_force(today=today)
    return list(mandates.order_by("user_id").values_list("user_id", flat=True).distinct())
