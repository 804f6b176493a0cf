# ruff: noqa: E501  (a table reads better on long lines)
"""Notes at each level and of each kind, promises kept, open and late, a note corrected, widened, narrowed, and drafts that wait."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial

from maillage.accompaniment.notes.levels import Level
from maillage.accompaniment.notes.models import Kind, Note, Promise, Towards
from maillage.accompaniment.notes.services import (
    PromiseMade,
    Typed,
    change_level,
    correct_note,
    keep_promise,
    save_draft,
    write_note,
)
from maillage.accompaniment.people.models import Person
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.foundation.kernel.moment import PARIS

ME, TEAM, SHARED = Level.ME, Level.TEAM, Level.SHARED
INTERVIEW, CALL, PROCEDURE, OBSERVATION = Kind.INTERVIEW, Kind.CALL, Kind.PROCEDURE, Kind.OBSERVATION
# Of each association: who writes.
WRITERS = {"a": "alice", "b": "charlie", "c": "clara", "d": "david", "e": "elsa", "f": "fanny"}
# What caseworkers write in the spring, on files simply followed: association, rank, day, level, kind, words.
TOLD: tuple[tuple[str, int, date, Level, Kind, str], ...] = (
    ("a", 0, date(2020, 3, 18), TEAM, CALL, "Elle va bien, reste chez une amie. A de quoi manger pour la semaine. Rappeler vendredi matin, par message."),
    ("a", 0, date(2020, 4, 3), TEAM, CALL, "L'amie chez qui elle loge veut récupérer sa chambre fin avril. Elle préfère un foyer de femmes."),
    ("a", 0, date(2020, 4, 22), TEAM, PROCEDURE, "Demande au 115 faite avec elle au téléphone : inscrite, pas de place avant le 4 mai."),
    ("a", 0, date(2020, 4, 23), ME, OBSERVATION, "Vérifier avant notre prochain appel si elle a compris ce que veut dire « foyer »."),
    ("a", 0, date(2020, 5, 15), TEAM, INTERVIEW, "Première rencontre au local depuis mars. Elle dort mieux. Veut reprendre les cours de français dès qu'ils rouvrent."),
    ("a", 10, date(2020, 5, 4), SHARED, INTERVIEW, "Faite à deux avec sa collègue de l'autre association : elle accepte la chambre, visite mercredi à 14 h."),
    ("a", 10, date(2020, 5, 13), SHARED, CALL, "Chambre vue, elle dit oui. Il manque l'assurance : on la fait ensemble vendredi."),
    ("a", 2, date(2020, 4, 14), TEAM, CALL, "قالت إنها بخير وتنتظر فتح مكتب البريد. Traduit avec l'interprète au téléphone : elle va bien, attend la réouverture de la poste."),
    ("a", 5, date(2020, 5, 11), TEAM, OBSERVATION, "Venue au local avec une valise. N'a rien voulu dire devant les autres. À reprendre au calme."),
    ("b", 0, date(2020, 4, 9), TEAM, CALL, "Plus de travail depuis le 17 mars, chômage partiel pas encore versé. Expliqué la fiche de paie."),
    ("b", 1, date(2020, 5, 7), ME, OBSERVATION, "Ma propre impression, à vérifier : elle évite le sujet du logement."),
    ("c", 0, date(2020, 4, 16), TEAM, INTERVIEW, "En visio. A préparé ses questions pour la commission, les a lues une par une."),
    ("c", 1, date(2020, 5, 5), TEAM, PROCEDURE, "Pharmacie : ordonnance périmée acceptée après appel du médecin."),
    ("d", 0, date(2020, 4, 28), TEAM, CALL, "Deux tensions dans l'appartement cette semaine, sur la cuisine. Médiation prévue lundi."),
    ("e", 0, date(2020, 4, 30), TEAM, INTERVIEW, "Devant la gare, cinq minutes. Elle demande quand la commission se réunit : personne ne le sait."),
    ("f", 0, date(2020, 5, 12), TEAM, CALL, "Rappelée comme promis. Elle cherche des masques en tissu pour son emploi."),
)  # fmt: skip


class Notebook:
    """What is written, day after day."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def on(self, association: str, rank: int, act: Callable[[Person, date], object]) -> Callable[[date], None]:
        """An event on a file simply followed; nothing if it is not open that day."""

        def play(day: date) -> None:
            person = self.stage.person(association, "followed", rank)
            if person is not None and person.closed_on is None and person.merged_into_id is None:
                act(person, day)

        return play

    def write(
        self, person: Person, day: date, *, by: str, level: Level, kind: Kind, words: str, promise: PromiseMade | None = None
    ) -> Note:
        """A note of the day."""
        actor = self.stage.actor(by, day)
        note: Note = write_note(actor=actor, today=day, person=person, level=level, kind=kind, happened_on=day, body=words, promise=promise)
        return note

    def promise(self, person: Person, day: date, *, by: str, what: str, towards: Towards, due_on: date | None) -> None:
        """A call that ends on a promise."""
        made = PromiseMade(what=what, towards=towards, due_on=due_on)
        self.write(person, day, by=by, level=TEAM, kind=CALL, words="Point rapide au téléphone, elle a peu de temps.", promise=made)

    def keep(self, person: Person, day: date, *, by: str) -> None:
        """The oldest promise of this file is kept."""
        found = (
            Promise.unscoped.filter(person=person, kept_on__isnull=True).select_related("note", "person").order_by("made_on", "pk").first()
        )
        if found is not None:
            keep_promise(actor=self.stage.actor(by, day), today=day, promise=found)

    def correct(self, person: Person, day: date, *, by: str) -> None:
        """A colleague corrects the last note of the team."""
        note = Note.unscoped.for_others().filter(person=person).order_by("-happened_on", "pk").first()
        if note is not None:
            words = (
                "Premier rendez-vous au local depuis mars, avec l'interprète. Elle dort mieux. Cours de français : liste d'attente, rang 3."
            )
            correct_note(
                actor=self.stage.actor(by, day),
                today=day,
                note=note,
                seen=note.version,
                kind=Kind(note.kind),
                happened_on=note.happened_on,
                body=words,
            )

    def widen(self, person: Person, day: date, *, level: Level) -> None:
        """Alice changes who reads her last note on this file."""
        note = Note.unscoped.filter(person=person, author=self.stage.users["alice"].pk).order_by("-happened_on", "pk").first()
        if note is not None:
            actor = self.stage.actor("alice", day)
            change_level(actor=actor, today=day, note=note, seen=note.version, level=level, confirmed=True)

    def begin(self, person: Person, day: date, *, words: str) -> None:
        """A draft that Alice left on Monday evening, when the phone rang."""
        at = datetime.combine(day, time(17, 42), tzinfo=PARIS)
        typed = Typed(body=words, level=TEAM, kind=INTERVIEW, happened_on=day)
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"brouillon {person.reference}")
        save_draft(actor=self.stage.actor("alice", day), now=at, person=person, key=key, typed=typed)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    book = Notebook(stage)
    for association, rank, day, level, kind, words in TOLD:
        write = partial(book.write, by=WRITERS[association], level=level, kind=kind, words=words)
        chronicle.at(day, book.on(association, rank, write))
    promised = partial(book.promise, by="alice")
    her, service, colleague = Towards.HER, Towards.SERVICE, Towards.COLLEAGUE
    plans: tuple[tuple[int, date, str, Towards, date | None], ...] = (
        (0, date(2020, 4, 6), "lui envoyer une recharge de téléphone", her, date(2020, 4, 8)),
        (0, date(2020, 5, 12), "appeler le foyer de femmes", service, date(2020, 5, 15)),
        (2, date(2020, 5, 11), "l'accompagner à la poste", her, date(2020, 5, 22)),
        (5, date(2020, 5, 13), "en parler à Iris avant son congé", colleague, None),
    )
    for rank, day, what, towards, due_on in plans:
        chronicle.at(day, book.on("a", rank, partial(promised, what=what, towards=towards, due_on=due_on)))
    chronicle.at(date(2020, 4, 8), book.on("a", 0, partial(book.keep, by="alice")))
    chronicle.at(date(2020, 5, 16), book.on("a", 0, partial(book.correct, by="iris")))
    chronicle.at(date(2020, 5, 12), book.on("a", 5, partial(book.widen, level=ME)))
    chronicle.at(date(2020, 5, 14), book.on("a", 5, partial(book.widen, level=TEAM)))
    half = "Entretien au local. Elle a apporté le courrier de la préfecture, on l'a lu ensemble. Ce qu'elle a compris :"
    chronicle.at(date(2020, 5, 18), book.on("a", 0, partial(book.begin, words=half)))
    # Long ago too: what a caseworker finds when she takes up a file.
    for weeks in range(1, 13):
        day = date(2020, 5, 13) - timedelta(weeks=weeks)
        chronicle.at(
            day, book.on("a", 1, partial(book.write, by="alice", level=TEAM, kind=CALL, words="Appel de la semaine : rien de neuf."))
        )
