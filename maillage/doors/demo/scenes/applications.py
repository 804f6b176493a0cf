"""How one application is prepared and filed, day by day, by the association."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from maillage.accompaniment.people.models import Person, Proof, Purpose
from maillage.accompaniment.people.services import give_accord, open_file, record_identity
from maillage.core.clock.waiting import Cause
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.filing import talk_then_agree
from maillage.doors.demo.scenes.people import PersonPlan
from maillage.doors.demo.stage import Stage
from maillage.pathway.psp.models import Application, Kind, Piece, PieceLevel, PieceState
from maillage.pathway.psp.models.piece import Issuer
from maillage.pathway.psp.services import change_piece, file_application, mark_ready, note_wish, open_waiting, start_preparing, write_text
from maillage.pathway.psp.services.filing import secretariat_of

# The pieces that this replay draws lots for. Those that the list gained since, and those of a department alone, are settled without a
# draw: the rest of the world would move.
OF_THE_PATHWAY = ("request_form", "renewal_form", "situation", "sworn_statement", "agrement", "engagement", "identity")
BESIDE_IT = ("afis_declaration", "residence_identity", "residence_photos", "residence_address")
SLOW_ISSUERS = (Issuer.CONSULATE, Issuer.TOWN_HALL, Issuer.HEALTH_INSURANCE, Issuer.PREFECTURE)


class Preparation:
    """One person's application from the opening of her file to its filing, as planned."""

    def __init__(
        self, *, stage: Stage, chronicle: Chronicle, plan: PersonPlan, rng: random.Random, opened: Callable[[object, Preparation], None]
    ) -> None:
        self.stage, self.chronicle, self.plan, self.rng, self.opened = stage, chronicle, plan, rng, opened
        self.person: Person | None = None

    def begin(self) -> None:
        """Plan everything that the plan says."""
        self.chronicle.at(self.plan.opened_on, self.open)
        if self.plan.wished_on is not None:
            self.chronicle.at(self.plan.wished_on, self.wish)

    def open(self, day: date) -> None:
        """Open the file."""
        self.person = open_file(
            actor=self.stage.actor(self.plan.worker, day),
            today=day,
            organisation_id=self.stage.organisations[self.plan.association].pk,
            pseudonym=self.plan.pseudonym,
            channel=self.plan.channel,
            safe_contact=self.plan.safe_contact,
        )
        self.stage.people.setdefault((self.plan.association, self.plan.goal), []).append(self.person)
        self.opened(self.person.pk, self)

    def wish(self, day: date) -> None:
        """She says that she wants to enter a pathway."""
        application = note_wish(actor=self.stage.actor(self.plan.worker, day), today=day, person=self.known())
        if self.plan.goal != "wish":
            self.chronicle.at(day + timedelta(days=9), lambda then: self.prepare(then, application))

    def renew(self, day: date, *, file_on: date) -> None:
        """Before a term: the renewal is wished, prepared and filed in time for a session."""
        application = note_wish(actor=self.stage.actor(self.plan.worker, day), today=day, person=self.known(), kind=Kind.RENEWAL)
        self.chronicle.at(day + timedelta(days=4), lambda then: self.prepare(then, application, file_on=file_on))

    def prepare(self, day: date, application: Application, *, file_on: date | None = None) -> None:
        """Open the checklist, ask for the pieces, write the text; plan how they come."""
        actor = self.stage.actor(self.plan.worker, day)
        application = start_preparing(actor=actor, today=day, application=application)
        target = file_on or self.plan.file_on
        write_text(
            actor=actor,
            today=day,
            application=application,
            seen=application.version,
            project=self.plan.project,
            commitments=self.plan.commitments,
            asks_permit=self.plan.asks_permit,
            asks_allowance=self.plan.asks_allowance,
        )
        slow = self.rng.choice(SLOW_ISSUERS)
        for piece in Piece.unscoped.filter(application=application).order_by("rank"):
            self._plan_piece(day, piece, target=target, slow=slow)
        if target is not None:
            self.chronicle.at(max(day, target - timedelta(days=3)), self.identify)
            self.chronicle.at(max(day, target - timedelta(days=2)), lambda then: self.finish(then, application, file_on=target))

    def _plan_piece(self, day: date, piece: Piece, *, target: date | None, slow: Issuer) -> None:
        actor = self.stage.actor(self.plan.worker, day)
        if piece.code not in (*OF_THE_PATHWAY, *BESIDE_IT):
            state = PieceState.RECEIVED if piece.level == PieceLevel.REQUIRED else PieceState.NOT_APPLICABLE
            change_piece(actor=actor, today=day, piece=piece, seen=piece.version, state=state, issuer=piece.issuer)
            return
        if piece.code in BESIDE_IT and not self.plan.asks_permit:
            change_piece(actor=actor, today=day, piece=piece, seen=piece.version, state=PieceState.NOT_APPLICABLE, issuer=piece.issuer)
            return
        issuer = slow if piece.code == "identity" else Issuer(piece.issuer)
        changed = change_piece(actor=actor, today=day, piece=piece, seen=piece.version, state=PieceState.ASKED, issuer=issuer, asked_on=day)
        last = (target - timedelta(days=4)) if target else day + timedelta(days=200)
        span = max(1, (last - day).days)
        part = self.rng.uniform(0.6, 1.0) if issuer == slow else self.rng.uniform(0.05, 0.5)
        self.chronicle.at(day + timedelta(days=int(span * part)), lambda then: self.receive(then, changed))

    def receive(self, day: date, piece: Piece) -> None:
        """A piece comes."""
        piece.refresh_from_db()
        if piece.application.state == "preparing":
            actor = self.stage.actor(self.plan.worker, day)
            change_piece(
                actor=actor,
                today=day,
                piece=piece,
                seen=piece.version,
                state=PieceState.RECEIVED,
                issuer=piece.issuer,
                asked_on=piece.asked_on,
            )

    def identify(self, day: date) -> None:
        """Her civil identity and her accord are noted, shortly before the filing."""
        actor, person = self.stage.actor(self.plan.worker, day), self.known()
        if not hasattr(person, "identity"):
            record_identity(
                actor=actor,
                today=day,
                person=person,
                seen=0,
                last_name=self.plan.last_name,
                first_name=self.plan.first_name,
                birth_date=self.plan.birth_date,
                nationality=self.plan.nationality,
            )
            give_accord(
                actor=actor,
                today=day,
                person=person,
                purpose=Purpose.FILE_APPLICATION,
                recipient_id=secretariat_of(person.territory_id).pk,
                language="fr",
                proof=Proof.SIGNED,
                given_on=day,
            )

    def finish(self, day: date, application: Application, *, file_on: date) -> None:
        """Ready; then filed, or held to protect her time."""
        actor = self.stage.actor(self.plan.worker, day)
        for piece in Piece.unscoped.filter(application=application, state=PieceState.ASKED).order_by("rank"):
            self.receive(day, piece)
        talk_then_agree(actor=actor, day=day, application=application)
        application = mark_ready(actor=actor, today=day, application=application)
        if self.plan.goal == "protected" and application.kind == Kind.FIRST:
            open_waiting(actor=actor, today=day, application=application, cause=Cause.PROTECTED_TIME)
        elif not (self.plan.goal == "ready" and application.kind == Kind.FIRST):
            self.chronicle.at(file_on, lambda then: self.file(then, application))

    def file(self, day: date, application: Application) -> None:
        """The application leaves for the secretariat."""
        file_application(actor=self.stage.actor(self.plan.worker, day), today=day, application=application)

    def known(self) -> Person:
        """Her file, once open."""
        if self.person is None:
            raise LookupError("the file is not open yet")
        return Person.unscoped.get(pk=self.person.pk)
