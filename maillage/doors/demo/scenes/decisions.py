"""What follows an examined item: decision, notification, term, permit, allowance, renewal."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from functools import partial

from maillage.core.clock.terms import add_months
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.applications import Preparation
from maillage.doors.demo.scenes.minuting import SECRETARIES, Minuting
from maillage.doors.demo.stage import Stage
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.pathway.commission.models import Decision, DecisionSense, Item, ItemSense, OutcomeCode, Proof, Session
from maillage.pathway.commission.services import (
    deliver_decision,
    entrust_decision,
    notify_decision,
    prepare_decision,
    record_signed_decision,
)
from maillage.pathway.psp.models import Application, EndOutcome, Pathway, Term
from maillage.pathway.psp.services import end_pathway, record_allowance, record_permit
from maillage.pathway.psp.workflow import State

OFFICES = {"F1": "paul", "F2": "prefet2", "F3": "prefet3", "F4": "prefet4"}
SIGNATORIES = {
    "F1": ("Armelle Quiroga", "secrétaire générale"),
    "F2": ("Didier Lanvaux", "sous-préfet"),
    "F3": ("Ghislaine Orsel", "directrice de cabinet"),
    "F4": ("Thibaut Escande", "secrétaire général"),
}
# How long each prefecture takes to deliver: F1 is slow, so that permits end in the spring of 2020, inside the pathways they go with.
PERMIT_DAYS = {"F1": (60, 120), "F2": (25, 70), "F3": (40, 95), "F4": (40, 95)}
DESK_CLOSED = date(2020, 3, 17)
REFUSAL_WORDS = "Le projet présenté ne dit ni la formation ni le lieu de vie envisagés ; il peut être complété et présenté de nouveau."
LAST_TERM = 4
SINCE_DELIVERIES = date(2019, 12, 1)
PROOFS = (Proof.SIGNED, Proof.SIGNED, Proof.NOTE, Proof.SIGNED, Proof.WITNESS, Proof.NONE)
EARLY_ENDS = (EndOutcome.NOT_RENEWED, EndOutcome.LOST_CONTACT, EndOutcome.AUTONOMY, EndOutcome.DECISION_ENDED, EndOutcome.MOVED)


class Decisions:
    """The State's side after a session, and the association's before each term."""

    def __init__(self, *, stage: Stage, chronicle: Chronicle, rng: random.Random) -> None:
        self.stage, self.chronicle, self.rng = stage, chronicle, rng
        self.minuting = Minuting(stage=stage, chronicle=chronicle)
        self.preparations: dict[object, Preparation] = {}
        self.early = 0

    def know(self, person_id: object, preparation: Preparation) -> None:
        """Remember who prepares the renewals of a person."""
        self.preparations[person_id] = preparation

    def after(self, day: date, session: Session) -> None:
        """Plan the minutes, and a decision for each item that was examined."""
        code = session.territory_id
        self.minuting.after(day, session)
        for item in Item.unscoped.filter(session=session, outcome=OutcomeCode.EXAMINED).order_by("rank"):
            self.chronicle.at(day + timedelta(days=8), partial(self.prepare, code=code, item=item))

    def prepare(self, day: date, *, code: str, item: Item) -> None:
        """The secretary prepares what the prefect will sign."""
        waits = timedelta(days=9 + self.rng.randint(0, 9))
        item.application.refresh_from_db()
        if item.application.state != State.EXAMINED:
            return  # withdrawn, or gone elsewhere, since the opinion
        granted = item.sense != ItemSense.UNFAVOURABLE
        decision = prepare_decision(
            actor=self.stage.actor(SECRETARIES[code], day),
            today=day,
            application=item.application,
            sense=DecisionSense.GRANTED if granted else DecisionSense.REFUSED,
            motives=() if granted else ("project_too_vague",),
            words="" if granted else REFUSAL_WORDS,
        )
        self.chronicle.at(day + waits, lambda then: self.sign(then, code, decision))

    def sign(self, day: date, code: str, decision: Decision) -> None:
        """The office records what was signed the day before; the rest follows."""
        name, capacity = SIGNATORIES[code]
        if not Decision.unscoped.filter(pk=decision.pk).exists():
            return  # the application was withdrawn before the signature
        decision.refresh_from_db()
        recorded = record_signed_decision(
            actor=self.stage.actor(OFFICES[code], day),
            today=day,
            decision=decision,
            signed_on=day - timedelta(days=1),
            number=f"{code}-{day.year}-{day.timetuple().tm_yday:03d}-{str(decision.application.number)[-3:]}",
            signatory_name=name,
            signatory_capacity=capacity,
            delegation_reference=f"Délégation {code}-{day.year}-12 (démonstration)",
        )
        if day >= SINCE_DELIVERIES and decision.application.person_id is not None:
            entrust_decision(actor=self.stage.actor(OFFICES[code], day), today=day, decision=recorded)
        self.chronicle.at(day + timedelta(days=6 + self.rng.randint(0, 8)), lambda then: self.notify(then, code, recorded))
        term = Term.unscoped.filter(application=decision.application).select_related("pathway").first()
        if term is not None:
            self._after_grant(day, term)

    def notify(self, day: date, code: str, decision: Decision) -> None:
        """She is told, in person, by her key worker. Lately her association notes it with its proof; before, the office did."""
        decision.refresh_from_db()
        preparation = self.preparations.get(decision.application.person_id)
        proof = PROOFS[int(str(decision.application.number)[-1]) % len(PROOFS)]
        if day < SINCE_DELIVERIES or preparation is None:
            office = self.stage.actor(OFFICES[code], day)
            notify_decision(actor=office, today=day, decision=decision, notified_on=day, proof=proof, remedies_told=proof != Proof.NONE)
            return
        moment = Moment(now=datetime.combine(day, time(15), tzinfo=PARIS), today=day)
        deliver_decision(
            actor=self._worker(preparation, day), moment=moment, decision=decision, way="in_person", notified_on=day, proof=proof,
            remedies_told=True, plain_given=True,
        )  # fmt: skip

    def _after_grant(self, day: date, term: Term) -> None:
        pathway = term.pathway
        preparation = self.preparations[pathway.person_id]
        plan = preparation.plan
        if plan.asks_permit:
            self.chronicle.at(day + timedelta(days=12), lambda then: self.ask_permit(then, preparation, pathway))
        if plan.asks_allowance:
            self.chronicle.at(day + timedelta(days=25), lambda then: self.grant_allowance(then, preparation, term))
        if term.number < LAST_TERM and self.rng.random() < 0.85:
            wish_on = max(day + timedelta(days=20), term.expires_on - timedelta(days=110))
            file_on = max(wish_on + timedelta(days=20), term.expires_on - timedelta(days=62))
            self.chronicle.at(wish_on, lambda then: preparation.renew(then, file_on=file_on))
            # A renewal that came to nothing: the pathway ended with its term, noted when it is plain to everybody.
            if term.expires_on < date(2020, 3, 12):
                self.chronicle.at(term.expires_on + timedelta(days=150), lambda then: self.end(then, preparation, pathway))
        elif term.expires_on < date(2020, 3, 12):
            self.chronicle.at(term.expires_on, lambda then: self.end(then, preparation, pathway))

    def ask_permit(self, day: date, preparation: Preparation, pathway: Pathway) -> None:
        """The residence document is asked, then delivered weeks later, for six months."""
        record_permit(actor=self._worker(preparation, day), today=day, pathway=pathway, asked_on=day)
        shortest, longest = PERMIT_DAYS[pathway.territory_id]
        waits = timedelta(days=self.rng.randint(shortest, longest))
        self.chronicle.at(day + waits, lambda then: self.deliver_permit(then, preparation, pathway))

    def deliver_permit(self, day: date, preparation: Preparation, pathway: Pathway) -> None:
        """Delivered, unless the prefecture's desk is closed: from 17 March 2020 nothing more comes out of it."""
        if day >= DESK_CLOSED:
            return
        actor = self._worker(preparation, day)
        record_permit(actor=actor, today=day, pathway=pathway, asked_on=None, delivered_on=day, expires_on=add_months(day, 6))

    def grant_allowance(self, day: date, preparation: Preparation, term: Term) -> None:
        """The allowance is decided, and runs with the term."""
        record_allowance(
            actor=self._worker(preparation, day),
            today=day,
            pathway=term.pathway,
            decided_on=day,
            starts_on=day,
            expires_on=max(term.expires_on, day + timedelta(days=30)),
        )

    def end(self, day: date, preparation: Preparation, pathway: Pathway) -> None:
        """The pathway ends with its last term, unless a renewal came meanwhile."""
        pathway.refresh_from_db()
        last = pathway.terms.order_by("-number").first()
        pending = Application.unscoped.waiting().filter(person=pathway.person).exists()
        if pathway.ended_on is None and last is not None and last.expires_on <= day and not pending:
            outcome = EndOutcome.FULL_LENGTH if last.number == LAST_TERM else EARLY_ENDS[self.early % len(EARLY_ENDS)]
            self.early += last.number < LAST_TERM
            actor = self._worker(preparation, day)
            end_pathway(actor=actor, today=day, pathway=pathway, ended_on=last.expires_on, outcome=outcome)

    def _worker(self, preparation: Preparation, day: date) -> Actor:
        return self.stage.actor(preparation.plan.worker, day)
