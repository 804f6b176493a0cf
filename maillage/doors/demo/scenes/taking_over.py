"""What existed before Maillage: a pathway taken over by its dates, a sheet imported, another waiting to be confirmed."""

from __future__ import annotations

from datetime import date
from functools import partial

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.doors.exchange.models import ImportBatch
from maillage.doors.exchange.models import Stage as Step
from maillage.doors.exchange.selectors import columns_of
from maillage.doors.exchange.services import choose_columns, confirm_import, receive_sheet, treat_next
from maillage.pathway.psp.services import DecidedTerm, TakenAllowance, TakenPermit, take_over_pathway

FIRST_SHEET = "Pseudonyme;Téléphone;Remarques\nCapeline;vient le mardi;ancien fichier\nSagesse;;ancien fichier\n;;ligne vide\n"
SECOND_SHEET = (
    "Pseudo;Tél.;Nom;Prénom;Décision\nClairon;06 39 98 00 11, le matin;Otvarelle;Sanda;16/12/2019\nBuisson;;;;\nClairon;;;;31/02/2020\n"
)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the take-over and the imports."""
    chronicle.at(date(2020, 1, 20), partial(_take_over, stage=stage))
    chronicle.at(date(2019, 10, 7), partial(_import, stage=stage))
    chronicle.at(date(2020, 5, 18), partial(_leave_to_confirm, stage=stage))


def _take_over(day: date, *, stage: Stage) -> None:
    person = stage.person("d", "followed", 0)
    if person is None:
        return
    take_over_pathway(
        actor=stage.actor("david", day),
        today=day,
        person=person,
        terms=(DecidedTerm(decided_on=date(2019, 6, 17)), DecidedTerm(decided_on=date(2019, 12, 9))),
        permit=TakenPermit(asked_on=date(2019, 6, 24), delivered_on=date(2019, 7, 22), expires_on=date(2020, 7, 21)),
        allowance=TakenAllowance(decided_on=date(2019, 6, 17), starts_on=date(2019, 7, 1), first_paid_on=date(2019, 9, 5)),
    )


def _ready(day: date, *, stage: Stage, slug: str, key: str, sheet: str) -> ImportBatch:
    actor = stage.actor(slug, day)
    batch = receive_sheet(actor=actor, today=day, organisation_id=stage.organisations[key].pk, content=sheet.encode())
    return choose_columns(actor=actor, today=day, batch=batch, seen=batch.version, columns=columns_of(batch))


def _import(day: date, *, stage: Stage) -> None:
    batch = _ready(day, stage=stage, slug="elsa", key="e", sheet=FIRST_SHEET)
    actor = stage.actor("elsa", day)
    batch = confirm_import(actor=actor, today=day, batch=batch, seen=batch.version, chosen=(2, 3))
    while batch.stage == Step.RUNNING:
        batch = treat_next(actor=actor, today=day, batch=batch)


def _leave_to_confirm(day: date, *, stage: Stage) -> None:
    _ready(day, stage=stage, slug="alice", key="a", sheet=SECOND_SHEET)
