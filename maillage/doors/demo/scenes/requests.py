# ruff: noqa: E501  (a table reads better on long lines)
"""First requests of the spring of 2020: people never met before, with one-off needs; some became files, some a wish to leave.

The study: "a new public for one-off requests"; at least twenty wishes to enter a pathway said during the lockdown.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from maillage.accompaniment.intake.models import FirstRequest, NoSolution, Outcome, Partner, Problem, Public, Triage, Way
from maillage.accompaniment.intake.services import Heard, link_to_file, note_request, open_file_from_request, settle_request
from maillage.accompaniment.people.models import Channel, Person
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.pathway.psp.services import wish_from_request
from maillage.reference.territories.models import PlaceKind
from maillage.reference.territories.selectors import open_places

WORKERS = {"a": "alice", "b": "charlie", "c": "clara", "d": "david", "e": "elsa", "f": "fanny"}
FIRST_DAY = date(2020, 3, 2)

URGENT, ONE_OFF, INFO, LEAVE, OTHER = Triage.URGENT, Triage.ONE_OFF, Triage.INFORMATION, Triage.LEAVE, Triage.OTHER
PHONE, MESSAGE, WALK_IN, PARTNER, ONLINE, OUTREACH = Way.PHONE, Way.MESSAGE, Way.WALK_IN, Way.PARTNER, Way.ONLINE, Way.OUTREACH
NEW, KNOWN, UNSURE = Public.NEW, Public.KNOWN, Public.UNKNOWN

# Association, day, way, what is asked, met before or not, the problem, words, then what came of it (and why, or to whom).
Row = tuple[str, date, Way, Triage, Public, Problem, str, Outcome, NoSolution | Partner | None]
TOLD: tuple[Row, ...] = (
    ("a", date(2020, 3, 5), WALK_IN, INFO, KNOWN, Problem.KNOWN, "Demande les horaires de la permanence juridique.", Outcome.ORIENTED, Partner.LAWYER),
    ("a", date(2020, 3, 18), PHONE, URGENT, NEW, Problem.NEW, "L'hôtel ferme demain à midi, elle n'a nulle part où aller.", Outcome.ORIENTED, Partner.SHELTER),
    ("a", date(2020, 3, 19), PHONE, ONE_OFF, NEW, Problem.NEW, "Plus un euro depuis trois jours. De quoi manger.", Outcome.AID_GIVEN, None),
    ("a", date(2020, 3, 23), MESSAGE, ONE_OFF, NEW, Problem.NEW, "Bons alimentaires pour elle et une amie.", Outcome.AID_GIVEN, None),
    ("a", date(2020, 3, 26), PARTNER, URGENT, NEW, Problem.AGGRAVATED, "Sortie d'hôpital sans logement.", Outcome.NO_SOLUTION, NoSolution.NO_SHELTER),
    ("a", date(2020, 4, 1), PHONE, ONE_OFF, NEW, Problem.NEW, "Recharge de téléphone, elle n'a plus de crédit.", Outcome.AID_GIVEN, None),
    ("a", date(2020, 4, 7), PHONE, ONE_OFF, NEW, Problem.NEW, "Facture d'électricité, coupure annoncée.", Outcome.NO_SOLUTION, NoSolution.NO_FUNDS),
    ("a", date(2020, 4, 10), ONLINE, INFO, NEW, Problem.NEW, "A vu l'annonce de la permanence en ligne. Veut savoir ce qu'est un parcours.", Outcome.ORIENTED, Partner.ASSOCIATION),
    ("a", date(2020, 4, 15), PHONE, OTHER, UNSURE, Problem.UNKNOWN, "Appel coupé deux fois, elle parle très bas.", Outcome.NO_SOLUTION, NoSolution.LOST_CONTACT),
    ("a", date(2020, 4, 24), PARTNER, ONE_OFF, NEW, Problem.NEW, "Envoyée par la mairie pour des vêtements.", Outcome.AID_GIVEN, None),
    ("a", date(2020, 5, 6), PHONE, URGENT, KNOWN, Problem.AGGRAVATED, "Menacée par l'homme chez qui elle loge.", Outcome.ORIENTED, Partner.POLICE),
    ("a", date(2020, 5, 15), OUTREACH, ONE_OFF, NEW, Problem.NEW, "Rencontrée près de la gare : masques, et un numéro où appeler.", Outcome.WAITING, None),
    ("a", date(2020, 5, 18), PHONE, URGENT, NEW, Problem.NEW, "Dort dans une voiture depuis dimanche. Rappeler avant 18 h.", Outcome.WAITING, None),
    ("a", date(2020, 5, 18), MESSAGE, INFO, NEW, Problem.KNOWN, "Demande si elle a droit à l'aide financière pendant le parcours.", Outcome.WAITING, None),
    ("b", date(2020, 3, 30), PHONE, ONE_OFF, NEW, Problem.NEW, "Lait et couches.", Outcome.AID_GIVEN, None),
    ("b", date(2020, 4, 20), PARTNER, URGENT, NEW, Problem.NEW, "Le gymnase ferme, trois femmes à reloger.", Outcome.NO_SOLUTION, NoSolution.NO_SHELTER),
    ("b", date(2020, 5, 18), PHONE, LEAVE, NEW, Problem.NEW, "« Je ne veux plus y retourner. » Rappeler mardi.", Outcome.WAITING, None),
    ("c", date(2020, 4, 2), ONLINE, ONE_OFF, NEW, Problem.NEW, "Colis alimentaire, sans papiers.", Outcome.AID_GIVEN, None),
    ("c", date(2020, 4, 29), PHONE, INFO, NEW, Problem.KNOWN, "Demande un interprète en mandarin pour son rendez-vous.", Outcome.NO_SOLUTION, NoSolution.NO_INTERPRETER),
    ("d", date(2020, 4, 14), PHONE, ONE_OFF, KNOWN, Problem.KNOWN, "Un ordinateur pour les cours de son fils.", Outcome.NO_SOLUTION, NoSolution.NOT_ELIGIBLE),
    ("d", date(2020, 5, 12), WALK_IN, OTHER, NEW, Problem.NEW, "Cherche un lieu où se poser une heure.", Outcome.NO_SOLUTION, NoSolution.SERVICE_CLOSED),
    ("e", date(2020, 4, 8), PHONE, URGENT, NEW, Problem.NEW, "Deux semaines sans manger à sa faim.", Outcome.AID_GIVEN, None),
    ("e", date(2020, 4, 27), PHONE, LEAVE, NEW, Problem.NEW, "Veut être accompagnée ; personne de libre avant juin.", Outcome.NO_SOLUTION, NoSolution.NO_STAFF),
    ("e", date(2020, 5, 5), MESSAGE, INFO, NEW, Problem.NEW, "N'a pas répondu aux deux rappels.", Outcome.NO_SOLUTION, NoSolution.HER_CHOICE),
    ("f", date(2020, 5, 4), PARTNER, ONE_OFF, NEW, Problem.NEW, "Frais de timbre, hors de ce que nous pouvons payer.", Outcome.NO_SOLUTION, NoSolution.OTHER),
)  # fmt: skip
# Never met before the spring; they said that they wanted to leave, and it became a wish: association, day, pseudonym, channel, contact.
WISHES: tuple[tuple[str, date, str, Channel, str, str], ...] = (
    ("a", date(2020, 4, 17), "Ortie", Channel.SMS, "Message neutre, le matin seulement.", "Veut arrêter, a entendu parler du parcours par une amie."),
    ("c", date(2020, 4, 21), "Bise", Channel.MESSAGING, "Messagerie, signer « Claire ».", "Plus de clients, et ne veut plus y retourner."),
    ("e", date(2020, 4, 6), "Embrun", Channel.PHONE, "L'après-midi ; raccrocher si un homme répond.", "Appelle pour la troisième fois : elle est décidée."),
)  # fmt: skip


class Desk:
    """Whoever answers the phone."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def note(self, day: date, *, association: str, heard: Heard) -> FirstRequest:
        """Ten seconds."""
        # At the Passerelles the desk answers the phone; it will not read what it noted.
        by = "rose" if association == "a" and heard.way is PHONE else WORKERS[association]
        request: FirstRequest = note_request(
            actor=self.stage.actor(by, day), today=day, organisation_id=self.stage.organisations[association].pk, heard=heard
        )
        return request

    def tell(self, day: date, *, row: Row) -> None:
        """A request, and what came of it the same day."""
        association, _day, way, triage, public, problem, words, outcome, why = row
        zones = open_places([self.stage.organisations[association].territory_id], on=day)
        zone = next((each for each in zones if each.kind == PlaceKind.ZONE), None)
        heard = Heard(
            way=way,
            triage=triage,
            partner=Partner.TOWN if way is PARTNER else None,
            public=public,
            problem=problem,
            zone_id=zone.pk if zone is not None and way is OUTREACH else None,
            words=words,
            pseudonym="Aurige" if outcome is Outcome.WAITING and triage is URGENT else "",
            channel=Channel.SMS if outcome is Outcome.WAITING else None,
            safe_contact="Message neutre avant 18 h." if outcome is Outcome.WAITING else "",
        )
        request = self.note(day, association=association, heard=heard)
        if outcome is not Outcome.WAITING:
            settle_request(
                actor=self.stage.actor(WORKERS[association], day),
                today=day,
                request=request,
                outcome=outcome,
                no_solution=why if isinstance(why, NoSolution) else None,
                oriented_to=why if isinstance(why, Partner) else None,
            )

    def wish(self, day: date, *, association: str, pseudonym: str, channel: Channel, contact: str, words: str) -> None:
        """Somebody never met before says that she wants to leave: her file and her wish in one gesture."""
        heard = Heard(
            way=PHONE,
            triage=LEAVE,
            public=NEW,
            problem=Problem.NEW,
            words=words,
            pseudonym=pseudonym,
            channel=channel,
            safe_contact=contact,
        )
        request = self.note(day, association=association, heard=heard)
        wish_from_request(actor=self.stage.actor(WORKERS[association], day), today=day, request=request)

    def open_file(self, day: date) -> None:
        """Another wants nothing but to be called back: a file, no more."""
        heard = Heard(
            way=MESSAGE,
            triage=ONE_OFF,
            public=NEW,
            problem=Problem.NEW,
            words="De quoi tenir la semaine, et quelqu'un à qui parler.",
            pseudonym="Galet",
            channel=Channel.PARTNER,
            safe_contact="Par l'accueil de jour, le lundi.",
        )
        request = self.note(day, association="a", heard=heard)
        open_file_from_request(actor=self.stage.actor("alice", day), today=day, request=request)

    def join(self, day: date, *, person: Callable[[], Person | None], asked_on: date) -> None:
        """She is followed since; her first call was noted when her file was opened, and joins it."""
        found = person()
        if found is None or found.closed_on is not None or found.merged_into_id is not None:
            return
        key = next(key for key, each in self.stage.organisations.items() if each.pk == found.organisation_id)
        heard = Heard(way=PHONE, triage=LEAVE, public=NEW, problem=Problem.NEW, words="Premier appel : elle demande comment sortir de là.")
        actor = self.stage.actor(WORKERS[key], day)
        request: FirstRequest = note_request(
            actor=actor, today=day, organisation_id=found.organisation_id, heard=heard, received_on=min(asked_on, day)
        )
        link_to_file(actor=actor, today=day, request=request, person=found)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    desk = Desk(stage)
    for row in TOLD:
        chronicle.at(row[1], partial(desk.tell, row=row))
    for association, day, pseudonym, channel, contact, words in WISHES:
        wish = partial(desk.wish, association=association, pseudonym=pseudonym, channel=channel, contact=contact, words=words)
        chronicle.at(day, wish)
    chronicle.at(date(2020, 4, 28), desk.open_file)
    for association, goal, rank in (("a", "wish", 0), ("c", "wish", 0), ("e", "wish", 0), ("b", "wish", 0), ("a", "preparing", 0)):
        found = partial(stage.person, association, goal, rank)
        chronicle.at(date(2020, 5, 16), partial(_join_at_opening, desk=desk, person=found))


def _join_at_opening(day: date, *, desk: Desk, person: Callable[[], Person | None]) -> None:
    found = person()
    if found is not None:
        desk.join(day, person=person, asked_on=max(FIRST_DAY, found.opened_on - timedelta(days=2)))
