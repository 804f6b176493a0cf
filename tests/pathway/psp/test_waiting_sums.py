"""The waits added up per association: they add up to the day, and every number leads to its rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.core.clock.waiting import Cause
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.selectors.waiting import waiting_of
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application

YEAR = {"first": date(2019, 5, 19), "last": TODAY}


@pytest.fixture
def waits(alice: Any, charlie: Any, dana: Any) -> list[Any]:
    """Two of A, one of B: preparing, filed and scheduled, at different ages."""
    early = make_application(alice, state="preparing", today=date(2020, 3, 2), person=make_person(alice, pseudonym="Lune"))
    filed = make_application(alice, state="filed", dana=dana, today=date(2020, 4, 1))
    other = make_application(charlie, state="scheduled", dana=dana, today=date(2020, 2, 3))
    return [early, filed, other]


def _page(user: Any, **more: Any) -> Any:
    return selectors.waiting_page(actor_of(user), today=TODAY, **{**YEAR, **more})


def test_the_whole_is_the_sum_of_the_applications_and_of_the_associations(alice: Any, dana: Any, waits: list[Any]) -> None:
    mine, states = _page(alice), _page(dana)

    assert mine.waits.total == sum(waiting_of(each, today=TODAY).total for each in waits[:2])
    assert states.waits.total == sum(each.waits.total for each in states.associations)
    assert len(states.associations) == 2
    assert mine.waits.total == sum(share.days for share in mine.waits.shares)


def test_the_state_counts_from_the_filing(dana: Any, waits: list[Any]) -> None:
    found = _page(dana)

    assert found.applications == 2
    assert found.waits.share_of(Cause.PREPARATION) is None


def test_months_that_follow_each_other_add_up_to_the_whole(alice: Any, waits: list[Any]) -> None:
    months = [(date(2020, 3, 1), date(2020, 3, 31)), (date(2020, 4, 1), date(2020, 4, 30)), (date(2020, 5, 1), TODAY)]

    parts = [_page(alice, first=first, last=last).waits.total for first, last in months]

    assert sum(parts) == _page(alice).waits.total


def test_each_number_leads_to_its_rows(alice: Any, waits: list[Any]) -> None:
    for share in _page(alice).waits.shares:
        pairs = selectors.rows_of_cause(actor_of(alice), today=TODAY, cause=share.cause, **YEAR)
        assert sum(days for _pk, days in pairs) == share.days


def test_what_is_announced_waits_no_more(alice: Any, dana: Any, paul: Any) -> None:
    application = make_application(alice, state="decided", dana=dana, paul=paul, today=date(2020, 3, 2))
    services.mark_notified(actor=actor_of(alice), today=TODAY, application=application, notified_on=date(2020, 3, 12))

    found = _page(alice)

    assert (found.waits.total, found.waits.finished, found.waits.running) == (10, 1, 0)
    assert _page(alice, first=date(2020, 4, 1)).applications == 0


def test_a_kind_keeps_its_own(alice: Any, waits: list[Any]) -> None:
    assert _page(alice, kind="renewal").applications == 0


# Pages


def _text(response: Any) -> str:
    return str(response.content.decode())


def test_the_page_says_the_whole_its_period_and_honest_words(client: Any, alice: Any, waits: list[Any]) -> None:
    text = _text(client.as_(alice).get(reverse("psp:waits")))

    assert "mardi 19 mai 2020" in text
    assert "Aucune attente ne s’est terminée" in text
    assert "En préparation" in text


def test_a_number_opens_the_applications_behind_it(client: Any, alice: Any, waits: list[Any]) -> None:
    text = _text(client.as_(alice).get(reverse("psp:waits_rows"), {"cause": "preparation", "du": "2020-03-01", "au": "2020-05-19"}))

    assert "Lune" in text


@pytest.mark.parametrize("query", [{}, {"cause": "laziness"}, {"cause": "preparation", "association": "x"}])
def test_an_address_that_names_nothing_leads_nowhere(client: Any, alice: Any, query: dict[str, str]) -> None:
    assert client.as_(alice).get(reverse("psp:waits_rows"), query).status_code == 404


def test_a_period_upside_down_or_to_come_is_put_right(client: Any, alice: Any, waits: list[Any]) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()

    answer = client.as_(alice).get(reverse("psp:waits"), {"du": tomorrow, "au": "2020-01-01"})

    assert answer.status_code == 200


def test_without_a_day_of_waiting_the_page_teaches(client: Any, alice: Any) -> None:
    assert "Aucun jour d" in _text(client.as_(alice).get(reverse("psp:waits")))


def test_each_application_tells_its_wait_run_by_run(client: Any, alice: Any, waits: list[Any]) -> None:
    text = _text(client.as_(alice).get(reverse("psp:application", args=[waits[0].pk])))

    assert "Jour par jour" in text
    assert "Du 2 mars 2020 au 18 mai 2020" in text


@pytest.mark.parametrize("who", ["marc", "nora", "ops"])
def test_the_waits_are_for_those_who_list_applications(client: Any, who: str, request: pytest.FixtureRequest) -> None:
    assert client.as_(request.getfixturevalue(who)).get(reverse("psp:waits")).status_code == 403
