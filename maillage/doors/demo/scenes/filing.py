"""What is written with her before the filing, what is said of the risks, and whom the secretariat consults: each answer is shown once."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import NamedTuple

from maillage.core.field_agreements import Decision
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.foundation.access.actor import Actor
from maillage.foundation.vault import Reason
from maillage.pathway.psp.exposures import Concern
from maillage.pathway.psp.form_answers import Action, Done
from maillage.pathway.psp.form_schema import Domain, sections_for
from maillage.pathway.psp.models import (
    Application,
    ConsultationAnswer,
    ConsultationBasis,
    ConsultedService,
    Kind,
    TalkOutcome,
)
from maillage.pathway.psp.selectors import form_version, in_writing, open_form
from maillage.pathway.psp.services import (
    agree_to_all,
    answer_consultation,
    consult_service,
    note_exposure_talk,
    save_actions,
    save_section,
    sign_document,
)
from maillage.pathway.psp.workflow import State

AGREED, WITHHELD = Decision.AGREED, Decision.WITHHELD
HOMES = (
    "Chambre d'hôtel payée par l'association",
    "Hébergée par une amie",
    "Place en foyer jusqu'à l'été",
    "Logement partagé de l'association",
)
OPINIONS = (
    "Nous sommes favorables : elle tient ses rendez-vous depuis quatre mois et a commencé le français.",
    "Nous sommes favorables : son projet est le sien, et la séance l'aidera à trouver un logement.",
    "Nous sommes favorables, avec une réserve sur le délai : sans titre, elle ne pourra pas suivre la formation.",
)
WORKS = ("Ménages déclarés, quelques heures par semaine", "Veut passer un CAP de cuisine", "Cherche une formation d'aide à domicile")
PLANS = (
    (Domain.HOUSING, "Demander une place en foyer, puis un logement", "l'association", "avant l'été"),
    (Domain.LANGUAGE, "Suivre un cours de français", "elle, avec l'association", "deux fois par semaine"),
    (Domain.INTEGRATION, "Préparer une formation", "elle, avec la mission locale", "à partir de septembre"),
    (Domain.RIGHTS, "Ouvrir ses droits à l'assurance maladie", "l'association", "dans le mois"),
)


def write_with_her(*, actor: Actor, day: date, application: Application, number: int) -> None:
    """Fill the form and the actions, then read it all again with her. `number` makes one file differ from the next."""
    home, work, opinion = HOMES[number % len(HOMES)], WORKS[number % len(WORKS)], OPINIONS[number % len(OPINIONS)]
    words = {
        "logement": {"housing": home, "domiciliation": "L'association"},
        "ressources": {"resources": "ADA" if number % 2 else "Aides de l'association", "work": work},
        "besoins": {"need_housing": "Une chambre à elle", "need_care": "oui" if number % 3 else "non", "need_language": "Niveau A1"},
        "avis": {"association_opinion": opinion, "kept_here": "Elle ne veut pas que l'on parle de sa sœur." if number % 4 == 0 else ""},
    }
    for section in sections_for(application.kind):
        if section.code in words:
            save_section(
                actor=actor,
                today=day,
                application=application,
                section=section,
                seen=_version(actor, application, day),
                values=words[section.code],
                decisions={"resources": WITHHELD} if number % 5 == 0 else {},
            )
    renewal = application.kind == Kind.RENEWAL
    done = (Done.DONE, Done.PARTLY, Done.NOT_DONE)
    chosen = [PLANS[(number + rank) % len(PLANS)] for rank in range(3)]
    planned = [
        Action(
            domain=domain,
            what=what,
            who=who,
            when=when,
            done=done[rank] if renewal else Done.UNSAID,
            why="la formation n'a pas ouvert au printemps" if renewal and done[rank] is Done.NOT_DONE else "",
        )
        for rank, (domain, what, who, when) in enumerate(chosen)
    ]
    save_actions(actor=actor, today=day, application=application, seen=_version(actor, application, day), planned=planned)
    agree_to_all(actor=actor, today=day, application=application, seen=form_version(application))


def talk_then_agree(*, actor: Actor, day: date, application: Application) -> None:
    """Before a filing: the risks are discussed, and she wants to file."""
    number = day.toordinal()
    write_with_her(actor=actor, day=day, application=application, number=number)
    concerns = dict.fromkeys(("removal_order", "dublin", "asylum", "wanted_notice"), Concern.NOT_CONCERNED)
    note_exposure_talk(
        actor=actor,
        today=day,
        application=application,
        outcome=TalkOutcome.FILE,
        language="en" if number % 2 else "fr",
        interpreter=bool(number % 3),
        concerns=concerns,
    )


def _version(actor: Actor, application: Application, day: date) -> int:
    return open_form(actor=actor, application=application, reason=Reason.APPLICATION, today=day).version


class _Talk(NamedTuple):
    on: date
    goal: str
    rank: int
    outcome: TalkOutcome
    concerns: dict[str, Concern]
    words: str


TALKS = (
    _Talk(
        date(2020, 5, 5),
        "preparing",
        0,
        TalkOutcome.VERIFY,
        {"removal_order": Concern.CONCERNED, "dublin": Concern.NOT_CONCERNED, "asylum": Concern.NOT_CONCERNED},
        "Une obligation de quitter le territoire date de mars. Rendez-vous pris avec une avocate avant tout dépôt.",
    ),
    _Talk(
        date(2020, 5, 6),
        "preparing",
        1,
        TalkOutcome.WAIT,
        {"dublin": Concern.UNKNOWN, "asylum": Concern.UNSAID},
        "Elle veut y réfléchir.",
    ),
    _Talk(
        date(2020, 5, 7),
        "preparing",
        2,
        TalkOutcome.RENOUNCE,
        {"wanted_notice": Concern.CONCERNED},
        "Elle ne veut pas déposer maintenant.",
    ),
    _Talk(
        date(2020, 5, 11),
        "preparing",
        3,
        TalkOutcome.FILE,
        {"asylum": Concern.CONCERNED},
        "Son avocat est d'accord avec l'ordre choisi.",
    ),
)
CONSULTATIONS = (
    (date(2020, 5, 12), ConsultedService.POLICE, ConsultationBasis.INSTRUCTION, ConsultationAnswer.NO_OBJECTION),
    (date(2020, 5, 12), ConsultedService.FOREIGNERS, ConsultationBasis.RESIDENCE, ConsultationAnswer.TO_DISCUSS),
    (date(2020, 5, 13), ConsultedService.GENDARMERIE, ConsultationBasis.LOCAL_PROTOCOL, ConsultationAnswer.OBJECTION),
    (date(2020, 5, 13), ConsultedService.OTHER_PREFECTURE, ConsultationBasis.RESIDENCE, ConsultationAnswer.NO_ANSWER),
    (date(2020, 5, 14), ConsultedService.PROSECUTOR, ConsultationBasis.INSTRUCTION, ConsultationAnswer.AWAITED),
)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Talks that end otherwise than by a filing, a document signed, and consultations with each answer."""
    for talk in TALKS:
        chronicle.at(talk.on, partial(_discuss, stage=stage, talk=talk))
    chronicle.at(date(2020, 5, 18), partial(_sign, stage=stage))
    for rank, (on, service, basis, answer) in enumerate(CONSULTATIONS):
        chronicle.at(on, partial(_consult, stage=stage, rank=rank, service=service, basis=basis, answer=answer))


def _application(stage: Stage, goal: str, rank: int) -> Application | None:
    person = stage.person("a", goal, rank)
    if person is None:
        return None
    return Application.unscoped.select_related("person", "organisation").filter(person=person).order_by("-wished_on", "pk").first()


def _discuss(day: date, *, stage: Stage, talk: _Talk) -> None:
    application = _application(stage, talk.goal, talk.rank)
    if application is None or not in_writing(application):
        return
    note_exposure_talk(
        actor=stage.actor("alice", day),
        today=day,
        application=application,
        outcome=talk.outcome,
        concerns=talk.concerns,
        words=talk.words,
        language="fr",
    )


def _sign(day: date, *, stage: Stage) -> None:
    ready = Application.unscoped.select_related("person", "organisation").filter(
        organisation=stage.organisations["a"], state=State.READY, person__isnull=False
    )
    actor = stage.actor("alice", day)
    for rank, application in enumerate(ready.order_by("wished_on", "pk")[:2]):
        sign_document(
            actor=actor,
            today=day,
            application=application,
            signed_by_her_on=day,
            # One of the two still waits for the second signature.
            signed_by_association_on=day if rank == 0 else None,
            explained_in="fr",
        )


def _consult(
    day: date, *, stage: Stage, rank: int, service: ConsultedService, basis: ConsultationBasis, answer: ConsultationAnswer
) -> None:
    filed = Application.unscoped.filter(
        territory_id=stage.organisations["a"].territory_id, state__in=(State.FILED, State.SCHEDULED), filed_on__lte=day
    )
    found = list(filed.order_by("filed_on", "pk")[:3])
    if not found:
        return
    dana = stage.actor("dana", day)
    consultation = consult_service(
        actor=dana,
        today=day,
        application=found[rank % len(found)],
        service=service,
        basis=basis,
        identity_sent=("last_name", "first_name", "birth_date") if rank % 2 else ("last_name", "first_name", "nationality"),
    )
    if answer is not ConsultationAnswer.AWAITED:
        answer_consultation(actor=dana, today=day, consultation=consultation, seen=consultation.version, answer=answer)
