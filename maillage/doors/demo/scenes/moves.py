"""Follow-ups that go on elsewhere: accepted, refused, waiting; a pathway granted by its new prefect, another that waits for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from functools import partial

from maillage.accompaniment.people.models import Person, Proof, Purpose
from maillage.accompaniment.people.services import give_accord
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.pieces import GOAL, WORKERS
from maillage.doors.demo.stage import Stage
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.foundation.ui import guards
from maillage.pathway.psp import services
from maillage.pathway.psp.models import Application, Passing, Pathway, Transfer, TransferRefusal, TransferState

ALL = tuple(Passing)
LITTLE = (Passing.PSEUDONYM, Passing.CONTACT)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the moves: some with an application being prepared, some with a pathway under way."""
    moves = _Moves(stage)
    for day, sender, rank, receiver, passing, end in (
        (date(2020, 5, 4), "c", 1, "e", ALL, "accept"),
        (date(2020, 5, 6), "b", 1, "c", LITTLE, "refuse"),
        (date(2020, 5, 14), "b", 2, "a", LITTLE, ""),
        (date(2020, 5, 15), "a", 4, "d", ALL, ""),
    ):
        chronicle.at(day, partial(moves.propose_application, sender=sender, rank=rank, receiver=receiver, passing=passing))
        if end:
            chronicle.at(day + timedelta(days=5), partial(moves.answer, sender=sender, receiver=receiver, accept=end == "accept"))
    for day, sender, receiver, granted in ((date(2020, 5, 11), "d", "a", False), (date(2020, 5, 12), "c", "b", True)):
        chronicle.at(day, partial(moves.propose_pathway, sender=sender, receiver=receiver))
        chronicle.at(day + timedelta(days=2), partial(moves.answer, sender=sender, receiver=receiver, accept=True))
        if granted:
            chronicle.at(date(2020, 5, 18), partial(moves.grant, sender=sender, receiver=receiver))


class _Moves:
    """The acts of the scene."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def propose_application(self, day: date, *, sender: str, rank: int, receiver: str, passing: Collection[Passing]) -> None:
        """An application begun lately, that goes on elsewhere."""
        person = self.stage.person(sender, GOAL, rank)
        if person is None or person.closed_on is not None or not guards.ask("may_apply", person=person, today=day):
            return
        actor = self.stage.actor(WORKERS[sender], day)
        if not Application.unscoped.waiting().filter(person=person).exists():
            wished = max(person.opened_on, day - timedelta(days=60))
            application = services.note_wish(actor=actor, today=day, person=person, wished_on=wished)
            services.start_preparing(actor=actor, today=day, application=application)
        self._propose(day, person, sender=sender, receiver=receiver, passing=passing)

    def propose_pathway(self, day: date, *, sender: str, receiver: str) -> None:
        """A pathway under way, whose next renewal is far enough."""
        organisation = self.stage.organisations[sender]
        busy = Application.unscoped.waiting().filter(person__isnull=False).values("person")
        rows = Pathway.unscoped.filter(organisation=organisation, ended_on__isnull=True, person__closed_on__isnull=True)
        begun = rows.filter(starts_on__lte=day - timedelta(days=100))
        pathway = begun.exclude(person__in=busy).order_by("-starts_on", "pk").first()
        if pathway is not None and pathway.person is not None:
            self._propose(day, pathway.person, sender=sender, receiver=receiver, passing=LITTLE)

    def _propose(self, day: date, person: Person, *, sender: str, receiver: str, passing: Collection[Passing]) -> None:
        actor, organisation = self.stage.actor(WORKERS[sender], day), self.stage.organisations[receiver]
        give_accord(
            actor=actor, today=day, person=person, purpose=Purpose.TRANSFER, recipient_id=organisation.pk, language="fr",
            proof=Proof.SIGNED, given_on=day,
        )  # fmt: skip
        services.propose_transfer(actor=actor, today=day, person=person, receiver=organisation, passing=passing)

    def _between(self, sender: str, receiver: str, state: TransferState) -> Transfer | None:
        rows = Transfer.unscoped.filter(organisation=self.stage.organisations[sender], receiver=self.stage.organisations[receiver])
        return rows.filter(state=state).order_by("proposed_on", "pk").first()

    def answer(self, day: date, *, sender: str, receiver: str, accept: bool) -> None:
        """The receiver answers."""
        transfer = self._between(sender, receiver, TransferState.PROPOSED)
        if transfer is None:
            return
        actor = self.stage.actor(WORKERS[receiver], day)
        if accept:
            moment = Moment(now=datetime.combine(day, time(10, 0), tzinfo=PARIS), today=day)
            services.accept_transfer(actor=actor, moment=moment, transfer=transfer)
        else:
            services.refuse_transfer(actor=actor, today=day, transfer=transfer, refusal=TransferRefusal.NO_PLACE)

    def grant(self, day: date, *, sender: str, receiver: str) -> None:
        """The new prefect answers, on paper."""
        transfer = self._between(sender, receiver, TransferState.ACCEPTED)
        if transfer is not None:
            services.answer_transfer(
                actor=self.stage.actor(WORKERS[receiver], day), today=day, transfer=transfer, granted=True, happened_on=day, from_paper=True
            )
