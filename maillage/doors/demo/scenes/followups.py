"""Follow-ups offered, accepted, refused, handed over before leave and shared; files closed for each reason, and one reopened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from maillage.accompaniment.people.models import (
    Accord,
    ClosingReason,
    EndReason,
    FollowUpOffer,
    KeyWorker,
    KeyWorkerRole,
    Person,
    Proof,
    Purpose,
    Refusal,
)
from maillage.accompaniment.people.services import (
    accept_follow_up,
    close_file,
    end_key_worker,
    give_accord,
    hand_over_files,
    offer_follow_up,
    refuse_follow_up,
    reopen_file,
    take_follow_up,
    withdraw_accord,
    withdraw_offer,
)
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage

LEAVES, BACK = date(2020, 5, 25), date(2020, 6, 8)
# Association, rank among those simply followed, who closes, the day, why, what will help if she comes back.
CLOSINGS: tuple[tuple[str, int, str, date, ClosingReason, str], ...] = (
    ("a", 13, "alice", date(2020, 5, 6), ClosingReason.GOAL, "A signé un contrat ; rappellera si elle veut."),
    ("b", 8, "charlie", date(2020, 5, 5), ClosingReason.HER_CHOICE, "Préfère ne plus venir pour le moment. Porte ouverte."),
    ("b", 7, "charlie", date(2020, 5, 12), ClosingReason.MOVED, "Partie chez une cousine, dans l'Est."),
    ("c", 8, "clara", date(2020, 5, 7), ClosingReason.OTHER_TEAM, "Suivie par le service social de son foyer."),
    ("c", 7, "clara", date(2020, 5, 14), ClosingReason.LOST, "Plus de réponse depuis l'hiver, par aucun canal."),
    ("d", 6, "david", date(2020, 5, 11), ClosingReason.DECEASED, ""),
    ("e", 7, "elsa", date(2020, 4, 29), ClosingReason.MISTAKE, "Deuxième dossier de la même personne."),
    ("f", 4, "fanny", date(2020, 5, 13), ClosingReason.OTHER, "Voir le compte rendu d'équipe du 12 mai."),
)


@dataclass(frozen=True)
class FollowUps:
    """What happens between colleagues in the spring, on files that an association simply follows."""

    stage: Stage

    def on(self, association: str, rank: int, act: Callable[[Person, date], object]) -> Callable[[date], None]:
        """An event on one of these files; nothing if it is not open that day."""

        def play(day: date) -> None:
            person = self.stage.person(association, "followed", rank)
            if person is not None and person.closed_on is None and person.merged_into_id is None:
                act(person, day)

        return play

    def follows(self, slug: str, person: Person, day: date) -> KeyWorker | None:
        """Her follow-up of this file that day."""
        return KeyWorker.unscoped.present(today=day).filter(person=person, user_id=self.stage.users[slug].pk).first()

    def pair(self, person: Person, day: date) -> tuple[str, str]:
        """Who follows the file, and the colleague who does not."""
        return ("alice", "iris") if self.follows("iris", person, day) is None else ("iris", "alice")

    def offer(self, person: Person, day: date, *, role: KeyWorkerRole, relay: bool = False) -> FollowUpOffer:
        """Ask the colleague."""
        by, to = self.pair(person, day)
        mine = self.follows(by, person, day) if relay else None
        actor = self.stage.actor(by, day)
        return offer_follow_up(actor=actor, today=day, person=person, to_user_id=self.stage.users[to].pk, role=role, relays=mine)

    def pass_on(self, person: Person, day: date, *, role: KeyWorkerRole, relay: bool = False) -> None:
        """Asked in the morning, accepted in the afternoon."""
        to = self.pair(person, day)[1]
        accept_follow_up(actor=self.stage.actor(to, day), today=day, offer=self.offer(person, day, role=role, relay=relay))

    def refuse(self, person: Person, day: date) -> None:
        """Asked, and not possible."""
        to = self.pair(person, day)[1]
        offer = self.offer(person, day, role=KeyWorkerRole.LEAD, relay=True)
        words = "Je suis déjà douze dossiers jusqu'à l'été."
        refuse_follow_up(actor=self.stage.actor(to, day), today=day, offer=offer, reason=Refusal.TOO_MANY, words=words)

    def think_again(self, person: Person, day: date) -> None:
        """Asked, and taken back."""
        by = self.pair(person, day)[0]
        offer = self.offer(person, day, role=KeyWorkerRole.SECOND)
        withdraw_offer(actor=self.stage.actor(by, day), today=day, offer=offer)

    def take(self, person: Person, day: date) -> None:
        """A second colleague joins by herself, then leaves."""
        actor = self.stage.actor(self.pair(person, day)[1], day)
        follow_up = take_follow_up(actor=actor, today=day, person=person, role=KeyWorkerRole.HEALTH)
        end_key_worker(actor=actor, today=day, key_worker=follow_up, reason=EndReason.HER_CHOICE)

    def share(self, person: Person, day: date) -> None:
        """She agrees that the Escale du Pont accompanies her too."""
        give_accord(
            actor=self.stage.actor("alice", day),
            today=day,
            person=person,
            purpose=Purpose.SHARE_FOLLOW_UP,
            recipient_id=self.stage.organisations["b"].pk,
            language="fr",
            proof=Proof.SIGNED,
            given_on=day,
        )
        there, charlie = self.stage.organisations["b"].pk, self.stage.users["charlie"].pk
        actor = self.stage.actor("alice", day)
        offer = offer_follow_up(actor=actor, today=day, person=person, to_user_id=charlie, role=KeyWorkerRole.SHELTER, association_id=there)
        accept_follow_up(actor=self.stage.actor("charlie", day), today=day, offer=offer)

    def stop_sharing(self, person: Person, day: date) -> None:
        """She changes her mind."""
        accord = Accord.unscoped.in_force(today=day).filter(person=person, purpose=Purpose.SHARE_FOLLOW_UP).first()
        if accord is not None:
            withdraw_accord(actor=self.stage.actor("alice", day), today=day, accord=accord)

    def leave(self, day: date) -> None:
        """Iris goes away for two weeks, and proposes her files to Alice. Alice has not answered yet."""
        known = (self.stage.person("a", "followed", rank) for rank in range(len(self.stage.people.get(("a", "followed"), ()))))
        hers = [each for each in known if each is not None and self.follows("iris", each, day) and not self.follows("alice", each, day)]
        hand_over_files(
            actor=self.stage.actor("iris", day),
            today=day,
            people=hers[:3],
            to_user_id=self.stage.users["alice"].pk,
            starts_on=LEAVES,
            until=BACK,
        )

    def close(self, person: Person, day: date, *, by: str, reason: ClosingReason, words: str) -> None:
        """Close a file."""
        close_file(actor=self.stage.actor(by, day), today=day, person=person, seen=person.version, reason=reason, words=words)

    def come_back(self, day: date) -> None:
        """She rings the bell again, three weeks after her file was closed."""
        person = self.stage.person("a", "followed", 12)
        if person is not None and person.closed_on is not None:
            reopen_file(actor=self.stage.actor("alice", day), today=day, person=person)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    scene = FollowUps(stage)
    lead, health = KeyWorkerRole.LEAD, KeyWorkerRole.HEALTH
    chronicle.at(date(2020, 4, 27), scene.on("a", 3, partial(scene.pass_on, role=health)))
    chronicle.at(date(2020, 4, 28), scene.on("a", 4, partial(scene.pass_on, role=lead, relay=True)))
    chronicle.at(date(2020, 5, 4), scene.on("a", 9, scene.take))
    chronicle.at(date(2020, 5, 11), scene.on("a", 6, scene.refuse))
    chronicle.at(date(2020, 5, 12), scene.on("a", 7, scene.think_again))
    chronicle.at(date(2020, 4, 29), scene.on("a", 10, scene.share))
    chronicle.at(date(2020, 4, 30), scene.on("a", 1, scene.share))
    chronicle.at(date(2020, 5, 15), scene.on("a", 1, scene.stop_sharing))
    chronicle.at(date(2020, 5, 18), scene.leave)
    close = partial(scene.close, by="alice", reason=ClosingReason.LOST, words="Aucun canal ne répond.")
    chronicle.at(date(2020, 4, 25), scene.on("a", 12, close))
    chronicle.at(date(2020, 5, 16), scene.come_back)
    for association, rank, worker, day, reason, words in CLOSINGS:
        chronicle.at(day, scene.on(association, rank, partial(scene.close, by=worker, reason=reason, words=words)))
