"""One woman met twice: two files to reunite, two that were, two reunited by mistake and separated again; and lists kept under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from maillage.accompaniment.people.models import Channel, Merge, Person
from maillage.accompaniment.people.selectors import questions_between
from maillage.accompaniment.people.services import merge_files, open_file, record_identity, save_list, undo_merge
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage


@dataclass(frozen=True)
class Met:
    """Somebody noted a second time, or a first: who opened the file, when, under which pseudonym, and the name if it was asked."""

    worker: str
    day: date
    pseudonym: str
    channel: Channel
    contact: str
    name: tuple[str, str] | None = None


# Two nights of outreach, two colleagues, one woman: they sound the same, nobody has looked at them side by side yet.
TO_REUNITE = (
    Met("iris", date(2020, 3, 10), "Katia", Channel.PHONE, "06 00 00 41 17, après 15 h", ("Katerina", "Ilieva")),
    Met("alice", date(2020, 4, 28), "Catya", Channel.MESSAGING, "par messagerie, au 06 00 00 41 17"),
)
REUNITED = (
    Met("alice", date(2020, 2, 4), "Yonela", Channel.SMS, "06 00 00 52 08, le matin", ("Ionela", "Danciu")),
    Met("iris", date(2020, 4, 20), "Ionela", Channel.NONE_KNOWN, "nous voit le jeudi au camion", ("Ionela", "Danciu-Pop")),
)
REUNITED_ON = date(2020, 5, 4)
# Two sisters, taken for one during a week.
BY_MISTAKE = (
    Met("alice", date(2020, 4, 2), "Blessing", Channel.PHONE, "06 00 00 63 21, jamais le dimanche"),
    Met("alice", date(2020, 4, 23), "Blésine", Channel.NONE_KNOWN, "vient avec sa sœur, au local"),
)
MISTAKEN_ON, SEPARATED_ON = date(2020, 4, 30), date(2020, 5, 7)
LISTS = (
    ("alice", date(2020, 5, 11), "À rappeler cette semaine", {"dossiers": "mine", "silence": "4"}, False),
    ("hugo", date(2020, 5, 12), "Silence depuis deux mois", {"silence": "8"}, True),
    ("alice", date(2020, 5, 12), "Demandes en préparation", {"demande": "preparing"}, True),
)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan each meeting, the two reunions and the separation, and the lists."""
    for pair in (TO_REUNITE, REUNITED, BY_MISTAKE):
        files: list[Person] = []
        for met in pair:
            chronicle.at(met.day, partial(_meet, stage=stage, met=met, files=files))
        if pair is REUNITED:
            chronicle.at(REUNITED_ON, partial(_reunite, stage=stage, files=files))
        if pair is BY_MISTAKE:
            chronicle.at(MISTAKEN_ON, partial(_reunite, stage=stage, files=files))
            chronicle.at(SEPARATED_ON, partial(_separate, stage=stage, files=files))
    for worker, day, name, filters, shared in LISTS:
        chronicle.at(day, partial(_keep, stage=stage, worker=worker, name=name, filters=filters, shared=shared))


def _meet(day: date, *, stage: Stage, met: Met, files: list[Person]) -> None:
    actor = stage.actor(met.worker, day)
    person = open_file(
        actor=actor,
        today=day,
        organisation_id=stage.organisations["a"].pk,
        pseudonym=met.pseudonym,
        channel=met.channel,
        safe_contact=met.contact,
        alike=len(files),
    )
    if met.name is not None:
        first, last = met.name
        record_identity(actor=actor, today=day, person=person, seen=0, last_name=last, first_name=first, birth_date=None, nationality="")
    files.append(person)


def _reunite(day: date, *, stage: Stage, files: list[Person]) -> None:
    kept, away = (Person.unscoped.get(pk=each.pk) for each in files)
    actor = stage.actor("alice", day)
    asked = questions_between(kept, away, actor=actor, today=day)
    # The pseudonym of the newer file, everything else of the older one.
    choices = {each.code: away.pk if each.code == "pseudonym" else kept.pk for each in asked}
    merge_files(actor=actor, today=day, kept=kept, away=away, choices=choices)


def _separate(day: date, *, stage: Stage, files: list[Person]) -> None:
    merge = Merge.unscoped.in_force().filter(kept=files[0]).select_related("kept", "away").first()
    if merge is not None:
        undo_merge(actor=stage.actor("alice", day), today=day, merge=merge)


def _keep(day: date, *, stage: Stage, worker: str, name: str, filters: dict[str, str], shared: bool) -> None:
    actor = stage.actor(worker, day)
    save_list(actor=actor, today=day, organisation_id=stage.organisations["a"].pk, name=name, filters=filters, shared=shared)
