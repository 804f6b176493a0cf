"""The yearly return: every number is the length of a list; the four dates; silence, an alert and nothing more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.core.four_dates import Act, Standing
from maillage.foundation.journal.models import Entry
from maillage.pathway.commission import services
from maillage.pathway.commission.models import ItemSense, ItemWay
from maillage.pathway.commission.selectors import after
from maillage.pathway.commission.selectors.yearly import YearlyReturn, yearly_return
from maillage.pathway.psp.models import Application, Pathway, Problem
from maillage.pathway.psp.services import ask_correction, record_allowance, record_permit
from tests.cast import TODAY, actor_of
from tests.pathway.commission.test_records import REFUSED, prepare, sign
from tests.pathway.commission.world import World, file_for

LATER = date(2020, 12, 1)


def numbers(found: YearlyReturn) -> dict[str, int]:
    """Every number that is not zero."""
    return {line.code: line.number for section in found.sections for line in section.lines if line.number}


def granted(world: World, application: Any) -> Pathway:
    sign(world, prepare(world, world.examined(application)))
    return Pathway.unscoped.get(entry=application)


def test_a_year_without_anything_is_all_zeros(world: World) -> None:
    assert numbers(yearly_return(world.commission, year=2019, today=LATER)) == {}


def test_what_happened_is_counted_where_it_happened(world: World, filed: Any) -> None:
    pathway = granted(world, filed)
    file_for(world.alice)

    found = numbers(yearly_return(world.commission, year=2020, today=LATER))

    assert found == {
        "sessions_held": 1, "filed_first": 2, "opinion_favourable": 1, "decided_granted": 1, "not_notified": 1, "gap": 1, "running": 1,
        "silent_2": 1, "silent_4": 1,
    }  # fmt: skip
    assert pathway.starts_on.year == 2020


def test_the_running_year_stops_today(world: World, filed: Any) -> None:
    day = granted(world, filed).starts_on

    found = yearly_return(world.commission, year=2020, today=day - timedelta(days=1))

    assert (found.until, found.line("running").number) == (day - timedelta(days=1), 0)


def test_refusals_are_counted_by_reason_and_as_far_from_the_opinion(world: World, filed: Any) -> None:
    sign(world, prepare(world, world.examined(filed), sense=REFUSED, motives=["project_too_vague", "other"], words="Imprécis."))

    found = yearly_return(world.commission, year=2020, today=LATER)

    assert {code: n for code, n in numbers(found).items() if code.startswith(("motive", "decided"))} == {
        "decided_refused": 1, "motive_project_too_vague": 1, "motive_other": 1
    }  # fmt: skip
    assert found.apart == 1


def test_an_opinion_followed_is_not_counted_apart(world: World, filed: Any) -> None:
    granted(world, filed)

    assert yearly_return(world.commission, year=2020, today=LATER).apart == 0


def test_rights_are_counted_in_the_year_of_their_day(world: World, filed: Any) -> None:
    pathway = granted(world, filed)
    day = pathway.starts_on + timedelta(days=30)
    worker = actor_of(world.alice, day)
    record_permit(actor=worker, today=day, pathway=pathway, asked_on=pathway.starts_on, delivered_on=day, expires_on=date(2021, 1, 4))
    record_allowance(actor=worker, today=day, pathway=pathway, decided_on=day, starts_on=day, expires_on=date(2020, 11, 26))

    found = numbers(yearly_return(world.commission, year=2020, today=LATER))

    assert {code: found[code] for code in ("permit_asked", "permit_delivered", "allowance_decided")} == {
        "permit_asked": 1, "permit_delivered": 1, "allowance_decided": 1
    }  # fmt: skip


def test_the_four_dates_of_one_application_with_the_days_between(world: World, filed: Any) -> None:
    pathway = granted(world, filed)
    day = pathway.starts_on + timedelta(days=30)
    record_permit(
        actor=actor_of(world.alice, day), today=day, pathway=pathway, asked_on=pathway.starts_on, delivered_on=day, expires_on=LATER
    )

    (row,) = after.four_rows(list(after.examined_of(world.commission)), today=day)

    assert [(each.act, each.standing, each.days) for each in row.acts] == [
        (Act.OPINION, Standing.DONE, None),
        (Act.DECISION, Standing.DONE, 0),
        (Act.PERMIT, Standing.DONE, 30),
        (Act.ALLOWANCE, Standing.AWAITED, 30),
    ]
    assert after.medians_of([row]).permit == 30


def silent(world: World, *, year: int = 2020, today: date) -> int:
    return numbers(yearly_return(world.commission, year=year, today=today)).get("silent_2", 0)


def test_whoever_was_silent_on_the_last_day_stays_counted_once_decided_after_it(world: World, filed: Any) -> None:
    before = silent(world, today=date(2020, 12, 31))
    Application.unscoped.filter(pk=filed.pk).update(state="decided", examined_on=TODAY, decided_on=date(2021, 1, 12), granted=True)

    assert (before, silent(world, today=date(2021, 6, 1))) == (1, 1)


def test_a_pause_of_the_next_year_takes_nothing_off_the_silence_of_this_one(world: World, filed: Any) -> None:
    correction = ask_correction(
        actor=actor_of(world.dana, LATER),
        today=LATER,
        application=filed,
        target="field:nationality",
        problem=Problem.INCORRECT,
        words="À revoir.",
    )

    inside = silent(world, today=date(2021, 12, 1))

    assert (correction.asked_on, inside) == (LATER, 1)


@pytest.mark.parametrize(
    "over",
    [
        {"state": "withdrawn", "withdrawn_on": date(2020, 12, 30)},
        {"state": "decided", "examined_on": TODAY, "decided_on": date(2020, 12, 30), "granted": True},
    ],
)
def test_what_was_over_on_the_last_day_was_not_silent(world: World, filed: Any, over: dict[str, Any]) -> None:
    Application.unscoped.filter(pk=filed.pk).update(**over)

    assert silent(world, today=date(2021, 6, 1)) == 0


def test_an_end_proposed_makes_nobody_wait_in_the_return(world: World, filed: Any) -> None:
    Application.unscoped.filter(pk=filed.pk).update(kind="end")

    assert silent(world, today=date(2020, 12, 31)) == 0


@pytest.mark.parametrize(("days", "alerted"), [(60, 0), (62, 1), (130, 1)])
def test_silence_alerts_and_concludes_nothing(world: World, filed: Any, days: int, alerted: int) -> None:
    day = filed.filed_on + timedelta(days=days)

    found = after.silences(actor_of(world.dana, day), today=day)

    assert len(found) == alerted
    assert Application.unscoped.get(pk=filed.pk).decided_on is None


def test_silence_is_told_to_the_department_only(world: World, filed: Any, eve: Any) -> None:
    assert after.silences(actor_of(eve, LATER), today=LATER) == []


def test_every_number_opens_its_rows_and_leaves_as_a_sheet(world: World, filed: Any, client: Any) -> None:
    granted(world, filed)
    at = client.as_(world.dana)
    pk = world.commission.pk

    page = at.get(reverse("commission:return", args=[pk]) + "?annee=2020").content.decode()
    rows = at.get(reverse("commission:return_rows", args=[pk, "decided_granted"]) + "?annee=2020")
    sheet = at.get(reverse("commission:return_export", args=[pk]) + "?annee=2020&format=csv")
    some = at.get(reverse("commission:return_rows_export", args=[pk, "filed_first"]) + "?annee=2020&format=csv")

    assert reverse("commission:return_rows", args=[pk, "filed_first"]) + "?annee=2020" in page
    assert filed.number not in page
    assert rows.status_code == 200
    assert "premières demandes;1" in sheet.content.decode("utf-8-sig")
    assert filed.number in some.content.decode("utf-8-sig")
    assert Entry.unscoped.filter(action="commission.return_exported").count() == 2


def test_an_unknown_line_or_year_says_nothing(world: World, client: Any) -> None:
    at, pk = client.as_(world.dana), world.commission.pk

    assert at.get(reverse("commission:return_rows", args=[pk, "nothing"])).status_code == 404
    assert at.get(reverse("commission:return", args=[pk]) + "?annee=1789").status_code == 200


def test_an_empty_department_teaches(world: World, client: Any) -> None:
    page = client.as_(world.dana).get(reverse("commission:four_dates", args=[world.commission.pk])).content.decode()

    assert "Aucune demande n'a encore d'avis" in page.replace("&#x27;", "'")


@pytest.mark.parametrize("name", ["return", "return_export", "four_dates"])
def test_strangers_and_members(world: World, client: Any, charlie: Any, eve: Any, name: str) -> None:
    url = reverse(f"commission:{name}", args=[world.commission.pk])

    assert [client.as_(who).get(url).status_code for who in (charlie, eve, world.marc)] == [404, 404, 403]


@pytest.mark.parametrize("name", ["return", "four_dates"])
def test_more_rows_ask_no_more_queries(world: World, client: Any, name: str) -> None:
    def asked() -> int:
        at = client.as_(world.dana)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert at.get(reverse(f"commission:{name}", args=[world.commission.pk]) + "?annee=2020").status_code == 200
        return len(queries)

    applications = [file_for(world.alice) for _ in range(2)]
    first = [examine_all(world, applications[:1], on=TODAY + timedelta(days=7)), asked()][1]
    examine_all(world, [applications[1], *(file_for(world.alice) for _ in range(3))], on=TODAY + timedelta(days=8))

    assert asked() <= first + 1


def examine_all(world: World, applications: list[Any], *, on: date) -> None:
    session = world.plan(on=on)
    items = [world.add(session, each) for each in applications]
    world.convene(session)
    session = world.open(session)
    world.attend(session, ("chair", "magistrate", "social", "b"))
    for item in items:
        world.close_item(item, services.Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))
    world.close(session)
