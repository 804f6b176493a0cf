"""What follows a decision, in each of its states: reviews, residence documents, allowances, days lost, and every way a pathway ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from maillage.core.allowance import Check, Condition
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.foundation.access.actor import Actor
from maillage.pathway.psp.models import (
    Allowance,
    Application,
    EndOutcome,
    InterruptionCause,
    MissedPayment,
    Pathway,
    Pause,
    Permit,
    PermitRefusal,
    Proposal,
    Review,
)
from maillage.pathway.psp.reviews import ReviewContent
from maillage.pathway.psp.services import (
    ask_allowance,
    check_conditions,
    end_pathway,
    note_interruption,
    note_missed_payment,
    note_msa_number,
    record_permit,
    settle_payment,
    update_allowance,
    update_permit,
    write_review,
)

WORKERS = {"a": "alice", "b": "charlie", "c": "clara", "d": "david", "e": "elsa", "f": "fanny"}
LOCKDOWN = (date(2020, 3, 17), date(2020, 5, 10))
REVIEWS = (
    ReviewContent(
        words="Elle a tenu ses rendez-vous jusqu'à la fermeture, puis par téléphone. Elle veut continuer les cours et chercher un emploi.",
        points={
            "language": ("done", "Niveau A2 atteint en février."),
            "housing": ("partly", "Hébergée à l'hôtel, demande de foyer déposée."),
            "integration": ("prevented", "Stage reporté par la fermeture du centre."),
        },
    ),
    ReviewContent(
        words="Le bilan s'est fait par téléphone, en deux fois. Elle est fatiguée, et tient à son projet de couture.",
        points={"care": ("done", ""), "rights": ("prevented", "Guichet fermé depuis le 17 mars.")},
    ),
    ReviewContent(words="Elle préfère s'arrêter au terme : elle a un contrat et un logement.", points={"integration": ("done", "CDD.")}),
)
PROPOSALS = (Proposal.RENEW, Proposal.UNDECIDED, Proposal.STOP)
OUTCOMES = ((EndOutcome.WITHDRAWN, date(2020, 4, 6)), (EndOutcome.DEATH, date(2020, 4, 14)))
"""The other ways of ending belong to the years before (`scenes.decisions`)."""
ENDED_IN = "dceb"
"""The associations where pathways end, in turn: those of the study keep theirs."""


@dataclass(frozen=True)
class Scene:
    """The events of one play, with what they need."""

    stage: Stage

    def running(self, association: str) -> list[Pathway]:
        """The pathways of an association that run on the day, in the order in which their files were opened."""
        people = self.stage.people.get((association, "pathway"), [])
        found = {each.person_id: each for each in Pathway.unscoped.filter(person__in=people, ended_on__isnull=True)}
        return [found[person.pk] for person in people if person.pk in found]

    def worker(self, association: str, day: date) -> Actor:
        """Who works on the files of an association."""
        return self.stage.actor(WORKERS[association], day)

    def reviews(self, day: date) -> None:
        """Three reviews: to renew, not decided, to stop. The others are still to prepare."""
        for number, pathway in enumerate(self.running("a")[:3]):
            term = pathway.terms.order_by("-number").first()
            if term is None or term.starts_on > day or Review.unscoped.filter(term=term).exists():
                continue
            held = max(term.starts_on, day - timedelta(days=6))
            actor = self.worker("a", day)
            write_review(actor=actor, today=day, term=term, seen=0, held_on=held, proposal=PROPOSALS[number], content=REVIEWS[number])

    def permits(self, day: date, *, association: str) -> None:
        """One renewal asked, one appointment to come, one receipt, one refusal: on the documents of an association."""
        acts = (self.asked, self.appointment, self.receipt, self.refused)
        pathways = self.running(association)
        for act, pathway in zip(acts, pathways, strict=False):
            actor = self.worker(association, day)
            # A document awaited is asked already; otherwise this one is a renewal.
            permit = pathway.permits.filter(delivered_on__isnull=True, refused_on__isnull=True).order_by("pk").first()
            asked = max(pathway.starts_on, day - timedelta(days=70))
            permit = permit or record_permit(actor=actor, today=day, pathway=pathway, asked_on=asked)
            act(actor, permit, day)

    def asked(self, actor: Actor, permit: Permit, day: date) -> None:
        """Asked, and nothing more."""

    def appointment(self, actor: Actor, permit: Permit, day: date) -> None:
        """The prefecture gave a day, after its reopening."""
        self._update(actor, permit, day, appointment_on=date(2020, 6, 4))

    def receipt(self, actor: Actor, permit: Permit, day: date) -> None:
        """A receipt, for three months."""
        given = max(permit.asked_on or day, day - timedelta(days=30))
        self._update(actor, permit, day, receipt_on=given, receipt_until=given + timedelta(days=90))

    def refused(self, actor: Actor, permit: Permit, day: date) -> None:
        """Refused, with the reason of the letter."""
        self._update(actor, permit, day, refused_on=day, refusal=PermitRefusal.CONDITIONS)

    def _update(self, actor: Actor, permit: Permit, day: date, **days: object) -> None:
        update_permit(actor=actor, today=day, permit=permit, seen=permit.version, asked_on=permit.asked_on, **days)  # type: ignore[arg-type]

    def allowances(self, day: date) -> None:
        """Those that run become suspended, ended, paid, sent; months are missing; one more is asked and checked, one refused."""
        here, elsewhere = (self.paid, self.sent), (self.suspended, self.stopped, self.paid)
        pairs = [(key, pathway) for key in "acbde" for pathway in self.running(key)]
        rows = [(key, row) for key, pathway in pairs for row in pathway.allowances.filter(expires_on__gte=day).order_by("-starts_on")[:1]]
        own, others = [each for each in rows if each[0] == "a"], [each for each in rows if each[0] != "a"]
        for act, (key, row) in (*zip(here, own, strict=False), *zip(elsewhere, others, strict=False)):
            act(self.worker(key, day), row, day)
        without = [(key, pathway) for key, pathway in pairs if not pathway.allowances.exists()]
        for number, (key, pathway) in enumerate(without[:2]):
            self._ask(self.worker(key, day), pathway, day, refused=number == 1)

    def paid(self, actor: Actor, row: Allowance, day: date) -> None:
        """Paid, with two children; one month never came, another came late; the number of the MSA is kept."""
        if row.decided_on is None:
            return
        row = self._follow(actor, row, day, children=2, sent_on=row.decided_on, first_paid_on=min(day, row.decided_on + timedelta(days=32)))
        note_msa_number(actor=actor, today=day, allowance=row, number="2 00 00 F1 0417")
        for missed in self._missed(actor, row, day):
            if missed.month.month % 2 == 0:
                settle_payment(actor=actor, today=day, missed=missed, settled_on=min(day, missed.month + timedelta(days=52)))

    def _missed(self, actor: Actor, row: Allowance, day: date) -> Iterator[MissedPayment]:
        for month in (date(2020, 3, 1), date(2020, 4, 1)):
            if row.starts_on is not None and row.expires_on is not None and row.starts_on < month <= row.expires_on:
                yield note_missed_payment(actor=actor, today=day, allowance=row, month=month)

    def sent(self, actor: Actor, row: Allowance, day: date) -> None:
        """The file left for the MSA, and nothing came yet."""
        self._follow(actor, row, day, children=0, sent_on=row.decided_on)

    def suspended(self, actor: Actor, row: Allowance, day: date) -> None:
        """Suspended while papers are awaited."""
        since = max(row.decided_on or day, day - timedelta(days=40))
        self._follow(actor, row, day, children=1, sent_on=row.decided_on, suspended_on=since, suspension=Pause.PAPERS)

    def stopped(self, actor: Actor, row: Allowance, day: date) -> None:
        """Ended before its term: another benefit is paid."""
        since = max(row.decided_on or day, day - timedelta(days=20))
        self._follow(actor, row, day, children=0, sent_on=row.decided_on, ended_on=since, ending=Pause.OTHER_BENEFIT)

    def _follow(self, actor: Actor, row: Allowance, day: date, **changes: object) -> Allowance:
        return update_allowance(actor=actor, today=day, allowance=row, seen=row.version, **changes)  # type: ignore[arg-type]

    def _ask(self, actor: Actor, pathway: Pathway, day: date, *, refused: bool) -> None:
        asked = max(pathway.starts_on, day - timedelta(days=25))
        row = ask_allowance(actor=actor, today=day, pathway=pathway, asked_on=asked, children=1)
        checks = dict.fromkeys(Condition, Check.YES) | {Condition.RESOURCES: Check.UNKNOWN}
        if refused:
            checks |= {Condition.NO_OTHER_BENEFIT: Check.NO}
        row = check_conditions(actor=actor, today=day, allowance=row, seen=row.version, checks=checks)
        if refused:
            self._follow(actor, row, day, children=1, asked_on=asked, refused_on=day)

    def interruptions(self, day: date) -> None:
        """The doors closed for the lockdown; somewhere, nobody is left to accompany her."""
        for pathway in self.running("a")[:2]:
            if pathway.starts_on <= LOCKDOWN[0]:
                self._interrupt("a", pathway, day, cause=InterruptionCause.SERVICE_CLOSED, starts_on=LOCKDOWN[0], ends_on=LOCKDOWN[1])
        for pathway in self.running("e")[:1]:
            first = max(pathway.starts_on, date(2020, 4, 20))
            self._interrupt("e", pathway, day, cause=InterruptionCause.NO_WORKER, starts_on=first, ends_on=None)

    def _interrupt(
        self, association: str, pathway: Pathway, day: date, *, cause: InterruptionCause, starts_on: date, ends_on: date | None
    ) -> None:
        actor = self.worker(association, day)
        note_interruption(actor=actor, today=day, pathway=pathway, cause=cause, starts_on=starts_on, ends_on=ends_on)

    def ends(self, day: date) -> None:
        """Each way of ending, once, noted when the teams are back; never while a renewal waits."""
        left = [(key, pathway) for key in ENDED_IN for pathway in self.running(key)[1:] if not self._held_back(pathway)]
        for (outcome, ended_on), (key, pathway) in zip(OUTCOMES, left, strict=False):
            actor = self.worker(key, day)
            end_pathway(actor=actor, today=day, pathway=pathway, ended_on=max(ended_on, pathway.starts_on), outcome=outcome)

    def _held_back(self, pathway: Pathway) -> bool:
        """A renewal waits, or its allowance stopped already: another story is told there."""
        if pathway.allowances.filter(suspended_on__isnull=False).exists() or pathway.allowances.filter(ended_on__isnull=False).exists():
            return True
        return Application.unscoped.waiting().filter(person=pathway.person).exists()


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the reviews and the rights in mid-May 2020, when the teams write down what the spring did."""
    scene = Scene(stage)
    chronicle.at(date(2020, 5, 13), scene.interruptions)
    chronicle.at(date(2020, 5, 14), scene.reviews)
    for association in ("a", "c"):
        chronicle.at(date(2020, 5, 15), partial(scene.permits, association=association))
    chronicle.at(date(2020, 5, 16), scene.allowances)
    chronicle.at(date(2020, 5, 19), scene.ends)
