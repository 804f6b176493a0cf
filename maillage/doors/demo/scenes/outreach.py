# ruff: noqa: E501  (a table reads better on long lines)
"""The field in spring 2020: rounds that stop here and slow down there, adverts counted down here and felt up there.

The study: the street empties at once, but for three sites of one city; elsewhere a few people for two weeks, then nobody; webcams up; police who inform more than they fine; two days after 11 May people are back. Explanations are hypotheses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from maillage.accompaniment.outreach.models import Certainty, Direction, Measure, Source, Theme
from maillage.accompaniment.outreach.services import (
    AlertDraft,
    CampaignDraft,
    ExplanationDraft,
    ObservationDraft,
    RoundDraft,
    RoundPlan,
    note_alert_act,
    note_campaign,
    open_round,
    raise_alert,
    record_observation,
    record_round,
)
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.reference.territories.models import Place

WORKERS = {"a": "alice", "c": "clara"}
WALKERS = {"a": "zoe", "c": "clara"}  # who goes out at night, and plans it
MINORS = {"a": "iris", "c": "clara"}
QUAYS, CANAL, VALLEY, STATION, RIGHT = "Zone des quais", "Zone du canal", "Vallée haute", "Quartier de la gare", "Rive droite"
PLANNED_ON = date(2020, 5, 18)


@dataclass(frozen=True)
class Night:
    """One round: association, day, zone, new, known, kits, masks; what was seen."""

    association: str
    on: date
    zone: str
    new: int
    known: int
    clients: str
    police: str
    masks: int = 0
    note: str = ""
    minor: bool = False


# The CAARUD goes on, twice a week, with fewer people met; the day centre stops on 17 March and goes out again two days after 11 May.
NIGHTS: tuple[Night, ...] = (
    Night("c", date(2020, 3, 3), QUAYS, 2, 12, "many", "some"),
    Night("c", date(2020, 3, 6), CANAL, 1, 9, "many", "none"),
    Night(
        "c",
        date(2020, 3, 10),
        QUAYS,
        1,
        14,
        "some",
        "some",
        note="Beaucoup de questions sur le virus. On a distribué l'affiche en quatre langues.",
    ),
    Night("c", date(2020, 3, 13), VALLEY, 0, 7, "some", "some"),
    Night(
        "c", date(2020, 3, 20), QUAYS, 2, 6, "none", "many", note="Elles ne savaient pas pour l'attestation : aucune ne lit le français."
    ),
    Night("c", date(2020, 3, 24), CANAL, 0, 7, "some", "many"),
    Night("c", date(2020, 3, 31), VALLEY, 1, 5, "none", "many"),
    Night("c", date(2020, 4, 3), QUAYS, 0, 7, "some", "many", masks=14),
    Night("c", date(2020, 4, 7), CANAL, 1, 7, "some", "some", masks=16),
    Night(
        "c",
        date(2020, 4, 14),
        QUAYS,
        0,
        6,
        "none",
        "some",
        masks=12,
        note="Deux disent n'avoir rien mangé depuis la veille. Colis portés le lendemain.",
        minor=True,
    ),
    Night("c", date(2020, 4, 21), CANAL, 0, 6, "some", "some", masks=12),
    Night("c", date(2020, 4, 28), VALLEY, 1, 4, "none", "some", masks=10),
    Night("c", date(2020, 5, 5), QUAYS, 1, 7, "some", "some", masks=16),
    Night("c", date(2020, 5, 12), CANAL, 3, 8, "some", "none", masks=22),
    Night("c", date(2020, 5, 15), QUAYS, 4, 10, "many", "none", masks=28),
    Night("a", date(2020, 3, 3), RIGHT, 1, 11, "many", "some"),
    Night("a", date(2020, 3, 10), STATION, 2, 8, "some", "some", note="Dernière maraude avant que tout ferme, on l'a dit à chacune."),
    Night("a", date(2020, 3, 13), RIGHT, 0, 6, "some", "some"),
    Night(
        "a",
        date(2020, 5, 13),
        RIGHT,
        3,
        5,
        "some",
        "some",
        masks=16,
        note="Deux jours après, elles sont déjà là. L'une parle de rattraper le loyer.",
    ),
    Night("a", date(2020, 5, 15), STATION, 1, 4, "some", "none", masks=10),
)
# To come, up to July: association, zone, first day, every so many days, how many.
TO_COME = (("c", QUAYS, date(2020, 5, 22), 14, 4), ("c", CANAL, date(2020, 5, 29), 14, 3), ("a", RIGHT, date(2020, 5, 20), 14, 4))
# Online rounds: association, site, method, from, to, five counts.
CAMPAIGNS = (
    ("c", "specialised", "sms", date(2020, 3, 9), date(2020, 3, 16), (58, 41, 12, 3, 1)),
    ("c", "specialised", "sms", date(2020, 4, 6), date(2020, 4, 30), (31, 27, 15, 2, 2)),
    ("c", "social", "social_message", date(2020, 4, 14), None, (64, 22, 9, 0, 0)),
    ("a", "general", "site_message", date(2020, 4, 20), date(2020, 5, 8), (47, 30, 6, 1, 0)),
)
_SAME, _DOWN, _UP, _STOPPED = Direction.SAME, Direction.DOWN, Direction.UP, Direction.STOPPED
_COUNTED, _REPORTED, _INTUITION, _ESTIMATED = Certainty.COUNTED, Certainty.REPORTED, Certainty.INTUITION, Certainty.ESTIMATED
Said = tuple[str, date, Theme, Direction, Certainty, Source, str, str, date, date | None, int | None, str, tuple[str, ...]]
# Association, noted on, theme, direction, certainty, source, which one, zone, from, to, number, of what, explanations of the same source.
OBSERVED: tuple[Said, ...] = (
    ("c", date(2020, 4, 10), Theme.STREET, _STOPPED, _REPORTED, Source.PARTNER, "Maison Verveine", "", date(2020, 3, 20), date(2020, 4, 10), None, "", ("phone", "moved", "illness")),
    ("c", date(2020, 4, 7), Theme.STREET, _SAME, _COUNTED, Source.ROUND, "", QUAYS, date(2020, 4, 3), None, 7, Measure.PEOPLE, ("language", "money")),
    ("c", date(2020, 4, 8), Theme.STREET, _SAME, _COUNTED, Source.ROUND, "", CANAL, date(2020, 4, 7), None, 8, Measure.PEOPLE, ("family", "network")),
    ("c", date(2020, 4, 9), Theme.STREET, _SAME, _COUNTED, Source.ROUND, "", VALLEY, date(2020, 3, 31), None, 6, Measure.PEOPLE, ()),
    ("c", date(2020, 3, 17), Theme.ONLINE, _SAME, _COUNTED, Source.ONLINE, "", "", date(2020, 3, 10), None, 58, Measure.ADVERTS, ()),
    ("c", date(2020, 3, 25), Theme.ONLINE, _DOWN, _COUNTED, Source.ONLINE, "", "", date(2020, 3, 24), None, 44, Measure.ADVERTS, ()),
    ("c", date(2020, 4, 8), Theme.ONLINE, _DOWN, _COUNTED, Source.ONLINE, "", "", date(2020, 4, 7), None, 31, Measure.ADVERTS, ()),
    ("c", date(2020, 4, 22), Theme.ONLINE, _DOWN, _COUNTED, Source.ONLINE, "", "", date(2020, 4, 21), None, 29, Measure.ADVERTS, ()),
    ("c", date(2020, 5, 13), Theme.ONLINE, _UP, _COUNTED, Source.ONLINE, "", "", date(2020, 5, 13), None, 52, Measure.ADVERTS, ()),
    ("c", date(2020, 4, 24), Theme.ONLINE, _UP, _INTUITION, Source.PARTNER, "Cap Tilleul", "", date(2020, 4, 1), date(2020, 4, 24), None, "", ("moved",)),
    ("c", date(2020, 4, 24), Theme.INDOOR, _UP, _INTUITION, Source.PARTNER, "Cap Tilleul", "", date(2020, 4, 1), date(2020, 4, 24), None, "", ("phone",)),
    ("c", date(2020, 4, 15), Theme.WEBCAM, _UP, _REPORTED, Source.PRESS, "Un quotidien national, 14 avril 2020", "", date(2020, 3, 17), date(2020, 4, 14), None, "", ()),
    ("c", date(2020, 5, 4), Theme.WEBCAM, _UP, _ESTIMATED, Source.PLATFORM, "Communiqué d'une plateforme, avril 2020", "", date(2020, 4, 1), date(2020, 4, 30), 1400, Measure.PEOPLE, ()),
    ("c", date(2020, 4, 8), Theme.CLIENTS, _SAME, _REPORTED, Source.ROUND, "", CANAL, date(2020, 3, 24), date(2020, 4, 7), None, "", ()),
    ("c", date(2020, 4, 10), Theme.CLIENTS, _STOPPED, _REPORTED, Source.PARTNER, "Maison Verveine", "", date(2020, 3, 20), date(2020, 4, 10), None, "", ("checks", "illness")),
    ("c", date(2020, 4, 15), Theme.HUNGER, _UP, _REPORTED, Source.CALLS, "", "", date(2020, 4, 1), date(2020, 4, 15), None, "", ("clients",)),
    ("a", date(2020, 3, 30), Theme.STREET, _SAME, _REPORTED, Source.PARTNER, "Une équipe mobile de santé", "", date(2020, 3, 17), date(2020, 3, 29), None, "", ("language", "money", "network")),
    ("a", date(2020, 4, 27), Theme.STREET, _STOPPED, _REPORTED, Source.PARTNER, "Une équipe mobile de santé", "", date(2020, 4, 8), date(2020, 4, 26), None, "", ("phone",)),
    ("a", date(2020, 5, 13), Theme.STREET, _UP, _COUNTED, Source.ROUND, "", RIGHT, date(2020, 5, 13), None, 8, Measure.PEOPLE, ("money",)),
    ("a", date(2020, 3, 30), Theme.POLICE_INFORMS, _UP, _REPORTED, Source.CALLS, "", "", date(2020, 3, 17), date(2020, 3, 29), None, "", ()),
    ("a", date(2020, 3, 30), Theme.FINED, _DOWN, _REPORTED, Source.CALLS, "", "", date(2020, 3, 17), date(2020, 3, 29), None, "", ()),
    ("a", date(2020, 4, 20), Theme.INCOME, _DOWN, _REPORTED, Source.CALLS, "", "", date(2020, 3, 17), date(2020, 4, 20), None, "", ()),
    ("a", date(2020, 5, 4), Theme.DEBTS, _UP, _REPORTED, Source.CALLS, "", "", date(2020, 4, 1), date(2020, 5, 4), None, "", ()),
)  # fmt: skip


class Field:
    """Whoever goes out, and whoever answers the telephone."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def zone(self, association: str, name: str) -> Place:
        """By its name, in the department of the association."""
        return Place.unscoped.get(territory_id=self.stage.organisations[association].territory_id, name=name)

    def walk(self, day: date, *, night: Night) -> None:
        """One sheet; and the alert, when somebody looked very young."""
        slug = WALKERS[night.association]
        organisation = self.stage.organisations[night.association]
        locked = night.on >= date(2020, 3, 17)
        draft = RoundDraft(
            organisation_id=organisation.pk,
            zone_id=self.zone(night.association, night.zone).pk,
            day=day,
            starts=time(19 if locked else 21),
            ends=time(21, 30) if locked else time(0, 30),
            team_size=2 if locked else 4,
            team=(self.stage.users[slug].pk,),
            met_new=night.new,
            met_known=night.known,
            kits=night.new + night.known,
            masks=night.masks,
            information=("health", "checks", "contact", "food") if locked else ("contact", "care", "rights"),
            orientations={"food": min(night.known, 3), "care": 1} if locked else {"day_centre": 2},
            clients=night.clients,
            police=night.police,
            note=night.note,
        )
        street_round = record_round(actor=self.stage.actor(slug, day), today=day, draft=draft)
        if night.minor:
            self._protect(day, association=night.association, street_round=street_round)

    def _protect(self, day: date, *, association: str, street_round: object) -> None:
        words = "Dit avoir dix-neuf ans, en paraît quinze. Seule, ne connaît personne."
        draft = AlertDraft(organisation_id=self.stage.organisations[association].pk, street_round=street_round, words=words)  # type: ignore[arg-type]
        alert = raise_alert(actor=self.stage.actor(WALKERS[association], day), today=day, draft=draft)
        by = self.stage.actor(MINORS[association], day)
        note_alert_act(actor=by, today=day, alert=alert, kind="concern", recipient="unit", done_on=day, reference="IP-2020-114")

    def plan(self, day: date, *, association: str, zone: str, first: date, every: int, number: int) -> None:
        """Rounds to come."""
        organisation, place = self.stage.organisations[association], self.zone(association, zone)
        slug = WALKERS[association]
        for rank in range(number):
            when = first + timedelta(days=every * rank)
            planned = RoundPlan(
                organisation_id=organisation.pk,
                zone_id=place.pk,
                day=when,
                starts=time(20),
                ends=time(23),
                team_size=3,
                team=(self.stage.users[slug].pk,),
            )
            open_round(actor=self.stage.actor(slug, day), today=day, plan=planned)

    def count(self, day: date, *, row: tuple[str, str, str, date, date | None, tuple[int, ...]]) -> None:
        """An online round, noted at its end or while it goes on."""
        association, site, method, starts_on, ends_on, counts = row
        named: dict[str, Any] = dict(zip(("seen", "reached", "answered", "met", "accompanied"), counts, strict=True))
        draft = CampaignDraft(
            organisation_id=self.stage.organisations[association].pk,
            site=site,
            method=method,
            starts_on=starts_on,
            ends_on=ends_on,
            **named,
        )
        note_campaign(actor=self.stage.actor(WORKERS[association], day), today=day, draft=draft)

    def observe(self, day: date, *, row: Said) -> None:
        """What is said, by whom, resting on what."""
        association, _on, theme, direction, certainty, source, reference, zone, starts_on, ends_on, number, measure, causes = row
        draft = ObservationDraft(
            organisation_id=self.stage.organisations[association].pk,
            zone_id=self.zone(association, zone).pk if zone else None,
            theme=theme.value,
            direction=direction.value,
            certainty=certainty.value,
            source=source.value,
            reference=reference,
            starts_on=starts_on,
            ends_on=ends_on,
            number=number,
            measure=str(measure),
            explanations=tuple(ExplanationDraft(cause=cause, source=source.value, reference=reference) for cause in causes),
        )
        record_observation(actor=self.stage.actor(WORKERS[association], day), today=day, draft=draft)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it all."""
    field = Field(stage)
    for night in NIGHTS:
        chronicle.at(night.on, partial(field.walk, night=night))
    for row in CAMPAIGNS:
        chronicle.at(row[4] or PLANNED_ON, partial(field.count, row=row))
    for said in OBSERVED:
        chronicle.at(said[1], partial(field.observe, row=said))
    for association, zone, first, every, number in TO_COME:
        planned = partial(field.plan, association=association, zone=zone, first=first, every=every, number=number)
        chronicle.at(PLANNED_ON, planned)
