"""What did the calls change: the page counts, leads to its rows, says no more than it can, and names nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.models import ServiceCall
from maillage.accompaniment.contacts.selectors import effect as reading
from maillage.core.contact_effect import Measure, Phase
from maillage.foundation.access.roles import Role
from tests.accompaniment.contacts.making import day_before, note
from tests.accompaniment.making import make_person, moment_at
from tests.cast import TODAY, CastClient, actor_of, give_mandate, make_user

BEFORE, DURING = date(2020, 2, 10), date(2020, 4, 2)


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, today=date(2020, 1, 6), pseudonym="Lune")


@pytest.fixture
def manager(association_a: Any) -> Any:
    user = make_user("Rim")
    give_mandate(user, Role.MANAGER, association_a)
    return user


def text_of(answer: Any) -> str:
    return answer.content.decode()


def effect_of(association: Any) -> Any:
    return reading.effect_of(association.pk, periods=reading.default_periods(today=TODAY))


def test_the_usual_periods_are_those_of_the_spring_of_2020() -> None:
    said = [(each.phase, each.first, each.last) for each in reading.default_periods(today=TODAY)]

    assert said == [
        (Phase.BEFORE, date(2020, 1, 22), date(2020, 3, 16)),
        (Phase.DURING, date(2020, 3, 17), date(2020, 5, 10)),
        (Phase.AFTER, date(2020, 5, 11), TODAY),
    ]


def test_what_has_not_begun_is_left_out() -> None:
    assert [each.phase for each in reading.default_periods(today=date(2020, 4, 1))] == [Phase.BEFORE, Phase.DURING]


def test_contacts_count_by_who_began_them(alice: Any, person: Any, association_a: Any) -> None:
    note(alice, person, by="her", happened_on=BEFORE)
    for _each in range(3):
        note(alice, person, by="us", happened_on=DURING)

    found = [(c.rates[Measure.BY_HER].events, c.rates[Measure.BY_US].events) for c in effect_of(association_a).columns]
    assert found == [(1, 0), (0, 3), (0, 0)]


def test_what_was_noted_by_mistake_does_not_count(alice: Any, person: Any, association_a: Any) -> None:
    contact = note(alice, person, happened_on=DURING)
    services.mark_mistaken(actor=actor_of(alice), today=TODAY, contact=contact)

    assert effect_of(association_a).columns[1].rates[Measure.ALL].events == 0


def test_another_association_counts_apart(alice: Any, person: Any, association_b: Any) -> None:
    note(alice, person, happened_on=DURING)

    assert effect_of(association_b).columns[1].reached == 0


def test_the_manager_reads_the_counts_and_no_name(client: CastClient, manager: Any, alice: Any, person: Any) -> None:
    note(alice, person, by="us", happened_on=DURING)

    shown = text_of(client.as_(manager).get(reverse("contacts:effect")))

    assert "Lune" not in shown
    assert person.reference not in shown
    assert "trop peu pour dire si quelque chose a changé" in shown


def test_every_number_leads_to_its_rows(client: CastClient, manager: Any, alice: Any, person: Any) -> None:
    note(alice, person, "sms", by="us", happened_on=DURING)
    signed = client.as_(manager)
    lines = signed.get(reverse("contacts:effect")).context
    by_us = next(row for row in lines["lines"] if row.measure is Measure.BY_US)
    address = f"{reverse('contacts:effect_rows')}?{lines['address']}&periode={by_us.figures[1].phase}&mesure=by_us"

    answer = signed.get(address)

    assert len(answer.context["rows"]) == by_us.figures[1].events == 1
    assert "par SMS" in text_of(answer)
    assert "Lune" not in text_of(answer)


@pytest.mark.parametrize("asked", ["?periode=never&mesure=all", "?periode=during&mesure=gold"])
def test_an_address_that_names_no_number_leads_nowhere(client: CastClient, manager: Any, asked: str) -> None:
    assert client.as_(manager).get(reverse("contacts:effect_rows") + asked).status_code == 404


def test_no_row_is_said_too(client: CastClient, manager: Any) -> None:
    assert "Aucun contact sur cette période" in text_of(
        client.as_(manager).get(f"{reverse('contacts:effect_rows')}?periode=during&mesure=all")
    )


def test_other_periods_are_chosen(client: CastClient, manager: Any, alice: Any, person: Any) -> None:
    note(alice, person, happened_on=BEFORE)
    asked = {"avant": "2020-01-06", "pendant": "2020-02-03", "apres": "2020-03-02", "fin": "2020-04-01"}

    effect = client.as_(manager).get(reverse("contacts:effect"), asked).context["effect"]

    assert [column.rates[Measure.ALL].events for column in effect.columns] == [0, 1, 0]


def test_two_periods_are_enough(client: CastClient, manager: Any) -> None:
    asked = {"avant": "2020-01-06", "pendant": "2020-02-03", "fin": "2020-04-01"}

    assert len(client.as_(manager).get(reverse("contacts:effect"), asked).context["effect"].columns) == 2


def test_periods_that_do_not_follow_each_other_are_asked_again(client: CastClient, manager: Any) -> None:
    asked = {"avant": "2020-03-06", "pendant": "2020-02-03", "fin": "2020-04-01"}

    answer = client.as_(manager).get(reverse("contacts:effect"), asked)

    assert (answer.status_code, answer.context["effect"]) == (422, None)


def test_who_has_two_associations_chooses(client: CastClient, manager: Any, association_b: Any) -> None:
    give_mandate(manager, Role.MANAGER, association_b)
    asked = {"avant": "2020-01-06", "pendant": "2020-02-03", "fin": "2020-04-01", "association": association_b.pk}

    assert str(association_b.pk) in client.as_(manager).get(reverse("contacts:effect"), asked).context["address"]


def test_a_contact_against_her_rule_is_counted_and_said(client: CastClient, manager: Any, alice: Any, person: Any) -> None:
    note(alice, person, "letter", by="us", happened_on=DURING)

    assert "hors des consignes" in text_of(client.as_(manager).get(reverse("contacts:effect")))


@pytest.mark.parametrize("who", ["dana"])
def test_the_state_counts_nothing_here(client: CastClient, who: str, request: pytest.FixtureRequest) -> None:
    assert client.as_(request.getfixturevalue(who)).get(reverse("contacts:effect")).status_code == 403


# Which services answer


def test_one_tap_notes_a_service_and_the_week_counts_it(client: CastClient, alice: Any, association_a: Any) -> None:
    signed = client.as_(alice)
    signed.post(reverse("contacts:service_note"), {"organisation": association_a.pk, "service": "prefecture", "reached": "waited"})

    weeks = signed.get(reverse("contacts:services")).context["weeks"]

    assert [(week.monday, week.total, week.waited) for week in weeks] == [(date(2020, 5, 18), 1, 1)]


def test_weeks_are_kept_by_service(client: CastClient, alice: Any, association_a: Any) -> None:
    signed = client.as_(alice)
    signed.post(reverse("contacts:service_note"), {"organisation": association_a.pk, "service": "prefecture", "reached": "nobody"})

    assert signed.get(f"{reverse('contacts:services')}?service=bank").context["weeks"] == []


def test_a_tap_that_says_nothing_is_asked_again(client: CastClient, alice: Any, association_a: Any) -> None:
    answer = client.as_(alice).post(reverse("contacts:service_note"), {"organisation": association_a.pk}, follow=True)

    assert "Touchez le service" in text_of(answer)


def test_the_wrong_tap_is_taken_back_from_the_page(client: CastClient, alice: Any, association_a: Any) -> None:
    signed = client.as_(alice)
    signed.post(reverse("contacts:service_note"), {"organisation": association_a.pk, "service": "bank", "reached": "answered"})
    call = ServiceCall.unscoped.get()

    signed.post(reverse("contacts:service_take_back", args=[call.pk]))

    assert not ServiceCall.unscoped.exists()


# Her word, on its pages


def test_less_or_stop_asks_what_we_do_of_it(client: CastClient, alice: Any, person: Any) -> None:
    sent = {"helped": "somewhat", "wish": "less", "said_on": TODAY}

    answer = client.as_(alice).post(reverse("contacts:her_word", args=[person.pk]), sent)

    assert answer["Location"] == reverse("contacts:course", args=[person.pk])


def test_go_on_leads_back_to_her_contacts(client: CastClient, alice: Any, person: Any) -> None:
    sent = {"helped": "yes", "wish": "go_on", "said_on": TODAY}

    shown = text_of(client.as_(alice).post(reverse("contacts:her_word", args=[person.pk]), sent, follow=True))

    assert "Oui, ils aident ; continuer ainsi." in shown


def test_the_course_chosen_is_read_on_her_file(client: CastClient, alice: Any, person: Any) -> None:
    sent = {"course": "keep", "reason": "still_alone"}

    shown = text_of(client.as_(alice).post(reverse("contacts:course", args=[person.pk]), sent, follow=True))

    assert "elle reste isolée" in shown


def test_nothing_chosen_is_asked_again(client: CastClient, alice: Any, person: Any) -> None:
    assert client.as_(alice).post(reverse("contacts:course", args=[person.pk]), {}).status_code == 422


# What the page costs


def test_her_contacts_cost_the_same_however_many_they_are(
    client: CastClient, alice: Any, person: Any, django_assert_max_num_queries: Any
) -> None:
    for minute in range(12):
        note(alice, person, moment=moment_at(10, minute), words="Un mot.")
    signed, url = client.as_(alice), reverse("contacts:person", args=[person.pk])
    signed.get(url)

    with django_assert_max_num_queries(45):
        signed.get(url)


def test_a_file_opened_by_a_contact_is_reached_for_the_first_time(alice: Any, association_a: Any) -> None:
    newcomer = make_person(alice, today=day_before(30))
    note(alice, newcomer, by="us", happened_on=day_before(29))

    assert [column.first_reached for column in effect_of(association_a).columns] == [0, 1, 0]


def test_less_often_leads_to_her_rhythm(client: CastClient, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(reverse("contacts:course", args=[person.pk]), {"course": "taper", "reason": "her_wish"})

    assert answer["Location"] == reverse("contacts:rhythm", args=[person.pk])


@pytest.mark.parametrize(("wish", "proposed"), [("less", True), ("go_on", False)])
def test_her_contacts_propose_to_change_the_rhythm_that_she_no_longer_wants(
    client: CastClient, alice: Any, person: Any, wish: str, proposed: bool
) -> None:
    signed = client.as_(alice)
    signed.post(reverse("contacts:her_word", args=[person.pk]), {"helped": "yes", "wish": wish, "said_on": TODAY})

    shown = text_of(signed.get(reverse("contacts:person", args=[person.pk])))

    assert ("Changer son rythme" in shown) is proposed


def test_a_reader_finds_the_counts_in_the_rail_and_nothing_of_the_calls(client: CastClient, manager: Any) -> None:
    shown = text_of(client.as_(manager).get(reverse("contacts:effect")))

    assert reverse("contacts:note") not in shown
    assert reverse("contacts:effect") in shown
