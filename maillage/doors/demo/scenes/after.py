"""After the opinion, in the department of eve: a refusal to hand over, an end that she asked for, an end on which she may still answer."""

from __future__ import annotations

from datetime import date, datetime, time

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.minuting import Minuting
from maillage.doors.demo.stage import Stage
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.pathway.commission import services
from maillage.pathway.commission.models import (
    Commission,
    Contradictory,
    Decision,
    DecisionSense,
    DeliveredBy,
    Item,
    ItemSense,
    ItemWay,
    LocalRule,
    ModeChoice,
    Presence,
    Proof,
    Seat,
)
from maillage.pathway.psp.models import Application, EndReason, Kind, Pathway
from maillage.pathway.psp.services import propose_end

CODE, SECRETARY, OFFICE = "F2", "eve", "prefet2"
WORKERS = {"c": "clara", "d": "david"}
PROPOSED, HELD, TOLD = date(2020, 4, 24), date(2020, 4, 28), date(2020, 5, 4)
ENDED_SIGNED, ENDED_TOLD, REFUSED_SIGNED = date(2020, 5, 5), date(2020, 5, 11), date(2020, 5, 18)
FACTS = "Trois rendez-vous de suivi n'ont pas eu lieu depuis janvier, sans nouvelles données à l'association."
HER_WORDS = "Elle part vivre chez sa sœur et préfère arrêter là."
URGENCY = "Une personne attend de pouvoir arrêter son parcours."
REFUSAL = "Le projet ne dit pas où elle vivra pendant la formation ; il peut être complété et présenté de nouveau."


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the events."""
    after = _After(stage)
    chronicle.at(PROPOSED, after.propose)
    chronicle.at(HELD, after.sit)
    Minuting(stage=stage, chronicle=chronicle).follow(HELD, code=CODE)
    chronicle.at(TOLD, after.tell)
    chronicle.at(ENDED_SIGNED, after.sign_end)
    chronicle.at(ENDED_TOLD, after.hand_end)
    chronicle.at(REFUSED_SIGNED, after.refuse)


def moment_of(day: date, *, hour: int = 15) -> Moment:
    """A moment of that day."""
    return Moment(now=datetime.combine(day, time(hour), tzinfo=PARIS), today=day)


class _After:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.ends: dict[EndReason, Application] = {}

    def _worker(self, application: Application, day: date) -> Actor:
        key = next(key for key in WORKERS if self.stage.organisations[key].pk == application.organisation_id)
        return self.stage.actor(WORKERS[key], day)

    def propose(self, day: date) -> None:
        """Two ends are proposed: one that she asks for, one for commitments."""
        organisations = [self.stage.organisations[key] for key in WORKERS]
        busy = Application.unscoped.waiting().filter(person__isnull=False).values("person")
        rows = Pathway.unscoped.filter(
            territory_id=CODE, organisation__in=organisations, ended_on__isnull=True, person__closed_on__isnull=True
        )
        # One of each association: what the other scenes do with their pathways stays possible.
        free = [rows.exclude(person__in=busy).filter(organisation=each).order_by("starts_on", "pk").first() for each in organisations]
        for pathway, reason in zip(free, (EndReason.HER_WISH, EndReason.COMMITMENTS), strict=True):
            if pathway is None:
                continue
            words = HER_WORDS if reason == EndReason.HER_WISH else FACTS
            self.ends[reason] = propose_end(
                actor=self._worker(pathway.entry, day), today=day, pathway=pathway, reason=reason, words=words, told_on=day
            )

    def sit(self, day: date) -> None:
        """The commission gives its opinion in a short sitting, convened in urgency."""
        if not self.ends:
            return
        actor, commission = self.stage.actor(SECRETARY, day), Commission.unscoped.get(territory_id=CODE)
        session = services.plan_session(
            actor=actor, today=day, commission=commission, held_on=day, mode=ModeChoice.VIDEO, legal_basis="local_rule",
            local_rule=LocalRule.unscoped.get(commission=commission), chair_decided_on=day,
        )  # fmt: skip
        for end in self.ends.values():
            services.add_to_agenda(actor=actor, today=day, session=session, application=end)
        session.refresh_from_db()
        session = services.convene(actor=actor, today=day, session=session, urgency=URGENCY)
        session = services.open_session(actor=actor, today=day, session=session)
        for seat in Seat.unscoped.filter(commission=commission).order_by("rank", "pk"):
            try:
                services.record_attendance(actor=actor, today=day, session=session, seat=seat, channel=Presence.VIDEO)
            except Refused:
                continue
        for item in Item.unscoped.filter(session=session).order_by("rank"):
            services.close_item(
                actor=actor, today=day, item=item, outcome=services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE)
            )
        services.close_session(actor=actor, today=day, session=session)
        contested = self.ends.get(EndReason.COMMITMENTS)
        if contested is not None:
            services.open_contradictory(actor=actor, today=day, application=contested, facts=FACTS, days=15)

    def tell(self, day: date) -> None:
        """Her association puts the letter into her hands: she may answer until the day of the demonstration."""
        hearing = Contradictory.unscoped.filter(territory_id=CODE).select_related("application").first()
        if hearing is not None:
            services.note_told(
                actor=self._worker(hearing.application, day), moment=moment_of(day), hearing=hearing, told_on=day, proof=Proof.SIGNED,
                by=DeliveredBy.ASSOCIATION,
            )  # fmt: skip

    def sign_end(self, day: date) -> None:
        """The end that she asked for is decided, and entrusted to her association."""
        end = self.ends.get(EndReason.HER_WISH)
        if end is None:
            return
        decision = services.prepare_decision(
            actor=self.stage.actor(SECRETARY, day), today=day, application=end, sense=DecisionSense.ENDED,
            motives=[EndReason.HER_WISH.value], words="Elle a demandé à arrêter.",
        )  # fmt: skip
        self._sign(day, decision, number=f"F2-2020-{day.timetuple().tm_yday}-E")

    def _sign(self, day: date, decision: Decision, *, number: str) -> None:
        office = self.stage.actor(OFFICE, day)
        signed = services.record_signed_decision(
            actor=office, today=day, decision=decision, signed_on=day, number=number, signatory_name="Didier Lanvaux",
            signatory_capacity="sous-préfet", delegation_reference="Délégation F2-2020-12 (démonstration)",
        )  # fmt: skip
        services.entrust_decision(actor=office, today=day, decision=signed)

    def hand_end(self, day: date) -> None:
        """She comes for it, signs the receipt: the pathway ends that day."""
        decision = Decision.unscoped.filter(application=self.ends.get(EndReason.HER_WISH)).select_related("application").first()
        if decision is not None:
            services.deliver_decision(
                actor=self._worker(decision.application, day), moment=moment_of(day), decision=decision, way="in_person", notified_on=day,
                proof=Proof.SIGNED, remedies_told=True, plain_given=True,
            )  # fmt: skip

    def refuse(self, day: date) -> None:
        """A first application is refused against the opinion, signed, entrusted: it waits to be put into her hands."""
        rows = Decision.unscoped.filter(territory_id=CODE, signed_on__isnull=True, application__kind=Kind.FIRST)
        decision = rows.select_related("application").order_by("prepared_on", "pk").first()
        if decision is None or decision.application.person_id is None:
            return
        refused = services.prepare_decision(
            actor=self.stage.actor(SECRETARY, day), today=day, application=decision.application, sense=DecisionSense.REFUSED,
            motives=["project_too_vague"], words=REFUSAL,
        )  # fmt: skip
        self._sign(day, refused, number="F2-2020-139-R")
