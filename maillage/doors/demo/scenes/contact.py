"""How some may be reached, what they agreed to and took back, vital dangers read by two, and what is done in their name."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from maillage.accompaniment.people.models import (
    Accord,
    ActKind,
    Answering,
    Channel,
    Danger,
    Interpreted,
    Leaving,
    Means,
    Person,
    Procedure,
    Proof,
    Purpose,
    RecipientKind,
    TellingPoint,
    ToldHow,
)
from maillage.accompaniment.people.rules import RuleDraft
from maillage.accompaniment.people.selectors import may_contact, rule_of
from maillage.accompaniment.people.services import (
    ask_override,
    change_rule,
    decide_override,
    end_mandate,
    give_accord,
    give_mandate,
    note_act,
    reach_her,
    tell_act,
    tell_override,
    withdraw_accord,
)
from maillage.core.safe_contact import Channel as Way
from maillage.core.safe_contact import Standing, Window
from maillage.doors.demo.chronicle import Chronicle, Event
from maillage.doors.demo.scenes.applications import Preparation
from maillage.doors.demo.scenes.people import PersonPlan
from maillage.doors.demo.stage import Stage
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.pathway.psp.models import Application, Pathway
from maillage.pathway.psp.services.filing import secretariat_of

YES, NEVER = Standing.ALLOWED, Standing.FORBIDDEN
WORKDAYS = Window(frozenset(range(5)), time(10), time(17))
NIGHTS = Window(frozenset({3, 4, 5}), time(22), time(2))
SUNDAY = Window(frozenset({6}), time(0), time(0))


@dataclass(frozen=True)
class RuleSpec:
    """One version of the rule of somebody simply followed, and who writes it."""

    association: str
    rank: int
    by: str
    on: datetime
    preferred: Channel
    ways: Mapping[Way, Standing]
    windows: tuple[Window, ...] = ()
    silent_until: date | None = None
    answering: Answering = Answering.UNKNOWN
    leaving: Leaving = Leaving.UNKNOWN
    sealed: Mapping[str, str] = field(default_factory=dict)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=PARIS)


RULES: tuple[RuleSpec, ...] = (
    RuleSpec(
        "a", 0, "alice", _at(date(2020, 3, 18), 15), Channel.MESSAGING, {Way.MESSAGING: YES, Way.PARTNER: YES, Way.PHONE: NEVER},
        windows=(WORKDAYS,), answering=Answering.HER_ONLY, leaving=Leaving.NOTHING,
        sealed={
            "words": "Messagerie, 06 00 00 12 34 ; l'écran s'allume devant tout le monde.", "code_word": "pivoine",
            "never_say": "Préfecture, parcours, le nom de l'association.", "alias": "Claire, de la bibliothèque",
        },
    ),
    # The stolen evening: somebody else has held her phone since six o'clock.
    RuleSpec(
        "a", 0, "iris", _at(date(2020, 5, 18), 18, 5), Channel.PARTNER,
        {Way.PARTNER: YES, Way.KEY_WORKER: YES, Way.MESSAGING: NEVER, Way.SMS: NEVER, Way.PHONE: NEVER},
        answering=Answering.HER_ONLY, leaving=Leaving.NOTHING,
        sealed={"words": "Son téléphone n'est plus à elle. Passer par Amina, à l'épicerie.", "answerers": "Amina", "code_word": "pivoine"},
    ),
    RuleSpec(
        "a", 1, "alice", _at(date(2020, 5, 15), 11), Channel.PHONE, {Way.PHONE: YES, Way.SMS: YES}, windows=(NIGHTS, SUNDAY),
        answering=Answering.NAMED, leaving=Leaving.NEUTRAL,
        sealed={"words": "06 00 00 22 11, la nuit ou le dimanche.", "answerers": "Sa colocataire, Bruna.", "alias": "le dentiste"},
    ),
    RuleSpec(
        "a", 2, "iris", _at(date(2020, 5, 14), 9, 30), Channel.SMS, {Way.SMS: YES, Way.LETTER: NEVER}, silent_until=date(2020, 5, 25),
        sealed={"words": "06 00 00 33 22 ; en famille jusqu'au 24.", "never_say": "Rien avant son retour."},
    ),
    RuleSpec(
        "a", 3, "alice", _at(date(2020, 4, 2), 16), Channel.LETTER, {Way.LETTER: YES, Way.PHONE: NEVER, Way.VISIT: NEVER},
        leaving=Leaving.NEUTRAL, sealed={"words": "Poste restante, bureau central ; enveloppe blanche."},
    ),
    RuleSpec(
        "c", 0, "clara", _at(date(2020, 4, 14), 10), Channel.KEY_WORKER, {Way.KEY_WORKER: YES, Way.VISIT: YES}, windows=(WORKDAYS,),
        sealed={"words": "Vient le mardi au camion ; sinon, passer rue des Tanneurs.", "code_word": "ياسمين"},
    ),
    RuleSpec(
        "f", 0, "fanny", _at(date(2020, 5, 4), 14), Channel.MAIL, dict.fromkeys(Way, YES), windows=(WORKDAYS,),
        answering=Answering.ANYONE, leaving=Leaving.NEUTRAL, sealed={"words": "Adresse neutre : rose.des.vents@exemple.test"},
    ),
)  # fmt: skip
REACHED = (("a", 0, "alice", _at(date(2020, 5, 12), 11)), ("a", 1, "alice", _at(date(2020, 5, 15), 22, 30)),
           ("f", 0, "fanny", _at(date(2020, 5, 18), 15)), ("c", 0, "clara", _at(date(2020, 5, 19), 10, 15)))  # fmt: skip
TOLD = (TellingPoint.SCOPE, TellingPoint.MAY_END, TellingPoint.EACH_ACT, TellingPoint.COPIES)


@dataclass
class Contact:
    """The events of this scene, on files that an association simply follows."""

    stage: Stage
    chronicle: Chronicle

    def on(self, association: str, rank: int, act: Callable[[Person, date], object], *, goal: str = "followed") -> Event:
        """An event on one of these files; nothing if it is not open that day."""

        def play(day: date) -> None:
            person = self.stage.person(association, goal, rank)
            if person is not None and person.closed_on is None and person.merged_into_id is None:
                act(person, day)

        return play

    def rule(self, spec: RuleSpec) -> Callable[[Person, date], object]:
        """Write a version, on the one in force."""

        def write(person: Person, day: date) -> None:
            current = rule_of(person)
            draft = RuleDraft(
                preferred=spec.preferred, ways=spec.ways, windows=spec.windows, silent_until=spec.silent_until,
                answering=spec.answering, leaving=spec.leaving, sealed=spec.sealed,
            )  # fmt: skip
            moment = Moment(now=spec.on, today=day)
            change_rule(
                actor=self.stage.actor(spec.by, day), moment=moment, person=person, seen=current.edition if current else 0, draft=draft
            )

        return write

    def reach(self, by: str, at: datetime) -> Callable[[Person, date], object]:
        """Reach her by her preferred way, if her rule allows it then."""

        def leave(person: Person, day: date) -> None:
            rule, moment = rule_of(person), Moment(now=at, today=day)
            way = Way(rule.preferred) if rule is not None and rule.preferred in set(Way) else Way.KEY_WORKER
            if may_contact(person=person, channel=way, moment=moment):
                reach_her(actor=self.stage.actor(by, day), moment=moment, person=person, channel=way)

        return leave

    def agree(self, by: str, purpose: Purpose, **fields: object) -> Callable[[Person, date], object]:
        """She agrees."""
        given = {"language": "ro", "proof": Proof.ORAL, **fields}

        def note(person: Person, day: date) -> None:
            actor = self.stage.actor(by, day)
            give_accord(actor=actor, today=day, person=person, purpose=purpose, given_on=day, **given)  # type: ignore[arg-type]

        return note

    def take_back(self, by: str) -> Callable[[Person, date], object]:
        """She takes back the accord by which her application is sent."""

        def withdraw(person: Person, day: date) -> None:
            accord = Accord.unscoped.in_force(today=day).filter(person=person, purpose=Purpose.FILE_APPLICATION).first()
            if accord is not None:
                withdraw_accord(actor=self.stage.actor(by, day), today=day, accord=accord)

        return withdraw

    def danger(
        self, danger: Danger, kind: RecipientKind, words: str, *, answer: bool | None, told: bool = False
    ) -> Callable[[Person, date], object]:
        """Asked by alice; read by hugo, or still to read; told, or still to tell."""

        def ask(person: Person, day: date) -> None:
            alice = self.stage.actor("alice", day)
            override = ask_override(
                actor=alice, today=day, person=person, purpose=Purpose.CONTACT_PARTNER, recipient_kind=kind, danger=danger, words=words,
                days=3,
            )  # fmt: skip
            if answer is None:
                return
            override = decide_override(actor=self.stage.actor("hugo", day), today=day, override=override, confirmed=answer)
            if told:
                tell_override(actor=alice, today=day, override=override, told_on=day, how=ToldHow.INTERPRETER)

        return ask

    def mandate(self, last_on: date, *procedures: Procedure, by: str = "alice", ended: bool = False) -> Callable[[Person, date], object]:
        """She gives a mandate; two things are done in her name, one of which she knows."""

        def give(person: Person, day: date) -> None:
            actor = self.stage.actor(by, day)
            mandate = give_mandate(
                actor=actor, today=day, person=person, procedures=procedures, starts_on=day, last_on=last_on, language="fr",
                told_on=day, told_how=ToldHow.READ_TOGETHER, told_points=TOLD, told_words="Seulement par courrier, jamais par téléphone.",
            )  # fmt: skip
            known = note_act(actor=actor, today=day, mandate=mandate, procedure=procedures[0], kind=ActKind.FORM_FILED, done_on=day)
            tell_act(actor=actor, today=day, act=known, told_on=day)
            note_act(actor=actor, today=day, mandate=mandate, procedure=procedures[-1], kind=ActKind.LETTER_SENT, done_on=day)
            if ended:
                end_mandate(actor=actor, today=day, mandate=mandate, by_her=True)

        return give


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the scene."""
    contact = Contact(stage=stage, chronicle=chronicle)
    for spec in RULES:
        chronicle.at(spec.on.date(), contact.on(spec.association, spec.rank, contact.rule(spec)))
    for association, rank, by, at in REACHED:
        chronicle.at(at.date(), contact.on(association, rank, contact.reach(by, at)))
    _accords(contact, chronicle)
    _taken_back(contact, stage=stage, chronicle=chronicle)
    for day, rank, event in (
        (
            date(2020, 4, 7),
            4,
            contact.danger(Danger.VIOLENCE, RecipientKind.POLICE, "Coups dans la nuit, il a ses clés.", answer=True, told=True),
        ),
        (date(2020, 5, 15), 5, contact.danger(Danger.SUICIDE, RecipientKind.HOSPITAL, "Dit adieu, ne répond plus.", answer=True)),
        (date(2020, 5, 13), 3, contact.danger(Danger.MISSING, RecipientKind.POLICE, "Pas vue depuis deux jours.", answer=False)),
        (date(2020, 5, 19), 0, contact.danger(Danger.LIFE, RecipientKind.EMERGENCY, "Une arme, et il sait où elle dort.", answer=None)),
        (date(2020, 5, 11), 1, contact.mandate(date(2020, 11, 10), Procedure.HEALTH_INSURANCE, Procedure.BANK)),
        (date(2019, 9, 2), 2, contact.mandate(date(2020, 3, 2), Procedure.FAMILY_ALLOWANCE, Procedure.TAXES)),
        (date(2020, 5, 6), 4, contact.mandate(date(2020, 10, 6), Procedure.PREFECTURE, ended=True)),
    ):
        chronicle.at(day, contact.on("a", rank, event))


def _accords(contact: Contact, chronicle: Chronicle) -> None:
    """Every purpose; one that is over, one that a relative translated, one taken back."""
    own = {"recipient_kind": RecipientKind.OWN}
    shelter = {"recipient_kind": RecipientKind.SHELTER, "means": Means.PHONE, "interpreted": Interpreted.RELATIVE}
    lawyer = {"recipient_kind": RecipientKind.LAWYER, "means": Means.WITH_HER, "proof": Proof.SIGNED}
    for day, association, rank, event in (
        (date(2020, 4, 6), "a", 0, contact.agree("alice", Purpose.CONTACT_PARTNER, **lawyer)),
        (date(2020, 5, 4), "a", 1, contact.agree("alice", Purpose.CONTACT_PARTNER, **shelter)),
        (date(2019, 11, 4), "a", 1, contact.agree("alice", Purpose.KEEP_MAIL, **own, expires_on=date(2020, 5, 4))),
        (date(2020, 5, 4), "a", 2, contact.agree("iris", Purpose.KEEP_MAIL, **own)),
        (date(2020, 5, 4), "a", 3, contact.agree("alice", Purpose.INTERPRETER, recipient_kind=RecipientKind.INTERPRETER, language="ar")),
        (date(2020, 5, 4), "c", 0, contact.agree("clara", Purpose.STATISTICS, recipient_kind=RecipientKind.RESEARCH)),
        (date(2020, 5, 4), "c", 1, contact.agree("clara", Purpose.SHARE_FOLLOW_UP, recipient_kind=RecipientKind.OTHER_ASSOCIATION)),
    ):
        chronicle.at(day, contact.on(association, rank, event))


def _taken_back(contact: Contact, *, stage: Stage, chronicle: Chronicle) -> None:
    """Before the filing, after it, and after the decision."""
    rng = random.Random(2052)
    for plan in PLANS:
        Preparation(stage=stage, chronicle=chronicle, plan=plan, rng=rng, opened=lambda *_: None).begin()
    before, after = _of("Encre"), _of("Craie")
    chronicle.at(date(2020, 3, 9), _with(stage, before, contact, _accord_to_file("david", stage)))
    chronicle.at(date(2020, 4, 20), _with(stage, before, contact, contact.take_back("david")))
    chronicle.at(date(2020, 5, 18), _with(stage, after, contact, contact.take_back("david")))
    chronicle.at(date(2020, 5, 15), contact.on("c", 6, _if_running(contact.take_back("clara")), goal="pathway"))


def _if_running(act: Callable[[Person, date], object]) -> Callable[[Person, date], object]:
    def play_it(person: Person, day: date) -> None:
        # A renewal under way belongs to the scenes of the commission.
        asked = Application.unscoped.waiting().filter(person=person)
        if Pathway.unscoped.filter(person=person, ended_on__isnull=True, starts_on__lte=day).exists() and not asked.exists():
            act(person, day)

    return play_it


def _accord_to_file(by: str, stage: Stage) -> Callable[[Person, date], object]:
    def note(person: Person, day: date) -> None:
        give_accord(
            actor=stage.actor(by, day), today=day, person=person, purpose=Purpose.FILE_APPLICATION,
            recipient_id=secretariat_of(person.territory_id).pk, language="es", proof=Proof.SIGNED, given_on=day,
        )  # fmt: skip

    return note


def _with(stage: Stage, plan: PersonPlan, contact: Contact, act: Callable[[Person, date], object]) -> Event:
    """An event on the file of one of our two plans, found by the reference of the day it was opened."""

    def play_it(day: date) -> None:
        known = stage.people.get((plan.association, plan.goal), [])
        found = next((each for each in known if each.opened_on == plan.opened_on), None)
        if found is not None:
            act(Person.unscoped.get(pk=found.pk), day)

    return play_it


def _of(pseudonym: str) -> PersonPlan:
    return next(each for each in PLANS if each.pseudonym == pseudonym)


def _plan(pseudonym: str, *, goal: str, opened_on: date, wished_on: date, file_on: date | None) -> PersonPlan:
    return PersonPlan(
        association="d", worker="david", pseudonym=pseudonym, first_name="Ilda", last_name="Marovic", birth_date=date(1991, 6, 4),
        nationality="albanaise", channel="sms", safe_contact="Message neutre, le matin.", opened_on=opened_on, goal=goal,
        wished_on=wished_on, file_on=file_on, project="Un logement à elle, puis un travail en cuisine.",
        commitments="Cesser la prostitution ; venir chaque semaine.", asks_permit=True, asks_allowance=True,
    )  # fmt: skip


PLANS = (
    _plan("Encre", goal="preparing", opened_on=date(2020, 1, 14), wished_on=date(2020, 2, 24), file_on=None),
    _plan("Craie", goal="filed", opened_on=date(2019, 12, 3), wished_on=date(2020, 1, 20), file_on=date(2020, 5, 12)),
)
