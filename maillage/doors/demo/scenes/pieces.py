"""Pieces in every state, the lists of four departments, corrections, and applications that are not presented or are withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from maillage.accompaniment.people.models import Channel, Person, Proof, Purpose
from maillage.accompaniment.people.services import give_accord, open_file, record_identity
from maillage.core.checklist import LocalChange, Papers
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.minuting import SECRETARIES
from maillage.doors.demo.stage import Stage
from maillage.foundation.ui import guards
from maillage.pathway.psp import services
from maillage.pathway.psp.models import (
    Application,
    Correction,
    HoldReason,
    Issuer,
    OverlayKinds,
    Pathway,
    Piece,
    PieceOverlay,
    PieceState,
    Problem,
    RefusalCause,
    ReminderMeans,
    TalkOutcome,
)
from maillage.pathway.psp.selectors import form_version
from maillage.pathway.psp.services.filing import secretariat_of
from maillage.pathway.psp.workflow import State

WORKERS = {"a": "alice", "b": "charlie", "c": "clara", "d": "david", "e": "elsa", "f": "fanny"}
LAST = date(2020, 5, 15)
GOAL = "pieces"
"""The key under which the stage knows the people of these two scenes: theirs alone, so that no other scene closes their file."""
OPENED: dict[str, tuple[str, ...]] = {
    "a": ("Aubépine", "Bergerac", "Chèvrefeuille", "Digitale", "Épine-vinette"),
    "b": ("Aulne", "Bourrache", "Ciboule"),
    "c": ("Achillée", "Bryone"),
    "d": ("Angélique", "Buis"),
    "e": ("Armoise", "Bardane"),
}


@dataclass(frozen=True)
class _Line:
    """One line of the checklist of the example: where it stands on the last days."""

    code: str
    state: PieceState
    issuer: Issuer = Issuer.PERSON
    asked_on: date | None = None
    expected_on: date | None = None
    valid_until: date | None = None
    refusal: str = ""
    reminded: tuple[date, ...] = ()


# One checklist with every state: late with a day announced, late without, refused, out of date, to come, without object.
EXAMPLE = (
    _Line("request_form", PieceState.RECEIVED, Issuer.ASSOCIATION, date(2020, 2, 3)),
    _Line("situation", PieceState.RECEIVED, asked_on=date(2020, 2, 3), valid_until=date(2020, 5, 1)),
    _Line("identity", PieceState.ASKED, Issuer.CONSULATE, date(2020, 2, 10), reminded=(date(2020, 3, 9), date(2020, 4, 20))),
    _Line("children_birth", PieceState.REFUSED, Issuer.TOWN_HALL, date(2020, 2, 20), refusal=RefusalCause.COUNTER_CLOSED),
    _Line("engagement", PieceState.ASKED, asked_on=date(2020, 5, 11), expected_on=date(2020, 5, 28)),
    _Line("residence_address", PieceState.ASKED, Issuer.DOMICILIATION, date(2020, 3, 2), expected_on=date(2020, 4, 30)),
    _Line("residence_photos", PieceState.NOT_APPLICABLE),
)
HOLDS = (
    ("a", 1, HoldReason.MISSING_PIECE, date(2020, 4, 28)),
    ("a", 2, HoldReason.LOST_CONTACT, date(2020, 4, 29)),
    ("b", 0, HoldReason.CAPACITY, date(2020, 4, 30)),
    ("c", 0, HoldReason.NO_SESSION, date(2020, 5, 4)),
    ("d", 0, HoldReason.HER_CHOICE, date(2020, 5, 5)),
    ("d", 1, HoldReason.PROTECTED_TIME, date(2020, 5, 6)),
)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the whole scene."""
    scene = _Pieces(stage)
    for association, names in OPENED.items():
        for rank, name in enumerate(names):
            opened = date(2019, 11, 4) + timedelta(days=7 * rank)
            chronicle.at(opened, partial(scene.open_one, association=association, name=name))
    chronicle.at(date(2019, 3, 4), partial(scene.change_list, territory="F4", change=LocalChange.NOTE, code="identity"))
    chronicle.at(date(2020, 5, 4), scene.example)
    for association, rank, reason, day in HOLDS:
        chronicle.at(day, partial(scene.hold, association=association, rank=rank, reason=reason))
    chronicle.at(date(2020, 5, 5), partial(scene.hold, association="e", rank=0, reason=HoldReason.CAPACITY))
    chronicle.at(date(2020, 5, 12), partial(scene.resume, association="e", rank=0))
    chronicle.at(date(2020, 5, 7), partial(scene.withdraw, association="a", rank=3))
    chronicle.at(date(2020, 4, 27), partial(scene.file, association="e", rank=1))
    chronicle.at(date(2020, 5, 13), partial(scene.withdraw, association="e", rank=1))
    for day, act in ((date(2020, 4, 15), scene.ask), (date(2020, 4, 27), scene.answer), (date(2020, 5, 11), scene.settle)):
        chronicle.at(day, act)
    for territory, change, code in (
        ("F1", LocalChange.ADD, ""),
        ("F2", LocalChange.REQUIRE, "residence_address"),
        ("F3", LocalChange.NOT_ASKED, "sworn_statement"),
    ):
        chronicle.at(LAST, partial(scene.change_list, territory=territory, change=change, code=code))
    chronicle.at(LAST, scene.end_a_line)


REASONS = {
    LocalChange.ADD: "La commission veut savoir où en est l'apprentissage du français.",
    LocalChange.REQUIRE: "Le service des étrangers ne convoque personne sans domiciliation.",
    LocalChange.NOT_ASKED: "Le document d'engagement en tient lieu, dit la commission de mars 2019.",
    LocalChange.NOTE: "Une copie lisible des deux faces ; un passeport périmé est accepté.",
}


class _Pieces:
    """The acts of the scene."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def open_one(self, day: date, *, association: str, name: str) -> None:
        """A file of this scene's own."""
        person = open_file(
            actor=self.stage.actor(WORKERS[association], day), today=day, organisation_id=self.stage.organisations[association].pk,
            pseudonym=name, channel=Channel.NONE_KNOWN, safe_contact="Nous voit à la permanence du mardi.",
        )  # fmt: skip
        self.stage.people.setdefault((association, GOAL), []).append(person)

    def change_list(self, day: date, *, territory: str, change: LocalChange, code: str) -> None:
        """The secretariat changes the department's list."""
        adding = change is LocalChange.ADD
        services.set_overlay(
            actor=self.stage.actor(SECRETARIES[territory], day), today=day, territory_id=territory, change=change, code=code,
            kinds=OverlayKinds.FIRST if code == "sworn_statement" else OverlayKinds.BOTH, reason=REASONS[change],
            label="Attestation d'assiduité aux cours de français" if adding else "", issuer=Issuer.OTHER if adding else "",
        )  # fmt: skip

    def end_a_line(self, day: date) -> None:
        """A department that had noted something leaves its line."""
        overlay = PieceOverlay.unscoped.filter(territory="F4", ends_on__isnull=True).order_by("starts_on", "pk").first()
        if overlay is not None:
            services.end_overlay(actor=self.stage.actor(SECRETARIES["F4"], day), today=day, overlay=overlay)

    def _open(self, day: date, *, association: str, rank: int, since: date) -> Application | None:
        """A followed person says that she wants it: her checklist is opened. None when she is not there, or may not."""
        person = self.stage.person(association, GOAL, rank)
        if person is None or not _free(person, day):
            return None
        actor = self.stage.actor(WORKERS[association], day)
        since = max(since, person.opened_on)
        application = services.note_wish(actor=actor, today=day, person=person, wished_on=since)
        return services.start_preparing(actor=actor, today=day, application=application, happened_on=since)

    def example(self, day: date) -> None:
        """One checklist where every state of a piece is seen."""
        application = self._open(day, association="a", rank=0, since=date(2020, 1, 27))
        if application is None:
            return
        actor = self.stage.actor("alice", day)
        application = services.note_situation(
            actor=actor, today=day, application=application, seen=application.version, papers=Papers.WITHOUT_PAPERS, has_children=True
        )
        for line in EXAMPLE:
            self._note(day, application, line)

    def _note(self, day: date, application: Application, line: _Line) -> None:
        actor = self.stage.actor("alice", day)
        piece = Piece.unscoped.get(application=application, code=line.code)
        changed = services.change_piece(
            actor=actor, today=day, piece=piece, seen=piece.version, state=line.state, issuer=line.issuer,
            asked_on=_past(line.asked_on, day), expected_on=line.expected_on, valid_until=line.valid_until, refusal=line.refusal,
        )  # fmt: skip
        for reminded in line.reminded:
            services.remind_issuer(
                actor=actor, today=day, piece=changed, means=ReminderMeans.MAIL, done_on=reminded, again_on=reminded + timedelta(days=35)
            )

    def hold(self, day: date, *, association: str, rank: int, reason: HoldReason) -> None:
        """An application that is not presented, and why."""
        application = self._open(day, association=association, rank=rank, since=day - timedelta(days=50))
        if application is None:
            return
        actor = self.stage.actor(WORKERS[association], day)
        piece = Piece.unscoped.get(application=application, code="identity") if reason is HoldReason.MISSING_PIECE else None
        services.hold_application(
            actor=actor, today=day, application=application, reason=reason, piece=piece, review_on=day + timedelta(days=45)
        )

    def resume(self, day: date, *, association: str, rank: int) -> None:
        """Taken up again."""
        self._act(day, association, rank, states=(State.HELD,), act=services.resume_application)

    def withdraw(self, day: date, *, association: str, rank: int) -> None:
        """She changed her mind: opened shortly before when nothing was."""
        if self._running(association, rank) is None:
            self._open(day, association=association, rank=rank, since=day - timedelta(days=30))
        self._act(day, association, rank, states=(State.PREPARING, State.FILED), act=services.withdraw_application)

    def _running(self, association: str, rank: int) -> Application | None:
        person = self.stage.person(association, GOAL, rank)
        return Application.unscoped.waiting().filter(person=person).first() if person is not None else None

    def _act(self, day: date, association: str, rank: int, *, states: tuple[State, ...], act: Callable[..., object]) -> None:
        application = self._running(association, rank)
        if application is not None and application.state in states:
            act(actor=self.stage.actor(WORKERS[association], day), today=day, application=application)

    def file(self, day: date, *, association: str, rank: int) -> None:
        """A whole filing, so that what follows has something to follow."""
        application = self._open(day, association=association, rank=rank, since=day - timedelta(days=60))
        if application is not None:
            file_whole(self.stage, day, application, worker=WORKERS[association])

    def _filed(self, day: date) -> list[Application]:
        rows = Application.unscoped.filter(territory="F3", state=State.FILED, person__isnull=False, filed_on__lte=day)
        return list(rows.order_by("filed_on", "pk")[:3])

    def ask(self, day: date) -> None:
        """The secretariat of F3 asks: a piece, a line, another piece."""
        asked = (
            ("piece:identity", Problem.OUTDATED, "La pièce copiée n'est plus valable : joignez la nouvelle, ou le récépissé."),
            ("field:commitments", Problem.INCOMPLETE, "Dites qui accompagne la recherche de logement, et à partir de quand."),
            ("piece:situation", Problem.INCORRECT, "Le justificatif concerne une autre adresse que celle de la demande."),
        )
        for application, (target, problem, words) in zip(self._filed(day), asked, strict=False):
            services.ask_correction(
                actor=self.stage.actor("gaelle", day), today=day, application=application, target=target, problem=problem, words=words,
                answer_by=day + timedelta(days=30),
            )  # fmt: skip

    def answer(self, day: date) -> None:
        """Two of the three are answered."""
        for correction in Correction.unscoped.with_association().filter(application__territory="F3").order_by("target", "pk")[:2]:
            services.answer_correction(
                actor=self.stage.actor("elsa", day), today=day, correction=correction, agreed=True,
                words="Revu avec elle ; nous restons à votre disposition.",
            )  # fmt: skip

    def settle(self, day: date) -> None:
        """One answer is accepted, one is asked again; a last demand is answered and waits to be checked."""
        actor = self.stage.actor("gaelle", day)
        answered = list(Correction.unscoped.with_state().filter(application__territory="F3").order_by("target", "pk"))
        for place, correction in enumerate(answered):
            again = place > 0
            services.settle_correction(
                actor=actor, today=day, correction=correction, accepted=not again, words="La copie reste illisible." if again else "",
                answer_by=day + timedelta(days=30) if again else None,
            )  # fmt: skip
        for application in self._filed(day)[:1]:
            correction = services.ask_correction(
                actor=actor, today=day, application=application, target="field:project", problem=Problem.INCOMPLETE,
                words="Précisez la formation visée.",
            )  # fmt: skip
            services.answer_correction(
                actor=self.stage.actor("elsa", day),
                today=day,
                correction=correction,
                agreed=True,
                words="Un CAP de cuisine, dès septembre.",
            )


def _past(day: date | None, today: date) -> date | None:
    return min(day, today) if day is not None else None


def _free(person: Person, day: date) -> bool:
    """Open, without an application, and not the one that another scene protects."""
    busy = Application.unscoped.waiting().filter(person=person).exists() or Pathway.unscoped.filter(person=person).exists()
    return person.closed_on is None and not busy and bool(guards.ask("may_apply", person=person, today=day))


def file_whole(stage: Stage, day: date, application: Application, *, worker: str) -> Application:
    """Everything that a filing asks for, in one day."""
    actor, person = stage.actor(worker, day), application.person
    if person is None:
        raise LookupError("an application without a file is not filed here")
    if not hasattr(person, "identity"):
        record_identity(
            actor=actor, today=day, person=person, seen=0, last_name="Verlaine-Sauge", first_name="Mirela", birth_date=date(1992, 8, 9),
            nationality="roumaine",
        )  # fmt: skip
    give_accord(
        actor=actor, today=day, person=person, purpose=Purpose.FILE_APPLICATION, recipient_id=secretariat_of(person.territory_id).pk,
        language="fr", proof=Proof.SIGNED, given_on=day,
    )  # fmt: skip
    application = services.write_text(
        actor=actor, today=day, application=application, seen=application.version, project="Apprendre le français, puis un CAP de cuisine.",
        commitments="Cesser la prostitution ; venir à un entretien chaque quinzaine.", asks_permit=False, asks_allowance=True,
    )  # fmt: skip
    for piece in Piece.unscoped.filter(application=application, level="required").order_by("rank"):
        services.change_piece(actor=actor, today=day, piece=piece, seen=piece.version, state=PieceState.RECEIVED, issuer=piece.issuer)
    application = services.mark_ready(actor=actor, today=day, application=application)
    fresh = Application.unscoped.select_related("person").get(pk=application.pk)
    services.note_exposure_talk(actor=actor, today=day, application=fresh, outcome=TalkOutcome.FILE)
    services.agree_to_all(actor=actor, today=day, application=fresh, seen=form_version(fresh))
    filed: Application = services.file_application(actor=actor, today=day, application=application)
    return filed


__all__ = ["file_whole", "play"]
